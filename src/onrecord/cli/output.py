"""Results on standard output or in a file, talk on standard error.

Everything but a table is written as UTF-8 with line feeds, on every machine the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from onrecord.exporting.encoding import as_text, csv_text, json_lines, json_list
from onrecord.harmless import one_line

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow


__all__ = ["Format", "as_text", "encode", "print_encoded", "say"]


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
        return json_lines(rows)
    if form is Format.JSON:
        return json_list(rows)
    assert form is Format.CSV, "tables are drawn, not encoded"
    return csv_text(rows, columns)


def print_encoded(content: str | bytes) -> None:
    """Write a machine's format to standard output, a text as UTF-8."""
    click.echo(content.encode("utf-8") if isinstance(content, str) else content, nl=False)
