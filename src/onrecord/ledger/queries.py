"""The questions a ledger answers about what was found, one function each: SQL in, typed rows out, in a fixed order.

All of them read the newest rows of each document, positions and statements as people left them; values are bound by name.
"""

from __future__ import annotations

import json

from onrecord.identity import PREFIXES
from onrecord.ledger import rows, tables
from onrecord.ledger.answers import (
    CheckRow,
    CopyEdits,
    DocumentRow,
    Filters,
    OriginRow,
    PositionRow,
    SetAsideRow,
    StatementRow,
)
from onrecord.ledger.database import Database, Row
from onrecord.ledger.families import read_groups, read_relations
from onrecord.ledger.joining import read_reviewed_origins
from onrecord.ledger.tables import Table
from onrecord.vocabulary import DocumentKind, Edit, OriginGroup, PartialDate, SetAside, Span, Standing

# The rows that fit each filter. A row of another kind is kept where a row that fits shares its words.
_FITTING = """
WITH fit_document AS (
    SELECT d.* FROM documents AS d JOIN newest AS n ON n.document = d.document AND n.method = d.method
    WHERE len($document::VARCHAR[]) = 0
        OR lower(d.document) IN (SELECT lower(unnest($document::VARCHAR[])))
        OR lower(d.name) IN (SELECT lower(unnest($document::VARCHAR[])))
        OR lower(parse_filename(d.name, true)) IN (SELECT lower(unnest($document::VARCHAR[])))
        OR lower(d.address) IN (SELECT lower(unnest($document::VARCHAR[])))
),
fit_position AS (
    SELECT p.* FROM current_positions AS p
    WHERE (len($holder::VARCHAR[]) = 0
            OR lower(p.holder) IN (SELECT lower(unnest($holder::VARCHAR[])))
            OR lower(p.holder_name) IN (SELECT lower(unnest($holder::VARCHAR[]))))
        AND (len($toward::VARCHAR[]) = 0
            OR lower(p.toward) IN (SELECT lower(unnest($toward::VARCHAR[])))
            OR lower(p.toward_name) IN (SELECT lower(unnest($toward::VARCHAR[]))))
        AND (len($stance::VARCHAR[]) = 0 OR list_contains($stance::VARCHAR[], p.stance))
        AND (len($basis::VARCHAR[]) = 0 OR list_contains($basis::VARCHAR[], p.basis))
        AND (len($principle::VARCHAR[]) = 0
            OR lower(p.principle) IN (SELECT lower(unnest($principle::VARCHAR[]))))
        AND (len($matter::VARCHAR[]) = 0
            OR list_has_any(
                list_transform(from_json(p.matters, '["VARCHAR"]'), lambda matter: lower(matter)),
                list_transform($matter::VARCHAR[], lambda matter: lower(matter))))
        AND ($since::VARCHAR IS NULL OR p.when_last >= $since::VARCHAR)
        AND ($until::VARCHAR IS NULL OR p.when_first <= $until::VARCHAR)
),
fit_statement AS (
    SELECT
        s.*, (s.content->>'$[0][0]')::INTEGER AS content_start, (s.content->>'$[#-1][1]')::INTEGER AS content_end
    FROM current_statements AS s
    WHERE len($act::VARCHAR[]) = 0 OR list_contains($act::VARCHAR[], s.act)
),
fit_claim AS (
    SELECT c.* FROM claims AS c
    JOIN newest AS n ON n.document = c.document AND n.method = c.method
    LEFT JOIN verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id
    WHERE len($verdict::VARCHAR[]) = 0 OR list_contains($verdict::VARCHAR[], v.value)
),
asked AS (
    SELECT
        len($holder::VARCHAR[]) + len($toward::VARCHAR[])
            + len($stance::VARCHAR[]) + len($basis::VARCHAR[])
            + len($principle::VARCHAR[]) + len($matter::VARCHAR[]) > 0
            OR $since::VARCHAR IS NOT NULL OR $until::VARCHAR IS NOT NULL AS position,
        len($verdict::VARCHAR[]) > 0 AS verdict,
        len($act::VARCHAR[]) > 0 AS act
)
"""

_DOCUMENTS = """
SELECT
    d.document, d.name, d.kind, d.kind_reason, d.kind_confidence, d.title, d.outlet, d.credit, d.author, d.speaker,
    d.speaker_office, d.issuer, d.date, d.date_rule, d.updated, d.dateline, d.event_date, d.language,
    o.id, o.name, length(d.text),
    {counts},
    d.warnings, d.address, d.url, d.digest, d.media_type, d.encoding, d.size,
    (SELECT count(*) FROM set_aside AS t WHERE t.document = d.document AND t.method = d.method
        AND starts_with(t.reason, $not_covered))
FROM fit_document AS d CROSS JOIN asked
LEFT JOIN origin_documents AS od ON od.document = d.document
LEFT JOIN origins AS o ON o.id = od.origin
WHERE (NOT asked.position OR EXISTS (SELECT 1 FROM fit_position AS p WHERE p.document = d.document))
    AND (NOT asked.verdict OR EXISTS (SELECT 1 FROM fit_claim AS c WHERE c.document = d.document))
    AND (NOT asked.act OR EXISTS (SELECT 1 FROM fit_statement AS s WHERE s.document = d.document))
ORDER BY d.name, d.document
"""

_STATEMENTS = """
SELECT s.document, d.name, d.text, s.standing, s.decision, {columns}
FROM fit_statement AS s
JOIN fit_document AS d ON d.document = s.document
CROSS JOIN asked
WHERE (NOT asked.position OR EXISTS (
        SELECT 1 FROM fit_position AS p WHERE p.document = s.document AND p.statement = s.id))
    AND (NOT asked.verdict OR EXISTS (
        SELECT 1 FROM fit_claim AS c WHERE c.document = s.document
            AND c.span_start < s.content_end AND s.content_start < c.span_end))
ORDER BY d.name, d.document, s.content_start, s.ord
"""

_POSITIONS = """
SELECT
    p.document, d.name, substring(d.text, p.evidence_start + 1, p.evidence_end - p.evidence_start),
    substring(d.text, p.when_start + 1, p.when_end - p.when_start), p.standing, p.decision, {columns}
FROM fit_position AS p
JOIN fit_document AS d ON d.document = p.document
CROSS JOIN asked
WHERE (NOT asked.verdict OR EXISTS (
        SELECT 1 FROM fit_claim AS c WHERE c.document = p.document
            AND c.span_start < p.evidence_end AND p.evidence_start < c.span_end))
    AND (NOT asked.act OR EXISTS (
        SELECT 1 FROM fit_statement AS s WHERE s.document = p.document AND s.id = p.statement))
ORDER BY d.name, d.document, p.evidence_start, p.evidence_end, p.ord
"""

_CHECKS = """
SELECT c.document, d.name, substring(d.text, c.span_start + 1, c.span_end - c.span_start), {columns}, {verdict}
FROM fit_claim AS c
JOIN fit_document AS d ON d.document = c.document
LEFT JOIN verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id
CROSS JOIN asked
WHERE (NOT asked.position OR EXISTS (
        SELECT 1 FROM fit_position AS p WHERE p.document = c.document
            AND c.span_start < p.evidence_end AND p.evidence_start < c.span_end))
    AND (NOT asked.act OR EXISTS (
        SELECT 1 FROM fit_statement AS s WHERE s.document = c.document
            AND c.span_start < s.content_end AND s.content_start < c.span_end))
ORDER BY d.name, d.document, c.span_start, c.span_end, c.ord
"""

_SET_ASIDE = """
SELECT s.document, d.name, d.text, {columns}
FROM set_aside AS s JOIN newest AS n ON n.document = s.document AND n.method = s.method
JOIN documents AS d ON d.document = s.document AND d.method = s.method
ORDER BY d.name, d.document, s.ord
"""

_ORIGINS = """
SELECT o.id, o.name, o.documents, o.reason, o.primary_document, list(d.name ORDER BY od.ord)
FROM origins AS o
JOIN origin_documents AS od ON od.origin = o.id
JOIN newest AS n ON n.document = od.document
JOIN documents AS d ON d.document = n.document AND d.method = n.method
GROUP BY o.ord, o.id, o.name, o.documents, o.reason, o.primary_document
ORDER BY o.ord, o.documents::VARCHAR
"""

_COUNTED = (
    "paragraphs", "comments", "left_out", "current_statements", "current_positions", "claims", "set_aside",
)  # fmt: skip


def documents(database: Database, filters: Filters) -> tuple[DocumentRow, ...]:
    """Which documents are held, and how much was found in each."""
    counts = ", ".join(
        f"(SELECT count(*) FROM {table} AS t WHERE t.document = d.document AND t.method = d.method)"  # noqa: S608 (fixed)
        for table in _COUNTED
    )
    values = {**_values(filters), "not_covered": SetAside.NOT_COVERED}
    found = database.rows(_FITTING + _DOCUMENTS.format(counts=counts), values)
    return tuple(_document_row(row) for row in found)


def statements(database: Database, filters: Filters) -> tuple[StatementRow, ...]:
    """What is attributed to whom."""
    sql = _FITTING + _STATEMENTS.format(columns=_columns("s", tables.STATEMENTS))
    answers = []
    for document, name, text, standing, decision, *cells in database.rows(sql, _values(filters)):
        statement = rows.statement_value(document, _named(tables.STATEMENTS, cells))
        answers.append(
            StatementRow(
                statement=statement,
                document=name,
                quotes=tuple(span.of(text) for span in statement.content),
                source=statement.source.of(text) if statement.source else None,
                cue=statement.cue.of(text) if statement.cue else None,
                standing=Standing(standing),
                decision=decision,
            )
        )
    return tuple(answers)


def positions(database: Database, filters: Filters) -> tuple[PositionRow, ...]:
    """Who stands where, and on which basis."""
    sql = _FITTING + _POSITIONS.format(columns=_columns("p", tables.POSITIONS))
    return tuple(
        PositionRow(
            position=rows.position_value(document, _named(tables.POSITIONS, cells)),
            document=name,
            quote=quote,
            when_words=words,
            standing=Standing(standing),
            decision=decision,
        )
        for document, name, quote, words, standing, decision, *cells in database.rows(sql, _values(filters))
    )


def checks(database: Database, filters: Filters) -> tuple[CheckRow, ...]:
    """What the record says of each claim."""
    sql = _FITTING + _CHECKS.format(
        columns=_columns("c", tables.CLAIMS), verdict=_columns("v", tables.VERDICTS)
    )
    split = len(tables.CLAIMS.columns)
    answers = []
    for document, name, quote, *cells in database.rows(sql, _values(filters)):
        verdict = _named(tables.VERDICTS, cells[split:])
        answers.append(
            CheckRow(
                claim=rows.claim_value(document, _named(tables.CLAIMS, cells[:split])),
                verdict=None if verdict["claim"] is None else rows.verdict_value(verdict),
                document=name,
                quote=quote,
            )
        )
    return tuple(answers)


def set_aside(database: Database) -> tuple[SetAsideRow, ...]:
    """What was seen and not used, and why."""
    sql = _SET_ASIDE.format(columns=_columns("s", tables.SET_ASIDE))
    answers = []
    for _, name, text, *cells in database.rows(sql):
        item = rows.set_aside_value(_named(tables.SET_ASIDE, cells))
        quote = None if item.span is None else item.span.of(text)
        answers.append(SetAsideRow(item=item, document=name, quote=quote))
    return tuple(answers)


_UNREVIEWED: tuple[Standing, tuple[str, ...]] = Standing.FOUND, ()


def origins(database: Database) -> tuple[OriginRow, ...]:
    """Which documents print the same report, and what they are to one another."""
    relations = read_relations(database)
    reviewed = read_reviewed_origins(database)
    return tuple(
        OriginRow(
            origin=OriginGroup(
                id=id_,
                name=name,
                documents=tuple(json.loads(documents)),
                reason=reason,
                relations=relations.get(id_, ()),
                primary=primary,
            ),
            documents=tuple(names),
            standing=reviewed.get(id_, _UNREVIEWED)[0],
            decisions=reviewed.get(id_, _UNREVIEWED)[1],
        )
        for id_, name, documents, reason, primary, names in database.rows(_ORIGINS)
    )


def origin_of(database: Database, document: str) -> OriginRow | None:
    """The report that one document (id) prints, with the names of all that print it; None before it was grouped."""
    for group in read_groups(database, (document,)):
        names: dict[str, str] = dict(
            database.rows(
                "SELECT d.document, d.name FROM documents AS d JOIN readings AS r USING (document, method) "
                "WHERE d.document IN (SELECT unnest(?::VARCHAR[])) ORDER BY r.ord",
                (list(group.documents),),
            )
        )
        standing, decisions = read_reviewed_origins(database).get(group.id, _UNREVIEWED)
        return OriginRow(
            origin=group,
            documents=tuple(names[held] for held in group.documents),
            standing=standing,
            decisions=decisions,
        )
    return None


def first_document(database: Database, origin: str) -> str:
    """The most original document of a report (id) that is held."""
    ((documents,),) = database.rows("SELECT documents FROM origins WHERE id = ?", (origin,))
    return str(json.loads(documents)[0])


def copies(database: Database) -> tuple[CopyEdits, ...]:
    """What each document of a report changed against its parent or nearest relative, sentence by sentence."""
    pairs: dict[tuple[str, str], list[Edit]] = {}
    for original, copy, kind, before, after in database.rows(
        "SELECT original_document, copy_document, kind, original, copy FROM edits "
        "ORDER BY original_document, copy_document, ord"
    ):
        pairs.setdefault((original, copy), []).append(Edit(kind=kind, original=before, copy=after))
    return tuple(
        CopyEdits(original=original, copy=copy, edits=tuple(found))
        for (original, copy), found in pairs.items()
    )


def evidence_span(database: Database, table: Table, id_: str) -> tuple[str, Span | None] | None:
    """The document and the words on which a row of this id stands; None where there is no such row."""
    for name in (table.name, _DECIDED.get(table.name)):
        for row in (
            database.rows(
                f"SELECT t.document, {_SPANS[table.name]} FROM {name} AS t "  # noqa: S608 (fixed names)
                "JOIN newest AS n ON n.document = t.document AND n.method = t.method "
                "WHERE t.id = ? ORDER BY t.document LIMIT 1",
                (id_,),
            )
            if name is not None
            else ()
        ):
            return row[0], Span(int(row[1]), int(row[2]))
    return None


_DECIDED = {"positions": "decided_positions", "statements": "decided_statements"}
_SPANS = {
    "statements": "t.content->>'$[0][0]', t.content->>'$[#-1][1]'",
    "positions": "t.evidence_start, t.evidence_end",
    "claims": "t.span_start, t.span_end",
}

_IDS = {
    "document": "SELECT DISTINCT n.document AS id, 'document' AS kind FROM newest AS n",
    "statement": """
        SELECT DISTINCT t.id, 'statement' AS kind FROM statements AS t JOIN newest USING (document, method)
        UNION SELECT t.id, 'statement' FROM decided_statements AS t WHERE NOT found
    """,
    "position": """
        SELECT DISTINCT t.id, 'position' AS kind FROM positions AS t JOIN newest USING (document, method)
        UNION SELECT t.id, 'position' FROM decided_positions AS t WHERE NOT found
    """,
    "claim": "SELECT DISTINCT t.id, 'claim' AS kind FROM claims AS t JOIN newest USING (document, method)",
    "origin": "SELECT DISTINCT id, 'origin' AS kind FROM origins",
}
"""The ids of each kind of rows; positions and statements are listed whatever people decided about them."""


def ids_that_start(database: Database, prefix: str, *, limit: int) -> tuple[tuple[str, str], ...]:
    """Which ids begin like this, each with what it names; at most `limit` of them."""
    kinds = [
        kind for kind in _IDS if prefix.startswith(f"{PREFIXES[kind]}-")
    ]  # one table instead of all of them
    asked = " UNION ALL ".join(f"({_IDS[kind]})" for kind in kinds or _IDS)
    sql = f"SELECT id, kind FROM ({asked}) WHERE starts_with(id, ?) ORDER BY id LIMIT ?"  # noqa: S608 (fixed names)
    return tuple((id_, kind) for id_, kind in database.rows(sql, (prefix, limit)))


def _document_row(row: Row) -> DocumentRow:
    return DocumentRow(
        id=row[0],
        name=row[1],
        kind=DocumentKind(row[2]),
        kind_reason=row[3],
        kind_confidence=row[4],
        title=row[5],
        outlet=row[6],
        credit=row[7],
        author=row[8],
        speaker=row[9],
        speaker_office=row[10],
        issuer=row[11],
        date=_day(row[12]),
        date_rule=row[13],
        updated=_day(row[14]),
        dateline=None if row[15] is None else json.loads(row[15])["text"],
        event_date=_day(row[16]),
        language=row[17],
        origin=row[18],
        origin_name=row[19],
        characters=row[20],
        paragraphs=row[21],
        comments=row[22],
        left_out=row[23],
        statements=row[24],
        positions=row[25],
        claims=row[26],
        set_aside=row[27],
        warnings=tuple(json.loads(row[28])),
        address=row[29],
        url=row[30],
        digest=row[31],
        media_type=row[32],
        encoding=row[33],
        size=row[34],
        not_covered=row[35],
    )


def _day(value: str | None) -> PartialDate | None:
    return None if value is None else PartialDate.parse(value)


def _values(filters: Filters) -> dict[str, object]:
    """The filters as bound values; SQL makes both sides lower case, so that one notion of case decides."""
    return {
        "holder": list(filters.holder),
        "toward": list(filters.toward),
        "stance": [stance.value for stance in filters.stance],
        "basis": [basis.value for basis in filters.basis],
        "act": [act.value for act in filters.act],
        "principle": list(filters.principle),
        "matter": list(filters.matter),
        "since": str(filters.since.first) if filters.since else None,
        "until": str(filters.until.last) if filters.until else None,
        "document": list(filters.document),
        "verdict": [verdict.value for verdict in filters.verdict],
    }


def _columns(alias: str, table: Table) -> str:
    return ", ".join(f"{alias}.{name}" for name in table.columns)


def _named(table: Table, cells: list[object]) -> dict[str, object]:
    return dict(zip(table.columns, cells, strict=True))
