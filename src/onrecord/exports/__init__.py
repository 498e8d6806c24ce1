"""What leaves the ledger in the forms that other programs read; pure functions from rows to text or bytes.

Nothing here opens a ledger: the rows come in, the contents of a file go out. SQLite alone is filled batch by batch.
"""

from onrecord.exports.annotations import (
    annotations_json,
    annotations_jsonl,
    claim_annotations,
    position_annotations,
    statement_annotations,
)
from onrecord.exports.checks import Checks, read_checks
from onrecord.exports.claim_review import claim_review_json, claim_review_jsonl, claim_reviews
from onrecord.exports.dna import DNA_COLUMNS, DNA_DOCUMENT_COLUMNS, Concepts, dna_documents, dna_statements
from onrecord.exports.exported import Exported
from onrecord.exports.markdown import claims_markdown
from onrecord.exports.network import network_graphml
from onrecord.exports.parquet import parquet
from onrecord.exports.plover import PLOVER_COLUMNS, plover_csv, plover_events, plover_jsonl
from onrecord.exports.prov import Rows as ProvenanceRows
from onrecord.exports.prov import provenance_json
from onrecord.exports.references import references_bibtex, references_ris
from onrecord.exports.sqlite import new_database
from onrecord.exports.tables import Table
from onrecord.exports.workbook import Sheet, workbook

__all__ = [
    "DNA_COLUMNS",
    "DNA_DOCUMENT_COLUMNS",
    "PLOVER_COLUMNS",
    "Checks",
    "Concepts",
    "Exported",
    "ProvenanceRows",
    "Sheet",
    "Table",
    "annotations_json",
    "annotations_jsonl",
    "claim_annotations",
    "claim_review_json",
    "claim_review_jsonl",
    "claim_reviews",
    "claims_markdown",
    "dna_documents",
    "dna_statements",
    "network_graphml",
    "new_database",
    "parquet",
    "plover_csv",
    "plover_events",
    "plover_jsonl",
    "position_annotations",
    "provenance_json",
    "read_checks",
    "references_bibtex",
    "references_ris",
    "statement_annotations",
    "workbook",
]
