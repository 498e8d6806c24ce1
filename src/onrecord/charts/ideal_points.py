"""Ideal points with their intervals: some states over years, or many states in one year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import Datum, framed, listed, nothing_to_draw, values
from onrecord.charts.labels import fitted
from onrecord.charts.lines import line_layers
from onrecord.charts.palette import INK, STROKES
from onrecord.charts.series import WIDTH, Line, Point, Scales, check_number, padding, years_of
from onrecord.charts.values import Estimate, IdealPointDot, IdealPointLine, Table
from onrecord.plaintext import sort_key

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

AXIS = "ideal point"
_ROWS_A_PANEL = 66
_ROW = 15
_LABELS = 170
_PANEL = 300


def ideal_point_lines(lines: Sequence[IdealPointLine], *, title: str = "", axis: str = AXIS) -> Chart:
    """At most eight states; the bands are the intervals. UsageError where no state has an estimate."""
    check_number(lines)
    drawn = [_line(line) for line in lines]
    estimates = [held for line in lines for _, held in line.years if held is not None]
    if not estimates:
        raise nothing_to_draw("no state has an ideal point", "choose states and years with roll calls")
    low, high = _range(estimates)
    scales = Scales(years=years_of(drawn), low=low, high=high, title=fitted(axis, 300, 12))
    return framed(
        line_layers(drawn, scales),
        title=title,
        width=WIDTH,
        description=_lines_description(lines),
        padding=padding([line.label for line in drawn], title),
    )


def ideal_point_lines_table(lines: Sequence[IdealPointLine]) -> Table:
    """One row for each state and year; a year without an estimate has empty cells."""
    return Table(
        columns=("state", "year", "ideal_point", "low", "high"),
        rows=tuple(
            (line.name, year, *_cells(held))
            for line in lines
            for year, held in sorted(line.years, key=lambda pair: pair[0])
        ),
    )


def ideal_point_dots(dots: Sequence[IdealPointDot], *, title: str = "", axis: str = AXIS) -> Chart:
    """One state a line, from the lowest ideal point to the highest, with its interval; folded into columns.

    UsageError where there is no state.
    """
    if not dots:
        raise nothing_to_draw("no state has an ideal point", "choose a year with roll calls")
    import altair as alt

    ordered = _sorted(dots)
    many = -(-len(ordered) // _ROWS_A_PANEL)
    most = -(-len(ordered) // many)
    domain = _range([dot.estimate for dot in ordered])
    panels = [
        _panel(ordered[start : start + most], domain, fitted(axis, _PANEL, 12))
        for start in range(0, len(ordered), most)
    ]
    ends = f"{fitted(ordered[0].name, 300, 12)} lowest, {fitted(ordered[-1].name, 300, 12)} highest"
    return framed(
        alt.hconcat(*panels, spacing=20),
        title=title,
        width=many * (_PANEL + _LABELS),
        description=f"Ideal points of {len(ordered)} states with intervals, in order: {ends}.",
        padding=10,
        fixed=False,
        frame="bounds",
    )


def ideal_point_dots_table(dots: Sequence[IdealPointDot]) -> Table:
    """One row for each state, in the order of the picture."""
    return Table(
        columns=("state", "name", "ideal_point", "low", "high"),
        rows=tuple((dot.state, dot.name, *_cells(dot.estimate)) for dot in _sorted(dots)),
    )


def _sorted(dots: Sequence[IdealPointDot]) -> list[IdealPointDot]:
    return sorted(dots, key=lambda dot: (dot.estimate.point, sort_key(dot.name), dot.state))


def _cells(held: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if held is None else (held.point, held.low, held.high)


def _range(estimates: Sequence[Estimate]) -> tuple[float, float]:
    """All intervals, widened to halves, so that pictures of neighbouring years are alike."""
    low = math.floor(2 * min(held.low for held in estimates)) / 2
    high = math.ceil(2 * max(held.high for held in estimates)) / 2
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def _said(name: str, year: int | None, held: Estimate) -> str:
    when = "" if year is None else f", {year}"
    return f"{fitted(name, 300, 12)}{when}: {held.point:.2f}, interval {held.low:.2f} to {held.high:.2f}"


def _line(line: IdealPointLine) -> Line:
    return Line(
        label=line.name,
        points=tuple(
            Point(
                year=year, value=held.point, low=held.low, high=held.high, about=_said(line.name, year, held)
            )
            for year, held in line.years
            if held is not None
        ),
    )


def _lines_description(lines: Sequence[IdealPointLine]) -> str:
    told = []
    for line in lines:
        held = sorted(
            ((year, held) for year, held in line.years if held is not None), key=lambda pair: pair[0]
        )
        if held:
            (first, began), (last, ended) = held[0], held[-1]
            told.append(f"{line.name} from {began.point:.2f} in {first} to {ended.point:.2f} in {last}")
    return f"Lines of ideal points by year with bands for the intervals: {listed(told)}."


def _panel(dots: Sequence[IdealPointDot], domain: tuple[float, float], axis: str) -> Chart:
    import altair as alt

    # The number keeps two states of one name apart; the axis cuts it off again.
    labels = [f"{number:03d}{fitted(dot.name, _LABELS - 16, 11)}" for number, dot in enumerate(dots)]
    rows: list[Datum] = [
        {
            "state": label,
            "point": dot.estimate.point,
            "low": dot.estimate.low,
            "high": dot.estimate.high,
            "about": _said(dot.name, None, dot.estimate),
        }
        for label, dot in zip(labels, dots, strict=True)
    ]
    axis_y = alt.Axis(
        title=None, labelExpr="slice(datum.label, 3)", labelLimit=_LABELS, minExtent=_LABELS, maxExtent=_LABELS,
        ticks=False, domain=False, grid=True,
    )  # fmt: skip
    axis_x = alt.Axis(title=axis, labelFlush=True, tickCount=6, format=".1f")
    base = alt.Chart(values(rows)).encode(
        y=alt.Y("state:N", sort=labels, axis=axis_y), tooltip=alt.Tooltip("about:N", title=" ")
    )
    scale = alt.Scale(domain=list(domain), nice=False, zero=False)
    bars = base.mark_rule(color=INK, strokeWidth=1.4, opacity=0.75).encode(
        x=alt.X("low:Q", scale=scale, axis=axis_x), x2="high:Q"
    )
    points = base.mark_point(
        shape="circle", fill=STROKES[0].colour, color=STROKES[0].colour, size=34, opacity=1
    ).encode(x=alt.X("point:Q", scale=scale, axis=axis_x))
    return alt.layer(bars, points).properties(width=_PANEL, height=_ROW * len(dots))
