"""The exports of claims through the command, from a ledger; and that rows of claims are whole in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from made_checks import QUOTE, STEPS, check, report

from onrecord.cli import cli
from onrecord.ledger import Ledger
from onrecord.vocabulary import Analysis, Document, JsonValue, VerdictValue

SEARCHED = ('the words "a; b"', "=cmd|' /C calc'!A0")
FORMS = ("claim-review", "claims-markdown", "annotations", "position-annotations", "statement-annotations")


def call(*arguments: object) -> Result:
    """What `onrecord` says to these arguments."""
    return CliRunner().invoke(cli, [str(part) for part in arguments])


def analysis(document: Document, **verdict: object) -> Analysis:
    """The document with its one claim, which rests on rows of the bundled record."""
    rows = ("instrument:A/RES/62/243", "rollcall:A/RES/62/243:undl")
    row = check(document, **{"rows": rows, "searched": SEARCHED, **verdict})
    assert row.verdict is not None
    return Analysis(document=document, claims=(row.claim,), verdicts=(row.verdict,))


def fill(path: Path, *analyses: Analysis) -> Path:
    """A ledger with these."""
    with Ledger.open(path) as opened:
        run = opened.begin(tool="t", method="m")
        for one in analyses:
            opened.add(one, run)
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two reports with one claim, and a third whose claim matches."""
    return fill(
        tmp_path / "made.duckdb",
        analysis(report()),
        analysis(report("b.txt", f"Again: {report().text}", date="2020")),
        analysis(report("c.txt", f"Yes: {report().text}"), value=VerdictValue.MATCHES, record_says="151"),
    )


def test_each_form_holds_what_fits(ledger: Path) -> None:
    """Rows of the record are written out; filters narrow; what is told with another claim is counted."""
    result = call("export", "claim-review", "--ledger", ledger, "--verdict", "differs")
    (review,) = json.loads(result.stdout)
    assert "yes: 39; no: 7; abstain: 100" in review["reviewBody"]
    assert review["itemReviewed"]["firstAppearance"]["datePublished"] == "2019-05-04"
    assert result.stderr == "1 left out: 1 told as a further appearance of the same claim\n"
    text = call("export", "claims-markdown", "--ledger", ledger).stdout
    assert text.count("\n- **differs**: record: 100 abstained + 46 did not vote = 146; text: over 150") == 2
    items = json.loads(call("export", "annotations", "--ledger", ledger).stdout)["first"]["items"]
    with Ledger.open(ledger, read_only=True) as opened:
        texts = {f"urn:onrecord:document:{document.id}": document.text for document in opened.texts()}
    for item in items:
        quote, place = item["target"]["selector"]
        assert texts[item["target"]["source"]["id"]][place["start"] : place["end"]] == quote["exact"] == QUOTE


def test_rows_of_the_imported_record_are_looked_up_too(tmp_path: Path) -> None:
    """A roll call that only the ledger holds is written out."""
    file = tmp_path / "votes.csv"
    states = ("FRA", "NOR", "CHL")
    lines = [f"UNGA,A/RES/90/1,2025-12-01,{state},{vote}" for state, vote in zip(states, "YNA", strict=True)]
    file.write_text("body,symbol,date,state,vote\n" + "\n".join(lines) + "\n", encoding="utf-8")
    path = tmp_path / "l.duckdb"
    assert call("record", "import", file, "--ledger", path).exit_code == 0
    with Ledger.open(path) as opened:
        from onrecord.record import load_record

        (row,) = (one.row for one in opened.roll.record(load_record()).roll_calls("A/RES/90/1"))
    fill(path, analysis(report(), rows=(row,)))
    text = call("export", "claims-markdown", "--ledger", path).stdout
    assert "yes: 1; no: 1; abstain: 1" in text


def test_the_same_documents_give_the_same_bytes(ledger: Path, tmp_path: Path) -> None:
    """Neither the order of reading nor the number of a run shows in any form or format."""
    other = tmp_path / "other.duckdb"
    with Ledger.open(other) as opened:
        opened.begin(tool="an earlier run", method="m")
    fill(
        other,
        analysis(report("c.txt", f"Yes: {report().text}"), value=VerdictValue.MATCHES, record_says="151"),
        analysis(report("b.txt", f"Again: {report().text}", date="2020")),
        analysis(report()),
    )
    for arguments in [[form] for form in FORMS] + [["annotations", "--format", "jsonl"]]:
        one, two = (call("export", *arguments, "--ledger", path).stdout_bytes for path in (ledger, other))
        assert one == two


def test_rows_of_claims_are_whole(ledger: Path, tmp_path: Path) -> None:
    """Steps, rows, nearest reading and what was looked for in vain stand in every format."""
    lines = call("export", "claims", "--ledger", ledger).stdout.splitlines()
    listed = json.loads(call("export", "claims", "--ledger", ledger, "--format", "json").stdout)
    assert [json.loads(line) for line in lines] == listed
    row = listed[0]
    assert (tuple(row["steps"]), tuple(row["searched"])) == (STEPS, SEARCHED)
    assert row["rows"] == ["instrument:A/RES/62/243", "rollcall:A/RES/62/243:undl"]
    assert row["nearest"] == "153 if the 7 against are counted too"
    cells = next(
        csv.DictReader(io.StringIO(call("export", "claims", "--ledger", ledger, "--format", "csv").stdout))
    )
    for name in ("steps", "searched", "rows"):
        assert all(part in cells[name] for part in row[name])
    assert cells["nearest"] == row["nearest"]
    out = tmp_path / "claims.parquet"
    call("export", "claims", "--ledger", ledger, "--format", "parquet", "--out", out)
    with duckdb.connect(":memory:") as connection:
        held = connection.read_parquet(str(out)).project("steps, searched, rows, nearest").fetchall()[0]
    assert held == (row["steps"], row["searched"], row["rows"], row["nearest"])


@pytest.mark.parametrize("what", ["claims", "annotations"])
def test_markdown_is_for_its_form_alone(ledger: Path, what: str) -> None:
    """What there is instead is said."""
    result = call("export", what, "--ledger", ledger, "--format", "markdown")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is no markdown of {what}; choose " in result.stderr


def names(value: JsonValue) -> set[str]:
    """Every property in a JSON value, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(names, value.values()))
    return set().union(*map(names, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("what", ["claim-review", "annotations"])
def test_every_property_is_told(what: str, tmp_path: Path) -> None:
    """The reference names the properties that a full file has, and no others."""
    first, second = report(), report("b.txt", f"Again: {report().text}", date="2020")
    made = [
        replace(one, provenance=replace(one.provenance, address="https://a.example"))
        for one in (first, second)
    ]
    path = fill(tmp_path / "l.duckdb", *map(analysis, made))
    page = (Path(__file__).parents[2] / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
    (part,) = re.findall(rf"^## {what}$(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
    told = set(re.findall(r"^\| `([^`]+)` \|", part, flags=re.MULTILINE))
    assert told == names(json.loads(call("export", what, "--ledger", path).stdout))
