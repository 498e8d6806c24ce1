"""What one table of a ledger says of another: everything that is named must be there, once, and whole.

Each question selects the ids of the rows that break it.
"""

from __future__ import annotations

from onrecord.keeping.audit import Check
from onrecord.keeping.findings import Remedy
from onrecord.ledger import tables

_PARTS = tuple(table.name for table in tables.TABLES if table is not tables.DOCUMENTS)
_WITH_IDS = ("statements", "positions", "claims")
_FIX, _IMPORT = Remedy.FIX, Remedy.IMPORT


def _parts_of_documents(table: str) -> tuple[Check, ...]:
    """Rows that were found in a document stand or fall with it, and none of them is missing among the others."""
    return (
        Check(
            name="without-document",
            table=table,
            what="rows belong to no document that is held as the same run and method read it",
            sql=f"SELECT document || ' ' || ord FROM {table} ANTI JOIN documents USING (document, method, run)",  # noqa: S608
        ),
        Check(
            name="row-missing",
            table=table,
            what="documents lack rows that were found in them, or have some twice",
            sql=f"SELECT document FROM {table} GROUP BY document, method "  # noqa: S608
            "HAVING min(ord) <> 0 OR max(ord) + 1 <> count(*) OR count(DISTINCT ord) <> count(*)",
        ),
    )


def _once(table: str, key: str, *, remedy: Remedy = Remedy.RESTORE, what: str = "") -> Check:
    """No two rows of one key."""
    columns = ", ".join(f"{column}::VARCHAR" for column in key.split())
    return Check(
        name="twice",
        table=table,
        what=what or f"rows are held more than once ({', '.join(key.split())})",
        sql=f"SELECT concat_ws(' ', {columns}) FROM {table} GROUP BY {', '.join(key.split())} HAVING count(*) > 1",  # noqa: S608
        remedy=remedy,
    )


def _named(
    table: str, columns: str, other: str, others: str, *, where: str = "true", remedy: Remedy, what: str
) -> Check:
    """What a table names in another is there. A name of nothing (NULL) is none."""
    pairs = list(zip(columns.split(), others.split(), strict=True))
    given = " AND ".join(f"a.{mine} IS NOT NULL" for mine, _ in pairs)
    joined = " AND ".join(f"a.{mine} = b.{theirs}" for mine, theirs in pairs)
    shown = ", ".join(f"a.{mine}::VARCHAR" for mine, _ in pairs)
    return Check(
        name="not-there",
        table=table,
        what=what,
        sql=f"SELECT concat_ws(' ', {shown}) FROM {table} AS a ANTI JOIN {other} AS b ON {joined} WHERE {given} AND {where}",  # noqa: S608
        remedy=remedy,
    )


DOCUMENTS = (
    _once("documents", "document method"),
    _named("documents", "run method", "runs", "id method", remedy=Remedy.RESTORE,
           what="documents belong to a run that is not held, or that read by another method"),
    _named("documents", "document method", "readings", "document method", remedy=Remedy.RESTORE,
           what="documents have no reading, so that nothing shows them"),
    _named("readings", "document method", "documents", "document method", remedy=Remedy.RESTORE,
           what="readings name a document that is not held as they read it"),
    _named("readings", "run method", "runs", "id method", remedy=Remedy.RESTORE,
           what="readings belong to a run that is not held"),
    *(check for table in _PARTS for check in _parts_of_documents(table)),
    *(_once(table, "document method id") for table in _WITH_IDS),
    _once("verdicts", "document method claim", what="claims have more than one verdict"),
    _named("positions", "document method statement", "statements", "document method id", remedy=Remedy.RESTORE,
           what="positions name a statement that is not there"),
    _named("verdicts", "document method claim", "claims", "document method id", remedy=Remedy.RESTORE,
           what="verdicts name a claim that is not there"),
    _named("comments", "document method parent", "comments", "document method place", remedy=Remedy.RESTORE,
           what="comments answer a comment that is not there"),
)  # fmt: skip
"""Documents, and what was found in them."""

ORIGINS = (
    _once("origins", "id", remedy=_FIX),
    _once("origin_documents", "document", remedy=_FIX, what="documents are in more than one origin"),
    _once("relations", "document", remedy=_FIX, what="documents have more than one relation"),
    _once("edits", "original_document copy_document ord", remedy=_FIX),
    _named("origin_documents", "origin", "origins", "id", remedy=_FIX, what="documents are in an origin that is not there"),
    _named("origin_documents", "document", "documents", "document", remedy=_FIX,
           what="documents of origins are not held"),
    _named("origins", "id", "origin_documents", "origin", remedy=_FIX, what="origins have no document"),
    Check(
        name="lists-differ",
        table="origins",
        what="origins list other documents than are kept as theirs",
        sql="SELECT o.id FROM origins AS o JOIN "
        "(SELECT origin, to_json(list(document ORDER BY ord))::VARCHAR AS listed FROM origin_documents GROUP BY origin) AS d "
        "ON d.origin = o.id WHERE d.listed <> o.documents::VARCHAR",
        remedy=_FIX,
    ),
    _named("origins", "id primary_document", "origin_documents", "origin document", remedy=_FIX,
           what="origins have a primary source that is none of their documents"),
    _named("relations", "origin document", "origin_documents", "origin document", remedy=_FIX,
           what="relations are of a document that is not in their origin"),
    _named("relations", "origin parent", "origin_documents", "origin document", remedy=_FIX,
           what="parents of documents are not in the same origin"),
    _named("relations", "origin beside", "origin_documents", "origin document", remedy=_FIX,
           what="nearest relatives of documents are not in the same origin"),
    _named("edits", "original_document", "documents", "document", remedy=_FIX, what="edits are of an original that is not held"),
    _named("edits", "copy_document", "documents", "document", remedy=_FIX, what="edits are of a copy that is not held"),
    _named("brought_together", "origin", "origins", "id", remedy=_FIX,
           what="translations were brought together in an origin that is not there"),
)  # fmt: skip
"""Origins and families: all of it can be made anew from the documents."""

PRINTS = (
    _once("prints", "no", remedy=_FIX),
    _once("print_documents", "document", remedy=_FIX, what="documents are kept under more than one text"),
    _once("print_ties", "print other", remedy=_FIX),
    _named("print_documents", "print", "prints", "no", remedy=_FIX, what="documents are kept under a text that is not there"),
    _named("print_documents", "document method", "documents", "document method", remedy=_FIX,
           what="texts are kept for a document that is not held"),
    _named("print_runs", "print", "prints", "no", remedy=_FIX, what="word runs are those of a text that is not there"),
    Check(
        name="not-there",
        table="print_crowds",
        what="word runs are those of a text that is not there, of another size or digest",
        sql="SELECT c.run FROM (SELECT run, unnest(regexp_extract_all(hex(holders), '.{48}')) AS holder FROM print_crowds) AS c "
        "ANTI JOIN prints AS p ON c.holder = printf('%08X', p.size) || hex(p.digest) || printf('%08X', p.no) "
        "UNION ALL SELECT run FROM print_crowds WHERE octet_length(holders) % 24 <> 0",
        remedy=_FIX,
    ),
    Check(
        name="row-missing",
        table="print_runs",
        what="texts have more or fewer word runs than were sampled",
        sql="SELECT no FROM prints LEFT JOIN (SELECT print AS no, count(*) AS runs FROM print_holders GROUP BY print) "
        "USING (no) WHERE coalesce(runs, 0) <> size",
        remedy=_FIX,
    ),
    Check(
        name="twice",
        table="print_crowds",
        what="word runs are kept both row by row and in pieces",
        sql="SELECT DISTINCT run FROM print_runs SEMI JOIN print_crowds USING (run)",
        remedy=_FIX,
    ),
    _named("print_ties", "print", "prints", "no", remedy=_FIX, what="ties are those of a text that is not there"),
    Check(
        name="not-mutual",
        table="print_ties",
        what="ties of two texts are not kept alike under both of them",
        sql="SELECT a.print || ' ' || a.other FROM print_ties AS a ANTI JOIN print_ties AS b ON b.print = a.other "
        "AND b.other = a.print AND b.runs = a.runs AND b.found = a.found AND b.narration = a.narration "
        "AND b.wider = a.wider AND b.same = a.same",
        remedy=_FIX,
    ),
    Check(
        name="not-grouped",
        table="origin_documents",
        what="documents were grouped and are in no origin",
        sql="SELECT document FROM print_documents ANTI JOIN origin_documents USING (document)",
        remedy=_FIX,
    ),
)  # fmt: skip
"""What finding copies keeps of the texts."""

REVIEW = (
    _named("reviewed_origins", "origin", "origins", "id", remedy=_FIX, what="decisions are about an origin that is not there"),
    _named("found_origins", "origin", "origins", "id", remedy=_FIX,
           what="found origins are kept for an origin that is not there"),
    _once("decisions", "id"),
    *(
        _named(table, "decision", "decisions", "id", remedy=_FIX, what="rows stand on a decision that is not there")
        for table in (
            "review_units", "review_marks", "decided_positions", "decided_statements", "reviewed_origins",
        )
    ),
    *(
        Check(
            name="not-there",
            table="review_marks",
            what=f"{kind}s that people decided about are not there",
            sql=f"SELECT m.id FROM review_marks AS m ANTI JOIN {kind}s AS r "  # noqa: S608
            f"ON r.document = m.document AND r.method = m.method AND r.id = m.id WHERE m.kind = '{kind}'",
            remedy=_FIX,
        )
        for kind in ("position", "statement")
    ),
)  # fmt: skip
"""Decisions, and what was worked out from them."""

RECORD = (
    _once("record_sources", "id", remedy=_IMPORT, what="sources of roll calls are held more than once"),
    _once("record_sources", "no", remedy=_IMPORT),
    _once("record_seats", "id", remedy=_IMPORT, what="seats are held more than once"),
    _once("record_calls", "no", remedy=_IMPORT),
    _once("record_votes", "call seat", remedy=_IMPORT, what="seats have more than one vote in a roll call"),
    _named("record_calls", "source", "record_sources", "no", remedy=_IMPORT, what="roll calls are of a source that is not there"),
    _named("record_calls", "same_as", "record_calls", "no", remedy=_IMPORT, what="roll calls are part of one that is not there"),
    _named("record_votes", "call", "record_calls", "no", remedy=_IMPORT, what="votes are of a roll call that is not there"),
    _named("record_votes", "seat", "record_seats", "no", remedy=_IMPORT, what="votes are of a seat that is not there"),
    _named("record_sources", "no", "record_calls", "source", remedy=_IMPORT, what="sources of roll calls hold none"),
    _named("record_points", "seat", "record_seats", "id", remedy=_IMPORT, what="ideal points are of a seat that is not there"),
)  # fmt: skip
"""Roll calls that the user brought."""
