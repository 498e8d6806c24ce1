"""The family tree of each report: every document below its parent, with why, and the edits between the two.

Documents without a parent stand side by side; a report with one document has no tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.across.primary import Quoting
from onrecord.origins.marks import ShownEdit, show_edit
from onrecord.report.content import ReportContent
from onrecord.report.lookup import Lookup, anchor
from onrecord.vocabulary import Document, Edit, OriginGroup, Relation

KINDS = ("same", "changed", "added", "dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """A document beside its parent or nearest relative."""

    original: Document
    copy: Document
    edits: tuple[ShownEdit, ...]
    counts: tuple[tuple[int, str], ...]
    """(number, kind), `same` first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One document of the tree with those below it."""

    anchor: str
    document: Document
    relation: Relation
    said: str | None
    """The words of the text or the credit line that say so."""
    differences: Differences | None
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedView:
    """An official text that a document of this report quotes."""

    link: str
    """Anchor of the official text."""
    quoting: Quoting


def build_tree(content: ReportContent, lookup: Lookup, origin: OriginGroup) -> tuple[Branch, ...]:
    """The documents without a parent, each with those below it; nothing for a report with one document."""
    if len(origin.documents) < 2 or not origin.relations:
        return ()
    edits = {copy: (original, found) for original, copy, found in content.edits.get(origin.id, ())}
    below: dict[str | None, list[Relation]] = {}
    for relation in origin.relations:
        below.setdefault(relation.parent, []).append(relation)
    made: dict[str, Branch] = {}
    for relation in reversed(origin.relations):  # children stand after their parents, so they are made first
        held = edits.get(relation.document)
        made[relation.document] = Branch(
            anchor=anchor("doc", relation.document),
            document=lookup.documents[relation.document],
            relation=relation,
            said=_said(relation, lookup),
            differences=differences(lookup, held[0], relation.document, held[1]) if held else None,
            below=tuple(made[child.document] for child in below.get(relation.document, ())),
        )
    return tuple(made[relation.document] for relation in below[None])


def differences(lookup: Lookup, original: str, copy: str, edits: Sequence[Edit]) -> Differences | None:
    """The edits between two documents; None where one of them is not on the page."""
    if original not in lookup.documents or copy not in lookup.documents:
        return None
    return Differences(
        original=lookup.documents[original],
        copy=lookup.documents[copy],
        edits=tuple(show_edit(edit) for edit in edits if edit.kind != "same"),
        counts=tuple((sum(edit.kind == kind for edit in edits), kind) for kind in KINDS),
    )


def quoted_by(content: ReportContent, origin: OriginGroup) -> tuple[QuotedView, ...]:
    """The official texts of other reports that the documents of this one quote."""
    return tuple(
        QuotedView(link=anchor("doc", one.original.id), quoting=one)
        for one in content.quoted
        if one.document.id in origin.documents
    )


def _said(relation: Relation, lookup: Lookup) -> str | None:
    if relation.evidence is not None:
        return relation.evidence.of(lookup.documents[relation.document].text)
    return relation.credit
