"""Lines as figures: what a line is, the years and values its picture reaches, and the room its name takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.charts.labels import fitted, text_width
from onrecord.charts.palette import STROKES
from onrecord.errors import UsageError

WIDTH = 680
HEIGHT = 340
_NAMES = 280
"""Most room at the right for the lines' names, with what leads to them."""
NAME_SIZE = 12
FROM_LINE = 18
_BOLD = 1.12
"""How much wider than estimated a bold name may be in a wide font."""
NAME_ROOM = _NAMES - FROM_LINE - 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure of a line, with what a tooltip says of it."""

    year: int
    value: float
    about: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line's name and its figures by year; a year that is left out is a gap."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """What the axes reach from and to."""

    years: tuple[int, int]
    low: float
    high: float
    title: str
    format: str = ".1f"
    height: int = HEIGHT
    ticks: int = 5

    def pixel(self, value: float) -> float:
        """Distance of a value from the top of the picture."""
        return self.height * (self.high - value) / (self.high - self.low)


def check_number(lines: Sequence[object]) -> None:
    """UsageError for more lines than can be told apart."""
    if len(lines) > len(STROKES):
        raise UsageError(
            f"{len(lines)} lines cannot be told apart in one picture", remedy=f"draw {len(STROKES)} at a time"
        )


def room_for(labels: Sequence[str]) -> int:
    """Pixels that the longest of the names takes at the right of a picture, with what leads to it."""
    longest = max((text_width(fitted(label, NAME_ROOM, NAME_SIZE), NAME_SIZE) for label in labels), default=0)
    return FROM_LINE + 10 + round(_BOLD * longest)


def padding(labels: Sequence[str], title: str) -> dict[str, int]:
    """Room around one panel: for the axes, the names at the lines' ends, and the title if there is one."""
    return {"left": 72, "right": room_for(labels), "top": 44 if title else 14, "bottom": 30}


def years_of(lines: Sequence[Line]) -> tuple[int, int]:
    """The first and the last year of all."""
    years = [point.year for line in lines for point in line.points]
    return min(years), max(years)
