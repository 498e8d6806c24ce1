"""Positions over the years: how many independent reports tell of friendly, unfriendly and other stances, by rung.

Declared bars are filled, ascribed ones hollow; a position whose time nothing tells stands apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.charts.frame import Datum, framed, nothing_to_draw, rects, texts
from onrecord.charts.labels import text_width
from onrecord.charts.palette import FAINT, INK
from onrecord.charts.stances import SIGNS, StanceCount
from onrecord.charts.values import Table
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

MOST_YEARS = 40
UNDATED = "no date"
_SLOT, _BAR = 44, 30
_HEIGHT = 180
_LEFT, _TOP = 40, 30
_FLOOR = 26
_KEYS = tuple((polarity, declared) for polarity in SIGNS for declared in (True, False))


def stance_years(counts: Sequence[StanceCount], *, title: str = "") -> Chart:
    """One stacked bar a year; each part has its sign and its number, where there is room for them.

    A part counts reports for each holder and counterpart. UsageError where there is no position, or for more than 40 years.
    """
    table = _by_year(counts)
    import altair as alt

    years = list(table)
    highest = max(sum(parts.values()) for parts in table.values())
    width = max(_LEFT + len(years) * _SLOT, _LEFT + 430)
    base = _TOP + _HEIGHT
    boxes: list[Datum] = [
        {"x": _LEFT, "x2": width, "y": base, "y2": base + 1, "fill": FAINT, "stroke": "none", "about": ""}
    ]
    letters: list[Datum] = []
    words: list[Datum] = []
    for at, year in enumerate(years):
        x, y = _LEFT + at * _SLOT + (_SLOT - _BAR) / 2, float(base)
        for key in _KEYS:
            if count := table[year].get(key):
                tall = _HEIGHT * count / highest
                boxes.append(_box(x, y - tall, tall, key, f"{year}: {count} {_told(key)}"))
                if tall >= 14:
                    letters.append(_letter(x + _BAR / 2, y - tall / 2, key, str(count)))
                y -= tall
        words.append({"x": x + _BAR / 2, "y": base + 14, "text": str(year), "ink": INK})
    axis = [
        {"x": _LEFT - 8, "y": base - _HEIGHT * share, "text": f"{highest * share:g}", "ink": INK}
        for share in ((0, 1) if highest % 2 else (0, 0.5, 1))
    ]
    keys = _key()
    chart = alt.layer(
        rects([*boxes, *keys[0]]),
        texts([*letters, *keys[1]], size=11, bold=True, align="center"),
        texts(words, size=11, align="center"),
        texts(axis, size=11, align="right"),
        texts(keys[2], size=12),
    ).properties(width=width, height=base + _FLOOR)
    return framed(
        chart,
        title=title,
        width=width,
        description=_description(table),
        padding={"left": 8, "right": 8, "top": 44 if title else 8, "bottom": 8},
    )


def stance_years_table(counts: Sequence[StanceCount]) -> Table:
    """One row for each part of each bar."""
    return Table(
        columns=("year", "direction", "declared", "reports"),
        rows=tuple(
            (year, SIGNS[key[0]][1], "yes" if key[1] else "no", parts[key])
            for year, parts in _by_year(counts).items()
            for key in _KEYS
            if parts.get(key)
        ),
    )


def _by_year(counts: Sequence[StanceCount]) -> dict[int | str, dict[tuple[int, bool], int]]:
    """Every year from the first to the last, and behind them what has no date."""
    if not counts:
        raise nothing_to_draw("no position", "ask for other positions")
    years = [one.year for one in counts if one.year is not None]
    span = list(range(min(years), max(years) + 1)) if years else []
    if len(span) > MOST_YEARS:
        raise UsageError(
            f"{len(span)} years do not fit one picture",
            remedy=f"choose at most {MOST_YEARS} by since and until",
        )
    table: dict[int | str, dict[tuple[int, bool], int]] = {year: {} for year in span}
    for one in counts:
        parts = table.setdefault(UNDATED if one.year is None else one.year, {})
        key = (one.polarity, one.declared)
        parts[key] = parts.get(key, 0) + one.reports
    return table


def _told(key: tuple[int, bool]) -> str:
    return f"{SIGNS[key[0]][1]}, {'declared' if key[1] else 'ascribed'}"


def _box(x: float, y: float, tall: float, key: tuple[int, bool], about: str) -> Datum:
    fill = SIGNS[key[0]][2]
    return {
        "x": x, "x2": x + _BAR, "y": y + 0.5, "y2": y + tall - 0.5, "fill": fill if key[1] else "none",
        "stroke": fill, "about": about,
    }  # fmt: skip


def _letter(x: float, y: float, key: tuple[int, bool], count: str) -> Datum:
    sign, _, _, ink = SIGNS[key[0]]
    text = f"{sign}{count}"
    return {"x": x, "y": y, "text": text if key[1] else f"({text})", "ink": ink if key[1] else INK}


def _key() -> tuple[list[Datum], list[Datum], list[Datum]]:
    """What the parts mean, in one line above the bars."""
    boxes: list[Datum] = []
    letters: list[Datum] = []
    words: list[Datum] = []
    x = float(_LEFT)
    for polarity, (_, word, _, _) in SIGNS.items():
        boxes.append({**_box(x, 0, 16, (polarity, True), word), "x2": x + 18})
        letters.append(_letter(x + 9, 8, (polarity, True), ""))
        words.append({"x": x + 24, "y": 8, "text": word, "ink": INK})
        x += 24 + text_width(word, 12) + 14
    words.append({"x": x, "y": 8, "text": "hollow and in brackets: ascribed", "ink": INK})
    return boxes, letters, words


def _description(table: dict[int | str, dict[tuple[int, bool], int]]) -> str:
    totals = {key: sum(parts.get(key, 0) for parts in table.values()) for key in _KEYS}
    told = "; ".join(f"{count} {_told(key)}" for key, count in totals.items() if count)
    return f"Bars of positions by year, in independent reports for each holder and counterpart: {told}."
