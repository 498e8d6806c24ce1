"""`onrecord export` for the forms that other programs read: the same bytes as the library, and what was left out is told."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import duckdb
import pytest
from click.testing import CliRunner, Result
from made_rows import documents, position

from onrecord.cli import cli
from onrecord.exporting import FORMS
from onrecord.exports import DNA_COLUMNS, DNA_DOCUMENT_COLUMNS, PLOVER_COLUMNS
from onrecord.ledger import Ledger
from onrecord.vocabulary import Analysis, OriginGroup, Stance

Call: TypeAlias = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `onrecord` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments: CliRunner().invoke(cli, [str(part) for part in arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two documents; one has a position that DNA takes and one that it does not."""
    path = tmp_path / "made.duckdb"
    first, second = documents()
    concern = position(id="pos-000000000002", stance=Stance.CONCERNED)
    with Ledger.open(path) as opened:
        run = opened.begin(tool="t", method="m")
        opened.add(Analysis(document=first, positions=(position(), concern)), run)
        opened.add(Analysis(document=second), run)
        opened.store_origins(
            [OriginGroup(id="org-00000000000a", name=None, documents=(first.id,), reason="alone")]
        )
    return path


def test_dna_in_two_files(call: Call, ledger: Path) -> None:
    """Statements and documents are numbered alike, and what was left out is told with its reason."""
    said = call("export", "dna", "--ledger", ledger, "--out", "statements.csv").stderr
    assert said == ("1 statements written to statements.csv\n1 left out: 1 neither for nor against\n")
    assert call("export", "dna-documents", "--ledger", ledger, "--out", "documents.csv").exit_code == 0
    with Path("statements.csv").open(encoding="utf-8", newline="") as file:
        (statement,) = csv.DictReader(file, delimiter=";")
    with Path("documents.csv").open(encoding="utf-8", newline="") as file:
        texts = {row["document_id"]: row["text"] for row in csv.DictReader(file, delimiter=";")}
    span = slice(int(statement["start_position"]), int(statement["stop_position"]))
    assert texts[statement["document_id"]][span] == statement["text"]
    assert (statement["origin"], len(texts)) == ("org-00000000000a", 2)


def test_plover_in_both_formats(call: Call, ledger: Path) -> None:
    """JSON lines unasked, a sheet on demand, with the same ids."""
    lines = call("export", "plover", "--ledger", ledger).stdout
    cells = call("export", "plover", "--ledger", ledger, "--format", "CSV").stdout
    assert [json.loads(line)["id"] for line in lines.splitlines()] == ["pos-000000000001"]
    assert [row["Event ID"] for row in csv.DictReader(io.StringIO(cells))] == ["pos-000000000001"]


def test_parquet_to_a_file_and_to_standard_output(call: Call, ledger: Path) -> None:
    """The same bytes either way, and DuckDB reads them."""
    result = call("export", "positions", "--ledger", ledger, "--format", "parquet", "--out", "rows.parquet")
    assert (result.exit_code, result.stderr) == (0, "2 positions written to rows.parquet\n")
    shown = call("export", "positions", "--ledger", ledger, "--format", "parquet").stdout_bytes
    assert Path("rows.parquet").read_bytes() == shown
    with duckdb.connect(":memory:") as connection:
        assert connection.read_parquet("rows.parquet").fetchall()[0][0] == "pos-000000000001"


def test_filters_narrow_every_form(call: Call, ledger: Path) -> None:
    """The filters of the other commands hold here too; when nothing fits, that is said."""
    result = call("export", "plover", "--ledger", ledger, "--stance", "aids")
    assert (result.stdout, result.stderr) == ("", "no rows fit\n")
    result = call("export", "dna", "--ledger", ledger, "--stance", "aids")
    assert (len(result.stdout.splitlines()), result.stderr) == (1, "no rows fit\n")


@pytest.mark.parametrize(
    ("what", "form", "said"),
    [
        ("dna", "jsonl", "there is no jsonl of dna; choose csv"),
        ("dna-documents", "parquet", "there is no parquet of dna-documents; choose csv"),
        ("plover", "table", "there is no table of plover; choose jsonl or csv"),
    ],
)
def test_a_format_that_a_form_does_not_have(
    call: Call, ledger: Path, what: str, form: str, said: str
) -> None:
    """What there is instead is said in one line."""
    result = call("export", what, "--ledger", ledger, "--format", form)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"onrecord: {said}\n")


def test_parquet_is_not_for_the_screen(call: Call, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's terminal is filled with the bytes of a file."""
    monkeypatch.setattr("onrecord.cli.exporting._on_screen", lambda: True)
    result = call("export", "positions", "--ledger", ledger, "--format", "parquet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a file with --out" in result.stderr


@pytest.mark.parametrize("what", FORMS)
def test_the_ledger_is_never_overwritten(call: Call, ledger: Path, what: str) -> None:
    """A file that is the ledger itself is refused."""
    before = ledger.read_bytes()
    result = call("export", what, "--ledger", ledger, "--out", ledger)
    assert (result.exit_code, ledger.read_bytes()) == (2, before)


def test_two_ledgers_of_the_same_documents_give_the_same_bytes(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    """Neither the time nor the number of a run shows in any form."""
    other = tmp_path / "other.duckdb"
    with Ledger.open(other) as opened:
        opened.begin(tool="an earlier run", method="m")
        run = opened.begin(tool="t", method="m")
        concern = position(id="pos-000000000002", stance=Stance.CONCERNED)
        for made in (
            Analysis(document=documents()[1]),
            Analysis(document=documents()[0], positions=(position(), concern)),
        ):
            opened.add(made, run)
        opened.store_origins(
            [OriginGroup(id="org-00000000000a", name=None, documents=(documents()[0].id,), reason="alone")]
        )
    for arguments in (["dna"], ["dna-documents"], ["plover"], ["positions", "--format", "parquet"]):
        one, two = (call("export", *arguments, "--ledger", path).stdout_bytes for path in (ledger, other))
        assert one == two


def test_an_empty_ledger(call: Call, tmp_path: Path) -> None:
    """Every form of nothing is a file that can be read."""
    path = tmp_path / "empty.duckdb"
    Ledger.open(path).close()
    for what in FORMS:
        result = call("export", what, "--ledger", path)
        assert (result.exit_code, result.stderr) == (0, "no rows fit\n")


@pytest.mark.parametrize(
    ("what", "columns"),
    [("dna", DNA_COLUMNS), ("dna-documents", DNA_DOCUMENT_COLUMNS), ("plover", PLOVER_COLUMNS)],
)
def test_every_column_is_told(what: str, columns: tuple[str, ...]) -> None:
    """The reference names the columns of each form, in their order."""
    page = (Path(__file__).parents[2] / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
    (part,) = re.findall(rf"^## {what}$(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
    assert tuple(re.findall(r"^\| `([^`]+)` \|", part, flags=re.MULTILINE)) == columns
