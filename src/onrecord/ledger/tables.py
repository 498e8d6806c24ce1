"""The tables that hold what was found in one document, as lists of columns with their types.

Every name that is put into an SQL text comes from here; everything else is bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.ledger.database import Database, Row

Cell: TypeAlias = "str | int | float | bool | None"
Cells: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table and the columns that follow its key (document, method, run) and its order `ord`."""

    name: str
    columns: Mapping[str, str]
    """Column to type: VARCHAR, INTEGER, BIGINT, DOUBLE, BOOLEAN or JSON."""


def _table(name: str, text: str, **others: str) -> Table:
    """A table whose `text` columns are VARCHAR; the others are named by their type."""
    columns = dict.fromkeys(text.split(), "VARCHAR")
    for kind, names in others.items():
        columns |= dict.fromkeys(names.split(), kind.upper())
    return Table(name=name, columns=columns)


DOCUMENTS = _table(
    "documents",
    "name address digest media_type encoding kind kind_reason title outlet credit author speaker "
    "speaker_office issuer date language text container url retrieved date_rule updated event_date",
    bigint="size",
    json="warnings dateline",
    double="kind_confidence",
)
PARAGRAPHS = _table("paragraphs", "label language", integer="span_start span_end")
COMMENTS = _table("comments", "author text", integer="place parent")
LEFT_OUT = _table("left_out", "reason text")
STATEMENTS = _table("statements", "id form act rule", json="chain source cue content")
POSITIONS = _table(
    "positions",
    "id statement holder holder_name stance toward toward_name about basis basis_reason date forum "
    "instrument modality rule when_first when_last when_rule principle address event",
    integer="evidence_start evidence_end trigger_start trigger_end when_start when_end about_start about_end",
    boolean="by_membership ended",
    json="holder_party toward_party chain used_rows matters",
)
CLAIMS = _table("claims", "id kind rule", integer="span_start span_end", json="terms chain")
VERDICTS = _table(
    "verdicts", "claim value text_says record_says as_of nearest", json="steps used_rows searched"
)
SET_ASIDE = _table("set_aside", "stage reason about_document detail", json="span")

TABLES = (
    DOCUMENTS,
    PARAGRAPHS,
    COMMENTS,
    LEFT_OUT,
    STATEMENTS,
    POSITIONS,
    CLAIMS,
    VERDICTS,
    SET_ASIDE,
)


_CURRENT = {"positions": "current_positions", "statements": "current_statements"}
"""The views that give rows as people left them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Whose rows they are: the document, the method that read it, and the run that stored them."""

    document: str
    method: str
    run: int


def insert(database: Database, table: Table, rows: Sequence[tuple[Key, Sequence[Cells]]]) -> None:
    """Store the rows of some documents, those of each in their order."""
    flat = [(key, place, cells) for key, listed in rows for place, cells in enumerate(listed)]
    if not flat:
        return
    names = ", ".join(table.columns)
    lists = ", ".join(f"unnest(?::{_bound(kind)}[])" for kind in table.columns.values())
    order, numbers = ("", "") if table is DOCUMENTS else ("ord, ", "unnest(?::INTEGER[]), ")
    sql = (
        f"INSERT INTO {table.name} (document, method, run, {order}{names}) "
        f"SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::INTEGER[]), {numbers}{lists}"
    )
    heads: list[list[Cell]] = [
        [key.document for key, _, _ in flat],
        [key.method for key, _, _ in flat],
        [key.run for key, _, _ in flat],
    ]
    if table is not DOCUMENTS:
        heads.append([place for _, place, _ in flat])
    database.rows(sql, [*heads, *([cells[name] for _, _, cells in flat] for name in table.columns)])


def select(
    database: Database, table: Table, documents: Sequence[str] | None = None, *, method: str | None = None
) -> dict[str, list[Cells]]:
    """The newest rows of the documents (None: of all), by document id, in their order, as people left them.

    `method` is that of the one document's newest reading, where it is known: see `newest_method`.
    """
    if documents is not None and len(documents) == 1 and method is not None:
        return _select_one(database, table, documents[0], method)
    names = ", ".join(f"t.{name}" for name in table.columns)
    order = "" if table is DOCUMENTS else ", t.ord"
    sql = (
        f"SELECT t.document, {names} FROM {_CURRENT.get(table.name, table.name)} AS t "  # noqa: S608 (fixed names)
        "JOIN newest AS n ON n.document = t.document AND n.method = t.method "
        "WHERE $documents IS NULL OR list_contains($documents::VARCHAR[], t.document) "
        f"ORDER BY t.document{order}"
    )
    wanted = None if documents is None else list(documents)
    return _by_document(table, database.rows(sql, {"documents": wanted}))


def newest_method(database: Database, documents: Sequence[str] | None) -> str | None:
    """Which method's rows speak for the one document that is asked for; None for several, or none.

    In a large ledger to know this makes the rows of one document ten times as fast to find.
    """
    if documents is None or len(documents) != 1:
        return None
    rows = database.rows(
        "SELECT method FROM readings WHERE document = ? ORDER BY ord DESC LIMIT 1", (documents[0],)
    )
    return rows[0][0] if rows else None


def _select_one(database: Database, table: Table, document: str, method: str) -> dict[str, list[Cells]]:
    source = table.name
    if table.name in _CURRENT and database.rows(
        "SELECT 1 FROM review_units WHERE document = ? LIMIT 1", (document,)
    ):
        source = _CURRENT[table.name]  # people decided about some row
    names = ", ".join(table.columns)
    order = "" if table is DOCUMENTS else " ORDER BY ord"
    sql = f"SELECT document, {names} FROM {source} WHERE document = ? AND method = ?{order}"  # noqa: S608 (fixed names)
    return _by_document(table, database.rows(sql, (document, method)))


def _by_document(table: Table, rows: Sequence[Row]) -> dict[str, list[Cells]]:
    grouped: dict[str, list[Cells]] = {}
    for document, *cells in rows:
        grouped.setdefault(document, []).append(dict(zip(table.columns, cells, strict=True)))
    return grouped


def _bound(kind: str) -> str:
    """JSON is bound as the text it is."""
    return "VARCHAR" if kind == "JSON" else kind
