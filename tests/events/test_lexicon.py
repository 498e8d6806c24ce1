"""The loader of event frames names the file and the frame at fault."""

from __future__ import annotations

import pytest

from onrecord.errors import DataError
from onrecord.events import Root, load_event_lexicon, read_event_lexicon

GOOD = """
[[frame]]
id = "visit"
root = "CONSULT"
cameo = "042"
verb = ["visit"]
target = ["obj"]
example = "Norway's minister visited Kenya."
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("[[frame]]", "[[frame"), "not TOML"),
        (('root = "CONSULT"', 'root = "VISIT"'), "no such event type"),
        (('cameo = "042"', 'cameo = "42"'), "not a CAMEO code"),
        (('cameo = "042"', "cameo = 42"), "not a CAMEO code"),
        (('target = ["obj"]', 'target = ["behind"]'), "no such place"),
        (('verb = ["visit"]', ""), "one of verb, noun, adjective"),
        (('verb = ["visit"]', 'verb = ["visit"]\nnoun = ["visit"]'), "one of verb, noun, adjective"),
        (('example = "Norway\'s minister visited Kenya."', ""), "an example"),
        (('target = ["obj"]', 'target = ["obj"]\nkind = "hopes"'), "kind must be one of"),
        (('target = ["obj"]', 'target = ["obj"]\ncolour = "red"'), "unknown key"),
    ],
)
def test_a_malformed_frame_is_named(change: tuple[str, str], says: str) -> None:
    """What is wrong with a frame is told with the file it stands in."""
    with pytest.raises(DataError, match=says) as raised:
        read_event_lexicon({"mine.toml": GOOD.replace(*change)})
    assert "mine.toml" in str(raised.value)


def test_two_frames_cannot_have_one_id() -> None:
    """A second frame of the same id is refused, in another file too."""
    with pytest.raises(DataError, match="two frames"):
        read_event_lexicon({"a.toml": GOOD, "b.toml": GOOD})


def test_a_table_of_codes_is_checked() -> None:
    """A code that CAMEO cannot have is refused, with its table."""
    with pytest.raises(DataError, match="not a CAMEO code") as raised:
        read_event_lexicon({"codes.toml": '[intend]\n"04" = "36"\n'})
    assert "intend" in str(raised.value)


def test_a_list_of_words_is_a_list() -> None:
    """A word list that is one word is refused."""
    with pytest.raises(DataError, match="not a list"):
        read_event_lexicon({"words.toml": '[lists]\npeople = "envoy"\n'})


def test_the_bundled_lexicon_covers_every_type() -> None:
    """Each PLOVER type has frames, and no frame is without a word."""
    lexicon = load_event_lexicon()
    roots = {frame.root for frame in lexicon.frames}
    assert set(Root) == roots
    assert all(frame.words for frame in lexicon.frames)
