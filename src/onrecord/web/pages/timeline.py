"""When positions were taken: independent reports by period and direction, beside what the record holds of that time.

A position that may have been taken in more than one period stands in none, and is counted beside the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.sheet import Cell
from onrecord.web.asked import Asked, address
from onrecord.web.choosing import POSITION_FILTERS, Where, positions_where
from onrecord.web.page import Page, Sheet
from onrecord.web.room import Room

FILTERS = ("by", *POSITION_FILTERS)
_FIELDS = ("period", "direction", "declared", "independent_reports", "positions")
_SIGNS: Mapping[int, str] = {1: "friendly", 0: "neither", -1: "unfriendly"}
_MOST_PERIODS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The positions of one period and direction, declared or ascribed."""

    direction: str
    declared: bool
    origins: int
    positions: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month or year."""

    name: str
    bars: tuple[Bar, ...]
    record: tuple[tuple[str, str], ...]
    """(symbol, title) of the case's instruments of this time."""

    def of(self, direction: str, declared: bool) -> Bar | None:
        """The bar of that direction."""
        return next(
            (bar for bar in self.bars if (bar.direction, bar.declared) == (direction, declared)), None
        )


# Months are counted as whole numbers: to write each day as text takes longer than all the rest.
_COUNTS = """
WITH told AS (
    SELECT (year(p.first) * 100 + $months * month(p.first))::INTEGER AS period,
        (year(p.last) * 100 + $months * month(p.last))::INTEGER AS until, p.sign, p.rung < 5 AS declared, p.origin
    FROM memory.positions AS p WHERE {where} AND p.first IS NOT NULL
),
reports AS (
    SELECT period, sign, declared, origin, count(*) AS positions FROM told WHERE period = until
    GROUP BY period, sign, declared, origin
)
SELECT period, sign, declared, count(*), sum(positions)::BIGINT FROM reports
GROUP BY period, sign, declared ORDER BY period DESC, sign DESC, declared DESC
"""


def timeline(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The periods, the newest first."""
    where = positions_where(room, asked)
    counted = _counts(ledger, asked, where)
    ((total,),) = ledger.database.rows(
        f"SELECT count(*) FROM memory.positions AS p WHERE {where.sql}",  # noqa: S608
        where.values,
    )
    periods = list(_periods(room, asked, counted))
    return Page(
        template="timeline.html.j2",
        title="Timeline",
        values={
            "periods": periods[:_MOST_PERIODS],
            "left_out": max(0, len(periods) - _MOST_PERIODS),
            "total": total,
            "placed": sum(row[4] for row in counted),
            "most": max((bar.origins for period in periods for bar in period.bars), default=1),
            "directions": [(name, sign) for sign, name in _SIGNS.items()],
        },
    )


def timeline_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The counts as CSV."""
    return Sheet(columns=_FIELDS, rows=_lines(_counts(ledger, asked, positions_where(room, asked))))


def _lines(counted: Sequence[tuple[str, int, bool, int, int]]) -> Iterator[Sequence[Cell]]:
    for period, sign, declared, origins, positions in counted:
        yield period, _SIGNS[sign], str(declared).lower(), origins, positions


def _counts(ledger: Ledger, asked: Asked, where: Where) -> list[tuple[str, int, bool, int, int]]:
    by_month = asked.one("by") == "month"
    rows = ledger.database.rows(_COUNTS.format(where=where.sql), {**where.values, "months": int(by_month)})
    return [
        (
            f"{period // 100:04d}-{period % 100:02d}" if by_month else f"{period // 100:04d}",
            sign,
            declared,
            origins,
            positions,
        )
        for period, sign, declared, origins, positions in rows
    ]


def _periods(
    room: Room, asked: Asked, counted: Sequence[tuple[str, int, bool, int, int]]
) -> Iterator[Period]:
    record = _record(room, 7 if asked.one("by") == "month" else 4)
    bars: dict[str, list[Bar]] = defaultdict(list)
    kept = {name: held for name, held in asked.values.items() if name in POSITION_FILTERS}
    for period, sign, declared, origins, positions in counted:
        values = {**kept, "since": (period,), "until": (period,), "direction": (_SIGNS[sign],)}
        if "basis" not in kept:
            values["basis"] = ("vote", "instrument", "own-words", "reported") if declared else ("ascribed",)
        bars[period].append(
            Bar(
                direction=_SIGNS[sign],
                declared=declared,
                origins=origins,
                positions=positions,
                address=address("/positions", values),
            )
        )
    for period in sorted({*bars, *record}, reverse=True):
        yield Period(name=period, bars=tuple(bars.get(period, ())), record=record.get(period, ()))


def _record(room: Room, characters: int) -> dict[str, tuple[tuple[str, str], ...]]:
    """The case's instruments by period."""
    if room.case is None:
        return {}
    wanted = {*room.case.instruments, *(id_ for matter in room.case.matters for id_ in matter.instruments)}
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id_ in sorted(wanted):
        instrument = room.record.instrument(id_)
        if instrument is not None:
            held[str(instrument.date)[:characters]].append((instrument.id, instrument.title))
    return {period: tuple(found) for period, found in held.items()}
