"""Blocks of words that stand apart: the paragraphs that a colon at the end of a paragraph introduces.

For whoever finds the words before the colon; and whether a paragraph is one quotation, or leaves one open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.vocabulary import Document, Span

OPENING = frozenset('"“«„')
_CLOSING = frozenset('"”»')
_LABELLED = re.compile(r"[A-Z][\w’' ]{1,30}:\s")
_ITEM = re.compile(r"(?:[-–—•·*l]|\d{1,2}[.)]|\([a-z0-9]\))\s+\S")
_LONGEST_BLOCK = 200
"""Paragraphs."""


def introduced_block(document: Document, place: int) -> tuple[Span, ...]:
    """The paragraphs introduced by the paragraph around a character, where that one ends in a colon; else nothing.

    Quoted paragraphs that follow each other, all items of a list, or else the one paragraph that follows.
    """
    number = bisect_right(document.paragraphs, place, key=lambda paragraph: paragraph.span.start) - 1
    if number < 0 or number + 1 >= len(document.paragraphs) or not _ends_in_colon(document, number):
        return ()
    following = [
        paragraph.span for paragraph in document.paragraphs[number + 1 : number + 1 + _LONGEST_BLOCK]
    ]
    first = following[0].of(document.text)
    if first[:1] in OPENING:
        return tuple(_quoted_run(document.text, following))
    if _ITEM.match(first):
        return tuple(_items(document.text, following))
    return () if first.rstrip().endswith(":") else tuple(_lines_of_one(document.text, following))


def _lines_of_one(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The first paragraph, and those that only a line break parts from it."""
    last: Span | None = None
    for span in spans:
        if last is not None and (
            text[last.end : span.start].count("\n") > 1 or _LABELLED.match(span.of(text))
        ):
            return
        yield span
        last = span


def _ends_in_colon(document: Document, number: int) -> bool:
    return document.paragraphs[number].span.of(document.text).rstrip().endswith(":")


def _quoted_run(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Paragraphs that open with a quotation mark, up to the one that is closed and followed by something else."""
    for span in spans:
        part = span.of(text)
        if part[:1] not in OPENING:
            return
        yield span
        if not is_quotation(part) and not stays_open(part):
            return  # the quotation ends within: the rest of the paragraph is the reporter's


def _items(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        if not _ITEM.match(span.of(text)):
            return
        yield span


def is_quotation(part: str) -> bool:
    """True for a paragraph that is wholly one quotation."""
    part = part.strip()
    return len(part) > 2 and part[0] in OPENING and part.rstrip(".")[-1:] in _CLOSING


def stays_open(part: str) -> bool:
    """True for a paragraph whose opening quotation mark is not closed in it."""
    if part[0] == '"':
        return part.count('"') % 2 == 1
    return part.count("“") + part.count("«") > part.count("”") + part.count("»")
