"""What the decisions make of the ledger's rows, kept in tables so that views answer at once: made anew for one document at a time.

All of it is derived: from the decisions about a document and its newest reading. Everything here expects to stand inside
a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import rows, tables
from onrecord.ledger.answers import Reviewable
from onrecord.ledger.database import Database
from onrecord.ledger.deciding import Row
from onrecord.ledger.decisions import read_decisions
from onrecord.ledger.tables import Key, Table
from onrecord.ledger.weighing import Unit, weigh
from onrecord.vocabulary import DecisionAbout, PartialDate, Position, Standing, Statement

_DERIVED = ("review_units", "review_marks", "decided_positions", "decided_statements")
_NO_RUN = 0
"""The run of a row that no run added."""
_REVIEWED = {"standing": "VARCHAR", "decision": "VARCHAR", "found": "BOOLEAN"}
DECIDED_POSITIONS = Table(name="decided_positions", columns={**tables.POSITIONS.columns, **_REVIEWED})
DECIDED_STATEMENTS = Table(name="decided_statements", columns={**tables.STATEMENTS.columns, **_REVIEWED})
_GRAVEST = (Standing.DISPUTED, Standing.CORRECTED, Standing.ADDED, Standing.ACCEPTED)


@dataclass(slots=True, kw_only=True)
class _Standing:
    """One row as people left it."""

    kind: str
    root: str
    found: str | None
    base: Row | None
    result: Row | None
    standing: Standing
    decision: str
    doubles: tuple[str, ...]


def rebuild(database: Database, document: str) -> None:
    """Work out anew what the decisions about one document come to."""
    for table in _DERIVED:
        # What was decided about origins is no matter of one document: see `joining`.
        but = " AND about <> 'origin'" if table == "review_units" else ""
        database.rows(f"DELETE FROM {table} WHERE document = ?{but}", (document,))  # noqa: S608 (fixed names)
    decisions = read_decisions(database, documents=(document,))
    if not decisions:
        return
    method, text, found = read_found(database, document)
    units = weigh(decisions, text, found)
    standing = _rows(units)
    _write_units(database, document, units, standing)
    if method is not None:
        _write_rows(database, Key(document=document, method=method, run=_NO_RUN), standing, found)


def read_found(database: Database, document: str) -> tuple[str | None, str | None, tuple[Row, ...]]:
    """The method that speaks for a document, its text, and the positions and statements that the rules found."""
    held = database.rows(
        "SELECT d.method, d.text FROM documents AS d JOIN readings AS r USING (document, method) "
        "WHERE d.document = ? ORDER BY r.ord DESC LIMIT 1",
        (document,),
    )
    if not held:
        return None, None, ()
    ((method, text),) = held
    statements = [
        rows.statement_value(document, row) for row in _cells(database, tables.STATEMENTS, document, method)
    ]
    positions = [
        rows.position_value(document, row) for row in _cells(database, tables.POSITIONS, document, method)
    ]
    return method, text, (*statements, *positions)


def read_reviewable(database: Database, id_: str, kind: str, document: str) -> Reviewable:
    """A document, position or statement with what was decided about it."""
    _, text, found = read_found(database, document)
    units = weigh(read_decisions(database, documents=(document,)), text, found)
    mine = {
        unit.about: unit for unit in units if id_ in (unit.root, unit.found, unit.result and unit.result.id)
    }
    row = next((row for row in found if row.id == id_), None)
    if row is None and kind != "document":
        row = next((unit.base for unit in mine.values() if unit.base is not None), None)
    days = database.rows(
        "SELECT date FROM documents JOIN newest USING (document, method) WHERE document = ?", (document,)
    )
    day = days[0][0] if days else None
    return Reviewable(
        id=id_,
        kind=kind,
        document=document,
        date=None if day is None else PartialDate.parse(day),
        text=text,
        row=row,
        units=mine,
    )


def _cells(database: Database, table: Table, document: str, method: str) -> list[rows.Stored]:
    names = ", ".join(table.columns)
    found = database.rows(
        f"SELECT {names} FROM {table.name} WHERE document = ? AND method = ? ORDER BY ord",  # noqa: S608 (fixed names)
        (document, method),
    )
    return [dict(zip(table.columns, cells, strict=True)) for cells in found]


def _rows(units: Sequence[Unit]) -> list[_Standing]:
    """The rows that people decided about; who speaks is settled upon the statement that he or she speaks in."""
    standing: dict[tuple[str, str], _Standing] = {}
    for unit in units:
        if unit.about is DecisionAbout.DOCUMENT:
            continue
        kind = "position" if unit.about is DecisionAbout.POSITION else "statement"
        names = [name for name in (unit.found, unit.root) if name is not None]
        held = next((standing[kind, name] for name in names if (kind, name) in standing), None)
        if held is None:
            standing.update(dict.fromkeys(((kind, name) for name in names), _row(unit, kind)))
        elif unit.about is DecisionAbout.SPEAKER:
            _speak(held, unit)
    return list({id(row): row for row in standing.values()}.values())


def _row(unit: Unit, kind: str) -> _Standing:
    corrected = unit.about is DecisionAbout.SPEAKER and unit.standing is Standing.REJECTED
    return _Standing(
        kind=kind,
        root=unit.root,
        found=unit.found,
        base=unit.base,
        result=unit.result,
        standing=Standing.CORRECTED if corrected else unit.standing,
        decision=unit.decision.id,
        doubles=unit.doubles,
    )


def _speak(row: _Standing, unit: Unit) -> None:
    """Put the speaker that people settled on into a statement that they decided about."""
    told = _row(unit, row.kind)
    if row.result is None or unit.base is None:
        return
    if told.standing is Standing.CORRECTED:
        assert isinstance(unit.result, Statement)
        assert isinstance(row.result, Statement)
        row.result = replace(row.result, chain=(*row.result.chain[:-1], unit.result.chain[-1]))
    row.standing = next(value for value in _GRAVEST if value in (row.standing, told.standing))
    row.decision = told.decision


def _write_units(
    database: Database, document: str, units: Iterable[Unit], standing: Sequence[_Standing]
) -> None:
    shown = {name: row.result.id for row in standing for name in (row.root, row.found) if name and row.result}
    told = [
        (
            document,
            unit.about.value,
            unit.root,
            decision.id,
            decision.reviewer,
            unit.standing.value,
            shown.get(unit.found or unit.root),
            unit.place.span.start if unit.place.span else None,
            unit.place.span.end if unit.place.span else None,
            unit.place.problem,
        )
        for unit in units
        for decision in unit.decisions
    ]
    kinds = ["VARCHAR"] * 7 + ["INTEGER", "INTEGER", "VARCHAR"]
    lists = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
    if told:
        database.rows(
            "INSERT INTO review_units (document, about, unit, decision, reviewer, standing, shown, span_start, span_end, "
            f"problem) SELECT {lists}",
            [list(column) for column in zip(*told, strict=True)],
        )


def _write_rows(database: Database, key: Key, standing: Sequence[_Standing], found: Sequence[Row]) -> None:
    """The marks of found rows, and the rows that stand beside or in the place of them."""
    marks: dict[tuple[str, str], tuple[Standing, str, bool]] = {}
    decided: list[_Standing] = []
    for row in standing:
        for double in row.doubles:
            marks[row.kind, double] = (row.standing, row.decision, False)
        stays = row.result is not None and row.result == row.base and row.found is not None
        if row.found is not None and (row.kind, row.found) not in marks:
            marks[row.kind, row.found] = (row.standing, row.decision, stays)
        if row.result is not None and not stays:
            decided.append(row)
    _write_marks(database, key, marks)
    statements = [row for row in decided if isinstance(row.result, Statement)]
    tables.insert(database, DECIDED_STATEMENTS, [(key, [_reviewed(row) for row in statements])])
    known = {row.id for row in found if isinstance(row, Statement)}
    known |= {row.result.id for row in statements if row.result}
    positions = [row for row in decided if isinstance(row.result, Position)]
    tables.insert(database, DECIDED_POSITIONS, [(key, [_within(_reviewed(row), known) for row in positions])])


def _reviewed(row: _Standing) -> tables.Cells:
    assert row.result is not None
    result = row.result
    cells = rows.position_cells(result) if isinstance(result, Position) else rows.statement_cells(result)
    return {**cells, "standing": row.standing.value, "decision": row.decision, "found": row.found is not None}


def _within(cells: tables.Cells, statements: set[str]) -> tables.Cells:
    """A position that was seen in an older reading may name a statement that is there no more."""
    return cells if cells["statement"] in statements else {**cells, "statement": None}


def _write_marks(
    database: Database, key: Key, marks: dict[tuple[str, str], tuple[Standing, str, bool]]
) -> None:
    if not marks:
        return
    told = [
        (kind, id_, standing.value, decision, shown)
        for (kind, id_), (standing, decision, shown) in marks.items()
    ]
    database.rows(
        "INSERT INTO review_marks (document, method, kind, id, standing, decision, shown) SELECT ?, ?, "
        "unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::BOOLEAN[])",
        [key.document, key.method, *(list(column) for column in zip(*told, strict=True))],
    )
