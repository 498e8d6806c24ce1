"""Finds quotations by their marks: straight, typographic, doubled single ones, also where one is missing.

A quotation never runs past its paragraph; one that goes on is opened again in the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.vocabulary import Document, Span

_MARK = re.compile(
    r"""(?=[`'"“”„«»‟‹›‘’])(?:``|''|["“”„«»‟‹›]|(?<![\w’'])‘(?=\S)|(?<=[\w.,!?…;:)])’(?![\w’'])|(?<![\w'’])'(?=[A-Z\[])|(?<=[.,!?…])'(?![\w']))"""
)
"""Quotation marks. A single one counts only where it can be no apostrophe: before a word that begins a
sentence, or behind a stop."""

_CLOSED_BY = {
    '"': ('"', "”", "''"),
    "“": ("”", '"', "''"),
    "‟": ("”", '"'),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
    "”": ("”",),  # opened with the wrong mark
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
_OPENING = frozenset({"“", "„", "«", "``", "‘", "‹"})
_SINGLE = frozenset({"‘", "'"})
_FURTHEST = 200
"""Marks. A quotation closes before so many others have passed, or it was never closed."""


def quotations(document: Document) -> tuple[Span, ...]:
    """Spans of quoted words with their marks, in order, none overlapping; a quotation in a quotation is part of it."""
    found: list[Span] = []
    for paragraph in document.paragraphs:
        found.extend(_in_stretch(document.text, paragraph.span))
    return tuple(found)


def with_inner(document: Document, quotes: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations together with those inside them, by where they begin; an outer one before its inner ones."""
    found = list(quotes)
    for quote in quotes:
        mark = next((m for m in ("``", "''") if document.text.startswith(m, quote.start)), " ")
        inside = Span(quote.start + len(mark), max(quote.start + len(mark), quote.end - len(mark)))
        found.extend(_in_stretch(document.text, inside, closed=True))
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _in_stretch(text: str, within: Span, *, closed: bool = False) -> list[Span]:
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, within.start, within.end)]
    latest = {mark: number for number, (_, _, mark) in enumerate(marks)}
    found: list[Span] = []
    place = 0
    while place < len(marks):
        start, end, mark = marks[place]
        place += 1
        closing = _CLOSED_BY.get(mark)
        if closing is None or (mark == "”" and not _opens(text, start, end, within)):
            continue
        if mark == "»" and latest.get("«", -1) < place:
            continue
        ends = any(latest.get(m, -1) >= place for m in closing)
        last = _closing(marks, place, mark) if ends else None
        if last is None:
            if not closed and mark not in _SINGLE and _opens(text, start, end, within):
                found.append(Span(start, within.end))
                break
            continue
        found.append(Span(start, marks[last][1]))
        place = last + 1
    return found


def _closing(marks: Sequence[tuple[int, int, str]], place: int, mark: str) -> int | None:
    """Which mark closes the quotation; one opened inside it by another mark is passed over with its own end."""
    inner: list[str] = []
    for number in range(place, min(place + _FURTHEST, len(marks))):
        found = marks[number][2]
        if inner and found in _CLOSED_BY[inner[-1]]:
            inner.pop()
        elif not inner and found in _CLOSED_BY[mark]:
            return number
        elif found in _OPENING and found != mark:
            inner.append(found)
        elif found in _CLOSED_BY[mark]:
            return number  # the inner one was never closed
    return None


def _opens(text: str, start: int, end: int, within: Span) -> bool:
    """True for a mark that stands before a word and not behind one."""
    before = start == within.start or not text[start - 1].isalnum()
    return before and end < within.end and not text[end].isspace()
