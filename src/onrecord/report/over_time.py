"""The record over time: charts of the case's roll calls, parties and blocs, each with its figures as a table and as CSV.

The CSV lies in the page itself as the address of a link, so that it can be saved without network or script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from markupsafe import Markup

from onrecord.charts import (
    Table,
    agreement_lines,
    agreement_table,
    cohesion_lines,
    cohesion_table,
    ideal_point_lines,
    ideal_point_lines_table,
    inline_svg,
    vote_map,
    vote_map_table,
    vote_matrix,
    vote_matrix_table,
)
from onrecord.report.content import OverTime, ReportContent, RollCallsBeside, VoteTable
from onrecord.report.lookup import anchor
from onrecord.vocabulary import VoteOption

Line = TypeVar("Line")
_LINES = 8
"""As many as one picture carries."""
_LEAST_SEATS = 30
_LETTERS = {
    VoteOption.YES: "Y", VoteOption.NO: "N", VoteOption.ABSTAIN: "A", VoteOption.NOT_VOTING: "–",
    VoteOption.NOT_A_MEMBER: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One chart as SVG, with its figures."""

    anchor: str
    title: str
    words: str
    """What is shown, and how to read it."""
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The figures as printed; numbers with three decimals."""
    csv: Markup
    """A `data:` address of the CSV file."""
    file: str
    kind: str = "lines"
    """`lines`, `map`, or `matrix`, which is drawn in its own size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTimeView:
    """The figures under each heading, and what could not be drawn, in words."""

    first: str
    last: str
    roll_calls: int
    beside: tuple[Figure, ...]
    maps: tuple[Figure, ...]
    maps_left_out: int
    """Earlier roll calls for which there was no room."""
    small: tuple[str, ...]
    """Roll calls of so few seats that a map of all states would be empty."""
    agreement: tuple[Figure, ...]
    points: tuple[Figure, ...]
    align: str
    """The command that would estimate ideal points; empty where they are drawn or nobody asked."""
    cohesion: tuple[Figure, ...]
    notes: tuple[str, ...]


def build_over_time(content: ReportContent, *, most_maps: int) -> OverTimeView | None:
    """All figures; None where no General Assembly votes were imported. `most_maps`: the latest roll calls are drawn."""
    held = content.over_time
    if held is None:
        return None
    tables = sorted(
        (table for table in content.roll_calls if table.whole and table.states),
        key=lambda table: (table.date, table.instrument, table.id),
    )
    large = [table for table in tables if _seats(table) >= _LEAST_SEATS]
    mapped = large[max(0, len(large) - most_maps) :]
    asked = held.parties and not held.estimated
    return OverTimeView(
        first=str(held.first),
        last=str(held.last),
        roll_calls=held.roll_calls,
        beside=(_beside(held.beside),) if held.beside else (),
        maps=tuple(_map(table) for table in mapped),
        maps_left_out=len(large) - len(mapped),
        small=tuple(table.instrument for table in tables if _seats(table) < _LEAST_SEATS),
        agreement=tuple(_agreement(held)),
        points=tuple(_points(held)),
        align=f"onrecord align {' '.join(held.parties)} --ledger FILE" if asked else "",
        cohesion=tuple(_cohesion(held)),
        notes=tuple(_notes(content, held)),
    )


def _seats(table: VoteTable) -> int:
    return sum(vote.option is not VoteOption.NOT_A_MEMBER for vote in table.states)


def _beside(held: RollCallsBeside) -> Figure:
    left_out = f" {held.left_out} earlier ones are not drawn." if held.left_out else ""
    shown = Table(
        columns=("bloc", "state", "name", *held.calls),
        rows=tuple(
            (row.bloc, row.state, row.name, *(_LETTERS[option] for option in row.options))
            for row in held.rows
        ),
    )
    return _figure(
        "Roll calls side by side",
        f"States under the blocs of the case, as of {held.blocs_on}, the day of the last of these votes. "
        f"A state of two blocs stands under both names. A blank means no seat in the body that voted.{left_out}",
        inline_svg(vote_matrix(held.calls, held.rows)),
        shown,
        "roll-calls.csv",
        csv=vote_matrix_table(held.calls, held.rows),
        kind="matrix",
    )


def _map(table: VoteTable) -> Figure:
    return _figure(
        f"{table.instrument}, {table.date}",
        "One tile a state, whatever its size. An empty tile had no seat in the body that voted.",
        inline_svg(vote_map(table.states)),
        vote_map_table(table.states),
        f"map-{table.instrument}.csv",
        kind="map",
    )


def _agreement(held: OverTime) -> Iterator[Figure]:
    # A pair without a common vote has no line.
    pairs = [line for line in held.agreement if any(year.common for year in line.years)]
    for lines, number in _parts(pairs):
        yield _figure(
            f"Agreement of the parties{number}",
            "Share of the votes that both cast in which they voted the same, an abstention beside yes or no counted half. "
            "Votes that one of them did not cast are left out. A year without a common vote is a gap.",
            inline_svg(agreement_lines(lines)),
            agreement_table(lines),
            f"agreement{number.replace(' ', '-')}.csv",
        )


def _points(held: OverTime) -> Iterator[Figure]:
    for lines, number in _parts(held.points):
        yield _figure(
            f"Ideal points of the parties{number}",
            "A scale that is estimated from all votes of the Assembly: mean 0 and standard deviation 1 within each year, states that "
            "vote alike near each other. The bands are intervals of 90 in 100. A place on it is no verdict on anybody.",
            inline_svg(ideal_point_lines(lines)),
            ideal_point_lines_table(lines),
            f"ideal-points{number.replace(' ', '-')}.csv",
        )


def _cohesion(held: OverTime) -> Iterator[Figure]:
    for bloc in held.cohesion:
        if any(_indexed(year.rice, year.lijphart, year.hix_noury_roland) for year in bloc.years):
            yield _figure(
                f"Cohesion: {bloc.name}",
                "How far its members voted alike, by three indices, each a mean over the year's roll calls; below, turnout, the "
                "share of the members' seats that cast a vote. Members are those of the day of each vote: "
                f"{bloc.first_members} with a seat in the first roll call, {bloc.last_members} in the last.",
                inline_svg(cohesion_lines(bloc.bloc, bloc.years, title="Indices above, turnout below")),
                cohesion_table(bloc.bloc, bloc.years),
                f"cohesion-{bloc.bloc}.csv",
            )


def _indexed(*indices: float | None) -> bool:
    return any(index is not None for index in indices)


def _notes(content: ReportContent, held: OverTime) -> Iterator[str]:
    if content.case is None:
        yield "No case was given, so there are no parties and no blocs to follow."
        return
    for party in content.case.parties:
        if party not in held.parties and party not in held.left_out:
            yield f"{content.actor_names.get(party, party)} had no seat in these roll calls."
    if held.left_out:
        yield f"Not followed here for want of room: {', '.join(held.left_out)}. See onrecord compare and onrecord bloc."
    for line in held.agreement:
        if not any(year.common for year in line.years):
            yield f"{line.first} and {line.second} share no vote."


def _parts(lines: Sequence[Line]) -> Iterator[tuple[Sequence[Line], str]]:
    """As many lines as a picture carries, with the number of the picture where there are several."""
    for start in range(0, len(lines), _LINES):
        yield lines[start : start + _LINES], f" {start // _LINES + 1}" if len(lines) > _LINES else ""


def _figure(
    title: str,
    words: str,
    svg: str,
    shown: Table,
    file: str,
    *,
    csv: Table | None = None,
    kind: str = "lines",
) -> Figure:
    text = (csv or shown).csv()
    return Figure(
        anchor=anchor("figure", title, file),
        title=title,
        words=words,
        svg=svg,
        columns=tuple(column.replace("_", " ") for column in shown.columns),
        rows=tuple(tuple(_cell(value) for value in row) for row in shown.rows),
        # Percent-encoded, so that nothing in it can end the attribute.
        csv=Markup(f"data:text/csv;charset=utf-8,{quote(text, safe='/:;,()', errors='backslashreplace')}"),  # noqa: S704
        file=re.sub(r"[^A-Za-z0-9.]+", "-", file).strip("-").lower(),
        kind=kind,
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
