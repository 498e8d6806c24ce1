"""Runs that many texts hold: the texts in few pieces, in order of size, so that those next to a new one are found at once.

A run that many hold ties neighbours alone, and so of all its holders only the stretch around the new texts is ever asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from struct import Struct
from typing import TypeAlias

from onrecord.origins.candidates import NEIGHBOURS

CROWD = 12
"""Holders of one run that are kept row by row; where there are more, they are kept in pieces."""
PIECES = 64
"""Pieces of one run; where there are more, they are put into one."""

Order: TypeAlias = tuple[int, bytes]
"""How many sampled runs a text has, and the 16 bytes of its digest: texts stand in this order."""
Holder: TypeAlias = tuple[int, bytes, int]
"""The order of a text, and its number."""

# Big-endian, so that the bytes stand in the order of what they mean.
_ORDER = Struct(">I16s")
_HOLDER = Struct(">I16sI")


def pack(holders: Iterable[Holder]) -> bytes:
    """One piece with these holders; one that is given twice stands there once."""
    return b"".join(_HOLDER.pack(*holder) for holder in sorted(set(holders)))


def unpack(pieces: Iterable[bytes]) -> list[Holder]:
    """All holders in some pieces."""
    return list(_HOLDER.iter_unpack(b"".join(pieces)))


def stretch(pieces: Sequence[bytes], around: Sequence[Order]) -> list[Holder]:
    """All holders that stand between the texts `around`, and on either side as many as a run can tie to one of these.

    The outcome is in no order, and has no gaps.
    """
    ordered = sorted(pieces, key=len)
    largest = ordered.pop()
    many = len(largest) // _HOLDER.size

    def order(place: int) -> bytes:
        return largest[place * _HOLDER.size : place * _HOLDER.size + _ORDER.size]

    first = bisect_left(range(many), _ORDER.pack(*min(around)), key=order) - NEIGHBOURS
    after = bisect_right(range(many), _ORDER.pack(*max(around)), key=order) + NEIGHBOURS
    first, after = max(0, first), min(many, after)
    found = unpack([largest[first * _HOLDER.size : after * _HOLDER.size]])
    # Between the stretch and who lies beyond it in another piece there are others, which are left out.
    return found + [
        holder
        for holder in unpack(ordered)
        if (first == 0 or holder > found[0]) and (after == many or holder < found[-1])
    ]
