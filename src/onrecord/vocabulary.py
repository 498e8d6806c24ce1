"""The words OnRecord uses, as frozen values that every stage shares.

Nothing here imports anything else of ours. A word that two stages need lives here; a word that one
stage needs lives in that stage. All spans are half-open character offsets into `Document.text`.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import total_ordering
from typing import ClassVar, Generic, TypeAlias, TypeVar

JsonValue: TypeAlias = "str | int | float | bool | None | list[JsonValue] | dict[str, JsonValue]"
Item = TypeVar("Item")


# --- Closed lists -----------------------------------------------------------------------------


class DocumentKind(StrEnum):
    """The genre of a text, which decides by which conventions it is read."""

    REPORT = "report"
    COMMUNIQUE = "communique"
    SPEECH = "speech"
    RESOLUTION = "resolution"
    OTHER = "other"

    @property
    def official(self) -> bool:
        """True for a text in its issuer's own words, which others print and quote: communique, speech, resolution."""
        return self in (DocumentKind.COMMUNIQUE, DocumentKind.SPEECH, DocumentKind.RESOLUTION)


class Act(StrEnum):
    """What a source is said to do with the content: say it, think or want it, or do it."""

    SPEECH = "speech"
    ATTITUDE = "attitude"
    DEED = "deed"


class Form(StrEnum):
    """How a statement's words are given: inside quotation marks, outside, or partly both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ActorKind(StrEnum):
    """What sort of actor an id names; `unknown` where the text names nobody we can tell."""

    STATE = "state"
    BODY = "body"
    OFFICE = "office"
    PERSON = "person"
    COLLECTIVE = "collective"
    INSTRUMENT = "instrument"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What a holder does towards somebody or something, in words or by an act of diplomacy."""

    SUPPORTS = "supports"
    THANKS = "thanks"
    WELCOMES = "welcomes"
    RECOGNIZES = "recognizes"
    PLEDGES = "pledges"
    AIDS = "aids"
    VOTES_FOR = "votes-for"
    CALLS_FOR = "calls-for"
    CONCERNED = "concerned"
    ABSTAINS = "abstains"
    ABSENT = "absent"
    DEMANDS = "demands"
    CRITICIZES = "criticizes"
    ACCUSES = "accuses"
    CONDEMNS = "condemns"
    REJECTS = "rejects"
    OPPOSES = "opposes"
    THREATENS = "threatens"
    VOTES_AGAINST = "votes-against"

    @property
    def polarity(self) -> int:
        """1 friendly, 0 neither, -1 unfriendly, towards the counterpart."""
        return _POLARITY[self]

    @property
    def plover(self) -> str | None:
        """The PLOVER event type of the stance; None where PLOVER has no such type."""
        return _PLOVER[self]


_POLARITY: Mapping[Stance, int] = {
    **dict.fromkeys(list(Stance)[:7], 1),
    **dict.fromkeys(list(Stance)[7:11], 0),
    **dict.fromkeys(list(Stance)[11:], -1),
}

_PLOVER: Mapping[Stance, str | None] = {
    Stance.SUPPORTS: "SUPPORT",
    Stance.THANKS: "SUPPORT",
    Stance.WELCOMES: "SUPPORT",
    Stance.RECOGNIZES: "SUPPORT",
    Stance.PLEDGES: "AGREE",
    Stance.AIDS: "AID",
    Stance.VOTES_FOR: "SUPPORT",
    Stance.CALLS_FOR: "REQUEST",
    Stance.CONCERNED: None,
    Stance.ABSTAINS: None,
    Stance.ABSENT: None,
    Stance.DEMANDS: "REQUEST",
    Stance.CRITICIZES: "ACCUSE",
    Stance.ACCUSES: "ACCUSE",
    Stance.CONDEMNS: "ACCUSE",
    Stance.REJECTS: "REJECT",
    Stance.OPPOSES: "REJECT",
    Stance.THREATENS: "THREATEN",
    Stance.VOTES_AGAINST: "REJECT",
}


class Basis(StrEnum):
    """The rung on which a position stands, strongest first."""

    VOTE = "vote"
    INSTRUMENT = "instrument"
    OWN_WORDS = "own-words"
    REPORTED = "reported"
    ASCRIBED = "ascribed"

    @property
    def rung(self) -> int:
        """1 is the strongest rung (a vote), 5 the weakest (ascribed by somebody else)."""
        return list(Basis).index(self) + 1

    @property
    def declared(self) -> bool:
        """False for what somebody else says the holder thinks or does."""
        return self is not Basis.ASCRIBED


class ClaimKind(StrEnum):
    """Which sort of question to the record a claim answers."""

    VOTE_TALLY = "vote-tally"
    VOTE_CAST = "vote-cast"
    VOTE_COMPOSITION = "vote-composition"
    MEMBERSHIP = "membership"
    MEMBERSHIP_COUNT = "membership-count"
    BODY_FOUNDED = "body-founded"
    OFFICE = "office"
    MEETING = "meeting"
    INSTRUMENT = "instrument"
    NAME_AT_DATE = "name-at-date"
    FIGURE = "figure"


class VerdictValue(StrEnum):
    """What the record says of a claim. Never "true" or "false"."""

    MATCHES = "matches"
    DIFFERS = "differs"
    SOURCES_DISAGREE = "sources disagree"
    NO_RECORD = "no record"
    NOT_CHECKABLE = "not checkable"


class RelationKind(StrEnum):
    """What a document is to its parent, or to the report that its origin shares."""

    ORIGINAL = "original"
    """Nothing says that it is made from another text."""
    COPY = "copy"
    """Its parent's text, changed little; or, without a parent, a reprint of a text that is not held."""
    EXCERPT = "excerpt"
    """A part of its parent's text and little else."""
    EXTENDED = "extended"
    """Its parent's text with more."""
    REWORKED = "reworked"
    """A part of its parent's text with more."""
    UPDATE = "update"
    """A later version by the same outlet, corrections among them."""
    SIBLING = "sibling"
    """Shares the report with others, and nothing tells which is made from which."""
    TRANSLATION = "translation"
    """Credited as a translation; without a parent where the original is not held or not to be told."""
    RELEASE = "release"
    """An official text or press release printed by somebody else than its issuer."""


class VoteOption(StrEnum):
    """The five states of a seat in a roll call. Absent is never no."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_VOTING = "not voting"
    NOT_A_MEMBER = "not a member"


class DecisionAbout(StrEnum):
    """What a person decided about."""

    POSITION = "position"
    STATEMENT = "statement"
    SPEAKER = "speaker"
    """Who the words of a statement are laid to: its last link."""
    DOCUMENT = "document"
    """That a whole document was gone through: its rows were judged, and those that it lacked were added."""
    ORIGIN = "origin"
    """Which documents are one report, and what one is to another."""


class DecisionVerb(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    JOIN = "join"
    """Documents are one report."""
    PART = "part"
    """The first document is another report than each of the others."""
    UNDO = "undo"


class Standing(StrEnum):
    """How a row stands in review."""

    FOUND = "found"
    """The rules found it, and nobody has decided about it."""
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"
    DISPUTED = "disputed"
    """People decided differently; the row stands as it was found."""
    REJECTED = "rejected"
    """Kept and listed, and shown and counted nowhere else."""


# --- Places in a text, dates -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to but not including `end` of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as much as the source gives. Sorts by its first day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2020`, `2020-10` or `2020-10-28`; ValueError otherwise."""
        match = _ISO_DATE.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not an ISO date: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        return cls(year, month, day)

    @property
    def first(self) -> date:
        """The earliest day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def may_be(self, other: PartialDate) -> bool:
        """True where some day fits both."""
        return self.first <= other.last and other.first <= self.last

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `first` to `last`, both included; None is open. A month or year means any day of it."""

    first: PartialDate | None = None
    last: PartialDate | None = None

    def may_hold(self, on: PartialDate | None) -> bool:
        """True where some day of `on` may lie inside; True for an unknown date."""
        if on is None:
            return True
        starts = self.first is None or self.first.first <= on.last
        return starts and (self.last is None or on.first <= self.last.last)

    def __str__(self) -> str:
        return f"{self.first or '...'} to {self.last or '...'}"


# --- Documents --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the bytes came from. `address` is the path or URL as the user gave it."""

    address: str
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    media_type: str
    """`text/plain`, `text/html`, `application/pdf` ..., told by content."""
    encoding: str
    size: int
    """Bytes."""
    container: str | None = None
    """The address of the file that held this one (an archive, a mailbox, a feed, a table); None for a file of its own."""
    url: str | None = None
    """Where the text stands on the web: where it was fetched, after redirects, or where the bytes themselves say so
    (a canonical link, an archive's target)."""
    retrieved: str | None = None
    """When the bytes were taken from the web, as ISO 8601 text, where the archive or the fetch tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the body. A printed number ("3.") is its label and no part of the text."""

    span: Span
    label: str | None = None
    language: str | None = None
    """ISO 639-1 code, where it can be told of the paragraph itself; None otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A reader's comment: kept, shown, and never a source of any row."""

    order: int
    """1 for the first comment on the page."""
    author: str | None
    text: str
    parent: int | None = None
    """`order` of the comment that this one answers, where the page shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a report says that it was written ("BAKU, 3 October"): `text` as printed."""

    text: str
    place: str | None
    date: PartialDate | None
    """As printed, completed from the day of publication only where one year fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A stretch of the source that is page furniture, with the reason it was left out."""

    reason: str
    """A short name: navigation, caption, share form, legal notice, counter, byline, heading ..."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as published. `text` is the body alone, cleaned once and then frozen."""

    id: str
    name: str
    """The file's name, or the last part of its address."""
    provenance: Provenance
    kind: DocumentKind
    kind_reason: str
    kind_confidence: float | None = None
    """0 to 1: how far the evidence for this kind outweighs the next; None where it was not weighed."""
    title: str | None
    outlet: str | None
    """Who published this copy, as named in it."""
    credit: str | None
    """The agency or outlet that this copy credits ("BAKU (RFE/RL)", "By Azernews")."""
    author: str | None
    speaker: str | None
    """Whose words the whole document is (speech, letter), title dropped."""
    speaker_office: str | None
    """The speaker's office as printed ("Minister of Foreign Affairs of the Republic of ...")."""
    issuer: str | None = None
    """The office, ministry, body or outlet where the text comes from, if that can be told."""
    date: PartialDate | None
    """The day of publication."""
    date_rule: str | None = None
    """What told the date, in words: structured data, address, printed under the title ..."""
    updated: PartialDate | None = None
    """The day of the last change, where the page tells it apart from the day of publication."""
    dateline: Dateline | None = None
    event_date: PartialDate | None = None
    """The day of the meeting, speech or vote that the whole text records, where its head tells it."""
    language: str | None
    """ISO 639-1 code; None where it could not be told."""
    text: str
    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    """What a user should know about the reading: repaired encoding, cut size, retold example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Something a stage saw and did not use, with the reason, so that counts reconcile."""

    NOT_COVERED: ClassVar[str] = "not covered: language "
    """How the reason begins for a paragraph that no rules cover; the language's code follows."""

    stage: str
    reason: str
    document: str | None = None
    span: Span | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction(Generic[Item]):
    """What a stage found, and what it set aside."""

    found: tuple[Item, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One sentence-level difference between two copies; one side is None for added or dropped."""

    kind: str
    """`same`, `changed`, `added` (only in the copy) or `dropped` (only in the original)."""
    original: str | None
    copy: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What one document is to the others of its origin, and what says so."""

    document: str
    """Document id."""
    parent: str | None
    """Id of the document it is made from; None where that is not held, or where nothing tells which one it is."""
    kind: RelationKind
    reason: str
    """Why this parent and this kind: who is credited, the dates, the measures, in words."""
    beside: str | None = None
    """Id of the document that its edits are told against: the parent, or for a sibling the one most like it; None for a
    first document and for a translation."""
    evidence: Span | None = None
    """The words of this document's text that say so: a line that names the source, the translator, the release."""
    credit: str | None = None
    """The credit line that says so, where it stands outside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """The report that copies share. Every count of sources counts these."""

    id: str
    name: str | None
    """The credited agency, outlet, issuer or speaker that the report comes from."""
    documents: tuple[str, ...]
    """Document ids, the most original first."""
    reason: str
    """Why these are one report: the measures that decided, in words."""
    relations: tuple[Relation, ...] = ()
    """One for each document, parents before their children; none where families were not worked out."""
    primary: str | None = None
    """Id of the primary source, where it is among the documents: a communique, speech, resolution or release, which the
    others print."""


# --- The parse --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `head` and `index` count tokens of the same sentence; a root is its own head."""

    index: int
    text: str
    start: int
    end: int
    lemma: str
    pos: str
    """Universal part of speech: NOUN, PROPN, VERB ..."""
    tag: str
    """Penn Treebank tag: VBD, NNS ..."""
    dep: str
    """ClearNLP dependency label: nsubj, dobj, prep ..."""
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens, in order."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    """Index into `Document.paragraphs`."""


# --- Actors -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who can hold a position, or is only named as a source.

    `id` is ISO alpha-3, a body's code, or `group:` / `person:` and a name; `name:` and a phrase for a source that
    has nothing but the text's own words; `unknown` where two fit.
    """

    id: str
    kind: ActorKind
    name: str

    @classmethod
    def collective(cls, name: str) -> Actor:
        """A group that is known by what the text calls it."""
        return cls(id=f"group:{name}", kind=ActorKind.COLLECTIVE, name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor as one place in a document names him, and how we know."""

    actor: Actor
    mention: Span | None
    """Where the text names the actor; None for a whole document's speaker."""
    rule: str
    """How the mention was tied to the actor: name, office, anaphora, first person ..."""
    rows: tuple[str, ...] = ()
    """Ids of the registry rows that were used."""
    person: str | None = None
    """Who acts for the actor here, by name, where a person does."""
    named_only: bool = False
    """Known by nothing but what the text calls it ("the Harbour Institute", "a senior aide"): enough to be a link
    of a chain, and not to hold a position or to be the counterpart of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A noun phrase or pronoun of a parsed sentence that names an actor."""

    sentence: int
    """Index into the document's sentences."""
    token: int
    """Index of the phrase's head in that sentence."""
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says in a transcript, from his or her printed name to the next one's."""

    span: Span
    """The whole turn, name included."""
    source: Span
    """The printed name ("MS. SILVA", "Mr. Silva (Portugal)", "Q")."""
    cue: Span
    """The colon, or the name where no colon is printed."""
    content: tuple[Span, ...]
    """The words, paragraph by paragraph, without stage directions."""
    name: str | None
    """Who speaks, as fully as the document says; None for somebody unnamed ("QUESTION")."""
    party: Party | None = None
    """For whom he or she acts; None where that is not settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who speaks for a whole document, and for which body it was made."""

    speaker: Party | None = None
    """Whose "I" and "we" it is outside quotations."""
    body: Actor | None = None
    """The body whose meeting or text it is ("the meeting condemned")."""
    instrument: str | None = None
    """Id of the instrument, where the document is itself a resolution."""
    forum: Actor | None = None
    """The body before which a speech was made ("this Organization", "the Assembly")."""
    signatories: tuple[Party, ...] = ()
    """Whose "we" a joint statement is."""
    publisher: Actor | None = None
    """The state or body that the outlet, credit or issuer names, if it names one."""
    turns: tuple[Turn, ...] = ()
    """Who speaks where, in a transcript; in the order of the text, none overlapping."""

    def turn_at(self, place: int) -> Turn | None:
        """The turn around a character of the document."""
        at = bisect_right(self.turns, place, key=lambda turn: turn.span.start) - 1
        return self.turns[at] if at >= 0 and place < self.turns[at].span.end else None

    def speaker_at(self, place: int) -> Party | None:
        """Whose "I" and "we" it is at a character outside quotations: the turn's speaker, else the document's."""
        turn = self.turn_at(place)
        return self.speaker if turn is None else turn.party


# --- What documents say -----------------------------------------------------------------------


UNKNOWN = "unknown"
"""The name of a link whose source the text does not name, or not so that it could be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain of attribution, with its own source and cue."""

    name: str
    actor: str | None
    """Actor id, or None where the registry has none."""
    source: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words attributed to somebody, with the chain from the outlet inward."""

    id: str
    document: str
    chain: tuple[Link, ...]
    """Outermost first; the last link is the speaker."""
    source: Span | None
    """The words in the source's place; "who" where the last link names the one before it."""
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    act: Act = Act.SPEECH
    rule: str
    """The construction that it was found by ("ccomp:that", "quote:left", "turn")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWhen:
    """When a position was taken: the days it may have been, and the words that tell it.

    Where no words tell it, the document's own date bounds it and `words` is None.
    """

    first: date
    """The earliest day it may have been."""
    last: date
    """The latest day it may have been; the same as `first` where the day is known."""
    words: Span | None
    """The phrase in the document ("on Wednesday", "in September last year")."""
    rule: str
    """How the days were worked out from the words and the document's date."""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"ends before it begins: {self.first} to {self.last}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A holder takes a stance towards somebody about something, on one rung of evidence."""

    id: str
    document: str
    statement: str | None
    """Id of the statement it was said in, if any."""
    holder: Party
    stance: Stance
    toward: Party | None
    about: str | None
    """The matter as a phrase of the text."""
    basis: Basis
    basis_reason: str
    chain: tuple[Link, ...]
    evidence: Span
    trigger: Span
    """The word or words that show the stance."""
    date: PartialDate | None
    forum: str | None = None
    """Id of the body in which it was taken, if known."""
    instrument: str | None = None
    """Id of the adopted text it stands in or concerns, if known."""
    modality: str | None = None
    """`will`, `would`, `may` ... where the stance is not plainly asserted."""
    when: SaidWhen | None = None
    """When it was taken; None where neither the text nor the document's date tells."""
    about_at: Span | None = None
    """Where the words of `about` stand."""
    matters: tuple[str, ...] = ()
    """Ids of the case's matters that the words of `about` name."""
    principle: str | None = None
    """Id of the principle or demand in question ("territorial-integrity"), from the documented list."""
    address: str | None = None
    """Where it stands in a numbered text: "preamble 3", "paragraph 4"."""
    event: str | None = None
    """PLOVER event type of the frame; None where PLOVER has none."""
    ended: bool = False
    """The holder is said to have given the stance up."""
    by_membership: bool = False
    rule: str
    rows: tuple[str, ...] = ()
    """Ids of registry and record rows that were used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A part of a sentence that the record can answer."""

    id: str
    document: str
    kind: ClaimKind
    span: Span
    terms: Mapping[str, JsonValue] = field(default_factory=dict)
    """What the text says, in the record's terms: body, instrument, option, count, comparison ..."""
    chain: tuple[Link, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the record says of one claim, with the arithmetic in the open."""

    claim: str
    value: VerdictValue
    text_says: str
    record_says: str
    as_of: PartialDate | None
    steps: tuple[str, ...] = ()
    """The computation, one line a step: "100 abstained + 46 did not vote = 146"."""
    nearest: str | None = None
    """The nearest reading under which the claim would hold."""
    rows: tuple[str, ...] = ()
    """Ids of the record rows that decide it."""
    searched: tuple[str, ...] = ()
    """What was looked for in vain."""

    def explain(self) -> str:
        """One line for a person: the record beside the text, and never a judgement."""
        return f"{self.value}: record: {self.record_says}; text: {self.text_says}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything the stages found in one document."""

    document: Document
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


# --- What people decide -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Words of a document so that they can be found again when it is read anew: W3C quote and position selectors."""

    span: Span
    """Where they stood."""
    exact: str
    prefix: str
    """The characters before them."""
    suffix: str
    """The characters after them."""
    text: str
    """Digest of the text in which they stood so: where it is the same, `span` holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one person decided about one row; appended, never changed, and taken back only by another decision."""

    id: str
    about: DecisionAbout
    verb: DecisionVerb
    document: str
    """Document id; the first of the documents, where several are decided about."""
    row: str | None = None
    """Id of the row under which it was first decided about; None for what is added, for a document and for an origin."""
    selector: Selector | None = None
    """The words on which the row stands; None for a document and for an origin."""
    seen: Mapping[str, JsonValue] = field(default_factory=dict)
    """The row as it was seen: the JSON form of the position or statement; of an origin its `documents`, each with what
    finds it again; empty for what is added, and for a document."""
    values: Mapping[str, JsonValue] = field(default_factory=dict)
    """What it should say: fields of the position or statement in their JSON form; `speaker`, a link; `kind`, what the first
    of two documents is to the second."""
    undoes: str | None = None
    """Id of the decision that is taken back."""
    reason: str
    """Why, in the reviewer's words; empty at most where a row is accepted."""
    reviewer: str
    decided: datetime
    """When, in UTC. The only row of a ledger but a run that holds a time: people decide at one."""
    tool: str
    """The program and its version."""


# --- Registry and record rows: each with its own id and source --------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """One name of an actor, valid in a period."""

    row: str
    actor: str
    name: str
    use: str
    """official, short, adjective, demonym, capital, capital-weak, metonym, acronym, former, alias.

    A `capital-weak` is the name of other places too, and never names the state by itself.
    """
    valid: Period
    language: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body of states, or an organ or grouping within one."""

    row: str
    id: str
    name: str
    kind: str
    """organization, organ, group, court, alliance, movement ..."""
    parent: str | None
    founded: PartialDate | None
    founded_place: str | None
    ended: PartialDate | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A spell of an actor in a body."""

    row: str
    body: str
    member: str
    status: str
    """member, permanent member, elected member, observer, associate, partner, applicant, suspended, co-chair.

    Who is suspended stays a member: the two spells stand beside each other.
    """
    valid: Period
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCount:
    """How many members of one status a body had in a period, where the list itself is not held."""

    row: str
    body: str
    status: str
    count: int
    valid: Period
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office of a state or body, or a statement that a body has no such office."""

    row: str
    id: str
    of: str
    """Actor id of the state or body."""
    title: str
    titles: tuple[str, ...]
    """Other wordings of the title."""
    exists: bool
    note: str
    source: str
    valid: Period = field(default_factory=Period)
    """When there was such an office, as far as a row says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person in an office for a period."""

    row: str
    office: str
    person: str
    """The name most used in English."""
    names: tuple[str, ...]
    """Other spellings."""
    valid: Period
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A numbered or dated session, summit or meeting of a body."""

    row: str
    body: str
    series: str
    """session, summit, meeting, conference."""
    number: int | None
    place: str | None
    held: Period
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An adopted text of a body; `adopted` False for a draft that failed."""

    row: str
    id: str
    body: str
    number: str
    date: PartialDate
    title: str
    matters: tuple[str, ...]
    """Words by which a text may name its matter."""
    adopted: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """One recorded vote as one source gives it, with that source's printed totals."""

    row: str
    id: str
    instrument: str
    body: str
    date: PartialDate
    yes: int
    no: int
    abstain: int
    not_voting: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one seat did in one roll call."""

    row: str
    roll_call: str
    state: str
    option: VoteOption


# --- The user's case --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One question of the dispute, with every name that any side uses for it."""

    id: str
    label: str
    names: tuple[str, ...]
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The dispute that a user follows. Names are aliases, never verdicts."""

    id: str
    title: str
    parties: tuple[str, ...]
    """Actor ids, in alphabetical order."""
    matters: tuple[Matter, ...] = ()
    instruments: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    """Body ids whose members are compared with the record."""
