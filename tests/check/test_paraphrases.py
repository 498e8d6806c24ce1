"""The same kinds of claims in many wordings, half of them right and half slightly wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.check.conftest import Check

TABLE = tomllib.loads((Path(__file__).parent / "paraphrases.toml").read_text(encoding="utf-8"))
ROWS = [tuple(row) for rows in TABLE["rows"].values() for row in rows]
UNDECIDED = {"not checkable", "no record"}


@pytest.mark.parametrize(("kind", "date", "context", "sentence", "verdicts"), ROWS)
def test_paraphrases(check: Check, kind: str, date: str, context: str, sentence: str, verdicts: str) -> None:
    """Each wording gets the verdict that a careful person gives beside the record; "open" is never decided."""
    opening = f"{TABLE['contexts'][context]} " if context else ""
    found = [
        c.verdict.value.value
        for c in check(opening + sentence, date=date)
        if c.claim.kind == kind and c.claim.span.start >= len(opening)
    ]
    if verdicts == "open":
        assert set(found) <= UNDECIDED
    else:
        assert found == ([] if verdicts == "none" else verdicts.split("; "))


def test_half_of_them_are_slightly_wrong() -> None:
    """The table would show a checker that agrees with everything, or with nothing."""
    told = [verdict for *_, verdicts in ROWS for verdict in verdicts.split("; ")]
    assert told.count("differs") >= 50
    assert told.count("matches") >= 100
