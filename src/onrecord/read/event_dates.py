"""The day of the meeting, speech or vote that a whole text records, where its title or its head tells it.

It stands apart from the day of publication. Of a meeting of several days only what they share is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.read.dates import FoundDate, find_dates
from onrecord.read.header_forms import LONGEST_FACT
from onrecord.read.paragraphs import Block
from onrecord.vocabulary import DocumentKind, LeftOut, PartialDate

_LONGEST_OPENING = 400
"""Characters of the first paragraph that tell of the occasion."""
_OCCASION = re.compile(
    r"\b(?:meeting|session|summit|conference|assembly|forum|council|debate|held|met|adopted|delivered|sitting)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:(?:was|were|been)? ?held|met|convened|gathered|adopted|delivered|meeting,)\b[^.\n]{0,160}?\b(?:on|from)\s+$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:previous|earlier|last|first|since|established|founded|launched|recall\w*)\b", re.IGNORECASE
)
_RANGE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s?(?:-|–|—|to|and|bis|au)\s?$")
_PLACED = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){0,3}, ?\(?$")


def find_event_date(
    kind: DocumentKind,
    title: str | None,
    left_out: Sequence[LeftOut],
    blocks: Sequence[Block],
    *,
    adopted: PartialDate | None,
) -> PartialDate | None:
    """The day of the occasion; `adopted` is what the masthead of a resolution says."""
    if not kind.official:
        return None
    told = adopted or _in_line(title or "", whole=True)
    if told is None and kind is not DocumentKind.RESOLUTION:
        head = [item.text for item in left_out if item.reason in ("date", "heading", "place")]
        told = next((found for text in head if (found := _in_line(text, whole=False))), None)
    if told is None and kind is DocumentKind.COMMUNIQUE:
        told = _in_opening(blocks)
    return told


def _in_line(text: str, *, whole: bool) -> PartialDate | None:
    """The last day of a title; of a line of the head only one behind a place or beside the name of an occasion."""
    if len(text) > 3 * LONGEST_FACT:
        return None
    found = [item for item in find_dates(text) if item.date.month is not None]
    if not found:
        return None
    last = found[-1]
    before = text[: last.start]
    if not whole and not (_PLACED.search(_RANGE.sub("", before)) or _OCCASION.search(text)):
        return None
    return _day(last, before)


def _in_opening(blocks: Sequence[Block]) -> PartialDate | None:
    """The day on which the first paragraph says that those who speak met; None where it names several days."""
    text = blocks[0].text[:_LONGEST_OPENING] if blocks else ""
    found = [item for item in find_dates(text) if item.date.month is not None]
    before = text[: found[0].start] if len(found) == 1 else ""
    earlier = _EARLIER.search(text) is not None
    return _day(found[0], before) if _HELD.search(_RANGE.sub("", before)) and not earlier else None


def _day(found: FoundDate, before: str) -> PartialDate:
    """The printed day; the month alone where it is the last of several days."""
    if _RANGE.search(before):
        return PartialDate(found.date.year, found.date.month)
    return found.date
