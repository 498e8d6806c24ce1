"""Who stands how towards whom, as a table of lettered cells: declared filled, ascribed hollow and in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import Datum, framed, nothing_to_draw, rects, texts
from onrecord.charts.labels import fitted, text_width
from onrecord.charts.palette import FAINT, INK
from onrecord.charts.stances import SIGNS, StanceCount
from onrecord.charts.values import Table
from onrecord.errors import UsageError
from onrecord.plaintext import sort_key

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

MOST = 40
"""Holders, and counterparts, in one picture."""
_LINE, _MARK = 22, 32
_NAMES = 190
_HEAD = 150


def stance_matrix(counts: Sequence[StanceCount], *, title: str = "") -> Chart:
    """Holders down, counterparts across, both by name; a cell has one mark for each direction, with its number of reports.

    UsageError where nobody stands towards anybody, or for more than 40 of either.
    """
    held = _towards(counts)
    holders, towards = _names(held)
    import altair as alt

    widths = [_MARK * max(1, _most_marks(held, name)) + 8 for name in towards]
    lefts = [_NAMES + sum(widths[:at]) for at in range(len(widths))]
    top = 14 + max(round(text_width(fitted(name, _HEAD, 11), 11)) for name in towards)
    width, height = _NAMES + sum(widths), top + len(holders) * _LINE
    boxes: list[Datum] = []
    letters: list[Datum] = []
    for row, holder in enumerate(holders):
        y = top + row * _LINE
        for left, across, toward in zip(lefts, widths, towards, strict=True):
            boxes.append(_ground(left, y, across))
            for at, one in enumerate(_cell(held, holder, toward)):
                box, letter = _mark(left + 4 + at * _MARK, y, one)
                boxes.append(box)
                letters.append(letter)
    names = [
        _words(_NAMES - 6, top + row * _LINE, fitted(name, _NAMES - 8, 11))
        for row, name in enumerate(holders)
    ]
    heads = [
        {"x": left + across / 2, "y": top - 6, "text": fitted(name, _HEAD, 11), "ink": INK}
        for left, across, name in zip(lefts, widths, towards, strict=True)
    ]
    chart = alt.layer(
        rects(boxes),
        texts(letters, size=11, bold=True, align="center"),
        texts(names, size=11, align="right"),
        texts(heads, size=11, angle=270),
    ).properties(width=width, height=height)
    return framed(
        chart,
        title=title,
        width=width,
        description=_description(held, holders, towards),
        padding={"left": 8, "right": 8, "top": 44 if title else 8, "bottom": 8},
    )


def stance_matrix_table(counts: Sequence[StanceCount]) -> Table:
    """One row for each mark, in the order of the picture."""
    held = _towards(counts)
    holders, towards = _names(held)
    return Table(
        columns=("holder", "toward", "direction", "declared", "reports"),
        rows=tuple(
            (one.holder, one.toward, SIGNS[one.polarity][1], "yes" if one.declared else "no", one.reports)
            for holder in holders
            for toward in towards
            for one in _cell(held, holder, toward)
        ),
    )


def _towards(counts: Sequence[StanceCount]) -> list[StanceCount]:
    held = [one for one in counts if one.toward]
    if not held:
        raise nothing_to_draw("nobody stands towards anybody", "ask for other positions")
    return held


def _names(held: Sequence[StanceCount]) -> tuple[list[str], list[str]]:
    holders = sorted({one.holder for one in held}, key=sort_key)
    towards = sorted({one.toward for one in held}, key=sort_key)
    for what, names in (("holders", holders), ("counterparts", towards)):
        if len(names) > MOST:
            raise UsageError(
                f"{len(names)} {what} do not fit one picture", remedy=f"choose at most {MOST} by filters"
            )
    return holders, towards


def _cell(held: Sequence[StanceCount], holder: str, toward: str) -> list[StanceCount]:
    found = [one for one in held if (one.holder, one.toward) == (holder, toward)]
    return sorted(found, key=lambda one: (-one.polarity, not one.declared))


def _most_marks(held: Sequence[StanceCount], toward: str) -> int:
    marks: dict[str, int] = {}
    for one in held:
        if one.toward == toward:
            marks[one.holder] = marks.get(one.holder, 0) + 1
    return max(marks.values())


def _ground(x: float, y: float, width: float) -> Datum:
    return {"x": x, "x2": x + width, "y": y, "y2": y + _LINE, "fill": "none", "stroke": FAINT, "about": ""}


def _mark(x: float, y: float, one: StanceCount) -> tuple[Datum, Datum]:
    sign, word, fill, ink = SIGNS[one.polarity]
    told = f"{sign}{one.reports}"
    how = "declared" if one.declared else "ascribed"
    about = f"{fitted(one.holder, 300, 12)} towards {fitted(one.toward, 300, 12)}: {word}, {how}, {one.reports} reports"
    box = {
        "x": x + 1, "x2": x + _MARK - 1, "y": y + 3, "y2": y + _LINE - 3,
        "fill": fill if one.declared else "none", "stroke": fill, "about": about,
    }  # fmt: skip
    letter = {
        "x": x + _MARK / 2, "y": y + _LINE / 2, "text": told if one.declared else f"({told})",
        "ink": ink if one.declared else INK,
    }  # fmt: skip
    return box, letter


def _words(x: float, y: float, text: str) -> Datum:
    return {"x": x, "y": y + _LINE / 2, "text": text, "ink": INK}


def _description(held: Sequence[StanceCount], holders: Sequence[str], towards: Sequence[str]) -> str:
    declared = sum(one.declared for one in held)
    return (
        f"Table of {len(holders)} holders by {len(towards)} counterparts: {declared} marks of declared stances, "
        f"{len(held) - declared} of ascribed ones in brackets, each with its number of independent reports."
    )
