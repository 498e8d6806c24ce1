"""A brief as a value: everything that its pages say, in the order in which they say it, and nothing of how it looks.

Whatever is somebody's word carries its evidence; what others say of a holder stands apart from what the holder declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.vocabulary import Basis, PartialDate, Stance, VerdictValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a document, at most as many characters as were asked for, and where they stand."""

    id: str
    """Of the position or claim: `onrecord evidence ID` shows the words in their document."""
    document: str
    words: str
    cut_before: bool
    cut_after: bool
    title: str | None
    outlet: str | None
    date: PartialDate | None
    address: str
    """On the web, or the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A holder or counterpart as the brief calls it."""

    id: str
    name: str
    printed: bool = False
    """True where the name is what a document or the body itself says, not the brief's own word: it stands in quotation marks."""
    full: str | None = None
    """The whole name, where the brief uses a shorter one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One holder's stance on one rung, once for all documents that show it."""

    holder: Who
    stance: Stance
    toward: tuple[Who, ...]
    instrument: str | None
    modality: str | None
    ended: bool
    by_membership: bool
    teller: str | None
    """Who says so; None where the holder declared it, or nobody is named."""
    topics: tuple[str, ...]
    """Labels of matters and principles."""
    reports: int
    newest: PartialDate | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """The positions of one basis: those shown, and how many there are in all."""

    basis: Basis
    rows: tuple[Standing, ...]
    all_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party, and how many holders other than the parties lean which way towards it."""

    party: Who
    declared: Mapping[int, int]
    """Polarity (1, 0, -1) -> holders that declared it."""
    ascribed: Mapping[int, int]
    """Polarity -> holders of which others say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is new of one holder towards one counterpart since the day."""

    kind: str
    """`ended`, `turned`, `stepped up`, `stepped down` or `new`."""
    standing: Standing
    basis: Basis
    before: tuple[int, ...]
    before_basis: Basis | None
    """The strongest rung before the day; None where nothing was held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed since a day."""

    since: PartialDate
    documents: int
    """Dated on that day or later."""
    rows: tuple[Change, ...]
    counts: Mapping[str, int]
    """Kind -> all changes of that kind."""
    verdicts: int
    """Claims that the record differs on, made since the day and by no document before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallied:
    """Seats by what they did."""

    name: str
    yes: int
    no: int
    abstain: int
    not_voting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A seat, or a bloc with its members' votes, and words that lean otherwise."""

    vote: str
    """What the seat did, or what the bloc's members did, in words."""
    basis: Basis
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteView:
    """One roll call with the words beside it."""

    instrument: str
    title: str
    body: str
    date: PartialDate
    source: str
    without_vote: bool
    """Adopted without a vote: there is nothing to count."""
    tallies: tuple[Tallied, ...]
    """All members first, then the blocs of the case; empty where totals are not told."""
    beside: tuple[Beside, ...]
    all_beside: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A claim beside which the record says something else, with the arithmetic."""

    value: VerdictValue
    text_says: str
    record_says: str
    steps: tuple[str, ...]
    nearest: str | None
    as_of: str | None
    sayer: str | None
    reports: int
    new: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure that only parties give and no record holds."""

    quantity: str
    value: str
    givers: tuple[Who, ...]
    reports: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What the brief rests on; the counts reconcile."""

    documents: int
    reports: int
    copies: int
    undated: int
    first: PartialDate | None
    skipped: int
    comments: int
    not_covered: Mapping[str, int]
    """Language -> paragraphs that no rules cover."""
    positions: int
    concerned: int
    """Of the positions, those that concern the case."""
    by_basis: Mapping[Basis, int]
    claims: Mapping[VerdictValue, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Two pages on who stands where, on whose word, and what the record says."""

    title: str
    case: str | None
    """Id of the case; None where none was given and everything in the ledger is told."""
    as_of: PartialDate | None
    """Date of the newest document; no clock."""
    version: str
    matters: tuple[str, ...]
    rests: Rests
    parties: tuple[PartyView, ...]
    """By name."""
    rungs: tuple[Rung, ...]
    """Strongest first, ascribed last."""
    changes: Changes | None
    votes: tuple[VoteView, ...]
    all_votes: int
    without_roll_call: tuple[str, ...]
    """Instruments of the case of which no roll call is held."""
    differing: tuple[Differing, ...]
    all_differing: int
    figures: tuple[Given, ...]
    all_figures: int
    excerpt_chars: int
