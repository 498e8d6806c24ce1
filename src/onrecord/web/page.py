"""What a page is made of: a template with its values, or a table that is also to be had as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from onrecord.ledger import Ledger
from onrecord.sheet import Cell
from onrecord.web.asked import PER_PAGE, Asked
from onrecord.web.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A template of `templates/` and what it is filled with."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    kept: bool = True
    """False for a page that will soon say something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as CSV: all rows that fit, not those of one page alone."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    """Taken one after the other, so that a million rows need no room."""


View: TypeAlias = "Callable[[Room, Ledger, Asked], Page]"
Table: TypeAlias = "Callable[[Room, Ledger, Asked], Sheet]"
RowView: TypeAlias = "Callable[[Room, Ledger, Asked, str], Page]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page of the room, by its path."""

    path: str
    label: str
    view: View
    filters: tuple[str, ...] = ()
    table: Table | None = None
    """The same rows as CSV, at the path with `.csv`."""
    in_menu: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """The page of one row, by its id: `/position/{id}`."""

    kind: str
    view: RowView
    filters: tuple[str, ...] = ()
    table: Callable[[Room, Ledger, Asked, str], Sheet] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which rows of how many are shown, and where the others are."""

    total: int
    first: int
    last: int
    page: int
    pages: int
    before: str | None
    after: str | None

    @classmethod
    def over(cls, asked: Asked, total: int, per: int = PER_PAGE) -> Paging:
        """The page that is asked for; the last one where there are fewer."""
        pages = max(1, -(-total // per))
        page = min(asked.page, pages)
        return cls(
            total=total,
            first=(page - 1) * per + 1 if total else 0,
            last=min(page * per, total),
            page=page,
            pages=pages,
            before=asked.changed(page=page - 1) if page > 1 else None,
            after=asked.changed(page=page + 1) if page < pages else None,
        )

    @property
    def offset(self) -> int:
        """How many rows stand before the page."""
        return max(0, self.first - 1)
