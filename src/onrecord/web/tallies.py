"""Counts of independent reports over any choice of positions, by arithmetic on whole columns of numbers.

Counting what is distinct is what takes a database longest. Here the positions are sorted once by what the matrix tells
apart, and by report within it: then the reports of any choice of rows are the places where the number of the report changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.ledger.database import Database
from onrecord.web.facts import Column

Numbers: TypeAlias = "npt.NDArray[np.int32]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One sort of positions in a cell: its rung, sign and marks, with how many there are."""

    rung: int
    sign: int
    by_membership: bool
    ended: bool
    modal: bool
    """All of them are conditional or yet to come."""
    origins: int
    positions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """The positions as columns, sorted by holder, kind and origin, but for what says otherwise."""

    number: Numbers
    """The number of each position."""
    origin: Numbers
    toward: Numbers
    """-1 where no counterpart is named."""
    forum: Numbers
    """-1 where none is known."""
    matters: npt.NDArray[np.uint64]
    modal: npt.NDArray[np.bool_]
    group: npt.NDArray[np.int64]
    """Holder, rung, sign and marks as one number; see `_unpack`."""
    by_report: Numbers
    """The same positions sorted by holder and origin: their places in the columns."""
    place: Numbers
    """Number of a position to its place in the columns; -1 for a number that no position has any more."""
    holders_at: npt.NDArray[np.int64]
    """Where each holder's positions begin in the columns, by the holder's number; one more at the end."""

    @classmethod
    def read(cls, database: Database) -> Tallies:
        """Take the columns from the facts. Raises LedgerError."""
        held = database.arrays(
            "SELECT no, holder, origin, coalesce(toward, -1)::INTEGER AS toward, coalesce(forum, -1)::INTEGER AS forum, "
            "matters, "
            "((((rung - 1) * 3 + (1 - sign)) * 2 + by_membership::INTEGER) * 2 + ended::INTEGER)::INTEGER AS kind, modal "
            "FROM memory.positions"
        )
        return cls.of({name: np.asarray(column) for name, column in held.items()})

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> Tallies:
        """From columns `no`, `holder`, `origin`, `toward`, `forum`, `matters`, `kind` and `modal`, in any order."""
        order = np.lexsort((columns["origin"], columns["kind"], columns["holder"]))
        number, holder, origin = (columns[name][order] for name in ("no", "holder", "origin"))
        place = np.full(int(number.max(initial=-1)) + 1, -1, dtype=np.int32)
        place[number] = np.arange(len(number), dtype=np.int32)
        return cls(
            number=number.astype(np.int32),
            origin=origin.astype(np.int32),
            toward=columns["toward"][order],
            forum=columns["forum"][order],
            matters=columns["matters"][order].astype(np.uint64),
            modal=columns["modal"][order].astype(bool),
            group=holder.astype(np.int64) * _KINDS + columns["kind"][order],
            by_report=np.lexsort((origin, holder)).astype(np.int32),
            place=place,
            holders_at=np.searchsorted(holder, np.arange(int(holder.max(initial=-1)) + 2)),
        )

    def holders(self, chosen: Numbers | None) -> list[tuple[int, int, int]]:
        """(holder, independent reports, positions) of the positions with these numbers; None means all."""
        rows = self.by_report
        if chosen is not None:
            rows = rows[self._are(chosen)[rows]]
        if not len(rows):
            return []
        holder, origin = self.group[rows] // _KINDS, self.origin[rows]
        new = np.concatenate(([True], (holder[1:] != holder[:-1]) | (origin[1:] != origin[:-1])))
        origins = np.bincount(holder[new])
        positions = np.bincount(holder)
        return [(int(no), int(origins[no]), int(positions[no])) for no in np.flatnonzero(positions)]

    def cells(
        self, chosen: Numbers | None, holders: Sequence[int], columns: Sequence[tuple[int, Column]]
    ) -> dict[int, dict[int, list[Mark]]]:
        """Holder to column number to marks, of the positions with these numbers (None: of all)."""
        keep = np.zeros(len(self.number), dtype=bool)
        for no in holders:
            if 0 <= no < len(self.holders_at) - 1:
                keep[self.holders_at[no] : self.holders_at[no + 1]] = True
        if chosen is not None:
            keep &= self._are(chosen)
        found: dict[int, dict[int, list[Mark]]] = {}
        for number, column in columns:
            rows = np.flatnonzero(keep & self._stands_in(column, [other for _, other in columns]))
            for holder, mark in self._marks(rows):
                found.setdefault(holder, {}).setdefault(number, []).append(mark)
        return found

    def alike(self, *, holder: int, toward: int, sign: int, but: int, most: int) -> list[int]:
        """Numbers of positions of a holder towards a counterpart in one direction: one a report, none of report `but`."""
        if not 0 <= holder < len(self.holders_at) - 1:
            return []
        own = slice(self.holders_at[holder], self.holders_at[holder + 1])
        fits = (
            (self.toward[own] == toward)
            & (1 - (self.group[own] % _KINDS // 4) % 3 == sign)
            & (self.origin[own] != but)
        )
        numbers, origins = self.number[own][fits], self.origin[own][fits]
        order = np.argsort(numbers, kind="stable")
        _, first = np.unique(origins[order], return_index=True)
        return [int(number) for number in np.sort(numbers[order][first])[:most]]

    def _are(self, chosen: Numbers) -> npt.NDArray[np.bool_]:
        """Which places the positions with these numbers have."""
        asked = np.zeros(len(self.number), dtype=bool)
        places = self.place[chosen]
        asked[places[places >= 0]] = True
        return asked

    def _stands_in(self, column: Column, columns: Sequence[Column]) -> npt.NDArray[np.bool_]:
        inside: npt.NDArray[np.bool_]
        if column.actor is not None:
            inside = self.toward == column.actor
        elif column.bit is not None:
            inside = self.matters & np.uint64(1 << column.bit) != 0
        elif column.forum is not None:
            inside = self.forum == column.forum
        else:
            inside = self.matters == 0
            for other in columns:
                if other.actor is not None:
                    inside &= self.toward != other.actor
        return inside

    def _marks(self, rows: npt.NDArray[np.int64]) -> list[tuple[int, Mark]]:
        """The marks of the positions at these places, each with its holder."""
        if not len(rows):
            return []
        group, origin = self.group[rows], self.origin[rows]
        starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
        new = np.concatenate(([True], (group[1:] != group[:-1]) | (origin[1:] != origin[:-1])))
        origins = np.add.reduceat(new.astype(np.int64), starts).tolist()
        modal = np.logical_and.reduceat(self.modal[rows], starts).tolist()
        positions = np.diff(np.append(starts, len(rows))).tolist()
        marks = []
        for at, number in enumerate(group[starts].tolist()):
            holder, kind = divmod(number, _KINDS)
            rung, sign, by_membership, ended = _unpack(kind)
            mark = Mark(
                rung=rung,
                sign=sign,
                by_membership=by_membership,
                ended=ended,
                modal=modal[at],
                origins=origins[at],
                positions=positions[at],
            )
            marks.append((holder, mark))
        return marks


_KINDS = 128
"""More than there are kinds of marks."""


def _unpack(kind: int) -> tuple[int, int, bool, bool]:
    """Rung, sign, by membership, ended."""
    rest, ended = divmod(kind, 2)
    rest, by_membership = divmod(rest, 2)
    rung, sign = divmod(rest, 3)
    return rung + 1, 1 - sign, bool(by_membership), bool(ended)


def numbers_array(database: Database, sql: str, values: Mapping[str, object]) -> Numbers:
    """The numbers that a query gives in its one column `no`."""
    found: Numbers = np.asarray(database.arrays(sql, dict(values))["no"], dtype=np.int32)
    return found
