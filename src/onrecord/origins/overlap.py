"""Which share of their word runs two texts have in common, for many pairs of prints at once.

It is cheaper than the comparison of sentences, and most pairs that share a quotation or a notice alone end here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from onrecord.origins.digests import RUN, Numbers, run_digests
from onrecord.origins.prints import FLAGS

PAIR_BITS = 5
"""Bits that number the pairs which are looked at together."""
_WORDS = 1 << 17
"""Words of all pairs that are looked at together; a single pair may have more."""

Pair: TypeAlias = tuple[Numbers, Numbers]


def chunks(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs in order, as many together as are looked at together."""
    chunk: list[Pair] = []
    words = 0
    for one, other in pairs:
        if chunk and (len(chunk) == 1 << PAIR_BITS or words + len(one) + len(other) > _WORDS):
            yield chunk
            chunk, words = [], 0
        chunk.append((one, other))
        words += len(one) + len(other)
    if chunk:
        yield chunk


def word_runs(pairs: Sequence[Pair]) -> list[float]:
    """Share of the smaller set of runs that the larger holds, for each pair; 0 for texts shorter than a run."""
    texts = [numbers for pair in pairs for numbers in pair]
    ends = np.cumsum([len(numbers) for numbers in texts])
    words = (np.concatenate(texts) >> FLAGS).astype(np.uint64)
    if len(words) < RUN:
        return [0.0] * len(pairs)
    # The pair in the first bits, the side in the last; what is left of a run's digest between them.
    head = np.repeat(np.arange(len(texts), dtype=np.uint64), np.diff(ends, prepend=0))[: len(words) - RUN + 1]
    keys = run_digests(words) >> np.uint64(PAIR_BITS + 1) << np.uint64(1)
    keys |= (head >> np.uint64(1) << np.uint64(64 - PAIR_BITS)) | (head & np.uint64(1))
    across = (ends[:-1, None] - np.arange(1, RUN)).ravel()
    keys = np.delete(keys, across[(across >= 0) & (across < len(keys))])
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    pair = (keys >> np.uint64(64 - PAIR_BITS)).astype(np.int64)
    sizes = np.bincount(2 * pair + (keys & np.uint64(1)).astype(np.int64), minlength=len(texts))
    shared = pair[:-1][keys[1:] >> np.uint64(1) == keys[:-1] >> np.uint64(1)]
    smaller = np.maximum(1, np.minimum(sizes[::2], sizes[1::2]))
    return list((np.bincount(shared, minlength=len(pairs)) / smaller).tolist())
