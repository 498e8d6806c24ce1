"""Which rows a page shows: numbers and documents asked of the facts, and the rows of one document from where they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from onrecord.ledger import Ledger
from onrecord.ledger.store import Selecting, read_analyses, read_documents
from onrecord.ledger.tables import DOCUMENTS, Cells, Table
from onrecord.ledger.tables import select as select_rows
from onrecord.vocabulary import Analysis, Decision, Document, OriginGroup
from onrecord.web.choosing import Where


def numbers_of(
    ledger: Ledger, kind: str, where: Where, *, first: int = 0, most: int | None = None
) -> list[int]:
    """Numbers of the `positions` (or `claims`, `statements`) that fit, in their order; the condition is over `p`."""
    assert kind in ("positions", "claims", "statements")
    limit = "" if most is None else f" LIMIT {most:d} OFFSET {first:d}"
    rows = ledger.database.rows(
        f"SELECT p.no FROM memory.{kind} AS p WHERE {where.sql} ORDER BY p.document, p.no{limit}",  # noqa: S608
        where.values,
    )
    return [no for (no,) in rows]


def count_of(ledger: Ledger, kind: str, where: Where) -> tuple[int, int]:
    """How many fit, and in how many independent reports."""
    assert kind in ("positions", "claims", "statements")
    ((total, origins),) = ledger.database.rows(
        f"SELECT count(*), count(DISTINCT p.origin) FROM memory.{kind} AS p WHERE {where.sql}",  # noqa: S608
        where.values,
    )
    return total, origins


def document_of(ledger: Ledger, kind: str, id_: str) -> tuple[str, int] | None:
    """The document (id, number) that holds a row of this id; None where none does."""
    assert kind in ("positions", "claims", "statements")
    for document, number in ledger.database.rows(
        f"SELECT d.id, d.no FROM memory.{kind} AS r JOIN memory.documents AS d ON d.no = r.document "  # noqa: S608
        "WHERE r.key = hash($id::VARCHAR) AND r.id = $id ORDER BY r.no LIMIT 1",
        {"id": id_},
    ):
        return document, number
    return None


def analysis_of(ledger: Ledger, document: str) -> Analysis:
    """Everything found in one document (id), as people left it.

    In a large ledger the rows are taken from their places, which is four times as fast as looking for them; those of a
    document that people decided about are asked of the ledger.
    """
    select = None
    if not ledger.database.rows("SELECT 1 FROM review_units WHERE document = $id LIMIT 1", {"id": document}):
        select = _by_place(ledger, document)
    (analysis,) = read_analyses(ledger.database, (document,), select=select)
    return analysis


def texts_of(ledger: Ledger, documents: Sequence[str]) -> list[Document]:
    """Documents (ids) with their texts, without paragraphs, comments and furniture, in the order given."""
    found: list[Document] = []
    for document in documents:
        select = _by_place(ledger, document) or partial(select_rows, ledger.database, documents=(document,))
        found += read_documents(ledger.database, (document,), select=partial(_heads, select))
    return found


def _heads(select: Selecting, table: Table) -> Mapping[str, Sequence[Cells]]:
    return select(table) if table is DOCUMENTS else {}


def _by_place(ledger: Ledger, document: str) -> Selecting | None:
    """Takes the rows of a document from their places; None where they lie in several."""
    rows = ledger.database.rows
    places = {
        name: (first, last)
        for name, first, last in rows(
            "SELECT name, first, last FROM memory.places "
            "WHERE document = (SELECT no FROM memory.documents WHERE id = $id)",
            {"id": document},
        )
    }
    if DOCUMENTS.name not in places:
        return None

    def select(table: Table) -> dict[str, list[Cells]]:
        if table.name not in places:
            return {}
        first, last = places[table.name]
        found = rows(
            f"SELECT {', '.join(table.columns)} FROM {table.name} "  # noqa: S608 (fixed names and numbers)
            f"WHERE rowid BETWEEN {first:d} AND {last:d} ORDER BY rowid"
        )
        return {document: [dict(zip(table.columns, row, strict=True)) for row in found]}

    return select


def group_of(ledger: Ledger, document: str) -> OriginGroup:
    """The report that a document (id) prints; what nobody else prints is a report by itself."""
    for origin, held in ledger.database.rows(
        "SELECT o.id, o.documents FROM memory.documents AS d JOIN memory.origins AS o ON o.no = d.origin WHERE d.id = $id",
        {"id": document},
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
