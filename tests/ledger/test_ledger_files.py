"""What can go wrong with a ledger's file is told in one line, and nothing that was stored is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from made_values import made_analysis

from onrecord import review
from onrecord.errors import LedgerError
from onrecord.ledger import Filters, Ledger
from onrecord.ledger.codec import dumps
from onrecord.ledger.database import Database
from onrecord.ledger.migrate import Migration, load_migrations, migrate
from onrecord.ledger.rows import document_cells, position_cells
from onrecord.vocabulary import Act, Analysis, Document, PartialDate

HERE = Path(__file__).parent

ADD_FOR_EVER = """
import sys
from made_values import made_analysis
from onrecord.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    run = ledger.begin(tool="t", method="m")
    for number in range(1, 100_000):
        ledger.add(made_analysis(number), run)
        print(number, flush=True)
"""

ADD_UNTIL_FULL = """
import resource, signal, sys
from made_values import made_analysis
from onrecord import review
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Ledger.open(sys.argv[1]) as ledger:
    run = ledger.begin(tool="t", method="m")
    ledger.add(made_analysis(1), run)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    try:
        for number in range(2, 1000):
            ledger.add(made_analysis(number, text="word " * 40_000), run)
    except LedgerError as error:
        print(number, error)
        sys.stdout.flush()
"""


def start(code: str, *arguments: Path) -> subprocess.Popen[str]:
    """Another Python process that can import what this folder holds."""
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def check_whole(path: Path) -> int:
    """Every document has all of its rows; how many documents there are."""
    with Ledger.open(path) as ledger:
        analyses = ledger.analyses()
        for analysis in analyses:
            number = int(analysis.document.id.removeprefix("doc-"), 16)
            assert analysis == made_analysis(number, text=analysis.document.text)
        assert ledger.summary().added == len(analyses)
    return len(analyses)


def test_a_ledger_is_there_when_opened_again(tmp_path: Path) -> None:
    """What was added is read back after closing, by a writer and by a reader that may not write."""
    path = tmp_path / "ledger.duckdb"
    with Ledger.open(path) as ledger:
        ledger.add(made_analysis(), ledger.begin(tool="t", method="m"))
    for read_only in (True, False):
        with Ledger.open(path, read_only=read_only) as ledger:
            assert ledger.analyses() == (made_analysis(),)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["ledger.duckdb"]


def test_a_read_only_ledger_refuses_to_be_written(tmp_path: Path) -> None:
    """Writing to a ledger that was opened for reading is one clear error."""
    path = tmp_path / "ledger.duckdb"
    Ledger.open(path).close()
    with Ledger.open(path, read_only=True) as ledger, pytest.raises(LedgerError, match="may not be written"):
        ledger.begin(tool="t", method="m")


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 8192, b"SQLite format 3\0" * 100])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path: Path, content: bytes, read_only: bool) -> None:
    """Any other file is refused before anything is written to it."""
    path = tmp_path / "other.duckdb"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"not a ledger.*name another file"):
        Ledger.open(path, read_only=read_only)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """A DuckDB or SQLite file with somebody else's tables is not made into a ledger."""
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE schema_version (version INTEGER)")
    with pytest.raises(LedgerError, match="is a DuckDB file, but not a ledger"):
        Ledger.open(path)
    sqlite = sqlite3.connect(tmp_path / "lite.duckdb")
    sqlite.execute("CREATE TABLE t (a)")
    sqlite.close()
    with pytest.raises(LedgerError, match="is not a ledger"):
        Ledger.open(tmp_path / "lite.duckdb")


def test_a_damaged_ledger_is_told_in_one_line(tmp_path: Path) -> None:
    """A file that was cut off is an error of ours, not of the database library."""
    path = tmp_path / "ledger.duckdb"
    with Ledger.open(path) as ledger:
        ledger.add(made_analysis(), ledger.begin(tool="t", method="m"))
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "read_only", "said"),
    [
        ("nowhere/ledger.duckdb", False, "its folder does not exist"),
        ("none.duckdb", True, "no such ledger"),
        (".", False, "is a folder"),
        ("x" * 300, False, "cannot be opened"),
        ("a\0b", False, "cannot be opened"),
    ],
)
def test_a_place_that_cannot_hold_a_ledger(tmp_path: Path, name: str, read_only: bool, said: str) -> None:
    """The line names the place and what to do."""
    with pytest.raises(LedgerError, match=said) as caught:
        Ledger.open(tmp_path / name, read_only=read_only)
    assert caught.value.where
    assert caught.value.remedy


def test_a_name_with_a_meaning_for_duckdb_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that DuckDB would take for a service or for memory is an ordinary file."""
    monkeypatch.chdir(tmp_path)
    for name in ("md:mine", ":memory:"):
        Ledger.open(name).close()
        assert (tmp_path / name).is_file()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whose permissions count")
def test_a_ledger_without_permission(tmp_path: Path) -> None:
    """A file that may not be written says so."""
    path = tmp_path / "ledger.duckdb"
    Ledger.open(path).close()
    path.chmod(0o400)
    with pytest.raises(LedgerError, match="may not be written"):
        Ledger.open(path)


def test_queries_cannot_reach_other_files(tmp_path: Path) -> None:
    """Neither files outside the ledger nor Python variables can be named in a query."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    database = Database(tmp_path / "ledger.duckdb")
    for sql in (
        f"SELECT * FROM '{secret}'",
        f"ATTACH '{tmp_path}/b.duckdb'",
        "SELECT * FROM secret",
        "SET threads = 1",
    ):
        with pytest.raises(LedgerError):
            database.rows(sql)
    database.close()


# --- Versions ---------------------------------------------------------------------------------


def test_a_ledger_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    """A ledger that a later OnRecord wrote is not touched, and the line says to upgrade."""
    path = tmp_path / "ledger.duckdb"
    Ledger.open(path).close()
    with duckdb.connect(str(path)) as later:
        later.execute("INSERT INTO schema_version VALUES ('onrecord', 99, 'later')")
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(LedgerError, match=r"newer OnRecord \(ledger version 99.*upgrade onrecord"):
            Ledger.open(path, read_only=read_only)
    assert path.read_bytes() == before


def insert_as_run_1(database: Database, analysis: Analysis, rows: Mapping[str, Mapping[str, object]]) -> None:
    """One row a table, as the first run of method "m" stores it."""
    for table, cells in rows.items():
        row = {"document": analysis.document.id, "method": "m", "run": 1, **cells}
        marks = ", ".join("?" for _ in row)
        database.rows(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


FAMILIES = next(step.version for step in load_migrations() if step.name == "family")
"""The step that tells what documents are to one another."""


def document_cells_of_version_4(document: Document) -> dict[str, object]:
    """The row of a document without the columns that came later."""
    later = (
        *("container", "url", "retrieved", "kind_confidence"),
        *("date_rule", "updated", "dateline", "event_date"),
    )
    return {name: cell for name, cell in document_cells(document).items() if name not in later}


def write_version_1(path: Path, analysis: Analysis) -> None:
    """A ledger as the first version wrote it: its tables, and rows without the columns that came later."""
    (first, *_) = load_migrations()
    database = Database(path)
    assert migrate(database, (first,)) == 0
    (statement,) = analysis.statements
    rows: dict[str, dict[str, object]] = {
        "readings": {"ord": 1},
        "documents": document_cells_of_version_4(analysis.document),
        "statements": {
            "ord": 0,
            "id": statement.id,
            "chain": dumps(statement.chain),
            "source": dumps(statement.source),
            "cue": dumps(statement.cue),
            "content": dumps(statement.content),
            "form": "indirect",
            "rule": statement.rule,
        },
    }
    insert_as_run_1(database, analysis, rows)
    database.close()


def test_statements_of_a_version_1_ledger_are_speech(tmp_path: Path) -> None:
    """The first version found speech alone: its rows come out equal, as speech, and new rows join them."""
    path = tmp_path / "ledger.duckdb"
    made = made_analysis()
    write_version_1(path, made)
    with pytest.raises(LedgerError, match="older version"):
        Ledger.open(path, read_only=True)
    for _ in range(2):
        with Ledger.open(path) as ledger:
            (row,) = ledger.statements(Filters(act=(Act.SPEECH,)))
            assert row.statement == made.statements[0]
            assert ledger.statements(Filters(act=(Act.ATTITUDE, Act.DEED))) == ()
    with Ledger.open(path) as ledger:
        deed = replace(made_analysis(2).statements[0], act=Act.DEED)
        ledger.add(replace(made_analysis(2), statements=(deed,)), ledger.begin(tool="t", method="m"))
    with Ledger.open(path, read_only=True) as ledger:
        assert [row.statement.act for row in ledger.statements()] == [Act.SPEECH, Act.DEED]
        assert ledger.summary().statements_by_act == {Act.SPEECH: 1, Act.ATTITUDE: 0, Act.DEED: 1}


def test_an_act_is_always_stored(tmp_path: Path) -> None:
    """After the step a row without an act is refused, so that no deed is taken for speech by default."""
    path = tmp_path / "ledger.duckdb"
    write_version_1(path, made_analysis())
    Ledger.open(path).close()
    database = Database(path)
    for act in ("", ", NULL"):
        column = ", act" if act else ""
        with pytest.raises(LedgerError):
            database.rows(
                f"INSERT INTO statements (document, method, run, ord, id, chain, content, form, rule{column}) "
                f"VALUES ('d', 'm', 1, 1, 's', '[]', '[]', 'direct', 'r'{act})"
            )
    database.close()


def write_version_2(path: Path, analysis: Analysis) -> None:
    """A ledger as the second version wrote it: a position without the columns that came later."""
    first, second, *_ = load_migrations()
    database = Database(path)
    assert migrate(database, (first, second)) == 0
    later = {"when_", "about_", "matters", "principle", "address", "event", "ended"}
    (position,) = analysis.positions
    held = {
        name: cell for name, cell in position_cells(position).items() if not name.startswith(tuple(later))
    }
    rows: dict[str, dict[str, object]] = {
        "readings": {"ord": 1},
        "documents": document_cells_of_version_4(analysis.document),
        "positions": {"ord": 0, **held},
    }
    insert_as_run_1(database, analysis, rows)
    database.close()


def test_positions_of_a_version_2_ledger_have_no_time(tmp_path: Path) -> None:
    """Rows from before the time of a stance was told come out equal, of unknown time, and new rows join them."""
    path = tmp_path / "ledger.duckdb"
    made = made_analysis()
    write_version_2(path, made)
    before = replace(
        made.positions[0], when=None, about_at=None, matters=(), principle=None, address=None, event=None
    )
    for _ in range(2):
        with Ledger.open(path) as ledger:
            (row,) = ledger.positions()
            assert (row.position, row.when_words) == (before, None)
            assert ledger.positions(Filters(since=PartialDate(1, 1, 1))) == ()
    with Ledger.open(path) as ledger:
        ledger.add(made_analysis(2), ledger.begin(tool="t", method="m"))
        assert [row.when_words for row in ledger.positions()] == [None, "condemned"]
        (row,) = ledger.positions(Filters(until=PartialDate(9999)))
        assert row.position == made_analysis(2).positions[0]


def test_documents_of_a_version_4_ledger_tell_nothing_of_how_they_came(tmp_path: Path) -> None:
    """A document from before many formats were read comes out equal, with nothing known of what was not asked then."""
    path = tmp_path / "ledger.duckdb"
    made = made_analysis()
    steps = load_migrations()[:4]
    database = Database(path)
    assert migrate(database, steps) == 0
    rows: dict[str, dict[str, object]] = {
        "readings": {"ord": 1},
        "documents": document_cells_of_version_4(made.document),
        "paragraphs": {"ord": 0, "span_start": 0, "span_end": 84},
        "comments": {"ord": 0, "place": 1, "text": "Well done!"},
    }
    insert_as_run_1(database, made, rows)
    database.close()
    for _ in range(2):
        with Ledger.open(path) as ledger:
            (document,) = ledger.texts()
            assert (document.date, document.date_rule, document.updated) == (made.document.date, None, None)
            assert (document.dateline, document.event_date, document.kind_confidence) == (None, None, None)
            assert (document.provenance.container, document.provenance.url) == (None, None)
            assert document.paragraphs[0].language is None
            assert document.comments[0].parent is None


def test_origins_of_a_ledger_from_before_families_have_none(tmp_path: Path) -> None:
    """They come out as they were stored; the next run works families out."""
    path = tmp_path / "ledger.duckdb"
    steps = tuple(step for step in load_migrations() if step.version < FAMILIES)
    database = Database(path)
    assert migrate(database, steps) == 0
    made = made_analysis()
    insert_as_run_1(
        database, made, {"readings": {"ord": 1}, "documents": document_cells_of_version_4(made.document)}
    )
    database.rows(
        "INSERT INTO origins (ord, id, documents, reason) VALUES (0, 'org-1', ?, 'alone')",
        (f'["{made.document.id}"]',),
    )
    database.rows(
        "INSERT INTO origin_documents (origin, ord, document) VALUES ('org-1', 0, ?)", (made.document.id,)
    )
    database.close()
    with Ledger.open(path) as ledger:
        (row,) = ledger.origins()
    assert (row.origin.documents, row.origin.relations, row.origin.primary) == ((made.document.id,), (), None)


def test_whether_a_stance_was_given_up_is_always_stored(tmp_path: Path) -> None:
    """After the step a row that does not say it, or has no list of matters, is refused."""
    path = tmp_path / "ledger.duckdb"
    write_version_2(path, made_analysis())
    Ledger.open(path).close()
    database = Database(path)
    for column in ("ended", "matters"):
        with pytest.raises(LedgerError):
            database.rows(f"UPDATE positions SET {column} = NULL")
    assert database.rows("SELECT ended, matters FROM positions") == [(False, "[]")]
    database.close()


def test_an_older_ledger_is_brought_up_to_date_with_its_rows(tmp_path: Path) -> None:
    """A later step runs once, on a writer only, and keeps what was stored."""
    path = tmp_path / "ledger.duckdb"
    with Ledger.open(path) as ledger:
        ledger.add(made_analysis(), ledger.begin(tool="t", method="m"))
    last = load_migrations()[-1].version
    later = (
        *load_migrations(),
        Migration(version=last + 1, name="more", sql="CREATE TABLE more (a INTEGER)"),
    )

    reader = Database(path, read_only=True)
    with pytest.raises(LedgerError, match="older version"):
        migrate(reader, later)
    reader.close()

    for held in (last, last + 1):
        writer = Database(path)
        assert migrate(writer, later) == held
        assert writer.rows("SELECT count(*) FROM documents") == [(1,)]
        assert writer.rows("SELECT count(*) FROM more") == [(0,)]
        writer.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    """A step that breaks half way leaves the older ledger as it was."""
    path = tmp_path / "ledger.duckdb"
    Ledger.open(path).close()
    last = load_migrations()[-1].version
    broken = Migration(
        version=last + 1, name="broken", sql="CREATE TABLE half (a INTEGER); SELECT * FROM nowhere"
    )
    writer = Database(path)
    with pytest.raises(LedgerError):
        migrate(writer, (*load_migrations(), broken))
    writer.close()
    reader = Database(path, read_only=True)
    assert migrate(reader, load_migrations()) == last
    assert reader.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'half'") == []
    reader.close()


# --- Several programs, and programs that end too soon -----------------------------------------


def test_a_ledger_in_use_by_another_program(tmp_path: Path) -> None:
    """While one program writes, another one says that the ledger is in use and by which process."""
    path = tmp_path / "ledger.duckdb"
    with start(ADD_FOR_EVER, path) as other:
        assert other.stdout is not None
        other.stdout.readline()
        for read_only in (True, False):
            with pytest.raises(LedgerError, match=rf"in use by another program \(process {other.pid}\)"):
                Ledger.open(path, read_only=read_only)
        other.kill()


def test_a_killed_program_leaves_whole_documents(tmp_path: Path) -> None:
    """After kill -9 in the middle of adding, every stored document is whole and none that was told is missing."""
    path = tmp_path / "ledger.duckdb"
    with start(ADD_FOR_EVER, path) as other:
        assert other.stdout is not None
        for _ in range(12):
            told = int(other.stdout.readline())
        other.send_signal(signal.SIGKILL)
        told = int((other.stdout.read().split() or [told])[-1])
    stored = check_whole(path)
    assert told <= stored <= told + 1
    with Ledger.open(path) as ledger:
        run = ledger.begin(tool="t", method="m")
        assert [ledger.add(made_analysis(number), run) for number in (1, stored + 1)] == [False, True]


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    """When no more can be written the line says so, and every document stored before is whole."""
    path = tmp_path / "ledger.duckdb"
    with start(ADD_UNTIL_FULL, path) as other:
        said, errors = other.communicate(timeout=60)
    number, _, line = said.partition(" ")
    assert "the disk is full" in line, errors
    assert "what was stored before is kept" in line
    assert check_whole(path) == int(number) - 1


@pytest.mark.parametrize("version", range(1, len(load_migrations())))
def test_a_ledger_of_any_version_takes_decisions_about_origins(tmp_path: Path, version: int) -> None:
    """Documents that were read by any earlier version can be joined and taken apart again, on the first opening."""
    path = tmp_path / "ledger.duckdb"
    steps = load_migrations()[:version]
    database = Database(path)
    migrate(database, steps)
    for number in (1, 2):
        document = made_analysis(number, text=f"One told of {number} boats.").document
        cells = document_cells_of_version_4(document)
        insert_as_run_1(
            database, Analysis(document=document), {"readings": {"ord": number}, "documents": cells}
        )
    database.close()
    with Ledger.open(path) as ledger:
        ids = [document.id for document in ledger.documents()]
        made = review.join_documents(ledger, *ids, reviewer="Ana", reason="seen")
        assert len(ledger.origins()) == 1
        review.undo(ledger, made.id, reviewer="Ana", reason="no")
        assert len(ledger.origins()) == 2
