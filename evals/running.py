"""Runs the whole path from files to exported rows, as a user's run does, and hands back the rows.

What is measured is what a user gets: the rows of the export, and no inner value of a stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.assembly import run
from onrecord.ledger import Ledger
from onrecord.ledger.forms import claim_form, position_form


def position_rows(paths: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of `onrecord export positions` after a run on the paths."""
    with _ran(paths) as ledger:
        return [position_form(row) for row in ledger.positions()]


def claim_rows(paths: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of `onrecord export claims` after a run on the paths."""
    with _ran(paths) as ledger:
        return [claim_form(row) for row in ledger.checks()]


def _ran(paths: Sequence[str]) -> Ledger:
    ledger = Ledger.open(None)
    result = run(paths, ledger=ledger)
    if result.summary.skipped:
        raise RuntimeError(f"not measured: {result.summary.skipped[0].reason}")
    return ledger
