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
from onrecord.vocabulary import Basis
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


# {where}: whose positions. Months are counted from the year 0 on; -1 and -2 where none is known, so that the two never agree.
_COLUMNS = """
SELECT no, document, holder, origin, coalesce(toward, -1)::INTEGER AS toward, coalesce(forum, -1)::INTEGER AS forum,
    matters, ((((rung - 1) * 3 + (1 - sign)) * 2 + by_membership::INTEGER) * 2 + ended::INTEGER)::INTEGER AS kind, modal,
    coalesce(year(first) * 12 + month(first) - 1, -1)::INTEGER AS first,
    coalesce(year(last) * 12 + month(last) - 1, -2)::INTEGER AS last
FROM memory.positions WHERE {where}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """The positions as columns, sorted by holder, kind and origin, but for what says otherwise."""

    number: Numbers
    """The number of each position."""
    document: Numbers
    """The number of its document."""
    origin: Numbers
    toward: Numbers
    """-1 where no counterpart is named."""
    forum: Numbers
    """-1 where none is known."""
    matters: npt.NDArray[np.uint64]
    modal: npt.NDArray[np.bool_]
    first: Numbers
    """The month of the first day on which it may have been taken, counted from the year 0 on; -1 where none is known."""
    last: Numbers
    """That of the last day; -2 where none is known."""
    group: Numbers
    """Holder, rung, sign and marks as one number; see `_unpack`."""
    by_report: Numbers
    """The same positions sorted by holder and origin: their places in the columns."""
    by_period: Numbers
    """The same positions sorted by origin, `direction` and first month: their places in the columns."""
    place: Numbers
    """Number of a position to its place in the columns; -1 for a number that no position has any more."""
    holders_at: npt.NDArray[np.int64]
    """Where each holder's positions begin in the columns, by the holder's number; one more at the end."""

    @classmethod
    def read(cls, database: Database) -> Tallies:
        """Take the columns from the facts. Raises LedgerError."""
        return cls.of(_columns(database, "true"))

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> Tallies:
        """From the columns of `_COLUMNS`, in any order."""
        group = columns["holder"].astype(np.int32) * _KINDS + columns["kind"].astype(np.int32)
        order = _sorted(group, columns["origin"])
        group, number, origin = group[order], columns["no"][order], columns["origin"][order].astype(np.int32)
        first = columns["first"][order].astype(np.int32)
        place = np.full(int(number.max(initial=-1)) + 1, -1, dtype=np.int32)
        place[number] = np.arange(len(number), dtype=np.int32)
        holder = group // _KINDS
        return cls(
            number=number.astype(np.int32),
            document=columns["document"][order].astype(np.int32),
            origin=origin,
            toward=columns["toward"][order].astype(np.int32),
            forum=columns["forum"][order].astype(np.int32),
            matters=columns["matters"][order].astype(np.uint64),
            modal=columns["modal"][order].astype(bool),
            first=first,
            last=columns["last"][order].astype(np.int32),
            group=group,
            by_report=_sorted(holder, origin),
            by_period=np.lexsort((first, direction(group), origin)).astype(np.int32),
            place=place,
            holders_at=np.searchsorted(holder, np.arange(int(holder.max(initial=-1)) + 2)),
        )

    def with_document(self, database: Database, document: int) -> Tallies:
        """The same after the positions of one document (number) were taken in anew. Raises LedgerError."""
        kept = self.document != document
        holder, kind = np.divmod(self.group[kept], _KINDS)
        held: dict[str, Any] = {
            "no": self.number[kept], "document": self.document[kept], "holder": holder, "kind": kind,
            "origin": self.origin[kept], "toward": self.toward[kept], "forum": self.forum[kept],
            "matters": self.matters[kept], "modal": self.modal[kept], "first": self.first[kept], "last": self.last[kept],
        }  # fmt: skip
        fresh = _columns(database, f"document = {document:d}")
        return Tallies.of({name: np.concatenate((held[name], column)) for name, column in fresh.items()})

    def count(self, chosen: Numbers | None) -> tuple[int, int]:
        """How many positions these numbers are, and of how many independent reports; None means all."""
        origins = self.origin if chosen is None else self.origin[self._places(chosen)]
        met = np.zeros(int(origins.max(initial=-1)) + 1, dtype=bool)
        met[origins] = True
        return len(origins), int(np.count_nonzero(met))

    def listed(self, chosen: Numbers | None, *, first: int = 0, most: int | None = None) -> list[int]:
        """These numbers in the order of lists, by document and number: so many from a place on; None means all."""
        numbers = np.flatnonzero(self.place >= 0) if chosen is None else chosen
        documents = self.document[self.place[numbers]]
        after, same = documents[1:] > documents[:-1], documents[1:] == documents[:-1]
        if not np.all(after | (same & (numbers[1:] > numbers[:-1]))):
            numbers = numbers[np.lexsort((numbers, documents))]
        found: list[int] = numbers[first : None if most is None else first + most].tolist()
        return found

    def within(self, documents: Numbers, chosen: Numbers | None) -> Numbers:
        """Those of these numbers (None: of all) whose document is one of these."""
        numbers = np.flatnonzero(self.place >= 0).astype(np.int32) if chosen is None else chosen
        own = self.document[self.place[numbers]]
        wanted = np.zeros(1 + max(int(own.max(initial=-1)), int(documents.max(initial=-1))), dtype=bool)
        wanted[documents] = True
        inside: Numbers = numbers[wanted[own]]
        return inside

    def holders(self, chosen: Numbers | None) -> list[tuple[int, int, int]]:
        """(holder, independent reports, positions) of the positions with these numbers; None means all."""
        rows = self.by_report
        if chosen is not None:
            rows = rows[self.are(chosen)[rows]]
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
            keep &= self.are(chosen)
        rows = np.flatnonzero(keep)
        toward, forum, matters = self.toward[rows], self.forum[rows], self.matters[rows]
        parties = [column.actor for _, column in columns if column.actor is not None]
        found: dict[int, dict[int, list[Mark]]] = {}
        for number, column in columns:
            if column.actor is not None:
                inside = toward == column.actor
            elif column.bit is not None:
                inside = matters & np.uint64(1 << column.bit) != 0
            elif column.forum is not None:
                inside = forum == column.forum
            else:
                inside = (matters == 0) & ~np.isin(toward, parties)
            for holder, mark in self._marks(rows[inside]):
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

    def known(self, chosen: Numbers) -> Numbers:
        """Those of these numbers that some position has: while a decision is taken in, others may be asked for."""
        numbers: Numbers = chosen[chosen < len(self.place)]
        return numbers[self.place[numbers] >= 0]

    def _places(self, chosen: Numbers) -> Numbers:
        places: Numbers = self.place[chosen]
        return places

    def are(self, chosen: Numbers) -> npt.NDArray[np.bool_]:
        """Which places the positions with these numbers have."""
        asked = np.zeros(len(self.number), dtype=bool)
        asked[self._places(chosen)] = True
        return asked

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
            rung, sign, by_membership, ended = _UNPACKED[kind]
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


_UNPACKED = tuple(map(_unpack, range(_KINDS)))


def direction(group: Numbers) -> Numbers:
    """Sign and whether it is declared as one number of six: twice 0 (friendly) to 2 (unfriendly), and one more if ascribed."""
    rest = group % _KINDS // 4
    found: Numbers = rest % 3 * 2 + (rest // 3 == Basis.ASCRIBED.rung - 1)
    return found


def _sorted(one: Numbers, other: Numbers) -> Numbers:
    """The order by two columns of whole numbers; what is nearly in order is sorted in a moment."""
    order: Numbers = np.argsort((one.astype(np.int64) << 32) | other, kind="stable").astype(np.int32)
    return order


def _columns(database: Database, where: str) -> dict[str, Any]:
    held = database.arrays(_COLUMNS.format(where=where))
    return {name: np.asarray(column) for name, column in held.items()}
