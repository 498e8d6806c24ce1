"""Rows as text that machines read: CSV, JSON lines, JSON; one place for what every command and every export writes.

Everything is UTF-8 with line feeds, on every machine the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.harmless import json_text
from onrecord.sheet import sheet
from onrecord.vocabulary import JsonValue

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow

BOM = "\ufeff"
"""What makes Excel read a CSV file as UTF-8."""


class FileFormat(StrEnum):
    """How a file is written."""

    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"
    PARQUET = "parquet"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    RIS = "ris"
    BIBTEX = "bibtex"
    GRAPHML = "graphml"
    SQLITE = "sqlite"

    @property
    def is_text(self) -> bool:
        """False for what is not for a screen."""
        return self not in (FileFormat.PARQUET, FileFormat.XLSX, FileFormat.SQLITE)


ENDINGS: Mapping[str, FileFormat] = {
    **{f".{value.value}": value for value in FileFormat},
    ".md": FileFormat.MARKDOWN,
    ".bib": FileFormat.BIBTEX,
    ".db": FileFormat.SQLITE,
}
"""How a file's name tells its format."""


def csv_text(rows: Sequence[JsonRow], columns: Sequence[str]) -> str:
    """A head and one line a row; lists are joined, and no cell is taken for a formula."""
    return sheet(columns, ([_cell(row.get(name), name) for name in columns] for row in rows))


def json_lines(rows: Sequence[JsonRow]) -> str:
    """One object a line."""
    return "".join(f"{_json(row)}\n" for row in rows)


def json_list(rows: Sequence[JsonRow]) -> str:
    """One list, an object a line."""
    lines = ",\n".join(f"  {_json(row)}" for row in rows)
    return f"[\n{lines}\n]\n" if rows else "[]\n"


def as_text(value: JsonValue, name: str = "") -> str:
    """A value as a person reads it: a chain with arrows, other lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return (" > " if name == "chain" else "; ").join(as_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _json(value: JsonRow) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _cell(value: JsonValue, name: str) -> str | int | float:
    """Numbers stay numbers; everything else is text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return as_text(value, name)
