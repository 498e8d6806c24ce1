"""The ledger: a DuckDB file with everything that was found, and the questions it answers."""

from onrecord.ledger.answers import (
    CheckRow,
    CopyEdits,
    DocumentRow,
    Filters,
    Found,
    OriginRow,
    PositionRow,
    Reviewable,
    ReviewCounts,
    ReviewRow,
    Run,
    SetAsideRow,
    Skipped,
    StatementRow,
    Summary,
)
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.storing import Taken
from onrecord.ledger.streams import ReadBy

__all__ = [
    "CheckRow",
    "CopyEdits",
    "DocumentRow",
    "Filters",
    "Found",
    "Ledger",
    "OriginRow",
    "PositionRow",
    "ReadBy",
    "ReviewCounts",
    "ReviewRow",
    "Reviewable",
    "Run",
    "SetAsideRow",
    "Skipped",
    "StatementRow",
    "Summary",
    "Taken",
]
