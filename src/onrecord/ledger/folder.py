"""A ledger as a folder of Parquet files: its manifest, and views that stand where a ledger file has tables.

The folder is written whole by one run over many machines and only read after that. The manifest is written last and
names every file that counts, so that what a lost machine left half written is never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.ledger.codec import dumps, loads
from onrecord.ledger.database import MANIFEST, Database
from onrecord.ledger.migrate import APPLICATION, load_migrations
from onrecord.ledger.tables import TABLES

FORMAT = "onrecord ledger folder 1"
_FIRST = 9
"""The first version of a ledger whose folders have the tables of today's; later migrations changed others only."""
_TABLES = frozenset(
    (
        *(table.name for table in TABLES),
        *("runs", "sources", "readings"),
        *("origins", "origin_documents", "relations", "brought_together", "edits"),
    )
)
"""Those that a run fills; what people decide and what finding copies keeps is in files alone."""
_NAME = re.compile(r"[a-z_]{1,40}/[A-Za-z0-9][A-Za-z0-9_-]{0,120}\.parquet")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """One Parquet file with rows of one table."""

    table: str
    name: str
    """In the folder: `positions/000000-000003.parquet`."""
    rows: int
    size: int
    """Bytes."""
    digest: str
    """SHA-256 of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a ledger folder holds. `met == added + held + skipped`."""

    format: str
    schema: int
    """Version of the tables: the last migration that they have."""
    tool: str
    method: str
    started: datetime
    finished: datetime
    """UTC, as in the table `runs`."""
    met: int
    added: int
    held: int
    skipped: int
    files: tuple[TableFile, ...]
    """In the order of their rows."""


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as the bytes of its file."""
    return json.dumps(json.loads(dumps(manifest)), ensure_ascii=False, indent=1).encode() + b"\n"


def read_manifest(data: bytes, *, where: str) -> Manifest:
    """The manifest that these bytes are. Raises LedgerError where they are none that this program can read."""
    try:
        manifest = loads(Manifest, data.decode("utf-8"))
        if manifest.format != FORMAT or not all(_is_safe(file) for file in manifest.files):
            raise ValueError(manifest.format)
        counts = [manifest.schema, manifest.met, manifest.added, manifest.held, manifest.skipped]
        counts += [count for file in manifest.files for count in (file.rows, file.size)]
        if not all(isinstance(count, int) for count in counts):
            raise ValueError("a count that is no number")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LedgerError(
            f"its {MANIFEST} is no manifest that this program can read",
            where=where,
            remedy="upgrade onrecord, or restore the folder from a copy",
        ) from error
    newest = load_migrations()[-1].version
    if any(file.table not in _TABLES for file in manifest.files):
        raise LedgerError("names an unknown table", where=where, remedy="restore the folder from a copy")
    if not _FIRST <= manifest.schema <= newest:
        raise LedgerError(
            f"is of another version ({manifest.schema}, this program reads {newest})",
            where=where,
            remedy="read the documents again, or open it with the version of onrecord that wrote it",
        )
    return manifest


def open_manifest(folder: Path) -> Manifest:
    """The manifest of a ledger folder, whose files are all there in their size. Raises LedgerError."""
    where = str(folder)
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes(), where=where)
    except OSError as error:
        raise LedgerError(
            f"its {MANIFEST} cannot be read ({error.strerror})", where=where, remedy="check its permissions"
        ) from error
    for file in manifest.files:
        try:
            size = (folder / file.name).stat().st_size
        except OSError:
            size = -1
        if size != file.size:
            raise LedgerError(
                f"is not whole: {file.name} is {'missing' if size < 0 else 'of another size'}",
                where=where,
                remedy="copy the folder again, or read the documents again",
            )
    return manifest


def open_folder(database: Database, *, into_memory: bool) -> None:
    """Make a database in memory the ledger of the folder that it was opened on. Raises LedgerError.

    For one question views are enough. Whoever asks many gets tables `into_memory`, which go to a temporary file where
    they are larger than it.
    """
    assert database.path is not None, "a folder has a path"
    manifest = open_manifest(database.path)
    make_tables(database)
    files = by_table(manifest.files)
    if not into_memory:
        lay_out(database, files, root=database.path)
        return
    for table, names in files.items():
        listed = _listed(names, database.path)
        database.script(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet([{listed}])")  # noqa: S608 (names that were checked, quoted paths)


def make_tables(database: Database) -> None:
    """Give an empty database the tables of a ledger, without rows."""
    for step in load_migrations():
        database.script(step.sql)
        database.rows(
            "INSERT INTO schema_version (application, version, name) VALUES (?, ?, ?)",
            (APPLICATION, step.version, step.name),
        )


def by_table(files: Iterable[TableFile]) -> Mapping[str, list[str]]:
    """Table to the names of its files, in their order."""
    found: dict[str, list[str]] = {}
    for file in files:
        found.setdefault(file.table, []).append(file.name)
    return found


def lay_out(database: Database, files: Mapping[str, Iterable[str]], *, root: Path) -> None:
    """Put views over Parquet files in the place of tables of the same columns; a table without files stays as it is."""
    for table, names in files.items():
        columns = [(row[0], row[1]) for row in database.rows(f"DESCRIBE {table}")]
        selected = ", ".join(f"{name}::{kind} AS {name}" for name, kind in columns)
        listed = _listed(names, root)
        database.script(f"DROP TABLE {table}")
        database.script(f"CREATE VIEW {table} AS SELECT {selected} FROM read_parquet([{listed}])")  # noqa: S608 (fixed names, quoted paths)


def _listed(names: Iterable[str], root: Path) -> str:
    return ", ".join("'" + str(root / name).replace("'", "''") + "'" for name in names)


def _is_safe(file: TableFile) -> bool:
    return _NAME.fullmatch(file.name) is not None and file.name.startswith(f"{file.table}/")
