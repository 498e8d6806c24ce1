"""The forms that other programs read: how each is made of what a ledger holds.

A form is one entry of `FORMS`; whatever exports offers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeAlias

from onrecord.exporting.encoding import FileFormat

if TYPE_CHECKING:
    from onrecord.exports import Checks, Exported
    from onrecord.ledger import CheckRow, Filters, Ledger
    from onrecord.ledger.forms import JsonRow
    from onrecord.vocabulary import Document

Annotations: TypeAlias = "tuple[tuple[JsonRow, ...], Mapping[str, int]]"
"""The annotations, and how many rows gave none, by reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows of which ledger, and how much of a document they may quote."""

    ledger: Ledger
    filters: Filters
    excerpt_chars: int | None = None


Write: TypeAlias = Callable[[Wanted], "Exported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that another program reads."""

    write: Mapping[FileFormat, Write]
    """How to make each of its formats; the first is the one that is made unasked."""
    rows: str
    """What one row of it is, in the plural."""


def _documents(of: Wanted) -> tuple[tuple[Document, ...], dict[str, str]]:
    """The documents that fit, and the independent report that each prints."""
    found = of.ledger.documents(of.filters)
    return of.ledger.texts([row.id for row in found]), {row.id: row.origin for row in found if row.origin}


def _dna(of: Wanted) -> Exported:
    from onrecord.exports import Concepts, dna_statements  # these load duckdb, which --help does not need
    from onrecord.extract.matters import is_breach
    from onrecord.extract.matters_principles import load_principles

    documents, origins = _documents(of)
    concepts = Concepts(labels=load_principles().labels, is_breach=is_breach)
    return dna_statements(
        of.ledger.positions(of.filters),
        documents,
        concepts=concepts,
        origins=origins,
        excerpt_chars=of.excerpt_chars,
    )


def _dna_documents(of: Wanted) -> Exported:
    from onrecord.exports import dna_documents

    return dna_documents(_documents(of)[0], whole_texts=of.excerpt_chars is None)


def _plover_lines(of: Wanted) -> Exported:
    from onrecord.exports import plover_jsonl

    documents, origins = _documents(of)
    return plover_jsonl(
        of.ledger.positions(of.filters), documents, origins=origins, excerpt_chars=of.excerpt_chars
    )


def _plover_sheet(of: Wanted) -> Exported:
    from onrecord.exports import plover_csv

    documents, origins = _documents(of)
    return plover_csv(
        of.ledger.positions(of.filters), documents, origins=origins, excerpt_chars=of.excerpt_chars
    )


def _claim_review(of: Wanted) -> Exported:
    from onrecord.exports import claim_review_json

    return claim_review_json(_checks(of))


def _claim_review_lines(of: Wanted) -> Exported:
    from onrecord.exports import claim_review_jsonl

    return claim_review_jsonl(_checks(of))


def _claims_markdown(of: Wanted) -> Exported:
    from onrecord.exports import claims_markdown

    return claims_markdown(_checks(of))


def _annotations(annotate: Callable[[Wanted], Annotations]) -> Mapping[FileFormat, Write]:
    """As one collection, or line by line."""

    def collection(of: Wanted) -> Exported:
        from onrecord.exports import annotations_json

        return annotations_json(*annotate(of))

    def lines(of: Wanted) -> Exported:
        from onrecord.exports import annotations_jsonl

        return annotations_jsonl(*annotate(of))

    return {FileFormat.JSON: collection, FileFormat.JSONL: lines}


def _of_claims(of: Wanted) -> Annotations:
    from onrecord.exports import claim_annotations

    checks = _checks(of)
    return claim_annotations(checks), checks.left_out


def _of_positions(of: Wanted) -> Annotations:
    from onrecord.exports import position_annotations

    rows, documents = of.ledger.positions(of.filters), _documents(of)[0]
    return position_annotations(
        rows, documents, version=version("onrecord"), excerpt_chars=of.excerpt_chars
    ), {}


def _of_statements(of: Wanted) -> Annotations:
    from onrecord.exports import statement_annotations

    rows, documents = of.ledger.statements(of.filters), _documents(of)[0]
    return statement_annotations(
        rows, documents, version=version("onrecord"), excerpt_chars=of.excerpt_chars
    ), {}


def _checks(of: Wanted) -> Checks:
    """The claims that fit, with the rows of registry and record that decide them."""
    from onrecord.exports import read_checks

    ledger = of.ledger
    found = ledger.checks(of.filters)
    return read_checks(
        found,
        ledger.texts(sorted({row.claim.document for row in found})),
        _lookup(ledger, found),
        version=version("onrecord"),
        origins=[row.origin.documents for row in ledger.origins()],
        excerpt_chars=of.excerpt_chars,
    )


def _lookup(ledger: Ledger, found: Sequence[CheckRow]) -> Callable[[str], object | None]:
    """Where rows are looked up: the registry, and the record with the roll calls that the ledger holds."""
    if not any(row.verdict and row.verdict.rows for row in found):
        return lambda _: None
    from onrecord.registry import load_registry

    registry, record = load_registry(), ledger.record()
    return lambda row: registry.row(row) or record.row(row)


def _provenance(of: Wanted) -> Exported:
    from onrecord.exports import ProvenanceRows, provenance_json

    documents = _documents(of)[0]
    held = {document.id for document in documents}
    rows = ProvenanceRows(
        documents=documents,
        readings=of.ledger.streams.readings(),
        statements=of.ledger.statements(of.filters),
        positions=of.ledger.positions(of.filters),
        checks=of.ledger.checks(of.filters),
        relations=[
            relation
            for row in of.ledger.origins()
            for relation in row.origin.relations
            if relation.document in held
        ],
    )
    return provenance_json(rows, version=version("onrecord"), excerpt_chars=of.excerpt_chars)


def _references_ris(of: Wanted) -> Exported:
    from onrecord.exports import references_ris

    return references_ris(_documents(of)[0])


def _references_bibtex(of: Wanted) -> Exported:
    from onrecord.exports import references_bibtex

    return references_bibtex(_documents(of)[0])


def _network(of: Wanted) -> Exported:
    from onrecord.exports import network_graphml

    origins = {row.id: row.origin for row in of.ledger.documents(of.filters) if row.origin}
    return network_graphml(of.ledger.positions(of.filters), origins=origins)


FORMS: Mapping[str, Form] = {
    "dna": Form(write={FileFormat.CSV: _dna}, rows="statements"),
    "dna-documents": Form(write={FileFormat.CSV: _dna_documents}, rows="documents"),
    "plover": Form(
        write={FileFormat.JSONL: _plover_lines, FileFormat.CSV: _plover_sheet},
        rows="events",
    ),
    "claim-review": Form(
        write={FileFormat.JSON: _claim_review, FileFormat.JSONL: _claim_review_lines}, rows="reviews"
    ),
    "claims-markdown": Form(write={FileFormat.MARKDOWN: _claims_markdown}, rows="claims"),
    "annotations": Form(write=_annotations(_of_claims), rows="annotations"),
    "position-annotations": Form(write=_annotations(_of_positions), rows="annotations"),
    "statement-annotations": Form(write=_annotations(_of_statements), rows="annotations"),
    "provenance": Form(write={FileFormat.JSON: _provenance}, rows="rows"),
    "references": Form(
        write={FileFormat.RIS: _references_ris, FileFormat.BIBTEX: _references_bibtex}, rows="references"
    ),
    "network": Form(write={FileFormat.GRAPHML: _network}, rows="positions"),
}
