"""What all charts share: Altair marks at fixed places, axes, the key of votes, and the frame around a picture.

Altair takes most of a second to import, so it is imported where a chart is made, and not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from onrecord.charts.labels import fitted, text_width
from onrecord.charts.palette import BLANK, EDGE, FAINT, INK, LINE, SEGMENTS
from onrecord.errors import UsageError
from onrecord.harmless import shortened
from onrecord.plaintext import visible
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    import altair as alt

    Chart: TypeAlias = alt.LayerChart | alt.FacetChart | alt.VConcatChart | alt.HConcatChart

Datum: TypeAlias = Mapping[str, Any]
FONT = "system-ui, sans-serif"
TITLE_SIZE = 15


def nothing_to_draw(what: str, remedy: str) -> UsageError:
    """The error of a chart without a figure."""
    return UsageError(f"nothing to draw: {what}", remedy=remedy)


def values(rows: Iterable[Datum]) -> alt.InlineData:
    """Rows as the data of a chart."""
    import altair as alt

    # Altair copies a chart at every step, and lists with all that is in them; a tuple it hands on as it is.
    return alt.InlineData(values=tuple(dict(row) for row in rows))


def rects(rows: Iterable[Datum]) -> alt.Chart:
    """Rectangles by pixels: x, x2, y, y2, fill, stroke, and the tooltip's `about`."""
    import altair as alt

    drawn: alt.Chart = (
        alt.Chart(values(rows))
        .mark_rect(strokeWidth=1)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            x2="x2:Q",
            y=alt.Y("y:Q", scale=None, axis=None),
            y2="y2:Q",
            fill=alt.Fill("fill:N", scale=None, legend=None),
            stroke=alt.Stroke("stroke:N", scale=None, legend=None),
            tooltip=alt.Tooltip("about:N", title=" "),
        )
    )
    return drawn


def texts(
    rows: Iterable[Datum],
    *,
    size: int,
    bold: bool = False,
    align: Literal["left", "center", "right"] = "left",
    angle: int = 0,
) -> alt.Chart:
    """Words by pixels: x, y (middle of the line), text, ink."""
    import altair as alt

    drawn: alt.Chart = (
        alt.Chart(values(rows))
        .mark_text(
            fontSize=size,
            fontWeight="bold" if bold else "normal",
            align=align,
            baseline="middle",
            angle=angle,
        )
        .encode(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            text="text:N",
            color=alt.Color("ink:N", scale=None, legend=None),
        )
    )
    return drawn


def vote_key(x: float, y: float, *, blank: bool = False) -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """The key of the marks of a vote, one line of 16 pixels that starts at (x, y). `blank`: of no seat, too."""
    boxes, letters, words = [], [], []
    marks = dict(SEGMENTS) | ({VoteOption.NOT_A_MEMBER: BLANK} if blank else {})
    for option, (fill, ink, letter) in marks.items():
        boxes.append(_box(x, y, fill, option))
        letters.append({"x": x + 8, "y": y + 8, "text": letter, "ink": ink})
        words.append({"x": x + 22, "y": y + 8, "text": option.value, "ink": INK})
        x += 22 + text_width(option.value, 12) + 18
    return rects(boxes), texts(letters, size=11, bold=True, align="center"), texts(words, size=12)


def _box(x: float, y: float, fill: str, option: VoteOption) -> Datum:
    return {"x": x, "x2": x + 16, "y": y, "y2": y + 16, "fill": fill, "stroke": EDGE, "about": option.value}


def framed(
    chart: Chart,
    *,
    title: str,
    width: float,
    description: str,
    padding: Any = 6,
    fixed: bool = True,
    frame: str = "group",
) -> Chart:
    """The chart with title, description and common look.

    With `fixed` the picture's size is its width, height and padding, whatever stands in it. `frame`: whether the
    title starts above the plot (`group`) or above its labels (`bounds`).
    """
    import altair as alt

    shown = fitted(title, width, TITLE_SIZE)
    more: dict[str, Any] = {}
    if shown:
        more["title"] = alt.TitleParams(shown, anchor="start", frame=frame, offset=14)
    if fixed:
        more["autosize"] = alt.AutoSizeParams(type="none")
    whole: Chart = (
        chart.properties(description=description, padding=padding, background="transparent", **more)
        .configure(font=FONT, aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            tickColor=LINE,
            domainColor=LINE,
            gridColor=FAINT,
            labelFontSize=11,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_title(color=INK, fontSize=TITLE_SIZE)
    )
    return whole


def listed(names: Sequence[str], most: int = 8) -> str:
    """Sentences' parts for a description: at most `most` of them, and how many more."""
    shown = [shortened(visible(name), 300) for name in names[:most]]
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return ", ".join([*shown, *more])
