"""From answers to questions (`onrecord.questions`) to what charts are drawn from. Figures are taken over as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.charts.values import (
    AgreementLine,
    AgreementYear,
    Bar,
    CohesionYear,
    Estimate,
    IdealPointLine,
    StateRow,
    StateVote,
    Tally,
)
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.ledger.points import PointRow
    from onrecord.questions.cohesion import BlocOverTime
    from onrecord.questions.compare import Pair
    from onrecord.questions.together import SideBySide
    from onrecord.questions.votes import Split, VoteAnswer

_NO_NAMES: Mapping[str, str] = {}


def tally(split: Split) -> Tally:
    """The five counts of a split."""
    return Tally(
        yes=split.count(VoteOption.YES),
        no=split.count(VoteOption.NO),
        abstain=split.count(VoteOption.ABSTAIN),
        not_voting=split.count(VoteOption.NOT_VOTING),
        not_a_member=split.count(VoteOption.NOT_A_MEMBER),
    )


def bars(vote: VoteAnswer) -> tuple[Bar, ...]:
    """All members first, then each bloc asked for; none where no names are held."""
    return tuple(Bar(label=split.name, tally=tally(split)) for split in vote.splits)


def state_votes(vote: VoteAnswer) -> tuple[StateVote, ...]:
    """Every seat by name."""
    return tuple(StateVote(state=seat.id, name=seat.name, option=seat.option) for seat in vote.seats)


def state_rows(beside: SideBySide) -> tuple[StateRow, ...]:
    """Every seat in several votes."""
    return tuple(
        StateRow(state=row.id, name=row.name, bloc=row.heading, options=row.options) for row in beside.rows
    )


def agreement(pairs: Sequence[Pair], names: Mapping[str, str] = _NO_NAMES) -> tuple[AgreementLine, ...]:
    """The share of same votes by year; `names` by actor id."""
    return tuple(
        AgreementLine(
            first=names.get(pair.total.first, pair.total.first),
            second=names.get(pair.total.second, pair.total.second),
            years=tuple(
                AgreementYear(year=one.year, agreement=one.share, common=one.voted)
                for one in pair.years
                if one.year is not None
            ),
        )
        for pair in pairs
    )


def ideal_points(
    rows: Sequence[PointRow], names: Mapping[str, str] = _NO_NAMES
) -> tuple[IdealPointLine, ...]:
    """One line a seat, in the order of the rows; a seat that was handed over has one for each holder."""
    lines: dict[tuple[str, str], list[PointRow]] = {}
    for row in rows:
        since = f", from {row.since}" if row.since else ""
        lines.setdefault((row.seat, since), []).append(row)
    return tuple(
        IdealPointLine(
            name=f"{names.get(seat, seat)}{since}",
            years=tuple((row.year, Estimate(point=row.point, low=row.low, high=row.high)) for row in held),
        )
        for (seat, since), held in lines.items()
    )


def cohesion(bloc: BlocOverTime) -> tuple[CohesionYear, ...]:
    """The three indices and the turnout by year."""
    return tuple(
        CohesionYear(
            year=year.year,
            roll_calls=year.roll_calls,
            rice=year.rice,
            lijphart=year.lijphart,
            # Rounding may leave the index a hair below nought.
            hix_noury_roland=None if year.hix_noury_roland is None else max(0.0, year.hix_noury_roland),
            turnout=year.turnout,
        )
        for year in bloc.years
    )
