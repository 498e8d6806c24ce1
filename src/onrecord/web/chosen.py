"""Which positions an address asks for, as numbers: the database finds them, and columns in memory count and order them.

To count what is distinct among a million rows, or to look up the document of each, takes the database far longer than to
say which rows fit.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.web.choosing import Where
from onrecord.web.room import Room
from onrecord.web.tallies import Numbers


def chosen_positions(room: Room, ledger: Ledger, where: Where) -> Numbers | None:
    """The numbers of the positions that fit; None where all do. Raises LedgerError."""
    if where.is_any:
        return None
    tallies, chosen = room.tallies, None
    if where.parts:
        sql = f"SELECT p.no FROM memory.positions AS p WHERE {where.sql}"  # noqa: S608 (names of columns alone)
        chosen = tallies.known(_numbers(ledger.database, sql, where.values))
    if where.documents is not None:
        sql = f"SELECT d.no FROM memory.documents AS d WHERE {where.documents.sql}"  # noqa: S608 (the same)
        chosen = tallies.within(_numbers(ledger.database, sql, where.documents.values), chosen)
    return chosen


def _numbers(database: Database, sql: str, values: Mapping[str, object]) -> Numbers:
    """The numbers that a query gives in its one column `no`."""
    found: Numbers = np.asarray(database.arrays(sql, values)["no"], dtype=np.int32)
    return found
