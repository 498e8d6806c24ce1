"""How the program ends: one line for every error, exit codes, a closed pipe, a slow start avoided."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from made_ledger import Call

from onrecord.cli import cli
from onrecord.harmless import csv_cell, json_text, one_line, visible

ONRECORD = (sys.executable, "-c", "from onrecord.cli import main; main()")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["positions"], 2, "Missing option '--ledger'"),
        (["nonsense"], 2, "No such command"),
        (["run"], 2, "Missing argument 'PATH...'"),
        (
            ["positions", "--ledger", "none.duckdb"],
            1,
            "none.duckdb: no such ledger; make one with: onrecord run",
        ),
        (["export", "votes", "--ledger", "x"], 2, "'votes' is not one of 'documents'"),
        (["run", "x.txt", "--report", "nowhere/report.html"], 2, "its folder does not exist"),
    ],
)
def test_errors_are_one_line(call: Call, arguments: list[str], code: int, said: str) -> None:
    """An error is one line on standard error that begins with the program's name, and never a traceback."""
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("onrecord: ")
    assert result.stderr.count("\n") == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    "failure", [RuntimeError("two\nlines \x1b[2J"), OSError(28, "No space left on device"), RecursionError()]
)
def test_an_unexpected_error_is_one_line_too(
    call: Call, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    """A fault of ours is told in one line; with ONRECORD_DEBUG=1 it shows where it arose."""

    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("onrecord.cli.listing.ask", fail)
    result = call("positions", "--ledger", "any.duckdb")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "\x1b" not in result.stderr
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    assert call("positions", "--ledger", "any.duckdb").exception is failure


def test_ctrl_c_ends_with_130(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted command says so and exits as an interrupted program does."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.cli.listing.ask", interrupt)
    result = call("positions", "--ledger", "any.duckdb")
    assert result.exit_code == 130
    assert "onrecord: interrupted" in result.stderr


def test_help_and_version(call: Call) -> None:
    """Help names every command and the exit codes; every command has its own help."""
    shown = call("--help")
    assert shown.exit_code == 0
    assert "3 ran but skipped documents" in shown.stdout
    assert call("--version").stdout.startswith("onrecord ")
    for name, command in cli.commands.items():
        assert name in shown.stdout
        assert call(name, "--help").exit_code == 0
        assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_help_loads_nothing_heavy() -> None:
    """`onrecord --help` starts fast because no database, language model, chart or second process is loaded for it."""
    code = (
        "import sys, onrecord.cli\n"
        "heavy = {'altair', 'babel', 'dateparser', 'duckdb', 'jinja2', 'lxml', 'multiprocessing', 'numpy', 'pandas', 'pyarrow', "
        "'rich', 'spacy', 'starlette', 'thinc', 'trafilatura'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_has_seen_enough(ledger_path: Path) -> None:
    """When the next program in a pipe stops reading, nothing is said."""
    for command in (("export", "documents"), ("positions",)):
        with subprocess.Popen(
            [*ONRECORD, *command, "--ledger", str(ledger_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as program:
            assert program.stdout is not None
            assert program.stderr is not None
            program.stdout.close()
            assert program.stderr.read() == b""
            assert program.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output(ledger_path: Path) -> None:
    """Results that cannot be written are an error in one line, not a traceback at the end of the program."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*ONRECORD, "export", "positions", "--ledger", str(ledger_path)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr == "onrecord: No space left on device\n"


def test_results_are_utf8_whatever_the_terminal_says(ledger_path: Path) -> None:
    """JSON lines are the same bytes under another encoding of the terminal, and a table does not fail there."""
    for form in ("jsonl", "table"):
        done = subprocess.run(
            [*ONRECORD, "statements", "--ledger", str(ledger_path), "--format", form],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        if form == "jsonl":
            assert (
                "closure. … Only".replace(". …", " …").encode() in done.stdout or "…".encode() in done.stdout
            )


@pytest.mark.parametrize(
    ("make", "text", "safe"),
    [
        (visible, "a\x1b[2J\tb\nc\x85\u2066d", "a\\x1b[2J\tb\nc\\x85\\u2066d"),
        (visible, "ա\u200dé — “q” 👩\u200d👩", "ա\u200dé — “q” 👩\u200d👩"),
        (one_line, "a\tb\r\nc", "a b\\x0d c"),
        (json_text, '"\x7f\u202e"', '"\\u007f\\u202e"'),
        (csv_cell, "=1", "'=1"),
        (csv_cell, "a=1", "a=1"),
        (csv_cell, "", ""),
    ],
)
def test_words_are_made_safe(make: object, text: str, safe: str) -> None:
    """Unsafe signs are written out, and words in any script stay as they are."""
    assert callable(make)
    assert make(text) == safe
