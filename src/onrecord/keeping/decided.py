"""Whether people's decisions are whole, and whether what was worked out from them is what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.identity import make_id
from onrecord.keeping.audit import Audit, Check
from onrecord.keeping.findings import Remedy
from onrecord.ledger import Ledger
from onrecord.ledger.database import Row
from onrecord.ledger.deciding import problem_with
from onrecord.ledger.decisions import read_decisions
from onrecord.record.layouts import load_layouts
from onrecord.vocabulary import DecisionAbout

_AT_ONCE = 500
_NO_VALUE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
_DECISIONS = Check(
    name="digest",
    table="decisions",
    what="decisions are not as they were made: their id is not that of their content",
    sql="",
)
_OVERLAY = Check(
    name="out-of-step",
    table="review_units",
    what="documents are not shown as people left them",
    sql="",
    remedy=Remedy.FIX,
)
_ORIGINS = Check(
    name="not-laid",
    table="origins",
    what="decisions about reports wait to be laid over the origins",
    sql="",
    remedy=Remedy.RUN,
    is_fault=False,
)
_SOURCES = Check(
    name="digest",
    table="record_sources",
    what="sources of roll calls have another id than the digest of their files gives",
    sql="",
    remedy=Remedy.IMPORT,
)


def look_at_decisions(audit: Audit, ledger: Ledger) -> None:
    """Make the ids of decisions again, and weigh those about each document again. Raises LedgerError."""
    documents = [
        document
        for (document,) in audit.database.rows("SELECT DISTINCT document FROM decisions ORDER BY document")
    ]
    wrong: list[str] = []
    stale: list[str] = []
    for start in range(0, len(documents), _AT_ONCE):
        for document in documents[start : start + _AT_ONCE]:
            damaged = list(_damaged(audit, document))
            wrong += damaged
            if not damaged and not _is_in_step(audit, ledger, document):
                stale.append(document)
    audit.note(_DECISIONS, len(wrong), wrong)
    audit.note(_OVERLAY, len(stale), stale)
    if not wrong:
        waiting = _not_laid(audit, ledger)
        audit.note(_ORIGINS, len(waiting), waiting)


def look_at_sources(audit: Audit) -> None:
    """Make the ids of imported sources again. Raises LedgerError."""
    families = {layout.id: layout.family for layout in load_layouts()}
    wrong = [
        id_
        for id_, layout, digest in audit.database.rows("SELECT id, layout, digest FROM record_sources")
        if layout in families and make_id("record", families[layout], digest) != id_
    ]
    audit.note(_SOURCES, len(wrong), wrong)


def _not_laid(audit: Audit, ledger: Ledger) -> list[str]:
    """Decisions about origins that are told of nowhere, and those that are told of and hold no more."""
    pairs, unplaced = ledger.joining.weigh(ledger.joining.decisions())
    hold = {decision.id for pair in pairs for decision in pair.decisions}
    hold |= {one.decision.id for one in unplaced}
    told = audit.database.rows("SELECT DISTINCT decision FROM review_units WHERE about = 'origin'")
    return sorted(hold ^ {decision for (decision,) in told})


def _damaged(audit: Audit, document: str) -> Iterator[str]:
    """The ids of decisions about a document that cannot have been made so."""
    try:
        made = read_decisions(audit.database, documents=(document,))
    except _NO_VALUE:
        yield f"about {document}"
        return
    yield from (decision.id for decision in made if problem_with(decision) is not None)


def _is_in_step(audit: Audit, ledger: Ledger, document: str) -> bool:
    """True where what is kept is what the decisions come to now."""
    try:
        made = read_decisions(audit.database, documents=(document,))
        units = ledger.weigh(document, [one for one in made if one.about is not DecisionAbout.ORIGIN])
    except (*_NO_VALUE, UsageError):
        return True  # a row of the document cannot be read: told there
    expected: Counter[Row] = Counter()
    for unit in units:
        span = unit.place.span
        place = (None, None) if span is None else (span.start, span.end)
        for decision in unit.decisions:
            expected[unit.about.value, unit.root, decision.id, unit.standing.value, *place] += 1
    held = audit.database.rows(
        "SELECT about, unit, decision, standing, span_start, span_end FROM review_units "
        "WHERE document = ? AND about <> 'origin'",
        (document,),
    )
    return expected == Counter(held)
