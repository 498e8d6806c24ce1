"""What a run met, stored together: the rows of many documents in a few statements, as if they had been stored one by one.

A statement costs as much for one document as for many, so a run hands over what it met in small batches. Everything
here expects to stand inside a transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import overlay, store
from onrecord.ledger.answers import Outcome, Run
from onrecord.ledger.database import Database
from onrecord.vocabulary import Analysis, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one source: its document with all that was found in it, or the reason why there is none."""

    address: str
    document: Document | None = None
    analysis: Analysis | None = None
    """None where the ledger holds the document already, or where it failed."""
    reason: str | None = None


def store_taken(database: Database, taken: Sequence[Taken], run: Run) -> list[Outcome | None]:
    """Store what became of some sources, in their order; what was done with each.

    None, and nothing is stored, for a document without analysis whose rows by the run's method are still to be added.
    Where they are held they speak for it from now on, even if another method read it since.
    """
    held = _held(database, taken, run.method)
    outcomes: list[Outcome | None] = []
    added: list[Analysis] = []
    for one in taken:
        if one.document is None:
            outcomes.append(Outcome.SKIPPED)
        elif one.document.id in held:
            outcomes.append(Outcome.HELD)
        elif one.analysis is not None:
            held.add(one.document.id)
            added.append(one.analysis)
            outcomes.append(Outcome.ADDED)
        else:
            outcomes.append(None)
    store.write_analyses(database, added, method=run.method, run=run.id)
    met = [(one, outcome) for one, outcome in zip(taken, outcomes, strict=True) if outcome is not None]
    _read_by(database, [one.document.id for one, _ in met if one.document is not None], run)
    _tell_sources(database, met, run)
    return outcomes


def _held(database: Database, taken: Sequence[Taken], method: str) -> set[str]:
    """The documents among them whose rows by this method are there."""
    wanted = [one.document.id for one in taken if one.document is not None]
    if not wanted:
        return set()
    sql = "SELECT document FROM documents WHERE method = ? AND document IN (SELECT unnest(?::VARCHAR[]))"
    return {document for (document,) in database.rows(sql, (method, wanted))}


def _read_by(database: Database, documents: Sequence[str], run: Run) -> None:
    """Let this method's rows speak for the documents, in this order, unless they do so already."""
    if not documents:
        return
    newest: dict[str, str] = dict(
        database.rows(
            "SELECT document, arg_max(method, ord) FROM readings "
            "WHERE document IN (SELECT unnest(?::VARCHAR[])) GROUP BY document",
            (documents,),
        )
    )
    anew = [document for document in dict.fromkeys(documents) if newest.get(document) != run.method]
    if not anew:
        return
    database.rows(
        "INSERT INTO readings (ord, document, method, run) "
        "SELECT (SELECT coalesce(max(ord), 0) FROM readings) + unnest(range(1, ? + 1)), unnest(?::VARCHAR[]), ?, ?",
        (len(anew), anew, run.method, run.id),
    )
    decided = database.rows(
        "SELECT DISTINCT document FROM decisions WHERE document IN (SELECT unnest(?::VARCHAR[])) ORDER BY document",
        (anew,),
    )
    for (document,) in decided:
        overlay.rebuild(database, document)


def _tell_sources(database: Database, met: Sequence[tuple[Taken, Outcome]], run: Run) -> None:
    if not met:
        return
    database.rows(
        "INSERT INTO sources (run, ord, address, outcome, document, reason) "
        "SELECT $run, (SELECT coalesce(max(ord), 0) FROM sources WHERE run = $run) + unnest(range(1, $count + 1)), "
        "unnest($addresses::VARCHAR[]), unnest($outcomes::VARCHAR[]), unnest($documents::VARCHAR[]), unnest($reasons::VARCHAR[])",
        {
            "run": run.id,
            "count": len(met),
            "addresses": [one.address for one, _ in met],
            "outcomes": [outcome.value for _, outcome in met],
            "documents": [one.document.id if one.document is not None else None for one, _ in met],
            "reasons": [one.reason for one, _ in met],
        },
    )
