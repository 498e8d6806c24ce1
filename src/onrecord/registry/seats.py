"""Seats at the United Nations in time, and which state or body followed which.

A seat is known by the code that the UN Digital Library gives it in votes: the present ISO 3166 code of who holds it, or a
retired one. One seat may have had several holders, and one holder several names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.vocabulary import PartialDate, Period

SEAT_CHANGES = frozenset(
    {"admitted", "renamed", "continued", "not continued", "replaced", "merged", "resumed"}
)
"""How a holder came to the seat: as a new member, under a new name, and so on."""
SUCCESSIONS = frozenset({"dissolved", "united", "separated", "renamed", "continued", "succeeded"})
"""What happened to the predecessor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatHolder:
    """Who held a seat at the United Nations, under which name, in a period."""

    row: str
    seat: str
    """Code of the seat, which is an actor's id."""
    holder: str
    """The holder's name at that time."""
    cow: int | None
    """Number of the state in the Correlates of War list."""
    valid: Period
    how: str
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """One state or body that came after another, each with its name on that day."""

    row: str
    predecessor: str
    predecessor_name: str
    successor: str
    successor_name: str
    on: PartialDate
    how: str
    source: str
    note: str


def holder_on(rows: Iterable[SeatHolder], on: PartialDate | None) -> SeatHolder | None:
    """The holder at the end of a day, month or year; without a date the last one. None: no row says."""
    last = None if on is None else PartialDate(on.last.year, on.last.month, on.last.day)
    found = [row for row in rows if row.valid.may_hold(last)]
    return found[-1] if found else None
