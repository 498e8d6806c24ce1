"""What the ledger answers with: typed rows, each with its document's name and the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.ledger.weighing import Unit
from onrecord.vocabulary import (
    Act,
    Analysis,
    Basis,
    Claim,
    Decision,
    DecisionAbout,
    DocumentKind,
    Edit,
    OriginGroup,
    PartialDate,
    Position,
    SetAside,
    Span,
    Stance,
    Standing,
    Statement,
    Verdict,
    VerdictValue,
)


class Outcome(StrEnum):
    """What became of a source in a run."""

    ADDED = "added"
    HELD = "held"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the program over some sources. Times are UTC and stand in no other row."""

    id: int
    started: datetime
    finished: datetime | None
    """None while it runs, and for ever if it was interrupted."""
    tool: str
    """The program and its version."""
    method: str
    """Everything that decides what a text yields: rules, model and case, each with its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which rows are wanted. An empty tuple wants all; several values of one filter are alternatives.

    Actors are ids or names, principles and matters ids, documents are ids, file names or addresses; letter case does not count.
    """

    holder: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    stance: tuple[Stance, ...] = ()
    basis: tuple[Basis, ...] = ()
    act: tuple[Act, ...] = ()
    principle: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    since: PartialDate | None = None
    """Only positions that may have been taken on this day, in this month or year, or later."""
    until: PartialDate | None = None
    """Only positions that may have been taken then or earlier; those of unknown time fit neither."""
    document: tuple[str, ...] = ()
    verdict: tuple[VerdictValue, ...] = ()


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document with the counts of what was found in it; its text is left out."""

    id: str
    name: str
    kind: DocumentKind
    kind_reason: str
    kind_confidence: float | None
    title: str | None
    outlet: str | None
    credit: str | None
    author: str | None
    speaker: str | None
    speaker_office: str | None
    issuer: str | None
    date: PartialDate | None
    date_rule: str | None
    updated: PartialDate | None
    dateline: str | None
    """As printed: "OSLO, 3 October (Agency)"."""
    event_date: PartialDate | None
    language: str | None
    origin: str | None
    """Id of the report it is a copy of; None until origins were grouped."""
    origin_name: str | None
    characters: int
    paragraphs: int
    comments: int
    left_out: int
    statements: int
    positions: int
    claims: int
    set_aside: int
    not_covered: int
    """Of what was set aside, the paragraphs in a language without rules."""
    warnings: tuple[str, ...]
    address: str
    url: str | None
    digest: str
    media_type: str
    encoding: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement, the name of its document and the document's words for its content."""

    statement: Statement
    document: str
    quotes: tuple[str, ...]
    """One for each span of the content."""
    source: str | None
    """The words that name the source; None where the text names nobody."""
    cue: str | None
    standing: Standing = Standing.FOUND
    decision: str | None = None
    """Id of the last decision about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """A position, the name of its document and the words of its evidence."""

    position: Position
    document: str
    quote: str
    when_words: str | None = None
    """The words that tell when it was taken; None where the document's date tells it, or nothing."""
    standing: Standing = Standing.FOUND
    decision: str | None = None
    """Id of the last decision about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """A claim and what the record says of it; no verdict where none was given."""

    claim: Claim
    verdict: Verdict | None
    document: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideRow:
    """Something that was seen and not used, and the name of the document it was seen in."""

    item: SetAside
    document: str
    quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """A report and the names of the documents that print it, the most original first."""

    origin: OriginGroup
    documents: tuple[str, ...]
    standing: Standing = Standing.FOUND
    """Corrected where people joined, parted or ordered its documents otherwise than they were found."""
    decisions: tuple[str, ...] = ()
    """Ids of the decisions that hold about its documents, by time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyEdits:
    """What changed between two relatives of one report, sentence by sentence."""

    original: str
    """Id of the parent, or of the relative most like it where no parent is known."""
    copy: str
    """Document id."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A source that could not be used, and why."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an id stands for, with the whole analysis of its document around it."""

    id: str
    kind: str
    """document, statement, position, claim or origin."""
    analysis: Analysis
    """Of the document; for an origin, of the most original copy."""
    span: Span | None
    """The words it rests on; None for a document or an origin."""
    origin: OriginRow | None
    """The report its document is a copy of."""
    standing: Standing | None = None
    """How a position or statement stands in review."""
    decisions: tuple[Decision, ...] = ()
    """All that were ever made about it, by time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A row that people decided about, as it stands now, with the last decision of each of them."""

    about: DecisionAbout
    unit: str
    """Id of the row under which it was first decided about: the same in every reading."""
    document: str
    """Document id."""
    name: str | None
    """The document's name; None where it is not held."""
    row: str | None
    """Id of the row that is shown now; None where none is: it was rejected, or its words are not found."""
    standing: Standing
    quote: str | None
    """The words as they were when it was decided; of an origin the names of its documents."""
    span: Span | None
    """Where they stand now; None where that is not known."""
    problem: str | None
    """Why it is not placed in the document as it is read now."""
    decisions: tuple[Decision, ...]
    """The last one of each reviewer, by time."""

    @property
    def is_placed(self) -> bool:
        """False where what was decided has no place in the ledger as it is now."""
        return self.problem is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewable:
    """Something that a person can decide about, as it is now."""

    id: str
    kind: str
    """document, position, statement or origin."""
    document: str
    """Document id."""
    date: PartialDate | None
    """The document's."""
    text: str | None
    """The document's; None where it is not held."""
    row: Position | Statement | None
    """The position or statement as it was found; None for a document."""
    units: Mapping[DecisionAbout, Unit]
    """What was decided about it: as a row, and about its speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCounts:
    """What review comes to. `found + unfound == shown + rejected`, `shown == sum(by standing)`."""

    found: int
    """Rows of the newest readings, before anybody decided."""
    unfound: int
    """Rows that stand on people's word alone: added, or decided about and not found any more."""
    shown: int
    rejected: int
    """Found rows that are left out."""
    by_standing: Mapping[Standing, int]
    """Every standing of a row that is shown, zero where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts that reconcile.

    `sources == added + held + len(skipped)`, `statements == sum(by act)`, `positions == sum(by basis)`,
    `claims == sum(by verdict) + unchecked`. Positions and statements are those that stand after review:
    `positions == reviewed_positions.shown`, and so for statements.
    The first four count one run (or the last outcome of every source ever met), the others the whole ledger.
    """

    sources: int
    added: int
    held: int
    skipped: tuple[Skipped, ...]
    documents: int
    origins: int
    comments: int
    left_out: int
    statements: int
    statements_by_act: Mapping[Act, int]
    """Every act, zero where there is none."""
    positions: int
    positions_by_basis: Mapping[Basis, int]
    """Every basis, strongest first, zero where there is none."""
    claims: int
    claims_by_verdict: Mapping[VerdictValue, int]
    """Every verdict, zero where there is none."""
    unchecked: int
    set_aside: int
    not_covered: Mapping[str, int]
    """Of what was set aside, the paragraphs in a language without rules, by its code."""
    decisions: int
    """All that were ever made, those that were taken back and replaced among them."""
    not_placed: int
    """Rows that people decided about whose words are not found, or not in one place, as the documents are read now."""
    reviewed_positions: ReviewCounts
    reviewed_statements: ReviewCounts
