"""The votes of a year as an ordered logit: no < abstain < yes, by the voter's point, a slope and two cutpoints.

With F the logistic function, `P(no) = F(c1 - slope * point)` and `P(yes) = 1 - F(c2 - slope * point)`. For the logistic
function F2 - F1 = F2 (1 - F1) (1 - exp(c1 - c2)), so the likelihood falls apart into two simple logits, "no or abstain"
and "abstain or yes", and a term of the gap between the cutpoints alone. All arithmetic below rests on that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.measures.matrix import ABSTAIN, NO, YES, Codes, Mask
from onrecord.measures.shares import Counts, Shares

SLOPE_SD = 1.7
"""Prior of a slope: normal around 0. One unit of a probit is about 1.7 of a logit."""
CUTPOINT_SD = 5.0
"""Prior of a cutpoint: normal around 0, so wide that it only holds the cutpoint of a vote that nobody cast."""
GAP_VOTES = 0.5
"""Prior of the gap: as if half an abstention more had been seen, so that the cutpoints never meet."""
_LARGEST_STEP = 1.0
_LARGEST_SHARE_OF_GAP = 0.7


@dataclass(frozen=True, eq=False, kw_only=True)
class Year:
    """The roll calls of one year that were not unanimous, and the columns that voted in them."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    lower: Shares
    """1 where the vote is no or abstain, as the next three of the shape (rows, columns)."""
    upper: Shares
    """1 where it is abstain or yes."""
    no: Shares
    abstain: Shares

    @classmethod
    def of(cls, rows: NDArray[np.intp], codes: Codes) -> Year:
        """From the rows of a year and all codes."""
        votes = codes[rows]
        columns = np.flatnonzero(np.isin(votes, (YES, ABSTAIN, NO)).any(axis=0))
        no, abstain, yes = ((votes[:, columns] == code).astype(np.float64) for code in (NO, ABSTAIN, YES))
        return cls(
            rows=rows, columns=columns, lower=no + abstain, upper=abstain + yes, no=no, abstain=abstain
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class RollCalls:
    """What is estimated of the roll calls; shape (calls,) each."""

    slope: Shares
    lower: Shares
    """The cutpoint between no and abstain, in units of slope x point."""
    upper: Shares
    """The cutpoint between abstain and yes."""
    abstained: Counts


def start(codes: Codes) -> RollCalls:
    """Slopes of 0, and the cutpoints that give the shares of the votes cast."""
    no, abstain, yes = (
        np.count_nonzero(codes == code, axis=1).astype(np.int64) for code in (NO, ABSTAIN, YES)
    )
    voted = no + abstain + yes
    below, above = no + 0.5, yes + 0.5
    return RollCalls(
        slope=np.zeros(len(codes)),
        lower=np.log(below / (voted + 1.5 - below)),
        upper=np.log((voted + 1.5 - above) / above),
        abstained=abstain,
    )


def not_unanimous(codes: Codes) -> Mask:
    """Roll calls with two different votes at least; the others say nothing about points. Shape (calls,)."""
    no, abstain, yes = ((codes == code).any(axis=1) for code in (NO, ABSTAIN, YES))
    mixed: Mask = (no & abstain) | (no & yes) | (abstain & yes)
    return mixed


@dataclass(frozen=True, eq=False, kw_only=True)
class _Slopes:
    """Derivative of the log likelihood by `slope * point` and its curvature (sign turned), for each of the two logits."""

    below: Shares
    below_curve: Shares
    above: Shares
    above_curve: Shares


def _slopes(year: Year, calls: RollCalls, x: Shares) -> _Slopes:
    product = np.outer(calls.slope[year.rows], x)
    below = year.lower * _logistic(calls.lower[year.rows, np.newaxis] - product)
    above = year.upper * _logistic(calls.upper[year.rows, np.newaxis] - product)
    return _Slopes(
        below=below - year.no,
        below_curve=below * (1 - below),
        above=above - year.abstain,
        above_curve=above * (1 - above),
    )


def _logistic(value: Shares) -> Shares:
    # As 1 / (1 + exp(-value)), which would overflow far out.
    return 0.5 + 0.5 * np.tanh(0.5 * value)


def step_of_calls(years: Sequence[Year], calls: RollCalls, points: Shares) -> RollCalls:
    """One damped Newton step of every roll call at once; the points, shape (years, columns), are held fixed."""
    estimate = np.stack([calls.slope, calls.lower, calls.upper], axis=1)
    prior = np.array([SLOPE_SD, CUTPOINT_SD, CUTPOINT_SD]) ** -2
    gradient = -prior * estimate
    curvature = np.tile(np.diag(prior), (len(estimate), 1, 1))
    for year, all_points in zip(years, points, strict=True):
        rows, x = year.rows, all_points[year.columns]
        at = _slopes(year, calls, x)
        gradient[rows] += np.stack(
            [(at.below + at.above) @ x, -at.below.sum(axis=1), -at.above.sum(axis=1)], axis=1
        )
        curvature[rows, 0, 0] += (at.below_curve + at.above_curve) @ (x * x)
        curvature[rows, 0, 1] -= at.below_curve @ x
        curvature[rows, 0, 2] -= at.above_curve @ x
        curvature[rows, 1, 1] += at.below_curve.sum(axis=1)
        curvature[rows, 2, 2] += at.above_curve.sum(axis=1)
    gap = calls.upper - calls.lower
    pull = (calls.abstained + GAP_VOTES) / np.expm1(gap)
    gradient[:, 1] -= pull
    gradient[:, 2] += pull
    stiffness = pull * np.exp(gap) / np.expm1(gap)
    curvature[:, 1, 1] += stiffness
    curvature[:, 2, 2] += stiffness
    curvature[:, 1, 2] -= stiffness
    curvature[:, 1:, 0] = curvature[:, 0, 1:]
    curvature[:, 2, 1] = curvature[:, 1, 2]
    step = np.linalg.solve(curvature, gradient[:, :, np.newaxis])[:, :, 0]
    new = estimate + step * _damping(step, gap)[:, np.newaxis]
    return RollCalls(slope=new[:, 0], lower=new[:, 1], upper=new[:, 2], abstained=calls.abstained)


def _damping(step: Shares, gap: Shares) -> Shares:
    """The share of each step that is taken: none too long, and none that lets the cutpoints meet."""
    length = np.abs(step).max(axis=1, initial=_LARGEST_STEP)
    closing = np.maximum((step[:, 1] - step[:, 2]) / (gap * _LARGEST_SHARE_OF_GAP), 1)
    damping: Shares = np.minimum(_LARGEST_STEP / length, 1 / closing)
    return damping


def information(years: Sequence[Year], calls: RollCalls, points: Shares) -> tuple[Shares, Shares]:
    """Derivative of the log likelihood by each point, and its curvature (sign turned); shape (years, columns)."""
    gradient, curvature = np.zeros_like(points), np.zeros_like(points)
    for index, year in enumerate(years):
        slope = calls.slope[year.rows]
        at = _slopes(year, calls, points[index, year.columns])
        gradient[index, year.columns] = slope @ (at.below + at.above)
        curvature[index, year.columns] = (slope * slope) @ (at.below_curve + at.above_curve)
    return gradient, curvature
