"""The wordings of time: how each looks, and the days that it means seen from the day of writing.

Names of months and weekdays count only in the case of a name, for "may" and "march" are other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.extract.when import days as calendar_days
from onrecord.extract.when.days import Days
from onrecord.extract.when.words import TimeWords, any_of
from onrecord.vocabulary import PartialDate

Match = re.Match[str]
Resolve = Callable[[Match, date], Days | None]

AHEAD = "ahead"
BARE_YEAR = "year as printed"
TODAY = "the document's day"
UP_TO = "counted back from the document's date, up to it"
_UNTOLD = "a phrase that tells no day by itself"
_OWN = "the document's own {}, up to its date"
OWN_SPELLS = frozenset(_OWN.format(unit) for unit in ("week", "month", "year"))

_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|—|to|and|until|through)\s?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One wording: how it looks, what it means, and whether it hangs on the document's date."""

    rule: str
    pattern: re.Pattern[str]
    resolve: Resolve
    relative: bool
    words: frozenset[str] = frozenset()
    """Where there are any, one of these stands in it, here in small letters."""


def forms(words: TimeWords) -> tuple[Form, ...]:
    """All wordings; of two that begin at one place the longer counts, then the one named first."""
    return (
        *_dates(words),
        *_months(words),
        *_years(),
        *_weekdays(words),
        *_near(words),
        *_spells(),
        *_counted(words),
        *_untold(words),
    )


def _form(
    rule: str,
    pattern: str,
    resolve: Resolve,
    *,
    relative: bool = True,
    names: Iterable[str] = (),
    words: Iterable[str] = (),
) -> Form:
    """One of the `names` or `words` stands in it, if any are given; a form with names minds letter case."""
    whole = rf"(?<![\w/.])(?<!\d-)(?:{pattern})(?![\w/]|-\w|['’]s)"
    needed = frozenset(word.casefold().rstrip(".") for word in (*names, *words))
    compiled = re.compile(whole, re.NOFLAG if names else re.IGNORECASE)
    return Form(rule=rule, pattern=compiled, resolve=resolve, relative=relative, words=needed)


def _nothing(_: Match, __: date) -> Days | None:
    return None


def _group(match: Match, name: str) -> str | None:
    """A group that the wording may not have at all."""
    return match.groupdict().get(name)


def _number(text: str) -> int:
    return int("".join(sign for sign in text if sign.isdigit()))


def _year_of(match: Match, written: date) -> int:
    year = _group(match, "year")
    return int(year) if year else written.year - ((_group(match, "which") or "").casefold() == "last")


def _named(names: Mapping[str, int], word: str) -> int:
    return names[word] if word in names else names[word.title()]


def _pattern(names: Mapping[str, int]) -> str:
    return any_of([*names, *(name.upper() for name in names)])


# --- Days, months, years ----------------------------------------------------------------------


def _dates(words: TimeWords) -> Iterator[Form]:
    months, month = words.months, _pattern(words.months)
    weekday = rf"(?:(?:{_pattern(words.weekdays)}),?\s\(?)?"
    days = rf"(?P<day>{_DAY})(?:{_TO}(?P<until>{_DAY}))?"
    orders = (rf"{weekday}{days}\s(?:of\s)?(?P<month>{month})", rf"{weekday}(?P<month>{month})\s{days}")
    with_year, with_which = rf",?\s(?P<year>{_YEAR})", r",?\s(?:of\s)?(?P<which>(?i:this|last))\s(?i:year)"

    def printed(match: Match, written: date) -> Days | None:
        last = _year_of(match, written)
        first = int(_group(match, "start") or last)
        begins = date(first, _named(months, match["month"]), _number(match["day"]))
        if not match["until"]:
            return begins, begins
        ends = date(last, _named(months, _group(match, "other") or match["month"]), _number(match["until"]))
        return (begins, ends) if begins <= ends else None

    def without_year(match: Match, written: date) -> Days | None:
        first, last = _number(match["day"]), _number(match["until"] or match["day"])
        return calendar_days.day_of_month(written, _named(months, match["month"]), first, last)

    start = rf"(?:,?\s(?P<start>{_YEAR}))?"
    for far in (
        rf"(?P<day>{_DAY})\s(?P<month>{month}){start}{_TO}(?P<until>{_DAY})\s(?P<other>{month})",
        rf"(?P<month>{month})\s(?P<day>{_DAY}){start}{_TO}(?P<other>{month})\s(?P<until>{_DAY})",
    ):
        yield _form("days as printed", far + with_year, printed, relative=False, names=months)
    for near in orders:
        yield _form("day as printed", near + with_year, printed, relative=False, names=months)
        yield _form("day and month of the year named", near + with_which, printed, names=months)
        rule = "day and month, the last one up to the document's date"
        yield _form(rule, rf"{near}(?!,?\s\d{{4}})", without_year, names=months)
    yield _form("day as printed", rf"(?P<iso>{_YEAR}-\d\d-\d\d)", _iso, relative=False)
    yield _form(
        "day as printed", rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>{_YEAR})", _dotted, relative=False
    )


def _iso(match: Match, _: date) -> Days:
    return calendar_days.of_partial(PartialDate.parse(match["iso"]))


def _dotted(match: Match, _: date) -> Days:
    """Reads 31.12.2020: between full stops the day comes first."""
    return calendar_days.of_partial(PartialDate(int(match["y"]), int(match["m"]), int(match["d"])))


def _months(words: TimeWords) -> Iterator[Form]:
    months, month = words.months, _pattern(words.months)

    def of_year(match: Match, written: date) -> Days | None:
        year = _year_of(match, written)
        first = PartialDate(year, _named(months, match["month"])).first
        last = PartialDate(year, _named(months, _group(match, "until") or match["month"])).last
        return (first, last) if first <= last else None

    def bare(match: Match, written: date) -> Days:
        return calendar_days.named_month(written, _named(months, match["month"]))

    def last_one(match: Match, written: date) -> Days:
        return calendar_days.last_named_month(written, _named(months, match["month"]))

    name = rf"(?P<month>{month})"
    printed = rf"{name}(?:{_TO}(?P<until>{month}))?,?\s(?:of\s)?(?P<year>{_YEAR})"
    yield _form("month as printed", printed, of_year, relative=False, names=months)
    which = rf"{name},?\s(?:of\s)?(?P<which>(?i:this|last))\s(?i:year)"
    yield _form("month of the year named", which, of_year, names=months)
    yield _form("month, the last one that is over", rf"(?i:last)\s{name}", last_one, names=months)
    rule = "month, the last one up to the document's date"
    yield _form(rule, rf"(?:(?i:this)\s(?:past\s)?)?{name}(?!\s\d)", bare, names=months)
    yield _form(AHEAD, rf"(?i:next|coming)\s(?:{month})", _nothing, names=months)


def _years() -> Iterator[Form]:
    def printed(match: Match, _: date) -> Days | None:
        first = PartialDate(int(match["year"])).first
        last = PartialDate(int(_group(match, "until") or match["year"])).last
        return (first, last) if first <= last else None

    def decade(match: Match, _: date) -> Days:
        first = int(match["year"])
        return PartialDate(first).first, PartialDate(first + 9).last

    two = rf"(?P<year>{_YEAR}){_TO}(?P<until>{_YEAR})"
    yield _form("years as printed", two, printed, relative=False)
    yield _form("decade as printed", r"(?P<year>(?:1[6-9]|20)\d0)['’]?s", decade, relative=False)
    yield _form(BARE_YEAR, rf"(?P<year>{_YEAR})(?!-)", printed, relative=False)


# --- Weekdays and what is near ----------------------------------------------------------------


def _weekdays(words: TimeWords) -> Iterator[Form]:
    weekdays, weekday = words.weekdays, _pattern(words.weekdays)
    part = rf"(?:\s(?:{any_of(words.parts_of_day)}))?"
    name = rf"(?P<day>{weekday}){part}"

    def plain(match: Match, written: date) -> Days:
        return calendar_days.on_weekday(written, _named(weekdays, match["day"]))

    def last(match: Match, written: date) -> Days:
        return calendar_days.last_weekday(written, _named(weekdays, match["day"]))

    def of_last_week(match: Match, written: date) -> Days:
        day = calendar_days.week(written, 1)[0] + timedelta(days=_named(weekdays, match["day"]))
        return day, day

    def two(match: Match, written: date) -> Days:
        one, other = (
            calendar_days.on_weekday(written, _named(weekdays, match[g]))[0] for g in ("day", "until")
        )
        return min(one, other), max(one, other)

    rule = "weekday, the last one up to the document's date"
    yield _form(rule, rf"(?:(?i:this)\s(?:past\s)?)?{name}(?:\sthis\sweek)?", plain, names=words.weekdays)
    yield _form(
        rule, rf"(?P<day>{weekday})(?:{_TO}|\sor\s)(?P<until>{weekday}){part}", two, names=words.weekdays
    )
    rule = "weekday of the week before the document's"
    yield _form(rule, rf"{name}(?:,?\s|\sof\s)last\sweek", of_last_week, names=words.weekdays)
    yield _form("weekday before the document's date", rf"(?i:last)\s{name}", last, names=words.weekdays)
    yield _form(
        AHEAD, rf"(?i:next|coming)\s(?:{weekday})|(?:{weekday})\snext\sweek", _nothing, names=words.weekdays
    )


def _near(words: TimeWords) -> Iterator[Form]:
    part = any_of(words.parts_of_day)

    def back(first: int, last: int) -> Resolve:
        return lambda _, written: (written - timedelta(days=first), written - timedelta(days=last))

    today = rf"today|this\s(?:very\s)?(?:{part}|day)|tonight|(?<=earlier in the )day"
    yield _form(TODAY, today, back(0, 0))
    yesterday = rf"yesterday(?:\s(?:{part}))?|last\s(?:night|evening)"
    yield _form("the day before the document's", yesterday, back(1, 1))
    before = r"the\sday\sbefore\syesterday"
    yield _form("two days before the document's", before, back(2, 2), words=["yesterday"])
    yield _form("the night to the document's day", r"overnight", back(1, 0), words=["overnight"])
    coming = r"tomorrow|next\s(?:week|month|year|weekend)|in\sthe\scoming\s(?:days|weeks|months|years)"
    yield _form(AHEAD, coming, _nothing)


def _spells() -> Iterator[Form]:
    """Weeks, months, years and weekends named by their place before the document's."""
    spells: dict[str, Callable[[date, int], Days]] = {
        "week": calendar_days.week,
        "month": calendar_days.month,
        "year": calendar_days.year,
    }

    def back(spell: Callable[[date, int], Days], count: int) -> Resolve:
        return lambda _, written: spell(written, count)

    for unit, spell in spells.items():
        own = rf"(?:this|the\scurrent)\s{unit}|(?<=earlier in the ){unit}"
        yield _form(_OWN.format(unit), own, back(spell, 0), words=[unit])
        before = rf"(?<!the )last\s{unit}"
        yield _form(f"the {unit} before the document's", before, back(spell, 1), words=[unit])
    weekend = r"(?:this\s(?:past\s)?|past\s)?weekend"
    rule = "the last weekend up to the document's date"
    yield _form(rule, weekend, back(calendar_days.weekend, 0), words=["weekend"])
    rule = "the last weekend before the document's week"
    yield _form(rule, r"last\sweekend", back(calendar_days.last_weekend, 1), words=["weekend"])


def _counted(words: TimeWords) -> Iterator[Form]:
    count = rf"(?P<count>\d{{1,3}}|{any_of(words.numerals)})"
    rough = rf"(?P<rough>(?:{any_of(words.about)})\s)?"

    def number(match: Match) -> int:
        given = _group(match, "count") or "1"
        return words.numerals.get(given.casefold()) or int(given)

    def ago(match: Match, written: date) -> Days | None:
        return None if match["rough"] else calendar_days.ago(written, number(match), match["unit"].casefold())

    def past(match: Match, written: date) -> Days:
        return calendar_days.past(written, number(match), match["unit"].casefold())

    unit = r"(?P<unit>day|week|month|year)"
    yield _form(
        "counted back from the document's date", rf"{rough}{count}\s{unit}s?\sago", ago, words=["ago"]
    )
    opened = r"(?:(?<=the )|(?<=these )|(?<=over )|(?<=in ))(?:past|last)\s"
    yield _form(UP_TO, rf"{opened}{count}\s{unit}s", past, words=["past", "last"])
    yield _form(UP_TO, rf"(?<=the )(?:past|last)\s{unit}", past, words=["past", "last"])


def _untold(words: TimeWords) -> Iterator[Form]:
    some = r"a\s(?:few|couple\sof|number\sof)|several|some|many|two\sor\sthree"
    spells = r"(?:day|week|month|year|decade)s?"
    patterns = (
        any_of(words.untold),
        rf"(?:{some})\s{spells}\sago|[a-z]+\sdecades?\sago|a\scentury\sago",
        rf"in\sthe\spast(?!\s(?:[\w-]+\s)?{spells}\b)|in\sthe\s(?:past|last)\s(?:few|several)\s{spells}",
        rf"(?:last|this|in|in\sthe|the)\s(?:{any_of(words.seasons)})(?:\sof)?",
        r"in\sthe\s\d{1,2}th\scentury",
    )
    yield _form(_UNTOLD, "|".join(patterns), _nothing)
    names = f"{_pattern(words.months)}|{_pattern(words.weekdays)}"
    pointed = rf"(?i:that|(?:the\s)?same|previous|each|every|one)\s(?:{names})"
    yield _form(
        _UNTOLD,
        rf"{pointed}|[Ee]arlier(?!\s(?:this|that|in|on|at|today|yesterday|last|[A-Z\d]))",
        _nothing,
        names=(*words.months, *words.weekdays, "earlier"),
    )
