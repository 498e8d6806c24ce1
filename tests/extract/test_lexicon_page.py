"""The page of all frames is written from the lexicon's files, so that a citation of it is a citation of the data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.extract import Frame, Lexicon, load_lexicon
from onrecord.vocabulary import Stance

PAGE = Path(__file__).parents[2] / "docs" / "lexicon.md"
WRITE = "ONRECORD_WRITE_DOCS"
SIGNS = {1: "+", 0: "0", -1: "-"}
HEAD = """# The lexicon: every frame

Version {version} of the stance lexicon: {frames} frames, {words} trigger words. Written from
`src/onrecord/extract/lexicon/*.toml` by a test that fails when page and data differ. What a stance means, how it is told from its
neighbours and what the words of the third column mean stands in the [codebook](codebook.md). In the examples A, B and C are states; where
the holder is the teller, A is the speaker. A frame's id is the `rule` of the rows that it makes.

Please cite as: OnRecord stance lexicon, version {version}, frame id.
"""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _construction(frame: Frame) -> Iterator[str]:
    """What a frame asks for besides its trigger, one phrase each."""
    if frame.holder == "teller":
        yield "holder: the teller"
    if frame.act != "speech":
        yield frame.act
    parts = (
        ("subject", frame.subjects),
        ("particle", frame.particles),
        ("with", frame.prepositions),
        (frame.object_at if frame.object_at != "obj" else "object", frame.objects),
        (f"{frame.object_at if frame.object_at != 'obj' else 'object'} is not", frame.unless),
        ("modified by", frame.modifiers),
        ("modal", frame.modals),
    )
    yield from (f"{name}: {_listed(words)}" for name, words in parts if words)
    flags = (
        ("an infinitive of another follows", frame.controls),
        ("an infinitive follows", frame.infinitive),
        ("negated", frame.needs_negation),
        ("passive", frame.passive),
        ("given up", frame.ends),
        ("only with a counterpart", frame.needs_target),
    )
    yield from (name for name, on in flags if on)


def _row(frame: Frame) -> str:
    cells = (
        f"`{frame.id}`",
        f"{frame.word_class}: {_listed(frame.words)}",
        "; ".join(_construction(frame)),
        ", ".join(f"`{path}`" for path in frame.target),
        "<br>".join((frame.example, *frame.examples)),
        frame.source if frame.event == frame.stance.plover else f"{frame.source} (event {frame.event})",
    )
    return f"| {' | '.join(cells)} |\n"


def made(lexicon: Lexicon) -> str:
    """The whole page."""
    page = HEAD.format(
        version=lexicon.version, frames=len(lexicon.frames), words=len({word for _, word in lexicon.by_word})
    )
    for stance in Stance:
        frames = [frame for frame in lexicon.frames if frame.stance is stance]
        if frames:
            page += f"\n## {stance} ({SIGNS[stance.polarity]}, {stance.plover or 'no PLOVER type'})\n\n"
            page += "| rule | words | construction | counterpart at | example | source |\n| --- | --- | --- | --- | --- | --- |\n"
            page += "".join(map(_row, frames))
    return page


def test_page_is_the_lexicon() -> None:
    """Every frame stands on the page as the files give it."""
    current = made(load_lexicon())
    if os.environ.get(WRITE):
        PAGE.write_text(current, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == current, f"write it anew with {WRITE}=1"
