"""Ideal points of states by year, estimated once for the votes that are held and kept in the ledger."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.points import PointRow
from onrecord.registry import Registry

if TYPE_CHECKING:
    from onrecord.measures import VoteMatrix

_METHOD = "1"
"""Version of the estimator; raise it with every change of what it gives."""
ANCHOR = "USA"


def seat_breaks(registry: Registry, seats: Sequence[str]) -> dict[str, list[date]]:
    """The days on which a seat was taken over by another government's representatives: nothing is carried over them."""
    return {
        seat: days
        for seat in seats
        if (
            days := [
                row.valid.first.first
                for row in registry.seat_holders(seat)
                if row.how == "replaced" and row.valid.first is not None
            ]
        )
    }


def points_of(
    matrix: VoteMatrix,
    *,
    registry: Registry,
    ledger: Ledger,
    progress: Callable[[int, float], None] | None = None,
) -> tuple[PointRow, ...]:
    """Points of all seats in all years of the matrix, by seat and year; estimated where the ledger has none yet.

    A ledger opened for reading alone keeps nothing: the points are estimated again the next time. UsageError where the
    seat that fixes the sign of the scale is not among them.
    """
    from onrecord.measures import ideal_points

    if ANCHOR not in matrix.seats:
        raise UsageError(
            f"ideal points need the votes of {ANCHOR}, which fix the sign of the scale",
            remedy="import the whole record: onrecord record import FILE...",
        )
    breaks = seat_breaks(registry, matrix.seats)
    digest = _digest(matrix, breaks)
    held = ledger.points(digest)
    if held:
        return held
    found = ideal_points(matrix, anchor=ANCHOR, breaks=breaks, progress=progress)
    rows = tuple(
        PointRow(
            seat=seat, since=found.since[column], year=int(year), point=float(found.point[at, column]),
            low=float(found.low[at, column]), high=float(found.high[at, column]), votes=int(found.votes[at, column]),
        )
        for column, seat in enumerate(found.seats)
        for at, year in enumerate(found.years)
        if not math.isnan(found.point[at, column])
    )  # fmt: skip
    ledger.store_points(digest, rows)
    return tuple(sorted(rows, key=lambda row: (row.seat, row.year, row.since or date.min)))


def digest_of(matrix: VoteMatrix, registry: Registry) -> str:
    """What the points depend on: the votes, the handovers of seats, and the estimator."""
    return _digest(matrix, seat_breaks(registry, matrix.seats))


def _digest(matrix: VoteMatrix, breaks: Mapping[str, Sequence[date]]) -> str:
    told = (_METHOD, ANCHOR, matrix.calls, matrix.seats, sorted(breaks.items()))
    digest = hashlib.sha256(repr(told).encode())
    digest.update(matrix.dates.tobytes())
    digest.update(matrix.codes.tobytes())
    return digest.hexdigest()
