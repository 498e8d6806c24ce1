"""What tests of searching share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from searched import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty ledger of a test's own."""
    shelf = Shelf(tmp_path / "ledger.duckdb")
    yield shelf
    shelf.close()
