"""How inputs are cut, and tables in Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SkipItem, UsageError
from onrecord.read import read_source
from onrecord.scale.inputs import MOST_BYTES, Input, batches, cut, list_inputs

LIMIT = 100_000


@given(sizes=st.lists(st.integers(0, MOST_BYTES * 2), max_size=40), most=st.integers(1, 9))
def test_portions_hold_every_input_once_in_order(sizes: list[int], most: int) -> None:
    """Nothing is lost or doubled by cutting, and no portion is larger than one machine should take."""
    inputs = [Input(address=str(number), size=size) for number, size in enumerate(sizes)]
    portions = cut(inputs, most=most)
    assert [one for portion in portions for one in portion.inputs] == inputs
    assert [portion.number for portion in portions] == list(range(len(portions)))
    for portion in portions:
        assert len(portion.inputs) <= most
        assert len(portion.inputs) == 1 or sum(one.size for one in portion.inputs) <= MOST_BYTES


def _read(path: Path, most: int = 3) -> list[tuple[str, str]]:
    inputs = list_inputs([str(path)], limit=LIMIT, columns=None)
    found = []
    for portion in cut(inputs, most=10):
        for batch in batches(portion, most=most, limit=LIMIT, columns=None):
            assert len(batch.documents) <= most
            for loaded in batch.documents:
                try:
                    document = read_source(loaded.source(limit=LIMIT), limit=LIMIT)
                    found.append((document.id, document.text))
                except SkipItem as error:
                    found.append(("", error.what))
    return found


def test_rows_of_parquet_are_documents_with_the_ids_of_their_cells(tmp_path: Path) -> None:
    """The same row has the same id in JSON lines and in Parquet, and a row without text is told."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [
        {"title": f"Report {number}", "text": f"Ghana welcomed plan {number}.", "date": "2020-05-04"}
        for number in range(7)
    ]
    rows[4]["text"] = " "
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "rows.parquet")
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = _read(tmp_path / "rows.parquet")
    assert found == _read(tmp_path / "rows.jsonl")
    assert found[4] == ("", "has no text in this row")


def test_a_parquet_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    """A damaged table costs itself and nothing else."""
    pytest.importorskip("pyarrow")
    (tmp_path / "rows.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "text.txt").write_text("Ghana welcomed the plan.")
    found = _read(tmp_path)
    assert found[0] == ("", "is broken after 0 rows")
    assert found[1][1] == "Ghana welcomed the plan."


def test_standard_input_is_refused() -> None:
    """It is on one machine alone."""
    with pytest.raises(UsageError, match="standard input"):
        list_inputs(["-"], limit=LIMIT, columns=None)


def test_an_address_of_a_store_lists_its_objects(tmp_path: Path) -> None:
    """Arrow's file systems serve a folder of texts as the path does."""
    pytest.importorskip("pyarrow")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Ghana welcomed the plan.")
    inputs = list_inputs([f"file://{tmp_path}/in"], limit=LIMIT, columns=None)
    assert [one.address for one in inputs] == [f"file://{tmp_path}/in/a.txt"]
    (portion,) = cut(inputs, most=5)
    (batch,) = batches(portion, most=5, limit=LIMIT, columns=None)
    assert read_source(batch.documents[0].source(limit=LIMIT), limit=LIMIT).text == "Ghana welcomed the plan."
