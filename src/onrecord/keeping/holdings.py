"""What one ledger holds that another does not: the question before a file is written over.

Asked of ledgers of any version, because a backup may be older than the program.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from onrecord.keeping.structure import tables_of
from onrecord.ledger.database import Database, Row

_KEYS = {
    "runs": "SELECT id, started, method FROM runs",
    "readings": "SELECT ord, document, method FROM readings",
    "decisions": "SELECT id FROM decisions",
    "sources of roll calls": "SELECT id FROM record_sources",
}
"""By these all that was read, decided and imported is told apart; a ledger adds to them and takes nothing away."""
_TABLES = {"sources of roll calls": "record_sources"}


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that was added to a ledger, by keys."""

    keys: Mapping[str, Set[Row]]

    def beyond(self, other: Holdings) -> str:
        """What this ledger holds that the other does not, in words; empty where there is nothing."""
        more = {name: len(keys - other.keys.get(name, frozenset())) for name, keys in self.keys.items()}
        return ", ".join(f"{count:,} {name}" for name, count in more.items() if count)


def read_holdings(database: Database) -> Holdings:
    """The keys of a ledger; what its version does not know yet is empty. Raises LedgerError."""
    tables = tables_of(database)
    return Holdings(
        {
            name: frozenset(database.rows(sql)) if _TABLES.get(name, name) in tables else frozenset()
            for name, sql in _KEYS.items()
        }
    )
