"""What lists show of each row, by its number, in a file of the server's own: fifty rows from anywhere take a millisecond.

The ledger stores columns, which is right for counting and slow for picking rows here and there. The file is made when
the room is opened, lies in the system's folder for such files, and goes when the room is closed.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.errors import LedgerError
from onrecord.ledger.database import Database
from onrecord.vocabulary import Basis, Stance, VerdictValue

_DOCUMENTS_AT_ONCE = 20_000
"""Whose rows are taken from the ledger at a time: their texts must find room."""
_BATCH = 10_000
"""Rows at a time on their way."""
_LONGEST = 900
"""Characters of a quotation in a list; its own page has it whole."""

# The rows come as the text of a JSON array: the database writes a million of them in half the time that Python takes.
_POSITIONS = """
SELECT w.no, json_array(w.id, d.id, coalesce(d.title, d.name), d.outlet, d.date, coalesce(d.origin_id, d.id),
    p.holder, h.name, p.stance, p.toward, t.name, p.about, p.basis,
    list_transform(from_json(p.chain, '[{{"name":"VARCHAR"}}]'), lambda link: link.name),
    p.modality, p.ended, p.by_membership, p.when_first, p.when_last, p.date,
    p.trigger_start - p.evidence_start, p.trigger_end - p.evidence_start,
    substring(x.text, p.evidence_start + 1, least(p.evidence_end - p.evidence_start, {longest})),
    substring(x.text, p.when_start + 1, least(p.when_end - p.when_start, 200)),
    p.forum, p.instrument, from_json(p.matters, '["VARCHAR"]'), p.principle, p.address, p.statement, p.rule,
    p.standing)::VARCHAR
FROM memory.positions AS w
JOIN memory.documents AS d ON d.no = w.document
JOIN current_positions AS p ON p.document = d.id AND p.method = d.method AND p.id = w.id
JOIN documents AS x ON x.document = d.id AND x.method = d.method
JOIN memory.actors AS h ON h.no = w.holder
LEFT JOIN memory.actors AS t ON t.no = w.toward
WHERE d.no >= $first AND d.no < $after
"""

_CLAIMS = """
SELECT w.no, json_array(w.id, d.id, coalesce(d.title, d.name), d.outlet, d.date, c.kind,
    substring(x.text, c.span_start + 1, least(c.span_end - c.span_start, {longest})),
    v.value, v.text_says, v.record_says, v.as_of, from_json(v.steps, '["VARCHAR"]'), v.nearest,
    list_transform(from_json(c.chain, '[{{"name":"VARCHAR"}}]'), lambda link: link.name), c.rule)::VARCHAR
FROM memory.claims AS w
JOIN memory.documents AS d ON d.no = w.document
JOIN claims AS c ON c.document = d.id AND c.method = d.method AND c.id = w.id
JOIN documents AS x ON x.document = d.id AND x.method = d.method
LEFT JOIN verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id
WHERE d.no >= $first AND d.no < $after
"""


@dataclass(frozen=True, slots=True)
class ShownPosition:
    """A position as a list shows it. The order of the fields is that of the file's rows."""

    id: str
    document: str
    """Document id."""
    title: str
    outlet: str | None
    date: str | None
    """Of the document."""
    origin: str
    """Id of its independent report."""
    holder: str
    holder_name: str
    stance_value: str
    toward: str | None
    toward_name: str | None
    about: str | None
    basis_value: str
    chain: Sequence[str]
    modality: str | None
    ended: bool
    by_membership: bool
    when_first: str | None
    when_last: str | None
    position_date: str | None
    trigger_start: int
    """Characters from the beginning of the quotation."""
    trigger_end: int
    quote: str
    when_words: str | None
    forum: str | None
    instrument: str | None
    matters: Sequence[str]
    principle: str | None
    address: str | None
    statement: str | None
    rule: str
    standing: str
    """How it stands in review."""

    @property
    def stance(self) -> Stance:
        """The stance."""
        return Stance(self.stance_value)

    @property
    def basis(self) -> Basis:
        """The basis."""
        return Basis(self.basis_value)

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The quotation before, at and after the words that show the stance."""
        start = max(0, min(self.trigger_start, len(self.quote)))
        end = max(start, min(self.trigger_end, len(self.quote)))
        return self.quote[:start], self.quote[start:end], self.quote[end:]

    @property
    def taken(self) -> str:
        """The days on which it may have been taken, for people."""
        if self.when_first is None:
            return f"in a document of {self.position_date}" if self.position_date else "time not told"
        return (
            self.when_first if self.when_first == self.when_last else f"{self.when_first} to {self.when_last}"
        )


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with its verdict as a list shows it. The order of the fields is that of the file's rows."""

    id: str
    document: str
    title: str
    outlet: str | None
    date: str | None
    kind: str
    quote: str
    verdict_value: str | None
    text_says: str | None
    record_says: str | None
    as_of: str | None
    steps: Sequence[str] | None
    nearest: str | None
    chain: Sequence[str]
    rule: str

    @property
    def verdict(self) -> VerdictValue | None:
        """The verdict; None where none was given."""
        return None if self.verdict_value is None else VerdictValue(self.verdict_value)


_KINDS: dict[str, tuple[str, Callable[..., Any]]] = {
    "positions": (_POSITIONS, ShownPosition),
    "claims": (_CLAIMS, ShownClaim),
}


class Shelf:
    """The file, open for any number of threads."""

    def __init__(self, folder: Path | None = None) -> None:
        """Make an empty file in a folder of its own. Raises LedgerError where there is no room for it."""
        self._folder = tempfile.TemporaryDirectory(prefix="onrecord-", dir=folder, ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / "room.sqlite"
        self._local = threading.local()
        with self._writing() as connection:
            for kind in _KINDS:
                connection.execute(f"CREATE TABLE {kind} (no INTEGER PRIMARY KEY, row TEXT NOT NULL)")

    def close(self) -> None:
        """Take the file away."""
        self._folder.cleanup()

    def fill(self, database: Database, kind: str, documents: range) -> None:
        """Keep the rows of the documents with these numbers; rows that were kept before are exchanged."""
        sql = _KINDS[kind][0].format(longest=_LONGEST)
        with self._writing() as connection:
            for first in range(documents.start, documents.stop, _DOCUMENTS_AT_ONCE):
                after = min(first + _DOCUMENTS_AT_ONCE, documents.stop)
                connection.executemany(
                    f"INSERT OR REPLACE INTO {kind} VALUES (?, ?)",  # noqa: S608 (fixed names)
                    chain.from_iterable(database.batches(sql, {"first": first, "after": after}, size=_BATCH)),
                )

    def positions(self, numbers: Iterable[int]) -> list[ShownPosition]:
        """The positions with these numbers, in the order of the numbers given."""
        return list(self._read("positions", numbers))

    def claims(self, numbers: Iterable[int]) -> list[ShownClaim]:
        """The claims with these numbers, in the order of the numbers given."""
        return list(self._read("claims", numbers))

    def each_position(self, numbers: Iterable[int]) -> Iterator[ShownPosition]:
        """The same, one after the other."""
        return self._read("positions", numbers)

    def each_claim(self, numbers: Iterable[int]) -> Iterator[ShownClaim]:
        """The same, one after the other."""
        return self._read("claims", numbers)

    def _read(self, kind: str, numbers: Iterable[int]) -> Iterator[Any]:
        sql, make = f"SELECT row FROM {kind} WHERE no = ?", _KINDS[kind][1]  # noqa: S608 (fixed names)
        connection = self._connection()
        for number in numbers:
            found = connection.execute(sql, (number,)).fetchone()
            if found is not None:
                yield make(*json.loads(found[0]))

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            # A list may be taken by one thread after the other, never by two at once.
            held = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self._local.connection = held
        return held

    def _writing(self) -> _Writing:
        return _Writing(self._path)


class _Writing:
    """A connection for one writing, committed at its end."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")  # the file is made anew after a fall
        self._connection.execute("PRAGMA journal_mode = MEMORY")

    def __enter__(self) -> sqlite3.Connection:
        self._connection.execute("BEGIN")
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        with closing(self._connection):
            if error is None:
                self._connection.execute("COMMIT")
            elif isinstance(error, sqlite3.Error):
                raise LedgerError(
                    f"the lists of the page cannot be kept ({error})",
                    where="the system's folder for temporary files",
                    remedy="free some space, or name another folder in TMPDIR",
                ) from error
