"""Rows as the text of a CSV file in which no cell is taken for a formula.

Lines end with a line feed on every machine, and numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeAlias

from onrecord.harmless import csv_cell

Cell: TypeAlias = "str | int | float | None"


_LINES_AT_ONCE = 500


def sheet(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    delimiter: str = ",",
    quote_text: bool = False,
) -> str:
    """The file's text; None is an empty cell. With `quote_text` every text stands in quotation marks."""
    return "".join(sheet_parts(columns, rows, delimiter=delimiter, quote_text=quote_text))


def sheet_parts(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    delimiter: str = ",",
    quote_text: bool = False,
) -> Iterator[str]:
    """The same text in parts of some hundred lines, so that a table of any length needs no room."""
    lines: Iterator[Sequence[Cell]] = chain([columns], ([_safe(cell) for cell in row] for row in rows))
    while some := list(islice(lines, _LINES_AT_ONCE)):
        target = io.StringIO()
        writer = csv.writer(
            target,
            delimiter=delimiter,
            quoting=csv.QUOTE_NONNUMERIC if quote_text else csv.QUOTE_MINIMAL,
            lineterminator="\n",
        )
        writer.writerows(some)
        yield target.getvalue()


def _safe(cell: Cell) -> str | int | float:
    return csv_cell(cell or "") if isinstance(cell, str | None) else cell
