"""Whether the search index beside a ledger is whole, and goes as far as the ledger does.

Nothing is written: an index that is behind or damaged is left to the next search.
"""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.search import store
from onrecord.search.index import SUFFIX, read_mark


class IndexState(StrEnum):
    """How the index of a ledger stands."""

    NONE = "none"
    """There is none; the first search makes it."""
    CURRENT = "current"
    BEHIND = "behind"
    """The next search brings it up to date, or makes it anew where the ledger was exchanged."""
    OUT_OF_STEP = "out of step"
    """It says that it is current and holds other documents than the ledger."""
    DAMAGED = "damaged"
    OTHER = "other"
    """A file that is no index stands in its place."""


def index_path(ledger: Path) -> Path:
    """Where the index of a ledger's file is kept."""
    return ledger.with_name(ledger.name + SUFFIX)


def index_state(ledger: Ledger) -> IndexState:
    """How the index beside a ledger's file stands. Raises LedgerError where the ledger fails."""
    if ledger.path is None or not index_path(ledger.path).exists():
        return IndexState.NONE
    path = index_path(ledger.path)
    if not store.is_ours(path):
        return IndexState.OTHER
    connections = store.Connections(path)
    try:
        return _state(connections.reading(), ledger)
    except sqlite3.Error:
        return IndexState.DAMAGED
    finally:
        connections.close()


def _state(connection: sqlite3.Connection, ledger: Ledger) -> IndexState:
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        return IndexState.DAMAGED
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchall():
        return IndexState.BEHIND
    if read_mark(connection) != ledger.wordings.mark():
        return IndexState.BEHIND
    held = {document for (document,) in ledger.database.rows("SELECT document FROM newest")}
    indexed = {document for (document,) in connection.execute("SELECT document FROM facts")}
    ((texts,),) = connection.execute("SELECT count(*) FROM texts")
    same = held == indexed and texts == len(indexed)
    return IndexState.CURRENT if same else IndexState.OUT_OF_STEP
