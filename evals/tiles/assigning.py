"""Tiles for places: each place gets a cell of a grid of its own, so that all together lie as near as they can.

The places of a region are spread over the grid by the region's own scale, which gives room to many small states on
little ground (Europe, the Caribbean, the Pacific). Then one assignment problem is solved for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How one region lies on the grid: where one of its points stands, and how many degrees a tile is wide and high."""

    longitude: float
    column: float
    degrees_per_column: float
    latitude: float
    row: float
    degrees_per_row: float

    def wanted(self, latitude: float, longitude: float) -> tuple[float, float]:
        """The (column, row) at which a place would lie if it needed no room."""
        return (
            self.column + (longitude - self.longitude) / self.degrees_per_column,
            self.row + (self.latitude - latitude) / self.degrees_per_row,
        )


def assign(wanted: list[tuple[float, float]], *, columns: int, rows: int) -> list[tuple[int, int]]:
    """One (column, row) for each wanted point, no two alike, with the least sum of squared distances."""
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    points, grid = np.array(wanted, dtype=float), np.array(cells, dtype=float)
    costs = ((points[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    return [cells[cell] for cell in _cheapest(costs)]


def _cheapest(costs: NDArray[np.float64]) -> list[int]:
    """The column of each row of the cheapest assignment (Kuhn 1955, by shortest augmenting paths, Jonker 1987)."""
    many, cells = costs.shape
    row_price, cell_price = np.zeros(many + 1), np.zeros(cells + 1)
    holder = np.zeros(cells + 1, dtype=np.int64)  # 0: free; rows and cells count from 1
    for row in range(1, many + 1):
        holder[0], cell = row, 0
        least, came_from = np.full(cells + 1, np.inf), np.zeros(cells + 1, dtype=np.int64)
        seen = np.zeros(cells + 1, dtype=np.bool_)
        while holder[cell]:
            seen[cell] = True
            here = holder[cell]
            offer = np.append(np.inf, costs[here - 1] - row_price[here] - cell_price[1:])
            better = ~seen & (offer < least)
            least[better], came_from[better] = offer[better], cell
            following = int(np.argmin(np.where(seen, np.inf, least)))
            step = least[following]
            row_price[holder[seen]] += step
            cell_price[seen] -= step
            least[~seen] -= step
            cell = following
        while cell:
            previous = int(came_from[cell])
            holder[cell] = holder[previous]
            cell = previous
    found = {int(row): cell for cell, row in enumerate(holder[1:]) if row}
    return [found[row] for row in range(1, many + 1)]
