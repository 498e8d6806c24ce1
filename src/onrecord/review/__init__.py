"""People's decisions: made of ids and plain values, exchanged as lines of JSON, compared with one another and with the rules."""

from onrecord.review.agreement import FieldAgreement, agreement
from onrecord.review.deciding import (
    accept,
    add_position,
    add_statement,
    correct,
    decide,
    reject,
    undo,
)
from onrecord.review.evaluation import Evaluation, Score, evaluate
from onrecord.review.exchange import (
    ImportedDecisions,
    export_decisions,
    import_decisions,
    parse_decisions,
)
from onrecord.review.origins import join_documents, part_documents

__all__ = [
    "Evaluation",
    "FieldAgreement",
    "ImportedDecisions",
    "Score",
    "accept",
    "add_position",
    "add_statement",
    "agreement",
    "correct",
    "decide",
    "evaluate",
    "export_decisions",
    "import_decisions",
    "join_documents",
    "parse_decisions",
    "part_documents",
    "reject",
    "undo",
]
