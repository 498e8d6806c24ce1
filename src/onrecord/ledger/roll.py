"""Questions to the roll calls that a ledger holds: which sources, which calls of a symbol, which votes, which matrix.

Several sources of one vote are all kept. They are ranked by what they are (meeting record, library, press release,
research data), then by the day on which the publisher's record was read, then by the order of their import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from onrecord.ledger.codec import loads
from onrecord.ledger.database import Database
from onrecord.record.symbols import symbol_key, take_apart
from onrecord.record.tables import NamesHeld, Record
from onrecord.vocabulary import Instrument, PartialDate, RollCall, VoteOption

if TYPE_CHECKING:
    from onrecord.ledger.importing import Problem
    from onrecord.measures import Codes, VoteMatrix

_OPTIONS = {1: VoteOption.YES, 2: VoteOption.ABSTAIN, 3: VoteOption.NO, 4: VoteOption.NOT_VOTING}
_FINAL = ("resolution", "decision")
_BEST_FIRST = "c.rank, r.read_on DESC NULLS LAST, r.no DESC, c.no"
_MOST_LIKE = 40
_MANY = 1000
"""Roll calls from which on reading a stretch of them is faster than looking up each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A count by vote state; None where it is not known."""

    yes: int | None
    no: int | None
    abstain: int | None
    not_voting: int | None

    @property
    def known(self) -> bool:
        """True where yes, no and abstain are known."""
        return None not in (self.yes, self.no, self.abstain)

    def __str__(self) -> str:
        cast = "-".join("?" if part is None else str(part) for part in (self.yes, self.no, self.abstain))
        return cast if self.not_voting is None else f"{cast}, {self.not_voting} not voting"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSource:
    """One import: from where, under which terms, how much, and what was not used as it stood."""

    id: str
    name: str
    layout: str
    edition: str
    title: str
    publisher: str
    address: str
    terms: str
    rank: int
    read_on: PartialDate | None
    """When the publisher's record was read, as the user told it; publishers correct their records."""
    imported: datetime
    digest: str
    size: int
    lines: int
    calls: int
    votes: int
    bodies: tuple[str, ...]
    first: PartialDate | None
    last: PartialDate | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCall:
    """One vote as one source gives it."""

    no: int
    source: str
    publisher: str
    read_on: PartialDate | None
    rank: int
    symbol: str
    key: str
    body: str
    date: PartialDate
    kind: str
    way: str
    names: NamesHeld
    adopted: bool | None
    counted: Counts
    """From the names, where they are all held."""
    stated: Counts
    """As the source itself states them."""
    same_as: str | None
    """The symbol of the whole whose roll call this is."""
    texts: dict[str, str]

    @property
    def counts(self) -> Counts:
        """Counted where names are held, else as stated."""
        return self.counted if self.counted.known else self.stated

    @property
    def roll_call(self) -> str:
        """The id of this source's roll call in a Record."""
        return f"{self.symbol}:{self.source}"

    @property
    def row(self) -> str:
        """The id by which claims and charts name this row."""
        return f"rollcall:{self.roll_call}"


@dataclass(frozen=True, slots=True)
class SeatVote:
    """What a seat did, and the name that the source gives it."""

    option: VoteOption
    name: str | None


class Roll:
    """The roll calls of one open ledger. Every method raises LedgerError where the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def source_ids(self) -> tuple[str, ...]:
        """The ids of what was imported, in order; they tell one record from another."""
        return tuple(str(row[0]) for row in self._database.rows("SELECT id FROM record_sources ORDER BY no"))

    def sources(self) -> tuple[RecordSource, ...]:
        """What was imported, in order."""
        from onrecord.ledger.importing import Problem

        rows = self._database.rows(
            "WITH votes AS (SELECT c.source, count(*) AS votes FROM record_votes v JOIN record_calls c ON c.no = v.call "
            "GROUP BY c.source), calls AS (SELECT source, count(*) AS calls, list_sort(list(DISTINCT body)) AS bodies, "
            "min(date) AS first, max(date) AS last FROM record_calls GROUP BY source) "
            "SELECT r.id, r.name, r.layout, r.edition, r.title, r.publisher, r.address, r.terms, r.rank, r.read_on, "
            "r.imported, r.digest, r.size, r.lines, coalesce(c.calls, 0), coalesce(v.votes, 0), "
            "coalesce(c.bodies, []), c.first, c.last, r.problems FROM record_sources r "
            "LEFT JOIN calls c ON c.source = r.no LEFT JOIN votes v ON v.source = r.no ORDER BY r.no"
        )
        return tuple(
            RecordSource(
                id=id_, name=name, layout=layout, edition=edition, title=title, publisher=publisher,
                address=address, terms=terms, rank=rank, read_on=_day(read_on), imported=imported, digest=digest,
                size=size, lines=lines, calls=calls, votes=votes, bodies=tuple(bodies), first=_day(first),
                last=_day(last), problems=loads(tuple[Problem, ...], problems),
            )
            for (id_, name, layout, edition, title, publisher, address, terms, rank, read_on, imported, digest,
                 size, lines, calls, votes, bodies, first, last, problems) in rows
        )  # fmt: skip

    def calls(self, symbol: str) -> tuple[HeldCall, ...]:
        """The votes under a symbol in any of its forms, best source first; all sources, all kinds.

        A number that needs its session or year (`S/RES/742`) finds the one symbol that adds it.
        """
        key = symbol_key(symbol)
        found = self._calls("c.key = $key", {"key": key})
        if found:
            return found
        longer = self._calls("starts_with(c.key, $key)", {"key": f"{key}("})
        return longer if len({call.key for call in longer}) == 1 else ()

    def parts(self, symbol: str) -> tuple[HeldCall, ...]:
        """The votes on the parts of an omnibus resolution, each from its best source: `A/RES/34/76A` of `A/RES/34/76`."""
        base = take_apart(symbol_key(symbol)).base
        held = self._calls("c.key > $base AND starts_with(c.key, $base)", {"base": base})
        parts: dict[str, HeldCall] = {}
        for call in held:
            if take_apart(call.key).base == base:
                parts.setdefault(call.key, call)
        return tuple(sorted(parts.values(), key=lambda call: (call.date.first, call.key)))

    def like(self, symbol: str) -> tuple[str, ...]:
        """Symbols that are near one that is not held, such as the same number in other sessions or years."""
        key = symbol_key(symbol)
        rows = self._database.rows(
            "SELECT key, levenshtein(key, $key) AS far FROM (SELECT DISTINCT key FROM record_calls) "
            "WHERE far <= 2 ORDER BY far, key LIMIT $most",
            {"key": key, "most": _MOST_LIKE},
        )
        return tuple(str(row[0]) for row in rows)

    def votes(self, call: HeldCall) -> dict[str, SeatVote]:
        """What each seat did, by actor id."""
        rows = self._database.rows(
            "SELECT s.id, v.option, v.name FROM record_votes v JOIN record_seats s ON s.no = v.seat "
            "WHERE v.call = ? ORDER BY s.id",
            (call.no,),
        )
        return {seat: SeatVote(_OPTIONS[option], name) for seat, option, name in rows}

    def matrix(self, body: str, first: date | None = None, last: date | None = None) -> VoteMatrix:
        """All recorded votes of a body on whole texts in a period, each once, from its best source.

        Left out: votes on amendments and paragraphs, votes without names, and parts of an omnibus resolution whose
        roll call is held under the whole's symbol too, in whichever source.
        """
        import numpy as np

        from onrecord.measures import VoteMatrix

        chosen = self._database.rows(
            "SELECT c.no, c.symbol, c.day FROM record_calls c JOIN record_sources r ON r.no = c.source "  # noqa: S608
            "WHERE c.body = $body AND c.names = 'all' AND c.way = 'recorded' "
            "AND c.key NOT IN (SELECT key FROM record_calls WHERE body = $body AND same_as IS NOT NULL) "
            "AND c.kind IN (SELECT unnest($kinds)) "
            "AND ($first IS NULL OR c.day >= $first) AND ($last IS NULL OR c.day <= $last) "
            f"QUALIFY row_number() OVER (PARTITION BY c.key ORDER BY {_BEST_FIRST}) = 1 ORDER BY c.day, c.key",
            {"body": body, "kinds": list(_FINAL), "first": first, "last": last},
        )
        seats = self._database.rows("SELECT no, id FROM record_seats ORDER BY id")
        codes = self._codes([row[0] for row in chosen], [row[0] for row in seats])
        voting = np.flatnonzero(codes.any(axis=0))
        return VoteMatrix(
            calls=tuple(str(row[1]) for row in chosen),
            dates=np.array([row[2] for row in chosen], dtype="datetime64[D]"),
            seats=tuple(seats[column][1] for column in voting),
            codes=codes[:, voting],
        )

    def record(self, bundled: Record) -> Record:
        """The bundled record joined with everything that was imported, but for votes on amendments and paragraphs."""
        from onrecord.record.held import HeldVote, VoteTable, join

        calls = [
            call
            for call in self._calls("c.kind NOT IN ('amendment', 'paragraph', 'unnamed')", {})
            if call.same_as is None
        ]
        held = [
            HeldVote(
                instrument=_instrument(call), roll_call=_roll_call(call), rank=call.rank, names=call.names
            )
            for call in calls
        ]
        named = [
            call
            for call, vote in zip(calls, held, strict=True)
            if vote.names is not NamesHeld.NONE and vote.roll_call is not None
        ]
        seats = self._database.rows("SELECT no, id FROM record_seats ORDER BY no")
        table = VoteTable(
            calls=tuple(call.roll_call for call in named),
            seats=tuple(id_ for _, id_ in seats),
            codes=self._codes([call.no for call in named], [no for no, _ in seats]),
        )
        return join(bundled, held, table)

    def _codes(self, calls: Sequence[int], seats: Sequence[int]) -> Codes:
        """Vote codes in the order given, shape (calls, seats); `seats` are all that the ledger knows."""
        import numpy as np

        codes = np.zeros((len(calls), len(seats)), dtype=np.int8)
        if not calls:
            return codes
        cells = self._database.arrays(
            "SELECT call, seat, option FROM record_votes WHERE call IN (SELECT unnest($calls::INTEGER[]))"
            if len(calls) < _MANY
            else "SELECT call, seat, option FROM record_votes WHERE call BETWEEN list_min($calls::INTEGER[]) "
            "AND list_max($calls::INTEGER[])",
            {"calls": list(calls)},
        )
        row_of = np.full(max(calls) + 1, -1, dtype=np.int64)
        row_of[list(calls)] = np.arange(len(calls))
        column_of = np.zeros(max(seats) + 1, dtype=np.int64)
        column_of[list(seats)] = np.arange(len(seats))
        rows = row_of[cells["call"]]
        kept = rows >= 0
        codes[rows[kept], column_of[cells["seat"][kept]]] = cells["option"][kept]
        return codes

    def _calls(self, where: str, values: dict[str, object]) -> tuple[HeldCall, ...]:
        rows = self._database.rows(
            "SELECT c.no, r.id, coalesce(c.texts->>'source', r.publisher), r.read_on, c.rank, c.symbol, c.key, c.body, "  # noqa: S608 (our own words)
            "c.date, c.kind, c.way, c.names, c.adopted, c.yes, c.against, c.abstain, c.not_voting, c.stated_yes, "
            "c.stated_no, c.stated_abstain, c.stated_not_voting, w.symbol, c.texts "
            "FROM record_calls c JOIN record_sources r ON r.no = c.source LEFT JOIN record_calls w ON w.no = c.same_as "
            f"WHERE {where} ORDER BY {_BEST_FIRST}",
            values,
        )
        return tuple(_held(row) for row in rows)


def _held(row: Sequence[Any]) -> HeldCall:
    (no, source, publisher, read_on, rank, symbol, key, body, day, kind, way, names, adopted, *counts, whole,
     texts) = row  # fmt: skip
    return HeldCall(
        no=no, source=source, publisher=publisher, read_on=_day(read_on), rank=rank, symbol=symbol, key=key,
        body=body, date=PartialDate.parse(day), kind=kind, way=way, names=NamesHeld(names), adopted=adopted,
        counted=_counts(counts[:4]), stated=_counts(counts[4:]), same_as=whole, texts=loads(dict[str, str], texts),
    )  # fmt: skip


_BODY_OF_SYMBOL = re.compile(r"[AS]/(?:RES|DEC)/")
_YEAR = re.compile(r"\((\d{4})\)$")
_ADOPTED_BY = re.compile(r" ?: ?(?:resolution|decision) ?/ ?adopted by .*$")


def _instrument(call: HeldCall) -> Instrument:
    """The text that was voted on, as the record gives texts."""
    number = _BODY_OF_SYMBOL.sub("", call.key)
    silent = ", adopted without a vote" if call.way == "without a vote" else ""
    return Instrument(
        row=f"instrument:{call.key}",
        id=call.key,
        body=call.body,
        number=_YEAR.sub("", number) if call.body == "UNSC" else number,
        date=call.date,
        title=_ADOPTED_BY.sub("", call.texts.get("title", "")),
        matters=(),
        adopted=call.adopted is not False,
        source=f"{call.publisher}{silent}",
    )


def _roll_call(call: HeldCall) -> RollCall | None:
    counts = call.counts
    if call.way == "without a vote" or counts.yes is None or counts.no is None or counts.abstain is None:
        return None
    return RollCall(
        row=call.row,
        id=call.roll_call,
        instrument=call.key,
        body=call.body,
        date=call.date,
        yes=counts.yes,
        no=counts.no,
        abstain=counts.abstain,
        not_voting=counts.not_voting or 0,
        source=call.publisher,
    )


def _counts(values: Iterable[int | None]) -> Counts:
    yes, no, abstain, not_voting = values
    return Counts(yes=yes, no=no, abstain=abstain, not_voting=not_voting)


def _day(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)
