"""Rows as an Excel workbook: one sheet for each kind, typed cells, a head that stays in view.

No text becomes a formula or a link, and what is beyond Excel's limits is told or refused, never dropped.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.exports.columns import type_of, typed_columns, typed_value
from onrecord.harmless import is_formula, xml_text
from onrecord.ledger.forms import JsonRow

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows of a sheet, its head not counted (Excel specifications and limits)."""
MOST_CHARACTERS = 32_767
"""Of a cell, in units of UTF-16, as Excel counts them."""
_NARROW, _WIDE = 8, 60
"""Least and greatest width of a column, in characters."""
_MEASURED = 200
"""Rows whose cells decide how wide a column is."""
_MADE = datetime(2000, 1, 1)
_FIRST_DAY = date(1900, 3, 1)
"""Before this day Excel's calendar has a day too many or none at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of one kind, and the columns to show."""

    name: str
    """At most 31 characters, none of `[]:*?/\\`; the program's own."""
    columns: tuple[str, ...]
    rows: Sequence[JsonRow]


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Format
    day: Format
    words: Format
    """Of a text that would be a formula if somebody typed it: Excel's own mark for "this is text"."""


def workbook(sheets: Sequence[Sheet]) -> tuple[bytes, int]:
    """The file's bytes, the same for the same rows, and how many cells were cut at Excel's limit.

    Raises UsageError where a sheet would have more rows than Excel takes.
    """
    import xlsxwriter  # only this form needs it

    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise UsageError(
                f"{len(sheet.rows)} {sheet.name} are more than the {MOST_ROWS} rows that a sheet of Excel holds",
                remedy="narrow them by filters (--since, --holder ...), or choose csv, parquet or sqlite",
            )
    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _MADE})
        formats = _formats(book)
        cut = sum(_fill(book.add_worksheet(sheet.name), sheet, formats) for sheet in sheets)
    return target.getvalue(), cut


def _formats(book: Workbook) -> _Formats:
    return _Formats(
        head=book.add_format({"bold": True, "bottom": 1}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
        words=book.add_format({"quote_prefix": True}),
    )


def _fill(into: Worksheet, sheet: Sheet, formats: _Formats) -> int:
    """Write one sheet; how many cells were cut."""
    columns = typed_columns(sheet.columns)
    into.freeze_panes(1, 0)
    for at, name in enumerate(columns):
        into.set_column(at, at, _width(sheet.rows, name))
        into.write_string(0, at, name, formats.head)
    cut = 0
    for number, row in enumerate(sheet.rows, start=1):
        for at, name in enumerate(columns):
            cut += _write(into, (number, at), typed_value(row, name), name, formats)
    into.autofilter(0, 0, max(len(sheet.rows), 1), len(columns) - 1)
    return cut


def _write(into: Worksheet, place: tuple[int, int], value: Any, name: str, formats: _Formats) -> bool:
    """Write one cell as what it is; True where its text was cut."""
    if value is None or value == []:
        return False
    if isinstance(value, bool):
        into.write_boolean(*place, value)
        return False
    if isinstance(value, int | float):
        into.write_number(*place, value)
        return False
    if type_of(name) == "DATE" and (day := date.fromisoformat(value)) >= _FIRST_DAY:
        into.write_datetime(*place, day, formats.day)
        return False
    words = xml_text((" > " if name == "chain" else "; ").join(value) if isinstance(value, list) else value)
    text = _fitting(words)
    into.write_string(*place, text, formats.words if is_formula(text) else None)
    return text != words


def _fitting(text: str) -> str:
    """As much of the text as a cell holds, with a sign where it goes on."""
    if len(text) <= MOST_CHARACTERS // 2:  # no character is longer than two units
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _width(rows: Sequence[JsonRow], name: str) -> int:
    longest = max((len(str(typed_value(row, name) or "")) for row in rows[:_MEASURED]), default=0)
    return min(max(longest + 1, len(name) + 3, _NARROW), _WIDE)
