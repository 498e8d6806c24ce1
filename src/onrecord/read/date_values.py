"""Days in the values of markup: ISO 8601 and its kin, seconds since 1970, printed dates, and the path of an address.

The day is the one that the value itself prints; no time zone is applied to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from datetime import date as day
from urllib.parse import urlsplit

from onrecord.read.dates import DayOrder, find_dates
from onrecord.read.page_words import load_page_words
from onrecord.vocabulary import PartialDate

EARLIEST = day(1990, 1, 1)
"""No web page is older. Older texts say their dates in words, above the body."""
LAST = day(2100, 12, 31)
"""Given so that the clock has no part in reading."""
_LONGEST = 80
"""Characters of a value that are read as print."""
_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_ZULU = re.compile(r"\d(?:Z|[+-]00:?00|\s?UTC|\s?GMT)\s*$")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}\S{0,10})?\s*$")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*$")
_IN_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:/|-|_|\.)?(?P<m>0[1-9]|1[0-2])(?:/|-|_|\.)?(?P<d>0[1-9]|[12]\d|3[01])(?=/|-|_|\.|$|[a-z])"
    r"|/(?P<y2>(?:19|20)\d\d)/(?P<m2>[1-9])/(?P<d2>[1-9]|[12]\d|3[01])(?=/)"
    r"|/(?P<y3>(?:19|20)\d\d)/(?P<w3>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<d3>\d\d?)(?=/)"
    r"|[-_/=](?P<y4>20\d\d)-?(?P<m4>0[1-9]|1[0-2])-?(?P<d4>0[1-9]|[12]\d|3[01])(?=\D|$)"
    r"|[-_/~](?P<d5>0[1-9]|[12]\d|3[01])[-_](?P<m5>0[1-9]|1[0-2])[-_](?P<y5>20\d\d)(?=\D|$)"
)
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_order(addresses: Sequence[str], language: str | None) -> DayOrder | None:
    """Whether a page prints the day or the month first in 3/4/2020; None where neither country nor language tells."""
    lists = load_page_words().lists
    for address in addresses:
        top = (urlsplit(address).hostname or "").rsplit(".", 1)[-1]
        if top in lists["month_first"]:
            return "month"
        if len(top) == 2 and top not in lists["open_domains"]:
            return "day"
    return "day" if language is not None and language not in lists["open_languages"] else None


def machine_date(
    value: str, *, order: DayOrder | None = None, language: str | None = None
) -> tuple[day, bool] | None:
    """The day that a value of the markup prints, and whether its time is universal time."""
    match = _ISO.match(value) or _COMPACT.match(value)
    if match is not None:
        found = make_day(*(int(part) for part in match.groups()))
        return (found, _ZULU.search(value) is not None) if found else None
    epoch = _EPOCH.match(value)
    if epoch is not None:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch.group(1)))
        return (moment.date(), True) if EARLIEST <= moment.date() <= LAST else None
    for printed in find_dates(value[:_LONGEST], order=order, language=language):
        made = whole_day(printed.date)
        return (made, _ZULU.search(value) is not None) if made else None
    return None


def make_day(year: int, month: int, number: int) -> day | None:
    """A day between the first web pages and the last year that reading knows; None for any other."""
    try:
        found = day(year, month, number)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LAST else None


def whole_day(date: PartialDate) -> day | None:
    """The day of a date that has one, within the same bounds."""
    return make_day(date.year, date.month, date.day) if date.month and date.day else None


def in_address(address: str) -> day | None:
    """The day in the path of an address (/2019/05/06/, 20190506); None where it holds none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    match = _IN_PATH.search(f"{parts.path}?{parts.query}"[:500].casefold())
    if match is None:
        return None
    groups = match.groupdict()
    if groups["y3"]:
        return make_day(int(groups["y3"]), _SHORT_MONTHS.index(groups["w3"]) + 1, int(groups["d3"]))
    for number in ("", "2", "4", "5"):
        if groups[f"y{number}"]:
            return make_day(*(int(groups[f"{part}{number}"]) for part in "ymd"))
    return None
