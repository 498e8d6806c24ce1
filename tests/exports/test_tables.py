"""Tables in memory: what pandas and Polars get, with types, without an Arrow library of ours."""

from __future__ import annotations

import gc
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas
import polars
import pytest
from hostile import TEXTS
from hypothesis import given, settings
from made_rows import documents, position

import onrecord
from onrecord.exports import Table
from onrecord.exports.columns import storable
from onrecord.ledger import Ledger
from onrecord.vocabulary import Analysis, Stance


@pytest.fixture
def ledger() -> Ledger:
    """One document with two positions."""
    opened = Ledger.open()
    run = opened.begin(tool="t", method="m")
    other = position(id="pos-000000000002", stance=Stance.AIDS)
    opened.add(Analysis(document=documents()[0], positions=(position(), other)), run)
    return opened


def test_polars_takes_typed_columns(ledger: Ledger) -> None:
    """Days are dates, truth values truth values, lists lists, offsets numbers."""
    frame = polars.DataFrame(onrecord.table(ledger, "positions"))
    schema = frame.schema
    assert schema["when_first"] == polars.Date
    assert schema["declared"] == polars.Boolean
    assert schema["chain"] == polars.List(polars.String)
    assert schema["start"] == polars.Int32
    assert frame["when_first"][0] == date(2019, 5, 1)
    assert frame["chain"][0].to_list() == ["The Courier", "Kari Berg"]


def test_pandas_takes_the_same_rows(ledger: Ledger) -> None:
    """Both frames hold what the ledger holds, and a table is taken as often as one likes."""
    table = onrecord.table(ledger, "positions")
    frame = pandas.DataFrame.from_arrow(table)
    assert list(frame["id"]) == ["pos-000000000001", "pos-000000000002"]
    assert polars.DataFrame(table)["id"].to_list() == list(frame["id"])
    assert [row["id"] for row in table] == list(frame["id"])
    assert (len(table), tuple(frame.columns)) == (2, table.columns)


def test_filters_and_bounds_hold(ledger: Ledger) -> None:
    """The same filters as everywhere; quotations no longer than asked for."""
    table = onrecord.table(
        ledger, "positions", filters=onrecord.Filters(stance=(Stance.AIDS,)), excerpt_chars=20
    )
    (row,) = table
    assert (row["stance"], row["quote"]) == ("aids", "Norway condemned…")
    with pytest.raises(onrecord.UsageError, match="there is no kind"):
        onrecord.table(ledger, "nonsense")


def test_what_was_taken_outlives_the_table(ledger: Ledger) -> None:
    """A frame stays whole when the table and the ledger are gone."""
    table = onrecord.table(ledger, "positions")
    frame = polars.DataFrame(table)
    ledger.close()
    del table
    gc.collect()
    assert frame["holder"].to_list() == ["NOR", "NOR"]


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_comes_back(words: str) -> None:
    """Nothing in a text is taken for a value of another kind."""
    frame = polars.DataFrame(Table([{"id": "a", "quote": words, "chain": [words]}], ("id", "quote", "chain")))
    assert frame["quote"][0] == storable(words)
    assert frame["chain"][0].to_list() == [storable(words)]


def test_a_notebook_shows_words_as_text() -> None:
    """No tag of a document gets into the page."""
    table = Table([{"id": "<script>alert(1)</script>", "quote": "\u202e"}] * 12, ("id", "quote"))
    shown = table._repr_html_()
    assert "<script>" not in shown
    assert "⟦U+202E⟧" in shown
    assert "2 more rows" in shown


def test_no_arrow_library_is_needed(tmp_path: Path) -> None:
    """A table hands out its stream where neither pyarrow nor pandas is there."""
    code = (
        "import sys\n"
        "for name in ('pyarrow', 'pandas', 'polars'): sys.modules[name] = None\n"
        "from onrecord.exports import Table\n"
        "print('arrow_array_stream' in repr(Table([{'id': 'a'}], ('id',)).__arrow_c_stream__()))\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "True\n"
