"""Results on standard output or in a file, talk on standard error.

Everything but a table is written as UTF-8 with line feeds, on every machine the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from onrecord.harmless import json_text, one_line
from onrecord.sheet import sheet
from onrecord.vocabulary import JsonValue

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"


def say(line: str) -> None:
    """One line on standard error."""
    click.echo(one_line(line), err=True)


def encode(rows: Sequence[JsonRow], form: Format, *, columns: Sequence[str]) -> str:
    """The rows as text in a machine's format; `columns` are the fields of a CSV file."""
    if form is Format.JSONL:
        return "".join(f"{_json(row)}\n" for row in rows)
    if form is Format.JSON:
        lines = ",\n".join(f"  {_json(row)}" for row in rows)
        return f"[\n{lines}\n]\n" if rows else "[]\n"
    assert form is Format.CSV, "tables are drawn, not encoded"
    return sheet(columns, ([_cell(row.get(name), name) for name in columns] for row in rows))


def print_encoded(content: str | bytes) -> None:
    """Write a machine's format to standard output, a text as UTF-8."""
    click.echo(content.encode("utf-8") if isinstance(content, str) else content, nl=False)


def _json(value: JsonValue | JsonRow) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, allow_nan=False))


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


def _cell(value: JsonValue, name: str) -> str | int | float:
    """Numbers stay numbers; everything else is text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return as_text(value, name)
