"""What exports read of a ledger in many rows or in none of the answers: a batch at a time, never all at once.

The tables that are read stand here, in one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from onrecord.ledger.database import Database

_READINGS = """
SELECT d.document, d.method, r.tool
FROM documents AS d
JOIN newest AS n ON n.document = d.document AND n.method = d.method
JOIN runs AS r ON r.id = d.run
ORDER BY d.document
"""

_CALLS = """
SELECT c.no, r.id, c.body, c.symbol, c.date, c.kind, c.way, c.adopted, c.yes, c.against, c.abstain, c.not_voting, c.same_as
FROM record_calls AS c JOIN record_sources AS r ON r.no = c.source ORDER BY c.no
"""

_VOTES = """
SELECT v.call, s.id, v.name,
    CASE v.option WHEN 1 THEN 'yes' WHEN 2 THEN 'abstain' WHEN 3 THEN 'no' ELSE 'not voting' END
FROM record_votes AS v JOIN record_seats AS s ON s.no = v.seat
WHERE v.option > 0
ORDER BY v.call, s.id
"""

_BATCH = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """Which method's rows speak for a document, and the program that stored them."""

    document: str
    method: str
    tool: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One imported roll call."""

    no: int
    source: str
    body: str
    symbol: str
    date: str
    """As exact as the source gives it."""
    kind: str
    way: str
    adopted: bool | None
    yes: int | None
    no_votes: int | None
    abstain: int | None
    not_voting: int | None
    same_as: int | None
    """Number of the roll call of the whole, where this row repeats it."""


@dataclass(frozen=True, slots=True)
class VoteRow:
    """What one seat did in an imported roll call; who had no seat has no row."""

    call: int
    seat: str
    name: str | None
    """As the source prints it."""
    option: str


class Streams:
    """The rows of one open ledger, in batches where they are many. Every method raises LedgerError where the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def readings(self) -> tuple[ReadBy, ...]:
        """One for each document, by id."""
        return tuple(
            ReadBy(document=document, method=method, tool=tool)
            for document, method, tool in self._database.rows(_READINGS)
        )

    def calls(self) -> tuple[CallRow, ...]:
        """The imported roll calls, in the order of their import."""
        names = [field.name for field in fields(CallRow)]
        return tuple(CallRow(**dict(zip(names, row, strict=True))) for row in self._database.rows(_CALLS))

    def votes(self) -> Iterator[tuple[VoteRow, ...]]:
        """The imported votes in batches, by roll call and seat."""
        for batch in self._database.batches(_VOTES, size=_BATCH):
            yield tuple(VoteRow(*row) for row in batch)
