"""The types of the columns of exported rows, for every form that has types: Parquet, Excel, tables in memory.

Days are days, lists are lists, numbers and truth values are what they are; objects are JSON text.
"""

from __future__ import annotations

import json
from typing import Any

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
    "number",
    "answers",
)
_COUNTS = ("statements", "positions", "claims")
_TYPES = {
    **dict.fromkeys((*_INTEGERS, *_COUNTS), "INTEGER"),
    "size": "BIGINT",
    "kind_confidence": "DOUBLE",
    **dict.fromkeys(("declared", "by_membership", "ended"), "BOOLEAN"),
    **dict.fromkeys(
        ("chain", "rows", "warnings", "steps", "searched", "documents", "document_ids", "matters"),
        "VARCHAR[]",
    ),
    **dict.fromkeys(("date_first", "date_last", "when_first", "when_last"), "DATE"),
}
"""Column to type; every other column is text."""


def type_of(column: str) -> str:
    """The type of a column, as DuckDB names it."""
    return _TYPES.get(column, "VARCHAR")


def typed_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns, and behind `date` (a day, a month or a year) its first and last day."""
    return tuple(name for column in columns for name in _with_days(column))


def typed_value(row: JsonRow, name: str) -> Any:
    """The value of a column as its type takes it: a list of texts, a day as ISO text, JSON text for an object."""
    if name in ("date_first", "date_last"):
        given = row.get("date")
        first, last = days_of_date(PartialDate.parse(given) if isinstance(given, str) else None)
        return iso(first if name == "date_first" else last)
    value = row.get(name)
    if type_of(name) == "VARCHAR[]":
        return [storable(str(item)) for item in value] if isinstance(value, list) else None
    if isinstance(value, dict | list):
        return storable(json.dumps(value, ensure_ascii=False))
    return storable(value)


def storable(value: JsonValue) -> JsonValue:
    """Halves of surrogate pairs written out: a file of text cannot hold them."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def _with_days(column: str) -> tuple[str, ...]:
    return ("date", "date_first", "date_last") if column == "date" else (column,)
