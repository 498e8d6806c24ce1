"""Roll call files into the ledger: read by DuckDB, judged by the pure functions of `record`, stored in one transaction.

What cannot be used is set aside with a reason, a count and its first lines; nothing is repaired in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from onrecord.errors import LedgerError, SkipItem, UnreadableDocument
from onrecord.identity import make_id
from onrecord.ledger.codec import dumps, loads
from onrecord.ledger.database import Database, is_bad_input
from onrecord.ledger.importing.calls import read_calls, store_calls
from onrecord.ledger.importing.counting import mark_same, note_totals, recount
from onrecord.ledger.importing.files import MISSES_CALLS, File, address, group_files, look_at
from onrecord.ledger.importing.notes import Imported, ImportResult, Notes, Problem
from onrecord.ledger.importing.votes import store_votes
from onrecord.vocabulary import PartialDate

Progress = Callable[[str], None]


def import_files(
    database: Database,
    paths: Sequence[Path],
    *,
    states: Collection[str],
    tool: str,
    now: datetime,
    read_on: PartialDate | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Import the files, those of one family and body together; `states` are the actor ids that a code may name.

    A file of no known layout, without the file it needs beside it, or damaged is skipped with the reason. Raises
    LedgerError. A source is stored whole or not at all.
    """
    found: list[File] = []
    skipped: list[tuple[str, str]] = []
    for path in paths:
        try:
            found.append(look_at(database, path))
        except SkipItem as error:
            skipped.append((str(path), str(error)))
    groups, alone = group_files(database, found)
    skipped += [(str(file.path), MISSES_CALLS) for file in alone]
    results = []
    for group in groups:
        try:
            with database.transaction():
                results.append(
                    _import_group(
                        database,
                        group,
                        states=states,
                        tool=tool,
                        now=now,
                        read_on=read_on,
                        progress=progress or (lambda _: None),
                    )
                )
        except SkipItem as error:
            skipped.append((" + ".join(str(file.path) for file in group), str(error)))
        except LedgerError as error:
            if not is_bad_input(error):
                raise
            skipped.append((" + ".join(str(file.path) for file in group), f"is damaged: {error.what}"))
    return ImportResult(sources=tuple(results), skipped=tuple(skipped))


def _import_group(
    database: Database,
    group: Sequence[File],
    *,
    states: Collection[str],
    tool: str,
    now: datetime,
    read_on: PartialDate | None,
    progress: Progress,
) -> Imported:
    first = group[0]
    layout = first.layout
    name = " + ".join(file.path.name for file in group)
    digest = "+".join(file.digest for file in group)
    id_ = make_id("record", layout.family, digest)
    if database.rows("SELECT no FROM record_sources WHERE id = ?", (id_,)):
        return _result(database, id_, held=True)
    notes = Notes()
    progress(f"{name}: reading the roll calls")
    calls = read_calls(database, group, notes)
    ((source,),) = database.rows("SELECT coalesce(max(no), 0) + 1 FROM record_sources")
    numbers = store_calls(database, source, calls)
    lines = len(calls)
    if layout.role != "calls":
        progress(f"{name}: reading the votes")
        lines = store_votes(database, first, numbers, states, notes)
        progress(f"{name}: counting")
    for file in group:
        _note_rejects(database, file, notes)
    if not calls:
        met = "; ".join(f"{problem.count} x {problem.reason}" for problem in notes.done())
        raise UnreadableDocument(
            f"holds no roll call that can be read ({met or 'no lines'})",
            where=" + ".join(str(file.path) for file in group),
        )
    recount(database, source, partial=layout.partial)
    mark_same(database, source)
    note_totals(database, source, notes)
    database.rows(
        "INSERT INTO record_sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (source, id_, name, digest, sum(file.size for file in group), layout.id, layout.edition(first.columns),
         layout.title, layout.publisher, layout.address, layout.terms, layout.rank,
         None if read_on is None else str(read_on), now, tool, lines,
         dumps(notes.done())),
    )  # fmt: skip
    return _result(database, id_, held=False)


def _note_rejects(database: Database, file: File, notes: Notes) -> None:
    """Lines that could not be cut into cells."""
    if file.delimiter is None:
        return
    for line, message in database.rows(
        "SELECT line, min(error_message) FROM reject_errors "
        "WHERE scan_id = (SELECT max(scan_id) FROM reject_scans WHERE file_path = ?) GROUP BY line ORDER BY line",
        (address(file.path),),
    ):
        notes.add("line that is no CSV row", f"line {line}: {str(message).splitlines()[0]}")


def _result(database: Database, id_: str, *, held: bool) -> Imported:
    """What the ledger holds of a source."""
    ((no, name, layout, edition, title, lines, problems),) = database.rows(
        "SELECT no, name, layout, edition, title, lines, problems FROM record_sources WHERE id = ?", (id_,)
    )
    ((calls, votes),) = database.rows(
        "SELECT (SELECT count(*) FROM record_calls WHERE source = $source), "
        "(SELECT count(*) FROM record_votes WHERE call IN (SELECT no FROM record_calls WHERE source = $source))",
        {"source": no},
    )
    return Imported(
        id=id_, name=name, layout=layout, edition=edition, title=title, held=held, lines=lines, calls=calls,
        votes=votes, problems=loads(tuple[Problem, ...], problems),
    )  # fmt: skip
