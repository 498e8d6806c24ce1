"""States by roll calls: one lettered cell for each vote, the states under their blocs, folded into columns of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.charts.frame import Datum, framed, nothing_to_draw, rects, texts, vote_key
from onrecord.charts.labels import fitted, text_width
from onrecord.charts.palette import FAINT, INK, SEGMENTS
from onrecord.charts.values import StateRow, Table
from onrecord.errors import UsageError
from onrecord.plaintext import sort_key
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

MOST_ROLL_CALLS = 60
NO_BLOC = "Other states"
_LINE = 16
_CELL = 22
_NAMES = 168
_HEAD = 166
"""Most room for the roll calls' names, which are written upwards."""
_GUTTER = 34
_LINES_A_PANEL = 70
_TOP = 24
_KEY = 430
"""The key's height with the room beneath, and its width."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the matrix: a heading of a bloc, or a state."""

    heading: str
    row: StateRow | None = None


def vote_matrix(roll_calls: Sequence[str], rows: Sequence[StateRow], *, title: str = "") -> Chart:
    """Rows by bloc and name, columns as given; `roll_calls` are their headings. A seat that did not exist is blank.

    UsageError for no row, no roll call or more than 60, or a row of another length.
    """
    _check(roll_calls, rows)
    import altair as alt

    panels = _panels(_lines(rows))
    across = _NAMES + len(roll_calls) * _CELL
    width = max(_KEY, len(panels) * (across + _GUTTER) - _GUTTER)
    heads_end = _TOP + 16 + max(round(text_width(fitted(call, _HEAD, 11), 11)) for call in roll_calls)
    height = heads_end + max(map(len, panels)) * _LINE
    boxes: list[Datum] = []
    letters: list[Datum] = []
    names: list[Datum] = []
    heads: list[Datum] = []
    headings: list[Datum] = []
    for number, panel in enumerate(panels):
        left = number * (across + _GUTTER)
        heads += [_head(left + _NAMES, heads_end, index, call) for index, call in enumerate(roll_calls)]
        for index, line in enumerate(panel):
            y = heads_end + index * _LINE
            if line.row is None:
                boxes.append(_band(left, y, across, line.heading))
                headings.append(_words(left + 4, y, fitted(line.heading, across - 8, 11)))
                continue
            names.append(_words(left + _NAMES - 6, y, fitted(line.row.name, _NAMES - 8, 11)))
            boxes += _boxes(left + _NAMES, y, line.row, roll_calls)
            letters += _letters(left + _NAMES, y, line.row)
    chart = alt.layer(
        rects(boxes),
        texts(letters, size=10, bold=True, align="center"),
        texts(names, size=11, align="right"),
        texts(headings, size=11, bold=True),
        texts(heads, size=11, angle=270),
        *vote_key(0, 0, blank=True),
    ).properties(width=width, height=height)
    return framed(
        chart,
        title=title,
        width=width,
        description=_description(roll_calls, rows),
        padding={"left": 8, "right": 8, "top": 44 if title else 8, "bottom": 8},
    )


def vote_matrix_table(roll_calls: Sequence[str], rows: Sequence[StateRow]) -> Table:
    """One row for each cell, the blank ones included, in the order of the picture."""
    _check(roll_calls, rows)
    return Table(
        columns=("bloc", "state", "name", "roll_call", "vote"),
        rows=tuple(
            (row.bloc, row.state, row.name, call, option.value)
            for row in _sorted(rows)
            for call, option in zip(roll_calls, row.options, strict=True)
        ),
    )


def _check(roll_calls: Sequence[str], rows: Sequence[StateRow]) -> None:
    if not rows or not roll_calls:
        raise nothing_to_draw("no state or no roll call", "name at least one of each")
    if len(roll_calls) > MOST_ROLL_CALLS:
        raise UsageError(
            f"{len(roll_calls)} roll calls do not fit one picture",
            remedy=f"draw {MOST_ROLL_CALLS} at a time",
        )
    for row in rows:
        if len(row.options) != len(roll_calls):
            raise UsageError(
                f"{row.state} has {len(row.options)} votes for {len(roll_calls)} roll calls",
                remedy="give one vote state for each roll call",
            )


def _sorted(rows: Sequence[StateRow]) -> list[StateRow]:
    return sorted(rows, key=lambda row: (not row.bloc, sort_key(row.bloc), sort_key(row.name), row.state))


def _lines(rows: Sequence[StateRow]) -> list[_Line]:
    lines: list[_Line] = []
    for bloc, members in groupby(_sorted(rows), key=lambda row: row.bloc):
        held = list(members)
        heading = f"{fitted(bloc or NO_BLOC, 400, 11)} ({len(held)})"
        lines += [_Line(heading), *(_Line(heading, row) for row in held)]
    return lines


def _panels(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines folded into as few columns as are read without scrolling far; a cut bloc has its heading again."""
    many = -(-len(lines) // _LINES_A_PANEL)
    most = -(-(len(lines) + many) // many)
    panels: list[list[_Line]] = [[]]
    for line in lines:
        lonely = line.row is None and len(panels[-1]) == most - 1
        if len(panels[-1]) >= most or lonely:
            panels.append([])
            if line.row is not None:
                panels[-1].append(_Line(f"{line.heading}, continued"))
        panels[-1].append(line)
    return panels


def _words(x: float, y: float, text: str) -> Datum:
    return {"x": x, "y": y + _LINE / 2, "text": text, "ink": INK}


def _head(left: float, end: float, index: int, call: str) -> Datum:
    x = left + index * _CELL + _CELL / 2
    return {"x": x, "y": end - 6, "text": fitted(call, _HEAD, 11), "ink": INK}


def _band(left: float, y: float, across: float, heading: str) -> Datum:
    return {
        "x": left, "x2": left + across, "y": y + 1, "y2": y + _LINE - 1, "fill": FAINT, "stroke": "none", "about": heading,
    }  # fmt: skip


def _boxes(left: float, y: float, row: StateRow, roll_calls: Sequence[str]) -> Iterator[Datum]:
    for index, (option, call) in enumerate(zip(row.options, roll_calls, strict=True)):
        if option in SEGMENTS:
            x = left + index * _CELL
            yield {
                "x": x + 0.5,
                "x2": x + _CELL - 0.5,
                "y": y + 0.5,
                "y2": y + _LINE - 0.5,
                "fill": SEGMENTS[option][0],
                "stroke": "none",
                "about": f"{fitted(row.name, 300, 12)}, {fitted(call, 300, 12)}: {option.value}",
            }


def _letters(left: float, y: float, row: StateRow) -> Iterator[Datum]:
    for index, option in enumerate(row.options):
        if option in SEGMENTS:
            _, ink, letter = SEGMENTS[option]
            yield {"x": left + index * _CELL + _CELL / 2, "y": y + _LINE / 2, "text": letter, "ink": ink}


def _description(roll_calls: Sequence[str], rows: Sequence[StateRow]) -> str:
    blocs = len({row.bloc for row in rows})
    counts = {option: sum(row.options.count(option) for row in rows) for option in VoteOption}
    told = ", ".join(f"{count} {option.value}" for option, count in counts.items())
    return (
        f"Table of {len(rows)} states under {blocs} headings by {len(roll_calls)} roll calls, "
        f"one lettered cell a vote: {told}."
    )
