"""The search index of a ledger: a file beside it, brought up to date from the ledger's readings, and asked from any thread.

A document that was read anew takes the place of its earlier reading; only what the ledger read since is indexed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, Self

from onrecord.ledger import Ledger
from onrecord.ledger.wordings import Mark, Wording, Wordings
from onrecord.search import finding, store
from onrecord.search.answers import EVERYWHERE, Part, Results, Where
from onrecord.search.query import parse_query, plain, spaced

SUFFIX = ".search"
"""Follows the name of the ledger's file."""
_AT_ONCE = 4_000
"""Documents that are indexed together."""
_START = Mark(last=0, digest="")


class SearchIndex:
    """An index that is up to date with its ledger; use it in a `with` block, from as many threads as you like."""

    MOST_RANKED: ClassVar[int] = finding.MOST_RANKED
    """Documents of one answer; of more, those that were read last."""

    def __init__(self, path: Path, folder: TemporaryDirectory[str] | None = None) -> None:
        self.path = path
        self._folder = folder
        self._connections = store.Connections(path)

    @classmethod
    def open(cls, ledger: Ledger, *, progress: Callable[[int], None] | None = None) -> Self:
        """The index of a ledger, made or brought up to date if need be; `progress` is told the documents so far.

        Where the ledger's folder cannot be written, the index is a file that goes when it is closed.
        Raises LedgerError, and StopSource where SQLite has no full-text search.
        """
        store.check_fts5()
        wordings = ledger.wordings
        if ledger.path is not None:
            path = ledger.path.with_name(ledger.path.name + SUFFIX)
            if _is_current(path, wordings) or _is_updated(path, wordings, progress):
                return cls(path)
        folder = TemporaryDirectory(prefix="onrecord-search-")
        try:
            path = Path(folder.name) / f"ledger{SUFFIX}"
            with store.told(path):
                _update(path, wordings, progress)
        except BaseException:
            folder.cleanup()
            raise
        return cls(path, folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of all threads."""
        self._connections.close()
        if self._folder is not None:
            self._folder.cleanup()

    def search(
        self,
        words: str,
        *,
        where: Where = EVERYWHERE,
        part: Part = Part.DOCUMENTS,
        limit: int = 20,
        offset: int = 0,
    ) -> Results:
        """The documents that fit, best first: `limit` of them from `offset` on. Raises UsageError and LedgerError."""
        query = parse_query(words)
        with store.told(self.path):
            return finding.find(self._connections, query.as_fts(), where, part, limit=limit, offset=offset)


def _is_current(path: Path, wordings: Wordings) -> bool:
    """True for an index that goes as far as the ledger does."""
    if not path.exists() or not store.is_ours(path):
        return False
    connections = store.Connections(path)
    try:
        return read_mark(connections.reading()) == wordings.mark()
    except sqlite3.Error:
        return False
    finally:
        connections.close()


def _is_updated(path: Path, wordings: Wordings, progress: Callable[[int], None] | None) -> bool:
    """Bring the index up to date; False where the file is somebody else's or cannot be written. Raises LedgerError."""
    if not store.is_ours(path):
        return False
    with store.told(path):
        try:
            _update(path, wordings, progress)
        except sqlite3.Error as error:
            if store.is_unwritable(error):
                return False
            if not store.is_damaged(error):
                raise
            path.unlink()  # nothing in it is lost
            _update(path, wordings, progress)
    return True


def _update(path: Path, wordings: Wordings, progress: Callable[[int], None] | None) -> None:
    with store.writing(path) as connection:
        mark = _followed(connection, wordings)
        if mark is None:
            store.empty(connection)
            mark = _START
        done, last = 0, mark.last
        for batch in wordings.after(mark, at_once=_AT_ONCE):
            _add(connection, batch)
            done, last = done + len(batch), batch[-1].place
            if progress is not None:
                progress(done)
        now = wordings.mark(last)
        connection.execute("UPDATE state SET last = ?, digest = ?", (now.last, now.digest))
        if done > _AT_ONCE:
            for table in ("documents", "comments"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 (fixed names)


def _followed(connection: sqlite3.Connection, wordings: Wordings) -> Mark | None:
    """How far the index goes; None where it is no index of this ledger and version."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchall():
        return None
    mark = read_mark(connection)
    return mark if mark is not None and wordings.mark(mark.last) == mark else None


def read_mark(connection: sqlite3.Connection) -> Mark | None:
    """How far the index goes; None where another version made it. Raises sqlite3.Error."""
    rows = connection.execute("SELECT last, digest FROM state WHERE version = ?", (store.VERSION,)).fetchall()
    return Mark(last=rows[0][0], digest=rows[0][1]) if rows else None


def _add(connection: sqlite3.Connection, batch: Sequence[Wording]) -> None:
    """Index documents, each in the place of its earlier reading."""
    connection.executemany(
        "DELETE FROM texts WHERE no IN (SELECT no FROM facts WHERE document = ?)",
        [(w.document,) for w in batch],
    )
    connection.executemany("DELETE FROM facts WHERE document = ?", [(w.document,) for w in batch])
    connection.executemany(
        "INSERT INTO facts (no, document, kind, outlet, first, last) VALUES (?, ?, ?, ?, ?, ?)",
        [(w.place, w.document, w.kind.value, _folded(w.outlet), *_days(w)) for w in batch],
    )
    words = [(w.place, plain(w.title or ""), plain(w.text), plain("\n\n".join(w.comments))) for w in batch]
    connection.executemany(
        "INSERT INTO texts (no, title, body, comments) VALUES (?, ?, ?, ?)",
        [(no, title, finding.packed(text), finding.packed(comments)) for no, title, text, comments in words],
    )
    connection.executemany(
        "INSERT INTO documents (rowid, title, body) VALUES (?, ?, ?)",
        [(no, spaced(title), spaced(text)) for no, title, text, _ in words],
    )
    connection.executemany(
        "INSERT INTO comments (rowid, words) VALUES (?, ?)",
        [(no, spaced(comments)) for no, _, _, comments in words if comments],
    )


def _days(wording: Wording) -> tuple[str | None, str | None]:
    date = wording.date
    return (None, None) if date is None else (str(date.first), str(date.last))


def _folded(outlet: str | None) -> str | None:
    return None if outlet is None else plain(outlet).casefold()
