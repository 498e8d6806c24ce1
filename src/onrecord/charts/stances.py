"""Positions counted for charts: how many independent reports tell a stance, and whether it was declared or ascribed.

Copies of one report are one; what a holder gave up is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.ledger import PositionRow
    from onrecord.vocabulary import Position

SIGNS: Mapping[int, tuple[str, str, str, str]] = {
    1: ("+", "friendly", "#0072B2", "#ffffff"),
    0: ("~", "neither", "#BBBBBB", "#000000"),
    -1: ("–", "unfriendly", "#D55E00", "#000000"),
}
"""Polarity to sign, word, fill, and the ink that reads on it. Ascribed has no fill, and its sign in brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceCount:
    """How many independent reports tell of one holder's stance of one polarity towards one counterpart."""

    holder: str
    toward: str
    """Empty where there is no counterpart."""
    polarity: int
    declared: bool
    """False where only somebody else says so."""
    year: int | None
    """In which it may have been taken first; None where nothing tells, or in counts over all years."""
    reports: int

    def __post_init__(self) -> None:
        if self.polarity not in SIGNS or self.reports < 1:
            raise ValueError(f"not a count of a stance: {self.polarity}, {self.reports} reports")


def stance_counts(
    rows: Iterable[PositionRow], origins: Mapping[str, str], *, by_year: bool = False
) -> tuple[StanceCount, ...]:
    """The counts of positions, by holder, counterpart, polarity and rung; `origins` gives the report a document prints."""
    found: dict[tuple[str, str, int, bool, int | None], set[str]] = {}
    for row in rows:
        position = row.position
        if position.ended:
            continue
        toward = position.toward.actor.name if position.toward else ""
        year = _year(position) if by_year else None
        key = (position.holder.actor.name, toward, position.stance.polarity, position.basis.declared, year)
        found.setdefault(key, set()).add(origins.get(position.document, position.document))
    ordered = sorted(found, key=lambda key: (key[0], key[1], -key[2], not key[3], key[4] or 0))
    return tuple(
        StanceCount(
            holder=holder, toward=toward, polarity=polarity, declared=declared, year=year,
            reports=len(found[holder, toward, polarity, declared, year]),
        )
        for holder, toward, polarity, declared, year in ordered
    )  # fmt: skip


def _year(position: Position) -> int | None:
    if position.when is not None:
        return position.when.first.year
    return position.date.year if position.date else None
