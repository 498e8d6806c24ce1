"""Dates as pages print them, read without guessing.

Only day-month-year wordings that allow one reading give a date; 03/04/2020 gives none, unless it is told which
of day and month the page prints first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from onrecord.vocabulary import PartialDate

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Of what a text prints: 0001-01-01 and 9999-12-31 are what programs write where no day is known."""
DayOrder = Literal["day", "month"]
"""Which of the two stands first in 3/4/2020."""

LOCALES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "az", "hy", "ka", "ro", "sv")
"""Languages whose month names are read; a name that means two months in two of them is dropped."""

MORE_LOCALES = (
    "cs", "sk", "bg", "sr", "sl", "hr", "hu", "fi", "da", "nb", "el", "ca", "lt", "lv", "et", "sq", "mk", "be", "ar", "fa", "he",
    "hi", "bn", "ur", "id", "ms", "vi", "th", "sw",
)  # fmt: skip
"""Further languages, whose month names are read in a page's own dates; none of them outweighs one of LOCALES."""

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
_DIGITS = re.compile(r"\d\d")
_NAME = r"[^\W\d_][^\s\d.,/()|:_-]{2,13}"
_ORDINAL = r"(?:st|nd|rd|th|er|re|e|º|°|ª|\.)?"
_PAGE_WORDED = re.compile(
    rf"(?<![\w/])(?:(?P<d1>\d{{1,2}}){_ORDINAL}[\s./-]{{0,3}}(?:(?:of|de|di|da|del|do|на)\s+)?(?P<m1>{_NAME})\.?[,.]?[\s./-]{{1,3}}(?:(?:de|del|do|of)\s+)?(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_NAME})\.?\s{{1,3}}(?P<d2>\d{{1,2}}){_ORDINAL},?(?:\s\d\d?:\d\d(?::\d\d)?(?:\s[A-Z]{{3,4}})?)?,?\s{{1,3}}(?P<y2>\d{{4}})"
    rf"|(?P<y4>\d{{4}})[.,]?[\s-]{{1,3}}(?P<m4>{_NAME})\.?[\s-]{{1,3}}(?P<d4>\d{{1,2}})"
    rf"|(?P<m3>{_NAME})[/-](?P<d3>\d{{1,2}})[/-](?P<y3>\d{{4}}))(?!\w)",
)
_LEAP = 2000
"""A year that has every day."""
_DAY_MONTH = re.compile(
    rf"(?:(?P<d1>\d{{1,2}}){_ORDINAL}\s(?P<m1>{_NAME})\.?|(?P<m2>{_NAME})\.?\s(?P<d2>\d{{1,2}}){_ORDINAL})(?:,?\s(?P<year>\d{{4}}))?"
)
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_PAGE_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})|(\d{1,2})([-/.])\s?(\d{1,2})\5\s?(\d{4}|\d{2}))(?![\d/-]|\.\d)"
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


def find_dates(
    line: str, *, order: DayOrder | None = None, language: str | None = None
) -> Iterator[FoundDate]:
    """The dates of a short line, in order; `language` is a page's own and settles names that two languages share."""
    if _DIGITS.search(line) is None:
        return
    found = [*_page_worded(line, language), *_page_numeric(line, order)]
    end = -1
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if item.start >= end:
            yield item
            end = item.end


@cache
def _page_months(language: str | None) -> Mapping[str, int]:
    """Month names, long and short, of all languages that are read; those of `language` stand above the others."""
    if language is not None:
        return {**_page_months(None), **dict(_names(language))}
    found = dict(_months())
    clashes = set()
    more: dict[str, int] = {}
    for locale in (*LOCALES, *MORE_LOCALES):
        for name, number in _names(locale):
            if name not in found and more.setdefault(name, number) != number:
                clashes.add(name)
    found.update({name: number for name, number in more.items() if name not in clashes})
    return found


def _names(locale: str) -> list[tuple[str, int]]:
    """Month names of one language, folded and without a closing stop; names of a letter or of digits are left out."""
    found = []
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            try:
                names = get_month_names(width, context=context, locale=locale)
            except (UnknownLocaleError, ValueError):
                return []
            for number, name in names.items():
                key = name.casefold().strip(". ")
                if len(key) >= 3 and not any(char.isdigit() for char in key):
                    found.append((key, number))
    return found


def _page_worded(line: str, language: str | None) -> Iterator[FoundDate]:
    months = _page_months(language)
    at = 0
    while (match := _PAGE_WORDED.search(line, at)) is not None:
        at = match.start() + 1
        for index in "1234":
            name = match.group(f"m{index}")
            number = months.get(name.casefold()) if name else None
            date = (
                _make(int(match.group(f"y{index}")), number, int(match.group(f"d{index}")))
                if number
                else None
            )
            if date is not None:
                yield FoundDate(date, *match.span())
                at = match.end()
    for match in _EAST.finditer(line):
        date = _make(*(int(part) for part in match.groups()))
        if date is not None:
            yield FoundDate(date, *match.span())


def _page_numeric(line: str, order: DayOrder | None) -> Iterator[FoundDate]:
    for match in _PAGE_NUMERIC.finditer(line):
        year, month, day, first, mark, second, last = match.groups()
        date: PartialDate | None
        if year:
            date = _make(int(year), int(month), int(day))
        else:
            date = _ordered(int(first), int(second), last, mark, order)
        if date is not None:
            yield FoundDate(date, *match.span())


def _ordered(first: int, second: int, last: str, mark: str, order: DayOrder | None) -> PartialDate | None:
    """The date of 3/4/2020: by its numbers where one reading is left, by stops (3.4.2020) or by what the page tells."""
    if len(last) == 2 and not (order == "day" and mark == "."):
        return None
    year = int(last) if len(last) == 4 else 2000 + int(last)
    if first > 12 or first == second:
        return _make(year, second, first)
    if second > 12:
        return _make(year, first, second)
    if mark == "." or order == "day":
        return _make(year, second, first)
    return _make(year, first, second) if order == "month" else None


@dataclass(frozen=True, slots=True)
class DayMonth:
    """A day of a month, with its year where that is printed."""

    day: int
    month: int
    year: int | None


def find_day_month(text: str, *, language: str | None = None) -> DayMonth | None:
    """The day that a whole short text prints in words, "3 October" or "Oct. 3, 2020"; None for any other text."""
    match = _DAY_MONTH.fullmatch(text.strip())
    if match is None:
        return None
    number = _page_months(language).get((match.group("m1") or match.group("m2")).casefold())
    day = int(match.group("d1") or match.group("d2"))
    year = int(match.group("year")) if match.group("year") else None
    valid = number is not None and _make(year or _LEAP, number, day) is not None
    return DayMonth(day, number, year) if valid and number is not None else None


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
        year, month, day, first, second, last = match.groups()
        date: PartialDate | None
        if year:
            date = _make(int(year), int(month), int(day))
        else:
            # 6/17/2011 has one reading, 3/4/2020 has two: the month cannot be told from the day.
            date = _ordered(int(first), int(second), last, "/", None)
        if date is not None:
            return FoundDate(date, *match.span())
    return None


def _make(year: int, month: int, day: int | None) -> PartialDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
