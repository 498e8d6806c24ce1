"""Families in the ledger: which origins still lack theirs, relations written and read, origins that translations joined.

Relations hold for the reading of a document that they were worked out from; those of another reading are stale.
Everything that writes expects to stand inside a transaction.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger.codec import dumps, loads
from onrecord.ledger.database import Database, Row
from onrecord.ledger.grouping import delete_origins, write_members, write_origins
from onrecord.vocabulary import OriginGroup, PartialDate, Relation, RelationKind, Span

_GROUP = "o.id, o.name, o.documents, o.reason, o.primary_document"
_UNRELATED = f"""
WITH printed AS (SELECT origin, count(*) AS many FROM origin_documents GROUP BY origin),
known AS (
    SELECT od.origin, count(*) AS many FROM origin_documents AS od
    JOIN relations AS r ON r.origin = od.origin AND r.document = od.document
    JOIN newest AS n ON n.document = r.document AND n.method = r.method
    GROUP BY od.origin)
SELECT {_GROUP} FROM origins AS o JOIN printed AS p ON p.origin = o.id LEFT JOIN known AS k ON k.origin = o.id
WHERE coalesce(k.many, 0) <> p.many
    OR p.many <> (SELECT count(*) FROM relations AS r WHERE r.origin = o.id)
ORDER BY o.id
"""  # noqa: S608 (fixed names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What tells whether a document may be the original of a translation, without its text."""

    document: str
    names: tuple[str, ...]
    """Outlet, issuer and speaker, as far as they are known."""
    language: str | None
    date: PartialDate | None


def read_unrelated(database: Database) -> tuple[OriginGroup, ...]:
    """Origins whose relations are not known, or are those of an earlier reading of a document."""
    return tuple(_group(row) for row in database.rows(_UNRELATED))


def read_documents(database: Database, origin: str) -> tuple[str, ...]:
    """Ids of the documents of an origin (id), in their order; none where there is no such origin."""
    found = database.rows("SELECT documents FROM origins WHERE id = ?", (origin,))
    return tuple(json.loads(found[0][0])) if found else ()


def read_groups(database: Database, documents: Collection[str]) -> tuple[OriginGroup, ...]:
    """The origins of these documents (ids), with their relations."""
    found = database.rows(
        f"SELECT {_GROUP} FROM origins AS o WHERE o.id IN ("  # noqa: S608 (fixed names)
        "SELECT origin FROM origin_documents WHERE document IN (SELECT unnest(?::VARCHAR[]))) ORDER BY o.id",
        (sorted(documents),),
    )
    relations = read_relations(database, [row[0] for row in found])
    return tuple(_group(row, relations.get(row[0], ())) for row in found)


def _group(row: Row, relations: tuple[Relation, ...] = ()) -> OriginGroup:
    id_, name, documents, reason, primary = row
    return OriginGroup(
        id=id_,
        name=name,
        documents=tuple(json.loads(documents)),
        reason=reason,
        relations=relations,
        primary=primary,
    )


def write_families(database: Database, groups: Sequence[OriginGroup]) -> None:
    """Keep the relations of these origins, which are held, with the name, order and primary source that they lead to."""
    if not groups:
        return
    ids = [group.id for group in groups]
    forget_relations(database, [document for group in groups for document in group.documents])
    database.rows("DELETE FROM origin_documents WHERE origin IN (SELECT unnest(?::VARCHAR[]))", (ids,))
    database.rows(
        "UPDATE origins SET name = new.name, documents = new.documents, reason = new.reason, "
        "primary_document = new.first FROM (SELECT unnest(?::VARCHAR[]) AS id, unnest(?::VARCHAR[]) AS name, "
        "unnest(?::VARCHAR[]) AS documents, unnest(?::VARCHAR[]) AS reason, unnest(?::VARCHAR[]) AS first) AS new "
        "WHERE origins.id = new.id",
        (
            ids,
            [group.name for group in groups],
            [dumps(group.documents) for group in groups],
            [group.reason for group in groups],
            [group.primary for group in groups],
        ),
    )
    write_members(database, groups)
    write_relations(database, groups)


def forget_relations(database: Database, documents: Collection[str]) -> None:
    """Delete the relations of these documents (ids), whichever origin they were in: they are to be worked out anew."""
    database.rows(
        "DELETE FROM relations WHERE document IN (SELECT unnest(?::VARCHAR[]))", (sorted(documents),)
    )


def write_relations(database: Database, groups: Iterable[OriginGroup]) -> None:
    """Add the relations of origins, in one statement: there is one for each document."""
    rows = [
        (
            group.id,
            order,
            relation.document,
            relation.parent,
            relation.kind.value,
            relation.reason,
            relation.beside,
            None if relation.evidence is None else dumps(relation.evidence),
            relation.credit,
        )
        for group in groups
        for order, relation in enumerate(group.relations)
    ]
    if rows:
        database.rows(
            "INSERT INTO relations (origin, ord, document, method, parent, kind, reason, beside, evidence, credit) "
            "SELECT r.origin, r.ord, r.document, coalesce(n.method, ''), r.parent, r.kind, r.reason, r.beside, "
            "r.evidence, r.credit FROM (SELECT unnest(?::VARCHAR[]) AS origin, unnest(?::INTEGER[]) AS ord, "
            "unnest(?::VARCHAR[]) AS document, unnest(?::VARCHAR[]) AS parent, unnest(?::VARCHAR[]) AS kind, "
            "unnest(?::VARCHAR[]) AS reason, unnest(?::VARCHAR[]) AS beside, unnest(?::JSON[]) AS evidence, "
            "unnest(?::VARCHAR[]) AS credit) AS r LEFT JOIN newest AS n ON n.document = r.document",
            [list(column) for column in zip(*rows, strict=True)],
        )


def read_relations(
    database: Database, origins: Sequence[str] | None = None
) -> dict[str, tuple[Relation, ...]]:
    """Origin id to its relations, parents before their children; None means of all origins."""
    found: dict[str, list[Relation]] = {}
    for origin, document, parent, kind, reason, beside, evidence, credit in database.rows(
        "SELECT origin, document, parent, kind, reason, beside, evidence, credit FROM relations "
        "WHERE $all OR origin IN (SELECT unnest($origins::VARCHAR[])) ORDER BY origin, ord",
        {"all": origins is None, "origins": list(origins or ())},
    ):
        found.setdefault(origin, []).append(
            Relation(
                document=document,
                parent=parent,
                kind=RelationKind(kind),
                reason=reason,
                beside=beside,
                evidence=None if evidence is None else Span(*json.loads(evidence)),
                credit=credit,
            )
        )
    return {origin: tuple(relations) for origin, relations in found.items()}


# --- Translations -----------------------------------------------------------------------------


def read_translations(database: Database) -> tuple[str, ...]:
    """Ids of the documents that say that they are translations and hang below none."""
    found = database.rows(
        "SELECT document FROM relations WHERE kind = ? AND parent IS NULL ORDER BY document",
        (RelationKind.TRANSLATION.value,),
    )
    return tuple(document for (document,) in found)


def read_imprints(database: Database) -> tuple[Imprint, ...]:
    """Every document by who stands for it, its language and its date, in order of id."""
    return tuple(
        Imprint(
            document=document,
            names=tuple(dict.fromkeys(name for name in names if name)),
            language=language,
            date=None if date is None else PartialDate.parse(date),
        )
        for document, *names, language, date in database.rows(
            "SELECT d.document, d.outlet, d.issuer, d.speaker, d.language, d.date FROM documents AS d "
            "JOIN newest AS n ON n.document = d.document AND n.method = d.method ORDER BY d.document"
        )
    )


def bring_together(
    database: Database, groups: Sequence[OriginGroup], parts: Sequence[Sequence[OriginGroup]]
) -> None:
    """Put each group in the place of its parts, which are kept as they are, without their relations."""
    for group, held in zip(groups, parts, strict=True):
        for order, part in enumerate(held):
            database.rows(
                "INSERT INTO brought_together (origin, ord, part) VALUES (?, ?, ?)",
                (group.id, order, dumps(part)),
            )
        delete_origins(database, [part.id for part in held if part.id != group.id])
    write_families(database, groups)


def part_again(database: Database) -> None:
    """Undo every `bring_together`: the parts stand for themselves, and their relations are to be worked out."""
    held = database.rows("SELECT origin, part FROM brought_together ORDER BY origin, ord")
    together = sorted({origin for origin, _ in held})
    if not together:
        return
    delete_origins(database, together)
    parts = [loads(OriginGroup, text) for _, text in held]
    write_origins(database, parts, [0] * len(parts))
    write_families(database, parts)
    database.rows("DELETE FROM brought_together")


# --- Edits ------------------------------------------------------------------------------------


def read_pairs(database: Database, documents: Collection[str]) -> set[tuple[str, str]]:
    """The pairs of these documents, the original first, whose edits are held."""
    found = database.rows(
        "SELECT DISTINCT original_document, copy_document FROM edits "
        "WHERE copy_document IN (SELECT unnest(?::VARCHAR[]))",
        (sorted(documents),),
    )
    return {(original, copy) for original, copy in found}


def delete_edits(database: Database, pairs: Collection[tuple[str, str]]) -> None:
    """Delete what these pairs of documents differ in."""
    for original, copy in sorted(pairs):
        database.rows("DELETE FROM edits WHERE original_document = ? AND copy_document = ?", (original, copy))
