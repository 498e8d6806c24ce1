"""What of a ledger can be counted in two ways, and must come to the same.

Sources are counted by run, roll calls by their votes, and the summary by its own equations.
"""

from __future__ import annotations

from onrecord.keeping.audit import Audit, Check
from onrecord.keeping.findings import Remedy
from onrecord.ledger import Ledger
from onrecord.ledger.answers import Summary

CHECKS = (
    Check(
        name="source-missing",
        table="sources",
        what="runs lack sources that they met, or have some twice",
        sql="SELECT run FROM sources GROUP BY run "
        "HAVING min(ord) <> 1 OR max(ord) <> count(*) OR count(DISTINCT ord) <> count(*)",
    ),
    Check(
        name="not-there",
        table="sources",
        what="sources belong to a run that is not held",
        sql="SELECT run || ' ' || ord FROM sources ANTI JOIN runs ON runs.id = sources.run",
    ),
    Check(
        name="untold",
        table="sources",
        what="sources do not say what became of them: added, held, or skipped and why",
        sql="SELECT run || ' ' || ord FROM sources WHERE (CASE outcome "
        "WHEN 'skipped' THEN reason IS NOT NULL AND document IS NULL "
        "WHEN 'added' THEN document IS NOT NULL AND reason IS NULL "
        "WHEN 'held' THEN document IS NOT NULL AND reason IS NULL ELSE false END) IS DISTINCT FROM true",
    ),
    Check(
        name="document-missing",
        table="documents",
        what="documents that a run added are not held as it read them",
        sql="SELECT s.document FROM sources AS s ANTI JOIN documents AS d ON d.document = s.document AND d.run = s.run "
        "WHERE s.outcome = 'added'",
    ),
    Check(
        name="document-missing",
        table="documents",
        what="documents that a run met again are not held as it reads them",
        sql="SELECT s.document FROM sources AS s JOIN runs AS r ON r.id = s.run "
        "ANTI JOIN documents AS d ON d.document = s.document AND d.method = r.method WHERE s.outcome = 'held'",
    ),
    Check(
        name="not-counted",
        table="sources",
        what="documents are held that no run counts as added, or that one counts twice",
        sql="SELECT d.document FROM documents AS d LEFT JOIN sources AS s "
        "ON s.document = d.document AND s.run = d.run AND s.outcome = 'added' "
        "GROUP BY d.document, d.method HAVING count(s.ord) <> 1",
    ),
    Check(
        name="reading-missing",
        table="readings",
        what="readings are missing from their order, or are held twice",
        sql="SELECT ord FROM (SELECT ord, row_number() OVER (ORDER BY ord) AS place FROM readings) WHERE ord <> place",
    ),
    Check(
        name="recount",
        table="record_calls",
        what="roll calls have other totals than the votes that are held of them",
        sql="SELECT c.symbol FROM record_calls AS c LEFT JOIN (SELECT call, count(*) FILTER (option = 1) AS yes, "
        "count(*) FILTER (option = 2) AS abstain, count(*) FILTER (option = 3) AS no, "
        "count(*) FILTER (option = 4) AS away FROM record_votes GROUP BY call) AS v ON v.call = c.no "
        "WHERE c.names = 'all' AND (c.yes, c.abstain, c.against, c.not_voting) IS DISTINCT FROM (v.yes, v.abstain, v.no, v.away)",
        remedy=Remedy.IMPORT,
    ),
    Check(
        name="unknown-option",
        table="record_votes",
        what="votes are none that there is",
        sql="SELECT call || ' ' || seat FROM record_votes WHERE option NOT BETWEEN 1 AND 4",
        remedy=Remedy.IMPORT,
    ),
)
_SUMMARY = Check(
    name="not-reconciled",
    table="summary",
    what="counts of the summary do not reconcile",
    sql="",
    remedy=Remedy.FIX,
)


def reconcile(audit: Audit, ledger: Ledger) -> None:
    """Hold the summary against its own equations. Raises LedgerError."""
    wrong = list(_wrong(ledger.summary()))
    audit.note(_SUMMARY, len(wrong), wrong)


def _wrong(summary: Summary) -> list[str]:
    """The counts that do not add up."""
    added, held, skipped = summary.added, summary.held, len(summary.skipped)
    equations = {
        "sources": summary.sources == added + held + skipped,
        "statements": summary.statements == sum(summary.statements_by_act.values()),
        "positions": summary.positions == sum(summary.positions_by_basis.values()),
        "claims": summary.claims == sum(summary.claims_by_verdict.values()) + summary.unchecked,
    }
    for name, shown, review in (
        ("statements", summary.statements, summary.reviewed_statements),
        ("positions", summary.positions, summary.reviewed_positions),
    ):
        equations[f"reviewed {name}"] = (
            review.found + review.unfound == review.shown + review.rejected
            and shown == review.shown == sum(review.by_standing.values())
        )
    return [name for name, holds in equations.items() if not holds]
