"""The documents: what was read, what was left out as furniture or comment, and how copies differ.

Documents stand under their origin, the most original first.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.plaintext import shown_address
from onrecord.report.content import ReportContent
from onrecord.report.lookup import Lookup, anchor
from onrecord.vocabulary import Analysis, Document, Edit, OriginGroup

_WORDS_COMPARED = 400
"""Longer sentences are shown side by side without marks inside: comparing them would take too long."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a changed sentence: `same`, `dropped` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEdit:
    """One difference, with word marks where both sides have the sentence."""

    kind: str
    original: tuple[Run, ...]
    copy: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A copy beside the original it was compared with."""

    original: Document
    copy: Document
    edits: tuple[ShownEdit, ...]
    counts: tuple[tuple[int, str], ...]
    """(number, kind), `same` first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document and what was found in it."""

    anchor: str
    document: Document
    address: str
    is_copy: bool
    statements: int
    positions: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One independent report with all copies of it."""

    anchor: str
    number: int
    origin: OriginGroup
    documents: tuple[DocumentView, ...]
    copies: tuple[CopyView, ...]


def build_origins(content: ReportContent, lookup: Lookup) -> tuple[OriginView, ...]:
    """Lay out every origin in the order of the page."""
    analyses = {analysis.document.id: analysis for analysis in lookup.analyses}
    return tuple(
        OriginView(
            anchor=anchor("origin", origin.id),
            number=number,
            origin=origin,
            documents=tuple(
                _document(analyses[document], is_copy=place > 0)
                for place, document in enumerate(origin.documents)
            ),
            copies=tuple(_copies(content, lookup, origin)),
        )
        for number, origin in enumerate(lookup.origins, start=1)
    )


def _document(analysis: Analysis, *, is_copy: bool) -> DocumentView:
    document = analysis.document
    return DocumentView(
        anchor=anchor("doc", document.id),
        document=document,
        address=shown_address(document.provenance.address),
        is_copy=is_copy,
        statements=len(analysis.statements),
        positions=len(analysis.positions),
        claims=len(analysis.claims),
    )


def _copies(content: ReportContent, lookup: Lookup, origin: OriginGroup) -> Iterator[CopyView]:
    kinds = ("same", "changed", "added", "dropped")
    for original, copy, edits in content.edits.get(origin.id, ()):
        if original in lookup.documents and copy in lookup.documents:
            yield CopyView(
                original=lookup.documents[original],
                copy=lookup.documents[copy],
                edits=tuple(show_edit(edit) for edit in edits if edit.kind != "same"),
                counts=tuple((sum(edit.kind == kind for edit in edits), kind) for kind in kinds),
            )


def show_edit(edit: Edit) -> ShownEdit:
    """Mark the words that differ; a sentence that only one side has is shown whole."""
    if edit.original is None or edit.copy is None:
        return ShownEdit(
            kind=edit.kind,
            original=(Run("dropped", edit.original),) if edit.original else (),
            copy=(Run("added", edit.copy),) if edit.copy else (),
        )
    before, after = (re.findall(r"\w+\s*|[^\w\s]+\s*", side) for side in (edit.original, edit.copy))
    if len(before) + len(after) > _WORDS_COMPARED:
        return ShownEdit(
            kind=edit.kind, original=(Run("same", edit.original),), copy=(Run("same", edit.copy),)
        )
    original, copy = [], []
    # Words are compared without the blank after them: the last word of a sentence has none.
    matcher = difflib.SequenceMatcher(
        None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if a < b:
            original.append(Run("same" if tag == "equal" else "dropped", "".join(before[a:b])))
        if c < d:
            copy.append(Run("same" if tag == "equal" else "added", "".join(after[c:d])))
    return ShownEdit(kind=edit.kind, original=tuple(original), copy=tuple(copy))
