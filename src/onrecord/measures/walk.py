"""Random walks over years: every column's points at once, from what each year's votes say and from their neighbours.

The prior of a point is normal around 0 with variance 1, and that of the step from year to year normal around 0 with
`STEP_VARIANCE` for each year that passed. Both together are a matrix with three diagonals for each column, so that one
pass forward and one back solve it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.measures.matrix import Mask
from onrecord.measures.shares import Counts, Shares

STEP_VARIANCE = 0.25
POINT_PRECISION = 1.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Walk:
    """The prior of all points."""

    inside: Mask
    """Years from the first to the last in which a column voted, shape (years, columns)."""
    links: Shares
    """Precision of the step from each year to the next, 0 where there is none; shape (years - 1, columns)."""

    @classmethod
    def of(cls, years: NDArray[np.int64], votes: Counts) -> Walk:
        """From the years, in order, and the votes that each column cast in each; shape (years, columns)."""
        started = np.logical_or.accumulate(votes > 0, axis=0)
        going_on = np.logical_or.accumulate(votes[::-1] > 0, axis=0)[::-1]
        inside = started & going_on
        passed = np.diff(years)[:, np.newaxis]
        return cls(inside=inside, links=(inside[1:] & inside[:-1]) / (STEP_VARIANCE * passed))

    def points(self, information: Shares, pull: Shares) -> Shares:
        """The points with the highest density; `pull` is the information times what the votes alone would give."""
        pivots = self._pivots(information)
        forward = np.where(self.inside, pull, 0.0)
        for year in range(1, len(forward)):
            forward[year] += self.links[year - 1] * forward[year - 1] / pivots[year - 1]
        points = forward / pivots
        for year in range(len(points) - 2, -1, -1):
            points[year] += self.links[year] * points[year + 1] / pivots[year]
        return points

    def variances(self, information: Shares) -> Shares:
        """The diagonal of the inverse of the curvature: each point's variance, given the roll calls' estimates."""
        backward = Walk(inside=self.inside[::-1], links=self.links[::-1])._pivots(information[::-1])[::-1]
        return 1 / (self._pivots(information) + backward - self._diagonal(information))

    def _diagonal(self, information: Shares) -> Shares:
        diagonal = np.where(self.inside, information, 0.0) + POINT_PRECISION
        diagonal[1:] += self.links
        diagonal[:-1] += self.links
        return diagonal

    def _pivots(self, information: Shares) -> Shares:
        """What remains of the diagonal in each year once the years before are eliminated."""
        pivots = self._diagonal(information)
        for year in range(1, len(pivots)):
            pivots[year] -= self.links[year - 1] ** 2 / pivots[year - 1]
        return pivots
