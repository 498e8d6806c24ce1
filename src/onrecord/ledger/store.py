"""Whole analyses in and out of the tables: the one place that knows which value lives in which table.

Writing expects to stand inside a transaction; reading gives the newest rows of each document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from onrecord.ledger import rows, tables
from onrecord.ledger.database import Database
from onrecord.ledger.tables import Cells, Key, Table
from onrecord.vocabulary import Analysis, Document


def write_analyses(database: Database, analyses: Sequence[Analysis], *, method: str, run: int) -> None:
    """Store every row of some documents, each of which is there once."""
    if not analyses:
        return
    contents: tuple[tuple[Table, Callable[[Analysis], list[Cells]]], ...] = (
        (tables.DOCUMENTS, lambda it: [rows.document_cells(it.document)]),
        (tables.PARAGRAPHS, lambda it: [rows.paragraph_cells(item) for item in it.document.paragraphs]),
        (tables.COMMENTS, lambda it: [rows.comment_cells(item) for item in it.document.comments]),
        (tables.LEFT_OUT, lambda it: [rows.left_out_cells(item) for item in it.document.left_out]),
        (tables.STATEMENTS, lambda it: [rows.statement_cells(item) for item in it.statements]),
        (tables.POSITIONS, lambda it: [rows.position_cells(item) for item in it.positions]),
        (tables.CLAIMS, lambda it: [rows.claim_cells(item) for item in it.claims]),
        (tables.VERDICTS, lambda it: [rows.verdict_cells(item) for item in it.verdicts]),
        (tables.SET_ASIDE, lambda it: [rows.set_aside_cells(item) for item in it.set_aside]),
    )
    keys = [Key(document=analysis.document.id, method=method, run=run) for analysis in analyses]
    for table, cells in contents:
        tables.insert(database, table, list(zip(keys, map(cells, analyses), strict=True)))


Selecting: TypeAlias = "Callable[[Table], Mapping[str, Sequence[Cells]]]"
"""Gives the rows of a table that are wanted, by document id, in their order."""


def read_documents(
    database: Database, wanted: Sequence[str] | None = None, *, select: Selecting | None = None
) -> tuple[Document, ...]:
    """The documents with their parts, by name and id; `wanted` are ids, None means all.

    `select` is another way to the rows of the documents that are wanted.
    """
    select = select or _selecting(database, wanted)
    paragraphs = select(tables.PARAGRAPHS)
    comments = select(tables.COMMENTS)
    left_out = select(tables.LEFT_OUT)
    documents = (
        rows.document_value(
            document,
            row,
            paragraphs=tuple(map(rows.paragraph_value, paragraphs.get(document, ()))),
            comments=tuple(map(rows.comment_value, comments.get(document, ()))),
            left_out=tuple(map(rows.left_out_value, left_out.get(document, ()))),
        )
        for document, (row,) in select(tables.DOCUMENTS).items()
    )
    return tuple(sorted(documents, key=lambda document: (document.name, document.id)))


def read_analyses(
    database: Database, wanted: Sequence[str] | None = None, *, select: Selecting | None = None
) -> tuple[Analysis, ...]:
    """What was found in each document, as it was put in, by name and id of the document; see `read_documents`."""
    select = select or _selecting(database, wanted)
    statements = select(tables.STATEMENTS)
    positions = select(tables.POSITIONS)
    claims = select(tables.CLAIMS)
    verdicts = select(tables.VERDICTS)
    set_aside = select(tables.SET_ASIDE)
    return tuple(
        Analysis(
            document=document,
            statements=tuple(
                rows.statement_value(document.id, row) for row in statements.get(document.id, ())
            ),
            positions=tuple(rows.position_value(document.id, row) for row in positions.get(document.id, ())),
            claims=tuple(rows.claim_value(document.id, row) for row in claims.get(document.id, ())),
            verdicts=tuple(map(rows.verdict_value, verdicts.get(document.id, ()))),
            set_aside=tuple(map(rows.set_aside_value, set_aside.get(document.id, ()))),
        )
        for document in read_documents(database, wanted, select=select)
    )


def _selecting(database: Database, wanted: Sequence[str] | None) -> Selecting:
    method = tables.newest_method(database, wanted)
    return lambda table: tables.select(database, table, wanted, method=method)
