"""Agreement of pairs of states over years; a year without a common vote is a gap, never a nought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import framed, listed, nothing_to_draw
from onrecord.charts.labels import fitted, pair
from onrecord.charts.lines import line_layers
from onrecord.charts.series import NAME_ROOM, WIDTH, Line, Point, Scales, check_number, padding, years_of
from onrecord.charts.values import AgreementLine, Table

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart


def agreement_lines(lines: Sequence[AgreementLine], *, title: str = "", axis: str = "agreement") -> Chart:
    """At most eight pairs from 0 to 1; the names stand at the lines' ends, the common votes in the tooltips.

    UsageError where no pair has a common vote, or for more pairs than can be told apart.
    """
    check_number(lines)
    drawn = [_line(line) for line in lines]
    if not any(line.points for line in drawn):
        raise nothing_to_draw("no pair has a common vote", "choose states and years that voted together")
    scales = Scales(years=years_of(drawn), low=0, high=1, title=fitted(axis, 300, 12))
    return framed(
        line_layers(drawn, scales),
        title=title,
        width=WIDTH,
        description=_description(lines),
        padding=padding([line.label for line in drawn], title),
    )


def agreement_table(lines: Sequence[AgreementLine]) -> Table:
    """One row for each pair and year, those without a common vote included with an empty cell."""
    return Table(
        columns=("first", "second", "year", "agreement", "common_votes"),
        rows=tuple(
            (line.first, line.second, held.year, held.agreement, held.common)
            for line in lines
            for held in sorted(line.years, key=lambda held: held.year)
        ),
    )


def _line(line: AgreementLine) -> Line:
    label = pair(line.first, line.second, 700)
    return Line(
        label=pair(line.first, line.second, NAME_ROOM),
        points=tuple(
            Point(
                year=held.year,
                value=held.agreement,
                about=f"{label}, {held.year}: {held.agreement:.2f}, n = {held.common} common votes",
            )
            for held in line.years
            if held.agreement is not None
        ),
    )


def _description(lines: Sequence[AgreementLine]) -> str:
    told = []
    for line in lines:
        name = f"{line.first} – {line.second}"
        held = [(year.year, year.agreement) for year in line.years if year.agreement is not None]
        if held:
            (first, began), (last, ended) = min(held), max(held)
            told.append(f"{name} from {began:.2f} in {first} to {ended:.2f} in {last}")
        else:
            told.append(f"{name} without a common vote")
    return f"Lines of agreement by year: {listed(told)}. Years without a common vote are gaps."
