"""The page that every writer prints: headings, paragraphs, lists, tables and footnotes of plain runs of text.

A run is text and a style, never markup: a writer escapes or binds it in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Style(StrEnum):
    """How a run is set off."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    """Smaller or greyer: what may be passed over."""
    CODE = "code"
    """A command to type."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; after it may stand the number of a footnote."""

    text: str
    style: Style = Style.PLAIN
    note: int | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a part) or 2 (a table)."""

    text: str
    level: int
    aside: str = ""
    """A few quiet words beside it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a row of headings. `widths` are shares; `numeric` are the columns of numbers."""

    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numeric: tuple[int, ...] = ()
    ascribed: bool = False
    """What others say of a holder: set apart from everything that was declared."""
    caption: str = ""
    """What the table is, for a reader who does not see it."""


Block: TypeAlias = "Heading | Words | Items | Table"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    number: int
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole brief as it is printed."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    """By number, in the order in which they are first referred to."""
    footer: str
