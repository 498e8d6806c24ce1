"""The documents as a list, and one document with everything found in it marked in its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.ledger import Ledger
from onrecord.report.evidence import Evidence, build_evidence
from onrecord.sheet import Cell
from onrecord.vocabulary import Analysis, Claim, DecisionAbout, Document, Paragraph, Span, Statement, Verdict
from onrecord.web.asked import PER_PAGE, Asked
from onrecord.web.choosing import DOCUMENT_FILTERS, Where, documents_where
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.pages.positions import lookup_of
from onrecord.web.refusals import NotHeld
from onrecord.web.room import Room
from onrecord.web.rows import analysis_of, decisions_about

FILTERS = ("kind", "outlet", "language", "origin", "since", "until")
_FIELDS = (
    "id", "document", "title", "outlet", "kind", "language", "date", "origin", "statements", "positions", "claims",
)  # fmt: skip
_QUOTED = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document in the list."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    kind: str
    language: str | None
    date: str | None
    origin: str
    statements: int
    positions: int
    claims: int


_LIST = """
SELECT id, name, title, outlet, kind, language, date, coalesce(origin_id, id), statements, positions, claims
FROM memory.documents AS d WHERE {where} ORDER BY no
"""


def listed(ledger: Ledger, where: Where, *, first: int = 0, most: int | None = None) -> Iterator[Listed]:
    """The documents that fit, the newest first."""
    limit = "" if most is None else f" LIMIT {most:d} OFFSET {first:d}"
    for row in ledger.database.rows(_LIST.format(where=where.sql) + limit, where.values):
        yield Listed(**dict(zip(Listed.__slots__, row, strict=True)))


def documents(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The documents that fit."""
    where = documents_where(asked)
    ((total, origins),) = ledger.database.rows(
        f"SELECT count(*), count(DISTINCT origin) FROM memory.documents AS d WHERE {where.sql}",  # noqa: S608
        where.values,
    )
    paging = Paging.over(asked, total)
    return Page(
        template="documents.html.j2",
        title="Documents",
        values={
            "documents": list(listed(ledger, where, first=paging.offset, most=PER_PAGE)),
            "paging": paging,
            "origins": origins,
            "outlets": room.once("outlets", lambda: _values(ledger, "outlet"), lasting=True),
            "languages": room.once("languages", lambda: _values(ledger, "language"), lasting=True),
        },
    )


def documents_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The documents that fit, as CSV."""
    return Sheet(columns=_FIELDS, rows=_lines(ledger, documents_where(asked)))


def _lines(ledger: Ledger, where: Where) -> Iterator[Sequence[Cell]]:
    for row in listed(ledger, where):
        yield (
            row.id, row.name, row.title, row.outlet, row.kind, row.language, row.date, row.origin, row.statements,
            row.positions, row.claims,
        )  # fmt: skip


def _values(ledger: Ledger, column: str, most: int = 40) -> list[str]:
    """The most frequent values of a column, in alphabetical order."""
    assert column in DOCUMENT_FILTERS
    rows = ledger.database.rows(
        f"SELECT {column} FROM memory.documents WHERE {column} IS NOT NULL "  # noqa: S608 (fixed names)
        f"GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT $most",
        {"most": most},
    )
    return sorted(value for (value,) in rows)


# --- One document -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks; `starts` are the positions whose evidence begins here."""

    text: str
    marks: tuple[str, ...]
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A paragraph with its marks, and what was found in it beside it."""

    start: int
    """Where its characters begin in the text."""
    label: str | None
    language: str | None
    pieces: tuple[Piece, ...]
    evidence: tuple[Evidence, ...]
    statements: tuple[Statement, ...]
    checks: tuple[tuple[Claim, Verdict | None], ...]


def document(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """One document, paragraph by paragraph."""
    found = ledger.database.rows("SELECT no FROM memory.documents WHERE id = $id", {"id": id_})
    if not found:
        raise NotHeld(f"no document has the id {id_[:60]!r}", remedy="look for it among the documents")
    analysis = analysis_of(room, ledger, id_)
    lookup = lookup_of(room, ledger, analysis)
    evidence = {
        position.id: build_evidence(position, lookup, most=_QUOTED) for position in analysis.positions
    }
    group = lookup.origin_of[id_]
    return Page(
        template="document.html.j2",
        title=analysis.document.title or analysis.document.name,
        values={
            "document": analysis.document,
            "analysis": analysis,
            "paragraphs": list(_paragraphs(analysis, evidence)),
            "group": group,
            "relation": next((r for r in group.relations if r.document == id_), None),
            "decisions": [
                d for d in decisions_about(ledger, document=id_) if d.about is DecisionAbout.DOCUMENT
            ],
        },
    )


def _paragraphs(analysis: Analysis, evidence: dict[str, Evidence]) -> Iterator[Told]:
    document = analysis.document
    verdicts = {verdict.claim: verdict for verdict in analysis.verdicts}
    spans = document.paragraphs or (Paragraph(span=Span(0, len(document.text))),)
    for number, paragraph in enumerate(spans):
        after = spans[number + 1].span.start if number + 1 < len(spans) else len(document.text) + 1
        own = Span(paragraph.span.start if number else 0, after)

        def begins(span: Span, own: Span = own) -> bool:
            return own.start <= span.start < own.end

        held = [p for p in analysis.positions if begins(p.evidence)]
        yield Told(
            start=paragraph.span.start,
            label=paragraph.label,
            language=paragraph.language,
            pieces=tuple(_pieces(document, paragraph.span, analysis)),
            evidence=tuple(evidence[p.id] for p in held),
            statements=tuple(s for s in analysis.statements if s.content and begins(s.content[0])),
            checks=tuple((c, verdicts.get(c.id)) for c in analysis.claims if begins(c.span)),
        )


def _pieces(document: Document, window: Span, analysis: Analysis) -> Iterator[Piece]:
    """The paragraph cut wherever a mark begins or ends."""
    marks: list[tuple[Span, str, str | None]] = []
    for statement in analysis.statements:
        marks += [(span, "content", None) for span in statement.content]
        if statement.cue is not None:
            marks.append((statement.cue, "cue", None))
    for position in analysis.positions:
        marks += [(position.evidence, "evidence", position.id), (position.trigger, "trigger", None)]
    marks += [(claim.span, "claim", claim.id) for claim in analysis.claims]
    inside = [(span, name, id_) for span, name, id_ in marks if span.overlaps(window)]
    edges = {window.start, window.end}
    for span, _, _ in inside:
        edges |= {max(span.start, window.start), min(span.end, window.end)}
    for start, end in pairwise(sorted(edges)):
        over = [(span, name, id_) for span, name, id_ in inside if span.start <= start and end <= span.end]
        yield Piece(
            text=document.text[start:end],
            marks=tuple(sorted({name for _, name, _ in over})),
            starts=tuple(
                dict.fromkeys(
                    id_ for span, _, id_ in over if id_ is not None and max(span.start, window.start) == start
                )
            ),
        )
