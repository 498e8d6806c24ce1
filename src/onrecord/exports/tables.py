"""Rows as a table in memory that pandas, Polars and whatever else speaks Arrow take over as it is.

The table hands out its columns by the Arrow PyCapsule interface (`__arrow_c_stream__`); it needs no Arrow library.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import duckdb

from onrecord.errors import StopSource
from onrecord.exports.typed import as_sql, connect
from onrecord.harmless import shortened
from onrecord.ledger.forms import JsonRow
from onrecord.plaintext import visible

_SHOWN = 10
_LONGEST = 120
"""Rows, and characters of a cell, that a notebook shows."""


class Table:
    """Rows with typed columns: `polars.DataFrame(table)`, `pandas.DataFrame.from_arrow(table)`.

    Whole days are dates, lists are lists, counts are numbers. Each taker gets the same columns, none a copy of its own.
    """

    def __init__(self, rows: Sequence[JsonRow], columns: Sequence[str]) -> None:
        """Lay the rows out by columns. Raises StopSource where memory runs out."""
        sql, values = as_sql(rows, columns)
        self._connection = connect()
        try:
            self._connection.execute(f"CREATE TABLE held AS {sql}", values)
        except duckdb.Error as error:
            raise StopSource(f"the table could not be made: {error}", remedy="ask for fewer rows") from error
        found = self._connection.execute("SELECT column_name, column_type FROM (DESCRIBE held)").fetchall()
        self._types = {str(name): str(kind) for name, kind in found}
        self._rows = len(rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(self._types)

    @property
    def types(self) -> dict[str, str]:
        """Column to type: VARCHAR, INTEGER, BIGINT, BOOLEAN, DATE, DOUBLE, VARCHAR[]."""
        return dict(self._types)

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each row by column; days are `datetime.date`."""
        for row in self._connection.cursor().execute("SELECT * FROM held").fetchall():
            yield dict(zip(self._types, row, strict=True))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as a stream of Arrow arrays, anew at each call; a schema asked for is met as far as DuckDB can."""
        relation = self._connection.cursor().table("held")
        return relation.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"Table of {self._rows} rows: {', '.join(self._types)}"

    def _repr_html_(self) -> str:
        """What a notebook shows: the first rows, every word as text."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self._types)
        found = self._connection.cursor().execute("SELECT * FROM held LIMIT ?", (_SHOWN,)).fetchall()
        body = "".join(f"<tr>{''.join(f'<td>{_shown(value)}</td>' for value in row)}</tr>" for row in found)
        more = self._rows - len(found)
        rest = f"<p>{more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return escape(visible(shortened(text, _LONGEST)))
