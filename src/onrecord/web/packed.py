"""All rows of each document in one piece, in a file beside a large ledger, so that the page of one row takes a moment.

The ledger stores columns: to take ten rows out of each of its tables costs as much as to count a million. Rows of a reading
never change, so that what was packed stays right, and only what the ledger read since is packed.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.ledger.tables import DOCUMENTS, TABLES, Cells, Table

SUFFIX = ".rows"
"""Follows the name of the ledger's file."""
FEWEST = 5_000
"""Documents of a ledger that is worth it: a smaller one answers quickly by itself."""
_APPLICATION_ID = 0x4F6E5277
"""Tells a file of ours from any other: "OnRw"."""
_VERSION = 1
"""Of the file; another version's is made anew."""
_AT_ONCE = 2_500
"""Documents whose rows must find room in memory."""
_LONGEST_PAUSE = 0.5

_EMPTY = """
DROP TABLE IF EXISTS state;
DROP TABLE IF EXISTS packed;
CREATE TABLE state (version INTEGER NOT NULL, last INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE packed (document TEXT PRIMARY KEY, method TEXT NOT NULL, rows BLOB NOT NULL);
"""
# The readings may come in any order, so that their sum of digests is taken. A run's time tells ledgers of the same documents apart.
_DIGEST = """
SELECT coalesce(max(r.ord), 0), coalesce(bit_xor(md5_number_lower(concat_ws(' ', r.ord, r.document, r.method, s.started))), 0)
FROM readings AS r LEFT JOIN runs AS s ON s.id = r.run WHERE $until IS NULL OR r.ord <= $until
"""
_NEXT = "SELECT ord, document, method FROM readings WHERE ord > $after ORDER BY ord LIMIT $most"
_ROWS = """
SELECT t.document, t.method, string_agg(json_array({cells})::VARCHAR, ',' ORDER BY {order}) FROM {table} AS t
JOIN (SELECT DISTINCT document, method FROM readings WHERE ord > $after AND ord <= $last) AS r
    ON r.document = t.document AND r.method = t.method
GROUP BY t.document, t.method
"""


class Packed:
    """The file, open for any number of threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def rows(self, document: str, method: str) -> Callable[[Table], Mapping[str, Sequence[Cells]]] | None:
        """Gives the rows of each table of a document as this method read it; None where they are not here."""
        try:
            found = self._connection().execute(
                "SELECT rows FROM packed WHERE document = ? AND method = ?", (document, method)
            )
            held = next(iter(found), None)
        except sqlite3.Error:
            return None  # the ledger has them too
        if held is None:
            return None
        tables = json.loads(zlib.decompress(held[0]))

        def select(table: Table) -> dict[str, list[Cells]]:
            listed = tables.get(table.name)
            return (
                {document: [dict(zip(table.columns, row, strict=True)) for row in listed]} if listed else {}
            )

        return select

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: sqlite3.Connection | None = getattr(self._local, "held", None)
        if held is None:
            address = f"file:{quote(str(self._path.absolute()))}?mode=ro"
            held = self._local.held = sqlite3.connect(address, uri=True, check_same_thread=False)
        return held


def pack(
    ledger: Ledger, *, closed: Callable[[], bool] = lambda: False, fewest: int = FEWEST
) -> Packed | None:
    """The packed rows of a ledger, made or brought up to date; None for a small one, or where no file can be kept.

    Raises LedgerError where the ledger fails.
    """
    if ledger.path is None:
        return None
    ((documents,),) = ledger.database.rows("SELECT count(*) FROM documents")
    path = ledger.path.with_name(ledger.path.name + SUFFIX)
    if documents < fewest or not _is_ours(path):
        return None
    try:
        _update(path, ledger.database, closed)
    except sqlite3.OperationalError:
        return None  # the folder cannot be written, or another room fills the file
    except sqlite3.DatabaseError:
        with suppress(OSError):
            path.unlink()  # damaged; nothing in it is lost, and the next room makes it anew
        return None
    return Packed(path)


def _is_ours(path: Path) -> bool:
    """True for a file that may be written to: missing, empty, or one of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return not head or head[68:] == _APPLICATION_ID.to_bytes(4, "big")


def _update(path: Path, database: Database, closed: Callable[[], bool]) -> None:
    ((end, digest),) = database.rows(_DIGEST, {"until": None})
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
        if _state(connection) == (end, f"{digest:016x}"):
            return
        connection.execute("PRAGMA synchronous = OFF")
        last = _followed(connection, database)
        while last < end and not closed():
            began = time.monotonic()
            last = _add(connection, database, last)
            # Whoever waits for a page goes first: this thread rests as long as it worked.
            if end > _AT_ONCE:
                time.sleep(min(time.monotonic() - began, _LONGEST_PAUSE))


def _state(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """How far the file goes; None where it is none of this version."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchall():
        return None
    rows = connection.execute("SELECT last, digest FROM state WHERE version = ?", (_VERSION,)).fetchall()
    return (rows[0][0], rows[0][1]) if rows else None


def _followed(connection: sqlite3.Connection, database: Database) -> int:
    """The last reading that is packed; the file is emptied where it is not of this ledger and version."""
    state = _state(connection)
    if state is not None:
        ((last, digest),) = database.rows(_DIGEST, {"until": state[0]})
        if state == (last, f"{digest:016x}"):
            return state[0]
    connection.executescript(_EMPTY)
    connection.execute("INSERT INTO state VALUES (?, 0, '')", (_VERSION,))
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID:d}")
    return 0


def _add(connection: sqlite3.Connection, database: Database, after: int) -> int:
    """Pack the next documents in one transaction; the last reading that is packed now."""
    readings = database.rows(_NEXT, {"after": after, "most": _AT_ONCE})
    last: int = readings[-1][0]
    held: dict[tuple[str, str], list[str]] = {(document, method): [] for _, document, method in readings}
    for table in TABLES:
        for document, method, rows in database.rows(_sql(table), {"after": after, "last": last}):
            held[document, method].append(f"{json.dumps(table.name)}:[{rows}]")
    ((_, digest),) = database.rows(_DIGEST, {"until": last})
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany("INSERT OR REPLACE INTO packed VALUES (?, ?, ?)", _pieces(held))
        connection.execute("UPDATE state SET last = ?, digest = ?", (last, f"{digest:016x}"))
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return last


def _sql(table: Table) -> str:
    # JSON is packed as the text that it is in its column.
    cells = ", ".join(
        f"t.{name}{'::VARCHAR' if kind == 'JSON' else ''}" for name, kind in table.columns.items()
    )
    return _ROWS.format(cells=cells, order="t.document" if table is DOCUMENTS else "t.ord", table=table.name)


def _pieces(held: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[tuple[str, str, bytes]]:
    for (document, method), tables in held.items():
        yield document, method, zlib.compress(f"{{{','.join(tables)}}}".encode(), 1)
