"""Matching pairs into groups, the likeliest pairs first; two groups become one only where enough of their texts match.

The outcome depends on the pairs alone: neither on the order in which texts came nor on which pairs were measured before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.origins.matching import KIN, Judge, Pair

WITNESSES = 4
"""Texts of each group that are compared before two groups become one."""
LIKELY = 0.3
"""Share of sampled runs in common that makes a comparison between two groups needless."""


@dataclass(slots=True)
class _Group:
    members: list[int]
    heads: list[int]
    """Its first `WITNESSES` members."""


@dataclass(frozen=True, slots=True)
class United:
    """Texts that are one report, ascending, and the matching pairs that say so."""

    members: tuple[int, ...]
    matches: tuple[Pair, ...]


def unite(ties: Mapping[Pair, float], judge: Judge) -> list[United]:
    """Groups of two or more among texts that are tied, by their first members.

    `ties` give the estimated likeness of each pair, the likeliest pair first.
    """
    open_ties = _components(ties, judge)
    found: list[United] = []
    while open_ties:
        wanted: set[Pair] = set()
        left = []
        for pairs in open_ties:
            attempt = _Attempt(judge, ties)
            for pair in pairs:
                attempt.take(pair)
            if attempt.wanted:
                wanted |= attempt.wanted
                left.append(pairs)
            else:
                found += attempt.groups()
        judge.measure(wanted)
        open_ties = left
    return sorted(found, key=lambda united: united.members)


def _components(ties: Iterable[Pair], judge: Judge) -> list[list[Pair]]:
    """The ties in sets that have no text in common, each in the given order; ties that are known to fail are left out."""
    parent: dict[int, int] = {}

    def root(place: int) -> int:
        while (above := parent.setdefault(place, place)) != place:
            parent[place] = place = parent[above]
        return place

    hopeful = [pair for pair in ties if judge.matches(pair) is not False]
    for one, other in hopeful:
        parent[root(other)] = root(one)
    found: dict[int, list[Pair]] = {}
    for pair in hopeful:
        found.setdefault(root(pair[0]), []).append(pair)
    return list(found.values())


class _Attempt:
    """One pass over all pairs. A pair that is not measured yet is taken for a match, and noted as wanted."""

    def __init__(self, judge: Judge, ties: Mapping[Pair, float]) -> None:
        self.judge, self.ties = judge, ties
        self.wanted: set[Pair] = set()
        self.group_of: dict[int, _Group] = {}
        self.used: list[Pair] = []

    def take(self, pair: Pair) -> None:
        one, other = pair
        left = self.group_of.get(one) or self._alone(one)
        right = self.group_of.get(other) or self._alone(other)
        if left is right:
            return
        matches = self.judge.matches(pair)
        if matches is None:
            self.wanted.add(pair)
        elif not matches or not self._may_join(pair, left, right):
            return
        self._join(left, right)

    def groups(self) -> list[United]:
        """The groups of two or more, by their first members."""
        found = {min(group.members): group for group in self.group_of.values() if len(group.members) > 1}
        inside: dict[int, list[Pair]] = {id(group): [] for group in found.values()}
        for pair in sorted(set(self.used)):
            group = self.group_of[pair[0]]
            if group is self.group_of[pair[1]]:
                inside[id(group)].append(pair)
        return [
            United(tuple(sorted(group.members)), tuple(inside[id(group)]))
            for _, group in sorted(found.items(), key=lambda item: item[0])
        ]

    def _alone(self, place: int) -> _Group:
        group = self.group_of[place] = _Group([place], [place])
        return group

    def _join(self, left: _Group, right: _Group) -> None:
        larger, smaller = (left, right) if len(left.members) >= len(right.members) else (right, left)
        larger.members += smaller.members
        larger.heads = sorted(larger.heads + smaller.heads)[:WITNESSES]
        for member in smaller.members:
            self.group_of[member] = larger

    def _may_join(self, pair: Pair, left: _Group, right: _Group) -> bool:
        """True where half of the pairs between two groups match and none is wholly unlike.

        One matching pair is not enough: a digest that prints two reports shall not make those two one.
        """
        one, other = pair
        witnesses = list(_across({one, *left.heads}, {other, *right.heads}))
        judged = {witness: self._agrees(witness, pair) for witness in witnesses}
        unknown = [witness for witness, matches in judged.items() if matches is None]
        if unknown:
            self.wanted.update(unknown)
            return True
        self.used.append(pair)
        unmatched = [witness for witness, matches in judged.items() if not matches]
        return 2 * len(unmatched) <= len(witnesses) and all(map(self._kin, unmatched))

    def _kin(self, witness: Pair) -> bool:
        """True where two texts share some narration: a quotation that both print makes them no relatives."""
        known = self.judge.known[witness]
        return known.word_runs >= KIN and known.share >= KIN

    def _agrees(self, witness: Pair, pair: Pair) -> bool | None:
        """What is known of a pair; of a witness, likely enough by its sample is enough."""
        if witness != pair and self.ties.get(witness, 0.0) >= LIKELY:
            return True
        return self.judge.matches(witness)


def _across(ours: Iterable[int], theirs: Iterable[int]) -> Iterable[Pair]:
    theirs = sorted(theirs)
    return ((min(one, other), max(one, other)) for one in sorted(ours) for other in theirs)
