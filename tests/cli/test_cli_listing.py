"""What the listing commands print: the same rows in each format, results and talk apart, hostile words harmless."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from made_ledger import Call, make_ledger
from made_values import made_analysis, made_document

from onrecord.cli.listing import KINDS
from onrecord.ledger import Ledger
from onrecord.vocabulary import Act, Analysis, Basis, Link, Span, Stance, VerdictValue

LISTINGS = ["documents", "statements", "positions", "check", "origins"]


@pytest.mark.parametrize("command", LISTINGS)
def test_all_formats_hold_the_same_rows(call: Call, ledger_path: Path, command: str) -> None:
    """JSON, JSON lines and CSV name the same ids in the same order, and a table shows each of them."""
    written = {
        form: call(command, "--ledger", ledger_path, "--format", form)
        for form in ("json", "jsonl", "csv", "table")
    }
    assert {(result.exit_code, result.stderr) for result in written.values()} == {(0, "")}
    rows = json.loads(written["json"].stdout)
    assert [json.loads(line) for line in written["jsonl"].stdout.splitlines()] == rows
    cells = list(csv.DictReader(io.StringIO(written["csv"].stdout)))
    assert [cell["id"] for cell in cells] == [row["id"] for row in rows]
    assert all(row["id"] in written["table"].stdout for row in rows)
    assert rows


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_a_column_for_every_field(call: Call, ledger_path: Path, kind: str) -> None:
    """No field of the JSON rows is missing from a CSV file."""
    (first, *_) = call("export", kind, "--ledger", ledger_path).stdout.splitlines()
    assert tuple(json.loads(first)) == KINDS[kind].fields
    assert set(KINDS[kind].table) <= set(KINDS[kind].fields)


def test_a_position_row(call: Call, ledger_path: Path) -> None:
    """A position is written with its words, its holder, its basis and its chain, the outermost first."""
    first = json.loads(call("positions", "--ledger", ledger_path, "--format", "jsonl").stdout.splitlines()[0])
    assert first == {
        "id": "pos-000000000001",
        "document": "001.txt",
        "document_id": "doc-000000000001",
        "quote": "The Council of Ruritania condemned the border closure",
        "start": 0,
        "end": 53,
        "holder": "RUR-C",
        "holder_name": "Council of Ruritania",
        "stance": "condemns",
        "polarity": -1,
        "plover": "ACCUSE",
        "toward": None,
        "toward_name": None,
        "about": "the border closure",
        "basis": "reported",
        "declared": True,
        "chain": ["The Ruritanian", "Council"],
        "date": "2031-05-03",
        "when_first": "2031-05-01",
        "when_last": "2031-05-03",
        "when_words": "condemned",
        "when_rule": "made for a test",
        "forum": None,
        "instrument": None,
        "modality": None,
        "matters": ["border", "transit"],
        "principle": "open-borders",
        "address": "paragraph 2",
        "event": "ACCUSE",
        "ended": False,
        "by_membership": False,
        "statement": "stm-000000000001",
        "rule": "frame condemn",
        "rows": [],
        "standing": "found",
        "decision": None,
    }


def test_a_claim_row_and_an_origin_row(call: Call, ledger_path: Path) -> None:
    """A claim carries its verdict with the steps; a report carries the sentences that its copies changed."""
    claim = json.loads(call("export", "claims", "--ledger", ledger_path).stdout.splitlines()[0])
    assert (claim["verdict"], claim["text_says"], claim["record_says"]) == ("differs", "12", "11")
    assert (claim["steps"], claim["rows"]) == (["11 in favour"], ["rollcall:R/1:book"])
    assert claim["terms"] == {"count": 12, "options": ["yes"]}
    origin = json.loads(call("export", "origins", "--ledger", ledger_path).stdout)
    assert origin["documents"] == ["001.txt", "002.txt"]
    assert origin["edits"] == [
        {
            "kind": "dropped",
            "from": "001.txt",
            "to": "002.txt",
            "to_id": made_document(2).id,
            "original": "b",
            "copy": None,
        }
    ]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (["--holder", "rur-c"], 2),
        (["--holder", "FRA", "--holder", "RUR-C", "--document", "001.txt"], 1),
        (["--stance", "condemns", "--stance", "aids", "--basis", "reported"], 2),
        (["--basis", "vote"], 0),
        (["--verdict", "matches"], 0),
        (["--toward", "FRA"], 0),
        (["--principle", "OPEN-borders", "--principle", "other"], 2),
        (["--principle", "other"], 0),
        (["--matter", "transit"], 2),
        (["--matter", "transits"], 0),
        (["--since", "2031-05-03"], 2),
        (["--since", "2031-05-04"], 0),
        (["--until", "2031-05-01"], 2),
        (["--until", "2031-04"], 0),
        (["--since", "2031", "--until", "2031"], 2),
    ],
)
def test_filters_narrow_the_rows(call: Call, ledger_path: Path, filters: list[str], count: int) -> None:
    """Filters may be repeated and combined; when nothing fits, that is said on standard error."""
    result = call("positions", "--ledger", ledger_path, "--format", "jsonl", *filters)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == count
    assert result.stderr == ("" if count else "no rows fit\n")


@pytest.mark.parametrize(
    ("option", "values"),
    [("--stance", Stance), ("--basis", Basis), ("--act", Act), ("--verdict", VerdictValue)],
)
@pytest.mark.parametrize("command", [*LISTINGS, "export positions"])
def test_an_unknown_value_lists_the_allowed_ones(
    call: Call, ledger_path: Path, command: str, option: str, values: type[Stance]
) -> None:
    """A misspelt stance, basis, act or verdict is a usage error in one line that names every value there is."""
    result = call(*command.split(), "--ledger", ledger_path, option, "likes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("onrecord: ")
    assert result.stderr.count("\n") == 1
    assert all(f"'{value.value}'" in result.stderr for value in values)


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("value", ["May 2031", "2031-13", "2031-02-30", ""])
def test_a_date_that_is_none_is_refused(call: Call, ledger_path: Path, option: str, value: str) -> None:
    """What is no ISO date is a usage error in one line that names the forms."""
    result = call("positions", "--ledger", ledger_path, option, value)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "write 2020, 2020-10 or 2020-10-28" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.fixture
def acts_path(tmp_path: Path) -> Path:
    """A ledger with a document of speech, one of attitude, and one of a deed that nobody is named for."""
    path = tmp_path / "acts.duckdb"
    nobody = (*made_analysis().statements[0].chain[:1], Link(name="unknown", actor=None))
    with Ledger.open(path) as ledger:
        run = ledger.begin(tool="t", method="m")
        for number, act in enumerate(Act, start=1):
            made = made_analysis(number)
            (statement,) = made.statements
            statement = replace(statement, act=act)
            if act is Act.DEED:
                statement = replace(statement, chain=nobody, source=None, cue=None)
            ledger.add(replace(made, statements=(statement,)), run)
    return path


@pytest.mark.parametrize("command", LISTINGS[:-1])
@pytest.mark.parametrize("acts", [("speech",), ("attitude",), ("DEED",), ("speech", "deed")])
def test_acts_are_told_apart(call: Call, acts_path: Path, command: str, acts: tuple[str, ...]) -> None:
    """`--act` may be repeated, and keeps statements of these acts and the rows that share their words."""
    options = [part for act in acts for part in ("--act", act)]
    result = call(command, "--ledger", acts_path, "--format", "jsonl", *options)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    wanted = [number for number, act in enumerate(Act, start=1) if act in map(str.lower, acts)]
    assert [row["document"] for row in rows] == [f"{number:03d}.txt" for number in wanted]
    if command == "statements":
        assert [row["act"] for row in rows] == [act.lower() for act in acts]


def test_a_statement_without_a_source(call: Call, acts_path: Path) -> None:
    """Where nobody is named the speaker is `unknown`, and source and cue are empty in every format."""
    row = json.loads(call("statements", "--ledger", acts_path, "--act", "deed", "--format", "jsonl").stdout)
    assert (row["speaker"], row["speaker_name"], row["source"], row["cue"]) == (None, "unknown", None, None)
    assert row["chain"] == ["The Ruritanian", "unknown"]
    cells = call("export", "statements", "--ledger", acts_path, "--act", "deed", "--format", "csv").stdout
    (cell,) = csv.DictReader(io.StringIO(cells))
    assert (cell["act"], cell["source"], cell["chain"]) == ("deed", "", "The Ruritanian > unknown")
    table = call("statements", "--ledger", acts_path).stdout
    assert all(act.value in table for act in Act)
    assert "> unknown" in table


def test_a_long_statement_takes_few_lines_of_a_table(call: Call, tmp_path: Path) -> None:
    """A table cuts a speech between words and a long chain in its middle; the other formats have all of it."""
    made = made_analysis(text="word " * 2000)
    names = [f"teller {number}" for number in range(9)]
    (statement,) = made.statements
    statement = replace(
        statement,
        chain=tuple(Link(name=name, actor=None) for name in names),
        content=(Span(0, 9_999),),
    )
    path = tmp_path / "long.duckdb"
    with Ledger.open(path) as ledger:
        ledger.add(replace(made, statements=(statement,)), ledger.begin(tool="t", method="m"))
    table = call("statements", "--ledger", path).stdout
    assert len(table.splitlines()) < 12
    shown = " ".join(table.split())
    assert "word…" in shown
    assert "teller 4" not in shown
    assert "teller 8" in shown
    row = json.loads(call("statements", "--ledger", path, "--format", "jsonl").stdout)
    assert (len(row["quote"]), row["chain"]) == (9_999, names)
    page = call("evidence", "stm-", "--ledger", path).stdout
    assert len(page) < 5_000
    assert "characters more]" in page


def test_export_writes_a_whole_file(call: Call, ledger_path: Path, tmp_path: Path) -> None:
    """`--out` writes what standard output would hold, says so, and leaves no other file behind."""
    out = tmp_path / "rows.csv"
    out.write_text("older")
    result = call("export", "positions", "--ledger", ledger_path, "--format", "csv", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 positions written to {out}\n"
    assert out.read_text() == call("export", "positions", "--ledger", ledger_path, "--format", "csv").stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made.duckdb", "rows.csv"]


@pytest.mark.parametrize(
    ("out", "form", "code", "said"),
    [
        ("nowhere/rows.jsonl", "jsonl", 2, "folder does not exist"),
        (".", "jsonl", 2, "is a folder"),
        ("made.duckdb", "jsonl", 2, "is the ledger itself"),
        ("rows.txt", "table", 2, "a table is for the screen"),
        ("/dev/full", "jsonl", 1, "the disk is full"),
    ],
)
def test_export_to_a_place_that_cannot_take_it(
    call: Call, ledger_path: Path, out: str, form: str, code: int, said: str
) -> None:
    """A file that cannot be written is one clear line, and the ledger is never overwritten."""
    if out == "/dev/full" and not Path(out).exists():
        pytest.skip("this system has no /dev/full")
    before = ledger_path.read_bytes()
    result = call("export", "positions", "--ledger", ledger_path, "--format", form, "--out", out)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert ledger_path.read_bytes() == before


def test_two_ledgers_of_the_same_documents_export_the_same_bytes(call: Call, tmp_path: Path) -> None:
    """Neither the time nor the number of a run shows in what is exported."""
    one, other = tmp_path / "one.duckdb", tmp_path / "other.duckdb"
    make_ledger(one)
    with Ledger.open(other) as ledger:
        ledger.begin(tool="an earlier run", method="m")
    make_ledger(other)
    for kind in KINDS:
        results = [call("export", kind, "--ledger", path) for path in (one, other)]
        assert results[0].stdout_bytes == results[1].stdout_bytes
        assert results[0].stdout_bytes


# --- Hostile words ----------------------------------------------------------------------------

HOSTILE = "\x1b]0;owned\x07\x1b[2J=1+1\u202egnp.exe[bold]\x9b31m\r\n+cmd|' /C calc'!A0"


@pytest.fixture
def hostile_path(tmp_path: Path) -> Path:
    """A ledger whose every text is hostile."""
    made = made_analysis()
    document = replace(made.document, text=HOSTILE * 4, title=HOSTILE, outlet=HOSTILE, name=HOSTILE)
    holder = replace(
        made.positions[0].holder, actor=replace(made.positions[0].holder.actor, id=HOSTILE, name=HOSTILE)
    )
    analysis = Analysis(
        document=document,
        statements=made.statements,
        positions=(replace(made.positions[0], holder=holder, about=HOSTILE),),
        claims=made.claims,
        verdicts=(replace(made.verdicts[0], text_says=HOSTILE),),
    )
    path = tmp_path / "hostile.duckdb"
    with Ledger.open(path) as ledger:
        ledger.add(analysis, ledger.begin(tool="t", method="m"))
    return path


@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "json"])
@pytest.mark.parametrize("command", [*LISTINGS[:-1], "evidence"])
def test_no_control_sign_of_a_document_reaches_the_terminal(
    call: Call, hostile_path: Path, command: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape sequences and signs that turn the reading order are written out, in every format."""
    monkeypatch.setattr("onrecord.cli.evidence._rows", lambda ids, lookup: [])
    arguments = ["pos-000000000001"] if command == "evidence" else []
    result = call(command, *arguments, "--ledger", hostile_path, "--format", form)
    assert result.exit_code == 0, result.output
    assert not set("\x1b\x07\x9b\r\u202e") & set(result.stdout)
    assert result.stdout.strip()


def test_json_still_holds_the_very_words(call: Call, hostile_path: Path) -> None:
    """Making JSON harmless on a terminal does not change what it means."""
    row = json.loads(call("positions", "--ledger", hostile_path, "--format", "jsonl").stdout)
    assert row["about"] == HOSTILE


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_csv_cells_are_no_formulas(call: Call, tmp_path: Path, start: str) -> None:
    """A cell that a spreadsheet would calculate begins with an apostrophe; numbers stay numbers."""
    made = made_analysis()
    path = tmp_path / "formula.duckdb"
    with Ledger.open(path) as ledger:
        position = replace(made.positions[0], about=f"{start}SUM(A1)")
        ledger.add(replace(made, positions=(position,)), ledger.begin(tool="t", method="m"))
    (row,) = csv.DictReader(io.StringIO(call("positions", "--ledger", path, "--format", "csv").stdout))
    assert row["about"].startswith("'")
    assert row["about"].endswith("SUM(A1)")
    assert row["polarity"] == "-1"


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("command", LISTINGS)
def test_a_table_fits_the_terminal(
    call: Call, ledger_path: Path, command: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line of a table is longer than the terminal is wide."""
    monkeypatch.setenv("COLUMNS", str(width))
    result = call(command, "--ledger", ledger_path)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= width
