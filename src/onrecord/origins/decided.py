"""Origins as people want them: documents that they joined are one report, documents that they parted are two.

What was found stands wherever nobody decided. The outcome depends on the found groups and the decisions alone, and not
on the order in which either came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import TypeAlias

from onrecord.origins.credit import publisher
from onrecord.origins.describe import describe
from onrecord.origins.group import Text
from onrecord.origins.joining import KeptTie, Shelf
from onrecord.origins.matching import Match, is_match, tied_by
from onrecord.origins.translated import in_tree_order
from onrecord.vocabulary import Document, OriginGroup, Relation, RelationKind

Ends: TypeAlias = tuple[str, str]
"""Two documents by id."""
_MOST_BONDS = 64
"""Pairs of documents that are looked at where two texts are each printed by several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """Documents in groups, each group and all of them in order of id; the joins that were not carried out."""

    groups: tuple[tuple[str, ...], ...]
    refused: tuple[Ends, ...]


def arrange(
    groups: Sequence[Sequence[str]],
    bonds: Iterable[Ends],
    *,
    joined: Iterable[Ends],
    parted: Collection[Ends],
) -> Arranged:
    """Documents of found groups, regrouped so that no two that were parted stand together.

    First `joined` pairs are put together, in their order, then `bonds` between documents of one found group, in theirs,
    then what is left of each found group; whatever would bring parted documents together is left out.
    """
    clusters = _Clusters([document for group in groups for document in group], parted)
    refused = tuple(ends for ends in joined if not clusters.unite(*ends))
    for ends in bonds:
        clusters.unite(*ends)
    for group in groups:
        firsts: list[str] = []
        for document in group:
            if not any(clusters.unite(first, document) for first in firsts):
                firsts.append(document)
    return Arranged(groups=clusters.listed(), refused=refused)


class _Clusters:
    """Documents that are put together step by step, each step checked against what was parted."""

    def __init__(self, documents: Iterable[str], parted: Iterable[Ends]) -> None:
        self._members = {document: [document] for document in documents}
        self._of = {document: document for document in self._members}
        self._kept_from: dict[str, set[str]] = {document: set() for document in self._members}
        for one, other in parted:
            if one in self._of and other in self._of:
                self._kept_from[one].add(other)
                self._kept_from[other].add(one)

    def unite(self, one: str, other: str) -> bool:
        """Put the clusters of two documents together; False where that may not be."""
        left, right = self._of[one], self._of[other]
        if left == right:
            return True
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        if any(self._of[document] == left for document in self._kept_from[right]):
            return False
        self._of.update(dict.fromkeys(self._members[right], left))
        self._members[left] += self._members.pop(right)
        self._kept_from[left] |= self._kept_from.pop(right)
        return True

    def listed(self) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))


# --- What holds found groups together ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Woven:
    """What is kept of the texts of some documents: the texts by number, and the ties between them."""

    texts: Mapping[int, Text]
    ties: Sequence[KeptTie]
    number_of: Mapping[str, int]
    """Document id to the number of its text."""

    @classmethod
    def take(cls, documents: Collection[str], shelf: Shelf) -> Woven:
        """From the shelf; a text has those of its documents that are asked for."""
        wanted = set(documents)
        number_of = dict(shelf.printed(wanted))
        numbers = set(number_of.values())
        texts = {
            number: replace(text, sources=[source for source in text.sources if source.document in wanted])
            for number, text in (shelf.texts(numbers) if numbers else {}).items()
        }
        ties = (
            [tie for tie in shelf.ties(numbers) if numbers.issuperset((tie.one, tie.other))]
            if numbers
            else []
        )
        return cls(texts=texts, ties=ties, number_of=number_of)

    def bonds(self, groups: Iterable[OriginGroup]) -> list[Ends]:
        """Pairs of documents of one found group: who is made from whom, then the same words, then the most alike first."""
        group_of = {document: group.id for group in groups for document in group.documents}
        made = {
            (relation.document, relation.parent)
            for group in groups
            for relation in group.relations
            if relation.parent is not None
        }
        weighed: dict[Ends, tuple[float, float]] = dict.fromkeys(((min(e), max(e)) for e in made), (0.0, 0.0))
        for ends, weight in self._alike():
            if group_of.get(ends[0]) == group_of.get(ends[1]):
                weighed[ends] = max(weight, weighed.get(ends, (0.0, 0.0)))
        parents = {(min(ends), max(ends)) for ends in made}
        return sorted(
            weighed, key=lambda ends: (ends not in parents, -weighed[ends][0], -weighed[ends][1], ends)
        )

    def _alike(self) -> Iterable[tuple[Ends, tuple[float, float]]]:
        for text in self.texts.values():
            first, *others = (source.document for source in text.sources)
            yield from (((min(first, other), max(first, other)), (1.0, 1.0)) for other in others)
        for tie in self.ties:
            weight = (tie.likeness.share, tie.likeness.word_runs)
            pairs = product(self.texts[tie.one].sources, self.texts[tie.other].sources)
            for one, other in islice(pairs, _MOST_BONDS):
                ends = one.document, other.document
                yield (min(ends), max(ends)), weight

    def describe(self, documents: Collection[str]) -> OriginGroup:
        """These documents as an origin, named and ordered as a found one is."""
        numbers = sorted({self.number_of[document] for document in documents})
        wanted = set(documents)
        held = {
            number: [source for source in self.texts[number].sources if source.document in wanted]
            for number in numbers
        }
        sources = [source for number in numbers for source in held[number]]
        matches = [
            Match(
                one=held[tie.one][0].document,
                other=held[tie.other][0].document,
                likeness=tie.likeness,
                credited=tied_by(held[tie.one][0], held[tie.other][0]),
            )
            for tie in self.ties
            if tie.one in held
            and tie.other in held
            and is_match(tie.likeness, held[tie.one][0], held[tie.other][0])
        ]
        return describe(sources, matches, copies=len(sources) - len(numbers))


# --- What one document is to another ----------------------------------------------------------


def settle_relation(group: OriginGroup, relation: Relation) -> OriginGroup:
    """The group with another relation of one of its documents, and what hangs on it.

    Where the new parent descended from the document, it takes the document's place.
    """
    held = {one.document: one for one in group.relations}
    old, parent = held[relation.document], relation.parent
    if parent is not None and _descends(parent, relation.document, held):
        first = old.parent is None
        kind = RelationKind.ORIGINAL if old.kind is RelationKind.ORIGINAL else RelationKind.SIBLING
        held[parent] = Relation(
            document=parent,
            parent=old.parent,
            kind=kind if first else old.kind,
            reason=f"another text of this report was put below it; before: {held[parent].reason}",
            beside=old.parent,
        )
    held[relation.document] = relation
    relations = in_tree_order([held[one.document] for one in group.relations])
    primary = group.primary if group.primary and held[group.primary].parent is None else None
    return replace(
        group,
        documents=tuple(one.document for one in relations),
        relations=relations,
        primary=primary,
    )


def settle_first(group: OriginGroup, documents: Mapping[str, Document]) -> OriginGroup:
    """The group whose relations people changed, told by the document that is the first of it now.

    A sibling from which all others descend has no brothers any more, and is the original.
    """
    first, *others = [relation for relation in group.relations if relation.parent is None]
    if first.kind is RelationKind.SIBLING and not others:
        reason = "nothing says that it is made from another text, and the others descend from it"
        whole = Relation(document=first.document, parent=None, kind=RelationKind.ORIGINAL, reason=reason)
        relations = tuple(whole if one is first else one for one in group.relations)
        group = replace(group, relations=relations)
    if group.primary is None and group.name in {publisher(documents[id_]) for id_ in group.documents}:
        return replace(group, name=publisher(documents[first.document]) or group.name)
    return group


def _descends(document: str, ancestor: str, held: Mapping[str, Relation]) -> bool:
    above = held[document].parent
    while above is not None and above != ancestor:
        above = held[above].parent
    return above is not None
