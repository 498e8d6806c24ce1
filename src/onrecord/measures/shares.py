"""Sums, means and shares with an honest denominator: where there is nothing to divide by, the result is NaN."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Counts: TypeAlias = NDArray[np.int64]
Shares: TypeAlias = NDArray[np.float64]
"""Real numbers, NaN where undefined."""


def ratio(part: NDArray[Any], whole: NDArray[Any]) -> Shares:
    """`part / whole`, cell by cell; NaN where `whole` is 0."""
    result = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=result, where=whole != 0)
    return result


def sum_by(group: NDArray[np.intp], counts: Counts, groups: int) -> Counts:
    """The sum of the counts in each of the groups, numbered from 0."""
    result = np.zeros(groups, dtype=np.int64)
    np.add.at(result, group, counts)
    return result


def mean_by(group: NDArray[np.intp], shares: Shares, groups: int) -> tuple[Shares, Counts]:
    """The mean of the defined values in each group, and how many there are; NaN where there is none."""
    defined = ~np.isnan(shares)
    number = np.bincount(group[defined], minlength=groups).astype(np.int64)
    return ratio(np.bincount(group[defined], weights=shares[defined], minlength=groups), number), number
