"""Review from end to end: the bundled example is run, decided about, read anew, exchanged, compared and scored."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord import Filters, Standing
from onrecord.cli import cli
from onrecord.examples import __path__ as examples
from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.ledger.deciding import IN_REVIEW


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("review") / "example.duckdb"
    with onrecord.open_ledger(path) as ledger:
        onrecord.run([*examples], ledger=ledger)
    return path


@pytest.fixture
def path(run_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in an empty folder, with nobody set as reviewer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("ONRECORD_REVIEWER", raising=False)
    return Path(shutil.copy(run_once, tmp_path / "example.duckdb"))


def call(*arguments: object) -> Result:
    """`onrecord` with these arguments; the result, whichever its exit code."""
    return CliRunner().invoke(cli, [str(part) for part in arguments])


def review(path: Path, *arguments: object, by: str = "Ana", why: str = "read again") -> str:
    """A command of review that must do; what it prints."""
    done = call("review", *arguments, "--ledger", path, "--reviewer", by, "--reason", why)
    assert done.exit_code == 0, done.output
    return done.stdout


def rows(path: Path, kind: str = "positions") -> list[dict[str, object]]:
    """What a listing gives."""
    return list(map(json.loads, call(kind, "--ledger", path, "--format", "jsonl").stdout.splitlines()))


def read_anew(path: Path) -> None:
    """Give every document a reading by another method, in which no position keeps its place or its id."""
    with Ledger.open(path) as ledger:
        held = ledger.texts()
    database = Database(path)
    ((run,),) = database.rows("SELECT max(id) + 1 FROM runs")
    places = ("evidence_start", "evidence_end", "trigger_start", "trigger_end")
    moved = ", ".join(f"{place} + 7 AS {place}" for place in places)
    for table, changes in (
        ("documents", "'ABOVE.\n' || text AS text"),
        ("positions", f"id || 'x' AS id, {moved}"),
    ):
        database.rows(
            f"INSERT INTO {table} SELECT * REPLACE ('newer' AS method, ? AS run, {changes}) FROM {table}",
            (run,),
        )
    database.close()
    with Ledger.open(path) as ledger:
        current = ledger.begin(tool="t", method="newer")
        for document in held:
            assert ledger.hold(document, current)


def test_a_reviewers_day(path: Path) -> None:
    """Decisions of every kind show in listings, summary, report and evidence, and stand when the documents are read anew."""
    found = rows(path)
    first, second, third = (str(row["id"]) for row in found[:3])
    document = str(found[0]["document_id"])
    assert "rejected" in review(path, "reject", first)
    assert "corrected" in review(path, "correct", second, "--stance", "thanks", "--toward", "")
    assert "accepted" in review(path, "accept", third)
    words = " ".join(str(found[0]["quote"]).split()[:4])
    added = review(
        path,
        "add",
        document,
        "--words",
        words,
        "--holder",
        "FIN",
        "--stance",
        "supports",
        "--basis",
        "reported",
    )
    assert "added" in added
    statement = str(rows(path, "statements")[0]["id"])
    review(path, "correct", statement, "--speaker", "an aide")
    review(path, "accept", document)
    for anew in (False, True):
        if anew:
            read_anew(path)
        shown = {str(row["id"]): row for row in rows(path)}
        standing = sorted(str(row["standing"]) for row in shown.values() if row["standing"] != "found")
        assert standing == ["accepted", "added", "corrected"]
        assert len(shown) == len(found)
        (corrected,) = (row for row in shown.values() if row["standing"] == "corrected")
        assert (corrected["stance"], corrected["toward"]) == ("thanks", None)
        (new,) = (row for row in shown.values() if row["standing"] == "added")
        assert (new["quote"], new["holder"], new["rule"]) == (words, "FIN", IN_REVIEW)
        listed = call("review", "list", "--ledger", path, "--format", "json")
        told = json.loads(listed.stdout)
        assert sorted(row["standing"] for row in told) == [
            *["accepted"] * 2, "added", *["corrected"] * 2, "rejected",
        ]  # fmt: skip
        assert {row["problem"] for row in told} == {None}
    with onrecord.open_ledger(path, read_only=True) as ledger:
        page = onrecord.report_page(ledger)
        assert ledger.positions(Filters(holder=("FIN",)))[0].standing is Standing.ADDED
    assert "corrected in review" in page
    assert "1 row that the rules found, and people rejected, is left out" in page
    shown_rejected = call("evidence", first, "--ledger", path)
    assert "rejected" in shown_rejected.stdout
    assert "Ana: reject (read again)" in shown_rejected.stdout


def test_exchange_agreement_and_scores(path: Path, run_once: Path, tmp_path: Path) -> None:
    """Decisions travel by file to another ledger, where reviewers are compared and the rules are scored the same."""
    found = rows(path)
    ids = [str(row["id"]) for row in found]
    for number, id_ in enumerate(ids[:8]):
        review(path, "reject" if number % 3 == 0 else "accept", id_)
        review(path, "reject" if number % 4 == 0 else "accept", id_, by="Ben")
    review(path, "accept", found[0]["document_id"])
    agreed = json.loads(call("review", "agreement", "--ledger", path, "--format", "json").stdout)
    (verdict,) = (row for row in agreed if (row["about"], row["field"]) == ("position", "verdict"))
    assert (verdict["units"], verdict["values"], verdict["reviewers"]) == (8, 16, 2)
    assert verdict["low"] < verdict["alpha"] < verdict["high"] < 1
    scored = call("evaluate", "--ledger", path, "--format", "json")
    (whole, *others) = json.loads(scored.stdout)
    assert "3 disputed" in scored.stderr
    assert (whole["about"], whole["group"], whole["right"], whole["judged"]) == ("position", "all", 4, 5)
    assert whole["precision"] == 0.8
    for group in ("basis", "stance"):
        assert sum(row["judged"] for row in others if row["group"] == group) == 5
    assert whole["wanted"] == whole["found"] > 0
    assert call("review", "export", "--ledger", path, "--out", tmp_path / "d.jsonl").exit_code == 0
    other = Path(shutil.copy(run_once, tmp_path / "other.duckdb"))
    from_file = call("evaluate", "--ledger", other, "--in", tmp_path / "d.jsonl", "--format", "json")
    assert from_file.stdout == scored.stdout
    assert not any(row["standing"] != "found" for row in rows(other)), "scoring keeps nothing"
    for says in ("17 added, 0 held already", "0 added, 17 held already"):
        assert says in call("review", "import", tmp_path / "d.jsonl", "--ledger", other).stdout
    assert rows(other) == rows(path)
    with (tmp_path / "d.jsonl").open("a") as file:
        file.write('{"verb": "destroy"}\n')
    broken = call("review", "import", tmp_path / "d.jsonl", "--ledger", other)
    assert broken.exit_code == 3
    assert "skipped line 18" in broken.stderr


def test_recall_counts_what_people_added_and_corrected(path: Path) -> None:
    """In a document that was gone through, what the rules lack or tell otherwise counts against them."""
    found = rows(path)
    document = str(found[0]["document_id"])
    mine = [row for row in found if row["document_id"] == document]
    review(path, "accept", mine[0]["id"])
    review(
        path,
        "correct",
        mine[1]["id"],
        "--basis",
        "ascribed" if mine[1]["basis"] != "ascribed" else "reported",
    )
    words = " ".join(str(mine[0]["quote"]).split()[:4])
    review(
        path, "add", document, "--words", words, "--holder", "FIN", "--stance", "aids", "--basis", "reported"
    )
    (before, *_) = json.loads(call("evaluate", "--ledger", path, "--format", "json").stdout)
    assert (before["right"], before["judged"], before["wanted"], before["recall"]) == (1, 2, 0, None)
    review(path, "accept", document)
    result = call("evaluate", "--ledger", path, "--format", "json")
    (whole, *_) = json.loads(result.stdout)
    assert (whole["found"], whole["wanted"]) == (1, 3)
    assert "corrected in: basis 1" in result.stderr
    with onrecord.open_ledger(path, read_only=True) as ledger:
        unjudged = len(ledger.found_rows(document)) - 2
    assert f"{unjudged} not judged" in result.stderr


def test_undo_and_history(path: Path) -> None:
    """A decision that is taken back is listed with its undo, and the row stands as found."""
    id_ = str(rows(path)[0]["id"])
    made = review(path, "reject", id_).split(":")[0]
    review(path, "undo", made)
    assert rows(path)[0]["standing"] == "found"
    told = json.loads(call("review", "list", id_, "--ledger", path, "--format", "json").stdout)
    assert [(row["verb"], row["undoes"]) for row in told] == [("reject", None), ("undo", made)]


def test_nobody_decides_without_a_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reviewer comes from the option or the setting; without either the error says how to give one."""
    id_ = str(rows(path)[0]["id"])
    nobody = call("review", "accept", id_, "--ledger", path)
    assert nobody.exit_code != 0
    monkeypatch.setenv("ONRECORD_REVIEWER", "Cleo")
    assert "Cleo, accept" in call("review", "accept", id_, "--ledger", path).stdout
    with onrecord.open_ledger(path, read_only=True) as ledger:
        assert [made.reviewer for made in ledger.decisions()] == ["Cleo"]


def test_summary_tells_of_review_only_where_there_is_any(path: Path) -> None:
    """The counts of a run say how many rows were rejected, and add up."""
    from onrecord.cli.summary import summary_text

    with onrecord.open_ledger(path) as ledger:
        assert "review" not in summary_text(ledger.summary())
        positions = ledger.positions()
        onrecord.decide(ledger, positions[0].position.id, "reject", reviewer="Ana", reason="no")
        told = summary_text(ledger.summary())
        assert f"{len(positions)} found + 0 by people alone - 1 rejected" in told
        assert "people's decisions" in told
