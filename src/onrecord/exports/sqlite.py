"""A SQLite database of rows: plain tables with keys, links, indexes and full-text search, for datasette and anything else.

The tables stand in `sqlite.sql`, what is made after the rows in `sqlite_after.sql`. Rows come in batches, so that memory is
bounded by a batch; the same rows give the same bytes with the same version of SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from onrecord.errors import StopSource
from onrecord.exports.network import best_named
from onrecord.exports.sqlite_rows import (
    Cells,
    claim_cells,
    comment_cells,
    document_cells,
    edit_cells,
    origin_cells,
    position_cells,
    relation_cells,
    statement_cells,
)
from onrecord.harmless import blanked
from onrecord.ledger import CheckRow, CopyEdits, OriginRow, PositionRow, StatementRow
from onrecord.ledger.roll import RecordSource
from onrecord.ledger.streams import CallRow, VoteRow
from onrecord.vocabulary import Actor, Document

Tables: TypeAlias = Mapping[str, Iterable[Cells]]


class Database:
    """A new database that is being filled; `finish` makes its indexes."""

    def __init__(self, connection: sqlite3.Connection, *, excerpt_chars: int | None, comments: bool) -> None:
        self._connection = connection
        self._most = excerpt_chars
        self._comments = comments
        self._actors: dict[str, Actor] = {}
        self._run(_script("sqlite.sql"))

    def add_about(self, facts: Mapping[str, str]) -> None:
        """What the file is and how it was made, by name."""
        self._insert("about", [tuple(pair) for pair in sorted(facts.items())])

    def add_origins(
        self, origins: Iterable[OriginRow], copies: Iterable[CopyEdits], texts: Mapping[str, str]
    ) -> None:
        """The reports, what their documents are to one another, and the sentences in which they differ.

        `texts` holds the text of each document whose relation rests on words in it.
        """
        listed = list(origins)
        self._insert("origins", map(origin_cells, listed))
        self._insert(
            "relations", (cells for row in listed for cells in relation_cells(row.origin, texts, self._most))
        )
        self._insert("edits", (cells for pair in copies for cells in edit_cells(pair, self._most)))

    def add_documents(self, documents: Sequence[Document], origins: Mapping[str, str]) -> None:
        """Documents with their paragraphs, and their comments where they are wanted."""
        self._insert("documents", (document_cells(one, origins.get(one.id), self._most) for one in documents))
        self._insert(
            "paragraphs",
            (
                (one.id, number, part.label, part.language, part.span.start, part.span.end)
                for one in documents
                for number, part in enumerate(one.paragraphs, start=1)
            ),
        )
        if self._comments:
            self._insert("comments", (cells for one in documents for cells in comment_cells(one, self._most)))

    def add_statements(self, rows: Iterable[StatementRow]) -> None:
        """Who is said to say what."""
        self._insert("statements", (statement_cells(row, self._most) for row in rows))

    def add_positions(self, rows: Sequence[PositionRow], origins: Mapping[str, str]) -> None:
        """Who stands where, with matters and used rows."""
        for row in rows:
            for party in (row.position.holder, row.position.toward):
                if party is not None:
                    held = self._actors.setdefault(party.actor.id, party.actor)
                    self._actors[held.id] = min(held, party.actor, key=best_named)
        self._insert(
            "positions", (position_cells(row, origins.get(row.position.document), self._most) for row in rows)
        )
        self._insert(
            "position_matters",
            ((row.position.id, matter) for row in rows for matter in dict.fromkeys(row.position.matters)),
        )
        self._insert(
            "position_rows",
            (
                (row.position.id, number, used)
                for row in rows
                for number, used in enumerate(row.position.rows, start=1)
            ),
        )

    def add_claims(self, rows: Sequence[CheckRow], origins: Mapping[str, str]) -> None:
        """Claims with verdicts, and what the verdicts rest on."""
        for table, cells in claim_cells(rows, origins, self._most).items():
            self._insert(table, cells)

    def add_record(
        self, sources: Iterable[RecordSource], calls: Iterable[CallRow], votes: Iterable[Sequence[VoteRow]]
    ) -> None:
        """Imported roll calls with every vote."""
        self._insert(
            "record_sources",
            ((s.id, s.title, s.publisher, s.address, s.terms, s.edition, s.digest) for s in sources),
        )
        self._insert(
            "roll_calls",
            (
                (c.no, c.source, c.body, c.symbol, c.date, c.kind, c.way, _truth(c.adopted), c.yes, c.no_votes,
                 c.abstain, c.not_voting, c.same_as)
                for c in calls
            ),
        )  # fmt: skip
        for batch in votes:
            self._insert("votes", ((vote.call, vote.seat, vote.name, vote.option) for vote in batch))

    def finish(self) -> None:
        """Actors, indexes and full-text search, when all rows are in."""
        self._insert("actors", ((id_, one.kind.value, one.name) for id_, one in sorted(self._actors.items())))
        self._connection.commit()
        self._run(_script("sqlite_after.sql"))
        self._connection.commit()

    def _insert(self, table: str, rows: Iterable[Cells]) -> None:
        marks = ", ".join("?" * _WIDTHS[table])
        harmless = (tuple(blanked(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", harmless)  # noqa: S608 (fixed names)

    def _run(self, script: str) -> None:
        self._connection.executescript(script)


_WIDTHS = {
    "about": 2,
    "origins": 6,
    "documents": 21,
    "paragraphs": 6,
    "comments": 5,
    "actors": 3,
    "statements": 15,
    "positions": 31,
    "position_matters": 2,
    "position_rows": 3,
    "claims": 14,
    "claim_terms": 3,
    "claim_grounds": 4,
    "relations": 9,
    "edits": 6,
    "record_sources": 7,
    "roll_calls": 13,
    "votes": 4,
}
"""How many columns each table has."""


@contextmanager
def new_database(
    path: Path, *, excerpt_chars: int | None = None, comments: bool = False
) -> Iterator[Database]:
    """Fill the empty file `path`; whole only when the block has ended. Raises StopSource where SQLite fails."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            # Nobody sees the file before it is whole, so that it needs no journal.
            connection.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; PRAGMA cache_size = -65536;"
            )
            database = Database(connection, excerpt_chars=excerpt_chars, comments=comments)
            yield database
            database.finish()
    except sqlite3.Error as error:
        raise StopSource(
            f"the SQLite file could not be made: {error}", remedy="free some space, or choose another format"
        ) from error


def _truth(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _script(name: str) -> str:
    return (files("onrecord.exports") / name).read_text(encoding="utf-8")
