"""A reader's own folder and terminal; the pages' own modules can be imported."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 100 columns, and no settings."""
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("ONRECORD_DEBUG", "ONRECORD_MODEL", "ONRECORD_MAX_BYTES"):
        monkeypatch.delenv(name, raising=False)
