"""People's decisions: made of ids and plain values, exchanged as lines of JSON, compared with one another and with the rules."""

from onrecord.review.deciding import (
    accept,
    add_position,
    add_statement,
    correct,
    decide,
    reject,
    undo,
)
from onrecord.review.exchange import ImportedDecisions, export_decisions, import_decisions

__all__ = [
    "ImportedDecisions",
    "accept",
    "add_position",
    "add_statement",
    "correct",
    "decide",
    "export_decisions",
    "import_decisions",
    "reject",
    "undo",
]
