"""Ideal points that a ledger keeps, under the digest of the votes from which they were estimated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A seat in a year: point and interval of 90 in 100, mean 0 and standard deviation 1 within the year."""

    seat: str
    since: date | None
    """The first day of a new holder's stretch; None where the seat was not handed over."""
    year: int
    point: float
    low: float
    high: float
    votes: int


def read_points(database: Database, digest: str) -> tuple[PointRow, ...]:
    """The points under a digest, by seat and year; none where nothing was estimated from these votes."""
    rows = database.rows(
        "SELECT seat, since, year, point, low, high, votes FROM record_points WHERE digest = ? "
        "ORDER BY seat, year, since NULLS FIRST",
        (digest,),
    )
    return tuple(
        PointRow(seat=seat, since=since, year=year, point=point, low=low, high=high, votes=votes)
        for seat, since, year, point, low, high, votes in rows
    )


def write_points(database: Database, digest: str, rows: Sequence[PointRow]) -> None:
    """Keep points, in place of those of other votes: a record that grew has new ones."""
    with database.transaction():
        database.rows("DELETE FROM record_points")
        database.rows(
            "INSERT INTO record_points SELECT ?, unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::INTEGER[]), "
            "unnest(?::DOUBLE[]), unnest(?::DOUBLE[]), unnest(?::DOUBLE[]), unnest(?::INTEGER[])",
            [digest, *([getattr(row, name) for row in rows] for name in ("seat", "since", "year", "point", "low", "high", "votes"))],
        )  # fmt: skip
