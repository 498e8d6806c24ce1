from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

pytest.importorskip("pandas")  # of the developers' tools: a user needs none of it

from bench.room.making import count_rows, make_ledger
from onrecord.ledger import Ledger

DOCUMENTS = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ledger of made-up documents."""
    path = tmp_path_factory.mktemp("room") / "room.duckdb"
    make_ledger(path, documents=DOCUMENTS)
    return path


def test_made_rows_are_as_consistent_as_real_ones(made: Path) -> None:
    """Every span of the load test's ledger lies in its text and covers the words that the row tells."""
    with Ledger.open(made, read_only=True) as ledger:
        analyses = ledger.analyses()
        assert ledger.summary().documents == len(analyses) == DOCUMENTS
        assert sum(len(row.origin.documents) for row in ledger.origins()) == DOCUMENTS
    for analysis in analyses:
        text = analysis.document.text
        assert "\n\n".join(paragraph.span.of(text) for paragraph in analysis.document.paragraphs) == text
        for position in analysis.positions:
            assert position.evidence.covers(position.trigger)
            assert position.holder.mention is not None
            assert position.holder.mention.of(text) == position.holder.actor.name
            assert position.about_at is None or position.about_at.of(text) == position.about
        known = {statement.id for statement in analysis.statements} | {None}
        assert {position.statement for position in analysis.positions} <= known
        assert {verdict.claim for verdict in analysis.verdicts} <= {claim.id for claim in analysis.claims}


def test_made_rows_have_the_proportions_of_the_target(made: Path) -> None:
    """Some ten positions a document, copies among them, every kind of row."""
    counts = count_rows(made)
    assert 6 * DOCUMENTS < counts["positions"] < 15 * DOCUMENTS
    assert counts["origins"] < DOCUMENTS
    assert {"comments", "left_out", "claims", "verdicts", "edits", "relations", "set_aside"} <= set(counts)


def test_the_same_seed_gives_the_same_rows(made: Path, tmp_path: Path) -> None:
    """Two measurements of two days are of the same documents."""
    again = tmp_path / "again.duckdb"
    make_ledger(again, documents=DOCUMENTS)
    assert _rows(made) == _rows(again)


def _rows(path: Path) -> list[object]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
            for table in ("documents", "positions", "origin_documents", "edits")
        ]
