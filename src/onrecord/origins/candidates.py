"""Which pairs of texts are worth comparing, found in near-linear time.

Each print gives a deterministic sample of its word runs; prints that share several sampled runs are a pair to compare.
The sample only proposes: the comparison itself is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.digests import RUN, Digests, Numbers, Places, run_digests
from onrecord.origins.prints import FLAGS

RUN_BITS = 40
"""Bits of a sampled run's digest."""
NEIGHBOURS = 6
"""A run ties each of its holders to so many that come next when they stand in order of size."""
PLACE_BITS = 64 - RUN_BITS
_RATE = 12
"""One run in so many is sampled."""
_LEAST_SAMPLE = 16
"""Runs sampled of a short text, where it has as many."""
_CROWD = 24
"""Short texts that may hold one run and still be compared each with each."""
_SHARED_SHARE = 0.06
"""Share of the runs of the shorter one that two short texts need in common."""
_TIES = 2
_TIED_SHARE = 0.1
"""A pair needs this many runs that tie it, and this share of the smaller sample."""

_SAMPLED = np.uint64((1 << 64) // _RATE)
_KEPT = np.uint64(64 - RUN_BITS)


@dataclass(frozen=True, slots=True)
class Ties:
    """Pairs of places, the smaller one first, and how many runs tie each; in ascending order."""

    one: Places
    other: Places
    runs: Places


def take_samples(prints: Sequence[Numbers]) -> list[Digests]:
    """The runs of each print with the smallest digests: one in `_RATE`, and at least `_LEAST_SAMPLE`; ascending."""
    if not prints:
        return []
    words = (np.concatenate(prints) >> FLAGS).astype(np.uint64)
    ends = np.cumsum([len(numbers) for numbers in prints])
    runs = run_digests(words) if len(words) >= RUN else np.zeros(0, np.uint64)
    chosen = np.flatnonzero(runs < _SAMPLED)
    text = np.searchsorted(ends, chosen, side="right")
    whole = chosen + RUN <= ends[text]
    kept = np.sort((text[whole].astype(np.uint64) << np.uint64(RUN_BITS)) | (runs[chosen[whole]] >> _KEPT))
    kept = kept[np.append(True, kept[1:] != kept[:-1])] if len(kept) else kept
    bounds = np.searchsorted(kept >> np.uint64(RUN_BITS), np.arange(len(prints) + 1))
    kept &= np.uint64((1 << RUN_BITS) - 1)
    samples = []
    for place, (start, end) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        if end - start >= _LEAST_SAMPLE:
            samples.append(kept[start:end])
        else:
            samples.append(_least_sample(words[ends[place] - len(prints[place]) : ends[place]]))
    return samples


def _least_sample(words: Digests) -> Digests:
    """The smallest digests of a text with few sampled runs; of the whole text where it is shorter than a run."""
    if not len(words):
        return words
    runs = np.sort(run_digests(words, min(RUN, len(words)))) >> _KEPT
    return np.asarray(runs[np.append(True, runs[1:] != runs[:-1])][:_LEAST_SAMPLE])


def enter(samples: Sequence[Digests], places: Digests) -> Digests:
    """The runs of all samples, each with the place of the text that holds it, in ascending order."""
    entries = (np.concatenate([*samples, places[:0]]) << np.uint64(PLACE_BITS)) | places
    entries.sort()
    return entries


def tie(entries: Digests, neighbours: int = NEIGHBOURS) -> Ties:
    """Which places are tied by how many runs.

    Places have to stand in order of size. A run that many hold ties neighbours alone, so that a phrase that a hundred
    thousand texts print costs each of them no more than a few comparisons.
    """
    runs, places = entries >> np.uint64(PLACE_BITS), entries & np.uint64((1 << PLACE_BITS) - 1)
    found = []
    for step in range(1, neighbours + 1):
        held = np.flatnonzero(runs[step:] == runs[:-step])
        if not len(held):
            break
        found.append((places[held] << np.uint64(PLACE_BITS)) | places[held + step])
    pairs = np.sort(np.concatenate(found)) if found else np.zeros(0, np.uint64)
    firsts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else np.zeros(0, np.int64)
    unique = pairs[firsts]
    return Ties(
        one=(unique >> np.uint64(PLACE_BITS)).astype(np.int64),
        other=(unique & np.uint64((1 << PLACE_BITS) - 1)).astype(np.int64),
        runs=np.diff(np.append(firsts, len(pairs))),
    )


def needed(smaller: NDArray[np.int64]) -> NDArray[np.float64]:
    """How many runs have to tie a pair whose smaller sample has so many."""
    return np.asarray(np.maximum(np.minimum(_TIES, smaller), _TIED_SHARE * smaller))


# --- Short texts: every run instead of a sample ---------------------------------------------------


def runs_of(words: Sequence[str]) -> frozenset[int]:
    """Digests of all runs of `RUN` words; of the whole text where it is shorter. The same on every machine."""
    if not words:
        return frozenset()
    last = max(1, len(words) - RUN + 1)
    return frozenset(crc32(" ".join(words[start : start + RUN]).encode()) for start in range(last))


def propose(texts: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of places (smaller first, ascending) of texts, given by all their runs, that share enough of them."""
    sizes = np.array([len(runs) for runs in texts], np.int64)
    ordered = np.argsort(sizes, kind="stable")
    samples = [np.array(texts[place], np.uint64) for place in ordered.tolist()]
    places = np.repeat(np.arange(len(samples), dtype=np.uint64), sizes[ordered])
    ties = tie(enter(samples, places), _CROWD - 1)
    near = ties.runs >= np.maximum(_TIES, _SHARED_SHARE * sizes[ordered][ties.one])
    one, other = ordered[ties.one[near]], ordered[ties.other[near]]
    yield from sorted(zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), strict=True))
