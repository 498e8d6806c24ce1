"""What people decided, as the ledger answers it: each row with the decisions that hold, how a row stands, its history."""

from __future__ import annotations

from itertools import groupby

from onrecord.ledger.answers import ReviewRow
from onrecord.ledger.database import Database
from onrecord.ledger.decisions import read_decisions
from onrecord.ledger.together import documents_of
from onrecord.vocabulary import Decision, DecisionAbout, Span, Standing

_UNITS = """
SELECT u.document, u.about, u.unit, d.name, u.shown, u.standing, u.span_start, u.span_end, u.problem, u.decision
FROM review_units AS u
LEFT JOIN newest AS n ON n.document = u.document
LEFT JOIN documents AS d ON d.document = n.document AND d.method = n.method
JOIN decisions AS made ON made.id = u.decision
WHERE $document IS NULL OR u.document = $document
ORDER BY d.name, u.document, u.span_start, u.about, u.unit, made.decided, made.id
"""

_STANDING = """
SELECT standing FROM (
    SELECT id, standing FROM review_marks WHERE id = $id AND kind = $kind
    UNION ALL SELECT id, standing FROM decided_positions WHERE id = $id AND $kind = 'position' AND NOT found
    UNION ALL SELECT id, standing FROM decided_statements WHERE id = $id AND $kind = 'statement' AND NOT found
) LIMIT 1
"""

# A row is known by the id that it has now, and by each id under which it was ever decided about.
_MADE_ABOUT = """
WITH units AS (
    SELECT DISTINCT u.document, u.unit FROM review_units AS u
    LEFT JOIN review_marks AS m ON m.document = u.document AND m.decision = u.decision
    WHERE u.unit = $id OR u.shown = $id OR m.id = $id
),
names AS (
    SELECT $id AS id UNION SELECT unit FROM units UNION
    SELECT d.target FROM decisions AS d JOIN review_units AS u ON u.decision = d.id
    JOIN units ON units.document = u.document AND units.unit = u.unit
),
about AS (
    SELECT d.id FROM decisions AS d WHERE d.target IN (SELECT id FROM names)
    UNION SELECT u.decision FROM review_units AS u JOIN units ON units.document = u.document AND units.unit = u.unit
    UNION SELECT d.id FROM decisions AS d WHERE d.about = 'document' AND d.document = $id
)
SELECT id FROM about UNION SELECT d.id FROM decisions AS d JOIN about ON d.undoes = about.id
"""

_MOVED = """
SELECT DISTINCT shown, CASE about WHEN 'position' THEN 'position' ELSE 'statement' END
FROM review_units WHERE starts_with(unit, $prefix) AND shown IS NOT NULL AND about NOT IN ('document', 'origin') LIMIT 2
"""


def read_reviewed(database: Database, document: str | None = None) -> tuple[ReviewRow, ...]:
    """The rows that people decided about (in one document; None: in all), by document and place."""
    made = {
        decision.id: decision
        for decision in read_decisions(database, documents=None if document is None else (document,))
    }
    found = database.rows(_UNITS, {"document": document})
    return tuple(
        _row(head, [made[row[9]] for row in rows]) for head, rows in groupby(found, key=lambda row: row[:9])
    )


def _row(head: tuple[object, ...], decisions: list[Decision]) -> ReviewRow:
    document, about, unit, name, shown, standing, start, end, problem = head
    selector = decisions[-1].selector
    called = "; ".join(str(form.get("name")) for form in documents_of(decisions[-1]))
    return ReviewRow(
        about=DecisionAbout(str(about)),
        unit=str(unit),
        document=str(document),
        name=None if name is None else str(name),
        row=None if shown is None else str(shown),
        standing=Standing(str(standing)),
        quote=selector.exact if selector is not None else called or None,
        span=Span(start, end) if isinstance(start, int) and isinstance(end, int) else None,
        problem=None if problem is None else str(problem),
        decisions=tuple(decisions),
    )


def read_standing(database: Database, id_: str, kind: str) -> Standing:
    """How a position or statement stands."""
    found = database.rows(_STANDING, {"id": id_, "kind": kind})
    return Standing(found[0][0]) if found else Standing.FOUND


def read_standings(database: Database) -> dict[str, Standing]:
    """How each position and statement stands that is shown and that people decided about, by id."""
    found = database.rows(
        "SELECT id, standing FROM review_marks WHERE shown UNION ALL SELECT id, standing FROM decided_positions "
        "UNION ALL SELECT id, standing FROM decided_statements ORDER BY id"
    )
    return {id_: Standing(standing) for id_, standing in found}


def read_history(database: Database, id_: str) -> tuple[Decision, ...]:
    """All decisions that were ever made about a row, those that were taken back among them, by time."""
    return read_decisions(database, ids=[row[0] for row in database.rows(_MADE_ABOUT, {"id": id_})])


def row_now(database: Database, prefix: str) -> tuple[str, str] | None:
    """The row, with its kind, that stands now for an id under which it was decided about; None where none or several do."""
    found = database.rows(_MOVED, {"prefix": prefix})
    return (found[0][0], found[0][1]) if len(found) == 1 else None
