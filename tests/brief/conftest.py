"""Ledgers in memory for the tests of briefs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from brief_made import Report, fill

from onrecord.ledger import Ledger


@pytest.fixture
def ledger_of() -> Iterator[Callable[[Sequence[Report]], Ledger]]:
    """Makes a ledger of reports."""
    opened: list[Ledger] = []

    def make(reports: Sequence[Report]) -> Ledger:
        ledger = Ledger.open()
        opened.append(ledger)
        fill(ledger, reports)
        return ledger

    yield make
    for ledger in opened:
        ledger.close()
