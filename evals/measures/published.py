"""The ideal points that Bailey, Strezhnev and Voeten publish, laid beside ours seat by seat and year by year."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from evals.measures.votes import BREAKS, numbers_of_holders
from evals.scoring import SHARED
from onrecord.measures import IdealPoints

PUBLISHED = SHARED / "data" / "ideal_points.parquet"

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Pairs:
    """Seats in years that both have, in order of year; all arrays have one length."""

    year: NDArray[np.int64]
    ours: Values
    low: Values
    high: Values
    theirs: Values
    their_width: Values
    """Between the 5th and the 95th percentile of their posterior."""
    only_theirs: int
    """Published points for which we have none."""

    def by_year(self) -> dict[int, tuple[float, float]]:
        """Pearson's and Spearman's correlation within each year."""
        years = {int(year): self.year == year for year in np.unique(self.year)}
        return {
            year: (
                correlation(self.ours[here], self.theirs[here]),
                correlation(_ranks(self.ours[here]), _ranks(self.theirs[here])),
            )
            for year, here in years.items()
        }


def lay_beside(points: IdealPoints) -> Pairs:
    """Join by the Correlates of War number of the seat's holder and the year."""
    rows = duckdb.execute(
        "select ccode, year, idealpointfp, q95fp - q5fp from read_parquet(?) where idealpointfp is not null",
        [str(PUBLISHED)],
    ).fetchall()
    theirs = {(number, year): (point, width) for number, year, point, width in rows}
    holders = numbers_of_holders()
    found = []
    for row, year in enumerate(points.years.tolist()):
        for column, (seat, since) in enumerate(zip(points.seats, points.since, strict=True)):
            number = holders.get((seat, year, seat in BREAKS and since is None))
            if number is not None and (number, year) in theirs and not np.isnan(points.point[row, column]):
                ours = (points.point[row, column], points.low[row, column], points.high[row, column])
                found.append((year, *ours, *theirs[number, year]))
    table = np.array(found)
    return Pairs(
        year=table[:, 0].astype(np.int64),
        ours=table[:, 1],
        low=table[:, 2],
        high=table[:, 3],
        theirs=table[:, 4],
        their_width=table[:, 5],
        only_theirs=len(theirs) - len(found),
    )


def correlation(one: Values, other: Values) -> float:
    """Pearson's."""
    return float(np.corrcoef(one, other)[0, 1])


def _ranks(values: Values) -> Values:
    """Ranks from 0, equal values sharing the mean of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    mean_rank: Values = (np.cumsum(count) - (count + 1) / 2)[place]
    return mean_rank
