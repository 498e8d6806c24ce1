"""Excel workbooks: typed cells, no formula and no link, the same bytes, and limits that are told."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime

import openpyxl
import pytest
from hostile import NASTY, TEXTS
from hypothesis import given, settings

from onrecord.errors import UsageError
from onrecord.exports import Sheet, workbook
from onrecord.harmless import xml_text
from onrecord.ledger.forms import JsonRow

COLUMNS = ("id", "quote", "start", "declared", "chain", "date", "when_first", "kind_confidence", "warnings")
ROW: JsonRow = {
    "id": "pos-1",
    "quote": "said Ana",
    "start": 4,
    "declared": True,
    "chain": ["AFP", "Ana Silva"],
    "date": "2019-05",
    "when_first": "2019-05-03",
    "kind_confidence": 0.5,
    "warnings": [],
}


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def test_cells_have_types_and_the_head_stays_in_view() -> None:
    """Numbers are numbers, days days, truth values truth values; each kind has its sheet."""
    content, cut = workbook(
        [Sheet(name="positions", columns=COLUMNS, rows=[ROW]), Sheet(name="claims", columns=("id",), rows=[])]
    )
    book = opened(content)
    sheet = book["positions"]
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert head == [*COLUMNS[:6], "date_first", "date_last", *COLUMNS[6:]]
    assert row == [
        "pos-1", "said Ana", 4, True, "AFP > Ana Silva", "2019-05", datetime(2019, 5, 1), datetime(2019, 5, 31),
        datetime(2019, 5, 3), 0.5, None,
    ]  # fmt: skip
    assert (sheet.freeze_panes, book.sheetnames, cut) == ("A2", ["positions", "claims"], 0)
    assert sheet.column_dimensions["B"].width > 8


def test_the_same_rows_give_the_same_bytes() -> None:
    """No time and no machine stands in the file."""
    sheets = [Sheet(name="positions", columns=COLUMNS, rows=[ROW] * 3)]
    assert workbook(sheets) == workbook(sheets)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_is_text_and_comes_back(words: str) -> None:
    """Nothing of a document becomes a formula or a link; what XML cannot hold is written out."""
    content, _ = workbook(
        [Sheet(name="positions", columns=("id", "quote"), rows=[{"id": "a", "quote": words}])]
    )
    cell = opened(content)["positions"]["B2"]
    assert cell.data_type in ("s", "inlineStr", "n")
    assert cell.hyperlink is None
    assert (cell.value or "") == xml_text(words).replace("\r", "\n") or "_x" in str(cell.value)


def test_no_part_of_the_file_holds_a_formula_or_a_link() -> None:
    """The parts themselves: no formula element, no relation to another place."""
    rows: list[JsonRow] = [{"id": str(number), "quote": words} for number, words in enumerate(NASTY)]
    content, _ = workbook([Sheet(name="positions", columns=("id", "quote"), rows=rows)])
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet.lower()
        assert not any("External" in file.read(name).decode() for name in file.namelist())
        # Excel's own mark keeps what looks like a formula a text when somebody edits the cell.
        assert 'quotePrefix="1"' in file.read("xl/styles.xml").decode()


def test_a_cell_beyond_the_limit_is_cut_and_counted() -> None:
    """32,767 units of UTF-16 are the most; what is cut ends in a sign and is told."""
    rows: list[JsonRow] = [{"quote": "𝔉" * 20_000}, {"quote": "a" * 32_767}]
    content, cut = workbook([Sheet(name="positions", columns=("quote",), rows=rows)])
    values = [cell.value for (cell,) in opened(content)["positions"].iter_rows(min_row=2)]
    assert cut == 1
    assert values[0].endswith("…")
    assert len(values[0].encode("utf-16-le")) <= 2 * 32_767
    assert values[1] == "a" * 32_767


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are never dropped: the message says what to do."""
    monkeypatch.setattr(sys.modules["onrecord.exports.workbook"], "MOST_ROWS", 1)
    with pytest.raises(UsageError, match="more than the 1 rows"):
        workbook([Sheet(name="positions", columns=("id",), rows=[{"id": "a"}, {"id": "b"}])])


def test_days_before_the_calendar_of_excel_stay_text() -> None:
    """A day of 1884 is no number of Excel's."""
    content, _ = workbook([Sheet(name="p", columns=("when_first",), rows=[{"when_first": "1884-11-15"}])])
    assert opened(content)["p"]["A2"].value == "1884-11-15"
