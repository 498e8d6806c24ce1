"""Which characters of a document stand in quotation marks.

A quotation that its paragraph leaves open runs to the paragraph's end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from onrecord.vocabulary import Document

_MARK = re.compile(r"''|[“”„«»\"]")
_CLOSING = {"“": '”"', "„": '“”"', "«": "»", '"': '"”', "''": "''"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quoted stretches, in order and not overlapping."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at(self, place: int) -> int | None:
        """The number of the quotation around a character; None outside."""
        number = bisect_right(self.starts, place) - 1
        return number if number >= 0 and place < self.ends[number] else None


def find_quoted(document: Document) -> Quoted:
    """All quotations of the body, paragraph by paragraph."""
    starts: list[int] = []
    ends: list[int] = []
    for paragraph in document.paragraphs:
        closing = ""
        for match in _MARK.finditer(document.text, paragraph.span.start, paragraph.span.end):
            mark = match.group()
            if closing and mark in closing:
                ends.append(match.end())
                closing = ""
            elif not closing and mark in _CLOSING:
                starts.append(match.start())
                closing = _CLOSING[mark]
        if closing:
            ends.append(paragraph.span.end)
    return Quoted(tuple(starts), tuple(ends))
