"""Watching: what arrives is read once, when it has come to rest, and nothing is lost where the ledger is busy."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.cli.watch import Pace, look_on
from onrecord.documents import list_files
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.watching import Watch

PACE = Pace(every=1, fetch_every=100, looks=6)


def _result(files: Sequence[str]) -> SimpleNamespace:
    return SimpleNamespace(
        summary=SimpleNamespace(added=len(files), held=0, skipped=(), documents=len(files))
    )


def _watching(
    folder: Path,
    happens: dict[int, Callable[[], object]],
    *,
    busy: Sequence[int] = (),
    paths: Sequence[str] = (),
) -> list[list[str]]:
    """What is read while things happen before the looks of those numbers, and the ledger is busy at some readings."""
    asked: list[list[str]] = []
    look = 0

    def sleep(_: float) -> None:
        nonlocal look
        look += 1
        happens.get(look, lambda: None)()

    def read(files: Sequence[str]) -> SimpleNamespace:
        asked.append([Path(file).name for file in files])
        if len(asked) in busy:
            raise LedgerError("is open elsewhere", where="x.duckdb", remedy="close it")
        return _result(files)

    watch = Watch([str(folder), *paths], list_files)
    look_on(watch, read, PACE, now=lambda: 60.0 * look, sleep=sleep)  # type: ignore[arg-type]  # a made result
    return asked


def test_a_file_is_read_once_when_it_has_come_to_rest(tmp_path: Path) -> None:
    """One that still grows waits; hidden files and data are left out; a changed one is read again."""
    (tmp_path / "old.txt").write_text("one")
    (tmp_path / "data.json").write_text("{}")
    (tmp_path / ".part").write_text("x")
    growing = tmp_path / "growing.txt"
    asked = _watching(
        tmp_path,
        {
            1: partial(growing.write_text, "a"),
            2: partial(growing.write_text, "ab"),
            4: partial((tmp_path / "old.txt").write_text, "one and more"),
        },
    )
    assert asked == [["old.txt"], ["growing.txt"], ["old.txt"]]


def test_nothing_is_lost_while_the_ledger_is_busy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What could not be stored is handed on again at the next look, and no more once it is stored."""
    (tmp_path / "a.txt").write_text("one")
    assert _watching(tmp_path, {}, busy=(1, 2)) == [["a.txt"]] * 3
    assert "x.duckdb: is open elsewhere; close it; trying again in 1 s" in capsys.readouterr().err


def test_addresses_are_asked_at_their_own_pace(tmp_path: Path) -> None:
    """Sites are visited seldom, however often folders are looked at."""
    asked = _watching(tmp_path, {}, paths=["https://example.org/feed"])
    assert asked == [["feed"]] * 3


def test_standard_input_cannot_be_watched(call: Callable[..., SimpleNamespace]) -> None:
    """It says what can."""
    result = call("watch", "-", "--ledger", "x.duckdb")
    assert result.exit_code == 2
    assert "name folders, files or addresses" in result.stderr


def test_a_watched_folder_ends_up_in_the_ledger(tmp_path: Path) -> None:
    """The command itself: a file that arrives later is read, the ledger can be opened between, SIGTERM ends it."""
    folder, ledger = tmp_path / "in", tmp_path / "x.duckdb"
    folder.mkdir()
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "watch",
        str(folder),
        "--ledger",
        str(ledger),
        "--every",
        "0.2",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    try:
        (folder / "a.txt").write_text("Oslo\n\nNorway condemned the attack on Chile.\n")
        assert process.stdout is not None
        assert process.stdout.readline() == "1 read, 0 held, 0 skipped; 1 documents in the ledger\n"
        (folder / "b.txt").write_text("Lima\n\nPeru thanked Kenya for its vote.\n")
        assert process.stdout.readline() == "1 read, 0 held, 0 skipped; 2 documents in the ledger\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert "everything that was read is stored" in errors
    with Ledger.open(ledger, read_only=True) as opened:
        assert [row.name for row in opened.documents()] == ["a.txt", "b.txt"]
        assert len(opened.runs()) == 2
