"""Estimate ideal points from the General Assembly's votes of 1946-2024 and hold them against the published ones.

`python -m evals.measures`; exit code 1 where a pinned floor is missed; skips where ../shared is absent.

- Correlations, within years and over all, with `idealpointfp` (Bailey, Strezhnev and Voeten, release of July 2025).
- Widths of the intervals beside the published ones. Theirs are brought to our scale year by year.
- How often intervals hold the truth: votes are drawn from the estimated points and roll calls, the points are
  estimated anew from those votes, and the intervals are compared with the points that the votes were drawn from.
- How many points come out the same when the search starts from agreement with another state.
- The time is printed and holds no floor.
"""

from __future__ import annotations

import sys
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np

from evals.measures.published import PUBLISHED, Pairs, correlation, lay_beside
from evals.measures.votes import BREAKS, VOTES, assembly
from evals.scoring import below
from onrecord.measures import ABSTAIN, NO, YES, Codes, IdealPoints, VoteMatrix, ideal_points

_ANCHOR = "USA"
_OTHER_ANCHOR = "RUS"
_SEED = 2017
_GOAL = 0.97
_LOW = 0.98
_SAME = 0.01


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    if not (VOTES.exists() and PUBLISHED.exists()):
        print("skipped: no votes and published points beside the project")
        return 0
    matrix = assembly()
    started = time.perf_counter()
    points = ideal_points(matrix, anchor=_ANCHOR, breaks=BREAKS)
    seconds = time.perf_counter() - started
    print(f"{len(matrix.calls)} roll calls, {np.count_nonzero(matrix.cast)} votes cast")
    print(f"{points.sweeps} sweeps in {seconds:.1f} s, converged: {points.converged}")
    pairs = lay_beside(points)
    found = _agreement(pairs) | _widths(pairs) | _orientation(points)
    found["simulated points inside their intervals"] = _coverage(matrix, points)
    found["the same from another anchor"] = _same_from(_OTHER_ANCHOR, matrix, points)
    found["converged"] = float(points.converged)
    for name, value in found.items():
        print(f"{name:45s} {value:.3f}")
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    missed = below(found, floors["measures"])
    print(*missed, sep="\n")
    return int(bool(missed))


def _agreement(pairs: Pairs) -> dict[str, float]:
    by_year = pairs.by_year()
    pearson = np.array([one for one, _ in by_year.values()])
    print(
        f"{len(pairs.ours)} points in {len(by_year)} years; {pairs.only_theirs} published ones have no counterpart"
    )
    low = ", ".join(f"{year} {one:.3f}" for year, (one, _) in by_year.items() if one < _LOW)
    print(f"years below {_LOW}: {low}")
    return {
        "within years, Pearson, median": float(np.median(pearson)),
        "within years, Pearson, least": float(pearson.min()),
        f"within years, share of years at {_GOAL}": float((pearson >= _GOAL).mean()),
        "within years, Spearman, median": float(np.median([other for _, other in by_year.values()])),
        "over all years, Pearson": correlation(pairs.ours, pairs.theirs),
    }


def _widths(pairs: Pairs) -> dict[str, float]:
    """Widths beside the published, and theirs inside ours, once each year of theirs has our mean and deviation."""
    theirs, width = pairs.theirs.copy(), pairs.their_width.copy()
    for year in np.unique(pairs.year):
        here = pairs.year == year
        scale = pairs.ours[here].std() / theirs[here].std()
        theirs[here] = pairs.ours[here].mean() + (theirs[here] - theirs[here].mean()) * scale
        width[here] *= scale
    ratio = (pairs.high - pairs.low) / width
    return {
        "width of intervals over the published, median": float(np.median(ratio)),
        "  its 10th percentile": float(np.quantile(ratio, 0.1)),
        "  its 90th percentile": float(np.quantile(ratio, 0.9)),
        "published points inside our intervals": float(
            ((pairs.low <= theirs) & (theirs <= pairs.high)).mean()
        ),
    }


def _orientation(points: IdealPoints) -> dict[str, float]:
    anchor = points.point[:, points.seats.index(_ANCHOR)]
    return {"years with the anchor on the positive side": float((anchor[~np.isnan(anchor)] > 0).mean())}


def _same_from(anchor: str, matrix: VoteMatrix, points: IdealPoints) -> float:
    """The share of points that come out the same, or all with the other sign, when the search starts elsewhere."""
    again = ideal_points(matrix, anchor=anchor, breaks=BREAKS)
    known = ~np.isnan(points.point)
    turned = np.sign(np.sum(again.point[known] * points.point[known]))
    return float((np.abs(turned * again.point[known] - points.point[known]) < _SAME).mean())


def _coverage(matrix: VoteMatrix, truth: IdealPoints) -> float:
    """The share of points that lie inside the intervals estimated from votes drawn from them."""
    again = ideal_points(replace(matrix, codes=_drawn(matrix, truth)), anchor=_ANCHOR, breaks=BREAKS)
    both = ~np.isnan(truth.point) & ~np.isnan(again.point)
    inside = (again.low <= truth.point) & (truth.point <= again.high)
    return float(inside[both].mean())


def _drawn(matrix: VoteMatrix, truth: IdealPoints) -> Codes:
    """Votes as the model would have them, where a vote was cast and the seat has a point; elsewhere nothing changes."""
    chance = np.random.default_rng(_SEED).random(matrix.codes.shape)
    place = np.searchsorted(truth.years, matrix.years)
    codes = matrix.codes.copy()
    for column, (seat, since) in enumerate(zip(truth.seats, truth.since, strict=True)):
        index = matrix.seat(seat)
        days = [day for day in BREAKS.get(seat, ()) if since is None or day > since]
        here = matrix.cast[:, index] & ~np.isnan(truth.point[place, column]) & ~np.isnan(truth.slope)
        here &= (matrix.dates >= np.datetime64(since)) if since else True
        here &= (matrix.dates < np.datetime64(days[0])) if days else True
        product = truth.slope[here] * truth.point[place[here], column]
        no = 1 / (1 + np.exp(product - truth.lower[here]))
        not_yes = 1 / (1 + np.exp(product - truth.upper[here]))
        drawn = chance[here, index]
        codes[here, index] = np.where(drawn < no, NO, np.where(drawn < not_yes, ABSTAIN, YES))
    return codes


if __name__ == "__main__":
    sys.exit(main())
