"""Fits a brief on two pages: as many rows of each part as there is room for, chosen alike for every party.

Lines are estimated from lengths of text, so that the same brief is made for every format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from onrecord.brief.compose import by_name
from onrecord.brief.content import Brief, Change, Standing
from onrecord.brief.page import Heading, Items, Page, Run, Table, Words

PAGES = 2
_LINES = 75.0
"""Lines of an A4 page, as they are estimated below; beside what the typeset pages of the example hold."""
_WIDE = 118
"""Characters on a line of the text, on average."""
_NOTE_WIDE = 152
_NOTE_LINE = 0.74
"""Height of a footnote's line, in lines of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many rows of each part are shown."""

    rung: int
    ascribed: int
    changes: int
    votes: int
    beside: int
    differing: int
    figures: int


ROOMS = (
    *(Room(rung=size, ascribed=size, changes=size, votes=4, beside=6, differing=6, figures=6) for size in (14, 12, 10, 9, 8, 7)),
    Room(rung=6, ascribed=6, changes=6, votes=3, beside=4, differing=5, figures=5),
    Room(rung=5, ascribed=5, changes=5, votes=2, beside=4, differing=4, figures=4),
    Room(rung=5, ascribed=4, changes=4, votes=2, beside=3, differing=4, figures=4),
    Room(rung=4, ascribed=4, changes=4, votes=2, beside=3, differing=4, figures=3),
    Room(rung=3, ascribed=3, changes=3, votes=2, beside=2, differing=3, figures=3),
    Room(rung=3, ascribed=3, changes=4, votes=1, beside=2, differing=2, figures=2),
    Room(rung=3, ascribed=2, changes=3, votes=1, beside=2, differing=2, figures=2),
    Room(rung=2, ascribed=2, changes=4, votes=1, beside=4, differing=4, figures=3),
    Room(rung=2, ascribed=2, changes=3, votes=1, beside=2, differing=2, figures=2),
    Room(rung=2, ascribed=2, changes=2, votes=1, beside=1, differing=1, figures=1),
)  # fmt: skip


def fit(brief: Brief, lay_out: Callable[[Brief], Page]) -> Brief:
    """The brief with as many rows as two pages hold; the fewest where not even those fit."""
    for room in ROOMS:
        trimmed = trim(brief, room)
        if lines(lay_out(trimmed)) <= PAGES * _LINES:
            return trimmed
    return trimmed


def trim(brief: Brief, room: Room) -> Brief:
    """The brief with so many rows of each part; the rows of a rung stand by holder."""
    parties = tuple(view.party.id for view in brief.parties)
    changes = brief.changes
    return replace(
        brief,
        rungs=tuple(
            replace(
                rung,
                rows=tuple(
                    sorted(pick(rung.rows, room.rung if rung.basis.declared else room.ascribed, parties), key=by_name)
                ),
            )
            for rung in brief.rungs
        ),
        changes=None if changes is None else replace(changes, rows=pick_changes(changes.rows, room.changes)),
        votes=tuple(replace(view, beside=view.beside[: room.beside]) for view in brief.votes[: room.votes]),
        differing=brief.differing[: room.differing],
        figures=brief.figures[: room.figures],
    )  # fmt: skip


def pick(rows: Sequence[Standing], most: int, parties: Sequence[str]) -> list[Standing]:
    """The first rows towards each party, by each party and of others in turn, each party with as many as the others.

    A round in which not every party would find its place is not begun, so that no side is cut where another is not.
    """
    lanes: dict[tuple[str, str], list[Standing]] = {}
    for row in rows:
        lanes.setdefault(_lane(row, parties), []).append(row)
    chosen: list[Standing] = []
    for turn in range(max(map(len, lanes.values()), default=0)):
        for way, sides in (("toward", parties), ("by", parties), ("", ("",))):
            found = [lane[turn] for party in sides if turn < len(lane := lanes.get((way, party), []))]
            if len(chosen) + len(found) > most:
                return chosen
            chosen += found
    return chosen


def pick_changes(rows: Sequence[Change], most: int) -> tuple[Change, ...]:
    """The first change of each kind towards each counterpart, then the second ones; those of one kind and turn all or none."""
    turns: Counter[tuple[str, str]] = Counter()
    rounds: dict[tuple[int, str], list[Change]] = {}
    for row in rows:
        toward = row.standing.toward[0].id if row.standing.toward else ""
        rounds.setdefault((turns[row.kind, toward], row.kind), []).append(row)
        turns[row.kind, toward] += 1
    chosen: list[Change] = []
    for _, found in sorted(
        rounds.items(), key=lambda one: one[0][0]
    ):  # kinds stay in the order of their weight
        if len(chosen) + len(found) > most:
            break
        chosen += found
    places = {id(row): place for place, row in enumerate(rows)}
    return tuple(sorted(chosen, key=lambda row: places[id(row)]))


def _lane(row: Standing, parties: Sequence[str]) -> tuple[str, str]:
    """Towards which party alone, else by which party, else neither."""
    if len(row.toward) == 1 and row.toward[0].id in parties:
        return "toward", row.toward[0].id
    return ("by", row.holder.id) if row.holder.id in parties else ("", "")


def lines(page: Page) -> float:
    """About how many lines of the text the page takes, footnotes included."""
    total = 5.0
    for block in page.blocks:
        if isinstance(block, Heading):
            total += 2.0 if block.level == 1 else 1.5
        elif isinstance(block, Words):
            total += ceil(_length(block.runs) / _WIDE) + 0.4
        elif isinstance(block, Items):
            total += sum(ceil(_length(item) / _WIDE) for item in block.items) + 0.5
        else:
            assert isinstance(block, Table)
            total += 1.6 + sum(_height(row, block) for row in block.rows) * 1.12
    return total + sum(ceil(_length(note.runs) / _NOTE_WIDE) * _NOTE_LINE for note in page.notes)


def _height(row: Sequence[Sequence[Run]], table: Table) -> int:
    whole = sum(table.widths)
    return max(
        (ceil(_length(cell) / (_WIDE * width / whole)) for cell, width in zip(row, table.widths, strict=True)),
        default=1,
    )  # fmt: skip


def _length(runs: Sequence[Run]) -> int:
    return max(1, sum(len(run.text) for run in runs))
