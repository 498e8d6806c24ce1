"""Whether two texts are one report: the measures of a pair against what its credits and dates ask for.

Pairs are judged many at a time; a pair's judgement depends on the two texts and on who published them, on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from onrecord.origins.credit import clean_credit, publisher, same_outlet
from onrecord.origins.digests import Numbers
from onrecord.origins.likeness import Likeness, measure
from onrecord.vocabulary import Document

ONE_REPORT = 0.55
"""Share of the shorter text's narration found again, sentence by sentence, that makes two texts one report."""
TOGETHER = 0.9
"""What that share and the share of common word runs come to at least: half a report retold closely is not a copy."""
WITH_CREDIT = 0.4
"""The share that is enough where one copy credits the other's outlet or both credit the same agency."""
FAR_APART = 0.75
"""The share that is needed where the dates lie more than `NEAR_DAYS` apart and no credit ties the two."""
NEAR_DAYS = 14
WORD_RUNS = 0.25
"""Share of the smaller set of 5-word runs that must stand in the other text, whatever else agrees."""
LEAST_FOUND = 25
"""Words of narration found again below which nothing is decided, unless the texts are the same word for word."""
KIN = 0.05
"""Word runs that two texts of one group share even where they do not match: two different cuts of one report."""

Pair: TypeAlias = tuple[int, int]
"""Two texts by their places, the smaller one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of a document besides its words."""

    document: str
    outlet: str | None
    credit: str | None
    """The credited agency or outlet by the name we print for it."""
    publisher: str | None
    first: date | None
    last: date | None
    """First and last day of its date."""
    length: int
    """Characters of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two documents that are one report, and the measures that say so."""

    one: str
    other: str
    likeness: Likeness
    credited: str | None
    """The outlet or agency by which a credit line ties the two."""


def source_of(document: Document) -> Source:
    """Who published a document, when, and whom it credits."""
    return Source(
        document=document.id,
        outlet=document.outlet,
        credit=clean_credit(document.credit),
        publisher=publisher(document),
        first=document.date.first if document.date else None,
        last=document.date.last if document.date else None,
        length=len(document.text),
    )


def names_outlet(source: Source, other: Source) -> bool:
    """True where the credit line of `source` names the outlet of `other`."""
    return bool(source.credit and other.outlet) and same_outlet(source.credit or "", other.outlet or "")


def may_match(likeness: Likeness) -> bool:
    """False for texts that are two reports whoever published them and when."""
    enough = likeness.share >= WITH_CREDIT and likeness.found >= LEAST_FOUND
    return likeness.same or (enough and likeness.word_runs >= WORD_RUNS)


def is_match(likeness: Likeness, one: Source, other: Source) -> bool:
    """True where two texts are one report."""
    if likeness.same or not may_match(likeness):
        return likeness.same
    if tied_by(one, other):
        return True
    needed = ONE_REPORT if _near(one, other) else FAR_APART
    return likeness.share >= needed and likeness.share + likeness.word_runs >= TOGETHER


def tied_by(one: Source, other: Source) -> str | None:
    """The outlet or agency by which a credit line ties two documents, or None."""
    if one.credit is None and other.credit is None:
        return None
    for copy, source in ((one, other), (other, one)):
        if names_outlet(copy, source):
            return copy.credit
    both = one.credit and other.credit and same_outlet(one.credit, other.credit)
    return one.credit if both else None


def _near(one: Source, other: Source) -> bool:
    """True where the dates lie near each other or one is not known."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return True
    return (max(one.first, other.first) - min(one.last, other.last)).days <= NEAR_DAYS


class Judge:
    """Keeps the likeness of every pair that was measured, and says which pairs are one report."""

    def __init__(
        self,
        prints: Callable[[Collection[int]], Mapping[int, Numbers]],
        sources: Callable[[int], Source],
        known: Mapping[Pair, Likeness] | None = None,
    ) -> None:
        """`prints` give the words of the texts at some places, `sources` who published the text at a place."""
        self._prints, self._sources = prints, sources
        self.known: dict[Pair, Likeness] = dict(known or {})
        self._judged: dict[Pair, bool] = {}

    def matches(self, pair: Pair) -> bool | None:
        """True for one report, False for two, None where the pair has to be measured first."""
        judged = self._judged.get(pair)
        if judged is None and pair in self.known:
            judged = is_match(self.known[pair], self._sources(pair[0]), self._sources(pair[1]))
            self._judged[pair] = judged
        return judged

    def measure(self, pairs: Iterable[Pair]) -> None:
        """Measure these pairs, all at once."""
        asked: Sequence[Pair] = sorted(pairs)
        words = self._prints({place for pair in asked for place in pair})
        prints = [(words[one], words[other]) for one, other in asked]
        self.known.update(zip(asked, measure(prints, least_runs=WORD_RUNS), strict=True))
