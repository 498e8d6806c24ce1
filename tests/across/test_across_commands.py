"""The three commands write the same rows in every format, and nothing of a text reaches the terminal as a command."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from whole_made import analysis, figure, text

from onrecord.across import forms
from onrecord.cli import cli
from onrecord.ledger import Ledger
from onrecord.vocabulary import Analysis, DocumentKind, OriginGroup

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe[bold]\x9b31m"
CLAUSE = "Demands the immediate, complete and unconditional withdrawal of all forces from the area"
SENTENCE = f"In spring the Assembly {HOSTILE} adopted a text by 39 votes to 7 after a long night."
COMMANDS = {"figures": forms.FIGURES, "recycled": forms.RECYCLED, "quotations": forms.QUOTATIONS}


def report(name: str, value: int) -> Analysis:
    """A report with a figure, a background sentence and a quotation, all hostile."""
    words = f"{value} people were displaced"
    document = text(
        f"=1+1{HOSTILE}{name}",
        f"{words} in Portugal {HOSTILE}.\n\n{SENTENCE}\n\nThe paper said that resolution 5 {HOSTILE} asks for "
        f"“the immediate, complete{HOSTILE} and unconditional withdrawal of forces from the area”.",
    )
    return analysis(document, figure(document, words, "displaced", value, by=(HOSTILE,)))


@pytest.fixture(scope="module")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which each command has something to say."""
    path = tmp_path_factory.mktemp("across") / "l.duckdb"
    original = text("original", CLAUSE, kind=DocumentKind.RESOLUTION, title="Resolution 5", date="2001")
    made = [report("a", 800), report("b", 900), analysis(original)]
    with Ledger.open(path) as ledger:
        run = ledger.begin(tool="t", method="m")
        for one in made:
            ledger.add(replace(one, document=replace(one.document, name=one.document.name[:80])), run)
        ledger.store_origins(
            OriginGroup(id=f"org-{n}", name=None, documents=(one.document.id,), reason="alone")
            for n, one in enumerate(made)
        )
    return path


def call(*arguments: object) -> Result:
    """Calls `onrecord`."""
    return CliRunner().invoke(cli, [str(part) for part in arguments], env={"COLUMNS": "100"})


@pytest.mark.parametrize("command", COMMANDS)
def test_all_formats_hold_the_same_rows(command: str, ledger_path: Path) -> None:
    """JSON, JSON lines and CSV have the same rows with the documented fields in their order."""
    written = {
        form: call(command, "--ledger", ledger_path, "--format", form) for form in ("json", "jsonl", "csv")
    }
    rows = json.loads(written["json"].stdout)
    assert rows
    assert [json.loads(line) for line in written["jsonl"].stdout.splitlines()] == rows
    cells = list(csv.DictReader(io.StringIO(written["csv"].stdout)))
    assert [cell["id"] for cell in cells] == [row["id"] for row in rows]
    assert all(list(row) == list(cells[0]) == COMMANDS[command].split() for row in rows)


@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "json"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_control_sign_of_a_document_reaches_the_terminal(
    command: str, form: str, ledger_path: Path
) -> None:
    """Escape sequences and signs that turn the reading order are written out, in every format."""
    result = call(command, "--ledger", ledger_path, "--format", form)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()
    assert not set("\x1b\x07\x9b\r\u202e") & set(result.stdout)


def test_options_choose_rows(ledger_path: Path) -> None:
    """A sentence without a claim is not among those that the record was asked about; nothing fits, and that is told."""
    result = call("recycled", "--checked", "--ledger", ledger_path)
    assert "no rows fit" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_ledger_that_is_missing_is_told(command: str, tmp_path: Path) -> None:
    """The error names the file, and no file is made."""
    result = call(command, "--ledger", tmp_path / "none.duckdb")
    assert result.exit_code != 0
    assert not list(tmp_path.iterdir())
