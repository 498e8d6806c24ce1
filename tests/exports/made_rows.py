"""Two documents and positions in them, with everything an export looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.ledger import PositionRow
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Basis,
    Document,
    DocumentKind,
    Link,
    PartialDate,
    Party,
    Position,
    SaidWhen,
    Span,
    Stance,
)
from tests.making import make_document

WORDS = "Norway's minister Kari Berg said on Wednesday that Norway condemned the violations of the ceasefire by Chile."
HOSTILE = "=1+1;\"\x1b[2J\u202egnp\r\n+cmd|' /C calc'!A0"


def documents() -> tuple[Document, ...]:
    """The report, and a speech without a date."""
    return (
        make_document(WORDS, name="a.txt", title="A strait", outlet="The Courier", author="A. Silva"),
        make_document(
            f"𝔉 {WORDS}",
            name="b.txt",
            kind=DocumentKind.SPEECH,
            date=None,
            speaker="Kari Berg",
            issuer="Oslo",
        ),
    )


def party(id_: str, name: str, kind: ActorKind = ActorKind.STATE, *, person: str | None = None) -> Party:
    """An actor that the text names at its first words."""
    return Party(
        actor=Actor(id=id_, kind=kind, name=name), mention=Span(0, 6), rule="name", rows=(), person=person
    )


def position(**changes: object) -> Position:
    """Norway condemns Chile for violations of the ceasefire, on a Wednesday."""
    document = documents()[0]
    start = WORDS.index("Norway condemned")
    made = Position(
        id="pos-000000000001",
        document=document.id,
        statement="stm-000000000001",
        holder=party("NOR", "Norway", person="Kari Berg"),
        stance=Stance.CONDEMNS,
        toward=replace(party("CHL", "Chile"), mention=Span(len(WORDS) - 6, len(WORDS) - 1)),
        about="the violations of the ceasefire",
        basis=Basis.REPORTED,
        basis_reason="told by the outlet",
        chain=(Link(name="The Courier", actor=None), Link(name="Kari Berg", actor="NOR")),
        evidence=Span(start, len(WORDS) - 1),
        trigger=Span(start + 7, start + 16),
        date=PartialDate(2019, 5),
        when=SaidWhen(first=date(2019, 5, 1), last=date(2019, 5, 1), words=Span(32, 44), rule="weekday"),
        principle="ceasefire",
        rule="condemn",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def row(**changes: object) -> PositionRow:
    """The position as the ledger gives it."""
    made = position(**changes)
    (document,) = (item for item in documents() if item.id == made.document)
    return PositionRow(position=made, document=document.name, quote=made.evidence.of(document.text))
