"""Where and when a report says that it was written: "BAKU, 3 October (Reuters) -" in front of its first sentence.

A day without a year gets the one year that lies next to the day of publication; where none does, it stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as day

from onrecord.read.dates import DayMonth, find_day_month
from onrecord.read.paragraphs import Block
from onrecord.vocabulary import Dateline, DocumentKind, PartialDate

_LONGEST = 120
"""Characters of a dateline."""
_WINDOW = 60
"""Days between a dateline and the publication of a report in the year that fits."""
_WORD = r"[^\W\d_][\w’'.]{0,30}"
_PLACE = (
    rf"(?P<place>{_WORD}(?:[ -](?:de|al|el|la|del|of|the|di|am|{_WORD})){{0,3}}(?:, {_WORD}(?: {_WORD})?)?)"
)
_DATE = r"(?P<date>(?:\d{1,2}\.? [^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.? \d{1,2})(?:,? \d{4})?)"
_AGENCY = r"(?:[.,]?\s?[(/][^()/\n]{2,40}[)/])"
_END = r"(?:\s?[.,:]?\s?(?:[-–—]{1,2})\s?|\.?\s(?=[^\W\d_a-zà-þ]))"
_DATELINES = (
    re.compile(rf"{_PLACE},? {_DATE},?{_AGENCY}?{_END}"),
    re.compile(rf"{_PLACE}{_AGENCY}{_END}"),
    re.compile(rf"{_DATE}{_AGENCY}{_END}"),
    re.compile(rf"{_PLACE}\s?(?:—|–|--?)\s?(?=[^\W\d_a-zà-þ“\"])"),
)


def find_dateline(
    kind: DocumentKind, blocks: Sequence[Block], *, published: PartialDate | None, language: str | None
) -> Dateline | None:
    """The dateline that opens a report; None for another kind and for a text that opens otherwise."""
    if kind is not DocumentKind.REPORT or not blocks:
        return None
    text = blocks[0].text[:_LONGEST]
    for number, pattern in enumerate(_DATELINES):
        match = pattern.match(text)
        if match is None:
            continue
        groups = match.groupdict()
        told = find_day_month(groups.get("date") or "", language=language)
        place = groups.get("place")
        if (groups.get("date") and told is None) or not _is_place(place, alone=number == len(_DATELINES) - 1):
            continue
        return Dateline(
            text=match.group().strip(" -–—:"),
            place=place.strip(" ,") if place else None,
            date=_completed(told, published) if told is not None else None,
        )
    return None


def _is_place(place: str | None, *, alone: bool) -> bool:
    """True for words that may be a place; one that stands alone before a dash must be in capitals."""
    if place is None:
        return True
    words = [word for word in re.split(r"[\s,]+", place) if word]
    if not all(
        word[0].isupper() or word in ("de", "al", "el", "la", "del", "of", "the", "di", "am")
        for word in words
    ):
        return False
    return not alone or (len(words[0]) > 2 and words[0].isupper() and len(words) <= 4)


def _completed(told: DayMonth, published: PartialDate | None) -> PartialDate | None:
    """The printed day; its year, where it is not printed, is the one next to the day of publication."""
    if told.year is not None:
        return _valid(told.year, told)
    if published is None or published.month is None or published.day is None:
        return None
    near = day(published.year, published.month, published.day)
    for year in (published.year, published.year - 1, published.year + 1):
        found = _valid(year, told)
        if found is not None and abs((day(found.year, told.month, told.day) - near).days) <= _WINDOW:
            return found
    return None


def _valid(year: int, told: DayMonth) -> PartialDate | None:
    try:
        return PartialDate(year, told.month, told.day)
    except ValueError:
        return None
