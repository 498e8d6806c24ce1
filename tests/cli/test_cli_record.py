"""The commands on roll calls as a user types them: exit codes, formats, charts, unknown names, older ledgers."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from made_ledger import Call

from onrecord.cli import cli
from onrecord.errors import LedgerError
from onrecord.ledger.database import Database
from onrecord.ledger.migrate import load_migrations, migrate
from tests.roll_files import SC, Made, bring, plain, save, undl

SYMBOL = "A/RES/62/9900"
SEATS = ("ARM", "AZE", "FRA", "GEO", "TUR", "USA")
NASTY = "\x1b[31m<b>=1+1</b>\u202e"
ASK = {
    "votes": ["votes", SYMBOL, "--bloc", "OIC"],
    "compare": ["compare", "AZE", "ARM", "GEO"],
    "bloc": ["bloc", "OIC"],
    "align": ["align", "AZE"],
    "points": ["align", "AZE", "--points"],
    "words": ["words", "--bloc", "OIC", "--on", SYMBOL],
    "status": ["record", "status"],
}


def _calls() -> list[Made]:
    ballots = ("Y", "N", "A", "X")
    return [
        Made(SYMBOL if not at else f"A/RES/62/{at + 9900}", " ".join(f"{seat}={ballots[(at * 7 + place * (place + 1) // 2) % 4]}" for place, seat in enumerate(SEATS)), date=f"2008-{at % 12 + 1:02}-10")
        for at in range(30)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def roll_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of thirty made roll calls, one of them with hostile names, made once and only copied."""
    folder = tmp_path_factory.mktemp("roll")
    path = folder / "roll.duckdb"
    nasty = Made("A/RES/62/9800", "XKX=Y AZE=N", cells={"ms_name": NASTY, "title": NASTY})
    bring(path, save(folder, "ga.csv", undl(*_calls(), nasty)), read_on="2024-03-12")
    hostile = Made(SYMBOL, "AZE=N ARM=N", cells={"source": NASTY})
    bring(path, save(folder, "second.csv", plain(hostile, more=("source",))))
    return path


@pytest.fixture
def roll(roll_once: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copy(roll_once, tmp_path / "roll.duckdb"))


# --- record import ------------------------------------------------------------------------------


def test_import_and_status(call: Call, tmp_path: Path) -> None:
    """What was read is counted; what was left out is told with its reason; status says from where and when."""
    made = Made(SYMBOL, "AZE=Y ARM=N XXX=Y", stated={"yes": "3"})
    path = save(tmp_path, "ga.csv", undl(made))
    done = call("record", "import", path, "--ledger", "new.duckdb", "--read-on", "2026-02-06")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 roll calls, 2 votes from 3 lines" in done.stdout
    assert "1 x seat that is not known: XXX" in done.stdout
    assert "1 x totals stated differ from the names" in done.stdout
    again = call("record", "import", path, "--ledger", "new.duckdb")
    assert (again.exit_code, "held already; nothing was added" in again.stdout) == (0, True)
    shown = call("record", "status", "--ledger", "new.duckdb")
    for said in (
        "non-commercial use, with attribution",
        "read 2026-02-06",
        "layout of 2026",
        "2008-03-14",
        "rank 2 (library)",
    ):
        assert said in shown.stdout
    (row,) = json.loads(call("record", "status", "--ledger", "new.duckdb", "--format", "json").stdout)
    assert (row["calls"], row["votes"], row["lines"], row["bodies"]) == (1, 2, 3, ["UNGA"])


def test_import_that_skips_ends_with_3(call: Call, tmp_path: Path) -> None:
    """A folder, a file that is not there and one of no known layout are each told in one line; the good one is held."""
    good, bad = (
        save(tmp_path, "ga.csv", undl(Made(SYMBOL, "AZE=Y"))),
        save(tmp_path, "bad\x1b[2J.csv", "a,b\n1,2\n"),
    )
    done = call("record", "import", tmp_path, "none.csv", bad, good, "--ledger", "new.duckdb")
    assert done.exit_code == 3
    assert [line.startswith("skipped ") for line in done.stderr.splitlines()] == [True] * 3
    assert "\x1b" not in done.output
    assert "1 roll calls, 1 votes" in done.stdout
    only = call("record", "import", bad, "--ledger", "new.duckdb")
    assert (only.exit_code, only.stdout) == (3, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["record", "import"], "Missing argument 'FILE...'"),
        (["record", "import", "x.csv", "--read-on", "yesterday"], "is not a date"),
        (["votes"], "Missing argument 'SYMBOL...'"),
        (["compare", "AZE"], "one state alone cannot be compared"),
        (["compare", "AZE", "Atlantis"], "no state is called 'Atlantis'"),
        (["compare", "AZE", "ARM", "--years", "2010-1990"], "is no year or span of years"),
        (["compare", "AZE", "ARM", "--years", "²"], "is no year or span of years"),
        (["compare", "AZE", "ARM", "--years", "1990-1991"], "are held for that time"),
        (["compare", "AZE", "ARM", "--body", "UNSC"], "no roll calls of UNSC"),
        (["compare", "AZE", "MDA"], "MDA had no seat"),
        (["bloc", "Atlantic Alliance of Made States"], "no body is called"),
        (["bloc", "NAFTA,AZE"], "no state is called 'NAFTA'"),
        (["align", "Azerbijan"], "near: AZE (Azerbaijan)"),
        (["votes", "A/RES/62/9910x"], "near: A/RES/62/9910"),
        (["votes", SYMBOL, "--bloc", "OCI"], "no body is called 'OCI'"),
        (["votes", SYMBOL, "--chart", "x.pdf"], "name a file .svg or .png"),
        (["words", "--on", SYMBOL], "Missing option '--bloc'"),
        (["words", "--bloc", "OIC", "--on", "A/RES/1/1"], "no roll call of A/RES/1/1 by name is held"),
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2(call: Call, roll: Path, arguments: list[str], said: str) -> None:
    """One line that says what is wrong, and what is near or to be done."""
    done = call(*arguments, *(["--ledger", str(roll)] if arguments[:2] != ["record", "import"] else []))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


# --- Answers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ASK)
def test_all_formats_hold_the_same_rows(call: Call, roll: Path, command: str) -> None:
    """JSON, JSON lines and CSV have one row each for the same things; the table names them; nothing is on the side."""
    first = call(*ASK[command], "--ledger", roll)
    assert first.exit_code == 0
    assert first.stdout
    written = {
        form: call(*ASK[command], "--ledger", roll, "--format", form) for form in ("json", "jsonl", "csv")
    }
    assert {(done.exit_code, done.stderr) for done in written.values()} == {(0, "")}
    rows = json.loads(written["json"].stdout)
    assert rows
    assert [json.loads(line) for line in written["jsonl"].stdout.splitlines()] == rows
    cells = list(csv.DictReader(io.StringIO(written["csv"].stdout)))
    assert len(cells) == len(rows)
    assert all(set(row) <= set(cells[0]) for row in rows)


def test_votes_names_the_absent_and_those_without_a_seat(call: Call, roll: Path) -> None:
    """N of N, by name; the sources that differ are both told."""
    shown = call(
        "votes", "62/9900", "--bloc", "AZE,ARM,FRA,MDA", "--ledger", roll, env={"COLUMNS": "200"}
    ).stdout
    assert "adopted: 1 yes, 1 no, 2 abstain, 2 not voting" in shown
    assert "not voting (2): France, United States of America" in shown
    assert "no seat in the body (1): Republic of Moldova" in shown
    assert "sources differ on Armenia" in shown
    assert "read 2024-03-12" in shown


@pytest.mark.parametrize("command", ["votes", "compare", "bloc", "align"])
def test_a_chart_and_its_figures(call: Call, roll: Path, tmp_path: Path, command: str) -> None:
    """A picture and, beside it, a CSV of what it shows."""
    done = call(*ASK[command], "--ledger", roll, "--chart", "drawn.svg")
    assert done.exit_code == 0
    assert "wrote drawn.svg and drawn.csv" in done.stderr
    assert (tmp_path / "drawn.svg").read_text("utf-8").lstrip().startswith("<svg")
    assert len((tmp_path / "drawn.csv").read_text("utf-8").splitlines()) > 1


def test_a_map_of_a_vote(call: Call, roll: Path, tmp_path: Path) -> None:
    """Every seat has a tile and a row."""
    assert call("votes", SYMBOL, "--ledger", roll, "--map", "map.svg").exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "map.csv").read_text("utf-8"))))
    assert len(rows) >= len(SEATS)


def test_points_are_estimated_once(call: Call, roll: Path) -> None:
    """The second time they are read from the ledger, and are the same."""
    first = call("align", "AZE", "--points", "--ledger", roll, "--format", "json")
    second = call("align", "AZE", "--points", "--ledger", roll, "--format", "json")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)
    told = call("align", "AZE", "--ledger", roll)
    assert "estimating" not in told.stderr


def test_points_of_a_ledger_that_cannot_be_written(
    call: Call, roll: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is the same; one line says that the next asking will estimate anew."""

    def refuse(database: Database, digest: str, rows: object) -> None:
        raise LedgerError("is in use by another program", where=str(roll), remedy="wait until it has ended")

    with monkeypatch.context() as patched:
        patched.setattr("onrecord.ledger.ledger.write_points", refuse)
        done = call("align", "AZE", "--points", "--ledger", roll, "--format", "json")
    assert done.exit_code == 0
    assert "the points were not kept" in done.stderr
    kept = call("align", "AZE", "--points", "--ledger", roll, "--format", "json")
    assert kept.stdout == done.stdout
    assert "not kept" not in kept.stderr


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("arguments", [["votes", "A/RES/62/9800"], ["votes", SYMBOL], ["record", "status"]])
def test_hostile_names_are_neutralised(call: Call, roll: Path, arguments: list[str], form: str) -> None:
    """A name, a title or a publisher that holds a terminal's command prints none."""
    done = call(*arguments, "--ledger", roll, "--format", form)
    assert done.exit_code == 0
    assert not {"\x1b", "\u202e"} & set(done.output)
    if form == "csv":
        assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(done.stdout)) for cell in row)


def test_adopted_without_a_vote(call: Call, tmp_path: Path) -> None:
    """It is said in words; there is nothing to draw, and no chart is left behind."""
    made = Made("S/RES/9742(1992)", "CHN=X FRA=X", date="1992-02-14")
    bring(tmp_path / "sc.duckdb", save(tmp_path, "sc.csv", undl(made, columns=SC)))
    shown = call("votes", "S/RES/9742", "--ledger", "sc.duckdb")
    assert "Adopted without a vote" in shown.stdout
    assert "listed as not voting (2)" in shown.stdout
    drawn = call("votes", "S/RES/9742", "--ledger", "sc.duckdb", "--chart", "x.svg")
    assert (drawn.exit_code, (tmp_path / "x.svg").exists()) == (2, False)


# --- Ledgers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["compare", "bloc", "align"])
def test_no_ledger_yet(call: Call, command: str, tmp_path: Path) -> None:
    """Measures say what to do first, and make no file."""
    done = call(*ASK[command], "--ledger", "none.duckdb")
    assert done.exit_code == 2
    assert "no roll calls were imported" in done.stderr
    assert "onrecord record import" in done.stderr
    assert not (tmp_path / "none.duckdb").exists()


def test_no_ledger_yet_but_bundled_votes(call: Call, tmp_path: Path) -> None:
    """The roll calls that come with the program answer without a ledger."""
    shown = call("votes", "A/RES/62/243", "--bloc", "OIC", "--format", "json", "--ledger", "none.duckdb")
    assert (shown.exit_code, len(json.loads(shown.stdout))) == (0, 192)
    words = call("words", "--bloc", "OIC", "--on", "A/RES/62/243", "--ledger", "none.duckdb")
    assert (words.exit_code, "no ledger at none.duckdb" in words.stderr) == (0, True)
    assert not (tmp_path / "none.duckdb").exists()
    assert call("record", "status", "--ledger", "none.duckdb").exit_code == 1


def test_an_older_ledger(call: Call, tmp_path: Path) -> None:
    """One of version 3 is not read as if it held nothing; an import brings it up to date and keeps what it holds."""
    database = Database(tmp_path / "old.duckdb")
    migrate(database, load_migrations()[:3])
    database.rows(
        "INSERT INTO runs (id, started, tool, method) VALUES (7, TIMESTAMP '2020-01-01', 'old', 'm')"
    )
    database.close()
    asked = call("votes", SYMBOL, "--ledger", "old.duckdb")
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert "is of an older version (3, this program reads" in asked.stderr
    path = save(tmp_path, "ga.csv", undl(Made(SYMBOL, "AZE=Y")))
    assert call("record", "import", path, "--ledger", "old.duckdb").exit_code == 0
    assert call("votes", SYMBOL, "--ledger", "old.duckdb").exit_code == 0
    database = Database(tmp_path / "old.duckdb", read_only=True)
    assert database.rows("SELECT id, tool FROM runs") == [(7, "old")]
    database.close()


def test_help_lists_the_commands(call: Call) -> None:
    """Each with its own help and the options it takes."""
    shown = call("--help").stdout
    for command in ("record", "votes", "compare", "bloc", "align", "words"):
        assert f"  {command} " in shown
        assert "--ledger" in call(command, "--help").stdout or command == "record"
    assert {"import", "status"} <= set(cli.commands["record"].commands)  # type: ignore[attr-defined]
    for command in ("import", "status"):
        assert "--ledger" in call("record", command, "--help").stdout
