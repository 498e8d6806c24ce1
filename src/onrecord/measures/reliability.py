"""Krippendorff's alpha for values without an order, with gaps, and its interval; Wilson's interval for a share.

Alpha after Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C; the interval is the percentile
bootstrap over units (each drawn with replacement, with all of its values), from a fixed seed, so that it repeats. Wilson
(1927) is used because shares near 0 and 1, and few cases, are the rule in review.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Codings: TypeAlias = "Sequence[Mapping[str, Hashable]]"
"""One mapping a unit: who gave which value; whoever gave none is missing."""
_DRAWS = 2000
_SEED = 1
_TAIL = 2.5
"""Percent that an interval leaves out on either side."""
_WILSON = 1.959963984540054
"""The normal deviate of 95 percent."""
_CHUNK = 2_000_000
"""Cells of draws that are worked on at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """How far codings agree beyond chance: 1 wholly, 0 as by chance, below 0 less than that."""

    value: float | None
    """None where it is not defined: nothing was coded twice, or all values are the same."""
    low: float | None
    """The interval of 95 percent; None where too few draws have a value."""
    high: float | None
    units: int
    """Those with two values at least; the others say nothing of agreement."""
    values: int
    """All values in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with Wilson's interval of 95 percent; None throughout where there is nothing to divide by."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share."""
        return self.part / self.whole if self.whole else None

    @property
    def low(self) -> float | None:
        """The lower end of the interval."""
        ends = self._ends()
        return None if ends is None else ends[0]

    @property
    def high(self) -> float | None:
        """The upper end of the interval."""
        ends = self._ends()
        return None if ends is None else ends[1]

    def _ends(self) -> tuple[float, float] | None:
        if not self.whole:
            return None
        n, share, z = self.whole, self.part / self.whole, _WILSON
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return (0.0 if self.part == 0 else middle - half), (1.0 if self.part == n else middle + half)


def nominal_alpha(codings: Codings, *, draws: int = _DRAWS) -> Alpha:
    """Krippendorff's alpha for values that are the same or not."""
    counts = _counts(codings)
    units = len(counts)
    if not units:
        return Alpha(value=None, low=None, high=None, units=0, values=0)
    once = np.ones((1, units))
    value = _alphas(counts, once)[0]
    low, high = (None, None) if math.isnan(value) else _interval(counts, draws)
    return Alpha(
        value=None if math.isnan(value) else float(value),
        low=low,
        high=high,
        units=units,
        values=int(counts.sum()),
    )


def _counts(codings: Codings) -> NDArray[np.float64]:
    """How often each value was given to each unit that has two values at least."""
    pairable = [unit for unit in codings if len(unit) > 1]
    places: dict[Hashable, int] = {}
    for unit in pairable:
        for value in unit.values():
            places.setdefault(value, len(places))
    counts = np.zeros((len(pairable), len(places)))
    for number, unit in enumerate(pairable):
        for value in unit.values():
            counts[number, places[value]] += 1
    return counts


def _alphas(counts: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Alpha for each row of `weights`: how often each unit counts. NaN where all values are the same."""
    given = counts.sum(axis=1)
    differing = (given**2 - (counts**2).sum(axis=1)) / (given - 1)  # pairs of unlike values in a unit
    observed = weights @ differing
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = n**2 - (totals**2).sum(axis=1)
    result = np.full(len(weights), np.nan)
    np.divide((n - 1) * observed, expected, out=result, where=expected > 0)
    return 1 - result


def _interval(counts: NDArray[np.float64], draws: int) -> tuple[float | None, float | None]:
    """Percentiles of alpha over units drawn with replacement; draws without two different values have none."""
    units = len(counts)
    random = np.random.default_rng(_SEED)
    found: list[NDArray[np.float64]] = []
    step = max(1, _CHUNK // units)
    for start in range(0, draws, step):
        size = min(step, draws - start)
        weights = random.multinomial(units, np.full(units, 1 / units), size=size).astype(np.float64)
        found.append(_alphas(counts, weights))
    alphas = np.concatenate(found)
    alphas = alphas[~np.isnan(alphas)]
    if len(alphas) < draws / 2:
        return None, None
    low, high = np.percentile(alphas, [_TAIL, 100 - _TAIL])
    return float(low), float(high)
