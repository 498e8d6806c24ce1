"""Finds quotations by their marks, straight or typographic, also where a closing mark is missing.

A quotation never runs past its paragraph, except one that is opened again in the next.
"""

from __future__ import annotations

from onrecord.vocabulary import Document, Span

_OPEN = {"“": "”", "„": "“", "«": "»"}


def quotations(document: Document) -> tuple[Span, ...]:
    """Spans of quoted words with their marks, in order, none overlapping."""
    found: list[Span] = []
    for paragraph in document.paragraphs:
        found.extend(_in_stretch(document.text, paragraph.span))
    return tuple(found)


def _in_stretch(text: str, within: Span) -> list[Span]:
    found: list[Span] = []
    start: int | None = None
    closing = ""
    for place in range(within.start, within.end):
        mark = text[place]
        if start is None:
            if mark in _OPEN:
                start, closing = place, _OPEN[mark]
            elif mark == '"':
                start, closing = place, '"'
        elif mark == closing or (closing == "”" and mark == '"'):
            found.append(Span(start, place + 1))
            start = None
    if start is not None:
        found.append(Span(start, within.end))
    return found
