"""Charts of votes at once: the figures are those of the questions, from a ledger with made roll calls."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import onrecord
from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind

MADE = {
    "A/RES/61/1": ("2006-11-01", {"ARM": "N", "AZE": "Y", "GEO": "Y", "USA": "A"}),
    "A/RES/62/2": ("2007-11-01", {"ARM": "Y", "AZE": "Y", "GEO": "A", "USA": "N"}),
}
COLUMNS = ["undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "title", "total_yes"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with two made roll calls."""
    file, ledger = tmp_path / "made.csv", tmp_path / "votes.duckdb"
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(COLUMNS)
        for number, (symbol, (day, cast)) in enumerate(MADE.items()):
            for state, letter in cast.items():
                yes = list(cast.values()).count("Y")
                writer.writerow(
                    [number, state, state, letter, day, symbol.split("/")[2], symbol, "A made question", yes]
                )
    states = {id_ for id_, actor in load_registry().actors.items() if actor.kind is ActorKind.STATE}
    with onrecord.Ledger.open(ledger, reading=[file]) as filled:
        filled.import_record([file], states=states, tool="test")
    return ledger


def test_agreement_and_cohesion(path: Path) -> None:
    """The year in which two voted alike is 1, with their common votes; years can be chosen."""
    with onrecord.open_held(path) as held:
        pairs = onrecord.agreement_chart(held, ["AZE", "Georgia"])
        bloc = onrecord.cohesion_chart(held, "AZE,GEO", years=(2006, 2006))
    assert ("Azerbaijan", "Georgia", 2006, 1.0, 1) in pairs.figures.rows
    assert [row[pairs.figures.columns.index("year")] for row in pairs.figures.rows] == [2006, 2007]
    assert {row[bloc.figures.columns.index("year")] for row in bloc.figures.rows} == {2006}
    assert "<svg" in pairs.svg()


def test_ideal_points_say_what_they_need(path: Path) -> None:
    """Too few votes are told in a line, not drawn."""
    with onrecord.open_held(path) as held, pytest.raises(onrecord.UsageError) as error:
        onrecord.ideal_points_chart(held, ["AZE"])
    assert error.value.remedy


def test_votes_get_into_the_database(path: Path, tmp_path: Path) -> None:
    """Every vote of the imported roll calls, with its source; who had no seat has no row."""
    with onrecord.open_ledger(path, read_only=True) as ledger:
        onrecord.write_export(ledger, tmp_path / "votes.sqlite", "sqlite")
    with closing(sqlite3.connect(tmp_path / "votes.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = database.execute(
            "SELECT symbol, state, option FROM votes JOIN roll_calls ON roll_calls.id = roll_call ORDER BY symbol, state"
        ).fetchall()
    words = {"Y": "yes", "N": "no", "A": "abstain"}
    cast = [
        (symbol, state, words[letter])
        for symbol, (_, all_) in MADE.items()
        for state, letter in sorted(all_.items())
    ]
    assert [row for row in found if row[2] != "not voting"] == cast
