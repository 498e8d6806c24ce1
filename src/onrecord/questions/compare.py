"""How two states voted beside each other, year by year: only votes that both cast enter, and how many those are is told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.measures import Agreement, VoteMatrix
    from onrecord.measures.shares import Counts, Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two states in a year, or in all years (`year` None). Shares are 0 to 1, the others at most 1; None is undefined."""

    first: str
    second: str
    year: int | None
    members: int
    """Roll calls in which both had a seat."""
    voted: int
    """Those in which both cast a vote: the n of every measure."""
    same: int
    half: int
    """One of the two abstained."""
    opposite: int
    share: float | None
    """Same votes, an abstention beside yes or no counted half."""
    strict: float | None
    s: float | None
    kappa: float | None
    pi: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two states over a period."""

    total: Alike
    years: tuple[Alike, ...]
    """Years in which both had a seat; a year without roll calls is missing."""


def compare(matrix: VoteMatrix, states: Sequence[str]) -> tuple[Pair, ...]:
    """Every pair of the states, in the order given; KeyError where one never had a seat in the period."""
    from onrecord.measures import agreement_by_year, agreement_in_all

    pairs = []
    for first, second in combinations(states, 2):
        years, by_year = agreement_by_year(matrix, first, second)
        total = _Figures.of(agreement_in_all(matrix, first, second)).at((), first, second, None)
        figures = _Figures.of(by_year)
        each = tuple(figures.at((at,), first, second, int(year)) for at, year in enumerate(years))
        pairs.append(Pair(total=total, years=each))
    return tuple(pairs)


def nearest(matrix: VoteMatrix, state: str, *, least: int) -> tuple[Alike, ...]:
    """All other seats beside one, the most alike (by agreement corrected for chance) first.

    Seats with fewer than `least` common votes come last; KeyError where the state had no seat.
    """
    row = matrix.seat(state)
    figures = _Figures.of(_beside_all(matrix, row))
    found = [
        figures.at((column,), state, seat, None) for column, seat in enumerate(matrix.seats) if column != row
    ]

    def order(one: Alike) -> tuple[bool, float, str]:
        return one.voted < least, -(one.pi if one.pi is not None else -math.inf), one.second

    return tuple(sorted((one for one in found if one.members), key=order))


def _beside_all(matrix: VoteMatrix, row: int) -> Agreement:
    """One seat beside every seat, shape (seats,): a small part of the work that all pairs would be."""
    import numpy as np

    from onrecord.measures import ABSTAIN, NO, NOT_A_MEMBER, YES, Agreement

    own = matrix.codes[:, row]
    table = np.array(
        [
            [(matrix.codes[own == one] == other).sum(axis=0) for other in (NO, ABSTAIN, YES)]
            for one in (NO, ABSTAIN, YES)
        ]
    )
    members = (matrix.codes[own != NOT_A_MEMBER] != NOT_A_MEMBER).sum(axis=0)
    return Agreement(members=members, table=np.moveaxis(table, -1, 0))


@dataclass(frozen=True, slots=True)
class _Figures:
    """All measures of all pairs, each worked out once."""

    counts: dict[str, Counts]
    shares: dict[str, Shares]

    @classmethod
    def of(cls, of: Agreement) -> _Figures:
        counts = {
            "members": of.members,
            "voted": of.voted,
            "same": of.same,
            "half": of.half,
            "opposite": of.opposite,
        }
        shares = {"share": of.share, "strict": of.strict, "s": of.s(), "kappa": of.kappa(), "pi": of.pi()}
        return cls(counts, shares)

    def at(self, place: tuple[int, ...], first: str, second: str, year: int | None) -> Alike:
        def count(name: str) -> int:
            return int(self.counts[name][place])

        def share(name: str) -> float | None:
            value = float(self.shares[name][place])
            return None if math.isnan(value) else value

        return Alike(
            first=first, second=second, year=year, members=count("members"), voted=count("voted"), same=count("same"),
            half=count("half"), opposite=count("opposite"), share=share("share"), strict=share("strict"), s=share("s"),
            kappa=share("kappa"), pi=share("pi"),
        )  # fmt: skip
