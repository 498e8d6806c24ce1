"""Results on standard output or in a file, talk on standard error.

Everything but a table is written as UTF-8 with line feeds, on every machine the same.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.text import csv_cell, json_text, one_line
from onrecord.errors import StopSource, UsageError
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
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name), name) for name in columns] for row in rows)
    return target.getvalue()


def print_encoded(text: str) -> None:
    """Write a machine's format to standard output as UTF-8."""
    click.echo(text.encode("utf-8"), nl=False)


def write_file(path: Path, text: str) -> None:
    """Write a whole file or none: an older file stays until the new one is complete. Raises OnRecordError."""
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), remedy="name a file")
    if not path.parent.is_dir():
        raise UsageError("its folder does not exist", where=str(path), remedy="make the folder first")
    try:
        if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        _replace(path.resolve(), text.encode("utf-8"))
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
        what = "the disk is full" if full else (getattr(error, "strerror", None) or str(error))
        raise StopSource(
            f"could not be written: {what}", where=str(path), remedy="free some space or name another file"
        ) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes the file private; the result gets the rights that any new file of the user gets.
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


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
    """Numbers stay numbers; everything else is text that no spreadsheet calculates."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return csv_cell(as_text(value, name))
