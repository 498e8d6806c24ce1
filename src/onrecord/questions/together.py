"""Several votes beside each other: a row a seat, under the blocs asked for, and what it did in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.plaintext import sort_key
from onrecord.questions.blocs import Bloc, members_on
from onrecord.questions.votes import VoteAnswer
from onrecord.registry import Registry
from onrecord.vocabulary import PartialDate, VoteOption


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow:
    """One seat in several votes."""

    id: str
    name: str
    """Of the last of the votes in which it had a seat."""
    blocs: tuple[str, ...]
    """Ids of those asked for to which it belonged, none of them for the rest."""
    options: tuple[VoteOption, ...]
    """One a vote, in the order of the votes; `not a member` where there was no such seat."""

    @property
    def heading(self) -> str:
        """The blocs as one heading, so that a member of two stands once; empty for the rest."""
        return " + ".join(self.blocs)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Votes as columns in the order given, seats as rows: by blocs, then by name, then those of no bloc."""

    votes: tuple[VoteAnswer, ...]
    on: PartialDate
    """The day whose members the blocs are: that of the last vote."""
    rows: tuple[SeatRow, ...]


def side_by_side(votes: Sequence[VoteAnswer], blocs: Sequence[Bloc], *, registry: Registry) -> SideBySide:
    """Lay votes beside each other; ValueError for none, or for one without a whole list of names."""
    if not votes or not all(vote.splits for vote in votes):
        raise ValueError("every vote needs a whole list of names")
    on = max((vote.date for vote in votes), key=lambda day: day.first)
    groups = {bloc.id: frozenset(members_on(registry, bloc, on).members) for bloc in blocs}
    cast = [{seat.id: seat.option for seat in vote.seats} for vote in votes]
    names = {
        seat.id: seat.name
        for vote in sorted(votes, key=lambda vote: (vote.date.first, vote.symbol))
        for seat in vote.seats
    }
    rows = [
        SeatRow(
            id=id_,
            name=name,
            blocs=tuple(sorted(bloc for bloc, members in groups.items() if id_ in members)),
            options=tuple(options.get(id_, VoteOption.NOT_A_MEMBER) for options in cast),
        )
        for id_, name in names.items()
        if any(options.get(id_, VoteOption.NOT_A_MEMBER) is not VoteOption.NOT_A_MEMBER for options in cast)
    ]
    return SideBySide(votes=tuple(votes), on=on, rows=tuple(sorted(rows, key=_order)))


def _order(row: SeatRow) -> tuple[object, ...]:
    return (not row.blocs, sort_key(row.heading), sort_key(row.name), row.id)
