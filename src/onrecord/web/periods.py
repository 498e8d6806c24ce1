"""How many independent reports tell of each month or year, by direction, by arithmetic on the columns of `tallies`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from onrecord.web.tallies import Numbers, Tallies, direction

_DIRECTIONS = 6
"""More than `direction` gives."""


class Counted(NamedTuple):
    """The positions of one period, of one sign, declared or ascribed."""

    period: int
    """The year, or the month counted from the year 0 on."""
    sign: int
    declared: bool
    origins: int
    positions: int


def count_periods(tallies: Tallies, chosen: Numbers | None, *, by_month: bool) -> list[Counted]:
    """The positions with these numbers (None: all) that lie in one period: the newest first, the friendly, the declared."""
    rows = tallies.by_period
    if chosen is not None:
        rows = rows[tallies.are(chosen)[rows]]
    length = 1 if by_month else 12
    period = tallies.first[rows] // length
    inside = (period >= 0) & (period == tallies.last[rows] // length)
    rows, period = rows[inside], period[inside]
    if not len(rows):
        return []
    earliest = int(period.min())
    kind = (period - earliest) * _DIRECTIONS + direction(tallies.group[rows])
    origin = tallies.origin[rows]
    new = np.concatenate(([True], (kind[1:] != kind[:-1]) | (origin[1:] != origin[:-1])))
    origins, positions = np.bincount(kind[new]), np.bincount(kind)
    found = [
        _counted(earliest, int(no), int(origins[no]), int(positions[no])) for no in np.flatnonzero(positions)
    ]
    return sorted(found, key=lambda one: (-one.period, -one.sign, not one.declared))


def _counted(earliest: int, kind: int, origins: int, positions: int) -> Counted:
    after, told = divmod(kind, _DIRECTIONS)
    return Counted(
        period=earliest + after,
        sign=1 - told // 2,
        declared=told % 2 == 0,
        origins=origins,
        positions=positions,
    )
