"""What the report shows: frozen values made of the vocabulary, and of nothing that can change.

No clock, no address of the machine, no open file: the same content gives the same page, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.across.figures import Quantity
from onrecord.charts import StateVote, Tally
from onrecord.vocabulary import Analysis, Case, Edit, OriginGroup, PartialDate, VoteOption


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTable:
    """One roll call as one source prints it."""

    id: str
    """Id of the roll call."""
    instrument: str
    title: str
    date: PartialDate
    source: str
    totals: Tally
    """As printed by the source, which may differ from what `states` adds up to; the page says so."""
    states: tuple[StateVote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocSplit:
    """How the members of one body voted in one roll call."""

    roll_call: str
    bloc: str
    name: str
    as_of: PartialDate
    """The day whose membership was taken."""
    tally: Tally
    members: Mapping[VoteOption, tuple[str, ...]]
    """Names of the members under each vote state."""
    rows: tuple[str, ...] = ()
    """Ids of the membership rows that were used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsBesideVote:
    """What documents say of one holder's stance, to stand beside a roll call on the same matter."""

    roll_call: str
    holder: str
    """Actor id of a bloc or of a state with a seat."""
    option: VoteOption | None
    """What the holder did in the roll call; None for a bloc, whose members vote."""
    positions: tuple[str, ...]
    """Ids of the positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything on the page."""

    analyses: tuple[Analysis, ...]
    origins: tuple[OriginGroup, ...]
    version: str
    """Version of the tool."""
    case: Case | None = None
    edits: Mapping[str, tuple[tuple[str, str, tuple[Edit, ...]], ...]] = field(default_factory=dict)
    """Origin id -> (id of the original, id of the copy, the edits between them)."""
    skipped: tuple[tuple[str, str], ...] = ()
    """(address, reason) of what could not be read."""
    actor_names: Mapping[str, str] = field(default_factory=dict)
    rows_used: Mapping[str, str] = field(default_factory=dict)
    """Row id -> the row in words, with its source."""
    roll_calls: tuple[VoteTable, ...] = ()
    bloc_votes: tuple[BlocSplit, ...] = ()
    words_beside_votes: tuple[WordsBesideVote, ...] = ()
    figures: tuple[Quantity, ...] = ()
    """Quantities for which documents give a value, those with differing values first."""
