"""When positions were taken: independent reports by period and direction, beside what the record holds of that time.

A position that may have been taken in more than one period stands in none, and is counted beside the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.report.phrases import SIGN_WORDS
from onrecord.sheet import Cell
from onrecord.vocabulary import Basis
from onrecord.web.asked import Asked, address
from onrecord.web.choosing import POSITION_FILTERS, positions_where
from onrecord.web.chosen import chosen_positions
from onrecord.web.page import Page, Sheet
from onrecord.web.periods import Counted, count_periods
from onrecord.web.room import Room
from onrecord.web.tallies import Numbers

FILTERS = ("by", *POSITION_FILTERS)
_FIELDS = ("period", "direction", "declared", "independent_reports", "positions")
_DECLARED = tuple(basis.value for basis in Basis if basis.declared)
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


def timeline(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The periods, the newest first."""
    chosen = chosen_positions(room, ledger, positions_where(room, asked))
    counted = _counts(room, asked, chosen)
    periods = list(_periods(room, asked, counted))
    return Page(
        template="timeline.html.j2",
        title="Timeline",
        values={
            "periods": periods[:_MOST_PERIODS],
            "left_out": max(0, len(periods) - _MOST_PERIODS),
            "total": room.tallies.count(chosen)[0],
            "placed": sum(one.positions for one in counted),
            "most": max((bar.origins for period in periods for bar in period.bars), default=1),
            "directions": [(name, sign) for sign, name in SIGN_WORDS.items()],
        },
    )


def timeline_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The counts as CSV."""
    chosen = chosen_positions(room, ledger, positions_where(room, asked))
    return Sheet(columns=_FIELDS, rows=_lines(asked, _counts(room, asked, chosen)))


def _lines(asked: Asked, counted: Sequence[Counted]) -> Iterator[Sequence[Cell]]:
    for one in counted:
        declared = str(one.declared).lower()
        yield _name(asked, one.period), SIGN_WORDS[one.sign], declared, one.origins, one.positions


def _counts(room: Room, asked: Asked, chosen: Numbers | None) -> list[Counted]:
    return count_periods(room.tallies, chosen, by_month=_is_by_month(asked))


def _is_by_month(asked: Asked) -> bool:
    return asked.one("by") == "month"


def _name(asked: Asked, period: int) -> str:
    """`2020`, or `2020-05`."""
    return f"{period // 12:04d}-{period % 12 + 1:02d}" if _is_by_month(asked) else f"{period:04d}"


def _periods(room: Room, asked: Asked, counted: Sequence[Counted]) -> Iterator[Period]:
    record = _record(room, 7 if _is_by_month(asked) else 4)
    bars: dict[str, list[Bar]] = defaultdict(list)
    kept = {name: held for name, held in asked.values.items() if name in POSITION_FILTERS}
    for one in counted:
        period, word = _name(asked, one.period), SIGN_WORDS[one.sign]
        values = {**kept, "since": (period,), "until": (period,), "direction": (word,)}
        if "basis" not in kept:
            values["basis"] = _DECLARED if one.declared else (Basis.ASCRIBED.value,)
        bars[period].append(
            Bar(
                direction=word,
                declared=one.declared,
                origins=one.origins,
                positions=one.positions,
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
