"""Small ledgers made by hand: a row says who holds what towards whom, on which rung, in which words of which report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.ledger import Ledger
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Analysis,
    Basis,
    Case,
    Claim,
    ClaimKind,
    Document,
    DocumentKind,
    Link,
    OriginGroup,
    Paragraph,
    PartialDate,
    Party,
    Position,
    Provenance,
    SaidWhen,
    Span,
    Stance,
    Verdict,
    VerdictValue,
)

CASE = Case(id="harbour", title="The harbour dispute", parties=("NOR", "PRT"), blocs=("NAM",))
NAMES = {
    "NOR": "Norway",
    "PRT": "Portugal",
    "FRA": "France",
    "BRA": "Brazil",
    "OIC": "Organisation of Islamic Cooperation",
}


@dataclass(frozen=True)
class Says:
    """One position; `words` stand as a sentence of the report."""

    holder: str
    stance: Stance
    toward: str | None
    basis: Basis = Basis.REPORTED
    words: str = ""
    teller: str = "Ana Silva"
    modality: str | None = None
    ended: bool = False
    instrument: str | None = None
    when: date | None = None
    """The day on which it was taken, where the words tell it."""
    same_words: bool = False
    """True where it stands in the words of the row before it."""

    @property
    def sentence(self) -> str:
        """The words, or some that tell the row."""
        return (
            self.words or f"{self.holder} {self.stance.value} {self.toward} on the rung {self.basis.value}."
        )


@dataclass(frozen=True)
class Counts:
    """A claim with its verdict."""

    words: str
    value: VerdictValue = VerdictValue.DIFFERS
    text_says: str = "150"
    record_says: str = "146"
    steps: tuple[str, ...] = ("100 abstained + 46 did not vote = 146",)
    kind: ClaimKind = ClaimKind.VOTE_TALLY
    giver: str | None = None
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """One document."""

    number: int
    rows: Sequence[Says | Counts]
    date: str | None = "2020-03-04"
    title: str = "A report"
    outlet: str = "The Courier"
    origin: str | None = None
    """Reports with the same one are copies of each other."""


def party(id_: str) -> Party:
    """An actor as a document names it; `group:` and what follows is a collective."""
    kind = ActorKind.COLLECTIVE if id_.startswith("group:") else ActorKind.STATE
    name = id_.removeprefix("group:") if kind is ActorKind.COLLECTIVE else NAMES.get(id_, id_)
    return Party(actor=Actor(id=id_, kind=kind, name=name), mention=None, rule="name")


def analysis(report: Report) -> Analysis:
    """The document with the rows found in it, each in a sentence of its own."""
    text = ""
    spans: list[Span] = []
    for row in report.rows:
        words = row.sentence if isinstance(row, Says) else row.words
        if isinstance(row, Says) and row.same_words:
            spans.append(spans[-1])
            continue
        spans.append(Span(len(text), len(text) + len(words)))
        text += f"{words}\n"
    made = _document(report, text)
    positions, claims, verdicts = [], [], []
    for place, (row, span) in enumerate(zip(report.rows, spans, strict=True)):
        if isinstance(row, Says):
            positions.append(_position(made, row, span, f"pos-{report.number:04x}{place:08x}"))
        else:
            claim, verdict = _checked(made, row, span, f"clm-{report.number:04x}{place:08x}")
            claims.append(claim)
            verdicts.append(verdict)
    return Analysis(document=made, positions=tuple(positions), claims=tuple(claims), verdicts=tuple(verdicts))


def fill(ledger: Ledger, reports: Sequence[Report], *, method: str = "m") -> None:
    """Put the reports and their origins into a ledger."""
    run = ledger.begin(tool="t", method=method)
    groups: dict[str, list[str]] = {}
    for report in reports:
        made = analysis(report)
        ledger.add(made, run)
        groups.setdefault(report.origin or f"{report.number:012x}", []).append(made.document.id)
    ledger.store_origins(
        OriginGroup(id=f"org-{key}", name=None, documents=tuple(ids), reason="made")
        for key, ids in groups.items()
    )


def swapped(reports: Sequence[Report], first: str = "NOR", second: str = "PRT") -> list[Report]:
    """The same reports with two actors exchanged, in ids alone."""
    turn = {first: second, second: first}
    return [
        replace(
            report,
            rows=[
                replace(
                    row,
                    holder=turn.get(row.holder, row.holder),
                    toward=turn.get(row.toward or "", row.toward),
                    words=row.sentence,
                )
                if isinstance(row, Says)
                else row
                for row in report.rows
            ],
        )
        for report in reports
    ]


def _document(report: Report, text: str) -> Document:
    return Document(
        id=f"doc-{report.number:012x}",
        name=f"{report.number:03d}.txt",
        provenance=Provenance(
            address=f"texts/{report.number:03d}.txt", digest=f"{report.number:064x}", media_type="text/plain",
            encoding="utf-8", size=len(text),
        ),
        kind=DocumentKind.REPORT, kind_reason="made", title=report.title, outlet=report.outlet, credit=None, author=None,
        speaker=None, speaker_office=None, date=PartialDate.parse(report.date) if report.date else None, language="en",
        text=text, paragraphs=(Paragraph(span=Span(0, len(text))),),
    )  # fmt: skip


def _position(made: Document, row: Says, span: Span, id_: str) -> Position:
    return Position(
        id=id_, document=made.id, statement=None, holder=party(row.holder), stance=row.stance,
        toward=party(row.toward) if row.toward else None, about=None, basis=row.basis, basis_reason="made",
        chain=(Link(name=made.outlet or "?", actor=None), Link(name=row.teller, actor=None)), evidence=span,
        trigger=Span(span.start, span.start), date=made.date, modality=row.modality, ended=row.ended,
        instrument=row.instrument, rule="made",
        when=SaidWhen(first=row.when, last=row.when, words=None, rule="made") if row.when else None,
    )  # fmt: skip


def _checked(made: Document, row: Counts, span: Span, id_: str) -> tuple[Claim, Verdict]:
    chain = (Link(name=NAMES.get(row.giver or "", made.outlet or "?"), actor=row.giver),)
    claim = Claim(
        id=id_, document=made.id, kind=row.kind, span=span, terms=dict(row.terms), chain=chain, rule="made"
    )  # fmt: skip
    verdict = Verdict(
        claim=id_, value=row.value, text_says=row.text_says, record_says=row.record_says, as_of=made.date, steps=row.steps
    )  # fmt: skip
    return claim, verdict
