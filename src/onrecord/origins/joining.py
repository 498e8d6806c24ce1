"""New documents beside those that were grouped before: only the texts that they are tied to are compared again.

The outcome is that of grouping all documents at once, in whatever order and however many at a time they come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.candidates import PLACE_BITS, Ties, enter, needed, tie
from onrecord.origins.crowds import CROWD, PIECES, Order
from onrecord.origins.digests import Digests, Numbers, Places
from onrecord.origins.group import Gathering, Origins, Text, assemble
from onrecord.origins.likeness import Likeness, measure
from onrecord.origins.matching import WORD_RUNS, Judge, Match, Pair, may_match
from onrecord.origins.uniting import LIKELY
from onrecord.vocabulary import Document, OriginGroup

VERSION = "prints 1"
"""Of the numbers that are kept; another version makes them anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTie:
    """Two texts by number, the smaller one first; how many runs tie them, and what they share."""

    one: int
    other: int
    runs: int
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Which texts hold some runs: one row for each run and text."""

    runs: Digests
    numbers: Places
    orders: Mapping[int, Order]
    """Of each text."""
    crowds: frozenset[int]
    """The runs whose holders are kept in pieces."""
    kept: Digests
    """The run of each row, or of each piece, that is kept of any run."""


_NONE = np.zeros(0, np.uint64)
_NOBODY = Holders(runs=_NONE, numbers=np.zeros(0, np.int64), orders={}, crowds=frozenset(), kept=_NONE)


class Shelf(Protocol):
    """What is kept of the texts that were grouped before; each has a number."""

    def next_number(self) -> int:
        """The first number that is free."""

    def numbers(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """The numbers of those of these texts that are kept."""

    def printed(self, documents: Collection[str]) -> Mapping[str, int]:
        """The numbers of the texts that those of these documents print that are kept."""

    def holders(self, texts: Collection[Text]) -> Holders:
        """The texts that hold any run of these; of a crowd those that stand between these, or next to one of them."""

    def ties(self, numbers: Collection[int]) -> Sequence[KeptTie]:
        """The ties that have one of these texts at an end."""

    def words(self, numbers: Collection[int]) -> Mapping[int, Numbers]:
        """The prints of these texts."""

    def texts(self, numbers: Collection[int]) -> Mapping[int, Text]:
        """These texts with the documents that print them, without words and sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What new documents change: what has to be kept, and the origins that take the place of those of their documents."""

    texts: Mapping[int, Text]
    """The texts of the new documents, by number, with those documents; without the words where the text was kept before."""
    fresh: frozenset[int]
    """The numbers of the texts that were not."""
    anew: frozenset[str]
    """Those of the documents that were grouped before."""
    ties: tuple[KeptTie, ...]
    """New ties, and kept ones with another count of runs."""
    untied: tuple[tuple[int, int], ...]
    """Kept ties that no longer hold, and those that `ties` replaces."""
    crowds: frozenset[int]
    """Runs of the new texts whose holders are kept in pieces."""
    grown: tuple[int, ...]
    """Runs that are in too many rows or pieces now."""
    groups: tuple[OriginGroup, ...]
    matches: tuple[Match, ...]


class Reprinted(Exception):
    """A document that was grouped before now has another text: what is kept has to be made anew."""


def join_origins(documents: Iterable[Document], shelf: Shelf) -> Joined:
    """Group new documents with those on the shelf. A document that is there already brings what is told of it anew.

    Raises Reprinted where its text is another one now.
    """
    collection = Gathering()
    collection.add(documents)
    gathered = {text.digest: text for text in collection.sorted_texts()}
    numbers = dict(shelf.numbers(gathered))
    start = shelf.next_number()
    new = sorted(digest for digest in gathered if digest not in numbers)
    numbers.update((digest, start + place) for place, digest in enumerate(new))
    texts = {numbers[digest]: text for digest, text in gathered.items()}
    documents_of = {source.document: number for number, text in texts.items() for source in text.sources}
    printed = shelf.printed(documents_of)
    for document, number in printed.items():
        if documents_of[document] != number:
            raise Reprinted(document)
    fresh = {numbers[digest]: gathered[digest] for digest in new}
    held = shelf.holders(fresh.values()) if fresh else _NOBODY
    ties, untied, touched = _tie_anew(fresh, held, shelf)
    touched |= set(texts)
    origins = _regroup(texts, fresh, _reach(touched, frozenset(fresh), ties, untied, shelf), shelf)
    return Joined(
        texts={number: text if number in fresh else _bare(text) for number, text in texts.items()},
        fresh=frozenset(fresh),
        anew=frozenset(printed),
        ties=ties,
        untied=untied,
        crowds=held.crowds,
        grown=_grown(fresh, held),
        groups=origins.groups,
        matches=origins.matches,
    )


def _grown(fresh: Mapping[int, Text], held: Holders) -> tuple[int, ...]:
    runs, rows = np.unique(
        np.concatenate([held.kept, *(text.sample for text in fresh.values())]), return_counts=True
    )
    many = rows > CROWD
    return tuple(
        run
        for run, count in zip(runs[many].tolist(), rows[many].tolist(), strict=True)
        if count > PIECES or run not in held.crowds
    )


def _tie_anew(
    fresh: Mapping[int, Text], held: Holders, shelf: Shelf
) -> tuple[tuple[KeptTie, ...], tuple[tuple[int, int], ...], set[int]]:
    """New ties and those with another count of runs; the pairs of kept ties that are gone or counted anew; whom it concerns.

    Where many texts hold a run, it ties neighbours alone, and a new text may come to stand between two of them.
    """
    if not fresh:
        return (), (), set()
    orders = {number: (text.size, text.digest) for number, text in fresh.items()} | dict(held.orders)
    ordered = sorted(orders, key=orders.__getitem__)
    place_of = {number: place for place, number in enumerate(ordered)}
    old = enter([held.runs], np.array([place_of[number] for number in held.numbers.tolist()], np.uint64))
    ours = [np.full(text.size, place_of[number], np.uint64) for number, text in fresh.items()]
    new = enter([text.sample for text in fresh.values()], np.concatenate(ours))
    before, after = tie(old), tie(np.sort(np.concatenate((old, new))))
    sizes = np.array([orders[number][0] for number in ordered])
    is_fresh = np.array([number in fresh for number in ordered])
    added = _select(
        after, (is_fresh[after.one] | is_fresh[after.other]) & (after.runs >= needed(sizes[after.one]))
    )
    lost = {
        _ascending(ordered[one], ordered[other]): count for one, other, count in _rows(_lost(before, after))
    }
    kept = [tied for tied in _ties_between(lost, shelf) if (tied.one, tied.other) in lost]
    ties = _measured(
        [(ordered[one], ordered[other], count) for one, other, count in _rows(added)], fresh, shelf
    )
    touched = {end for tied in ties if may_match(tied.likeness) for end in (tied.one, tied.other)}
    for tied in kept:
        left = tied.runs - lost[tied.one, tied.other]
        smaller = min(orders[tied.one][0], orders[tied.other][0])
        if left >= needed(np.array(smaller)):
            ties.append(replace(tied, runs=left))
        # A tie of two reports makes no match, but a likely one may stand in for a match where groups are joined.
        if may_match(tied.likeness) or tied.runs >= LIKELY * smaller:
            touched |= {tied.one, tied.other}
    return tuple(ties), tuple((tied.one, tied.other) for tied in kept), touched


def _ties_between(pairs: Iterable[tuple[int, int]], shelf: Shelf) -> Sequence[KeptTie]:
    ends = {one for one, _ in pairs}
    return shelf.ties(ends) if ends else ()


def _lost(before: Ties, after: Ties) -> Ties:
    """How many runs fewer tie the pairs that were tied before; those that lost none are left out."""
    then, now = (ties.one << PLACE_BITS | ties.other for ties in (before, after))
    place = np.minimum(np.searchsorted(now, then), max(0, len(now) - 1))
    left = np.where(now[place] == then, after.runs[place], 0) if len(now) else np.zeros(len(then), np.int64)
    fewer = Ties(before.one, before.other, before.runs - left)
    return _select(fewer, fewer.runs > 0)


def _select(ties: Ties, kept: NDArray[np.bool_]) -> Ties:
    return Ties(ties.one[kept], ties.other[kept], ties.runs[kept])


def _rows(ties: Ties) -> Iterable[tuple[int, int, int]]:
    return zip(ties.one.tolist(), ties.other.tolist(), ties.runs.tolist(), strict=True)


def _measured(rows: Sequence[tuple[int, int, int]], fresh: Mapping[int, Text], shelf: Shelf) -> list[KeptTie]:
    """Ties of numbers, the one of the smaller text first, with what their texts share."""
    words = _words({number for row in rows for number in row[:2]}, fresh, shelf)
    likenesses = measure([(words[one], words[other]) for one, other, _ in rows], least_runs=WORD_RUNS)
    return [
        KeptTie(one=min(one, other), other=max(one, other), runs=runs, likeness=likeness)
        for (one, other, runs), likeness in zip(rows, likenesses, strict=True)
    ]


def _words(numbers: Collection[int], fresh: Mapping[int, Text], shelf: Shelf) -> Mapping[int, Numbers]:
    ours = {number: fresh[number].numbers for number in numbers if number in fresh}
    kept = [number for number in numbers if number not in fresh]
    return ours | dict(shelf.words(kept) if kept else {})


def _reach(
    touched: Collection[int],
    fresh: frozenset[int],
    ties: Sequence[KeptTie],
    untied: Collection[tuple[int, int]],
    shelf: Shelf,
) -> tuple[set[int], list[KeptTie]]:
    """The touched texts with all that matching ties lead to, and the ties among them."""
    found = {(kept.one, kept.other): kept for kept in ties}
    gone = set(untied)
    reached, frontier = set(touched), set(touched)
    while frontier:
        for kept in shelf.ties(frontier - fresh) if frontier - fresh else ():
            if (kept.one, kept.other) not in gone:
                found.setdefault((kept.one, kept.other), kept)
        frontier = {
            end
            for pair, kept in found.items()
            if may_match(kept.likeness)
            for end in pair
            if end not in reached
        }
        reached |= frontier
    return reached, [kept for pair, kept in found.items() if reached.issuperset(pair)]


def _regroup(
    texts: Mapping[int, Text],
    fresh: Mapping[int, Text],
    reached: tuple[set[int], list[KeptTie]],
    shelf: Shelf,
) -> Origins:
    """The origins of all texts that were reached."""
    numbers, ties = reached
    whole = dict(fresh)
    kept = [number for number in numbers if number not in fresh]
    for number, text in shelf.texts(kept).items() if kept else ():
        told = {source.document: source for source in text.sources}
        told.update(
            (source.document, source) for source in (texts[number].sources if number in texts else ())
        )
        whole[number] = replace(text, sources=[told[document] for document in sorted(told)])
    ordered = sorted(whole, key=lambda number: (whole[number].size, whole[number].digest))
    place_of = {number: place for place, number in enumerate(ordered)}
    known: dict[Pair, Likeness] = {}
    shares: dict[Pair, tuple[float, int]] = {}
    for tied in ties:
        pair = _ascending(place_of[tied.one], place_of[tied.other])
        known[pair] = tied.likeness
        shares[pair] = (tied.runs / whole[ordered[pair[0]]].size, tied.runs)
    likeliest = sorted(shares, key=lambda pair: (-shares[pair][0], -shares[pair][1], pair))
    placed = [whole[number] for number in ordered]

    def words(places: Collection[int]) -> Mapping[int, Numbers]:
        found = _words({ordered[place] for place in places}, fresh, shelf)
        return {place: found[ordered[place]] for place in places}

    judge = Judge(words, lambda place: placed[place].sources[0], known)
    return assemble(placed, {pair: shares[pair][0] for pair in likeliest}, judge)


def _ascending(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _bare(text: Text) -> Text:
    return replace(text, numbers=text.numbers[:0], sample=text.sample[:0])
