"""What the report shows: frozen values made of the vocabulary, and of nothing that can change.

No clock, no address of the machine, no open file: the same content gives the same page, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.across.figures import Quantity
from onrecord.across.primary import Quoting
from onrecord.charts import AgreementLine, CohesionYear, IdealPointLine, StateRow, StateVote, Tally
from onrecord.vocabulary import Analysis, Case, Edit, OriginGroup, PartialDate, Standing, VoteOption


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTable:
    """One roll call as its best source gives it, with what other sources say otherwise."""

    id: str
    """Id of the roll call."""
    instrument: str
    title: str
    date: PartialDate
    source: str
    body: str
    """Name of the body that voted."""
    totals: Tally | None
    """As the source has them, which may differ from what `states` adds up to; the page says so. None: not told."""
    states: tuple[StateVote, ...]
    """By name on the day of the vote; none where nobody voted or no names are held."""
    whole: bool = True
    """False where the source names some seats only."""
    notes: tuple[str, ...] = ()
    """In words: adopted without a vote, no names held, not adopted, a list of members that may not be whole."""
    others: tuple[str, ...] = ()
    """The other sources, each with its totals."""
    differences: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = ()
    """(totals, date or a state's name; what is said of it, and by which sources), the best source's first."""
    disputed: frozenset[str] = frozenset()
    """Actor ids of the states of which sources say different things."""


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
    apart: tuple[str, ...] = ()
    """Whose words lean otherwise than the vote: `own words`, `words of its body`, `ascribed to it`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallsBeside:
    """Several roll calls beside each other."""

    calls: tuple[str, ...]
    """Headings of the columns."""
    rows: tuple[StateRow, ...]
    blocs_on: PartialDate
    """The day whose membership sorts the rows."""
    left_out: int
    """How many earlier roll calls found no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocYears:
    """A bloc's cohesion by year."""

    bloc: str
    name: str
    years: tuple[CohesionYear, ...]
    first_members: int
    last_members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """The case in all General Assembly votes that the ledger holds."""

    first: date
    last: date
    roll_calls: int
    agreement: tuple[AgreementLine, ...]
    points: tuple[IdealPointLine, ...]
    """Empty where none were estimated for these votes, or no party had a seat."""
    estimated: bool
    """False: the ledger keeps no ideal points of these votes; `onrecord align` would estimate them."""
    parties: tuple[str, ...]
    """Ids of the parties of the case that had a seat and are followed."""
    left_out: tuple[str, ...]
    """Ids of further parties and blocs, for which there was no room."""
    cohesion: tuple[BlocYears, ...]
    beside: RollCallsBeside | None
    """None for fewer than two roll calls with names."""


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
    without_roll_call: tuple[tuple[str, str], ...] = ()
    """(instrument, why) of those for which none is held."""
    blocs_unknown: tuple[str, ...] = ()
    """Blocs of the case of which no list of members is held."""
    bloc_votes: tuple[BlocSplit, ...] = ()
    words_beside_votes: tuple[WordsBesideVote, ...] = ()
    over_time: OverTime | None = None
    """None where no General Assembly votes were imported."""
    figures: tuple[Quantity, ...] = ()
    """Quantities for which documents give a value, those with differing values first."""
    quoted: tuple[Quoting, ...] = ()
    """Documents that quote an official text of another report."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """Row id -> how it stands in review, of the rows that people decided about."""
    rejected: int = 0
    """Positions and statements that the rules found and people rejected; none of them is on the page."""

    @property
    def is_reviewed(self) -> bool:
        """True where anybody decided about anything."""
        return bool(self.standings) or self.rejected > 0
