"""One-dimensional ideal points of seats by year, after Bailey, Strezhnev and Voeten (2017), in seconds.

A vote is an ordered choice (no, abstain, yes) with a slope and two cutpoints for each roll call; a seat's point walks
at random from year to year; whoever did not vote says nothing. Roll calls and points are improved in turn by Newton
steps until nothing moves. What the numbers mean, and how they compare with the published ones: docs/measures.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onrecord.measures.matrix import NOT_A_MEMBER, Codes, Mask, VoteMatrix
from onrecord.measures.ordinal import RollCalls, Year, information, not_unanimous, start, step_of_calls
from onrecord.measures.shares import Counts, Shares
from onrecord.measures.walk import Walk

LEAST_VOTES = 5
"""A seat with fewer votes in a year's roll calls, unanimous ones left out, gets no point for the year."""
LEAST_CALLS = 8
"""A year with fewer roll calls that were not unanimous keeps the scale that the walk carries over from its neighbours.

A scale of its own would rest on so few votes that several answers fit equally well.
"""
_NO_SPREAD = 1e-9
_INTERVAL = 1.6449
"""Standard deviations on either side of a point that hold 90 in 100 of a normal distribution."""
_TOLERANCE = 1e-4
_MOST_SWEEPS = 300
_LARGEST_MOVE = 1.0

Progress = Callable[[int, float], None]
"""Is told the number of the sweep and the largest move of a point in it."""


@dataclass(frozen=True, eq=False, kw_only=True)
class IdealPoints:
    """Points with intervals of 90 in 100; shape (years, columns), NaN where a seat has too few votes.

    Within each year the points have mean 0 and standard deviation 1 (years with fewer than `LEAST_CALLS` roll calls
    come near it): they say where a seat stood among the others of that year. A seat whose chain was cut has one column
    for each stretch.
    """

    seats: tuple[str, ...]
    """The seat of each column."""
    since: tuple[date | None, ...]
    """The first day of each column's stretch; None where nothing was cut before it."""
    years: NDArray[np.int64]
    point: Shares
    low: Shares
    high: Shares
    votes: Counts
    """Votes cast in roll calls that were not unanimous, shape (years, columns)."""
    calls: tuple[str, ...]
    slope: Shares
    """Shape (calls,), positive where seats with higher points say yes; NaN for unanimous roll calls, as below."""
    lower: Shares
    """The cutpoint between no and abstain, in units of slope x point: P(no) = logistic(lower - slope x point)."""
    upper: Shares
    """The cutpoint between abstain and yes: P(yes) = 1 - logistic(upper - slope x point)."""
    sweeps: int
    converged: bool


def ideal_points(
    matrix: VoteMatrix,
    *,
    anchor: str = "USA",
    breaks: Mapping[str, Sequence[date]] | None = None,
    least: int = LEAST_VOTES,
    progress: Progress | None = None,
) -> IdealPoints:
    """Estimate the points of all seats in all years with roll calls.

    Neighbouring years are turned so that the seats in both keep their order as a whole, and all together so that the
    anchor stands on the positive side on the mean of its years. `breaks` gives the first day of each new holder of a
    seat (`{"CHN": [date(1971, 10, 25)]}`); nothing is carried over such a day. KeyError where the anchor is no seat.
    """
    matrix.seat(anchor)
    seats, since, codes = _columns(matrix, breaks or {})
    anchors = np.array([seat == anchor for seat in seats])
    all_years = np.unique(matrix.years)
    live = not_unanimous(codes)
    years = [Year.of(np.flatnonzero(live & (matrix.years == year)), codes) for year in all_years]
    votes = np.array([_votes(year, len(seats)) for year in years], dtype=np.int64).reshape(-1, len(seats))
    walk = Walk.of(all_years, votes)
    known = votes >= max(least, 1)
    points = np.array([_agreement_with(year, anchors) for year in years]).reshape(votes.shape)
    calls, points = _standard(start(codes), points, years=years, votes=votes, known=known, anchors=anchors)
    sweeps, moved = 0, np.inf if known.any() else 0.0
    while moved > _TOLERANCE and sweeps < _MOST_SWEEPS:
        calls = step_of_calls(years, calls, points)
        gradient, curvature = information(years, calls, points)
        aim = walk.points(curvature, curvature * points + gradient)
        new = points + np.clip(aim - points, -_LARGEST_MOVE, _LARGEST_MOVE)
        calls, new = _standard(calls, new, years=years, votes=votes, known=known, anchors=anchors)
        moved = float(np.abs(new - points)[known].max())
        points, sweeps = new, sweeps + 1
        if progress is not None:
            progress(sweeps, moved)
    _, curvature = information(years, calls, points)
    spread = _INTERVAL * np.sqrt(walk.variances(curvature))
    return IdealPoints(
        seats=seats,
        since=since,
        years=all_years,
        point=np.where(known, points, np.nan),
        low=np.where(known, points - spread, np.nan),
        high=np.where(known, points + spread, np.nan),
        votes=votes,
        calls=matrix.calls,
        slope=np.where(live, calls.slope, np.nan),
        lower=np.where(live, calls.lower, np.nan),
        upper=np.where(live, calls.upper, np.nan),
        sweeps=sweeps,
        converged=moved <= _TOLERANCE,
    )


def _columns(
    matrix: VoteMatrix, breaks: Mapping[str, Sequence[date]]
) -> tuple[tuple[str, ...], tuple[date | None, ...], Codes]:
    """A column for each seat, and one more for each day on which its chain is cut."""
    columns: list[tuple[str, date | None, Codes]] = []
    for index, seat in enumerate(matrix.seats):
        days = sorted(breaks.get(seat, ()))
        stretch = np.searchsorted(np.array(days, dtype="datetime64[D]"), matrix.dates, side="right")
        for number, since in enumerate((None, *days)):
            columns.append((seat, since, np.where(stretch == number, matrix.codes[:, index], NOT_A_MEMBER)))
    codes = np.array([column for _, _, column in columns], dtype=np.int8).reshape(len(columns), -1).T
    return tuple(seat for seat, _, _ in columns), tuple(since for _, since, _ in columns), codes


def _votes(year: Year, columns: int) -> Counts:
    """Votes of each column in the year."""
    votes = np.zeros(columns, dtype=np.int64)
    votes[year.columns] = np.maximum(year.lower, year.upper).sum(axis=0)
    return votes


def _agreement_with(year: Year, anchors: Mask) -> Shares:
    """Where the search starts: the share of votes in which each column agrees with the anchor."""
    agreement = np.zeros(len(anchors))
    vote = year.abstain / 2 + (year.upper - year.abstain)
    cast = np.maximum(year.lower, year.upper)
    one = anchors[year.columns]
    at = cast[:, one].any(axis=1)
    its = vote[:, one].sum(axis=1)[at, np.newaxis]
    alike = (cast[at] * (1 - np.abs(vote[at] - its))).sum(axis=0)
    agreement[year.columns] = (alike + 0.5) / (cast[at].sum(axis=0) + 1)
    return agreement


def _standard(
    calls: RollCalls,
    points: Shares,
    *,
    years: Sequence[Year],
    votes: Counts,
    known: Mask,
    anchors: Mask,
) -> tuple[RollCalls, Shares]:
    """Shift, stretch and turn each year, which changes no probability: mean 0, standard deviation 1, one orientation."""
    points, slope, lower, upper = points.copy(), calls.slope.copy(), calls.lower.copy(), calls.upper.copy()
    signs = _orientation(points, votes > 0, anchors)
    for index, year in enumerate(years):
        here = points[index, known[index]]
        centre, spread = 0.0, 1.0
        if len(year.rows) >= LEAST_CALLS and here.size and here.std() > _NO_SPREAD:
            centre, spread = here.mean(), here.std()
        points[index] = signs[index] * (points[index] - centre) / spread
        lower[year.rows] -= slope[year.rows] * centre
        upper[year.rows] -= slope[year.rows] * centre
        slope[year.rows] *= signs[index] * spread
    return replace(calls, slope=slope, lower=lower, upper=upper), points


def _orientation(points: Shares, voted: Mask, anchors: Mask) -> Shares:
    """1 or -1 for each year: each is turned towards the last positions before it, and all towards the anchor."""
    signs = np.ones(len(points))
    last = np.full(points.shape[1], np.nan)
    for index, (row, here) in enumerate(zip(points, voted, strict=True)):
        both = here & ~np.isnan(last)
        if both.any() and np.dot(row[both] - row[both].mean(), last[both] - last[both].mean()) < 0:
            signs[index] = -1
        last = np.where(here, signs[index] * row, last)
    mean = (signs[:, np.newaxis] * points)[voted & anchors].sum()
    return -signs if mean < 0 else signs
