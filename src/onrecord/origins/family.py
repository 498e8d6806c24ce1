"""What the members of an origin are to one another: each document's parent, and what it did with its text.

A parent is chosen by what the texts say and by dates; where nothing tells, documents are siblings. The order in which
documents are given makes no difference, and no document descends from itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.origins.credit import publisher
from onrecord.origins.kinship import Kinship, kinship, own_sentences, read_text
from onrecord.origins.releases import is_distributed, is_own, issued_by
from onrecord.origins.sourcing import Says, source_lines
from onrecord.origins.ties import Ground, Member, Tie, credits_elsewhere, is_agency, is_before, ties
from onrecord.origins.translated import join_translations
from onrecord.vocabulary import Document, OriginGroup, Relation, RelationKind

_MOST_PARENTS, _LEAST_PARENTS = 48, 8
"""Members of one origin, the earliest first, that are tried as parents and relatives."""
_MOST_PAIRS = 3000
"""Pairs beyond which fewer are tried: a report that thousands print is not compared with itself a million times."""
_INHERITED = 2
"""Changed or new sentences that a descendant has of its parent, where the parent has them against a third text."""
_INHERITED_SHARE = 0.6
"""Share of the parent's changes that a descendant keeps."""
_LONG = 12
"""Words of one changed sentence that tell as much as two."""


def find_families(groups: Sequence[OriginGroup], documents: Sequence[Document]) -> tuple[OriginGroup, ...]:
    """The groups with relations and primary sources, translations joined to their originals; by first document.

    `documents` are those of the groups. A document given twice (equal ids) counts once.
    """
    by_id = {document.id: document for document in documents}
    related = [relate(group, by_id) for group in sorted(groups, key=lambda group: group.id)]
    return join_translations(related, by_id)


def relate(group: OriginGroup, documents: Mapping[str, Document]) -> OriginGroup:
    """The group with one relation for each document and its primary source, parents before their children.

    `documents` holds at least those of the group, by id.
    """
    family = _Family(sorted((documents[id_] for id_ in group.documents), key=_originality))
    relations = family.relations()
    primary = family.primary()
    return replace(
        group,
        name=_name(group, documents, relations[0].document, primary),
        documents=tuple(relation.document for relation in relations),
        relations=relations,
        primary=primary.document.id if primary else None,
    )


def _originality(document: Document) -> tuple[date, int, str]:
    """Sorts the earliest first, then the longest, then by id, however the group was ordered."""
    return document.date.first if document.date else date.max, -len(document.text), document.id


def _name(
    group: OriginGroup, documents: Mapping[str, Document], first: str, primary: Member | None
) -> str | None:
    """Who the report comes from: the issuer of the primary source, the credited source, or who prints the first text."""
    if primary is not None:
        return issued_by(primary.document) or group.name
    named_by_first = group.name == publisher(documents[group.documents[0]])
    return publisher(documents[first]) or group.name if named_by_first else group.name


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The tie that was chosen for a document, with what else is to be told of it."""

    tie: Tie
    note: str = ""


class _Family:
    """The members of one origin while their parents are worked out."""

    def __init__(self, documents: Sequence[Document]) -> None:
        alone = len(documents) == 1
        numbers: dict[tuple[str, ...], int] = {}
        self.members = [
            Member(
                document=document,
                place=place,
                text=read_text("" if alone else document.text, numbers),
                lines=source_lines(document),
            )
            for place, document in enumerate(documents)
        ]
        self._tried = max(_LEAST_PARENTS, min(_MOST_PARENTS, _MOST_PAIRS // len(documents)))
        self._kin: dict[tuple[int, int], Kinship] = {}
        self._own: dict[tuple[int, int], frozenset[str]] = {}
        self._sentences = [frozenset(member.text.sentences) for member in self.members]
        self.parent: dict[int, _Chosen | None] = dict.fromkeys(range(len(documents)))
        self._choose()
        self._inherit()

    def kin(self, parent: int, child: int) -> Kinship:
        """What one member has of another."""
        found = self._kin.get((parent, child))
        if found is None:
            found = self._kin[parent, child] = kinship(self.members[parent].text, self.members[child].text)
        return found

    def _changes(self, place: int, parent: int) -> frozenset[str]:
        """Sentences of a member that its parent has not."""
        found = self._own.get((place, parent))
        if found is None:
            found = self._own[place, parent] = own_sentences(
                self.members[place].text, self.members[parent].text
            )
        return found

    # --- Parents --------------------------------------------------------------------------

    def _choose(self) -> None:
        """Give each member its best parent, the best grounded first, so that no cycle arises."""
        tied = [
            (tie, child.place)
            for child in self.members
            for parent in self.members[: self._tried]
            if parent is not child
            for tie in ties(child, parent, self.kin(parent.place, child.place))
        ]
        both_ways = {(tie.parent, child, tie.ground) for tie, child in tied}
        one_way = [(tie, child) for tie, child in tied if (child, tie.parent, tie.ground) not in both_ways]
        for tie, child in sorted(one_way, key=self._strength):
            if self.parent[child] is None and child not in self._above(tie.parent):
                self.parent[child] = _Chosen(tie)

    def _strength(self, tied: tuple[Tie, int]) -> tuple[int, float, int, int]:
        tie, child = tied
        return -tie.ground, self.kin(tie.parent, child).distance, tie.parent, child

    def _above(self, place: int) -> set[int]:
        """The member and its ancestors."""
        found = {place}
        while (chosen := self.parent[place]) is not None:
            place = chosen.tie.parent
            found.add(place)
        return found

    def _inherit(self) -> None:
        """Put a member under a brother whose changes it has: two do not change the same sentences alike by chance."""
        decided = {place: chosen for place, chosen in self.parent.items() if chosen is not None}
        brothers: dict[int, list[int]] = {}
        for place, chosen in decided.items():
            brothers.setdefault(chosen.tie.parent, []).append(place)
        for child, chosen in decided.items():
            kin = [
                (count, other)
                for other in brothers[chosen.tie.parent][: self._tried]
                if other != child and not is_before(self.members[child], self.members[other])
                for count in (self._shared(chosen.tie.parent, other, child),)
                if count
            ]
            if kin:
                self.parent[child] = self._moved(child, chosen, kin)

    def _moved(self, child: int, chosen: _Chosen, kin: list[tuple[int, int]]) -> _Chosen:
        """The brother printed before it that it has most of, else the parent with a note."""
        count, best = min(kin, key=lambda pair: (-pair[0], self.kin(pair[1], child).distance, pair[1]))
        earlier = [pair for pair in kin if is_before(self.members[pair[1]], self.members[child])]
        if not earlier:
            note = f"shares {_many(count, 'change')} with {self.members[best].label}: which is made from which is not told"
            return replace(chosen, note=note)
        count, best = min(earlier, key=lambda pair: (-pair[0], self.kin(pair[1], child).distance, pair[1]))
        tie = replace(
            chosen.tie,
            parent=best,
            ground=Ground.INHERITED,
            reason=f"has {_many(count, 'change')} of {self.members[best].label} against {self.members[chosen.tie.parent].label}, "
            f"and came later; {chosen.tie.reason}",
        )
        return _Chosen(tie)

    def _shared(self, parent: int, brother: int, child: int) -> int:
        """How many changes of the brother against their parent the child has; 0 where they are too few to tell."""
        theirs = self._changes(brother, parent)
        held = theirs & self._sentences[child]
        longest = max((sentence.count(" ") + 1 for sentence in held), default=0)
        enough = len(held) >= _INHERITED or longest >= _LONG
        return len(held) if enough and len(held) >= _INHERITED_SHARE * len(theirs) else 0

    # --- Relations ------------------------------------------------------------------------

    def relations(self) -> tuple[Relation, ...]:
        """One for each member, parents first, children by date."""
        children: dict[int | None, list[int]] = {}
        for place, chosen in self.parent.items():
            children.setdefault(chosen.tie.parent if chosen else None, []).append(place)
        roots = sorted(children[None], key=lambda place: (not self.members[place].official, place))
        found: list[Relation] = []
        waiting = list(reversed(roots))
        while waiting:
            place = waiting.pop()
            chosen = self.parent[place]
            found.append(self._root(place, roots) if chosen is None else self._child(place, chosen))
            waiting.extend(sorted(children.get(place, []), key=self._by_date, reverse=True))
        return tuple(found)

    def primary(self) -> Member | None:
        """The official text that the others print; among several first texts, only where all are official."""
        roots = [member for member in self.members if self.parent[member.place] is None]
        return roots[0] if len(self.members) > 1 and all(root.official for root in roots) else None

    def _by_date(self, place: int) -> tuple[bool, str, int]:
        date = self.members[place].document.date
        return date is None, str(date or ""), place

    def _child(self, place: int, chosen: _Chosen) -> Relation:
        kin, tie = self.kin(chosen.tie.parent, place), chosen.tie
        kind = kin.kind
        printer = self.members[place].document.outlet or self.members[place].official
        if tie.ground is Ground.RELEASED and printer:
            kind = RelationKind.RELEASE
        elif tie.ground is Ground.SAME_OUTLET and tie.near and not kin.identical:
            kind = RelationKind.UPDATE
        parent = self.members[tie.parent].document.id
        return Relation(
            document=self.members[place].document.id,
            parent=parent,
            kind=kind,
            reason="; ".join(filter(None, (tie.reason, kin.told(), chosen.note))),
            beside=parent,
            evidence=tie.evidence,
            credit=tie.credit,
        )

    def _root(self, place: int, roots: Sequence[int]) -> Relation:
        """A document without a parent: the original, a reprint of what is not held, or one of several siblings."""
        member = self.members[place]
        found = _from_elsewhere(member) or _original(member, alone=len(self.members) == 1)
        if len(roots) == 1:
            return found
        before = roots[: roots.index(place)][: self._tried]
        beside = min(before, key=lambda root: (self.kin(root, place).distance, root), default=None)
        if found.kind not in (RelationKind.TRANSLATION, RelationKind.RELEASE):
            found = replace(found, kind=RelationKind.SIBLING, reason=self._sibling(place, roots))
        return replace(found, beside=None if beside is None else self.members[beside].document.id)

    def _sibling(self, place: int, roots: Sequence[int]) -> str:
        """Why a root is a sibling: all credit one source that is not held, or nothing tells."""
        credit = credits_elsewhere(self.members[place])
        others = [root for root in roots if root != place][: self._tried]
        near = min(others, key=lambda root: (self.kin(root, place).distance, root))
        said = (
            f"credits {credit}, whose own text is not held"
            if credit
            else "neither a credit line nor the dates tell which is made from which"
        )
        shares = self.kin(near, place).told(of="that text's")
        return f"{said}; beside {self.members[near].label}: {shares}"


def _from_elsewhere(member: Member) -> Relation | None:
    """The relation of a document that says itself that it is made from a text which is not held."""
    document = member.document
    translated, released = member.line(Says.TRANSLATED), member.line(Says.RELEASED)
    if translated is not None:
        return Relation(
            document=document.id, parent=None, kind=RelationKind.TRANSLATION,
            reason="says that it is a translation; the original is not held",
            evidence=translated.span, credit=None if translated.span else translated.words,
        )  # fmt: skip
    if is_distributed(document) or (released is not None and not is_own(document)):
        return Relation(
            document=document.id, parent=None, kind=RelationKind.RELEASE,
            reason=f"a release of {document.issuer or document.credit}, printed by {document.outlet or 'an outlet that is not named'}; "
            "the release itself is not held",
            evidence=released.span if released else None, credit=document.credit,
        )  # fmt: skip
    credit, line = credits_elsewhere(member), member.line(Says.PRINTED)
    if credit is None or member.official or document.outlet is None:
        return None
    if line is None and not is_agency(credit):
        return None
    return Relation(
        document=document.id, parent=None, kind=RelationKind.COPY,
        reason=f"credits {credit}, whose own text is not held",
        evidence=line.span if line else None, credit=document.credit,
    )  # fmt: skip


def _original(member: Member, *, alone: bool) -> Relation:
    credit = credits_elsewhere(member)
    if alone:
        reason = "no other document prints this report" + (f"; it credits {credit}" if credit else "")
    elif member.official:
        reason = f"the official text of {issued_by(member.document) or 'its issuer'}"
    else:
        reason = "nothing says that it is made from another text, and the others descend from it"
    return Relation(document=member.document.id, parent=None, kind=RelationKind.ORIGINAL, reason=reason)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
