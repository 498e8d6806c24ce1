"""Parquet tables of texts, read batch by batch through Arrow: each row is a document with what its columns tell.

The columns are chosen as those of CSV and JSON lines are, and a row has the same id as the same cells there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial

from onrecord.errors import SkipItem, UnreadableDocument
from onrecord.read import Source, Told
from onrecord.read.columns import choose_columns
from onrecord.read.rows import hints_of
from onrecord.read.sources import failing
from onrecord.read.told import identity_of, web_address

_MAGIC = b"PAR1"
_ROWS = 256


def open_parquet(file: Source, *, limit: int, columns: Mapping[str, str] | None) -> Iterator[Source] | None:
    """The rows of a Parquet file as documents; None where it is no Parquet file, or cannot be opened at all."""
    if file.open is None:
        return None
    try:
        with file.open() as stream:
            if stream.read(len(_MAGIC)) != _MAGIC:
                return None
    except (SkipItem, OSError):
        return None
    return _rows(file, limit, columns or {})


def _rows(file: Source, limit: int, wanted: Mapping[str, str]) -> Iterator[Source]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    assert file.open is not None, "it was opened before"
    number = 0
    try:
        with file.open() as stream:
            table = ParquetFile(stream)
            chosen = choose_columns(table.schema_arrow.names, wanted, address=file.address)
            for batch in table.iter_batches(batch_size=_ROWS, columns=list(chosen.values())):
                for row in batch.to_pylist():
                    number += 1
                    yield _document(
                        file.address, number, {name: _cell(row[at]) for name, at in chosen.items()}, limit
                    )
    except SkipItem as error:
        yield failing(file.address, error)
    except (ArrowException, OSError, ValueError) as error:
        yield failing(
            file.address,
            UnreadableDocument(
                f"is broken after {number:,} rows",
                where=file.address,
                remedy="what came before was read; write it again",
            ),
        )
        del error


def _document(address: str, number: int, cells: Mapping[str, str], limit: int) -> Source:
    where = f"{address}!/row-{number}"
    text = cells.get("text", "")
    if not text.strip():
        missing = UnreadableDocument(
            "has no text in this row", where=where, remedy="fill the cell, or leave the row out"
        )
        return failing(where, missing)
    told = Told(
        container=address,
        url=web_address(cells.get("url")),
        hints=hints_of(cells),
        identity=identity_of(cells),
    )
    return Source(where, partial(bytes, text.encode("utf-8", "replace")[: limit + 1]), told=told)


def _cell(value: object) -> str:
    """A value as text: strings as they are, days as ISO 8601, lists of strings joined; nothing of anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
