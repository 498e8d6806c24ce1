"""How far a bloc votes alike, by year, with turnout and denominators beside every index."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.questions.blocs import Bloc, member_mask
from onrecord.registry import Registry

if TYPE_CHECKING:
    from onrecord.measures import VoteMatrix
    from onrecord.measures.cohesion import CohesionByYear


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfBloc:
    """A bloc in one year. Indices are means over the roll calls in which they are defined; None: in none."""

    year: int
    roll_calls: int
    """In which a member of the bloc had a seat."""
    eligible: int
    """Seats of members, summed over the roll calls; the five counts below add up to it."""
    yes: int
    no: int
    abstain: int
    not_voting: int
    turnout: float | None
    """Mean share of the bloc's seats that cast a vote."""
    rice: float | None
    rice_calls: int
    lijphart: float | None
    lijphart_calls: int
    hix_noury_roland: float | None
    hix_noury_roland_calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocOverTime:
    """A bloc by year, and whether the registry promises its list of members to be whole throughout."""

    bloc: Bloc
    body: str
    years: tuple[YearOfBloc, ...]
    first_members: int
    last_members: int
    """Members with a seat in the first and in the last roll call."""


def bloc_over_time(matrix: VoteMatrix, bloc: Bloc, *, registry: Registry, body: str) -> BlocOverTime:
    """The bloc's cohesion in each year, its members taken on the day of each roll call."""
    from onrecord.measures import cohesion_by_year, cohesion_of

    each = cohesion_of(matrix, member_mask(registry, bloc, matrix))
    by_year = cohesion_by_year(each)
    seated = [int(count) for count in each.eligible if count]
    return BlocOverTime(
        bloc=bloc,
        body=body,
        years=tuple(_year(by_year, at) for at in range(len(by_year.years))),
        first_members=seated[0] if seated else 0,
        last_members=seated[-1] if seated else 0,
    )


def _year(of: CohesionByYear, at: int) -> YearOfBloc:
    def number(value: float) -> float | None:
        return None if math.isnan(value) else float(value)

    return YearOfBloc(
        year=int(of.years[at]), roll_calls=int(of.calls[at]), eligible=int(of.eligible[at]), yes=int(of.yes[at]),
        no=int(of.no[at]), abstain=int(of.abstain[at]), not_voting=int(of.not_voting[at]),
        turnout=number(of.turnout[at]), rice=number(of.rice[at]), rice_calls=int(of.rice_calls[at]),
        lijphart=number(of.lijphart[at]), lijphart_calls=int(of.lijphart_calls[at]),
        hix_noury_roland=number(of.agreement[at]), hix_noury_roland_calls=int(of.agreement_calls[at]),
    )  # fmt: skip
