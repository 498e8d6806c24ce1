"""Which pairs of documents are worth comparing, found in near-linear time.

Each document gives a deterministic sample of its word runs; documents that share several sampled runs are
a pair to compare. The sample only proposes: the comparison itself is exact.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from zlib import crc32

RUN = 5
"""Words in one run."""
_RATE = 12
"""One run in so many is sampled."""
_LEAST_SAMPLE = 16
"""Runs sampled of a short text, where it has as many."""
_CROWD = 24
"""A run that more documents than this hold proposes neighbours by length only, not every pair."""
_SHARED_RUNS = 2
_SHARED_SHARE = 0.06
"""A pair needs this many sampled runs in common, and this share of the smaller sample."""


def runs_of(words: Sequence[str]) -> frozenset[int]:
    """Digests of all runs of `RUN` words; of the whole text where it is shorter. The same on every machine."""
    if not words:
        return frozenset()
    last = max(1, len(words) - RUN + 1)
    return frozenset(crc32(" ".join(words[start : start + RUN]).encode()) for start in range(last))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the smaller set of runs that the larger holds, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def sample(runs: frozenset[int]) -> list[int]:
    """The runs with the smallest digests: one in `_RATE`, and at least `_LEAST_SAMPLE`."""
    chosen = [run for run in runs if run % _RATE == 0]
    if len(chosen) < _LEAST_SAMPLE:
        return sorted(runs, key=lambda run: (run % _RATE != 0, run))[:_LEAST_SAMPLE]
    return sorted(chosen)


def propose(samples: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of places (smaller first, ascending) of samples that share enough runs."""
    entries = array("Q")
    sizes: list[int] = []
    for place, runs in enumerate(samples):
        sizes.append(len(runs))
        entries.extend(run << 32 | place for run in runs)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in _holders(entries):
        if len(holders) <= _CROWD:
            shared.update(combinations(holders, 2))
        else:
            crowd = sorted(holders, key=lambda place: (sizes[place], place))
            shared.update((min(pair), max(pair)) for pair in pairwise(crowd))
    for (one, other), count in sorted(shared.items()):
        if count >= max(_SHARED_RUNS, _SHARED_SHARE * min(sizes[one], sizes[other])):
            yield one, other


def _holders(entries: array[int]) -> Iterator[list[int]]:
    """For each run that two or more samples hold, their places in ascending order."""
    held: list[int] = []
    current = -1
    for entry in sorted(entries):
        if entry >> 32 != current:
            if len(held) > 1:
                yield held
            current, held = entry >> 32, []
        held.append(entry & 0xFFFFFFFF)
    if len(held) > 1:
        yield held
