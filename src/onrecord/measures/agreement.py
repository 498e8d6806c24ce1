"""How alike two seats vote, over all roll calls of a matrix or by year, with and without correction for chance.

Only roll calls in which both cast a vote enter a measure; how many those are always stands beside it. For a period,
take `matrix.only(...)` first. Formulas and sources: docs/measures.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.measures.matrix import ABSTAIN, NO, NOT_A_MEMBER, YES, Mask, VoteMatrix
from onrecord.measures.shares import Counts, Shares, ratio

ABSOLUTE, SQUARED = 0.5, 0.25
"""How far an abstention is from yes and from no, yes and no being 1 apart: by absolute and by squared distances."""
_LEVELS = (NO, ABSTAIN, YES)


@dataclass(frozen=True, eq=False, kw_only=True)
class Agreement:
    """Pairs of seats, or one pair in each of several years. An undefined measure is NaN; all are symmetric."""

    members: Counts
    """Roll calls in which both were members."""
    table: Counts
    """Shape (..., 3, 3): roll calls in which both voted, by the first seat's vote and the second's (no, abstain, yes)."""

    @property
    def voted(self) -> Counts:
        """Roll calls in which both cast a vote: the n of every measure below."""
        return np.asarray(self.table.sum(axis=(-2, -1)))

    @property
    def same(self) -> Counts:
        """Roll calls in which both cast the same vote."""
        return np.asarray(np.trace(self.table, axis1=-2, axis2=-1))

    @property
    def opposite(self) -> Counts:
        """Roll calls in which one said yes and the other no."""
        return self.table[..., 0, 2] + self.table[..., 2, 0]

    @property
    def half(self) -> Counts:
        """Roll calls in which one of the two abstained."""
        return self.voted - self.same - self.opposite

    @property
    def strict(self) -> Shares:
        """`same / voted`, from 0 to 1."""
        return ratio(self.same, self.voted)

    @property
    def share(self) -> Shares:
        """`(same + half / 2) / voted`, from 0 to 1: the index of agreement (Lijphart 1963)."""
        return ratio(self.same + self.half / 2, self.voted)

    def s(self, step: float = ABSOLUTE) -> Shares:
        """1 - 2 x mean distance, from -1 to 1 (Signorino and Ritter 1999), every roll call with the same weight."""
        return 1 - 2 * self._observed(step)

    def kappa(self, step: float = ABSOLUTE) -> Shares:
        """1 - observed / expected distance; expected from each seat's own votes (Cohen 1968, Häge 2011).

        At most 1; 0 is what chance gives. NaN where both always cast one and the same vote.
        """
        first, second = self._margins()
        return self._corrected(step, first, second)

    def pi(self, step: float = ABSOLUTE) -> Shares:
        """As kappa, but expected from the votes of the two seats taken together (Scott 1955, Häge 2011)."""
        first, second = self._margins()
        together = (first + second) / 2
        return self._corrected(step, together, together)

    def _observed(self, step: float) -> Shares:
        return ratio(self.half * step + self.opposite, self.voted)

    def _margins(self) -> tuple[Shares, Shares]:
        """The shares of no, abstain and yes among the votes of the first and of the second seat."""
        voted = self.voted[..., np.newaxis]
        return ratio(self.table.sum(axis=-1), voted), ratio(self.table.sum(axis=-2), voted)

    def _corrected(self, step: float, first: Shares, second: Shares) -> Shares:
        distance = np.array([[0, step, 1], [step, 0, step], [1, step, 0]])
        expected = np.einsum("...i,ij,...j->...", first, distance, second)
        return 1 - ratio(self._observed(step), np.nan_to_num(expected))


def agreement_of_all(matrix: VoteMatrix) -> Agreement:
    """Every pair of seats: arrays of the shape (seats, seats), the matrix's order on both sides."""
    seats = len(matrix.seats)
    # Sums of ones stay exact in 32 bits up to 16 million roll calls, and the products are several times faster.
    member = (matrix.codes != NOT_A_MEMBER).astype(np.float32)
    cast = np.concatenate([matrix.codes == level for level in _LEVELS], axis=1).astype(np.float32)
    table = (cast.T @ cast).astype(np.int64).reshape(3, seats, 3, seats)
    return Agreement(members=(member.T @ member).astype(np.int64), table=table.transpose(1, 3, 0, 2))


def agreement_by_year(matrix: VoteMatrix, first: str, second: str) -> tuple[NDArray[np.int64], Agreement]:
    """The years in which both were members, and two seats in each; KeyError where a seat is not in the matrix."""
    codes = matrix.codes[:, [matrix.seat(first), matrix.seat(second)]]
    both = (codes != NOT_A_MEMBER).all(axis=1)
    years, group = np.unique(matrix.years[both], return_inverse=True)
    codes = codes[both]
    table = np.zeros((len(years), 3, 3), dtype=np.int64)
    for row, one in enumerate(_LEVELS):
        for column, other in enumerate(_LEVELS):
            here: Mask = (codes[:, 0] == one) & (codes[:, 1] == other)
            table[:, row, column] = np.bincount(group[here], minlength=len(years))
    members = np.bincount(group, minlength=len(years)).astype(np.int64)
    return years, Agreement(members=members, table=table)


def agreement_in_all(matrix: VoteMatrix, first: str, second: str) -> Agreement:
    """Two seats over all roll calls: arrays without a dimension; KeyError where a seat is not in the matrix."""
    _, by_year = agreement_by_year(matrix, first, second)
    return Agreement(members=np.asarray(by_year.members.sum(axis=0)), table=by_year.table.sum(axis=0))
