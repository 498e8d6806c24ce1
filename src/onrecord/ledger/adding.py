"""Adding rows to a table, in the form that the database takes in fastest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.ledger.database import Database


def add_rows(database: Database, into: str, kinds: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows to a table; `into` names it with its columns, `kinds` are their types. Raises LedgerError."""
    if len(rows) == 1:
        given = ", ".join("?" * len(kinds))
        database.rows(f"INSERT INTO {into} VALUES ({given})", rows[0])  # noqa: S608 (names of ours)
    elif rows:
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
        database.rows(
            f"INSERT INTO {into} SELECT {lists}", [list(column) for column in zip(*rows, strict=True)]
        )
