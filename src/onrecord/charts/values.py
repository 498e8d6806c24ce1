"""What charts are drawn from: plain frozen values, made by whoever has the figures.

Nothing here knows a ledger or a registry. None is "no figure"; it is drawn as a gap and never as zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from onrecord.sheet import Cell, sheet
from onrecord.vocabulary import VoteOption


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many seats did what. `not_a_member` counts states named that had no seat on the day."""

    yes: int
    no: int
    abstain: int
    not_voting: int
    not_a_member: int = 0

    def count(self, option: VoteOption) -> int:
        """The number under one of the five vote states."""
        return {
            VoteOption.YES: self.yes,
            VoteOption.NO: self.no,
            VoteOption.ABSTAIN: self.abstain,
            VoteOption.NOT_VOTING: self.not_voting,
            VoteOption.NOT_A_MEMBER: self.not_a_member,
        }[option]

    @property
    def seats(self) -> int:
        """All who could vote: the four states of a seat together."""
        return self.yes + self.no + self.abstain + self.not_voting


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: a bloc, or all members."""

    label: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class StateVote:
    """What one state did in one roll call."""

    state: str
    """Actor id."""
    name: str
    option: VoteOption


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """One state's votes in several roll calls, under the heading of a bloc."""

    state: str
    """Actor id."""
    name: str
    bloc: str
    """Heading; empty for states of no bloc, which stand last."""
    options: tuple[VoteOption, ...]
    """One for each roll call, in the order of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementYear:
    """How far two states agreed in one year."""

    year: int
    agreement: float | None
    """0 to 1; None where they share no vote."""
    common: int
    """Number of roll calls in which both cast a vote."""

    def __post_init__(self) -> None:
        if (self.agreement is None) != (self.common == 0):
            raise ValueError(f"{self.year}: {self.common} common votes, but agreement {self.agreement}")
        _within(self.year, self.agreement)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """One pair of states over the years."""

    first: str
    second: str
    years: tuple[AgreementYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An ideal point with its interval; no unit. `low` <= `point` <= `high`."""

    point: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low + self.high) and self.low <= self.point <= self.high):
            raise ValueError(f"not an interval around a point: {self.low}, {self.point}, {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdealPointLine:
    """One state's ideal points: (year, estimate); a year without one is left out or None."""

    name: str
    years: tuple[tuple[int, Estimate | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdealPointDot:
    """One state's ideal point in the year of the chart."""

    state: str
    """Actor id."""
    name: str
    estimate: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class CohesionYear:
    """A bloc's cohesion in one year, each index from 0 to 1; None where it cannot be formed."""

    year: int
    roll_calls: int
    rice: float | None
    lijphart: float | None
    hix_noury_roland: float | None
    turnout: float | None
    """Votes cast by members, of the votes they could have cast."""

    def __post_init__(self) -> None:
        for share in (self.rice, self.lijphart, self.hix_noury_roland, self.turnout):
            _within(self.year, share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The figures of a chart as rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> str:
        """The text of a CSV file in which no cell is taken for a formula."""
        return sheet(self.columns, self.rows)


def _within(year: int, share: float | None) -> None:
    if share is not None and not 0 <= share <= 1:
        raise ValueError(f"{year}: {share} does not lie between 0 and 1")
