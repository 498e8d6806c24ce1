"""The sheet of positions read by eye: complete, judged row by row, and without a word of any document."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path

import evals.audit
from evals.audit.__main__ import COLUMNS
from onrecord.vocabulary import Basis, Stance

FOLDER = Path(evals.audit.__file__).parent
ROWS = list(csv.DictReader((FOLDER / "sheet.csv").read_text("utf-8").splitlines()))


def test_fifty_rows_of_each_genre_are_judged_with_a_reason() -> None:
    """Nothing drawn was left out, and every judgement says why."""
    assert tuple(ROWS[0]) == tuple(COLUMNS)
    assert Counter(row["genre"] for row in ROWS) == {
        "news": 50,
        "resolution": 50,
        "speech": 50,
        "statement": 50,
    }
    assert {row["right"] for row in ROWS} <= {"yes", "no"}
    assert all(len(row["reason"].split()) >= 3 for row in ROWS)


def test_rows_are_positions() -> None:
    """Each row names a stance, a basis and characters that a reader can open."""
    for row in ROWS:
        assert Stance(row["stance"])
        assert Basis(row["basis"])
        assert 0 <= int(row["start"]) < int(row["end"])


def test_the_floor_is_what_was_read() -> None:
    """The share that is published is not above what the sheet says."""
    floor = tomllib.loads((FOLDER / "floors.toml").read_text("utf-8"))["audit"]["right"]
    assert floor <= sum(row["right"] == "yes" for row in ROWS) / len(ROWS)
