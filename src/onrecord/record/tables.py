"""The record as one immutable value with a few questions to ask of it.

It can be pickled and shared between processes; nothing in it changes after it was loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from onrecord.vocabulary import Instrument, PartialDate, Period, RollCall, Vote, VoteOption


class NamesHeld(StrEnum):
    """How many of a roll call's votes are held by name."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A promise: every instrument of `body` on one of `matters` in `period` is in the record."""

    row: str
    body: str
    matters: tuple[str, ...]
    period: Period
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Instruments in order of body, date and id; roll calls and votes in order of their source's rank."""

    instrument_rows: tuple[Instrument, ...]
    roll_call_rows: tuple[RollCall, ...]
    """Best source first within an instrument."""
    vote_rows: tuple[Vote, ...]
    names_held: Mapping[str, NamesHeld]
    """By roll call id."""
    ranks: Mapping[str, int]
    """By roll call id: 1 is the body's own record; a larger number is a weaker source."""
    coverage: tuple[Coverage, ...] = ()
    _instruments: dict[str, Instrument] = field(init=False, repr=False, compare=False)
    _roll_calls: dict[str, tuple[RollCall, ...]] = field(init=False, repr=False, compare=False)
    _votes: dict[str, dict[str, Vote]] = field(init=False, repr=False, compare=False)
    _rows: dict[str, Instrument | RollCall | Vote | Coverage] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_instruments", {row.id: row for row in self.instrument_rows})
        calls: dict[str, tuple[RollCall, ...]] = {}
        for call in self.roll_call_rows:
            calls[call.instrument] = (*calls.get(call.instrument, ()), call)
        object.__setattr__(self, "_roll_calls", calls)
        votes: dict[str, dict[str, Vote]] = {}
        for vote in self.vote_rows:
            votes.setdefault(vote.roll_call, {})[vote.state] = vote
        object.__setattr__(self, "_votes", votes)
        every: tuple[Instrument | RollCall | Vote | Coverage, ...] = (
            *self.instrument_rows,
            *self.roll_call_rows,
            *self.vote_rows,
            *self.coverage,
        )
        object.__setattr__(self, "_rows", {row.row: row for row in every})

    def instrument(self, id: str) -> Instrument | None:  # noqa: A002 (the registry asks by `id` too)
        """The instrument or failed draft with this id, such as `S/RES/1325(2000)`."""
        return self._instruments.get(id)

    def row(self, row_id: str) -> Instrument | RollCall | Vote | Coverage | None:
        """The row with this id, such as `rollcall:A/RES/62/243:undl`."""
        return self._rows.get(row_id)

    def instruments(
        self,
        body: str | None = None,
        year: int | None = None,
        number: str | None = None,
        *,
        matter: str | None = None,
        on: PartialDate | None = None,
        adopted: bool | None = None,
    ) -> tuple[Instrument, ...]:
        """Every instrument that fits all the terms given; `matter` is a phrase that names or contains one."""
        return tuple(
            row
            for row in self.instrument_rows
            if (body is None or row.body == body)
            and (year is None or row.date.year == year)
            and (number is None or row.number == number)
            and (matter is None or _names_matter(matter, row.matters))
            and (on is None or row.date.may_be(on))
            and (adopted is None or row.adopted == adopted)
        )

    def roll_calls(self, instrument: str) -> tuple[RollCall, ...]:
        """The recorded votes on an instrument, best source first; empty where it was adopted without one."""
        return self._roll_calls.get(instrument, ())

    def roll_call(self, id: str) -> RollCall | None:  # noqa: A002
        """The roll call with this id, such as `A/RES/62/243:undl`."""
        return next((row for row in self.roll_call_rows if row.id == id), None)

    def votes(self, roll_call_id: str) -> Mapping[str, Vote]:
        """What each seat did, by state; empty where only totals are held (see `names_held`)."""
        return MappingProxyType(self._votes.get(roll_call_id, {}))

    def option(self, roll_call_id: str, state: str) -> Vote | Literal[VoteOption.NOT_A_MEMBER] | None:
        """The state's vote; `not a member` where the whole list is held without it; None where unknown."""
        vote = self._votes.get(roll_call_id, {}).get(state)
        if vote is not None:
            return vote
        if self.names_held.get(roll_call_id) is NamesHeld.ALL:
            return VoteOption.NOT_A_MEMBER
        return None

    def covering(self, body: str, matter: str, on: PartialDate | None) -> Coverage | None:
        """The promise that nothing of this body on this matter is missing at `on`; None where there is none."""
        for row in self.coverage:
            if row.body == body and on is not None and _names_matter(matter, row.matters):
                first, last = row.period.first, row.period.last
                if (first is None or first.first <= on.first) and (last is None or on.last <= last.last):
                    return row
        return None


def _names_matter(phrase: str, matters: tuple[str, ...]) -> bool:
    """True where the phrase contains one of the matter's names as whole words; letter case is ignored."""
    padded = f" {_plain(phrase)} "
    return any(f" {_plain(name)} " in padded for name in matters)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
