"""Roll call files as DuckDB is to read them: told by their columns, grouped into sources, their cells as SQL."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import LedgerError, UnreadableDocument, UnsupportedFormat
from onrecord.ledger.database import Database, Row, is_bad_file
from onrecord.record.layouts import Layout, load_layouts, recognise

_CHUNK = 1 << 20
MISSES_CALLS = "holds votes without their roll calls; name the file of the roll calls (rcid, session, date, unres ...) too"
_DELIMITERS = ",\t;"
_GZIP = b"\x1f\x8b"
_PATTERN = re.compile(r"[*?\[]")


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
    packed: bool
    """Whether it is compressed by gzip, whatever its name ends in."""


def look_at(database: Database, path: Path) -> File:
    """Tell the file's layout by its columns. Raises UnreadableDocument and UnsupportedFormat."""
    try:
        if path.is_dir():
            raise UnreadableDocument("is a folder", where=str(path), remedy="name the files in it")
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise UnreadableDocument("is no file", where=str(path), remedy="save it as a file first")
        if _PATTERN.search(address(path)):
            raise UnreadableDocument(
                "has a path that the database takes for a pattern (*, ? or [)",
                where=str(path),
                remedy="rename it",
            )
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
            if not is_bad_file(error):
                raise
            raise UnreadableDocument(
                "is a damaged Parquet file", where=str(path), remedy="fetch it again"
            ) from error
        columns = tuple(str(row[0]) for row in rows)
    else:
        delimiter, columns = _header(head)
    layout = recognise(columns)
    if layout is None:
        known = "; ".join(sorted(layout.title for layout in load_layouts()))
        raise UnsupportedFormat(
            f"no roll calls that are known by their columns (found: {', '.join(columns[:12]) or 'none'})",
            where=str(path),
            remedy=f"give one of: {known}",
        )
    return File(
        path=path, columns=columns, layout=layout, digest=digest, size=size, delimiter=delimiter,
        packed=head[:2] == _GZIP,
    )  # fmt: skip


def _digest(path: Path) -> tuple[str, bytes]:
    digest = hashlib.sha256()
    head = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            head = head or chunk
            digest.update(chunk)
    return digest.hexdigest(), head


def _header(head: bytes) -> tuple[str, tuple[str, ...]]:
    """The mark between the cells of a CSV file that begins like this, and its columns."""
    if head[:2] == _GZIP:
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _CHUNK)
        except zlib.error:
            head = b""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:  # a cell longer than any name of a column
        cells = []
    return delimiter, tuple(cell.strip() for cell in cells)


def address(path: Path) -> str:
    """The path as it is bound, and as the database allows it."""
    return str(path.resolve())


def rows_of(database: Database, file: File, sql: str) -> list[Row]:
    """The rows of a statement that reads the file as `$path`. Raises UnreadableDocument where the file is damaged."""
    try:
        return database.rows(sql, {"path": address(file.path)})
    except LedgerError as error:
        if not is_bad_file(error):
            raise
        raise UnreadableDocument(
            f"is damaged: {error.what}", where=str(file.path), remedy="fetch it again"
        ) from error


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
    try:
        rows = rows_of(database, file, f"SELECT min(left({symbol}, 1)) FROM {reader(file)}")  # noqa: S608 (a column of a known layout)
    except UnreadableDocument:
        return None  # told when it is read in full
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
        f"auto_detect = false, compression = '{'gzip' if file.packed else 'none'}', columns = {{"
        + ", ".join(f"'{name}': 'VARCHAR'" for name in _names(file))
        + "}, store_rejects = true)"
    )


def _names(file: File) -> list[str]:
    """The columns by the layout's names; any other is numbered, whatever it is called: nothing, twice, or a statement."""
    known = {*file.layout.columns.values(), *file.layout.against}
    return [
        name if name in known and name not in file.columns[:place] else f"unread {place}"
        for place, name in enumerate(file.columns)
    ]


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
    known = {*file.layout.columns.values(), *file.layout.against} & set(file.columns)
    told = ", ".join(map(quoted, sorted(known)))
    return f"(SELECT {told}, {own} AS call_id FROM {reader(file)})"  # noqa: S608 (columns of a known layout)
