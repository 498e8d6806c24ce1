"""Rows as a relation of DuckDB with typed columns, in a database of its own that sees no file and no variable.

What Parquet files and tables in memory are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from onrecord.exports.columns import type_of, typed_columns, typed_value
from onrecord.ledger.forms import JsonRow

_CONFIG = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",  # so that the same rows give the same bytes
}


def connect() -> duckdb.DuckDBPyConnection:
    """An empty database in memory."""
    return duckdb.connect(":memory:", config=dict(_CONFIG))


def as_sql(rows: Sequence[JsonRow], columns: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """A query that gives the rows with typed columns, and the values that it binds."""
    names = typed_columns(tuple(columns))
    chosen = ", ".join(f"unnest($c{n}::{type_of(name)}[]) AS {_quoted(name)}" for n, name in enumerate(names))
    values = {f"c{n}": [typed_value(row, name) for row in rows] for n, name in enumerate(names)}
    return f"SELECT {chosen}", values


def _quoted(name: str) -> str:
    """A name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'
