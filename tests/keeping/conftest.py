"""A whole ledger to damage: the bundled example with roll calls, decisions and a search index, made once and copied."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from whole_ledger import make_whole_ledger


@pytest.fixture(scope="session")
def whole_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with rows in every table, made once and only copied."""
    path = tmp_path_factory.mktemp("whole") / "whole.duckdb"
    make_whole_ledger(path)
    return path


@pytest.fixture
def whole(whole_once: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage, with its search index."""
    copy = Path(shutil.copy(whole_once, tmp_path / "whole.duckdb"))
    shutil.copy(f"{whole_once}.search", f"{copy}.search")
    return copy
