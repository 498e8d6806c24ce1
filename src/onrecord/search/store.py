"""The file of a search index: its tables, connections of one thread each, and every failure told as ours.

No other module touches sqlite3. The texts are kept compressed, because a snippet needs them in a moment and the ledger,
which keeps columns, takes some hundred milliseconds for those of one page.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import LedgerError, StopSource

APPLICATION_ID = 0x4F6E5253
"""Tells a file of ours from any other: "OnRS"."""
_ID_AT = slice(68, 72)
_MAGIC = b"SQLite format 3\0"
VERSION = 1
"""Of the tables and of how texts are parted into words; another version's index is made anew."""
TOKENIZER = "unicode61 remove_diacritics 2"

SCHEMA = f"""
CREATE TABLE state (version INTEGER NOT NULL, last INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE facts (
    no INTEGER PRIMARY KEY, document TEXT NOT NULL, kind TEXT NOT NULL, outlet TEXT, first TEXT, last TEXT);
CREATE UNIQUE INDEX facts_by_document ON facts (document);
CREATE TABLE texts (no INTEGER PRIMARY KEY, title TEXT NOT NULL, body BLOB NOT NULL, comments BLOB NOT NULL);
CREATE VIRTUAL TABLE documents USING fts5(title, body, content='', tokenize='{TOKENIZER}');
CREATE VIRTUAL TABLE comments USING fts5(words, content='', tokenize='{TOKENIZER}');
"""
_TABLES = ("state", "facts", "texts", "documents", "comments")
_UNWRITABLE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)
_CACHE = "PRAGMA cache_size = -8192"  # 8 MiB a thread


class Connections:
    """One connection for each thread that reads the file; the file is not written through them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def reading(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: sqlite3.Connection | None = getattr(self._local, "held", None)
        if held is None:
            address = f"file:{quote(str(self.path.absolute()))}?mode=ro"
            held = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
            held.execute(_CACHE)
            held.execute("PRAGMA trusted_schema = OFF")
            self._local.held = self._kept(held)
        return held

    def scratch(self) -> sqlite3.Connection:
        """This thread's memory, in which snippets are cut."""
        held: sqlite3.Connection | None = getattr(self._local, "scratch", None)
        if held is None:
            held = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            held.execute(f"CREATE VIRTUAL TABLE page USING fts5(title, body, tokenize='{TOKENIZER}')")
            self._local.scratch = self._kept(held)
        return held

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            while self._opened:
                with suppress(sqlite3.Error):
                    self._opened.pop().close()
        self._local = threading.local()

    def _kept(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        with self._lock:
            self._opened.append(connection)
        return connection


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, made if missing, in one transaction: all of the block is kept, or none of it."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=60)
    try:
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.close()


def empty(connection: sqlite3.Connection) -> None:
    """Make the tables anew; those of an index of another version or ledger go."""
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in SCHEMA.strip().split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("INSERT INTO state (version, last, digest) VALUES (?, 0, '')", (VERSION,))


def is_ours(path: Path) -> bool:
    """True for a file that an index may be written to: missing, empty, or an index of ours, damaged or not."""
    try:
        with path.open("rb") as file:
            head = file.read(_ID_AT.stop)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return not head or (head.startswith(_MAGIC) and head[_ID_AT] == APPLICATION_ID.to_bytes(4, "big"))


def check_fts5() -> None:
    """Raises StopSource where this Python's SQLite has no full-text search."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(a, tokenize='{TOKENIZER}')")
    except sqlite3.OperationalError as error:
        raise StopSource(
            f"this Python's SQLite ({sqlite3.sqlite_version}) has no full-text search (FTS5)",
            remedy="use a Python whose SQLite has FTS5 and is 3.27 or newer, such as those of python.org, Debian and conda",
        ) from error
    finally:
        connection.close()


def is_damaged(error: sqlite3.Error) -> bool:
    """True where the file itself is to blame."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_unwritable(error: sqlite3.Error) -> bool:
    """True where the place does not let a file be written, or somebody else writes it."""
    return _code(error) in _UNWRITABLE


def _code(error: sqlite3.Error) -> int:
    """What went wrong, without the details in the upper bits."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever goes wrong with the file, as an error that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(
            f"the search index failed ({error})", where=str(path), remedy="delete this file; it is made anew"
        ) from error
