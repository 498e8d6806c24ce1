"""The votes of a source: each distinct cell and code is judged once, and the lines are joined to the judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from onrecord.ledger.database import Database
from onrecord.ledger.importing.columns import insert_columns
from onrecord.ledger.importing.files import File, cell_sql, lines_sql, quoted, reader, rows_of
from onrecord.ledger.importing.notes import Notes
from onrecord.measures.matrix import CODES
from onrecord.record.calls import CallRow
from onrecord.record.layouts import Layout, read_vote, seats_of


def store_votes(
    database: Database,
    file: File,
    numbers: Mapping[str, tuple[int, CallRow]],
    states: Collection[str],
    notes: Notes,
) -> int:
    """Add what each seat did; how many lines were read."""
    votes = _against(file) if file.layout.against else _long(file)
    database.script("CREATE OR REPLACE TEMP TABLE read_calls (call_id VARCHAR, no INTEGER, day DATE)")
    insert_columns(database, "read_calls", ("call_id", "no", "day"),
            [(id_, number, call.date.first) for id_, (number, call) in numbers.items()])  # fmt: skip
    rows_of(database, file, f"CREATE OR REPLACE TEMP TABLE read_lines AS {votes}")
    _note_mended(database, file, notes)
    _map_cells(database, file.layout, notes)
    _map_seats(database, file.layout, states, notes)
    _note_untimely(database, notes)
    database.script(
        "CREATE OR REPLACE TEMP TABLE read_votes AS "
        "SELECT c.no AS call, s.seat, v.option, left(trim(l.name), 200) AS name FROM read_lines l "
        "JOIN read_calls c ON c.call_id = l.call_id "
        "JOIN read_cells v ON v.cell IS NOT DISTINCT FROM l.vote "
        "JOIN read_seats s ON s.code IS NOT DISTINCT FROM l.seat AND s.name IS NOT DISTINCT FROM l.name "
        "AND c.day >= coalesce(s.first, c.day) AND c.day <= coalesce(s.last, c.day) "
        "WHERE v.option > 0"
    )
    _note_twice(database, notes)
    database.script(
        "INSERT INTO record_votes SELECT call, seat, option, name FROM read_votes ORDER BY call, seat"
    )
    ((lines,),) = database.rows("SELECT count(*) FROM read_lines")
    for table in ("read_calls", "read_lines", "read_cells", "read_seats", "read_votes"):
        database.script(f"DROP TABLE {table}")
    return int(lines)


def _long(file: File) -> str:
    return (
        f"SELECT call_id, {cell_sql(file, 'seat')} AS seat, {cell_sql(file, 'name')} AS name, {cell_sql(file, 'vote')} AS vote "  # noqa: S608
        f"FROM {lines_sql(file)}"
    )


def _against(file: File) -> str:
    """A line of its own for each seat that the columns of one line name."""
    parts = (
        f"SELECT call_id, NULL::VARCHAR AS seat, trim({quoted(column)}) AS name, 'no' AS vote FROM lines "  # noqa: S608
        f"WHERE trim({quoted(column)}) <> ''"
        for column in file.layout.against
    )
    return f"WITH lines AS {lines_sql(file)} {' UNION ALL '.join(parts)}"


def _note_mended(database: Database, file: File, notes: Notes) -> None:
    """Cells that whoever wrote the file had to mend, and says so."""
    if file.layout.columns.get("mended") in file.columns:
        ((count,),) = rows_of(
            database,
            file,
            f"SELECT count(*) FROM {reader(file)} WHERE {cell_sql(file, 'mended')} = 'true'",  # noqa: S608
        )
        if count:
            notes.add("vote mended", "marked so in the file", count)


def _map_cells(database: Database, layout: Layout, notes: Notes) -> None:
    """What each distinct cell says."""
    rows = []
    for cell, count in database.rows("SELECT vote, count(*) FROM read_lines GROUP BY vote ORDER BY vote"):
        option, mended = read_vote(cell, layout)
        if option is None:
            notes.add("vote that cannot be read", f"{cell!r} ({count} lines)", count)
            continue
        if mended:
            notes.add("vote mended", f"{cell!r} read as {option} ({count} lines)", count)
        rows.append((cell, CODES[option]))
    database.script("CREATE OR REPLACE TEMP TABLE read_cells (cell VARCHAR, option UTINYINT)")
    insert_columns(database, "read_cells", ("cell", "option"), rows)


def _map_seats(database: Database, layout: Layout, states: Collection[str], notes: Notes) -> None:
    """Which seat each distinct code and name stand for, and from when to when."""
    found: list[tuple[str | None, str | None, str, object, object]] = []
    for code, name, count in database.rows(
        "SELECT seat, name, count(*) FROM read_lines GROUP BY ALL ORDER BY ALL"
    ):
        held = seats_of(code, name, layout.codes, states)
        if not held:
            notes.add("seat that is not known", f"{code or ''} {name or ''} ({count} lines)".strip(), count)
        found += [
            (code, name, seat.seat, seat.first and seat.first.first, seat.last and seat.last.last)
            for seat in held
        ]
    numbers = _seat_numbers(database, {seat for _, _, seat, _, _ in found})
    database.script(
        "CREATE OR REPLACE TEMP TABLE read_seats (code VARCHAR, name VARCHAR, seat SMALLINT, first DATE, last DATE)"
    )
    insert_columns(database, "read_seats", ("code", "name", "seat", "first", "last"),
            [(code, name, numbers[seat], first, last) for code, name, seat, first, last in found])  # fmt: skip


def _note_untimely(database: Database, notes: Notes) -> None:
    """Codes that stood for no seat on the day of the vote."""
    for code, name, symbol, count in database.rows(
        "SELECT l.seat, l.name, min(c.symbol), count(*) FROM read_lines l "
        "JOIN read_calls r ON r.call_id = l.call_id JOIN record_calls c ON c.no = r.no "
        "SEMI JOIN read_seats s ON s.code IS NOT DISTINCT FROM l.seat AND s.name IS NOT DISTINCT FROM l.name "
        "ANTI JOIN read_seats t ON t.code IS NOT DISTINCT FROM l.seat AND t.name IS NOT DISTINCT FROM l.name "
        "AND r.day >= coalesce(t.first, r.day) AND r.day <= coalesce(t.last, r.day) "
        "GROUP BY l.seat, l.name ORDER BY l.seat, l.name"
    ):
        notes.add("seat that the code did not stand for on that day", f"{symbol}, {code or name}", count)


def _seat_numbers(database: Database, seats: Iterable[str]) -> dict[str, int]:
    held = {id_: no for no, id_ in database.rows("SELECT no, id FROM record_seats")}
    new = sorted(set(seats) - set(held))
    added = {id_: number for number, id_ in enumerate(new, start=max(held.values(), default=0) + 1)}
    insert_columns(database, "record_seats", ("no", "id"), [(number, id_) for id_, number in added.items()])
    return held | added


def _note_twice(database: Database, notes: Notes) -> None:
    """A seat that a roll call lists twice: kept once where both lines agree, left out where they do not."""
    twice = database.rows(
        "SELECT v.call, v.seat, count(DISTINCT option), count(*), min(c.symbol), min(s.id) FROM read_votes v "
        "JOIN record_calls c ON c.no = v.call JOIN record_seats s ON s.no = v.seat "
        "GROUP BY v.call, v.seat HAVING count(*) > 1 ORDER BY v.call, v.seat"
    )
    for call, seat, options, count, symbol, id_ in twice:
        if options == 1:
            notes.add("seat listed twice with one vote", f"{symbol}, {id_}", count - 1)
        else:
            notes.add("seat listed twice with different votes, left out", f"{symbol}, {id_}", count)
            database.rows("DELETE FROM read_votes WHERE call = ? AND seat = ?", (call, seat))
    if twice:
        database.script(
            "CREATE OR REPLACE TEMP TABLE read_votes AS "
            "SELECT call, seat, min(option) AS option, min(name) AS name FROM read_votes GROUP BY call, seat"
        )
