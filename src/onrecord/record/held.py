"""The bundled record joined with the roll calls that a user brought, as one value that answers the same questions.

A million votes are kept as a table of bytes, and become `Vote` values when somebody asks for one roll call. The whole
can be pickled and shared between processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.measures import CODES, NOT_A_MEMBER, Codes
from onrecord.record.symbols import symbol_key
from onrecord.record.tables import NamesHeld, Record
from onrecord.vocabulary import Instrument, RollCall, Vote

_OPTION_OF = {code: option for option, code in CODES.items()}


@dataclass(frozen=True, eq=False)
class VoteTable(Mapping[str, Mapping[str, Vote]]):
    """Votes of seats by roll call id; row `n` of `codes`, shape (calls, seats), is call `calls[n]`."""

    calls: tuple[str, ...]
    seats: tuple[str, ...]
    codes: Codes

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {call: row for row, call in enumerate(self.calls)}

    def __getitem__(self, call: str) -> Mapping[str, Vote]:
        codes = self.codes[self._row_of[call]].tolist()
        return {
            seat: Vote(row=f"vote:{call}:{seat}", roll_call=call, state=seat, option=_OPTION_OF[code])
            for seat, code in zip(self.seats, codes, strict=True)
            if code != NOT_A_MEMBER
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self.calls)

    def __len__(self) -> int:
        return len(self.calls)

    def __contains__(self, call: object) -> bool:
        return call in self._row_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldVote:
    """One vote of the ledger: the text, the count if there is one, and where it stands in the order of sources."""

    instrument: Instrument
    roll_call: RollCall | None
    """None where nobody voted, or no count is held."""
    rank: int
    names: NamesHeld


def join(bundled: Record, held: Sequence[HeldVote], votes: VoteTable) -> Record:
    """The bundled record with the ledger's votes, best source first; texts that both know keep the bundled id."""
    known = {symbol_key(row.id): row for row in bundled.instrument_rows}
    instruments = list(bundled.instrument_rows)
    calls = [(bundled.ranks[call.id], call) for call in bundled.roll_call_rows]
    for vote in held:
        key = symbol_key(vote.instrument.id)
        if key not in known:
            known[key] = vote.instrument
            instruments.append(vote.instrument)
        if vote.roll_call is not None:
            calls.append((vote.rank, replace(vote.roll_call, instrument=known[key].id)))
    ordered = sorted(calls, key=lambda pair: (pair[1].instrument, pair[0]))
    own = {vote.roll_call.id: vote for vote in held if vote.roll_call is not None}
    return Record(
        instrument_rows=tuple(sorted(instruments, key=lambda row: (row.body, row.date, row.id))),
        roll_call_rows=tuple(call for _, call in ordered),
        vote_rows=bundled.vote_rows,
        names_held={**bundled.names_held, **{id_: vote.names for id_, vote in own.items()}},
        ranks={**bundled.ranks, **{id_: vote.rank for id_, vote in own.items()}},
        coverage=bundled.coverage,
        table=votes,
    )
