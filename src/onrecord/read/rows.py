"""Tables of texts (CSV, TSV, JSON lines, JSON), read row by row: each row is a document with what its columns tell.

A row without text is skipped with its line; a line that is broken is told, and the others are read.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

from onrecord.errors import UnreadableDocument
from onrecord.read.columns import choose_columns
from onrecord.read.dates import FIRST_YEAR, LAST_YEAR, find_date
from onrecord.read.decode import clean, decode
from onrecord.read.members import Member, Ways
from onrecord.read.page import Hints
from onrecord.read.paragraphs import squeeze
from onrecord.read.streams import flow
from onrecord.read.told import Told, identity_of, web_address
from onrecord.vocabulary import PartialDate

SAMPLE = 200_000
"""Bytes by which the encoding is told."""
DELIMITERS = ",;\t|"
LONGEST_FACT = 400
"""Characters of a title, author or outlet. A longer cell is something else."""
MOST_SAMPLED = 50
"""Lines of JSON that are looked at for the names of their fields."""


def open_sheet(stream: BinaryIO, address: str, ways: Ways) -> Iterator[Member]:
    """The rows of a CSV or TSV table whose first line names the columns."""
    lines = _Lines(stream, address, ways.limit)
    first = next(lines, "")
    if not first.strip():
        raise UnreadableDocument("has no line that names its columns", where=address, remedy="add one")
    delimiter = max(DELIMITERS, key=lambda sign: (first.count(sign), sign == ","))
    # The bound is one for the whole process; ours is that of a document, which no cell may be longer than.
    csv.field_size_limit(max(csv.field_size_limit(), ways.limit))
    reader = csv.reader(chain((first,), lines), delimiter=delimiter)
    try:
        header = next(reader)
        chosen = choose_columns(header, ways.columns, address=address)
        places = {name: header.index(column) for name, column in chosen.items()}
        last = reader.line_num
        for row in reader:
            line, last = last + 1, reader.line_num
            if row:
                cells = {name: row[at] for name, at in places.items() if at < len(row)}
                yield _member(cells, line, address)
    except csv.Error as error:
        raise UnreadableDocument(
            f"is broken at line {reader.line_num:,} ({error})",
            where=address,
            remedy="what came before was read; correct the line",
        ) from error


def open_json_lines(stream: BinaryIO, address: str, ways: Ways) -> Iterator[Member]:
    """The objects of a file with one JSON object a line."""
    lines = enumerate(_Lines(stream, address, ways.limit), 1)
    waiting: list[tuple[int, dict[str, Any] | UnreadableDocument]] = []
    names: dict[str, None] = {}
    for number, line in lines:
        if line.strip():
            waiting.append((number, _object(line, number, address)))
            names.update(dict.fromkeys(_names(waiting[-1][1])))
        if len(waiting) >= MOST_SAMPLED:
            break
    chosen = choose_columns(tuple(names), ways.columns, address=address)
    rest = ((number, _object(line, number, address)) for number, line in lines if line.strip())
    for number, found in chain(waiting, rest):
        yield _of_object(found, chosen, number, address)


def open_json(stream: BinaryIO, address: str, ways: Ways) -> Iterator[Member]:
    """The objects of a JSON list, or the one object that the file is."""
    data = stream.read(ways.limit + 1)
    if len(data) > ways.limit:
        raise UnreadableDocument(
            f"is JSON of more than {ways.limit:,} bytes",
            where=address,
            remedy="write one object a line (JSON lines)",
        )
    try:
        found = json.loads(data.decode(_encoding(data, address), "replace"))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("is no valid JSON", where=address, remedy="save it again") from error
    rows = found if isinstance(found, list) else [found]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise UnreadableDocument(
            "is JSON that is no list of objects", where=address, remedy="write one object a line (JSON lines)"
        )
    names = dict.fromkeys(name for row in rows[:MOST_SAMPLED] for name in row)
    chosen = choose_columns(tuple(names), ways.columns, address=address)
    for number, row in enumerate(rows, 1):
        yield _of_object(row, chosen, number, address, place="item")


class _Lines(Iterator[str]):
    """The decoded lines of a stream, each of bounded length; line ends stay, for cells that hold some."""

    def __init__(self, stream: BinaryIO, address: str, limit: int) -> None:
        head = stream.read(SAMPLE)
        self._address = address
        self._limit = limit
        sample = head[: head.rfind(b"\n") + 1] or head
        joined = flow(head, stream)
        self._text = io.TextIOWrapper(
            joined, encoding=_encoding(sample, address), errors="replace", newline=""
        )

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 1)
        if not line:
            raise StopIteration
        if len(line) > self._limit:
            raise UnreadableDocument(
                f"has a line of more than {self._limit:,} characters",
                where=self._address,
                remedy="what came before was read; split the line, or raise ONRECORD_MAX_BYTES",
            )
        return line.replace("\x00", "")


def _encoding(sample: bytes, address: str) -> str:
    """The encoding of a table, by its beginning."""
    encoding = decode(sample[:SAMPLE], address=address).encoding if sample.strip() else "utf-8"
    marked = encoding == "utf-8" and sample.startswith(codecs.BOM_UTF8)
    return "utf-8-sig" if marked else encoding


def _object(line: str, number: int, address: str) -> dict[str, Any] | UnreadableDocument:
    """The object of a line, or why there is none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    return UnreadableDocument(
        "is no JSON object",
        where=f"{address}!/line-{number}",
        remedy="correct the line; the others were read",
    )


def _names(found: dict[str, Any] | UnreadableDocument) -> list[str]:
    return [str(name) for name in found] if isinstance(found, dict) else []


def _of_object(
    found: dict[str, Any] | UnreadableDocument,
    chosen: Mapping[str, str],
    number: int,
    address: str,
    *,
    place: str = "line",
) -> Member:
    if isinstance(found, UnreadableDocument):
        return Member(name=f"{place}-{number}", error=found)
    cells = {name: _cell(found.get(column)) for name, column in chosen.items()}
    return _member(cells, number, address, place=place)


def _cell(value: object) -> str:
    """A value as text: strings as they are, lists of strings joined; nothing of anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _member(cells: Mapping[str, str], number: int, address: str, *, place: str = "line") -> Member:
    """A row as a document: its text, and what the other columns tell."""
    name = f"{place}-{number}"
    text = cells.get("text", "")
    if not text.strip():
        error = UnreadableDocument(
            "has no text in this row",
            where=f"{address}!/{name}",
            remedy="fill the cell, or leave the row out",
        )
        return Member(name=name, error=error)
    data = text.encode("utf-8", "replace")
    told = Told(url=web_address(cells.get("url")), hints=hints_of(cells), identity=identity_of(cells))
    return Member(name=name, bytes_of=lambda: io.BytesIO(data), told=told, document=True)


def hints_of(cells: Mapping[str, str | None]) -> Hints:
    """What the cells of a row tell of its document; nothing where a cell holds something else."""
    language = (fact(cells.get("language")) or "").casefold()[:2]
    return Hints(
        title=fact(cells.get("title")),
        author=fact(cells.get("author")),
        outlet=fact(cells.get("outlet")),
        date=day_of(cells.get("date")),
        language=language if len(language) == 2 and language.isalpha() else None,
    )


def fact(text: str | None) -> str | None:
    """A short cell on one line; None for an empty or a long one."""
    line = squeeze(clean(text or "")[: LONGEST_FACT + 1])
    return line if 0 < len(line) <= LONGEST_FACT else None


def day_of(text: str | None) -> PartialDate | None:
    """The day, month or year that a cell gives (ISO 8601 first); None where it can be read in two ways."""
    line = fact(text)
    if line is None:
        return None
    for length in (10, 7, 4):
        if len(line) == length or (length == 10 and line[10:11] in ("T", " ")):
            try:
                day = PartialDate.parse(line[:length])
            except ValueError:
                continue
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    found = find_date(line)
    return found.date if found is not None else None
