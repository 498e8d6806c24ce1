"""The command that opens the room: what it prints, how it ends, what it leaves behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from onrecord.cli.app import cli


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_room_opens_answers_and_leaves_nothing_behind(
    ledger_file: Path, tmp_path: Path, told: signal.Signals
) -> None:
    """The printed address answers; told to end, the program takes its files away."""
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger_file), "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    ) as running:
        assert running.stderr is not None
        address = next(
            found[0] for line in running.stderr if (found := re.search(r"http://\S+/", line)) is not None
        )
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert answer.status == 200
        assert any(tmp_path.iterdir())
        running.send_signal(told)
        running.wait(timeout=30)
    assert running.returncode == 128 + told
    assert list(tmp_path.iterdir()) == []


def test_a_room_for_others_needs_a_password(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the command says what to do, before the ledger is read."""
    from click.testing import CliRunner

    monkeypatch.delenv("ONRECORD_PASSWORD", raising=False)
    result = CliRunner().invoke(cli, ["serve", "--ledger", str(ledger_file), "--host", "192.0.2.1"])
    assert result.exit_code == 2
    assert "ONRECORD_PASSWORD" in result.stderr
