"""Where in which originals a quotation may come from: an index of short runs of words, before anything is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from onrecord.across.quoted import Original, Quoted
from onrecord.across.whole import Place

_RUN = 3
"""Words in the runs by which candidates are found."""
_RUNS = 0.3
"""Share of a quotation's runs that must lie close together in the original before the two are laid side by side."""
_CROWD = 50
"""Places of one run in one original; beyond them it tells nothing of where a quotation comes from."""
_SLACK = 12
"""Words of the original that may lie between the words quoted without a sign that they are left out."""
_LEFT_OUT = 150
"""The same, for each ellipsis in the quotation, four of them at most."""

Hit: TypeAlias = tuple[int, int]
"""A run of words: its place among the words of the quotation, and among those of the original."""


def candidates(
    originals: Sequence[Original], quoted: Sequence[Quoted]
) -> dict[int, list[tuple[int, list[Hit]]]]:
    """For each quotation (its place) the originals that share runs of words with it, with the places (quotation, original)."""
    holders: dict[tuple[str, ...], list[Hit]] = {}
    for number, one in enumerate(quoted):
        for run, at in _runs(one.keys).items():
            holders.setdefault(run, []).append((number, at))
    found: dict[int, list[tuple[int, list[Hit]]]] = {}
    for place, original in enumerate(originals):
        keys = [original.pieces[at].key for at in original.words]
        here: dict[int, list[Hit]] = {}
        seen: Counter[tuple[str, ...]] = Counter()
        for at in range(len(keys) - _RUN + 1):
            run = tuple(keys[at : at + _RUN])
            if run in holders and seen[run] < _CROWD:
                seen[run] += 1
                for number, of in holders[run]:
                    here.setdefault(number, []).append((of, at))
        for number, hits in here.items():
            if len(hits) > 1 and may_quote(quoted[number].place, original.place):
                found.setdefault(number, []).append((place, hits))
    return found


def _runs(keys: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Every run of words with the place where it first stands."""
    runs: dict[tuple[str, ...], int] = {}
    for at in range(len(keys) - _RUN + 1):
        runs.setdefault(tuple(keys[at : at + _RUN]), at)
    return runs


def may_quote(quoting: Place, original: Place) -> bool:
    """False for a copy of the report that quotes, and for a later text."""
    ours, theirs = quoting.document.date, original.document.date
    return quoting.origin != original.origin and (ours is None or theirs is None or theirs.first <= ours.last)


def window(quoted: Quoted, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """Words of the original, from and to, that hold the most runs of the quotation; None where they are too few."""
    length = len(quoted.keys)
    gaps = sum(piece.kind == "ellipsis" for piece in quoted.pieces)
    wide = length + _SLACK + _LEFT_OUT * min(gaps, 4)
    held: Counter[int] = Counter()
    first = 0
    most, best = 0, (0, 0)
    for last, (of, at) in enumerate(hits):
        held[of] += 1
        while hits[first][1] + wide <= at:
            left = hits[first][0]
            held[left] -= 1
            if not held[left]:
                del held[left]
            first += 1
        if len(held) > most:
            most, best = len(held), (first, last)
    if most < max(2, _RUNS * len(_runs(quoted.keys))):
        return None
    (of, at), (last_of, last_at) = hits[best[0]], hits[best[1]]
    end = max(last_at + length - last_of, last_at + _RUN)
    return max(0, at - of - _SLACK // 2), end + _SLACK // 2
