"""The rows of a document in one piece are the rows of the ledger, and no file of anybody else is touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from shutil import copyfile

import pytest

from onrecord import Ledger, open_ledger, run
from onrecord.ledger.store import read_analyses
from onrecord.vocabulary import Case
from onrecord.web.packed import SUFFIX, Packed, pack


@pytest.fixture
def own(ledger_file: Path, tmp_path: Path) -> Path:
    """A copy of the room's ledger, beside which files may be made."""
    path = tmp_path / "own.duckdb"
    copyfile(ledger_file, path)
    return path


def _same(ledger: Ledger, packed: Packed) -> int:
    """How many documents are packed, after each was held against the ledger."""
    database = ledger.database
    newest = dict(database.rows("SELECT document, method FROM newest"))
    count = 0
    for analysis in ledger.analyses():
        document = analysis.document.id
        select = packed.rows(document, newest[document])
        if select is not None:
            assert read_analyses(database, (document,), select=select) == (analysis,)
            count += 1
    return count


def test_what_is_packed_is_what_the_ledger_holds(own: Path) -> None:
    """Every value of every row of every document, hostile ones included."""
    with open_ledger(own, read_only=True) as ledger:
        packed = pack(ledger, fewest=1)
        assert packed is not None
        assert _same(ledger, packed) == len(ledger.analyses())


def test_new_readings_are_added(own: Path, case: Case, tmp_path: Path) -> None:
    """What the ledger read since is packed too, and what was there stays."""
    with open_ledger(own, read_only=True) as ledger:
        pack(ledger, fewest=1)
    (tmp_path / "new.txt").write_text("France condemned Turkey on 3 May 2019, its minister said.\n")
    with open_ledger(own) as ledger:
        run([tmp_path / "new.txt"], ledger=ledger, case=case)
        before = len(ledger.analyses())
    with open_ledger(own, read_only=True) as ledger:
        packed = pack(ledger, fewest=1)
        assert packed is not None
        assert _same(ledger, packed) == before


def test_another_ledgers_rows_are_not_used(own: Path, tmp_path: Path) -> None:
    """A file that was left by a ledger of the same name is made anew."""
    with open_ledger(own, read_only=True) as ledger:
        pack(ledger, fewest=1)
    other = tmp_path / "other.duckdb"
    text = tmp_path / "only.txt"
    text.write_text("France condemned Turkey on 3 May 2019, its minister said.\n")
    with open_ledger(other) as ledger:
        run([text], ledger=ledger)
    copyfile(f"{own}{SUFFIX}", f"{other}{SUFFIX}")
    with open_ledger(other, read_only=True) as ledger:
        packed = pack(ledger, fewest=1)
        assert packed is not None
        assert _same(ledger, packed) == 1
    with sqlite3.connect(f"{other}{SUFFIX}") as connection:
        assert connection.execute("SELECT count(*) FROM packed").fetchall() == [(1,)]
    connection.close()


def test_small_ledgers_have_no_such_file(own: Path) -> None:
    """A ledger that answers quickly by itself gets no file beside it."""
    with open_ledger(own, read_only=True) as ledger:
        assert pack(ledger) is None
    assert not Path(f"{own}{SUFFIX}").exists()


@pytest.mark.parametrize("held", [b"notes of somebody", b"SQLite format 3\0" + bytes(100)])
def test_other_files_are_left_alone(own: Path, held: bytes) -> None:
    """A file of that name which is not ours stays as it is, and the room goes without."""
    path = Path(f"{own}{SUFFIX}")
    path.write_bytes(held)
    with open_ledger(own, read_only=True) as ledger:
        assert pack(ledger, fewest=1) is None
    assert path.read_bytes() == held


def test_a_damaged_file_is_taken_away(own: Path) -> None:
    """The room goes without it, and the next one makes it anew."""
    with open_ledger(own, read_only=True) as ledger:
        pack(ledger, fewest=1)
        path = Path(f"{own}{SUFFIX}")
        path.write_bytes(path.read_bytes()[:100] + bytes(4000))
        assert pack(ledger, fewest=1) is None
        assert pack(ledger, fewest=1) is not None
