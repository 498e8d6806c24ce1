"""The lexicon: its files are well formed, its own examples are read as it says, and a user's file joins it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.extract import Frame, load_lexicon, read_lexicon
from onrecord.extract.frames import LISTS, extend_lexicon
from onrecord.vocabulary import ActorKind, Analysis, Document, DocumentKind
from tests.making import make_document

Analyse = Callable[[Document], Analysis]
STATES = {"A": "Norway", "B": "Chile", "C": "Portugal"}
IDS = {"A": "NOR", "B": "CHL"}
FRAMES = load_lexicon().frames
EXAMPLES = [
    pytest.param(frame, text, id=f"{frame.id}-{i}")
    for frame in FRAMES
    for i, text in enumerate((frame.example, *frame.examples))
]
COUNTERS = [
    pytest.param(frame, text, id=f"{frame.id}-{i}")
    for frame in FRAMES
    for i, text in enumerate(frame.counter)
]
MINE = """
[[frame]]
id = "toast"
stance = "welcomes"
act = "speech"
verb = ["toast"]
target = ["obj"]
source = "own observation: dinner speeches"
example = "A toasted B."
"""


def filled(text: str) -> str:
    """The example with states for its letters, as a sentence."""
    for letter, name in STATES.items():
        text = re.sub(rf"\b{letter}\b", name, text)
    return text if text.endswith((".", "?", "!")) else f"{text}."


def document(frame: Frame, text: str) -> Document:
    """A speech of A's minister where the teller or "we" holds the stance, else a plain report."""
    own = frame.holder == "teller" or re.search(r"\b(we|our|I|my)\b", text, re.IGNORECASE)
    if not own:
        return make_document(filled(text))
    return make_document(
        filled(text),
        kind=DocumentKind.SPEECH,
        title="Statement",
        speaker="Ana Silva",
        speaker_office="Minister of Foreign Affairs of Norway",
    )


@pytest.mark.parametrize(("frame", "text"), EXAMPLES)
def test_example(analysed: Analyse, frame: Frame, text: str) -> None:
    """Every example gives its frame's row, from A towards B where B stands in it, and no other row of anybody's."""
    rows = [p for p in analysed(document(frame, text)).positions if not p.rule.endswith("/thanked")]
    assert [(p.holder.actor.id, p.stance, p.rule, p.ended) for p in rows] == [
        (IDS["A"], frame.stance, frame.id, frame.ends)
    ]
    toward = rows[0].toward
    state = toward.actor.id if toward is not None and toward.actor.kind is ActorKind.STATE else None
    assert state == (IDS["B"] if re.search(r"\bB\b", text) else None)


@pytest.mark.parametrize(("frame", "text"), COUNTERS)
def test_counter_example(analysed: Analyse, frame: Frame, text: str) -> None:
    """A sentence in which the word is no such stance gives no row of the frame."""
    assert frame.id not in {p.rule for p in analysed(document(frame, text)).positions}


def test_size() -> None:
    """The lexicon stays as large as its codebook says, and every list that the code asks for has words."""
    lexicon = load_lexicon()
    assert len(lexicon.frames) >= 250
    assert len(lexicon.by_word) >= 900
    assert not [name for name in LISTS if not getattr(lexicon, name)]


def test_the_most_particular_frame_is_tried_first() -> None:
    """A frame that asks for a modal besides its object goes before the one that asks for the object alone."""
    order = [frame.id for frame in load_lexicon().by_word[("verb", "impose")]]
    assert order.index("will-impose") < order.index("sanction")


FAULTS = [
    ('verb = ["toast"]', 'verb = ["toast"]\nnoun = ["toast"]', "one of verb, noun, adjective"),
    ('stance = "welcomes"', 'stance = "likes"', "no such stance: 'likes'"),
    ('act = "speech"', 'act = "song"', "act must be one of"),
    ('target = ["obj"]', 'target = ["object"]', "no such path: 'object'"),
    ('target = ["obj"]', 'target = "obj"', "value of another kind"),
    ('target = ["obj"]', "colour = 1", "unknown key 'colour'"),
    ('target = ["obj"]', 'event = "PRAISE"', "event must be one of"),
    ('target = ["obj"]', 'object_at = "prep:to"', "there is neither"),
    ('target = ["obj"]', 'cameo = "fifty"', "two to four digits"),
    ('source = "own observation: dinner speeches"', "", "lacks 'source'"),
    ('example = "A toasted B."', "", "lacks 'example'"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), FAULTS)
def test_faults_are_named(old: str, new: str, complaint: str) -> None:
    """A mistake in a user's file is refused with the file, the frame and what is wrong."""
    with pytest.raises(DataError, match=re.escape(complaint)) as caught:
        read_lexicon(MINE.replace(old, new), where="mine.toml")
    assert "mine.toml, toast" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (MINE + MINE, "two frames have this id"),
        ("[lists]\nsongs = ['la']", "no such list: 'songs'"),
        ("[lists]\nowned = 'bid'", "a list holds words"),
        ("frame = 3", "written as"),
        ("frame = [", "not TOML"),
        (f"frame = {'9' * 5_000}", "not TOML"),
        ("lists = [1]", "`lists` is no table"),
    ],
)
def test_faulty_files(text: str, complaint: str) -> None:
    """A file that is no lexicon is refused."""
    with pytest.raises(DataError, match=re.escape(complaint)):
        read_lexicon(text, where="mine.toml")


def test_own_file_joins(tmp_path: Path, analysed: Analyse) -> None:
    """A user's frames and list words are added, the bundled lexicon stays as it is, and the version tells the file."""
    path = tmp_path / "mine.toml"
    path.write_text(MINE + '[lists]\nowned = ["toastmaster"]\n', encoding="utf-8")
    mine, bundled = load_lexicon(path), load_lexicon()
    assert {f.id for f in mine.frames} - {f.id for f in bundled.frames} == {"toast"}
    assert mine.owned - bundled.owned == {"toastmaster"}
    assert re.fullmatch(rf"{bundled.version}\+[0-9a-f]{{8}}", mine.version)
    assert load_lexicon(path).version == mine.version


def test_own_frame_replaces() -> None:
    """A user's frame with the id of a bundled one takes its place, words and all."""
    text = MINE.replace('id = "toast"', 'id = "criticize"')
    mine = extend_lexicon(load_lexicon(), text, where="mine.toml")
    assert len(mine.frames) == len(load_lexicon().frames)
    assert ("verb", "lambast") not in mine.by_word
    assert [f.id for f in mine.by_word[("verb", "toast")]] == ["criticize"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is a data error that names it."""
    with pytest.raises(DataError, match="cannot be read"):
        load_lexicon(tmp_path / "none.toml")
