"""How far the members of a bloc vote alike: three indices for each roll call, and their means by year.

Only votes cast enter an index. Who did not vote is counted beside it, and turnout says how many of the bloc an index
speaks for. Formulas, ranges and sources: docs/measures.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.measures.matrix import ABSTAIN, NO, NOT_A_MEMBER, NOT_VOTING, YES, Mask, VoteMatrix
from onrecord.measures.shares import Counts, Shares, mean_by, ratio, sum_by


@dataclass(frozen=True, eq=False, kw_only=True)
class Cohesion:
    """A bloc in each roll call; every array has the shape (calls,). An undefined index is NaN, never 0 or 1."""

    calls: tuple[str, ...]
    years: NDArray[np.int64]
    yes: Counts
    no: Counts
    abstain: Counts
    not_voting: Counts

    @property
    def voted(self) -> Counts:
        """Seats of the bloc that cast a vote."""
        return self.yes + self.no + self.abstain

    @property
    def eligible(self) -> Counts:
        """Seats of the bloc that could vote."""
        return self.voted + self.not_voting

    @property
    def turnout(self) -> Shares:
        """Votes cast as a share of the eligible; NaN where the bloc had no seat."""
        return ratio(self.voted, self.eligible)

    @property
    def rice(self) -> Shares:
        """|yes - no| / (yes + no), from 0 to 1 (Rice 1925); NaN where nobody said yes or no."""
        return ratio(np.abs(self.yes - self.no), self.yes + self.no)

    @property
    def lijphart(self) -> Shares:
        """Mean agreement of the pairs that voted: 1 alike, 1/2 where one abstains, 0 for yes and no (Lijphart 1963).

        NaN where fewer than two voted.
        """
        alike = sum(n * (n - 1) // 2 for n in (self.yes, self.no, self.abstain))
        half = self.abstain * (self.yes + self.no)
        return ratio(alike + half / 2, self.voted * (self.voted - 1) // 2)

    @property
    def agreement(self) -> Shares:
        """(most - (voted - most) / 2) / voted, from 0 to 1, `most` the commonest vote (Hix, Noury and Roland 2005).

        NaN where nobody voted.
        """
        most = np.maximum.reduce([self.yes, self.no, self.abstain])
        return ratio(most - (self.voted - most) / 2, self.voted)


@dataclass(frozen=True, eq=False, kw_only=True)
class CohesionByYear:
    """A bloc in each year; every array has the shape (years,).

    Indices and turnout are means over the roll calls in which they are defined, each roll call with the same weight.
    """

    years: NDArray[np.int64]
    calls: Counts
    """Roll calls in which the bloc had a seat."""
    yes: Counts
    no: Counts
    abstain: Counts
    not_voting: Counts
    eligible: Counts
    """The five counts are sums over the roll calls: seats times roll calls."""
    turnout: Shares
    rice: Shares
    rice_calls: Counts
    """Roll calls over which the mean of the index was taken, as for the two below."""
    lijphart: Shares
    lijphart_calls: Counts
    agreement: Shares
    agreement_calls: Counts


def cohesion_of(matrix: VoteMatrix, bloc: Mask) -> Cohesion:
    """The bloc in each roll call. `bloc`, shape (calls, seats), says who belonged to it on that day.

    A seat of the bloc that was no member of the voting body on that day does not count.
    """
    if bloc.shape != matrix.codes.shape:
        raise ValueError(f"the bloc has the shape {bloc.shape}, the votes {matrix.codes.shape}")
    codes = np.where(bloc, matrix.codes, NOT_A_MEMBER)

    def count(code: int) -> Counts:
        counts: Counts = np.count_nonzero(codes == code, axis=1).astype(np.int64)
        return counts

    return Cohesion(
        calls=matrix.calls,
        years=matrix.years,
        yes=count(YES),
        no=count(NO),
        abstain=count(ABSTAIN),
        not_voting=count(NOT_VOTING),
    )


def cohesion_by_year(each: Cohesion) -> CohesionByYear:
    """Means and sums by year; a year without a roll call in which the bloc had a seat is left out."""
    present = each.eligible > 0
    years, group = np.unique(each.years[present], return_inverse=True)

    def total(counts: Counts) -> Counts:
        return sum_by(group, counts[present], len(years))

    def mean(shares: Shares) -> tuple[Shares, Counts]:
        return mean_by(group, shares[present], len(years))

    (rice, rice_calls), (lijphart, lijphart_calls) = mean(each.rice), mean(each.lijphart)
    agreement, agreement_calls = mean(each.agreement)
    return CohesionByYear(
        years=years,
        calls=total(present.astype(np.int64)),
        yes=total(each.yes),
        no=total(each.no),
        abstain=total(each.abstain),
        not_voting=total(each.not_voting),
        eligible=total(each.eligible),
        turnout=mean(each.turnout)[0],
        rice=rice,
        rice_calls=rice_calls,
        lijphart=lijphart,
        lijphart_calls=lijphart_calls,
        agreement=agreement,
        agreement_calls=agreement_calls,
    )
