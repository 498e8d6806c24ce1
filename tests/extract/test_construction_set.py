"""The construction set itself: enough of everything, rows that could be met, and mirrors that turn back."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.constructions.entries import (
    ANY,
    ENDED,
    Entry,
    ExpectedRow,
    load_entries,
    make_document,
    make_entry,
)
from evals.constructions.judging import FoundRow, fits, judge
from evals.constructions.mirror import mirrored
from onrecord.registry import load_registry

ENTRIES = load_entries()
PARTED = ("person:", "group:", ANY)


def test_the_set_is_large_enough() -> None:
    """There are at least 260 entries under different names and texts, and 40 of them must give no row at all."""
    assert len(ENTRIES) >= 260
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.text for entry in ENTRIES}) == len(ENTRIES)
    assert sum(entry.is_bare for entry in ENTRIES) >= 40


def test_every_construction_is_tested_more_than_once() -> None:
    """No construction rests on a few entries, and together they are eighteen or more."""
    counts = Counter(entry.construction for entry in ENTRIES)
    assert len(counts) >= 18
    assert {name: n for name, n in counts.items() if n < 10} == {}


def test_every_id_is_one_that_the_tool_knows() -> None:
    """A holder or counterpart is a state or body of the registry, or named as the text names it."""
    registry = load_registry()
    names = {
        name
        for entry in ENTRIES
        for row in (*entry.rows, *entry.optional, *entry.none)
        for name in (*row.holders, *row.towards)
        if name != "-" and not name.startswith(PARTED)
    }
    unknown = {n for n in names if registry.actor(n) is None and registry.office(n) is None}
    assert unknown == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_what_is_expected_would_be_judged_right(entry: Entry) -> None:
    """A tool that finds exactly the rows of any reading is right, so that no entry asks the impossible."""
    document = make_document(entry)
    for reading in entry.readings:
        judgement = judge(entry, document, [_met(row) for row in (*reading, *entry.optional)])
        assert judgement.right, judgement


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_no_trap_catches_what_is_wanted(entry: Entry) -> None:
    """No row is both wanted and a trap."""
    wanted = [_met(row) for reading in entry.readings for row in reading]
    assert [row for row in wanted if any(fits(trap, row) for trap in entry.none)] == []


@pytest.mark.parametrize("entry", [e for e in ENTRIES if mirrored(e)], ids=lambda entry: entry.id)
def test_a_mirrored_entry_differs_and_turns_back(entry: Entry) -> None:
    """Swapping the names changes the entry, and done twice gives the entry again."""
    variant = mirrored(entry)
    assert variant is not None
    assert variant.raw != entry.raw
    assert mirrored(variant) == entry


def test_an_unknown_stance_is_refused() -> None:
    """A misspelt row fails when the set is loaded, and not silently as a row that nothing meets."""
    raw = {
        "id": "x",
        "construction": "y",
        "as": "wire",
        "text": "Norway met Kenya.",
        "rows": ["NOR | condems | KEN"],
    }
    with pytest.raises(ValueError, match="condems"):
        make_entry(raw)


def test_ended_is_not_the_same_as_held() -> None:
    """A position that was given up does not meet a row that asks for one that is held."""
    held, given_up = _row("NOR | supports | KEN"), _row(f"NOR | {ENDED}supports | KEN")
    assert fits(held, _met(held))
    assert not fits(held, _met(given_up))


def _row(written: str) -> ExpectedRow:
    raw = {"id": "x", "construction": "y", "as": "wire", "text": "Norway met Kenya.", "rows": [written]}
    return make_entry(raw).rows[0]


def _met(row: ExpectedRow) -> FoundRow:
    """A found row that meets an expected one with its first values."""
    return FoundRow(
        holder=row.holders[0],
        stance=row.stances[0] if row.stances[0] != ANY else "supports",
        toward=row.towards[0],
        basis=row.bases[0],
        speaker=row.speakers[0],
        about="-",
        evidence="-",
        trigger="-",
        rule="made for a test",
    )
