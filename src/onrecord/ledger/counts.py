"""The summary of a ledger: every count from the rows themselves, so that they reconcile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.ledger.answers import Outcome, ReviewCounts, Skipped, Summary
from onrecord.ledger.database import Database, Row
from onrecord.vocabulary import Act, Basis, SetAside, Standing, VerdictValue

_OUTCOMES = """
SELECT address, outcome, reason FROM sources
WHERE ($run IS NOT NULL AND run = $run)
    OR ($run IS NULL AND (run, ord) IN (
        SELECT (last.run, last.ord) FROM (
            SELECT max_by({'run': run, 'ord': ord}, (run, ord)) AS last FROM sources GROUP BY address)))
ORDER BY run, ord
"""

# A document that no grouping has seen yet (the run that brought it was cut short) is a report of its own.
_TOTALS = """
SELECT
    (SELECT count(*) FROM newest),
    (SELECT count(*) FROM origins) + (
        SELECT count(*) FROM newest WHERE document NOT IN (SELECT document FROM origin_documents)),
    (SELECT count(*) FROM comments JOIN newest USING (document, method)),
    (SELECT count(*) FROM left_out JOIN newest USING (document, method)),
    (SELECT count(*) FROM set_aside JOIN newest USING (document, method))
"""

_BY_ACT = "SELECT act, standing, count(*) FROM current_statements GROUP BY ALL"

_BY_BASIS = "SELECT basis, standing, count(*) FROM current_positions GROUP BY ALL"

_BY_VERDICT = """
SELECT v.value, count(*) FROM claims AS c JOIN newest AS n USING (document, method)
LEFT JOIN verdicts AS v ON v.document = c.document AND v.method = c.method AND v.claim = c.id
GROUP BY v.value
"""

# Found rows that are not shown and that no other row stands for were rejected.
_REVIEW = """
SELECT
    (SELECT count(*) FROM {kind}s JOIN newest USING (document, method)),
    (SELECT count(*) FROM decided_{kind}s WHERE NOT found),
    (SELECT count(*) FROM review_marks WHERE kind = '{kind}' AND NOT shown)
        - (SELECT count(*) FROM decided_{kind}s WHERE found)
"""

_DECISIONS = """
SELECT (SELECT count(*) FROM decisions),
    (SELECT count(*) FROM (SELECT DISTINCT document, about, unit FROM review_units WHERE problem IS NOT NULL))
"""

_NOT_COVERED = """
SELECT substring(reason, len($begins) + 1), count(*) FROM set_aside JOIN newest USING (document, method)
WHERE starts_with(reason, $begins) GROUP BY reason ORDER BY reason
"""


def summarise(database: Database, run: int | None) -> Summary:
    """What became of the sources of one run (None: of every address, in the last run that met it), and all totals."""
    outcomes = [
        (address, Outcome(outcome), reason)
        for address, outcome, reason in database.rows(_OUTCOMES, {"run": run})
    ]
    ((documents, origins, comments, left_out, set_aside),) = database.rows(_TOTALS)
    by_act, statement_standings = _two_ways(database.rows(_BY_ACT))
    by_basis, position_standings = _two_ways(database.rows(_BY_BASIS))
    by_verdict: dict[str | None, int] = dict(database.rows(_BY_VERDICT))
    ((decisions, not_placed),) = database.rows(_DECISIONS)
    return Summary(
        sources=len(outcomes),
        added=sum(outcome is Outcome.ADDED for _, outcome, _ in outcomes),
        held=sum(outcome is Outcome.HELD for _, outcome, _ in outcomes),
        skipped=tuple(
            Skipped(address=address, reason=reason)
            for address, outcome, reason in outcomes
            if outcome is Outcome.SKIPPED
        ),
        documents=documents,
        origins=origins,
        comments=comments,
        left_out=left_out,
        statements=sum(by_act.values()),
        statements_by_act={act: by_act.get(act.value, 0) for act in Act},
        positions=sum(by_basis.values()),
        positions_by_basis={basis: by_basis.get(basis.value, 0) for basis in Basis},
        claims=sum(by_verdict.values()),
        claims_by_verdict={value: by_verdict.get(value.value, 0) for value in VerdictValue},
        unchecked=by_verdict.get(None, 0),
        set_aside=set_aside,
        not_covered=dict(database.rows(_NOT_COVERED, {"begins": SetAside.NOT_COVERED})),
        decisions=decisions,
        not_placed=not_placed,
        reviewed_positions=_reviewed(database, "position", position_standings),
        reviewed_statements=_reviewed(database, "statement", statement_standings),
    )


def _two_ways(rows: Sequence[Row]) -> tuple[Counter[str], Counter[str]]:
    """Counts of rows by their value, and by how they stand."""
    values: Counter[str] = Counter()
    standings: Counter[str] = Counter()
    for value, standing, count in rows:
        values[value] += count
        standings[standing] += count
    return values, standings


def _reviewed(database: Database, kind: str, counted: Counter[str]) -> ReviewCounts:
    ((found, unfound, rejected),) = database.rows(_REVIEW.format(kind=kind))
    return ReviewCounts(
        found=found,
        unfound=unfound,
        shown=counted.total(),
        rejected=rejected,
        by_standing={
            standing: counted[standing.value] for standing in Standing if standing is not Standing.REJECTED
        },
    )
