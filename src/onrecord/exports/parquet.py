"""Rows as a Parquet file with typed columns, written by DuckDB.

Days are DATE, lists are lists, numbers and truth values are what they are; objects are JSON text.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb

from onrecord.errors import StopSource
from onrecord.exports.typed import as_sql, connect
from onrecord.ledger.forms import JsonRow


def parquet(rows: Sequence[JsonRow], columns: Sequence[str]) -> bytes:
    """The file's bytes, the same for the same rows; `columns` are the fields of the rows that it has.

    Beside `date`, which may be a day, a month or a year, stand `date_first` and `date_last` as days.
    Raises StopSource where the file cannot be made.
    """
    sql, values = as_sql(rows, columns)
    try:
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder, connect() as connection:
            path = Path(folder) / "rows.parquet"
            found = connection.sql(sql, params=values)
            found.write_parquet(str(path), compression="zstd")
            return path.read_bytes()
    except (duckdb.Error, OSError) as error:
        raise StopSource(
            f"the Parquet file could not be made: {error}", remedy="choose csv or jsonl, or free some space"
        ) from error
