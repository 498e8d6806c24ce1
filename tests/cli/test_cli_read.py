"""`onrecord read`, and runs over files that hold many documents, as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from evals.fuzz import files
from evals.fuzz.files import ARTICLE
from onrecord.cli import main


def call(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert isinstance(left.value.code, int)
    return left.value.code


def test_what_was_read_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts, paragraphs, and what was left out with its reason, for a file and for what lies in an archive."""
    path = tmp_path / "a.zip"
    path.write_bytes(files.zip_file({"b.pdf": files.pdf_file(ARTICLE)}))
    assert call("read", str(path)) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{path}!/b.pdf\n")
    assert f"  title          {ARTICLE.title}\n" in shown
    assert f"  container      {path}\n" in shown
    assert f"  [3] {ARTICLE.paragraphs[2]}\n" in shown
    assert "  page number: 1\n" in shown


def test_as_json_every_field_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object a line for each document; what cannot be read is told apart, with exit code 3."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"body,title\n" + b'"The ministers said so."' + b",One\n,Two\n")
    assert call("read", "--json", "--columns", "text=body", str(path)) == 3
    shown = capsys.readouterr()
    (row,) = (json.loads(line) for line in shown.out.splitlines())
    assert (row["title"], row["text"]) == ("One", "The ministers said so.")
    assert row["provenance"]["address"] == f"{path}!/line-2"
    assert f"skipped {path}!/line-3: has no text in this row" in shown.err


def test_nothing_of_a_document_reaches_the_terminal_as_an_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """Escape sequences and turned text in names, titles and texts are written out."""
    path = tmp_path / "a.zip"
    path.write_bytes(
        files.zip_file({"\x1b[2J\u202e.txt": files.text_file(ARTICLE), "b.xlsx\x1b[2J": b"\xd0\xcf\x11\xe0"})
    )
    assert call("read", str(path)) == 3
    shown = capsys.readouterr()
    assert not any(sign in shown.out + shown.err for sign in ("\x1b", "\u202e"))


def test_a_mistyped_map_of_columns_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """The message says how it is written."""
    assert call("read", "a.csv", "--columns", "body") == 2
    assert "write FIELD=COLUMN,... with the fields text, title" in capsys.readouterr().err


def test_a_run_counts_each_document_of_an_archive(tmp_path: Path) -> None:
    """Members are met, read, held and skipped one by one, and the same text by two ways is held once."""
    text = b"OSLO (AFP) - Norway condemned the attacks by Iraq on Kuwait."
    (tmp_path / "a.txt").write_bytes(text)
    (tmp_path / "b.zip").write_bytes(files.zip_file({"x.txt": text, "y.png": b"\x89PNG\r\n\x1a\n"}))
    with onrecord.open_ledger() as ledger:
        summary = onrecord.run([tmp_path], ledger=ledger).summary
        (analysis,) = ledger.analyses()
    assert (summary.sources, summary.added, summary.held, len(summary.skipped)) == (3, 1, 1, 1)
    assert summary.skipped[0].address == f"{tmp_path / 'b.zip'}!/y.png"
    assert analysis.document.provenance.container is None


def test_reading_one_and_reading_many_are_two_calls(tmp_path: Path) -> None:
    """`read_document` gives one document or an error; `read_documents` everything, errors among it."""
    path = tmp_path / "a.zip"
    path.write_bytes(files.zip_file({"a.txt": files.text_file(ARTICLE), "empty.txt": b""}))
    with pytest.raises(onrecord.UnsupportedFormat, match="read_documents"):
        onrecord.read_document(path)
    first, second = onrecord.read_documents(path)
    assert isinstance(first, onrecord.Document)
    assert isinstance(second, onrecord.SkipItem)
