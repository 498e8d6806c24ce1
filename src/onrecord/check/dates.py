"""Dates inside a sentence: days, day ranges, months, years, decades and, in a dated report, weekdays.

A date without a year takes the document's year only where the document's date is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from onrecord.vocabulary import PartialDate, Period, Span

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Aug\.?|Sept\.?|Oct\.?|Nov\.?|Dec\.?)"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RANGE = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|–|—|to|and)\s?(?P<until>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_TO = r"\s?(?:-|–|—|to|until|through|and)\s?"
_UNTIL_MONTH = _MONTH.replace("<month>", "<until_month>")
_PATTERNS = (
    re.compile(
        rf"(?<!\w)(?P<day>\d{{1,2}})\s{_MONTH}{_TO}(?P<until>\d{{1,2}})\s{_UNTIL_MONTH},?\s{_YEAR}(?!\w)"
    ),
    re.compile(
        rf"(?<!\w){_MONTH}\s(?P<day>\d{{1,2}}){_TO}{_UNTIL_MONTH}\s(?P<until>\d{{1,2}}),?\s{_YEAR}(?!\w)"
    ),
    re.compile(rf"(?<!\w){_RANGE}\s{_MONTH}(?:,?\s{_YEAR})?(?!\w)"),
    re.compile(rf"(?<!\w){_MONTH}\s{_RANGE}(?!\w)(?:,?\s{_YEAR}(?!\w))?"),
    re.compile(rf"(?<!\w){_MONTH}(?:,|\sof)?\s{_YEAR}(?!\w)"),
    re.compile(rf"(?<![\w(/]){_YEAR}(?P<decade>'?s)?(?![\w)/])"),
)
_WEEKDAY = re.compile(rf"(?<!\w)(?:on|last|this)\s(?P<weekday>{'|'.join(_DAYS)})(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateHit:
    """A date in a text. `first` is the day, month or year; `period` runs to the end of a range or decade."""

    span: Span
    first: PartialDate
    period: Period
    decade: bool = False


def dates(text: str, span: Span, written: PartialDate | None) -> tuple[DateHit, ...]:
    """Every date in the stretch, left to right; `written` is the document's date."""
    found: list[DateHit] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, span.start, span.end):
            hit = _read(match, written)
            if hit is not None and not any(hit.span.overlaps(other.span) for other in found):
                found.append(hit)
    if written is not None and written.day is not None:
        days = (_weekday(match, written) for match in _WEEKDAY.finditer(text, span.start, span.end))
        found.extend(day for day in days if day is not None)
    return tuple(sorted(found, key=lambda hit: hit.span.start))


def _read(match: re.Match[str], written: PartialDate | None) -> DateHit | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else written.year if written else None
    if year is None:
        return None
    month = _month(parts["month"]) if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    try:
        first = PartialDate(year, month, day)
        until = _month(parts["until_month"]) if parts.get("until_month") else month
        last = PartialDate(year, until, int(parts["until"])) if parts.get("until") else first
    except ValueError:
        return None
    if parts.get("decade"):
        last = PartialDate(min(year + 9, 9999))
    return DateHit(
        span=Span(match.start(), match.end()),
        first=first,
        period=Period(first=first, last=last),
        decade=bool(parts.get("decade")),
    )


def _month(name: str) -> int:
    return next(
        index
        for index, month in enumerate(_MONTHS, start=1)
        if month.startswith(name.rstrip(".").casefold()[:3])
    )


def _weekday(match: re.Match[str], written: PartialDate) -> DateHit | None:
    """The last such day up to the day of writing; None where the calendar begins after it."""
    back = (written.first.weekday() - _DAYS.index(match["weekday"])) % 7
    try:
        on = written.first - timedelta(days=back)
    except OverflowError:
        return None
    day = PartialDate(on.year, on.month, on.day)
    return DateHit(span=Span(match.start(), match.end()), first=day, period=Period(first=day, last=day))


def is_date_word(word: str) -> bool:
    """True for the name of a month or a weekday."""
    return word in _DAYS or word.casefold() in _MONTHS
