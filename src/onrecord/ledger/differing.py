"""Lays two ledgers beside each other, or one ledger at two dates: keys are compared by the database, rows are never read whole.

Ids are digests of what they name, so that the same document, position or claim has the same id in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.ledger.database import Database
from onrecord.ledger.ledger import Ledger
from onrecord.vocabulary import PartialDate

SIDES = ("first", "second")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of one kind there are on either side, and what became of them.

    `first == same + changed + gone + merged_first + parted_first`, and so for `second` with what was added.
    """

    what: str
    """`documents`, `origins`, `positions` or `claims`."""
    first: int
    second: int
    same: int
    changed: int = 0
    gone: int
    added: int
    merged_first: int = 0
    """Origins of the first side that are one on the second."""
    merged_second: int = 0
    parted_first: int = 0
    parted_second: int = 0
    """Origins of the second side that were one on the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not the same on both sides."""

    what: str
    """`document`, `origin`, `position` or `claim`."""
    change: str
    """`added`, `gone`, `changed`, `merged` or `parted`."""
    id: str
    """On the second side, where it is there; else on the first."""
    document: str | None
    """Name of the document; None for an origin."""
    holder: str | None = None
    toward: str | None = None
    quote: str | None = None
    """The words that it rests on, the first of them."""
    before: str | None = None
    after: str | None = None


_QUOTED = 200
_PADDED = "d.date || right('-01-01', 10 - len(d.date))"

_DOCUMENTS = """
CREATE TEMP TABLE {side}_documents AS
SELECT d.document, d.method, d.name, d.date, coalesce(o.origin, d.document) AS origin
FROM {schema}.documents AS d
JOIN {schema}.newest AS n ON n.document = d.document AND n.method = d.method
LEFT JOIN {schema}.origin_documents AS o ON o.document = d.document
WHERE $until::VARCHAR IS NULL OR {padded} <= $until::VARCHAR
"""

_POSITIONS = """
CREATE TEMP TABLE {side}_positions AS
SELECT p.document, p.method, p.id, p.holder, p.toward, p.evidence_start, p.evidence_end,
    p.stance || ', ' || p.basis || CASE WHEN p.modality IS NULL THEN '' ELSE ', ' || p.modality END
        || CASE WHEN p.ended THEN ', ended' ELSE '' END AS says
FROM {schema}.current_positions AS p JOIN {side}_documents AS d ON d.document = p.document AND d.method = p.method
"""

_CLAIMS = """
CREATE TEMP TABLE {side}_claims AS
SELECT c.document, c.method, c.id, c.span_start, c.span_end, coalesce(v.value, 'not compared') AS value,
    coalesce(v.value || ': ' || v.record_says, 'not compared') AS says
FROM {schema}.claims AS c JOIN {side}_documents AS d ON d.document = c.document AND d.method = c.method
LEFT JOIN {schema}.verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id
"""

# What has the same id is the same or changed; what is left is matched where holder, counterpart and words are the same.
_PAIRS = """
CREATE TEMP TABLE position_pairs AS
WITH same_id AS (
    SELECT a.document, a.id AS first, b.id AS second, a.says AS before, b.says AS after
    FROM first_positions AS a JOIN second_positions AS b ON b.document = a.document AND b.id = a.id
),
left_first AS (
    SELECT *, row_number() OVER (PARTITION BY document, holder, toward, evidence_start, evidence_end ORDER BY says, id) AS place
    FROM first_positions AS a WHERE NOT EXISTS (SELECT 1 FROM same_id AS s WHERE s.document = a.document AND s.first = a.id)
),
left_second AS (
    SELECT *, row_number() OVER (PARTITION BY document, holder, toward, evidence_start, evidence_end ORDER BY says, id) AS place
    FROM second_positions AS b WHERE NOT EXISTS (SELECT 1 FROM same_id AS s WHERE s.document = b.document AND s.second = b.id)
)
SELECT * FROM same_id
UNION ALL
SELECT a.document, a.id, b.id, a.says, b.says FROM left_first AS a JOIN left_second AS b
    ON b.document = a.document AND b.holder = a.holder AND b.toward IS NOT DISTINCT FROM a.toward
    AND b.evidence_start = a.evidence_start AND b.evidence_end = a.evidence_end AND b.place = a.place
"""

_CLAIM_PAIRS = """
CREATE TEMP TABLE claim_pairs AS
SELECT a.document, a.id AS first, b.id AS second, a.says AS before, b.says AS after
FROM first_claims AS a JOIN second_claims AS b ON b.document = a.document AND b.id = a.id
"""

# An origin is what it is by its documents; those that stand on one side alone say nothing of merging or parting.
_ORIGINS = """
CREATE TEMP TABLE origin_fates AS
WITH joined AS (
    SELECT DISTINCT a.origin AS first, b.origin AS second
    FROM first_documents AS a JOIN second_documents AS b ON b.document = a.document
),
counted AS (
    SELECT *, count(*) OVER (PARTITION BY first) AS to_second, count(*) OVER (PARTITION BY second) AS to_first FROM joined
),
first_side AS (
    SELECT d.origin, CASE WHEN max(c.to_second) IS NULL THEN 'gone' WHEN max(c.to_second) > 1 THEN 'parted'
        WHEN max(c.to_first) > 1 THEN 'merged' ELSE 'same' END AS fate,
        list_sort(list(DISTINCT c.second) FILTER (WHERE c.second IS NOT NULL)) AS others
    FROM (SELECT DISTINCT origin FROM first_documents) AS d LEFT JOIN counted AS c ON c.first = d.origin GROUP BY d.origin
),
second_side AS (
    SELECT d.origin, CASE WHEN max(c.to_first) IS NULL THEN 'added' WHEN max(c.to_first) > 1 THEN 'merged'
        WHEN max(c.to_second) > 1 THEN 'parted' ELSE 'same' END AS fate,
        list_sort(list(DISTINCT c.first) FILTER (WHERE c.first IS NOT NULL)) AS others
    FROM (SELECT DISTINCT origin FROM second_documents) AS d LEFT JOIN counted AS c ON c.second = d.origin GROUP BY d.origin
)
SELECT 'first' AS side, * FROM first_side UNION ALL SELECT 'second', * FROM second_side
"""

_COUNTED = """
SELECT
    (SELECT count(*) FROM first_{what}), (SELECT count(*) FROM second_{what}),
    (SELECT count(*) FROM {pairs} WHERE before = after), (SELECT count(*) FROM {pairs} WHERE before <> after)
"""

_DOCUMENT_ROWS = """
SELECT change, document, name, date FROM (
    SELECT 'gone' AS change, * FROM first_documents WHERE document NOT IN (SELECT document FROM second_documents)
    UNION ALL
    SELECT 'added', * FROM second_documents WHERE document NOT IN (SELECT document FROM first_documents)
) ORDER BY change, name, document
"""

_ORIGIN_ROWS = """
SELECT fate, origin, others, side FROM origin_fates
WHERE fate <> 'same' AND NOT (fate = 'merged' AND side = 'first') AND NOT (fate = 'parted' AND side = 'second')
ORDER BY fate, origin
"""

# One line for everything that is not the same; the words are cut out of the text of the side that has them.
_POSITION_ROWS = """
WITH told AS (
    SELECT 'changed' AS change, 'second' AS side, b.document, b.method, b.id, b.holder, b.toward, b.evidence_start AS start,
        b.evidence_end AS stop, p.before, p.after
    FROM position_pairs AS p JOIN second_positions AS b ON b.document = p.document AND b.id = p.second WHERE p.before <> p.after
    UNION ALL
    SELECT 'gone', 'first', a.document, a.method, a.id, a.holder, a.toward, a.evidence_start, a.evidence_end, a.says, NULL
    FROM first_positions AS a WHERE NOT EXISTS (
        SELECT 1 FROM position_pairs AS p WHERE p.document = a.document AND p.first = a.id)
    UNION ALL
    SELECT 'added', 'second', b.document, b.method, b.id, b.holder, b.toward, b.evidence_start, b.evidence_end, NULL, b.says
    FROM second_positions AS b WHERE NOT EXISTS (
        SELECT 1 FROM position_pairs AS p WHERE p.document = b.document AND p.second = b.id)
)
SELECT t.change, t.id, d.name, t.holder, t.toward, substring(d.text, t.start + 1, least(t.stop - t.start, {quoted})), t.before,
    t.after
FROM told AS t JOIN ({texts}) AS d ON d.side = t.side AND d.document = t.document AND d.method = t.method
ORDER BY t.change, d.name, t.document, t.start, t.id
"""

_CLAIM_ROWS = """
WITH told AS (
    SELECT 'changed' AS change, 'second' AS side, b.document, b.method, b.id, b.span_start AS start, b.span_end AS stop,
        p.before, p.after
    FROM claim_pairs AS p JOIN second_claims AS b ON b.document = p.document AND b.id = p.second WHERE p.before <> p.after
    UNION ALL
    SELECT 'gone', 'first', a.document, a.method, a.id, a.span_start, a.span_end, a.says, NULL
    FROM first_claims AS a WHERE NOT EXISTS (SELECT 1 FROM claim_pairs AS p WHERE p.document = a.document AND p.first = a.id)
    UNION ALL
    SELECT 'added', 'second', b.document, b.method, b.id, b.span_start, b.span_end, NULL, b.says
    FROM second_claims AS b WHERE NOT EXISTS (SELECT 1 FROM claim_pairs AS p WHERE p.document = b.document AND p.second = b.id)
)
SELECT t.change, t.id, d.name, NULL, NULL, substring(d.text, t.start + 1, least(t.stop - t.start, {quoted})), t.before, t.after
FROM told AS t JOIN ({texts}) AS d ON d.side = t.side AND d.document = t.document AND d.method = t.method
ORDER BY t.change, d.name, t.document, t.start, t.id
"""


class Differing:
    """Two sides, laid out in tables of one connection. Open it with `lay_beside`; raises LedgerError."""

    def __init__(
        self, database: Database, schemas: Mapping[str, str], until: Mapping[str, PartialDate | None]
    ) -> None:
        self._database = database
        self._schemas = schemas
        for side in SIDES:
            last = until[side]
            names = {"side": side, "schema": schemas[side], "padded": _PADDED}
            database.rows(_DOCUMENTS.format(**names), {"until": str(last.last) if last else None})
            database.script(_POSITIONS.format(**names))
            database.script(_CLAIMS.format(**names))
        for sql in (_PAIRS, _CLAIM_PAIRS, _ORIGINS):
            database.script(sql)

    def counts(self) -> tuple[Count, ...]:
        """Documents, origins, positions and claims: how many there are, and what became of them."""
        return (self._documents(), self._origins(), self._paired("positions", "position_pairs"), self._paired("claims", "claim_pairs"))  # fmt: skip

    def differences(self) -> Iterator[Difference]:
        """Everything that is not the same on both sides: documents, origins, positions, claims, each in a fixed order."""
        for change, id_, name, date in self._database.rows(_DOCUMENT_ROWS):
            told = date or "undated"
            gone = change == "gone"
            yield Difference(
                what="document", change=change, id=id_, document=name, before=told if gone else None,
                after=None if gone else told,
            )  # fmt: skip
        for fate, id_, others, side in self._database.rows(_ORIGIN_ROWS):
            listed = "; ".join(others or ())
            first = side == "first"
            yield Difference(
                what="origin", change=fate, id=id_, document=None, before=id_ if first else listed or None,
                after=listed or None if first else id_,
            )  # fmt: skip
        for what, sql in (("position", _POSITION_ROWS), ("claim", _CLAIM_ROWS)):
            found = self._database.rows(sql.format(texts=self._texts(), quoted=_QUOTED))
            for change, id_, name, holder, toward, quote, before, after in found:
                yield Difference(
                    what=what, change=change, id=id_, document=name, holder=holder, toward=toward, quote=quote,
                    before=before, after=after,
                )  # fmt: skip

    def _texts(self) -> str:
        return " UNION ALL ".join(
            f"SELECT '{side}' AS side, document, method, name, text FROM {self._schemas[side]}.documents"  # noqa: S608 (fixed)
            for side in SIDES
        )

    def _documents(self) -> Count:
        ((first, second, same),) = self._database.rows(
            "SELECT (SELECT count(*) FROM first_documents), (SELECT count(*) FROM second_documents), "
            "(SELECT count(*) FROM first_documents JOIN second_documents USING (document))"
        )
        return Count(
            what="documents", first=first, second=second, same=same, gone=first - same, added=second - same
        )

    def _origins(self) -> Count:
        found = {
            (side, fate): number
            for side, fate, number in self._database.rows(
                "SELECT side, fate, count(*) FROM origin_fates GROUP BY side, fate"
            )
        }
        totals = {
            side: sum(number for (where, _), number in found.items() if where == side) for side in SIDES
        }
        return Count(
            what="origins", first=totals["first"], second=totals["second"], same=found.get(("first", "same"), 0),
            gone=found.get(("first", "gone"), 0), added=found.get(("second", "added"), 0),
            merged_first=found.get(("first", "merged"), 0), merged_second=found.get(("second", "merged"), 0),
            parted_first=found.get(("first", "parted"), 0), parted_second=found.get(("second", "parted"), 0),
        )  # fmt: skip

    def _paired(self, what: str, pairs: str) -> Count:
        ((first, second, same, changed),) = self._database.rows(_COUNTED.format(what=what, pairs=pairs))
        matched = same + changed
        return Count(
            what=what, first=first, second=second, same=same, changed=changed, gone=first - matched,
            added=second - matched,
        )  # fmt: skip


@contextmanager
def lay_beside(
    first: Path, second: Path | None = None, *, at: tuple[PartialDate, PartialDate] | None = None
) -> Iterator[Differing]:
    """Open two ledgers for reading, or one at two dates. Raises LedgerError where one is missing, damaged or too old."""
    for path in filter(None, (first, second)):
        Ledger.open(path, read_only=True).close()  # says what is wrong with it before the two are joined
        if path.is_dir():
            raise LedgerError(
                "is a ledger in a folder, and files are compared",
                where=str(path),
                remedy="put it into a file first: onrecord merge FOLDER --into FILE.duckdb",
            )
    other = None if second is None or second.resolve() == first.resolve() else second.resolve()
    reading = () if other is None else (other, Path(f"{other}.wal"))
    database = Database(first, read_only=True, reading=reading)
    try:
        own, beside = _own_name(database), "beside"
        if other is not None:
            quoted = str(other).replace("'", "''")
            database.script(f"ATTACH '{quoted}' AS {beside} (READ_ONLY)")
        schemas = {"first": own, "second": own if other is None else beside}
        bounds: Mapping[str, PartialDate | None] = dict(zip(SIDES, at or (None, None), strict=True))
        yield Differing(database, schemas, bounds)
    finally:
        database.close()


def _own_name(database: Database) -> str:
    """The name under which the connection holds the first file, quoted."""
    ((name,),) = database.rows("SELECT current_database()")
    return '"' + str(name).replace('"', '""') + '"'
