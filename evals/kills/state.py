"""What a ledger holds, without what a clock or a number of tries decides: two that hold the same have equal states."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from onrecord.keeping import verify_ledger
from onrecord.ledger.database import Database

_PARTS = ("paragraphs", "comments", "left_out", "statements", "positions", "claims", "verdicts", "set_aside")
_LEFT_OUT = {
    "documents": "run, address",
    **dict.fromkeys(_PARTS, "run"),
    "readings": "run",
    "origins": "ord",
    "origin_documents": "",
    "relations": "",
    "edits": "",
    "record_sources": "imported",
    "record_seats": "",
    "record_calls": "",
    "record_votes": "",
    "decisions": "",
}
"""Tables that are compared, and the columns that depend on when and where."""


def faults(ledger: Path) -> list[str]:
    """What `onrecord verify` finds."""
    return [str(finding) for finding in verify_ledger(ledger).faults]


def state(ledger: Path) -> dict[str, str]:
    """A digest of each table."""
    with closing(Database(ledger, read_only=True)) as database:
        return {table: _digest(database, table, left_out) for table, left_out in _LEFT_OUT.items()}


def _digest(database: Database, table: str, left_out: str) -> str:
    columns = f"* EXCLUDE ({left_out})" if left_out else "*"
    ((count, digest, total),) = database.rows(
        f"SELECT count(*), bit_xor(hash(t)), sum(hash(t)) FROM (SELECT {columns} FROM {table}) AS t"  # noqa: S608 (fixed names)
    )
    return f"{count} {digest} {total}"


def documents(ledger: Path) -> set[str]:
    """Ids of the documents that are held."""
    with closing(Database(ledger, read_only=True)) as database:
        return {id_ for (id_,) in database.rows("SELECT document FROM documents")}


def decisions(ledger: Path) -> set[str]:
    """Ids of the decisions that are held."""
    with closing(Database(ledger, read_only=True)) as database:
        return {id_ for (id_,) in database.rows("SELECT id FROM decisions")}


def differences(found: dict[str, str], expected: dict[str, str]) -> list[str]:
    """Tables that hold something else than they must, with how many rows they have and should have."""
    return [
        f"{table} holds {found[table].split()[0]} rows, not the {expected[table].split()[0]} of a run that nobody killed"
        for table in expected
        if found[table] != expected[table]
    ]
