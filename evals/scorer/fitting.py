"""Fits small linear models with numpy: a logistic regression, and one softmax that looks both ways at a pair.

L-BFGS from zero over all examples: the same rows in the same order give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Row = Mapping[str, float]
_MEMORY = 10
_STEPS = 60
_HALVINGS = 20
_ENOUGH = 1e-4


@dataclass(frozen=True)
class Sparse:
    """Rows of features as a sparse matrix."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Floats
    shape: tuple[int, int]

    @classmethod
    def of(cls, rows: Sequence[Row], number: Mapping[str, int]) -> Sparse:
        """Features that have no number are left out."""
        places = [(r, number[f], v) for r, row in enumerate(rows) for f, v in row.items() if f in number]
        return cls(
            np.array([p[0] for p in places], dtype=np.int64),
            np.array([p[1] for p in places], dtype=np.int64),
            np.array([p[2] for p in places], dtype=np.float64),
            (len(rows), len(number)),
        )

    def times(self, weights: Floats) -> Floats:
        """One sum for each row."""
        return _summed(self.rows, self.values * weights[self.columns], self.shape[0])

    def back(self, shares: Floats) -> Floats:
        """One sum for each column."""
        return _summed(self.columns, self.values * shares[self.rows], self.shape[1])


def _summed(places: NDArray[np.int64], values: Floats, size: int) -> Floats:
    return np.bincount(places, weights=values, minlength=size).astype(np.float64)


def numbered(rows: Iterable[Row], least: int) -> dict[str, int]:
    """The features that at least so many rows have, numbered in order."""
    counts = Counter(feature for row in rows for feature, value in row.items() if value)
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}


def minimise(function: Callable[[Floats], tuple[float, Floats]], size: int, steps: int = _STEPS) -> Floats:
    """Where a smooth convex function is least, by L-BFGS with halved steps."""
    place = np.zeros(size)
    value, slope = function(place)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        way = -_two_loops(slope, moves)
        gain = _dot(slope, way)
        pace = 1.0 if moves else 1.0 / max(1.0, float(np.abs(slope).sum()))
        for _ in range(_HALVINGS):
            there = place + pace * way
            lower, steeper = function(there)
            if lower <= value + 1e-4 * pace * gain:
                break
            pace /= 2
        else:
            return place
        if _dot(there - place, steeper - slope) > 0:
            moves = [*moves[1 - _MEMORY :], (there - place, steeper - slope)]
        place, value, slope = there, lower, steeper
        if float(np.abs(slope).max()) < _ENOUGH:
            break
    return place


def _dot(one: Floats, other: Floats) -> float:
    """The inner product, added up in one order whatever the number of threads."""
    return float((one * other).sum())


def _two_loops(slope: Floats, moves: Sequence[tuple[Floats, Floats]]) -> Floats:
    way = slope.copy()
    kept = []
    for moved, turned in reversed(moves):
        share = _dot(moved, way) / _dot(moved, turned)
        kept.append(share)
        way -= share * turned
    if moves:
        moved, turned = moves[-1]
        way *= _dot(moved, turned) / _dot(turned, turned)
    for (moved, turned), share in zip(moves, reversed(kept), strict=True):
        way += moved * (share - _dot(turned, way) / _dot(moved, turned))
    return way


def logistic(
    rows: Sequence[Row],
    answers: Sequence[bool],
    *,
    penalty: float,
    least: int = 2,
    steps: int = 200,
    scales: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Weights by feature, with an L2 penalty on all but "*"; a feature in `scales` is fitted so much larger or smaller."""
    number = numbered(rows, least)
    scale = np.array([(scales or {}).get(f, 1.0) for f in number])
    free = np.array([0.0 if f == "*" else penalty for f in number])
    matrix = Sparse.of(rows, number)
    wanted = np.array(answers, dtype=np.float64)

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = matrix.times(weights * scale)
        miss = 1 / (1 + np.exp(-total)) - wanted
        value = float(
            (np.logaddexp(0, total) - wanted * total).sum() + 0.5 * (free * weights * weights).sum()
        )
        return value, matrix.back(miss) * scale + free * weights

    weights = minimise(loss, len(number), steps) * scale
    return {f: float(weights[i]) for f, i in number.items()}


def spread(rows: Sequence[Row], wanted: Callable[[str], bool], size: float) -> dict[str, float]:
    """For each wanted feature the factor that brings its standard deviation to `size`."""
    sums: Counter[str] = Counter()
    squares: Counter[str] = Counter()
    for row in rows:
        for feature, value in row.items():
            if wanted(feature):
                sums[feature] += value  # type: ignore[assignment]
                squares[feature] += value * value  # type: ignore[assignment]
    count = len(rows)
    found = {}
    for feature in sorted(squares):
        variance = squares[feature] / count - (sums[feature] / count) ** 2
        found[feature] = size / max(variance, 1e-6) ** 0.5
    return found


def both_ways(
    forward: Sparse, backward: Sparse, answers: Sequence[int], *, penalty: float, scale: Floats
) -> tuple[Floats, Floats]:
    """(blame, praise) weights of one softmax over: none, forward praise, backward praise, forward and backward blame."""
    size = forward.shape[1]
    count = len(answers)
    given = np.array(answers, dtype=np.int64)
    every = np.arange(count)

    def loss(both: Floats) -> tuple[float, Floats]:
        blame, praise = both[:size] * scale, both[size:] * scale
        logits = np.column_stack(
            [
                np.zeros(count),
                forward.times(praise),
                backward.times(praise),
                forward.times(blame),
                backward.times(blame),
            ]
        )
        logits -= logits.max(axis=1, keepdims=True)
        raised = np.exp(logits)
        totals = raised.sum(axis=1)
        value = float((np.log(totals) - logits[every, given]).sum() + 0.5 * penalty * (both * both).sum())
        miss = raised / totals[:, None]
        miss[every, given] -= 1
        slope = np.concatenate(
            [
                (forward.back(miss[:, 3]) + backward.back(miss[:, 4])) * scale,
                (forward.back(miss[:, 1]) + backward.back(miss[:, 2])) * scale,
            ]
        )
        return value, slope + penalty * both

    found = minimise(loss, 2 * size)
    return found[:size] * scale, found[size:] * scale
