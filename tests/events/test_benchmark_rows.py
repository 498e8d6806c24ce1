"""Benchmark rows become documents whose spans lead back to the row's own text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.positions.benchmarks import predict_file
from evals.positions.places import country_of
from evals.positions.reading import parse_all
from evals.positions.rows import Shape, as_document, read_rows
from onrecord.errors import UnsupportedFormat
from onrecord.parse import Parser

ROWS = [
    {"id": "a", "set": "plv", "text": "Norway condemned Chile on Monday."},
    {
        "id": "b",
        "set": "dse",
        "text": "Norway praised Chile.",
        "pair": [{"text": "Norway", "span": [0, 6]}, {"text": "Chile", "span": [15, 20]}],
    },
    {
        "id": "c",
        "set": "unscon",
        "text": "That is why we condemn the decision of Norway.",
        "speaker": "Chile",
        "date": "2012-03-01",
        "context_before": "We have  heard the statement of Norway.",
    },
    {
        "id": "d",
        "set": "petr2_gsr",
        "text": "Chilean police arrested Norwegian students.",
        "date": "1211-08-",
    },
]


@pytest.fixture
def rows_file(tmp_path: Path) -> Path:
    """One row of each shape, without answers."""
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_shapes(rows_file: Path) -> None:
    """Each of the four shapes is known by its fields; a date that is none is left out."""
    rows = list(read_rows(rows_file))
    assert [row.shape for row in rows] == [Shape.SPANS, Shape.PAIR, Shape.SPEECH, Shape.CODES]
    assert rows[3].date is None


def test_a_row_that_is_none(tmp_path: Path) -> None:
    """A line of another form is refused with its number."""
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "text": "Norway."}\n{"id": "b"}\n', encoding="utf-8")
    with pytest.raises(UnsupportedFormat, match="line 2"):
        list(read_rows(path))


def test_the_context_stands_before_the_text(rows_file: Path) -> None:
    """The row's text stands at its offset in the document, behind the context."""
    row = list(read_rows(rows_file))[2]
    document = as_document(row)
    assert document.text[row.offset :] == row.text
    assert document.text.startswith("We have heard")


def test_parsing_at_once_is_parsing_one_by_one(rows_file: Path, parser: Parser) -> None:
    """Rows parsed together have the sentences that each has alone."""
    documents = [as_document(row) for row in read_rows(rows_file)]
    together = parse_all(documents, parser)
    assert together == [parser.parse(document) for document in documents]


def test_predictions(rows_file: Path, tmp_path: Path) -> None:
    """Every row gets a line, in order; spans are offsets into the row's text and codes are CAMEO's."""
    out = tmp_path / "predictions.jsonl"
    assert predict_file(rows_file, out) == len(ROWS)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "b", "c", "d"]
    (relation,) = lines[0]["relations"]
    start, end = relation["target"]["span"]
    assert ROWS[0]["text"][start:end] == "Chile"  # type: ignore[index]
    assert (relation["root"], relation["quad"], relation["polarity"]) == ("ACCUSE", 3, -1)
    (coded,) = lines[3]["relations"]
    assert (coded["source"], coded["target"]) == ({"code": "CHLCOP"}, {"code": "NOREDU"})


def test_the_country_of_a_place() -> None:
    """A subdivision of one country names it; a name that two countries have names none."""
    assert country_of("the province of Saskatchewan") == "CAN"
    assert country_of("Central") is None
    assert country_of("nowhere at all") is None
