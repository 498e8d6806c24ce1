"""The places of the tile map: one square for each state, whatever its size, roughly where it lies.

The layout is ours and kept as data in `tiles.csv`; `evals/tiles` drafts it from positions of towns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.registry.rows import Row, read_rows

COLUMNS = (
    "state", "column", "row", "drafted_column", "drafted_row", "region", "town", "latitude", "longitude",
    "valid_from", "valid_to", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One state's square: column from the left and row from the top, both from 0."""

    state: str
    """Actor id."""
    column: int
    row: int
    former: bool
    """A state of the past, which may stand on the square of one of today."""

    @property
    def place(self) -> tuple[int, int]:
        """Column and row."""
        return self.column, self.row

    @property
    def code(self) -> str:
        """Three letters."""
        return code(self.state)


def code(state: str) -> str:
    """The ISO 3166-1 code within an actor id: `AZE`, and `NAM` of `state:NAM`."""
    return state.removeprefix("state:")


@cache
def load_tiles() -> tuple[Tile, ...]:
    """Every tile; DataError where the file is malformed or two states of today share a square."""
    tiles, taken = [], set()
    for row in read_rows(files("onrecord.charts"), "tiles.csv", COLUMNS, "tiles.csv"):
        tile = _tile(row)
        if not tile.former and tile.place in taken:
            raise row.fail(f"two states on column {tile.column}, row {tile.row}")
        if not tile.former:
            taken.add(tile.place)
        tiles.append(tile)
    return tuple(tiles)


def _tile(row: Row) -> Tile:
    column, line = row.number("column"), row.number("row")
    if column is None or line is None:
        raise row.fail("a tile needs a column and a row")
    row.source()
    return Tile(state=row.text("state"), column=column, row=line, former=row.period().last is not None)


def placed(seated: Iterable[str]) -> tuple[dict[str, tuple[int, int]], tuple[str, ...]]:
    """Places by state, and those without a place, for a roll call in which `seated` had a seat.

    Every state of today has its place, with a seat or without; a former state only with one, and then it takes the
    square of the state that shares it and has none. Those without a place: ids that no tile has, and the second of
    two with a seat on one square.
    """
    wanted = set(seated)
    tiles = load_tiles()
    former = [tile for tile in tiles if tile.former and tile.state in wanted]
    places = {tile.state: tile.place for tile in tiles if not tile.former}
    held = {place: state for state, place in places.items()}
    for tile in former:
        holder = held.get(tile.place)
        if holder in wanted:
            continue
        if holder is not None:
            del places[holder]
        places[tile.state] = tile.place
        held[tile.place] = tile.state
    return places, tuple(sorted(wanted - places.keys()))
