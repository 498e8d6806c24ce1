"""One statement: whose words, told by whom, with the words themselves."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ledger import Ledger
from onrecord.ledger.tables import DOCUMENTS, PARAGRAPHS, POSITIONS, STATEMENTS
from onrecord.report.excerpt import excerpt
from onrecord.vocabulary import Position, Span, Standing, Statement
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.refusals import NotHeld
from onrecord.web.room import Room
from onrecord.web.rows import analysis_of, decisions_about, group_of, held_at

_QUOTED = 1500


def statement(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """The statement with its source, cue and content marked."""
    found = held_at(ledger, "statements", id_)
    decisions = decisions_about(ledger, row=id_)
    document = found.document if found else next((decision.document for decision in decisions), None)
    if document is None:
        raise NotHeld(f"no statement has the id {id_[:60]!r}", remedy="look for it in its document")
    analysis = analysis_of(room, ledger, document, (DOCUMENTS, PARAGRAPHS, STATEMENTS, POSITIONS))
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
    return Page(
        template="statement.html.j2",
        title=f"{held.chain[-1].name if held.chain else 'The document'}: {held.act.value}",
        values={
            "statement": held,
            "document": analysis.document,
            "quote": excerpt(analysis.document, whole, marks, most=_QUOTED),
            "origin": group_of(ledger, document),
            "positions": [p for p in analysis.positions if p.statement == id_],
            "decisions": decisions,
            "standing": found.standing if found else Standing.REJECTED.value,
        },
    )
