"""Excerpts: some characters of a document with about a sentence on each side, and marks on the evidence.

An excerpt never grows past a given number of characters, however long the sentence is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.vocabulary import Document, Span

# How far from the focus a sentence's edge is looked for; bounds the time as well as the length.
_REACH = 1200
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]{0,3}\s+(?=[\"“‘«'(\[]{0,2}[A-Z0-9À-ÞА-Я])|\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks."""

    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Pieces in order; `cut_before` and `cut_after` say that a sentence goes on beyond the excerpt."""

    span: Span
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def excerpt(
    document: Document, focus: Span, marks: Sequence[tuple[Span, str]], *, most: int, around: int = 1
) -> Excerpt:
    """Cut `focus` out of the text with `around` sentences on each side, at most `most` characters.

    `marks` are (span, name): `evidence`, `trigger`, `cue`, `claim`. Where the focus itself is too long, the
    excerpt stands around the first mark named `trigger`, or at the start of the focus.
    """
    text = document.text
    focus = Span(min(focus.start, len(text)), min(focus.end, len(text)))
    wanted = _sentences_around(document, focus, around)
    window = _bounded(wanted, focus, marks, most)
    pieces = _pieces(text, window, marks)
    return Excerpt(
        span=window,
        pieces=pieces,
        cut_before=wanted.start < window.start,
        cut_after=window.end < wanted.end,
    )


def _sentences_around(document: Document, focus: Span, around: int) -> Span:
    paragraph = _paragraph(document, focus)
    left, right = max(paragraph.start, focus.start - _REACH), min(paragraph.end, focus.end + _REACH)
    # The pattern looks at what follows a blank, so it must see a little way into the focus.
    lead = _SENTENCE_END.finditer(document.text[left : focus.start + 4])
    before = [end for end in (left + match.end() for match in lead) if end <= focus.start]
    # The sentence's own end may lie just inside the focus, so the search starts two characters early.
    seek = max(focus.start, focus.end - 2)
    after = [seek + match.end() for match in _SENTENCE_END.finditer(document.text[seek:right])]
    starts = [left, *before]
    ends = [*(end for end in after if end >= focus.end), right]
    start = starts[max(0, len(starts) - 1 - around)]
    end = ends[min(len(ends) - 1, around)]
    return Span(min(start, focus.start), max(end, focus.end))


def _paragraph(document: Document, focus: Span) -> Span:
    touched = [p.span for p in document.paragraphs if p.span.overlaps(focus) or p.span.covers(focus)]
    if not touched:
        return Span(0, len(document.text))
    return Span(min(touched[0].start, focus.start), max(touched[-1].end, focus.end))


def _bounded(wanted: Span, focus: Span, marks: Sequence[tuple[Span, str]], most: int) -> Span:
    if wanted.end - wanted.start <= most:
        return wanted
    if focus.end - focus.start > most:
        triggers = [span for span, name in marks if name == "trigger"]
        heart = triggers[0].start if triggers else focus.start
        start = max(focus.start, min(heart - most // 3, focus.end - most))
        return Span(start, start + most)
    spare = most - (focus.end - focus.start)
    start = max(wanted.start, focus.start - spare // 2)
    end = min(wanted.end, start + most)
    return Span(max(wanted.start, end - most), end)


def _pieces(text: str, window: Span, marks: Sequence[tuple[Span, str]]) -> tuple[Piece, ...]:
    inside = [(span, name) for span, name in marks if span.overlaps(window)]
    edges = {window.start, window.end}
    for span, _ in inside:
        edges |= {max(span.start, window.start), min(span.end, window.end)}
    cuts = sorted(edges)
    pieces = []
    for start, end in pairwise(cuts):
        names = sorted({name for span, name in inside if span.start <= start and end <= span.end})
        pieces.append(Piece(text[start:end], tuple(names)))
    return tuple(pieces)
