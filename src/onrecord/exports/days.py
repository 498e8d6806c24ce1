"""The days that a position may have been taken on, from the words of the text or else the document's date."""

from __future__ import annotations

from datetime import date

from onrecord.vocabulary import PartialDate, Position


def days_of(position: Position) -> tuple[date | None, date | None]:
    """First and last day, both None where neither the text nor the document tells."""
    if position.when is not None:
        return position.when.first, position.when.last
    return days_of_date(position.date)


def days_of_date(value: PartialDate | None) -> tuple[date | None, date | None]:
    """First and last day of a day, a month or a year."""
    return (None, None) if value is None else (value.first, value.last)


def iso(day: date | None) -> str | None:
    """`2031-05-03`; None for none."""
    return None if day is None else day.isoformat()
