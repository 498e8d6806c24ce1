"""The program as a user calls it, and a ledger to call it on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

# The made-up values are those of the ledger's own tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from made_ledger import Call, make_ledger

from onrecord.cli import cli


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `onrecord` in an empty folder, with standard output and standard error apart."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("ONRECORD_DEBUG", "ONRECORD_MODEL", "ONRECORD_MAX_BYTES"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments, **options: CliRunner().invoke(cli, [str(part) for part in arguments], **options)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is made once and only copied."""
    path = tmp_path_factory.mktemp("made") / "made.duckdb"
    make_ledger(path)
    return path


@pytest.fixture
def ledger_path(made_once: Path, tmp_path: Path) -> Path:
    """The file of a ledger with two copies of one report."""
    return Path(shutil.copy(made_once, tmp_path / "made.duckdb"))
