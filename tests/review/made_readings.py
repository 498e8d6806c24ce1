"""One made-up document in several readings: rules that find more or fewer rows, and texts that begin and break otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

from made_values import made_analysis

from onrecord.identity import make_id
from onrecord.ledger import Ledger
from onrecord.registry import load_registry
from onrecord.vocabulary import (
    Analysis,
    Basis,
    Form,
    Link,
    Party,
    Position,
    Span,
    Stance,
    Statement,
)

HOLDERS = ("BRA", "CHL", "FIN", "KEN", "PRT")
SENTENCES = tuple(
    f"{name} said on Monday that it condemned the closing of border crossing number {number}."
    for number, name in enumerate(("Brazil", "Chile", "Finland", "Kenya", "Portugal"))
)
DOCUMENT = "doc-00000000000a"
NOON = datetime(2021, 5, 4, 12, tzinfo=UTC)


def open_ledger(**reading: object) -> Ledger:
    """A ledger whose clock stands still, with one reading of the document."""
    ledger = Ledger.open(clock=lambda: NOON)
    read(ledger, **reading)  # type: ignore[arg-type]
    return ledger


def read(
    ledger: Ledger,
    *,
    method: str = "m1",
    before: str = "",
    between: str = " ",
    found: Collection[int] = range(len(SENTENCES)),
    document: str = DOCUMENT,
    holders: tuple[str, ...] = HOLDERS,
) -> None:
    """Let a method read the document: `before` stands in front of it, and its words are parted by `between`."""
    run = ledger.begin(tool="t", method=method)
    analysis = made_reading(before=before, between=between, found=found, document=document, holders=holders)
    ledger.add(analysis, run)


def made_reading(
    *, before: str, between: str, found: Collection[int], document: str, holders: tuple[str, ...]
) -> Analysis:
    """A statement and a position for each sentence that is found."""
    sentences = [between.join(sentence.split()) for sentence in SENTENCES]
    text = before + "\n".join(sentences)
    made = made_analysis(10, text=text, id=document)
    positions, statements = [], []
    for number in sorted(found):
        start = text.index(sentences[number])
        end = start + len(sentences[number])
        statements.append(_statement(document, Span(start, end), holders[number], number))
        positions.append(_position(document, Span(start, end), text, holders[number], statements[-1].id))
    return replace(
        made, positions=tuple(positions), statements=tuple(statements), claims=(), verdicts=(), set_aside=()
    )


def _statement(document: str, span: Span, holder: str, number: int) -> Statement:
    return Statement(
        id=make_id("statement", document, span.start, span.end),
        document=document,
        chain=(Link(name="The Ruritanian", actor=None), Link(name=HOLDERS[number], actor=holder)),
        source=None,
        cue=None,
        content=(span,),
        form=Form.INDIRECT,
        rule="made",
    )


def _position(document: str, span: Span, text: str, holder: str, statement: str) -> Position:
    actor = load_registry().actor(holder)
    assert actor is not None
    trigger = text.index("condemned", span.start)
    return Position(
        id=make_id("position", document, holder, "condemns", None, span.start, span.end),
        document=document,
        statement=statement,
        holder=Party(actor=actor, mention=Span(span.start, span.start + 3), rule="name"),
        stance=Stance.CONDEMNS,
        toward=None,
        about="the closing",
        basis=Basis.REPORTED,
        basis_reason="told by the outlet",
        chain=(),
        evidence=span,
        trigger=Span(trigger, trigger + len("condemned")),
        date=None,
        rule="made",
    )


def position_of(ledger: Ledger, number: int) -> str:
    """Id of the position that the rules find in a sentence now."""
    for row in ledger.found_rows(DOCUMENT):
        if isinstance(row, Position) and row.holder.actor.id == HOLDERS[number]:
            return row.id
    raise LookupError(number)


def statement_of(ledger: Ledger, number: int) -> str:
    """Id of the statement that the rules find in a sentence now."""
    for row in ledger.found_rows(DOCUMENT):
        if isinstance(row, Statement) and row.chain[-1].name == HOLDERS[number]:
            return row.id
    raise LookupError(number)


def holders(ledger: Ledger) -> list[str]:
    """Who holds the positions that are shown, in the order of the text."""
    return [row.position.holder.actor.id for row in ledger.positions()]
