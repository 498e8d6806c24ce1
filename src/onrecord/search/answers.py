"""What a search is asked and what it answers, as frozen values.

Snippets are pieces of plain text, each a hit or not; whoever shows them adds the markup.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from onrecord.vocabulary import DocumentKind, PartialDate


class Part(StrEnum):
    """Where words are looked for: readers' comments are kept apart, as everywhere."""

    DOCUMENTS = "documents"
    """Titles and texts."""
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which documents are searched: those that every given condition fits."""

    kinds: Collection[DocumentKind] = ()
    outlets: Collection[str] = ()
    """As named in the documents, in whichever case."""
    since: PartialDate | None = None
    """Published then or later; a document without a date fits no bound."""
    until: PartialDate | None = None
    documents: Collection[str] | None = None
    """Ids; None means all."""


EVERYWHERE = Where()


class Piece(NamedTuple):
    """A stretch of a snippet."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that fits."""

    document: str
    score: float
    """The higher, the better it fits; comparable within one answer."""
    title: tuple[Piece, ...]
    """Empty for a document without a title."""
    snippet: tuple[Piece, ...]
    """The stretch that fits best, of the text or of the comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of the documents that fit, best first."""

    hits: tuple[Hit, ...]
    total: int
    """How many fit, up to `SearchIndex.MOST_RANKED`."""
    is_more: bool
    """True where more fit: those that were read last are counted and ranked."""
