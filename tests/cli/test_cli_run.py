"""What `onrecord run` tells and leaves behind, with made-up stages in place of the language model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_ledger import Call
from made_values import made_analysis, made_document

from onrecord.errors import DataError, UnreadableDocument
from onrecord.ledger import Ledger
from onrecord.origins import join_origins
from onrecord.runs import Stages
from onrecord.vocabulary import Analysis, Document


def find(paths: Sequence[str]) -> list[SimpleNamespace]:
    """One source for each path, whose bytes are the path."""
    return [SimpleNamespace(address=path, load=path.encode) for path in paths]


def read(source: SimpleNamespace) -> Document:
    """A number is a document; `stop` is Ctrl-C."""
    data, address = source.load(), source.address
    if data == b"stop":
        raise KeyboardInterrupt
    if not data.isdigit():
        raise UnreadableDocument("is not \x1b[2J text", where=address, remedy="leave it out")
    return made_document(int(data))


def analyse(document: Document) -> Analysis:
    """What is made up for that number."""
    return made_analysis(int(document.name.removesuffix(".txt")))


@pytest.fixture(autouse=True)
def _made_setup(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_setup(**_: object) -> SimpleNamespace:
        stages = Stages(
            find=find,
            open=lambda source: (source,),
            read=read,
            analyse=analyse,
            group=join_origins,
            edits=lambda *_: (),
            method="m",
        )
        return SimpleNamespace(stages=stages, tool="onrecord test")

    def no_case(path: Path) -> None:
        raise DataError("the case file is not TOML", where=str(path), remedy="correct that line")

    def write_report(ledger: Ledger, path: Path, *, case: object) -> None:
        path.write_text(f"{ledger.summary().documents} documents")

    monkeypatch.setattr("onrecord.assembly.open_setup", open_setup)
    monkeypatch.setattr("onrecord.case.load_case", no_case)
    monkeypatch.setattr("onrecord.reporting.write_report", write_report)


def counts(shown: str) -> dict[str, int]:
    """The lines of a summary as numbers."""
    lines = (
        line.rsplit("  ", 1) if line[-1].isdigit() else line.rsplit("  ", 2)[:2]
        for line in shown.splitlines()
    )
    return {name.strip(): int(count.replace(",", "")) for name, count in lines}


def test_a_run_ends_with_a_summary_that_reconciles(call: Call, tmp_path: Path) -> None:
    """Results stand on standard output alone, and exit code 3 says that a document was skipped."""
    result = call("run", "1", "2", "2", "noise", "--ledger", "new.duckdb", "--report", "report.html")
    assert result.exit_code == 3
    shown = counts(result.stdout)
    assert shown["sources met"] == shown["documents read"] + shown["already held"] + shown["skipped"] == 4
    assert (shown["documents in the ledger"], shown["reader comments set aside"], shown["positions"]) == (
        2,
        4,
        2,
    )
    assert shown["statements"] == shown["speech"] + shown["attitude"] + shown["deed"] == 2
    assert (shown["reported"], shown["ascribed"], shown["checks"], shown["differs"]) == (2, 0, 2, 2)
    assert (
        result.stderr == "skipped noise: is not \\x1b[2J text; leave it out\nreport written to report.html\n"
    )
    assert "is not \\x1b[2J text; leave it out (1)" in result.stdout
    assert (tmp_path / "report.html").read_text() == "2 documents"

    again = call("run", "1", "2", "--ledger", "new.duckdb")
    assert again.exit_code == 0
    assert (counts(again.stdout)["already held"], counts(again.stdout)["documents read"]) == (2, 0)


def test_a_run_without_a_ledger_says_that_nothing_is_kept(call: Call, tmp_path: Path) -> None:
    """Without --ledger the run leaves no file, and says so on standard error."""
    result = call("run", "1")
    assert (result.exit_code, list(tmp_path.iterdir())) == (0, [])
    assert "nothing is kept" in result.stderr


def test_ctrl_c_keeps_what_was_stored_and_says_so(call: Call, tmp_path: Path) -> None:
    """An interrupted run exits with 130, tells how much is stored, and the next run goes on."""
    result = call("run", "1", "2", "stop", "3", "--ledger", "new.duckdb")
    assert (result.exit_code, result.stdout) == (130, "")
    assert "interrupted; 2 new documents are stored whole in new.duckdb" in result.stderr
    with Ledger.open(tmp_path / "new.duckdb", read_only=True) as ledger:
        assert len(ledger.documents()) == 2
    assert counts(call("run", "1", "2", "3", "--ledger", "new.duckdb").stdout)["documents read"] == 1
    assert "nothing was kept" in call("run", "1", "stop").stderr


def test_a_bad_case_or_ledger_stops_before_anything_is_read(call: Call, tmp_path: Path) -> None:
    """What concerns all documents fails at once, with exit code 1 and one line."""
    (tmp_path / "other.duckdb").write_text("something else")
    for arguments, said in (
        (["--case", "case.toml"], "case.toml: the case file is not TOML; correct that line"),
        (["--ledger", "other.duckdb"], "other.duckdb: is not a ledger"),
        (["--ledger", "nowhere/new.duckdb"], "its folder does not exist"),
    ):
        result = call("run", "1", *arguments)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
        assert said in result.stderr


def test_two_runs_over_the_same_documents_export_the_same_bytes(call: Call) -> None:
    """Whatever order the documents come in, and in how many runs, the rows are the same."""
    call("run", "1", "2", "--ledger", "one.duckdb")
    call("run", "2", "--ledger", "other.duckdb")
    call("run", "noise", "1", "--ledger", "other.duckdb")
    for kind in ("positions", "claims", "statements", "documents"):
        one, other = (
            call("export", kind, "--ledger", f"{name}.duckdb").stdout_bytes for name in ("one", "other")
        )
        assert one == other
        assert one.count(b"\n") == 2


def test_a_bad_lexicon_is_told_by_name(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's own stance words that cannot be used stop the run before anything is read."""
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('[[frame]]\nid = "toast"\nstance = "adores"\n', encoding="utf-8")
    result = call("run", "1", "--lexicon", "mine.toml")
    assert result.exit_code == 1
    assert "mine.toml" in result.stderr
    assert "toast" in result.stderr
