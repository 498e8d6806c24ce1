"""`onrecord brief`: which file it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_ledger import Call


def test_a_brief_is_written_in_the_format_of_its_name(call: Call, ledger_path: Path, tmp_path: Path) -> None:
    """The ending of --out is enough; --format wins over it; without either it is a Word file."""
    for arguments, name, opens in (
        (("--out", "told.pdf"), "told.pdf", b"%PDF"),
        (("--out", "told.txt", "--format", "md"), "told.txt", b"# Everything in the ledger"),
        ((), "brief.docx", b"PK"),
        (("--format", "html"), "brief.html", b"<!doctype html>"),
    ):
        result = call("brief", "--ledger", ledger_path, *arguments)
        assert result.exit_code == 0, result.stderr
        assert result.stderr == f"brief written to {name}\n"
        assert (tmp_path / name).read_bytes().startswith(opens)


def test_a_brief_goes_to_standard_output(call: Call, ledger_path: Path) -> None:
    """It pipes, and says nothing else there."""
    result = call("brief", "--ledger", ledger_path, "--format", "md", "--out", "-")
    assert result.stdout.startswith("# Everything in the ledger")
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--ledger", "none.duckdb"), "no such ledger"),
        (("--ledger", "made.duckdb", "--since", "yesterday"), "is not a date"),
        (("--ledger", "made.duckdb", "--excerpt-chars", "5"), "20<=x<=600"),
        (("--ledger", "made.duckdb", "--case", "none.toml"), "none.toml"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    call: Call, ledger_path: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    """No file is made, and the line names the cause."""
    result = call("brief", *arguments)
    assert result.exit_code in (1, 2)
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [ledger_path.name]
