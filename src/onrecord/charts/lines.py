"""Lines over years: each with a dash and a shape of its own, a gap where there is no figure, its name at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import Datum, texts, values
from onrecord.charts.labels import fitted, spread
from onrecord.charts.palette import LINE, STROKES, Stroke
from onrecord.charts.series import FROM_LINE, NAME_ROOM, NAME_SIZE, WIDTH, Line, Scales

if TYPE_CHECKING:
    import altair as alt

    from onrecord.charts.frame import Chart

_SHAPES = 9
"""About how many shapes stand on a line."""


def line_layers(lines: Sequence[Line], scales: Scales, *, names: bool = True) -> Chart:
    """The lines of one panel with axes and, at the right, the names in the order of the lines' ends."""
    import altair as alt

    layers = []
    drawn = [(line, stroke) for line, stroke in zip(lines, STROKES, strict=False) if line.points]
    for line, stroke in drawn:
        if line.points[0].low is not None:
            layers.append(_band(_data(line), stroke, scales))
    for number, (line, stroke) in enumerate(drawn):
        layers += _stroke(line, number, stroke, scales)
    if names:
        layers += _names(drawn, scales)
    return alt.layer(*layers).properties(width=WIDTH, height=scales.height)


def _data(line: Line) -> list[Datum]:
    rows: list[Datum] = []
    run, before = 0, None
    for point in sorted(line.points, key=lambda point: point.year):
        # A run is a stretch of years without a gap; only within it is there a line.
        run += before is not None and point.year != before + 1
        before = point.year
        row = {"year": point.year, "value": point.value, "run": run, "about": point.about}
        rows.append(row if point.low is None else {**row, "low": point.low, "high": point.high})
    return rows


def _axes(scales: Scales, upwards: str = "value:Q") -> tuple[alt.X, alt.Y]:
    import altair as alt

    first, last = scales.years
    step = next((step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= 10), 100)
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    domain = [first, last] if last > first else [first - 1, last + 1]
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=domain, nice=False, zero=False),
        axis=alt.Axis(title=None, format="d", values=ticks, grid=False),
    )
    y = alt.Y(
        upwards,
        scale=alt.Scale(domain=[scales.low, scales.high], nice=False, zero=False),
        axis=alt.Axis(
            title=scales.title, format=scales.format, tickCount=scales.ticks, minExtent=44, maxExtent=44
        ),
    )
    return x, y


def _band(rows: Sequence[Datum], stroke: Stroke, scales: Scales) -> alt.Chart:
    import altair as alt

    x, y = _axes(scales, "low:Q")
    area: alt.Chart = (
        alt.Chart(values(rows))
        .mark_area(color=stroke.colour, opacity=0.2)
        .encode(x=x, y=y, y2="high:Q", detail="run:N")
    )
    return area


def _stroke(line: Line, number: int, stroke: Stroke, scales: Scales) -> Iterator[alt.Chart]:
    import altair as alt

    x, y = _axes(scales)
    rows = _data(line)
    yield (
        alt.Chart(values(rows))
        .mark_line(strokeJoin="round", color=stroke.colour, strokeWidth=2, strokeDash=list(stroke.dash))
        .encode(x=x, y=y, detail="run:N")
    )
    tip = alt.Tooltip("about:N", title=" ")
    yield (
        alt.Chart(values(rows))
        .mark_circle(color=stroke.colour, size=14, opacity=1)
        .encode(x=x, y=y, tooltip=tip)
    )
    yield (
        alt.Chart(values(_shaped(rows, number)))
        .mark_point(shape=stroke.shape, color=stroke.colour, fill=stroke.colour, size=62, opacity=1)
        .encode(x=x, y=y, tooltip=tip)
    )


def _shaped(rows: Sequence[Datum], number: int) -> list[Datum]:
    """Some of the points, at other years for each line, and the last of all."""
    step = max(1, len(rows) // _SHAPES)
    return [
        row for index, row in enumerate(rows) if (index + 2 * number) % step == 0 or index == len(rows) - 1
    ]


def _names(drawn: Sequence[tuple[Line, Stroke]], scales: Scales) -> list[alt.Chart]:
    import altair as alt

    first, last = scales.years
    ends = [max(line.points, key=lambda point: point.year) for line, _ in drawn]
    wanted = [scales.pixel(point.value) for point in ends]
    rules, words = [], []
    for (line, stroke), end, at, y in zip(
        drawn, ends, wanted, spread(wanted, gap=16, room=scales.height), strict=True
    ):
        share = (end.year - first) / (last - first) if last > first else 0.5
        start = WIDTH * share + 6
        rules.append({"x": start, "y": at, "x2": WIDTH + FROM_LINE - 4, "y2": y})
        text = fitted(line.label, NAME_ROOM, NAME_SIZE)
        words.append({"x": WIDTH + FROM_LINE, "y": y, "text": text, "ink": stroke.colour})
    leaders = (
        alt.Chart(values(rules))
        .mark_rule(color=LINE, strokeWidth=0.8, strokeDash=[1, 3])  # so that it is taken for no figure
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            x2="x2:Q",
            y2="y2:Q",
        )
    )
    return [leaders, texts(words, size=NAME_SIZE, bold=True)]
