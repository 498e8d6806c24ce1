"""What leaves the ledger in the forms that other programs read; pure functions from rows to text or bytes.

Nothing here opens a file or a ledger: the rows come in, the contents of a file go out.
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
from onrecord.exports.parquet import parquet
from onrecord.exports.plover import PLOVER_COLUMNS, plover_csv, plover_events, plover_jsonl

__all__ = [
    "DNA_COLUMNS",
    "DNA_DOCUMENT_COLUMNS",
    "PLOVER_COLUMNS",
    "Checks",
    "Concepts",
    "Exported",
    "annotations_json",
    "annotations_jsonl",
    "claim_annotations",
    "claim_review_json",
    "claim_review_jsonl",
    "claim_reviews",
    "claims_markdown",
    "dna_documents",
    "dna_statements",
    "parquet",
    "plover_csv",
    "plover_events",
    "plover_jsonl",
    "position_annotations",
    "read_checks",
    "statement_annotations",
]
