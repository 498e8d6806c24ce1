"""The short lines that a page prints around its title and in the fields it names for dates.

They are read once for a page and serve dates and authors alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.read.page_marks import LONGEST_LINE, Mark, Marks, text_of
from onrecord.read.tags import BLOCKS

Where = Literal["under", "above", "named"]
"""Under the title, above it, or in a field that is named for a date."""
_ELEMENTS_UNDER = 150
_CHARACTERS_UNDER = 1200
_ELEMENTS_ABOVE = 30
_LONGEST_LABEL = 30
"""Characters of a line that says what the next one is."""
_UNREAD = frozenset(
    {"html", "head", "body", "title", "meta", "link", "script", "style", "h1", "option", "noscript"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One line and its place; `label` is the short line before it, which may say what it is."""

    text: str
    where: Where
    label: str = ""


def printed_lines(marks: Marks, heading: Mark | None) -> tuple[PrintedLine, ...]:
    """Short lines under the heading, then those above it."""
    if heading is None:
        return ()
    return tuple(_labelled([*_under(marks, heading), *_above(marks, heading)]))


def named_lines(marks: Marks, read: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The texts of elements that are named for dates, but for those that hold a line that was `read` before."""
    seen = {line.text for line in read}
    found = []
    for mark in marks.called("dated"):
        if not marks.elsewhere(mark.element):
            text = text_of(mark.element)
            if text and len(text) < LONGEST_LINE and text not in seen:
                found.append(PrintedLine(text=text, where="named"))
    return tuple(found)


def _labelled(lines: Sequence[tuple[str, Where]]) -> Iterator[PrintedLine]:
    label = ""
    for text, where in lines:
        yield PrintedLine(text=text, where=where, label=label)
        label = text if len(text) <= _LONGEST_LABEL else ""


def _under(marks: Marks, heading: Mark) -> Iterator[tuple[str, Where]]:
    seen: set[int] = set()
    total = 0
    for order in range(heading.order + 1, min(heading.order + _ELEMENTS_UNDER, len(marks.elements))):
        line = _line(marks, order, seen)
        if line:
            total += len(line)
            yield line, "under"
        if total > _CHARACTERS_UNDER:
            break


def _above(marks: Marks, heading: Mark) -> Iterator[tuple[str, Where]]:
    seen: set[int] = set()
    for order in range(max(0, heading.order - _ELEMENTS_ABOVE), heading.order):
        line = _line(marks, order, seen)
        if line:
            yield line, "above"


def _line(marks: Marks, order: int, seen: set[int]) -> str:
    """The text of an element that holds no blocks; empty for another, or one inside of a line that was read."""
    element = marks.elements[order]
    if order in seen or element.tag in _UNREAD:
        return ""
    children = list(element)
    if any(child.tag in BLOCKS for child in children):
        own = " ".join([element.text or "", *(child.tail or "" for child in children)])
        return " ".join(own.split())[:LONGEST_LINE]
    if marks.elsewhere(element):
        return ""
    seen.update(range(order, order + (sum(1 for _ in element.iter("*")) if children else 1)))
    return text_of(element)
