"""Stacked bars of a roll call: all members and each bloc, not voting included, the numbers in the segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import Datum, framed, listed, nothing_to_draw, values, vote_key
from onrecord.charts.labels import fitted, text_width
from onrecord.charts.palette import EDGE, FAINT, LINE, SEGMENTS
from onrecord.charts.values import Bar, Table
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

WIDTH = 600
"""Of the bars, in CSS pixels; the labels stand to their left."""
_LABELS = 250
_STEP = 34
_NAME = 190
"""Room for a name; the table beside the chart has the whole of it."""
_NARROWEST_LABEL = 0.055
"""Segments below this share of the bar have no room for letter and number; the table beside the chart has both."""


def vote_bars(bars: Sequence[Bar], *, title: str = "", alone: bool = True) -> Chart:
    """Bars in the order given, each a whole of its seats.

    `alone`: the picture explains its marks and puts numbers into thin segments too; without it, the page beside it does.

    UsageError where nobody has a seat.
    """
    rows = [row for number, bar in enumerate(bars) for row in _segments(bar, number, alone)]
    if not rows:
        raise nothing_to_draw("no bar has a seat", "give the tally of a roll call that was taken")
    import altair as alt

    order = [_label(bar, number) for number, bar in enumerate(bars)]
    axis_y = alt.Axis(
        title=None, labelExpr="slice(datum.label, 3)", labelLimit=_LABELS - 12, minExtent=_LABELS,
        maxExtent=_LABELS, ticks=False, domain=False, labelFontSize=13, labelPadding=8,
    )  # fmt: skip
    axis_x = alt.Axis(
        title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1], labelFontSize=11, labelFlush=True,
        tickColor=LINE, domainColor=LINE, gridColor=FAINT,
    )  # fmt: skip
    base = alt.Chart(values(rows)).encode(y=alt.Y("bar:N", sort=order, axis=axis_y))
    segments = base.mark_bar(stroke=EDGE, strokeWidth=0.6, height=24).encode(
        x=alt.X("start:Q", axis=axis_x, scale=alt.Scale(domain=[0, 1], nice=False)),
        x2="end:Q",
        color=alt.Color("fill:N", scale=None, legend=None),
        tooltip=alt.Tooltip("about:N", title=" "),
    )
    numbers = base.mark_text(fontSize=12, fontWeight="bold", baseline="middle").encode(
        x=alt.X("middle:Q"), text="text:N", color=alt.Color("ink:N", scale=None, legend=None)
    )
    chart = alt.layer(segments, numbers, *(vote_key(0, -28) if alone else ())).properties(
        width=WIDTH, height=_STEP * len(bars)
    )
    return framed(
        chart,
        title=title,
        width=WIDTH + _LABELS,
        description=_description(bars),
        fixed=False,
        frame="bounds",
    )


def vote_bars_table(bars: Sequence[Bar]) -> Table:
    """One row for each bar and vote state, the states without a seat included; share of the seats."""
    return Table(
        columns=("bar", "vote", "count", "seats", "share_of_seats"),
        rows=tuple(
            (bar.label, option.value, bar.tally.count(option), bar.tally.seats, _share(bar, option))
            for bar in bars
            for option in VoteOption
        ),
    )


def _number(letter: str, count: int, share: float, alone: bool) -> str:
    if share >= _NARROWEST_LABEL:
        return f"{letter} {count}"
    return str(count) if alone and text_width(str(count), 12) < share * WIDTH - 2 else ""


def _share(bar: Bar, option: VoteOption) -> float | None:
    if option is VoteOption.NOT_A_MEMBER or not bar.tally.seats:
        return None
    return round(bar.tally.count(option) / bar.tally.seats, 6)


def _description(bars: Sequence[Bar]) -> str:
    told = [
        f"{bar.label}, {bar.tally.seats} seats: "
        + ", ".join(f"{bar.tally.count(option)} {option.value}" for option in SEGMENTS)
        for bar in bars
    ]
    return f"Stacked bars of a roll call. {listed(told, 12)}."


def _label(bar: Bar, number: int) -> str:
    # The number keeps two blocs of one name apart; the axis cuts it off again.
    return f"{number:03d}{fitted(bar.label, _NAME, 13)} ({bar.tally.seats})"


def _segments(bar: Bar, number: int, alone: bool) -> Iterator[Datum]:
    start = 0.0
    for option, (fill, ink, letter) in SEGMENTS.items():
        count = bar.tally.count(option)
        if count and bar.tally.seats:
            share = count / bar.tally.seats
            yield {
                "bar": _label(bar, number),
                "start": start,
                "end": start + share,
                "middle": start + share / 2,
                "fill": fill,
                "ink": ink,
                "text": _number(letter, count, share, alone),
                "about": f"{fitted(bar.label, 400, 12)}: {count} of {bar.tally.seats} {option.value}",
            }
            start += share
