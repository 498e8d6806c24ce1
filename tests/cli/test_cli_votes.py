"""`onrecord votes` with several symbols: states down, votes across, and what has no names said apart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from made_ledger import Call

from tests.roll_files import seats_of, write_roll_file

FIRST, SECOND = "A/RES/97/1", "A/RES/98/2"


@pytest.fixture
def roll(call: Call, tmp_path: Path) -> Path:
    """A ledger with two made votes; Ukraine has no seat in the second."""
    guam = seats_of("GUAM")
    write_roll_file(
        tmp_path / "made.csv",
        {
            FIRST: ("2006-03-01", dict.fromkeys(guam, "Y") | {"ARM": "N", "FRA": "A", "TUR": "X"}),
            SECOND: ("2007-03-01", {"AZE": "N", "GEO": "A", "MDA": "X", "ARM": "Y", "FRA": "Y", "TUR": "Y"}),
        },
    )
    assert call("record", "import", "made.csv", "--ledger", "l.duckdb").exit_code == 0
    return tmp_path / "l.duckdb"


def cells(shown: str, seat: str) -> str:
    """One seat's line."""
    (line,) = (line for line in shown.splitlines() if f" {seat} " in f" {line} ")
    return line.rstrip()


def test_several_votes_stand_side_by_side(call: Call, roll: Path) -> None:
    """A letter for each vote, blank without a seat, those of the blocs first and the totals last."""
    done = call("votes", FIRST, SECOND, "--bloc", "GUAM", "--ledger", roll)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"1  {FIRST}  2006-03-01  Made question 1")
    assert lines[1].startswith(f"2  {SECOND}  2007-03-01  Made question 2")
    assert "blocs as of 2007-03-01: GUAM" in done.stdout
    seats = [line.split() for line in lines if line.split()[-1:] and len(line.split()) > 2]
    order = [
        part for line in seats for part in line if part in ("AZE", "GEO", "MDA", "UKR", "ARM", "FRA", "TUR")
    ]
    assert order == ["AZE", "GEO", "MDA", "UKR", "ARM", "FRA", "TUR"]
    assert cells(done.stdout, "AZE").split()[-2:] == ["Y", "N"]
    assert cells(done.stdout, "MDA").split()[-2:] == ["Y", "–"]
    # Ukraine's second place is blank.
    assert cells(done.stdout, "UKR").split()[-2:] == ["Ukraine", "Y"]
    totals = {
        line.split("total ")[1].rsplit(maxsplit=2)[0].strip(): line.split()[-2:]
        for line in lines
        if "total " in line
    }
    assert totals == {"yes": ["4", "3"], "no": ["1", "1"], "abstain": ["1", "1"], "not voting": ["1", "1"]}


def test_a_machine_gets_a_row_a_seat_and_symbol(call: Call, roll: Path) -> None:
    """The rows are those that each symbol gives alone, one after the other."""
    both = call("votes", FIRST, SECOND, "--bloc", "GUAM", "--format", "jsonl", "--ledger", roll).stdout
    alone = [
        call("votes", symbol, "--bloc", "GUAM", "--format", "jsonl", "--ledger", roll).stdout
        for symbol in (FIRST, SECOND)
    ]
    assert both == "".join(alone)
    assert len([json.loads(line) for line in both.splitlines()]) == 13


def test_a_text_named_twice_is_one_column(call: Call, roll: Path) -> None:
    """The same symbol given twice gives what it gives once."""
    once = call("votes", FIRST, "--ledger", roll)
    assert call("votes", FIRST, FIRST.lower(), "--ledger", roll).stdout == once.stdout


def test_what_has_no_names_is_left_out_aloud(call: Call, roll: Path) -> None:
    """A text adopted without a vote is no column of blanks; standard error says why."""
    done = call("votes", FIRST, SECOND, "A/RES/48/114", "--ledger", roll)
    assert done.exit_code == 0
    assert "A/RES/48/114" not in done.stdout
    assert "A/RES/48/114 is left out of the matrix: Adopted without a vote" in done.stderr


def test_the_matrix_is_drawn_with_its_figures(call: Call, roll: Path, tmp_path: Path) -> None:
    """--chart draws the matrix and writes each cell beside it; a map of several votes is refused."""
    done = call("votes", FIRST, SECOND, "--bloc", "GUAM", "--chart", "m.svg", "--ledger", roll)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "m.svg").read_text(encoding="utf-8").startswith("<svg")
    rows = list(csv.DictReader((tmp_path / "m.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 14
    assert {
        "bloc": "GUAM",
        "state": "UKR",
        "name": "Ukraine",
        "roll_call": SECOND,
        "vote": "not a member",
    } in rows
    refused = call("votes", FIRST, SECOND, "--map", "x.svg", "--ledger", roll)
    assert refused.exit_code == 2
    assert "a map shows one vote" in refused.stderr


def test_a_list_of_names_comes_before_bare_totals(call: Call, roll: Path, tmp_path: Path) -> None:
    """Where a better source holds totals only, the names of the next one are shown, and both sources are told."""
    write_roll_file(
        tmp_path / "named.csv", {"A/RES/78/283": ("2024-06-04", {"GEO": "Y", "FRA": "Y", "RUS": "N"})}
    )
    assert call("record", "import", "named.csv", "--ledger", roll).exit_code == 0
    shown = call("votes", "A/RES/78/283", "--ledger", roll).stdout
    assert "yes (2): France, Georgia" in shown
    assert "103-9-53" in shown
