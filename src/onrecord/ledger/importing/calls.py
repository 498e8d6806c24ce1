"""The roll calls of a source: read by the pure functions of `record`, and added."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ledger.codec import dumps
from onrecord.ledger.database import Database
from onrecord.ledger.importing.columns import insert_columns
from onrecord.ledger.importing.files import File, cell_sql, lines_sql, rows_of
from onrecord.ledger.importing.notes import Notes
from onrecord.record.calls import CallRow, read_call
from onrecord.record.layouts import FIELDS

_COLUMNS = [
    "no",
    "source",
    "call",
    "symbol",
    "key",
    "body",
    "date",
    "day",
    "kind",
    "way",
    "names",
    "adopted",
    "rank",
    "stated_yes",
    "stated_no",
    "stated_abstain",
    "stated_not_voting",
    "texts",
]


def read_calls(database: Database, group: Sequence[File], notes: Notes) -> list[tuple[str, CallRow]]:
    """The roll calls with the ids by which their lines find them, in order of body, day and symbol."""
    cells: dict[str, dict[str, str | None]] = {}
    counts: dict[str, int] = {}
    for file in group:
        names = [
            name
            for name in sorted(FIELDS)
            if name != "call" and file.layout.columns.get(name) in file.columns
        ]
        if not names:
            continue
        told = ", ".join(f"min({cell_sql(file, name)})" for name in names)
        rows = rows_of(
            database,
            file,
            f"SELECT call_id, count(*), {told} FROM {lines_sql(file)} GROUP BY call_id ORDER BY call_id",  # noqa: S608
        )
        for id_, count, *values in rows:
            if id_ is None:
                notes.add("no roll call named", file.path.name, count)
                continue
            given = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            counts[id_] = max(count, counts.get(id_, 0))
            cells.setdefault(id_, {}).update(given)
    calls = []
    for id_, given in cells.items():
        call = read_call(
            {**given, "call": id_},
            group[0].layout if "symbol" in group[0].layout.columns else group[-1].layout,
        )
        if isinstance(call, str):
            notes.add(call, f"roll call {id_}", counts[id_])
        else:
            calls.append((id_, call))
    return sorted(calls, key=lambda pair: (pair[1].body, pair[1].date.first, pair[1].key, pair[0]))


def store_calls(
    database: Database, source: int, calls: Sequence[tuple[str, CallRow]]
) -> dict[str, tuple[int, CallRow]]:
    """Add the roll calls; their numbers in the ledger by the ids of the file."""
    ((last,),) = database.rows("SELECT coalesce(max(no), 0) FROM record_calls")
    rows = [
        (number, source, call.call, call.symbol, call.key, call.body, str(call.date), call.date.first, call.kind,
         call.way, "none", call.adopted, call.rank, *call.stated, dumps(call.texts))
        for number, (_, call) in enumerate(calls, start=last + 1)
    ]  # fmt: skip
    insert_columns(database, "record_calls", _COLUMNS, rows)
    return {id_: (last + place, call) for place, (id_, call) in enumerate(calls, start=1)}
