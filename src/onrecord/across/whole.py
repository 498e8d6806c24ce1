"""All documents of a ledger with what was found in each and the report each is a copy of, in an order of their own.

The order in which documents were added makes no difference to anything that is worked out from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from onrecord.vocabulary import Analysis, Document, Link, OriginGroup

if TYPE_CHECKING:
    from onrecord.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: the document, the report it is a copy of, and on whose word."""

    document: Document
    origin: str
    """Id of the report; copies of one report share it."""
    chain: tuple[str, ...] = ()
    """Names, the outermost first; empty where the text itself says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Every document of a ledger, the earliest first; documents without a date come last."""

    analyses: tuple[Analysis, ...]
    origin_of: Mapping[str, str] = field(default_factory=dict)
    """Document id to the id of its report."""

    def origin(self, document: str) -> str:
        """The report that a document is a copy of; the document itself where nothing was grouped."""
        return self.origin_of.get(document, document)

    def place(self, document: Document, chain: Iterable[Link] = ()) -> Place:
        """A place in a document."""
        return Place(
            document=document, origin=self.origin(document.id), chain=tuple(link.name for link in chain)
        )


def make_whole(analyses: Iterable[Analysis], origins: Iterable[OriginGroup]) -> Whole:
    """Put analyses and origins together; an analysis given twice counts once."""
    distinct = {analysis.document.id: analysis for analysis in analyses}
    return Whole(
        analyses=tuple(sorted(distinct.values(), key=lambda analysis: by_date(analysis.document))),
        origin_of={document: group.id for group in origins for document in group.documents},
    )


def whole_of(ledger: Ledger) -> Whole:
    """Everything that a ledger holds. Raises LedgerError."""
    return make_whole(ledger.analyses(), (row.origin for row in ledger.origins()))


def by_date(document: Document) -> tuple[date, date, str]:
    """Sorts documents: the earliest first, those without a date last, equals by id."""
    if document.date is None:
        return date.max, date.max, document.id
    return document.date.first, document.date.last, document.id


def count_origins(places: Iterable[Place]) -> int:
    """In how many independent reports something stands."""
    return len({place.origin for place in places})
