"""Calendar arithmetic: the first and the last day that a wording means, seen from the day of writing.

All of it looks back: a weekday or month is the last one up to that day. Weeks run from Monday to Sunday.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.vocabulary import PartialDate

Days = tuple[date, date]
"""First and last day, both included."""

_SOON = timedelta(days=60)
"""A day without a year that lies so little ahead of the text is not taken for last year's."""


def of_partial(value: PartialDate) -> Days:
    """A day, a month or a year from end to end."""
    return value.first, value.last


def on_weekday(written: date, weekday: int) -> Days:
    """The last such day up to the day of writing."""
    day = written - timedelta(days=(written.weekday() - weekday) % 7)
    return day, day


def last_weekday(written: date, weekday: int) -> Days:
    """Reads "last Monday": the last one before the day of writing; of the same week, or the one a week before."""
    day, _ = on_weekday(written - timedelta(days=1), weekday)
    earliest = day - timedelta(days=7) if day >= monday(written) else day
    return earliest, day


def monday(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())


def week(written: date, back: int) -> Days:
    """The week so many weeks ago."""
    first = monday(written) - timedelta(weeks=back)
    return first, first + timedelta(days=6)


def weekend(written: date, back: int) -> Days:
    """The last Saturday and Sunday up to the day of writing, or those so many weeks before."""
    saturday = on_weekday(written, 5)[0] - timedelta(weeks=back)
    return saturday, saturday + timedelta(days=1)


def last_weekend(written: date, back: int) -> Days:
    """Reads "last weekend": that of so many weeks before the document's; on a Sunday it may be this one."""
    first = week(written, back)[0] + timedelta(days=5)
    last = on_weekday(written, 6)[0] if written.weekday() == 6 else first + timedelta(days=1)
    return first, last


def month(written: date, back: int) -> Days:
    """The calendar month so many months ago."""
    year, number = divmod(written.year * 12 + written.month - 1 - back, 12)
    return of_partial(PartialDate(year, number + 1))


def year(written: date, back: int) -> Days:
    """The calendar year so many years ago."""
    return of_partial(PartialDate(written.year - back))


def ago(written: date, count: int, unit: str) -> Days:
    """Reads "two weeks ago" as that week, "three years ago" as that year."""
    if unit == "day":
        day = written - timedelta(days=count)
        return day, day
    return {"week": week, "month": month, "year": year}[unit](written, count)


def past(written: date, count: int, unit: str) -> Days:
    """Reads "the past two weeks": so long a time up to the day of writing."""
    if unit in ("day", "week"):
        return written - timedelta(days=count * (7 if unit == "week" else 1)), written
    first, last = month(written, count * (12 if unit == "year" else 1))
    return min(first.replace(day=min(written.day, last.day)), written), written


def named_month(written: date, number: int) -> Days:
    """The last month of that name that had begun by the day of writing."""
    return of_partial(PartialDate(written.year - (number > written.month), number))


def last_named_month(written: date, number: int) -> Days:
    """Reads "last September": the last one that is over; in the same year it may be the one before."""
    if number < written.month:
        return PartialDate(written.year - 1, number).first, PartialDate(written.year, number).last
    return of_partial(PartialDate(written.year - 1, number))


def day_of_month(written: date, number: int, first: int, last: int) -> Days | None:
    """The last such days up to the day of writing; None where they lie a little ahead of it, or in no year."""
    try:
        begins, ends = date(written.year, number, first), date(written.year, number, last)
        if begins > written:
            if begins - written <= _SOON:
                return None
            begins, ends = date(written.year - 1, number, first), date(written.year - 1, number, last)
    except ValueError:
        return None
    return (begins, ends) if begins <= ends else None
