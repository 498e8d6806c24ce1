"""The documents: what was read, what was left out as furniture or comment, and how copies differ.

Documents stand under their origin, the most original first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger.forms import family_in_words
from onrecord.plaintext import shown_address
from onrecord.report.content import ReportContent
from onrecord.report.family import Branch, Differences, QuotedView, build_tree, differences, quoted_by
from onrecord.report.lookup import Lookup, anchor
from onrecord.vocabulary import Analysis, Document, OriginGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document and what was found in it."""

    anchor: str
    document: Document
    address: str
    kind: str | None
    """Original, copy, excerpt ..., where others print its report."""
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
    tree: tuple[Branch, ...]
    family: str
    """`1 original, 2 copies`; empty for a single document."""
    copies: tuple[Differences, ...]
    """Edits that stand in no tree."""
    quoted: tuple[QuotedView, ...]


def build_origins(content: ReportContent, lookup: Lookup) -> tuple[OriginView, ...]:
    """Lay out every origin in the order of the page."""
    analyses = {analysis.document.id: analysis for analysis in lookup.analyses}
    return tuple(
        OriginView(
            anchor=anchor("origin", origin.id),
            number=number,
            origin=origin,
            documents=tuple(
                _document(analyses[document], _kind(origin, place))
                for place, document in enumerate(origin.documents)
            ),
            tree=build_tree(content, lookup, origin),
            family=family_in_words(origin.relations) if len(origin.documents) > 1 else "",
            copies=() if origin.relations else tuple(_left_over(content, lookup, origin)),
            quoted=quoted_by(content, origin),
        )
        for number, origin in enumerate(lookup.origins, start=1)
    )


def _kind(origin: OriginGroup, place: int) -> str | None:
    """What a document is to its report; None for the only one, and for the first where it is not worked out."""
    if len(origin.documents) > 1 and origin.relations:
        return origin.relations[place].kind.value
    return "copy" if place else None


def _document(analysis: Analysis, kind: str | None) -> DocumentView:
    document = analysis.document
    return DocumentView(
        anchor=anchor("doc", document.id),
        document=document,
        address=shown_address(document.provenance.address),
        kind=kind,
        statements=len(analysis.statements),
        positions=len(analysis.positions),
        claims=len(analysis.claims),
    )


def _left_over(content: ReportContent, lookup: Lookup, origin: OriginGroup) -> Iterator[Differences]:
    """The edits of a ledger whose families were not worked out."""
    for original, copy, edits in content.edits.get(origin.id, ()):
        found = differences(lookup, original, copy, edits)
        if found is not None:
            yield found
