"""Digests of words and of runs of words, many at a time: the same on every machine and in every version.

They tell words apart; they are no protection against texts that are made to collide.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RUN = 5
"""Words in one run."""

Numbers: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.int64]
Digests: TypeAlias = NDArray[np.uint64]
Flags: TypeAlias = NDArray[np.bool_]

_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = np.uint64(29)


def mix(values: Digests) -> Digests:
    """Every bit of the result depends on every bit of the value."""
    values = values * _FIRST
    values ^= values >> _SHIFT
    values *= _SECOND
    values ^= values >> _SHIFT
    return values


def run_digests(words: Digests, length: int = RUN) -> Digests:
    """A digest for each run of `length` words, by its first word."""
    total = words[length - 1 :].copy()
    for place in range(length - 1):
        factor = np.uint64(pow(int(_FIRST), length - 1 - place, 1 << 64))
        total += words[place : len(words) - length + 1 + place] * factor
    return mix(total)
