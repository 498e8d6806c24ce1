"""Dates as pages print them, read without guessing.

Only day-month-year wordings that allow one reading give a date; 03/04/2020 gives none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

from onrecord.vocabulary import PartialDate

LOCALES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "az", "hy", "ka", "ro", "sv")
"""Languages whose month names are read; a name that means two months in two of them is dropped."""

_ENGLISH_SHORT = {
    "sept": 9,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?![\d/-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters of the line that print it."""

    date: PartialDate
    start: int
    end: int


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    clashes = set()
    for locale in LOCALES:
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context=context, locale=locale).items():
                key = name.casefold()
                if found.setdefault(key, number) != number:
                    clashes.add(key)
    return {**{name: number for name, number in found.items() if name not in clashes}, **_ENGLISH_SHORT}


@cache
def _worded() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=lambda name: (-len(name), name)))
    ordinal = r"(?:st|nd|rd|th|er|º|\.)?"
    return re.compile(
        rf"(?<!\w)(?:(?P<d1>\d{{1,2}}){ordinal}[\s-]+(?:(?:of|de|di)\s+)?(?P<m1>{names})\.?,?[\s-]+(?:de\s+)?(?P<y1>\d{{4}})"
        rf"|(?P<m2>{names})\.?\s+(?P<d2>\d{{1,2}}){ordinal},?\s+(?P<y2>\d{{4}})"
        rf"|(?P<y4>\d{{4}}),?\s+(?P<m4>{names})\s+(?P<d4>\d{{1,2}})"
        rf"|(?P<m3>{names})\.?,?\s+(?:de\s+)?(?P<y3>\d{{4}}))(?!\w)",
        re.IGNORECASE,
    )


def find_date(line: str) -> FoundDate | None:
    """The first date printed in `line`, which must be short; None where none is or none is certain."""
    found = [item for item in (_find_worded(line), _find_numeric(line)) if item is not None]
    return min(found, key=lambda item: item.start) if found else None


def _find_worded(line: str) -> FoundDate | None:
    for match in _worded().finditer(line):
        groups = match.groupdict()
        for index in "1243":
            month, year = groups[f"m{index}"], groups[f"y{index}"]
            if month is None:
                continue
            day = groups.get(f"d{index}")
            date = _make(int(year), _months()[month.casefold()], int(day) if day else None)
            if date is not None:
                return FoundDate(date, *match.span())
    return None


def _find_numeric(line: str) -> FoundDate | None:
    for match in _NUMERIC.finditer(line):
        year, month, day, first, second, last = (int(part) if part else 0 for part in match.groups())
        if year:
            date = _make(year, month, day)
        elif first > 12 or first == second:
            date = _make(last, second, first)
        else:
            # 6/17/2011 has one reading, 3/4/2020 has two: the month cannot be told from the day.
            date = _make(last, first, second) if second > 12 else None
        if date is not None:
            return FoundDate(date, *match.span())
    return None


def _make(year: int, month: int, day: int | None) -> PartialDate | None:
    if not 1800 <= year <= 2100:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
