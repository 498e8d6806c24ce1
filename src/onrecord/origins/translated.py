"""Translations that are credited as such, joined to the origin of their original where that is held.

Nothing joins on likeness alone: the text says that it is a translation and whose, the dates fit, and figures and names
of both stand in the same order. Where two texts held would fit alike, none is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.origins.anchors import Shared, shared_anchors
from onrecord.origins.credit import agency_names, clean_credit, same_outlet
from onrecord.origins.sourcing import Says, SourceLine, language_in, language_name, source_lines
from onrecord.origins.ties import names_outlet
from onrecord.vocabulary import Document, OriginGroup, PartialDate, Relation, RelationKind

_DAYS = 31
"""A translation of a report follows within a month."""
_CLEARLY = 1.5
"""So many times the next best's anchors an original must share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A document that says that it is a translation."""

    document: Document
    line: SourceLine
    language: str | None
    """The language it was made from, where it names one."""
    credits: tuple[str, ...]
    """The lines and names in which its source may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The original of a translation, and what ties the two."""

    original: Document
    outlet: str
    shared: Shared


def translated(document: Document) -> Translated | None:
    """What a document says of being a translation; None where it does not."""
    lines = source_lines(document)
    line = next((line for line in lines if line.says is Says.TRANSLATED), None)
    if line is None:
        return None
    language = language_in(line.words, but=document.language)
    sources = [line.words, clean_credit(document.credit) or ""]
    sources += [line.words for line in lines if line.says in (Says.PRINTED, Says.SOURCED)]
    return Translated(
        document=document, line=line, language=language, credits=tuple(dict.fromkeys(filter(None, sources)))
    )


def join_translations(
    groups: Sequence[OriginGroup], documents: Mapping[str, Document]
) -> tuple[OriginGroup, ...]:
    """The groups, each with relations, in which translations have joined the origins of their originals.

    A translation brings along the documents that copy it.
    """
    joining = _Joining(groups, documents)
    for group in groups:
        for relation in group.relations:
            said = (
                translated(documents[relation.document])
                if relation.kind is RelationKind.TRANSLATION
                else None
            )
            if said is not None:
                joining.take(said)
    return joining.groups()


class _Joining:
    """Groups by their first document while translations move between them."""

    def __init__(self, groups: Sequence[OriginGroup], documents: Mapping[str, Document]) -> None:
        self._held = {group.documents[0]: group for group in groups}
        self._group_of = {id_: group.documents[0] for group in groups for id_ in group.documents}
        self._by_outlet = _by_outlet(documents)

    def groups(self) -> tuple[OriginGroup, ...]:
        """In order of their first documents."""
        return tuple(self._held[key] for key in sorted(self._held))

    def take(self, said: Translated) -> None:
        """Join a translation to its original's group; where that is not held, tell the language alone."""
        found = _original(said, self._by_outlet, self._group_of)
        if found is None:
            key = self._group_of[said.document.id]
            self._held[key] = _told(self._held[key], said)
        elif self._group_of[found.original.id] != self._group_of[said.document.id]:
            key, old = self._group_of[found.original.id], self._group_of[said.document.id]
            moved = self._held.pop(old)
            self._held[key] = _joined(self._held[key], moved, said, found)
            self._group_of.update(dict.fromkeys(moved.documents, key))


def _told(group: OriginGroup, said: Translated) -> OriginGroup:
    """Say of a translation from which language it is, its original not being held."""
    relations = tuple(
        replace(relation, reason=f"says that it is a translation{_from(said)}; the original is not held")
        if relation.document == said.document.id and relation.kind is RelationKind.TRANSLATION
        else relation
        for relation in group.relations
    )
    return replace(group, relations=relations)


def _joined(ours: OriginGroup, theirs: OriginGroup, said: Translated, found: Found) -> OriginGroup:
    """The group of an original with that of its translation, whose first documents stand below the original."""
    alone = len(ours.documents) == 1
    first = tuple(
        replace(relation, reason="nothing says that it is made from another text")
        if alone and relation.kind is RelationKind.ORIGINAL
        else relation
        for relation in ours.relations
    )
    moved = tuple(
        _moved(relation, said, found) if relation.parent is None else relation
        for relation in theirs.relations
    )
    relations = in_tree_order(first + moved)
    reason = f"{said.document.name} says that it is a translation{_from(said)}: {found.shared.told()}"
    return replace(
        ours,
        documents=tuple(relation.document for relation in relations),
        relations=relations,
        reason=reason if alone else f"{ours.reason}; {reason}",
    )


def _moved(relation: Relation, said: Translated, found: Found) -> Relation:
    """The first document of a translation's group, below the original."""
    reason = f"says that it is a translation{_from(said)} and names {found.outlet}; {found.shared.told()}"
    itself = relation.document == said.document.id
    return Relation(
        document=relation.document,
        parent=found.original.id,
        kind=RelationKind.TRANSLATION,
        reason=reason if itself else f"the same text as {said.document.name}, which {reason}",
        evidence=said.line.span if itself else None,
        credit=said.line.words if itself and said.line.span is None else None,
    )


def in_tree_order(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Each relation after its parent's, children in the order given."""
    children: dict[str | None, list[Relation]] = {}
    for relation in relations:
        children.setdefault(relation.parent, []).append(relation)
    found: list[Relation] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        found.append(waiting.pop())
        waiting.extend(reversed(children.get(found[-1].document, [])))
    return tuple(found)


def _from(said: Translated) -> str:
    return f" from {language_name(said.language)}" if said.language else ""


# --- The original -----------------------------------------------------------------------------


def _original(
    said: Translated, by_outlet: Mapping[str, Sequence[Document]], group_of: Mapping[str, str]
) -> Found | None:
    """The text held that the translation can be of; None where none fits, or texts of two reports do.

    Among copies of one report it is the one that the outlet itself prints.
    """
    best: dict[str, Found] = {}
    for found in _candidates(said, by_outlet):
        key = group_of[found.original.id]
        if key not in best or _order(found) < _order(best[key]):
            best[key] = found
    fitting = sorted(best.values(), key=lambda found: (-found.shared.count, found.original.id))
    if not fitting or not fitting[0].shared.enough:
        return None
    alone = len(fitting) == 1 or fitting[0].shared.count >= _CLEARLY * fitting[1].shared.count
    return fitting[0] if alone else None


def _order(found: Found) -> tuple[bool, bool, int, str]:
    """Sorts copies of one report: those that fit, then the outlet's own, then what shares most."""
    own = found.original.outlet is not None and same_outlet(found.original.outlet, found.outlet)
    return not found.shared.enough, not own, -found.shared.count, found.original.id


def _candidates(said: Translated, by_outlet: Mapping[str, Sequence[Document]]) -> Iterator[Found]:
    """Texts in another language of an outlet that the translation names, near it in time."""
    for outlet, documents in by_outlet.items():
        if not names_source_of(said, outlet):
            continue
        for original in documents:
            if original.id != said.document.id and fits(said, original.language, original.date):
                yield Found(original=original, outlet=outlet, shared=shared_anchors(said.document, original))


def names_source_of(said: Translated, outlet: str) -> bool:
    """True where a translation names this outlet, by any name of an agency."""
    return any(_names(words, outlet) for words in said.credits)


def _names(words: str, outlet: str) -> bool:
    if names_outlet(words, outlet) or same_outlet(words, outlet):
        return True
    printed = agency_names()
    aliases = [" ".join(alias) for alias, name in printed.items() if same_outlet(name, outlet)]
    return any(names_outlet(words, alias) for alias in aliases)


def fits(said: Translated, language: str | None, date: PartialDate | None) -> bool:
    """True where a text of this language and date may be the original.

    The languages are known, differ, and are the one that the translation names; both dates are known, and the original's
    is not later nor long before.
    """
    ours = said.document
    if language is None or language == ours.language or said.language not in (None, language):
        return False
    if ours.date is None or date is None:
        return False
    return (ours.date.last - date.first).days >= -1 and (ours.date.first - date.last).days <= _DAYS


def _by_outlet(documents: Mapping[str, Document]) -> dict[str, list[Document]]:
    """Documents under the outlet that prints them and the issuer they come from, in order of id."""
    found: dict[str, list[Document]] = {}
    for _, document in sorted(documents.items()):
        for name in {document.outlet, document.issuer, document.speaker} - {None}:
            assert name is not None
            found.setdefault(name, []).append(document)
    return dict(sorted(found.items()))
