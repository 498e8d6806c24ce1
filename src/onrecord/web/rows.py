"""Which rows a page shows: numbers and documents asked of the facts, and the rows of one document from where they lie."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.ledger.store import Selecting, read_analyses, read_documents
from onrecord.ledger.tables import DOCUMENTS, TABLES, Cells, Table, newest_method
from onrecord.ledger.tables import select as select_rows
from onrecord.vocabulary import Analysis, Decision, Document, OriginGroup
from onrecord.web.choosing import Where
from onrecord.web.room import Room


def numbers_of(ledger: Ledger, where: Where, *, first: int = 0, most: int | None = None) -> list[int]:
    """Numbers of the claims that fit, in their order; the condition is over `p`."""
    limit = "" if most is None else f" LIMIT {most:d} OFFSET {first:d}"
    rows = ledger.database.rows(
        f"SELECT p.no FROM memory.claims AS p WHERE {where.sql} ORDER BY p.document, p.no{limit}",  # noqa: S608
        where.values,
    )
    return [no for (no,) in rows]


def count_of(ledger: Ledger, where: Where) -> tuple[int, int]:
    """How many claims fit, and in how many independent reports."""
    ((total, origins),) = ledger.database.rows(
        f"SELECT count(*), count(DISTINCT p.origin) FROM memory.claims AS p WHERE {where.sql}",  # noqa: S608
        where.values,
    )
    return total, origins


def report_of(ledger: Ledger, document: str) -> int:
    """The number of the report that a document (id) prints."""
    ((origin,),) = ledger.database.rows(
        "SELECT origin FROM memory.documents WHERE id = $id", {"id": document}
    )
    return int(origin)


class Held(NamedTuple):
    """Where a row stands: its document, the number of its report, and how it stands in review."""

    document: str
    origin: int
    standing: str


def held_at(ledger: Ledger, kind: str, id_: str) -> Held | None:
    """Where the position, statement or claim of this id stands; None where no document holds one."""
    assert kind in ("positions", "claims", "statements")
    standing = "'found'" if kind == "claims" else "standing"
    rows = ledger.database.rows(
        f"SELECT document, origin, {standing} FROM memory.{kind} "  # noqa: S608 (fixed names)
        "WHERE key = hash($id::VARCHAR) AND id = $id ORDER BY no LIMIT 1",
        {"id": id_},
    )
    for number, origin, stands in rows:
        ((document,),) = ledger.database.rows(f"SELECT id FROM memory.documents WHERE no = {number:d}")  # noqa: S608 (a number)
        return Held(document, origin, stands)
    return None


def analysis_of(room: Room, ledger: Ledger, document: str, tables: Collection[Table] = TABLES) -> Analysis:
    """What was found in one document (id), as people left it: the rows of these tables alone.

    In a large ledger the rows come in one piece, or else from their places, which is four times as fast as looking for
    them; those of a document that people decided about are asked of the ledger.
    """
    database, select = ledger.database, None
    if not database.rows("SELECT 1 FROM review_units WHERE document = $id LIMIT 1", {"id": document}):
        select = _in_one_piece(room, database, (document,)).get(document)
        select = select or _by_place(database, document, _places(database, (document,)).get(document, {}))
    if select is None:
        method = newest_method(database, (document,))
        select = partial(select_rows, database, documents=(document,), method=method)
    (analysis,) = read_analyses(database, (document,), select=partial(_those, tables, select))
    return analysis


def texts_of(room: Room, ledger: Ledger, documents: Sequence[str]) -> list[Document]:
    """Documents (ids) with their texts, without paragraphs, comments and furniture, in the order given."""
    packed = _in_one_piece(room, ledger.database, documents)
    places = _places(ledger.database, [document for document in documents if document not in packed])
    found: list[Document] = []
    for document in documents:
        select = packed.get(document) or _by_place(ledger.database, document, places.get(document, {}))
        select = select or partial(select_rows, ledger.database, documents=(document,))
        found += read_documents(ledger.database, (document,), select=partial(_those, (DOCUMENTS,), select))
    return found


def _those(tables: Collection[Table], select: Selecting, table: Table) -> Mapping[str, Sequence[Cells]]:
    return select(table) if table in tables else {}


def _in_one_piece(room: Room, database: Database, documents: Sequence[str]) -> dict[str, Selecting]:
    """Those of these documents (ids) whose rows are packed."""
    packed = room.packed()
    if packed is None:
        return {}
    rows = database.rows(
        "SELECT id, method FROM memory.documents WHERE list_contains($ids::VARCHAR[], id)",
        {"ids": list(documents)},
    )
    held = {document: packed.rows(document, method) for document, method in rows}
    return {document: select for document, select in held.items() if select is not None}


_Places: TypeAlias = "dict[str, tuple[int, int]]"
"""Table to the first and the last of the places at which a document's rows lie side by side."""


def _places(database: Database, documents: Sequence[str]) -> dict[str, _Places]:
    """Where the rows of these documents (ids) lie, by document; a table is missing where they lie in several places."""
    if not documents:
        return {}
    numbers: dict[int, str] = dict(
        database.rows(
            "SELECT no, id FROM memory.documents WHERE list_contains($ids::VARCHAR[], id)",
            {"ids": list(documents)},
        )
    )
    found: dict[str, _Places] = {}
    for number, name, first, last in database.rows(
        "SELECT document, name, first, last FROM memory.places WHERE document >= $first AND document <= $last "
        "AND list_contains($numbers::INTEGER[], document)",
        {"numbers": list(numbers), "first": min(numbers, default=0), "last": max(numbers, default=-1)},
    ):
        found.setdefault(numbers[number], {})[name] = first, last
    return found


def _by_place(database: Database, document: str, places: _Places) -> Selecting | None:
    """Takes the rows of a document from their places; None where they lie in several."""
    if DOCUMENTS.name not in places:
        return None

    def select(table: Table) -> dict[str, list[Cells]]:
        if table.name not in places:
            return {}
        first, last = places[table.name]
        # Sorted here: the database would sort by reading all columns once more.
        found = database.rows(
            f"SELECT rowid, {', '.join(table.columns)} FROM {table.name} "  # noqa: S608 (fixed names and numbers)
            f"WHERE rowid BETWEEN {first:d} AND {last:d}"
        )
        found.sort(key=itemgetter(0))
        return {document: [dict(zip(table.columns, cells, strict=True)) for _, *cells in found]}

    return select


def group_of(ledger: Ledger, document: str) -> OriginGroup:
    """The report that a document (id) prints; what nobody else prints is a report by itself."""
    number = report_of(ledger, document)
    for origin, held in ledger.database.rows(
        "SELECT id, documents FROM memory.origins WHERE no = $no", {"no": number}
    ):
        if held == 1:
            return OriginGroup(id=origin, name=None, documents=(document,), reason="nobody else prints it")
    groups = ledger.origins_of((document,))
    if groups:
        return groups[0]
    return OriginGroup(id=document, name=None, documents=(document,), reason="not grouped")


def decisions_about(
    ledger: Ledger, *, row: str | None = None, document: str | None = None
) -> tuple[Decision, ...]:
    """The decisions about a row or a document; in a ledger that nobody reviewed nothing is looked for."""
    if not ledger.database.rows("SELECT 1 FROM decisions LIMIT 1"):
        return ()
    return ledger.decisions(row=row, document=document)
