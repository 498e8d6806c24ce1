"""Charts: stacked bars of a roll call as inline SVG, drawn by Altair through vl-convert.

Everything that fonts could move is given fixed room, so that the picture is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.report.content import Tally
from onrecord.report.plaintext import visible
from onrecord.vocabulary import VoteOption

WIDTH = 600
"""Of the bars, in CSS pixels; the labels stand to their left."""
_LABELS = 250
_STEP = 34
_LETTERS = 26
"""Of a label; the table beside the chart has the whole name."""
_NARROWEST_LABEL = 0.055
"""Segments below this share of the bar carry no number; the table beside the chart has it."""

# Okabe and Ito's colours, with the ink that reads on each.
SEGMENTS: Mapping[VoteOption, tuple[str, str, str]] = {
    VoteOption.YES: ("#0072B2", "#ffffff", "Y"),
    VoteOption.NO: ("#D55E00", "#000000", "N"),
    VoteOption.ABSTAIN: ("#F0E442", "#000000", "A"),
    VoteOption.NOT_VOTING: ("#BBBBBB", "#000000", "–"),
}
_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: a bloc, or all members."""

    label: str
    tally: Tally


def vote_chart(bars: Sequence[Bar]) -> str:
    """The bars as one `<svg>` element without namespaces, scripts or links; empty where nobody has a seat."""
    rows = [row for number, bar in enumerate(bars) for row in _segments(bar, number)]
    if not rows:
        return ""
    # Altair takes most of a second to import, which a run without roll calls need not wait for.
    import altair
    import vl_convert

    known = vl_convert.get_vegalite_versions()
    wanted = altair.SCHEMA_VERSION.removeprefix("v").rsplit(".", 1)[0]
    spec = _spec(altair, rows, [_label(bar, number) for number, bar in enumerate(bars)])
    svg: str = vl_convert.vegalite_to_svg(
        spec, vl_version=wanted if wanted in known else known[-1], allowed_base_urls=[]
    )
    return _inline(svg)


def _label(bar: Bar, number: int) -> str:
    # The number keeps two blocs of one name apart; the axis cuts it off again.
    return f"{number:03d}{_short(visible(bar.label))} ({bar.tally.seats})"


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _segments(bar: Bar, number: int) -> Iterator[dict[str, Any]]:
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
                "text": f"{letter} {count}" if share >= _NARROWEST_LABEL else "",
            }
            start += share


def _spec(altair: Any, rows: list[dict[str, Any]], order: list[str]) -> dict[str, Any]:
    alt = altair
    axis_y = alt.Axis(
        title=None, labelExpr="slice(datum.label, 3)", labelLimit=_LABELS - 12, minExtent=_LABELS,
        maxExtent=_LABELS, ticks=False, domain=False, labelFontSize=13, labelPadding=8,
    )  # fmt: skip
    axis_x = alt.Axis(
        title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1], labelFontSize=11, labelFlush=True,
        tickColor="#888888", domainColor="#888888", gridColor="#88888855",
    )  # fmt: skip
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("bar:N", sort=order, axis=axis_y))
    bars = base.mark_bar(stroke="#777777", strokeWidth=0.6, height=24).encode(
        x=alt.X("start:Q", axis=axis_x, scale=alt.Scale(domain=[0, 1], nice=False)),
        x2="end:Q",
        color=alt.Color("fill:N", scale=None, legend=None),
    )
    texts = base.mark_text(fontSize=12, fontWeight="bold", baseline="middle").encode(
        x=alt.X("middle:Q"), text="text:N", color=alt.Color("ink:N", scale=None, legend=None)
    )
    chart = (
        alt.layer(bars, texts)
        .properties(width=WIDTH, height=alt.Step(_STEP), padding=6, background="transparent")
        .configure(font="system-ui, sans-serif", aria=False)
        .configure_view(stroke=None)
        .configure_axis(labelColor="currentColor")
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def _inline(svg: str) -> str:
    # Inside HTML the namespaces say nothing; without them the page names no address at all.
    return _NAMESPACES.sub("", svg, count=4)
