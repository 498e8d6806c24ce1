"""Invented figures for every chart, and every chart drawn from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from onrecord.charts import (
    AgreementLine,
    AgreementYear,
    Bar,
    CohesionYear,
    Estimate,
    IdealPointDot,
    IdealPointLine,
    StateRow,
    StateVote,
    Table,
    Tally,
    agreement_lines,
    agreement_table,
    cohesion_lines,
    cohesion_table,
    ideal_point_dots,
    ideal_point_dots_table,
    ideal_point_lines,
    ideal_point_lines_table,
    vote_bars,
    vote_bars_table,
    vote_map,
    vote_map_table,
    vote_matrix,
    vote_matrix_table,
)
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

Y, N, A, X, NONE = VoteOption
CALLS = ("A/1, 2001-01-01", "A/2, 2002-01-01", "A/3, 2003-01-01")


def bars(name: str = "Lake States") -> list[Bar]:
    """All members and one bloc, one of whose five states has no seat."""
    return [
        Bar(label="All members", tally=Tally(yes=12, no=1, abstain=20, not_voting=8)),
        Bar(label=name, tally=Tally(yes=3, no=0, abstain=1, not_voting=1, not_a_member=1)),
    ]


def rows(name: str = "Arbor") -> list[StateRow]:
    """Three states in two blocs; one has no seat at first."""
    return [
        StateRow(state="XCO", name="Corvania", bloc="Upland", options=(NONE, X, N)),
        StateRow(state="XBR", name="Brennland", bloc="Lake", options=(Y, Y, A)),
        StateRow(state="XAR", name=name, bloc="Upland", options=(A, A, Y)),
    ]


def votes(name: str = "Azerbaijan") -> list[StateVote]:
    """Votes of states of today, one of the past, and an id that no tile has."""
    return [
        StateVote(state="AZE", name=name, option=Y),
        StateVote(state="ARM", name="Armenia", option=N),
        StateVote(state="state:NAM", name="Namibia", option=A),
        StateVote(state="DDR", name="German Democratic Republic", option=X),
        StateVote(state="SSD", name="South Sudan", option=NONE),
        StateVote(state="XQQ", name="Nowhere", option=Y),
    ]


def agreements(name: str = "Corvania") -> list[AgreementLine]:
    """A pair with a year without a common vote, and a pair that is whole."""
    return [
        AgreementLine(
            first=name,
            second="Meldavia",
            years=tuple(
                AgreementYear(
                    year=year, agreement=None if year == 1964 else 0.5, common=0 if year == 1964 else 9
                )
                for year in range(1962, 1968)
            ),
        ),
        AgreementLine(
            first="Tarsa", second="Meldavia", years=(AgreementYear(year=1963, agreement=0.0, common=3),)
        ),
    ]


def ideal_lines(name: str = "Corvania") -> list[IdealPointLine]:
    """Two states; one has no estimate in one year."""
    held = Estimate(point=0.25, low=-0.5, high=1.0)
    return [
        IdealPointLine(name=name, years=((1963, held), (1964, None), (1965, held))),
        IdealPointLine(name="Tarsa", years=((1963, Estimate(point=-2, low=-2.5, high=-1)),)),
    ]


def dots(name: str = "Corvania") -> list[IdealPointDot]:
    """Two states in the wrong order."""
    return [
        IdealPointDot(state="XCO", name=name, estimate=Estimate(point=1, low=0.5, high=1.5)),
        IdealPointDot(state="XTA", name="Tarsa", estimate=Estimate(point=-1, low=-1, high=-1)),
    ]


def cohesion() -> list[CohesionYear]:
    """Three years, in one of which nobody voted."""
    return [
        CohesionYear(year=1963, roll_calls=4, rice=0.5, lijphart=0.6, hix_noury_roland=0.4, turnout=0.75),
        CohesionYear(year=1964, roll_calls=0, rice=None, lijphart=None, hix_noury_roland=None, turnout=None),
        CohesionYear(year=1965, roll_calls=2, rice=None, lijphart=1, hix_noury_roland=1, turnout=0.125),
    ]


CHARTS: Mapping[str, Callable[[str, str], Chart]] = {
    "vote_bars": lambda name, title: vote_bars(bars(name), title=title),
    "vote_matrix": lambda name, title: vote_matrix((*CALLS[:2], name or "A/3"), rows(name), title=title),
    "vote_map": lambda name, title: vote_map(votes(name), title=title),
    "agreement_lines": lambda name, title: agreement_lines(agreements(name), title=title),
    "ideal_point_lines": lambda name, title: ideal_point_lines(ideal_lines(name), title=title),
    "ideal_point_dots": lambda name, title: ideal_point_dots(dots(name), title=title),
    "cohesion_lines": lambda name, title: cohesion_lines(name, cohesion(), title=title),
}
"""By name: a chart of one hostile or harmless name and title."""

TABLES: Mapping[str, Callable[[str], Table]] = {
    "vote_bars": lambda name: vote_bars_table(bars(name)),
    "vote_matrix": lambda name: vote_matrix_table(CALLS, rows(name)),
    "vote_map": lambda name: vote_map_table(votes(name)),
    "agreement_lines": lambda name: agreement_table(agreements(name)),
    "ideal_point_lines": lambda name: ideal_point_lines_table(ideal_lines(name)),
    "ideal_point_dots": lambda name: ideal_point_dots_table(dots(name)),
    "cohesion_lines": lambda name: cohesion_table(name, cohesion()),
}
