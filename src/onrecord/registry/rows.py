"""Reading the registry's CSV files: typed access to cells, with the place of every fault.

Every failure is a `DataError` whose `where` names file, line and row id.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from onrecord.errors import DataError
from onrecord.vocabulary import PartialDate, Period

MAX_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file. `where` is `file:line (row id)`."""

    where: str
    cells: dict[str, str]

    def fail(self, what: str) -> DataError:
        """A `DataError` that names this row."""
        return DataError(what, where=self.where, remedy="correct the row in this data file")

    def optional(self, column: str) -> str | None:
        """The cell without surrounding space; None where it is empty."""
        return self.cells[column].strip() or None

    def text(self, column: str) -> str:
        """The cell, which must not be empty."""
        value = self.cells[column].strip()
        if not value:
            raise self.fail(f"{column} is empty")
        return value

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that a vertical bar separates."""
        parts = (part.strip() for part in self.cells[column].split("|"))
        return tuple(part for part in parts if part)

    def one_of(self, column: str, allowed: frozenset[str]) -> str:
        """The cell, which must be one of a closed list."""
        value = self.text(column)
        if value not in allowed:
            raise self.fail(f"{column} {value!r} is none of {', '.join(sorted(allowed))}")
        return value

    def flag(self, column: str) -> bool:
        """`yes` or `no`."""
        return self.one_of(column, frozenset({"yes", "no"})) == "yes"

    def number(self, column: str) -> int | None:
        """A whole number of at least zero; None where the cell is empty."""
        value = self.optional(column)
        if value is None:
            return None
        if not value.isascii() or not value.isdigit():
            raise self.fail(f"{column} {value!r} is not a whole number")
        return int(value)

    def date(self, column: str) -> PartialDate | None:
        """A day, month or year; None where the cell is empty."""
        value = self.optional(column)
        if value is None:
            return None
        try:
            return _date(value)
        except ValueError as error:
            raise self.fail(f"{column} {value!r} is not a date (2020, 2020-10 or 2020-10-28)") from error

    def period(self, first: str = "valid_from", last: str = "valid_to") -> Period:
        """The period between two date columns; it must not end before it starts."""
        start, end = self.date(first), self.date(last)
        if start and end and end.year <= start.year and end.last < start.first:
            raise self.fail(f"{last} lies before {first}")
        return Period(first=start, last=end)

    def checked(self) -> PartialDate | None:
        """The day when the row was held against the source it names; None for one entered from knowledge."""
        day = self.date("checked")
        if day is not None and day.day is None:
            raise self.fail(f"checked {day} is no day (2020-10-28)")
        return day

    def source(self) -> str:
        """Where the fact comes from; every row has one."""
        return self.text("source")


@cache
def _date(text: str) -> PartialDate:
    """The same few thousand dates stand in many rows."""
    return PartialDate.parse(text)


def merged_rows(folders: Sequence[Traversable], name: str, columns: tuple[str, ...]) -> list[Row]:
    """The rows of a file of the first folder, then those of further folders, which need not have it.

    A later row with the id of an earlier one stands in its place. Files without ids are put one after the other.
    """
    rows = list(read_rows(folders[0], name, columns, name))
    for folder in folders[1:]:
        if not folder.joinpath(name).is_file():
            continue
        further = list(read_rows(folder, name, columns, str(folder.joinpath(name))))
        if columns[0] in ("row", "id"):
            own = {row.text(columns[0]): row for row in further}
            rows = [own.pop(row.text(columns[0]), row) for row in rows]
            further = list(own.values())
        rows += further
    return rows


def read_rows(folder: Traversable, name: str, columns: tuple[str, ...], shown: str) -> Iterator[Row]:
    """Yield the rows of `folder/name`, whose header must be exactly `columns`; row ids must be unique.

    `shown` is the file's name in errors.
    """
    try:
        text = folder.joinpath(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            "cannot be read as UTF-8 text", where=shown, remedy="save it as UTF-8, or install onrecord again"
        ) from error
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        header = tuple(next(reader, ()))
        if header != columns:
            raise DataError(
                f"header is {','.join(header)}, not {','.join(columns)}",
                where=shown,
                remedy="correct the header",
            )
        seen: set[str] = set()
        for cells in reader:
            yield _row(shown, reader.line_num, columns, cells, seen)
    except csv.Error as error:
        raise DataError(
            f"not CSV: {error}", where=f"{shown}:{reader.line_num}", remedy="correct the line"
        ) from error


def _row(name: str, line: int, columns: tuple[str, ...], cells: list[str], seen: set[str]) -> Row:
    label = cells[0].strip() if cells else ""
    row = Row(f"{name}:{line} ({label})", dict(zip(columns, cells, strict=False)))
    if len(cells) != len(columns):
        raise row.fail(f"{len(cells)} cells, {len(columns)} expected")
    if columns[0] in ("row", "id"):
        if not label:
            raise row.fail("the row id is empty")
        if label in seen:
            raise row.fail("the row id is used twice")
        seen.add(label)
    if line > MAX_ROWS:
        raise row.fail(f"more than {MAX_ROWS} rows")
    return row
