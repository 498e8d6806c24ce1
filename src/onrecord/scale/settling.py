"""What can only be said when all parts are there: which document came first, and the place of each in the order of all.

A document that several parts met was added by the first of them and held by the others, as on one core.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.scale.parts import Part
from onrecord.scale.store import Store

_FIRSTS = """
CREATE TABLE firsts AS
SELECT portion, part, ord, document FROM met WHERE outcome = 'added'
QUALIFY row_number() OVER (PARTITION BY document ORDER BY portion, part, ord) = 1
"""

_SOURCES = """
INSERT INTO sources (run, ord, address, outcome, document, reason)
SELECT 1, row_number() OVER (ORDER BY m.portion, m.part, m.ord), m.address,
    CASE WHEN m.outcome = 'added' AND f.document IS NULL THEN 'held' ELSE m.outcome END, m.document, m.reason
FROM met AS m LEFT JOIN firsts AS f USING (portion, part, ord, document)
ORDER BY m.portion, m.part, m.ord
"""

_READINGS = """
INSERT INTO readings (ord, document, method, run)
SELECT row_number() OVER (ORDER BY portion, part, ord), document, $method, 1 FROM firsts ORDER BY portion, part, ord
"""

_DOUBLES = """
SELECT m.portion, m.part, list(m.document ORDER BY m.document)
FROM met AS m LEFT JOIN firsts AS f USING (portion, part, ord, document)
WHERE m.outcome = 'added' AND f.document IS NULL GROUP BY m.portion, m.part ORDER BY m.portion, m.part
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of the inputs. `met == added + held + skipped`."""

    met: int
    added: int
    held: int
    skipped: int
    doubles: Mapping[tuple[int, int], list[str]]
    """Part to those of its documents that an earlier part has."""


def settle(ledger: Ledger, parts: Sequence[Part], *, store: Store, method: str) -> Settled:
    """Fill the sources and readings of a ledger from its parts, and the table `firsts`, in the order of the inputs."""
    database = ledger.database
    database.script(f"CREATE VIEW met AS {raw(parts, 'sources', store)}")
    database.script(_FIRSTS)
    database.script(_SOURCES)
    database.rows(_READINGS, {"method": method})
    outcomes: dict[str, int] = dict(database.rows("SELECT outcome, count(*) FROM sources GROUP BY outcome"))
    doubles = {(portion, part): documents for portion, part, documents in database.rows(_DOUBLES)}
    database.script("DROP VIEW met")
    return Settled(
        met=sum(outcomes.values()),
        added=outcomes.get("added", 0),
        held=outcomes.get("held", 0),
        skipped=outcomes.get("skipped", 0),
        doubles=doubles,
    )


def raw(parts: Sequence[Part], table: str, store: Store) -> str:
    """A query for the rows that parts have of a table which is not whole yet; at least one part has some."""
    return f"SELECT * FROM {listed([store.near(name) for part in parts if (name := part.file(table))])}"  # noqa: S608


def listed(paths: Sequence[Path]) -> str:
    """Parquet files as SQL reads them."""
    quoted = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{quoted}])"


def count(database: Database, table: str) -> int:
    """Rows of a table of ours."""
    ((rows,),) = database.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 (fixed names)
    return int(rows)
