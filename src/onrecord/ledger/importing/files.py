"""Roll call files as DuckDB is to read them: told by their columns, grouped into sources, their cells as SQL."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import LedgerError, UnreadableDocument, UnsupportedFormat
from onrecord.ledger.database import Database, is_bad_input
from onrecord.record.layouts import Layout, load_layouts, recognise

_CHUNK = 1 << 20
MISSES_CALLS = "holds votes without their roll calls; name the file of the roll calls (rcid, session, date, unres ...) too"
_DELIMITERS = ",\t;"


@dataclass(frozen=True, slots=True)
class File:
    """One file and its layout."""

    path: Path
    columns: tuple[str, ...]
    layout: Layout
    digest: str
    size: int
    delimiter: str | None
    """None for Parquet."""


def look_at(database: Database, path: Path) -> File:
    """Tell the file's layout by its columns. Raises UnreadableDocument and UnsupportedFormat."""
    try:
        if path.is_dir():
            raise UnreadableDocument("is a folder", where=str(path), remedy="name the files in it")
        digest, head = _digest(path)
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableDocument(
            f"cannot be read ({error.strerror or error})",
            where=str(path),
            remedy="check the path and your permissions",
        ) from error
    if head[:4] == b"PAR1":
        delimiter = None
        try:
            rows = database.rows("DESCRIBE SELECT * FROM read_parquet(?)", (address(path),))
        except LedgerError as error:
            if not is_bad_input(error):
                raise
            raise UnreadableDocument(
                "is a damaged Parquet file", where=str(path), remedy="fetch it again"
            ) from error
        columns = tuple(str(row[0]) for row in rows)
    else:
        line = _first_line(path, head)
        delimiter = max(_DELIMITERS, key=line.count)
        columns = tuple(cell.strip().strip('"') for cell in line.split(delimiter))
    layout = recognise(columns)
    if layout is None:
        known = "; ".join(sorted(layout.title for layout in load_layouts()))
        raise UnsupportedFormat(
            f"no roll calls that are known by their columns (found: {', '.join(columns[:12]) or 'none'})",
            where=str(path),
            remedy=f"give one of: {known}",
        )
    return File(path=path, columns=columns, layout=layout, digest=digest, size=size, delimiter=delimiter)


def _digest(path: Path) -> tuple[str, bytes]:
    digest = hashlib.sha256()
    head = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            head = head or chunk
            digest.update(chunk)
    return digest.hexdigest(), head


def _first_line(path: Path, head: bytes) -> str:
    if head[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError), gzip.open(path) as file:
            head = file.read(_CHUNK)
    return head.split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r\ufeff")


def address(path: Path) -> str:
    """The path as it is bound, and as the database allows it."""
    return str(path.resolve())


def group_files(database: Database, found: Sequence[File]) -> tuple[list[list[File]], list[File]]:
    """Files that are one source (votes with the file of their roll calls), and votes whose roll calls are missing."""
    groups: list[list[File]] = []
    alone: list[File] = []
    for file in found:
        if file.layout.role != "votes":
            continue
        partner = next((other for other in found if _belongs(database, other, file)), None)
        if partner is not None:
            groups.append([file, partner])
        elif "symbol" in file.layout.columns:
            groups.append([file])
        else:
            alone.append(file)
    used = {id(file) for group in groups for file in group} | {id(file) for file in alone}
    groups += [[file] for file in found if id(file) not in used]
    return groups, alone


def _belongs(database: Database, calls: File, votes: File) -> bool:
    if calls.layout.role != "calls" or calls.layout.family != votes.layout.family:
        return False
    if "symbol" not in votes.layout.columns:
        return True
    return _body_letter(database, calls) == _body_letter(database, votes)


def _body_letter(database: Database, file: File) -> str | None:
    symbol = quoted(file.layout.columns["symbol"])
    rows = database.rows(f"SELECT min(left({symbol}, 1)) FROM {reader(file)}", {"path": address(file.path)})  # noqa: S608 (a column of a known layout)
    return rows[0][0] if rows else None


def quoted(column: str) -> str:
    """A column's name in SQL."""
    return '"' + column.replace('"', '""') + '"'


def reader(file: File) -> str:
    """The file as a table; its path is bound as `$path`."""
    if file.delimiter is None:
        return "read_parquet($path)"
    mark = file.delimiter.replace("\t", "\\t")
    return (
        f"read_csv($path, delim = E'{mark}', header = true, all_varchar = true, quote = '\"', escape = '\"', "
        "auto_detect = false, columns = {"
        + ", ".join(f"'{literal(name)}': 'VARCHAR'" for name in file.columns)
        + "}, store_rejects = true)"
    )


def literal(text: str) -> str:
    """The inside of a string in SQL."""
    return text.replace("'", "''")


def cell_sql(file: File, name: str) -> str:
    """The SQL of one of our fields, as text; NULL where the file has no such column."""
    column = file.layout.columns.get(name)
    return f"CAST({quoted(column)} AS VARCHAR)" if column in file.columns else "NULL::VARCHAR"


def lines_sql(file: File) -> str:
    """The file's lines with the id of their roll call: the publisher's, else the symbol and the date."""
    if file.layout.against:
        own = "'line ' || row_number() OVER ()"
    else:
        own = f"coalesce(nullif(trim({cell_sql(file, 'call')}), ''), {cell_sql(file, 'symbol')} || ' ' || {cell_sql(file, 'date')})"
    return f"(SELECT *, {own} AS call_id FROM {reader(file)})"  # noqa: S608 (columns of a known layout)
