"""What a run met is stored in batches, and nothing in the ledger tells how they were cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_values import made_analysis, made_document

from onrecord.ledger import Ledger, Run, Taken
from onrecord.ledger.answers import Outcome
from onrecord.ledger.tables import TABLES

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
KEPT = (*(table.name for table in TABLES), "sources", "readings", "runs")


def added(number: int) -> Taken:
    """A document with its rows."""
    return Taken(address=f"{number}.txt", document=made_document(number), analysis=made_analysis(number))


def met(number: int) -> Taken:
    """A document that is thought to be held."""
    return Taken(address=f"again/{number}.txt", document=made_document(number))


def skipped(number: int) -> Taken:
    """A source that could not be used."""
    return Taken(address=f"{number}.bin", reason="is not text")


taken = st.builds(
    lambda make, number: make(number), st.sampled_from((added, met, skipped)), st.integers(1, 4)
)


def rows(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Every row that was stored."""
    return {name: ledger.database.rows(f"SELECT * FROM {name} ORDER BY ALL") for name in KEPT}


@settings(deadline=None, max_examples=25)
@given(runs=st.lists(st.tuples(st.sampled_from(("m1", "m2")), st.lists(taken, max_size=8)), max_size=3))
def test_a_batch_is_stored_as_if_one_by_one(runs: Sequence[tuple[str, list[Taken]]]) -> None:
    """Rows, order, outcomes and whose rows speak for a document are those of add, hold and skip."""
    with Ledger.open(clock=lambda: NOON) as together, Ledger.open(clock=lambda: NOON) as alone:
        for method, batch in runs:
            current = together.begin(tool="t", method=method)
            outcomes = together.keep(batch, current)
            current = alone.begin(tool="t", method=method)
            assert outcomes == [_one(alone, one, current) for one in batch]
            assert rows(together) == rows(alone)


def _one(ledger: Ledger, one: Taken, current: Run) -> Outcome | None:
    if one.document is None:
        ledger.skip(one.address, str(one.reason), current)
        return Outcome.SKIPPED
    if one.analysis is not None:
        new = ledger.add(one.analysis, current, address=one.address)
        return Outcome.ADDED if new else Outcome.HELD
    held = ledger.hold(one.document, current, address=one.address)
    return Outcome.HELD if held else None


def _fail_after_keeping(ledger: Ledger, run: Run) -> None:
    with ledger.database.transaction():
        ledger.keep([added(1)], run)
        raise ZeroDivisionError


def test_a_block_inside_another_is_a_part_of_it() -> None:
    """What failed in the outer block leaves nothing of the inner one; the next block is one of its own."""
    with Ledger.open() as ledger:
        current = ledger.begin(tool="t", method="m1")
        with pytest.raises(ZeroDivisionError):
            _fail_after_keeping(ledger, current)
        assert ledger.analyses() == ()
        ledger.keep([added(2)], current)
        assert [analysis.document.name for analysis in ledger.analyses()] == ["002.txt"]
