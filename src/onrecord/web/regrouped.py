"""Origins that changed since the room was opened, taken into its tables: people joined or parted their documents.

Only documents whose origin is another one now are touched, with their rows; every document keeps its number.
"""

from __future__ import annotations

from onrecord.ledger.database import Database
from onrecord.web.facts import ORIGINS

_CHANGED = """
SELECT d.no, o.origin, o.ord FROM memory.documents AS d JOIN origin_documents AS o ON o.document = d.id
WHERE d.origin_id IS DISTINCT FROM o.origin OR d.place <> o.ord ORDER BY d.no
"""

# An origin that is known keeps its number; a new one gets the next.
_NUMBERED = """
UPDATE memory.documents AS d SET origin_id = c.id, place = c.place, origin = c.number
FROM (
    SELECT new.no, new.id, new.place, coalesce(held.origin, $after + dense_rank() OVER (
        PARTITION BY held.origin IS NULL ORDER BY new.id) - 1)::INTEGER AS number
    FROM (
        SELECT unnest($documents::INTEGER[]) AS no, unnest($ids::VARCHAR[]) AS id, unnest($places::INTEGER[]) AS place
    ) AS new
    LEFT JOIN (
        SELECT origin_id, min(origin) AS origin FROM memory.documents
        WHERE NOT list_contains($documents::INTEGER[], no) GROUP BY origin_id
    ) AS held ON held.origin_id = new.id
) AS c WHERE d.no = c.no
"""

_ROWS = ("positions", "claims", "statements")


def take_in_origins(database: Database) -> list[int]:
    """The numbers of the documents whose origin changed, once all tables tell the origins as they are now."""
    changed = database.rows(_CHANGED)
    if not changed:
        return []
    numbers = [number for number, _, _ in changed]
    with database.transaction():
        ((after,),) = database.rows("SELECT max(origin) + 1 FROM memory.documents")
        database.rows(
            _NUMBERED,
            {
                "documents": numbers,
                "ids": [origin for _, origin, _ in changed],
                "places": [place for _, _, place in changed],
                "after": after,
            },
        )
        for table in _ROWS:
            database.rows(
                f"UPDATE memory.{table} AS r SET origin = d.origin FROM memory.documents AS d "  # noqa: S608 (fixed names)
                "WHERE d.no = r.document AND list_contains($documents::INTEGER[], d.no)",
                {"documents": numbers},
            )
        database.script("DROP TABLE memory.origins")
        database.script(ORIGINS)
    return numbers
