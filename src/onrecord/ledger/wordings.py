"""The words of documents in the order in which they were read, for a search that is kept up to date beside the ledger.

A mark tells how far a reader came; it fits no other ledger, and not this one after its file was exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ledger.database import Database
from onrecord.vocabulary import DocumentKind, PartialDate

_READ = """
SELECT r.ord, r.document, d.title, d.text, d.kind, d.outlet, d.date,
    (SELECT list(c.text ORDER BY c.ord) FROM comments AS c WHERE c.document = r.document AND c.method = r.method)
FROM (
    SELECT document, arg_max(method, ord) AS method, max(ord) AS ord FROM readings
    WHERE ord > $after GROUP BY document ORDER BY ord LIMIT $most
) AS r
JOIN documents AS d ON d.document = r.document AND d.method = r.method
ORDER BY r.ord
"""

# The readings may come in any order, so that their sum of digests is taken and not a digest of their list.
_MARK = """
SELECT coalesce(max(ord), 0), coalesce(bit_xor(md5_number_lower(concat_ws(' ', ord, document, method))), 0)
FROM readings WHERE $until IS NULL OR ord <= $until
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far the readings of one ledger were followed."""

    last: int
    """Place of the last reading in the order of all; 0 before the first."""
    digest: str
    """Over every reading up to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one document, and the facts by which documents are chosen."""

    place: int
    """Of its reading, in the order of all."""
    document: str
    title: str | None
    text: str
    comments: tuple[str, ...]
    kind: DocumentKind
    outlet: str | None
    date: PartialDate | None


class Wordings:
    """The documents of a ledger as they are read now, in the order of their readings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, until: int | None = None) -> Mark:
        """The mark after all readings, or after those up to a place. Raises LedgerError."""
        ((last, digest),) = self._database.rows(_MARK, {"until": until})
        return Mark(last=last, digest=f"{digest:016x}")

    def after(self, mark: Mark, *, at_once: int) -> Iterator[tuple[Wording, ...]]:
        """The documents that were read after a mark, so many at a time. Raises LedgerError."""
        last = mark.last
        while rows := self._database.rows(_READ, {"after": last, "most": at_once}):
            last = rows[-1][0]
            yield tuple(
                Wording(
                    place=place,
                    document=document,
                    title=title,
                    text=text,
                    comments=tuple(comments or ()),
                    kind=DocumentKind(kind),
                    outlet=outlet,
                    date=None if date is None else PartialDate.parse(date),
                )
                for place, document, title, text, kind, outlet, date, comments in rows
            )
