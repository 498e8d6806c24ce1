"""Draft the tile map anew from the towns' positions, and say how far the drawn one was moved from the draft by hand.

`python -m evals.tiles` prints both as grids of codes.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from evals.tiles.assigning import Scale, assign
from onrecord.charts.tiles import code

COLUMNS, ROWS = 37, 19
"""Of the grid."""

Places = Mapping[str, tuple[int, int]]


def states_of_today() -> list[dict[str, str]]:
    """The rows of the layout that were drafted, which are those of states that exist."""
    text = (files("onrecord.charts") / "tiles.csv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if not row["valid_to"]]


def draft(rows: list[dict[str, str]]) -> Places:
    """The places that the procedure gives."""
    scales = _scales()
    wanted = [scales[row["region"]].wanted(float(row["latitude"]), float(row["longitude"])) for row in rows]
    found = assign(wanted, columns=COLUMNS, rows=ROWS)
    return {row["state"]: place for row, place in zip(rows, found, strict=True)}


def _scales() -> dict[str, Scale]:
    scales = {}
    with Path(__file__).with_name("regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            region = row.pop("region")
            scales[region] = Scale(**{name: float(cell) for name, cell in row.items()})
    return scales


def grid(places: Places) -> str:
    """The places as lines of codes."""
    codes = {place: code(state) for state, place in places.items()}
    return "\n".join(
        " ".join(codes.get((column, row), " . ") for column in range(COLUMNS)).rstrip() for row in range(ROWS)
    )


def main() -> None:
    """Print the draft, the drawn map, and the distance between them."""
    rows = states_of_today()
    drafted = draft(rows)
    drawn = {row["state"]: (int(row["column"]), int(row["row"])) for row in rows}
    moves = [
        abs(drawn[state][0] - place[0]) + abs(drawn[state][1] - place[1]) for state, place in drafted.items()
    ]
    print(f"draft\n{grid(drafted)}\n\ndrawn\n{grid(drawn)}\n")
    print(f"{len(rows)} tiles, {sum(map(bool, moves))} moved by hand, at most {max(moves)} squares")


if __name__ == "__main__":
    main()
