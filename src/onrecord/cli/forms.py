"""The forms that other programs read: how each is made of what a ledger holds.

A form is one entry of `FORMS`; the command `export` offers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeAlias

from onrecord.cli.output import Format

if TYPE_CHECKING:
    from onrecord.exports import Checks, Exported
    from onrecord.ledger import CheckRow, Filters, Ledger
    from onrecord.ledger.forms import JsonRow
    from onrecord.vocabulary import Document

Annotations: TypeAlias = "tuple[tuple[JsonRow, ...], Mapping[str, int]]"
"""The annotations, and how many rows gave none, by reason."""
Annotate: TypeAlias = "Callable[[Ledger, Filters], Annotations]"


class FileFormat(StrEnum):
    """How a file is written; `table` is for the screen."""

    TABLE = Format.TABLE.value
    CSV = Format.CSV.value
    JSONL = Format.JSONL.value
    JSON = Format.JSON.value
    PARQUET = "parquet"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that another program reads."""

    write: Mapping[FileFormat, Callable[[Ledger, Filters], Exported]]
    """How to make each of its formats; the first is the one that is made unasked."""
    rows: str
    """What one row of it is, in the plural."""


def _documents(ledger: Ledger, filters: Filters) -> tuple[tuple[Document, ...], dict[str, str]]:
    """The documents that fit, and the independent report that each prints."""
    found = ledger.documents(filters)
    return ledger.texts([row.id for row in found]), {row.id: row.origin for row in found if row.origin}


def _dna(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import Concepts, dna_statements  # these load duckdb, which --help does not need
    from onrecord.extract.matters import is_breach
    from onrecord.extract.matters_principles import load_principles

    documents, origins = _documents(ledger, filters)
    concepts = Concepts(labels=load_principles().labels, is_breach=is_breach)
    return dna_statements(ledger.positions(filters), documents, concepts=concepts, origins=origins)


def _dna_documents(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import dna_documents

    return dna_documents(_documents(ledger, filters)[0])


def _plover_lines(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import plover_jsonl

    documents, origins = _documents(ledger, filters)
    return plover_jsonl(ledger.positions(filters), documents, origins=origins)


def _plover_sheet(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import plover_csv

    documents, origins = _documents(ledger, filters)
    return plover_csv(ledger.positions(filters), documents, origins=origins)


def _claim_review(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import claim_review_json

    return claim_review_json(_checks(ledger, filters))


def _claim_review_lines(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import claim_review_jsonl

    return claim_review_jsonl(_checks(ledger, filters))


def _claims_markdown(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import claims_markdown

    return claims_markdown(_checks(ledger, filters))


def _annotations(annotate: Annotate) -> Mapping[FileFormat, Callable[[Ledger, Filters], Exported]]:
    """As one collection, or line by line."""

    def collection(ledger: Ledger, filters: Filters) -> Exported:
        from onrecord.exports import annotations_json

        return annotations_json(*annotate(ledger, filters))

    def lines(ledger: Ledger, filters: Filters) -> Exported:
        from onrecord.exports import annotations_jsonl

        return annotations_jsonl(*annotate(ledger, filters))

    return {FileFormat.JSON: collection, FileFormat.JSONL: lines}


def _of_claims(ledger: Ledger, filters: Filters) -> Annotations:
    from onrecord.exports import claim_annotations

    checks = _checks(ledger, filters)
    return claim_annotations(checks), checks.left_out


def _of_positions(ledger: Ledger, filters: Filters) -> Annotations:
    from onrecord.exports import position_annotations

    rows, documents = ledger.positions(filters), _documents(ledger, filters)[0]
    return position_annotations(rows, documents, version=version("onrecord")), {}


def _of_statements(ledger: Ledger, filters: Filters) -> Annotations:
    from onrecord.exports import statement_annotations

    rows, documents = ledger.statements(filters), _documents(ledger, filters)[0]
    return statement_annotations(rows, documents, version=version("onrecord")), {}


def _checks(ledger: Ledger, filters: Filters) -> Checks:
    """The claims that fit, with the rows of registry and record that decide them."""
    from onrecord.exports import read_checks

    found = ledger.checks(filters)
    return read_checks(
        found,
        ledger.texts(sorted({row.claim.document for row in found})),
        _lookup(ledger, found),
        version=version("onrecord"),
        origins=[row.origin.documents for row in ledger.origins()],
    )


def _lookup(ledger: Ledger, found: Sequence[CheckRow]) -> Callable[[str], object | None]:
    """Where rows are looked up: the registry, and the record with the roll calls that the ledger holds."""
    if not any(row.verdict and row.verdict.rows for row in found):
        return lambda _: None
    from onrecord.registry import load_registry

    registry, record = load_registry(), ledger.record()
    return lambda row: registry.row(row) or record.row(row)


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
}
