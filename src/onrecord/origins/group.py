"""Documents into origins: exact copies first, then pairs that the comparison finds to be one report.

The order in which documents are given makes no difference to the groups, their ids or their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from onrecord.identity import make_id
from onrecord.origins.candidates import containment, propose, runs_of, sample
from onrecord.origins.credit import clean_credit, names_source, publisher, same_outlet
from onrecord.origins.likeness import Likeness, measure, prepare
from onrecord.origins.wording import passages_of, words_of
from onrecord.vocabulary import Document, OriginGroup

ONE_REPORT = 0.55
"""Share of the shorter text's narration found again, sentence by sentence, that makes two texts one report."""
WITH_CREDIT = 0.4
"""The same, where one copy credits the other's outlet or both credit the same agency."""
FAR_APART = 0.75
"""The same, where the dates lie more than `NEAR_DAYS` apart and no credit ties the two."""
NEAR_DAYS = 14
WORD_RUNS = 0.25
"""Share of the smaller set of 5-word runs that must stand in the other text, whatever else agrees."""
LEAST_FOUND = 25
"""Words of narration found again below which nothing is decided."""
KIN = 0.1
"""Narration that two texts of one group share even where they do not match: two different cuts of one report."""
_WITNESSES = 4
"""Documents of each group that are compared before two groups become one."""
_KEPT = 4096
"""Prepared texts kept in memory while pairs are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two documents that are one report, and the measures that say so."""

    one: int
    other: int
    likeness: Likeness
    word_runs: float
    credited: str | None


def group_origins(documents: Sequence[Document]) -> tuple[OriginGroup, ...]:
    """Every document in exactly one group, the most original first; groups sorted by that document's id.

    A document given twice (equal ids) counts once.
    """
    chosen = [document for _, document in sorted({document.id: document for document in documents}.items())]
    classes = _identical(chosen)
    comparison = _Comparison([chosen[members[0]] for members in classes])
    matches = comparison.matches()
    group_of = _merge(comparison, matches)
    inside: dict[int, list[Match]] = {}
    for match in matches:
        if group_of[match.one] is group_of[match.other]:
            inside.setdefault(group_of[match.one][0], []).append(match)
    groups = []
    for places in (group for place, group in sorted(group_of.items()) if group[0] == place):
        members = [chosen[member] for place in places for member in classes[place]]
        groups.append(_describe(members, inside.get(places[0], []), copies=len(members) - len(places)))
    return tuple(sorted(groups, key=lambda group: group.documents[0]))


def _identical(documents: Sequence[Document]) -> list[list[int]]:
    """Places of documents with the same words in the same order; a document without words is like no other."""
    classes: dict[str, list[int]] = {}
    for place, document in enumerate(documents):
        words = " ".join(words_of(document.text))
        key = sha256(words.encode()).hexdigest() if words else document.id
        classes.setdefault(key, []).append(place)
    return list(classes.values())


class _Comparison:
    """Compares documents by place and keeps the last texts that it prepared."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.runs = lru_cache(maxsize=_KEPT)(lambda place: runs_of(words_of(documents[place].text)))
        self.wording = lru_cache(maxsize=_KEPT)(lambda place: prepare(passages_of(documents[place])))
        self.match = lru_cache(maxsize=_KEPT)(self._match)

    def matches(self) -> list[Match]:
        """All proposed pairs that are one report, the most alike first."""
        samples = (sample(runs_of(words_of(document.text))) for document in self.documents)
        found = filter(None, (self.match(one, other) for one, other in propose(samples)))
        return sorted(
            found, key=lambda match: (-match.likeness.share, -match.word_runs, match.one, match.other)
        )

    def likeness(self, one: int, other: int) -> Likeness:
        """What the two texts share."""
        return measure(self.wording(one), self.wording(other))

    def _match(self, one: int, other: int) -> Match | None:
        """The match of two documents, or None where they are two reports."""
        word_runs = containment(self.runs(one), self.runs(other))
        if word_runs < WORD_RUNS:
            return None
        likeness = self.likeness(one, other)
        credited = _tie(self.documents[one], self.documents[other])
        if credited:
            needed = WITH_CREDIT
        else:
            needed = ONE_REPORT if _near(self.documents[one], self.documents[other]) else FAR_APART
        if likeness.share < needed or likeness.found < LEAST_FOUND:
            return None
        return Match(one=one, other=other, likeness=likeness, word_runs=word_runs, credited=credited)


def _tie(one: Document, other: Document) -> str | None:
    """The outlet or agency by which a credit line ties two documents, or None."""
    for copy, source in ((one, other), (other, one)):
        if names_source(copy, source.outlet):
            return clean_credit(copy.credit)
    first, second = clean_credit(one.credit), clean_credit(other.credit)
    return first if first and second and same_outlet(first, second) else None


def _near(one: Document, other: Document) -> bool:
    """True where the dates lie near each other or one is not known."""
    if one.date is None or other.date is None:
        return True
    gap = max(one.date.first, other.date.first) - min(one.date.last, other.date.last)
    return gap.days <= NEAR_DAYS


def _merge(comparison: _Comparison, matches: Sequence[Match]) -> dict[int, list[int]]:
    """Place to the places of its group, which all of them share."""
    group_of = {place: [place] for place in range(len(comparison.documents))}
    for match in matches:
        left, right = group_of[match.one], group_of[match.other]
        if left is not right and _may_join(comparison, match, left, right):
            joined = sorted(left + right)
            group_of.update(dict.fromkeys(joined, joined))
    return group_of


def _may_join(comparison: _Comparison, match: Match, left: list[int], right: list[int]) -> bool:
    """True where half of the pairs between two groups match and none is wholly unlike.

    One matching pair is not enough: a digest that prints two reports shall not make those two one.
    """
    ours = sorted({match.one, match.other, *left[:_WITNESSES]} & set(left))
    theirs = sorted({match.one, match.other, *right[:_WITNESSES]} & set(right))
    pairs = [(min(a, b), max(a, b)) for a in ours for b in theirs]
    unmatched = [pair for pair in pairs if comparison.match(*pair) is None]
    return 2 * len(unmatched) <= len(pairs) and all(
        comparison.likeness(*pair).share >= KIN for pair in unmatched
    )


def _describe(members: list[Document], matches: Sequence[Match], *, copies: int) -> OriginGroup:
    """The group with the most original document first, its name and its reason."""
    ordered = sorted(members, key=lambda document: _originality(document, members))
    first = ordered[0]
    credited = next(filter(None, (clean_credit(document.credit) for document in ordered)), None)
    return OriginGroup(
        id=make_id("origin", first.id),
        name=credited or publisher(first),
        documents=tuple(document.id for document in ordered),
        reason=_reason(matches, copies, alone=len(members) == 1),
    )


def _originality(document: Document, members: Sequence[Document]) -> tuple[bool, date, int, str]:
    """Sorts the document of the credited outlet first, then the earliest, then the longest, then by id."""
    credited = any(other is not document and names_source(other, document.outlet) for other in members)
    when = document.date.first if document.date else date.max
    return (not credited, when, -len(document.text), document.id)


def _reason(matches: Sequence[Match], copies: int, *, alone: bool) -> str:
    """The measures in words: the weakest match of the group, and how many documents are word for word equal."""
    if alone:
        return "no other document prints this report"
    parts = [f"{copies + 1} documents are the same word for word"] if copies else []
    if matches:
        weakest = matches[-1]
        likeness = weakest.likeness
        parts.append(
            f"{likeness.share:.0%} of the shorter text's narration ({likeness.found} of {likeness.narration} words)"
            f" stands in the other, sentence by sentence, {likeness.in_order:.0%} of it in the same order;"
            f" {weakest.word_runs:.0%} of its five-word runs are shared"
        )
        if weakest.credited:
            parts.append(f"a credit line names {weakest.credited}")
        if len(matches) > 1:
            parts.append(f"weakest of {len(matches)} matching pairs")
    return "; ".join(parts)
