"""A ledger of every version that there was opens with all of its rows, and nothing is wrong with it afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evals.kills.older import write_version
from onrecord.keeping import mend_ledger, verify_ledger
from onrecord.ledger import Ledger
from onrecord.ledger.migrate import load_migrations

VERSIONS = [step.version for step in load_migrations()]
LATER = ("when", "about_at", "matters", "principle", "address", "event", "ended")
"""What positions did not tell at first."""


def rows_of(path: Path) -> tuple[object, ...]:
    """What every version held: texts, statements' words, who holds what towards whom, claims with their verdicts, sources."""
    with Ledger.open(path, read_only=True) as ledger:
        names = sorted(document.id for document in ledger.texts())
        texts = {document.id: (document.text, len(document.comments)) for document in ledger.texts()}
        found = [row for document in names for row in ledger.found_rows(document)]
        checks = [(row.claim, row.verdict) for row in ledger.checks()]
        told = ledger.summary()
        origins = [(row.origin.id, row.origin.documents) for row in ledger.origins()]
    return (
        texts,
        [row.id for row in found],
        checks,
        origins,
        (told.sources, told.added, told.held, told.skipped),
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_a_ledger_of_every_version_is_whole_after_opening(
    whole_once: Path, tmp_path: Path, version: int
) -> None:
    """All rows of then are there and nothing is wrong; what was not worked out then is a note, and is made up for."""
    path = tmp_path / "old.duckdb"
    write_version(path, version, like=whole_once)
    Ledger.open(path).close()
    verification = verify_ledger(path)
    assert verification.faults == ()
    assert {note.check for note in verification.notes} <= {"not-grouped", "not-related", "not-laid"}
    expected = rows_of(whole_once)
    assert rows_of(path) == expected
    with Ledger.open(path, read_only=True) as ledger:
        if version >= 3:
            assert any(row.when_words for row in ledger.positions())
        if version >= 4:
            assert ledger.roll.source_ids()
        assert len(ledger.decisions()) == (7 if version >= 8 else 0)
    mend_ledger(path)
    mended = verify_ledger(path)
    assert (mended.faults, mended.notes) == ((), ())
    assert rows_of(path) == expected


@pytest.mark.parametrize("version", VERSIONS)
def test_a_reader_leaves_an_older_ledger_as_it_is(whole_once: Path, tmp_path: Path, version: int) -> None:
    """Only who may write brings a ledger up to date."""
    path = tmp_path / "old.duckdb"
    if version == VERSIONS[-1]:
        shutil.copy(whole_once, path)
        Ledger.open(path, read_only=True).close()
        return
    write_version(path, version, like=whole_once)
    before = path.read_bytes()
    with pytest.raises(Exception, match="older version"):
        Ledger.open(path, read_only=True)
    assert path.read_bytes() == before
