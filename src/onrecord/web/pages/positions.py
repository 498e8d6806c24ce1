"""Positions as a list with their words, and one position with everything that shows where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.ledger import Ledger
from onrecord.ledger.forms import in_words
from onrecord.ledger.tables import DOCUMENTS, PARAGRAPHS, POSITIONS
from onrecord.report.evidence import build_evidence
from onrecord.report.lookup import Lookup
from onrecord.reporting import find_row
from onrecord.sheet import Cell
from onrecord.vocabulary import Analysis, Decision, Position, Standing, Statement
from onrecord.web.asked import PER_PAGE, Asked
from onrecord.web.choosing import POSITION_FILTERS, positions_where
from onrecord.web.chosen import chosen_positions
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.refusals import NotHeld
from onrecord.web.room import Room
from onrecord.web.rows import Held, analysis_of, decisions_about, group_of, held_at, report_of
from onrecord.web.shelf import ShownPosition

FILTERS = POSITION_FILTERS
_MOST_ALIKE = 6
_QUOTED = 1500
"""Characters of a quotation with its context."""
_FIELDS = (
    "id", "document_id", "title", "outlet", "date", "origin", "holder", "holder_name", "stance", "polarity", "toward",
    "toward_name", "about", "basis", "declared", "quote", "chain", "when_first", "when_last", "when_words", "forum",
    "instrument", "modality", "matters", "principle", "address", "ended", "by_membership", "statement", "rule", "review",
)  # fmt: skip


def positions(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The positions that fit, the newest documents first."""
    chosen = chosen_positions(room, ledger, positions_where(room, asked))
    total, origins = room.tallies.count(chosen)
    paging = Paging.over(asked, total)
    numbers = room.tallies.listed(chosen, first=paging.offset, most=PER_PAGE)
    return Page(
        template="positions.html.j2",
        title="Positions",
        values={"shown": room.shelf.positions(numbers), "paging": paging, "origins": origins},
    )


def positions_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The positions that fit, as CSV."""
    chosen = chosen_positions(room, ledger, positions_where(room, asked))
    return Sheet(columns=_FIELDS, rows=_lines(room, room.tallies.listed(chosen)))


def _lines(room: Room, numbers: Sequence[int]) -> Iterator[Sequence[Cell]]:
    for p in room.shelf.each_position(numbers):
        yield (
            p.id, p.document, p.title, p.outlet, p.date, p.origin, p.holder, p.holder_name, p.stance_value,
            p.stance.polarity, p.toward, p.toward_name, p.about, p.basis_value, str(p.basis.declared).lower(), p.quote,
            " > ".join(p.chain), p.when_first, p.when_last, p.when_words, p.forum, p.instrument, p.modality,
            "; ".join(p.matters), p.principle, p.address, str(p.ended).lower(), str(p.by_membership).lower(),
            p.statement, p.rule, p.standing,
        )  # fmt: skip


# --- One position -----------------------------------------------------------------------------


def position(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """One position: the sentence, the chain, the rows of registry and record that were used."""
    found = held_at(ledger, "positions", id_)
    decisions = decisions_about(ledger, row=id_)
    analysis, held = _held(room, ledger, id_, found, decisions)
    lookup = lookup_of(room, ledger, replace(analysis, positions=(held,)))
    evidence = build_evidence(held, lookup, most=_QUOTED)
    return Page(
        template="position.html.j2",
        title=f"{lookup.name(held.holder.actor.id, held.holder.actor.name)}: {held.stance.value}",
        values={
            "e": evidence,
            "origin": lookup.origin_of[held.document],
            "beside": _beside(analysis, held),
            "alike": _alike(room, found.origin if found else report_of(ledger, held.document), held),
            "decisions": decisions,
            "row_standing": found.standing if found else Standing.REJECTED.value,
        },
    )


def _held(
    room: Room, ledger: Ledger, id_: str, found: Held | None, decisions: Sequence[Decision]
) -> tuple[Analysis, Position]:
    """The document's positions, and the one as it stands now, or as the rules found it where it was rejected."""
    document = found.document if found else next((decision.document for decision in decisions), None)
    if document is None:
        raise NotHeld(f"no position has the id {id_[:60]!r}", remedy="look for it among the positions")
    analysis = analysis_of(room, ledger, document, (DOCUMENTS, PARAGRAPHS, POSITIONS))
    rows: Iterable[Position | Statement] = analysis.positions
    if found is None:
        rows = ledger.found_rows(document)
    held = next((row for row in rows if isinstance(row, Position) and row.id == id_), None)
    if held is None:
        raise NotHeld(
            f"the position {id_[:60]!r} is not found any more", remedy="its decisions stand under Review"
        )
    return analysis, held


def lookup_of(room: Room, ledger: Ledger, analysis: Analysis) -> Lookup:
    """What the report's views need to know, of one document."""
    document = analysis.document
    group = group_of(ledger, document.id)
    used = {
        row
        for position in analysis.positions
        for row in (*position.rows, *position.holder.rows, *(position.toward.rows if position.toward else ()))
    }
    used.update(row for verdict in analysis.verdicts for row in verdict.rows)
    return Lookup(
        analyses=(analysis,),
        origins=(group,),
        documents={document.id: document},
        origin_of={document.id: group},
        positions={position.id: position for position in analysis.positions},
        names=room.facts.names,
        rows={
            id_: in_words(row)
            for id_ in sorted(used)
            if (row := find_row(room.registry, room.record, id_)) is not None
        },
        matters={matter.id: matter.label for matter in room.case.matters} if room.case else {},
    )


def _beside(analysis: Analysis, held: Position) -> list[Position]:
    """Other positions that share its words."""
    return [
        other
        for other in analysis.positions
        if other.id != held.id and other.evidence.overlaps(held.evidence)
    ]


def _alike(room: Room, origin: int, held: Position) -> list[ShownPosition]:
    """What other reports say of the same holder and counterpart, one a report, the newest first."""
    if held.toward is None:
        return []
    numbers = {actor.id: actor.no for actor in room.facts.actors}
    return room.shelf.positions(
        room.tallies.alike(
            holder=numbers.get(held.holder.actor.id, -2),
            toward=numbers.get(held.toward.actor.id, -2),
            sign=held.stance.polarity,
            but=origin,
            most=_MOST_ALIKE,
        )
    )
