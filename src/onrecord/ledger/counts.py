"""The summary of a ledger: every count from the rows themselves, so that they reconcile."""

from __future__ import annotations

from onrecord.ledger.answers import Outcome, ReviewCounts, Skipped, Summary
from onrecord.ledger.database import Database
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

_BY_ACT = """
SELECT act, count(*) FROM current_statements GROUP BY act
"""

_BY_BASIS = """
SELECT basis, count(*) FROM current_positions GROUP BY basis
"""

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

_BY_STANDING = "SELECT standing, count(*) FROM current_{kind}s GROUP BY standing"

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
    by_act: dict[str, int] = dict(database.rows(_BY_ACT))
    by_basis: dict[str, int] = dict(database.rows(_BY_BASIS))
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
        reviewed_positions=_reviewed(database, "position"),
        reviewed_statements=_reviewed(database, "statement"),
    )


def _reviewed(database: Database, kind: str) -> ReviewCounts:
    ((found, unfound, rejected),) = database.rows(_REVIEW.format(kind=kind))
    counted: dict[str, int] = dict(database.rows(_BY_STANDING.format(kind=kind)))
    return ReviewCounts(
        found=found,
        unfound=unfound,
        shown=sum(counted.values()),
        rejected=rejected,
        by_standing={
            standing: counted.get(standing.value, 0)
            for standing in Standing
            if standing is not Standing.REJECTED
        },
    )
