"""A bloc's cohesion by year in three indices, with turnout in a panel of its own beneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import framed, listed, nothing_to_draw
from onrecord.charts.labels import fitted
from onrecord.charts.lines import line_layers
from onrecord.charts.series import WIDTH, Line, Point, Scales, years_of
from onrecord.charts.values import CohesionYear, Table

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

_INDICES = (("Rice", "rice"), ("Lijphart", "lijphart"), ("Hix-Noury-Roland", "hix_noury_roland"))
_TURNOUT_HEIGHT = 90


def cohesion_lines(bloc: str, years: Sequence[CohesionYear], *, title: str = "") -> Chart:
    """Indices above, turnout below, both from 0 to 1. UsageError where no index could be formed in any year."""
    lines = [_line(name, field, years) for name, field in _INDICES]
    turnout = _line("turnout", "turnout", years)
    if not any(line.points for line in lines):
        raise nothing_to_draw("no year has an index", "choose years in which members of the bloc voted")
    import altair as alt

    span = years_of([*lines, turnout])
    upper = line_layers(lines, Scales(years=span, low=0, high=1, title="cohesion"))
    lower = line_layers(
        [turnout],
        Scales(years=span, low=0, high=1, title="turnout", format=".0%", height=_TURNOUT_HEIGHT, ticks=2),
    )
    name = fitted(bloc, 400, 15)
    told = [_ends(line) for line in (*lines, turnout) if line.points]
    return framed(
        alt.vconcat(upper, lower, spacing=24),
        title=title or f"{name}: cohesion in roll calls",
        width=WIDTH,
        description=f"Cohesion of {name} by year: {listed(told)}. Turnout is in the lower panel.",
        # Its names are bold, and in some fonts wider than the layout takes them for.
        padding={"left": 10, "right": 28, "top": 10, "bottom": 10},
        fixed=False,
    )


def cohesion_table(bloc: str, years: Sequence[CohesionYear]) -> Table:
    """One row a year; an index that could not be formed is an empty cell."""
    return Table(
        columns=("bloc", "year", "roll_calls", "rice", "lijphart", "hix_noury_roland", "turnout"),
        rows=tuple(
            (bloc, held.year, held.roll_calls, held.rice, held.lijphart, held.hix_noury_roland, held.turnout)
            for held in sorted(years, key=lambda held: held.year)
        ),
    )


def _line(name: str, field: str, years: Sequence[CohesionYear]) -> Line:
    points = []
    for held in years:
        value: float | None = getattr(held, field)
        if value is not None:
            about = f"{name}, {held.year}: {value:.2f}, {held.roll_calls} roll calls"
            points.append(Point(year=held.year, value=value, about=about))
    return Line(label=name, points=tuple(points))


def _ends(line: Line) -> str:
    first = min(line.points, key=lambda point: point.year)
    last = max(line.points, key=lambda point: point.year)
    return f"{line.label} from {first.value:.2f} in {first.year} to {last.value:.2f} in {last.year}"
