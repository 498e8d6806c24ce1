"""The record as one immutable value with a few questions to ask of it.

It can be pickled and shared between processes; nothing in it changes after it was loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from onrecord.record.symbols import take_apart
from onrecord.vocabulary import Instrument, PartialDate, Period, RollCall, Vote, VoteOption

_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST_PLURAL = 5
"""Letters of the shortest word whose last "s" is taken for a plural's."""


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
    table: Mapping[str, Mapping[str, Vote]] = field(default_factory=dict)
    """Votes of further roll calls, by roll call id and state, made when they are asked for."""
    _instruments: dict[str, Instrument] = field(init=False, repr=False, compare=False)
    _roll_calls: dict[str, tuple[RollCall, ...]] = field(init=False, repr=False, compare=False)
    _votes: dict[str, dict[str, Vote]] = field(init=False, repr=False, compare=False)
    _bases: dict[tuple[str, str], tuple[Instrument, ...]] = field(init=False, repr=False, compare=False)
    _matters: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _rows: dict[str, Instrument | RollCall | Vote | Coverage] = field(init=False, repr=False, compare=False)
    _named: tuple[Instrument, ...] = field(init=False, repr=False, compare=False)
    _titles: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_instruments", {row.id: row for row in self.instrument_rows})
        bases: dict[tuple[str, str], list[Instrument]] = {}
        for row in self.instrument_rows:
            base = take_apart(row.number).base
            for key in dict.fromkeys((base, base.partition("(")[0])):
                bases.setdefault((row.body, key), []).append(row)
        object.__setattr__(self, "_bases", {key: tuple(rows) for key, rows in bases.items()})
        calls: dict[str, list[RollCall]] = {}
        for call in self.roll_call_rows:
            calls.setdefault(call.instrument, []).append(call)
        object.__setattr__(self, "_roll_calls", {id_: tuple(held) for id_, held in calls.items()})
        votes: dict[str, dict[str, Vote]] = {}
        for vote in self.vote_rows:
            votes.setdefault(vote.roll_call, {})[vote.state] = vote
        object.__setattr__(self, "_votes", votes)
        matters = {row.row: tuple(map(_plain, row.matters)) for row in self.instrument_rows}
        matters |= {row.row: tuple(map(_plain, row.matters)) for row in self.coverage}
        object.__setattr__(self, "_matters", matters)
        every: tuple[Instrument | RollCall | Vote | Coverage, ...] = (
            *self.instrument_rows,
            *self.roll_call_rows,
            *self.vote_rows,
            *self.coverage,
        )
        object.__setattr__(self, "_rows", {row.row: row for row in every})
        object.__setattr__(self, "_named", tuple(row for row in self.instrument_rows if row.matters))
        titles: dict[str, set[str]] = {}
        for row in self.instrument_rows:
            for word in title_words(row.title):
                titles.setdefault(word, set()).add(row.id)
        object.__setattr__(self, "_titles", {word: frozenset(ids) for word, ids in titles.items()})

    def instrument(self, id: str) -> Instrument | None:  # noqa: A002 (the registry asks by `id` too)
        """The instrument or failed draft with this id, such as `S/RES/1325(2000)`."""
        return self._instruments.get(id)

    def row(self, row_id: str) -> Instrument | RollCall | Vote | Coverage | None:
        """The row with this id, such as `rollcall:A/RES/62/243:undl`."""
        found = self._rows.get(row_id)
        if found is None and row_id.startswith("vote:"):
            roll_call, _, state = row_id.removeprefix("vote:").rpartition(":")
            return self.votes(roll_call).get(state)
        return found

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
        phrase = _plain(matter) if matter is not None else None
        rows = self.instrument_rows if phrase is None else self._named
        if body is not None and number is not None:
            rows = self._bases.get((body, take_apart(number).base), ())
        return tuple(
            row
            for row in rows
            if (body is None or row.body == body)
            and (year is None or row.date.year == year)
            and (number is None or row.number == number)
            and (phrase is None or self._names(row.row, phrase))
            and (on is None or row.date.may_be(on))
            and (adopted is None or row.adopted == adopted)
        )

    def numbered(self, body: str, number: str, part: str = "") -> tuple[Instrument, ...]:
        """Texts of a body by number: `2248` is `2248(S-V)` with all its parts, part `B` of `34/80` is `34/80B`.

        Without a part the whole comes alone where it is held; `number` may lack the session in Roman numerals.
        """
        rows = self._bases.get((body, number), ())
        if part:
            return tuple(row for row in rows if take_apart(row.number).part == part)
        return tuple(row for row in rows if not take_apart(row.number).part) or rows

    def titled(self, word: str) -> frozenset[str]:
        """The ids of the instruments whose title has this word, which is in the form that `title_words` gives."""
        return self._titles.get(word, frozenset())

    def roll_calls(self, instrument: str) -> tuple[RollCall, ...]:
        """The recorded votes on an instrument, best source first; empty where it was adopted without one."""
        return self._roll_calls.get(instrument, ())

    def roll_call(self, id: str) -> RollCall | None:  # noqa: A002
        """The roll call with this id, such as `A/RES/62/243:undl`."""
        row = self._rows.get(f"rollcall:{id}")
        return row if isinstance(row, RollCall) else None

    def votes(self, roll_call_id: str) -> Mapping[str, Vote]:
        """What each seat did, by state; empty where only totals are held (see `names_held`)."""
        return MappingProxyType(self._votes.get(roll_call_id) or self.table.get(roll_call_id, {}))

    def option(self, roll_call_id: str, state: str) -> Vote | Literal[VoteOption.NOT_A_MEMBER] | None:
        """The state's vote; `not a member` where the whole list is held without it; None where unknown."""
        vote = self.votes(roll_call_id).get(state)
        if vote is not None:
            return vote
        if self.names_held.get(roll_call_id) is NamesHeld.ALL:
            return VoteOption.NOT_A_MEMBER
        return None

    def covering(self, body: str, matter: str, on: PartialDate | None) -> Coverage | None:
        """The promise that nothing of this body on this matter is missing at `on`; None where there is none."""
        phrase = _plain(matter)
        for row in self.coverage:
            if row.body == body and on is not None and self._names(row.row, phrase):
                first, last = row.period.first, row.period.last
                if (first is None or first.first <= on.first) and (last is None or on.last <= last.last):
                    return row
        return None

    def _names(self, row: str, phrase: str) -> bool:
        """True where the phrase (as `_plain` gives it) contains one of the row's matters as whole words."""
        return any(name in phrase for name in self._matters[row])


def _plain(text: str) -> str:
    """The words in lower case with one blank around each, so that whole words are found by `in`."""
    return f" {_NO_WORD.sub(' ', text.casefold()).strip()} "


def title_words(text: str) -> tuple[str, ...]:
    """The words of a title or of what is told of one, in lower case and without the "s" of a plural."""
    words = _plain(text.replace("\u2019s", "").replace("'s", "")).split()
    return tuple(
        word[:-1]
        if len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
        else word
        for word in words
    )
