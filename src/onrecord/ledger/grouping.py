"""Origins in the ledger, and what differs between their copies: written whole, or exchanged where new documents joined.

Everything here expects to stand inside a transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from onrecord.ledger.adding import add_rows
from onrecord.ledger.among import among
from onrecord.ledger.answers import CopyEdits
from onrecord.ledger.codec import dumps
from onrecord.ledger.database import Database
from onrecord.vocabulary import OriginGroup


def clear_origins(database: Database) -> None:
    """Delete all origins, relations and edits."""
    for table in (
        "origins",
        "origin_documents",
        "relations",
        "brought_together",
        "found_origins",
        "reviewed_origins",
        "edits",
    ):
        database.rows(f"DELETE FROM {table}")  # noqa: S608 (fixed names)


def write_origins(database: Database, groups: Sequence[OriginGroup], orders: Sequence[int]) -> None:
    """Add origins; those of equal order are listed by their first document."""
    add_rows(
        database,
        "origins (ord, id, name, documents, reason)",
        ("INTEGER", *["VARCHAR"] * 4),
        [
            (order, group.id, group.name, dumps(group.documents), group.reason)
            for order, group in zip(orders, groups, strict=True)
        ],
    )
    write_members(database, groups)


def write_members(database: Database, groups: Sequence[OriginGroup]) -> None:
    """Add which documents are in origins, in their order."""
    printed = [
        (group.id, place, document) for group in groups for place, document in enumerate(group.documents)
    ]
    add_rows(database, "origin_documents (origin, ord, document)", ("VARCHAR", "INTEGER", "VARCHAR"), printed)


def delete_origins(database: Database, ids: Sequence[str]) -> None:
    """Delete origins by id, with their documents and relations."""
    for table, column in (("origins", "id"), ("origin_documents", "origin"), ("relations", "origin")):
        condition, values = among(column, "VARCHAR", ids)
        database.rows(f"DELETE FROM {table} WHERE {condition}", values)  # noqa: S608 (fixed names)


def write_edits(database: Database, pairs: Iterable[CopyEdits]) -> None:
    """Add what differs between copies."""
    for pair in pairs:
        if pair.edits:
            database.rows(
                "INSERT INTO edits (original_document, copy_document, ord, kind, original, copy) "
                "SELECT ?, ?, unnest(range(?)), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
                (
                    pair.original,
                    pair.copy,
                    len(pair.edits),
                    [edit.kind for edit in pair.edits],
                    [edit.original for edit in pair.edits],
                    [edit.copy for edit in pair.edits],
                ),
            )


def exchange_origins(database: Database, groups: Sequence[OriginGroup], *, new: Collection[str]) -> None:
    """Put origins in the place of those that their documents had; their relations are to be worked out anew.

    `new` are the documents that had no origin yet.
    """
    documents = [document for group in groups for document in group.documents]
    if len(documents) > len(new):
        _delete_origins(database, documents)
    write_origins(database, groups, [0] * len(groups))


def _delete_origins(database: Database, documents: Sequence[str]) -> None:
    condition, values = among("document", "VARCHAR", documents)
    gone = database.rows(f"DELETE FROM origin_documents WHERE {condition} RETURNING origin", values)  # noqa: S608 (fixed names)
    database.rows(f"DELETE FROM relations WHERE {condition}", values)  # noqa: S608 (fixed names)
    condition, values = among("id", "VARCHAR", sorted({origin for (origin,) in gone}))
    database.rows(f"DELETE FROM origins WHERE {condition}", values)  # noqa: S608 (fixed names)
