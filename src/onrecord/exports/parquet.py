"""Rows as a Parquet file with typed columns, written by DuckDB.

Days are DATE, lists are lists, numbers and truth values are what they are; objects are JSON text.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from onrecord.errors import StopSource
from onrecord.exports.days import days_of_date, iso
from onrecord.ledger.forms import JsonRow
from onrecord.vocabulary import JsonValue, PartialDate

_INTEGERS = (
    "start",
    "end",
    "polarity",
    "characters",
    "paragraphs",
    "comments",
    "left_out",
    "set_aside",
    "not_covered",
)
_COUNTS = ("statements", "positions", "claims")
_TYPES = {
    **dict.fromkeys((*_INTEGERS, *_COUNTS), "INTEGER"),
    "size": "BIGINT",
    **dict.fromkeys(("declared", "by_membership", "ended"), "BOOLEAN"),
    **dict.fromkeys(
        ("chain", "rows", "warnings", "steps", "searched", "documents", "document_ids", "matters"),
        "VARCHAR[]",
    ),
    **dict.fromkeys(("date_first", "date_last", "when_first", "when_last"), "DATE"),
}
"""Column to type; every other column is text."""
_CONFIG = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",  # so that the same rows give the same bytes
}


def parquet(rows: Sequence[JsonRow], columns: Sequence[str]) -> bytes:
    """The file's bytes, the same for the same rows; `columns` are the fields of the rows that it has.

    Beside `date`, which may be a day, a month or a year, stand `date_first` and `date_last` as days.
    Raises StopSource where the file cannot be made.
    """
    names = [name for column in columns for name in _with_days(column)]
    lists = [[_value(row, name) for row in rows] for name in names]
    chosen = ", ".join(f"unnest($c{n}::{type_of(name)}[]) AS {_quoted(name)}" for n, name in enumerate(names))
    values = {f"c{n}": held for n, held in enumerate(lists)}
    try:
        with (
            tempfile.TemporaryDirectory(prefix="onrecord-") as folder,
            duckdb.connect(":memory:", config=dict(_CONFIG)) as connection,
        ):
            path = Path(folder) / "rows.parquet"
            found = connection.sql(f"SELECT {chosen}", params=values)
            found.write_parquet(str(path), compression="zstd")
            return path.read_bytes()
    except (duckdb.Error, OSError) as error:
        raise StopSource(
            f"the Parquet file could not be made: {error}", remedy="choose csv or jsonl, or free some space"
        ) from error


def type_of(column: str) -> str:
    """The DuckDB type of a column."""
    return _TYPES.get(column, "VARCHAR")


def _quoted(name: str) -> str:
    """A name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'


def _with_days(column: str) -> tuple[str, ...]:
    return ("date", "date_first", "date_last") if column == "date" else (column,)


def _value(row: JsonRow, name: str) -> Any:
    if name in ("date_first", "date_last"):
        given = row.get("date")
        first, last = days_of_date(PartialDate.parse(given) if isinstance(given, str) else None)
        return iso(first if name == "date_first" else last)
    value = row.get(name)
    if type_of(name) == "VARCHAR[]":
        return [_storable(str(item)) for item in value] if isinstance(value, list) else None
    if isinstance(value, dict | list):
        return _storable(json.dumps(value, ensure_ascii=False))
    return _storable(value)


def _storable(value: JsonValue) -> JsonValue:
    """Halves of surrogate pairs written out: a file of text cannot hold them."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
