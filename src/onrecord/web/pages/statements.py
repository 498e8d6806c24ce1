"""One statement: whose words, told by whom, with the words themselves."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ledger import Ledger
from onrecord.report.excerpt import excerpt
from onrecord.vocabulary import Position, Span, Statement
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.pages.positions import lookup_of
from onrecord.web.refusals import NotHeld
from onrecord.web.room import Room
from onrecord.web.rows import analysis_of, decisions_about, document_of

_QUOTED = 1500


def statement(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """The statement with its source, cue and content marked."""
    found = document_of(ledger, "statements", id_)
    decisions = decisions_about(ledger, row=id_)
    document = found[0] if found else next((decision.document for decision in decisions), None)
    if document is None:
        raise NotHeld(f"no statement has the id {id_[:60]!r}", remedy="look for it in its document")
    analysis = analysis_of(ledger, document)
    rows: Sequence[Position | Statement] = analysis.statements if found else ledger.found_rows(document)
    held = next((row for row in rows if isinstance(row, Statement) and row.id == id_), None)
    if held is None:
        raise NotHeld(
            f"the statement {id_[:60]!r} is not found any more", remedy="its decisions stand under Review"
        )
    marks = [(span, "content") for span in held.content]
    marks += [
        (span, name) for span, name in ((held.cue, "cue"), (held.source, "evidence")) if span is not None
    ]
    whole = Span(min(span.start for span, _ in marks), max(span.end for span, _ in marks))
    standing = next(
        (
            standing
            for (standing,) in ledger.database.rows(
                "SELECT standing FROM memory.statements WHERE key = hash($id::VARCHAR) AND id = $id LIMIT 1",
                {"id": id_},
            )
        ),
        "rejected",
    )
    return Page(
        template="statement.html.j2",
        title=f"{held.chain[-1].name if held.chain else 'The document'}: {held.act.value}",
        values={
            "statement": held,
            "document": analysis.document,
            "quote": excerpt(analysis.document, whole, marks, most=_QUOTED),
            "origin": lookup_of(room, ledger, analysis).origin_of[document],
            "positions": [p for p in analysis.positions if p.statement == id_],
            "decisions": decisions,
            "standing": standing,
        },
    )
