"""Parquet files: what is put in comes out with its type, and the bytes are the same each time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rows import HOSTILE, row

from onrecord.cli.listing import KINDS
from onrecord.exports import parquet
from onrecord.exports.columns import type_of
from onrecord.ledger.forms import position_form

COLUMNS = KINDS["positions"].fields


def read(data: bytes, folder: Path) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Types and rows of a file, as DuckDB reads it."""
    path = folder / "rows.parquet"
    path.write_bytes(data)
    with duckdb.connect(":memory:") as connection:
        found = connection.read_parquet(str(path))
        names = found.columns
        return dict(zip(names, map(str, found.types), strict=True)), [
            dict(zip(names, values, strict=True)) for values in found.fetchall()
        ]


def test_a_position_comes_out_as_it_went_in(tmp_path: Path) -> None:
    """Every field of the JSON row is a column; a month is a text and two days; lists are lists."""
    form = position_form(row())
    types, (found,) = read(parquet([form], COLUMNS), tmp_path)
    assert {
        name: found[name] for name in form if not isinstance(form[name], dict) and "DATE" not in types[name]
    } == {
        name: value
        for name, value in form.items()
        if not isinstance(value, dict) and "DATE" not in types[name]
    }
    assert (types["start"], types["declared"], types["chain"]) == ("INTEGER", "BOOLEAN", "VARCHAR[]")
    assert (types["date"], types["date_first"], types["date_last"]) == ("VARCHAR", "DATE", "DATE")
    assert (found["date_first"], found["date_last"]) == (date(2019, 5, 1), date(2019, 5, 31))
    assert found["chain"] == ["The Courier", "Kari Berg"]


def test_every_kind_has_typed_columns(tmp_path: Path) -> None:
    """No column of any kind is missing, and one with days, lists, counts or truth values is no text."""
    for kind in KINDS.values():
        types, rows = read(parquet([], kind.fields), tmp_path)
        assert set(kind.fields) <= set(types)
        assert rows == []
        for name in kind.fields:
            assert types[name] == type_of(name)


def test_an_empty_ledger_gives_a_file_with_columns_and_no_rows(tmp_path: Path) -> None:
    """A file without rows is a file that can be read."""
    types, rows = read(parquet([], COLUMNS), tmp_path)
    assert (rows, types["polarity"]) == ([], "INTEGER")


def test_objects_are_json_text(tmp_path: Path) -> None:
    """What has no column type of its own can still be read back."""
    types, (found,) = read(
        parquet(
            [{"terms": {"count": 12, "options": ["yes"]}, "edits": [{"kind": "added"}]}], ("terms", "edits")
        ),
        tmp_path,
    )
    assert types == {"terms": "VARCHAR", "edits": "VARCHAR"}
    assert found == {"terms": '{"count": 12, "options": ["yes"]}', "edits": '[{"kind": "added"}]'}


def test_the_same_rows_give_the_same_bytes() -> None:
    """Two files of the same rows are one file."""
    rows = [position_form(row(id=f"pos-{number:012x}")) for number in range(3000)]
    assert parquet(rows, COLUMNS) == parquet(rows, COLUMNS)


def test_the_very_words_are_kept(tmp_path: Path) -> None:
    """No spreadsheet reads Parquet as a formula, so nothing is put before the words; a name of a column is only a name."""
    _, (found,) = read(parquet([{"about": HOSTILE, 'a"b': "x"}], ("about", 'a"b')), tmp_path)
    assert found == {"about": HOSTILE, 'a"b': "x"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "id": st.text(max_size=20),
                "start": st.none() | st.integers(-(2**31), 2**31 - 1),
                "declared": st.none() | st.booleans(),
                "chain": st.none() | st.lists(st.text(max_size=8), max_size=3),
                "date": st.none() | st.dates().map(str),
            }
        ),
        max_size=5,
    )
)
def test_any_rows_come_out_in_their_order(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    """Texts of any signs, missing values and empty lists are what they were, row by row."""
    columns = ("id", "start", "declared", "chain", "date")
    _, found = read(parquet(rows, columns), tmp_path_factory.mktemp("parquet"))
    assert [{name: held[name] for name in columns} for held in found] == rows
