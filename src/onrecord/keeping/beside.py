"""What is not wrong, but still to be done: runs that were cut short, texts that wait to be grouped, a search index that is behind."""

from __future__ import annotations

from onrecord.keeping.audit import Audit, Check
from onrecord.keeping.findings import Remedy
from onrecord.ledger import Ledger
from onrecord.origins import VERSION
from onrecord.search import IndexState, index_path, index_state

_RUNS = Check(
    name="unfinished",
    table="runs",
    what="runs were cut short, and none has ended since",
    sql="SELECT id FROM runs WHERE finished IS NULL AND id > coalesce((SELECT max(id) FROM runs WHERE finished IS NOT NULL), 0)",
    remedy=Remedy.RUN,
    is_fault=False,
)
_RELATED = Check(
    name="not-related",
    table="relations",
    what="origins wait for the relations of their documents to be worked out",
    sql="SELECT origin FROM origin_documents AS o LEFT JOIN relations AS r USING (origin, document) "
    "GROUP BY origin HAVING count(r.document) <> count(*)",
    remedy=Remedy.RUN,
    is_fault=False,
)
_WAITING = Check(
    name="not-grouped",
    table="origin_documents",
    what="documents wait to be grouped with those that print the same report",
    sql="SELECT DISTINCT document FROM readings WHERE ord > coalesce((SELECT max(readings) FROM print_state WHERE version = ?), 0)",
    remedy=Remedy.RUN,
    is_fault=False,
)
_STATES = {
    IndexState.BEHIND: ("search index is behind the ledger", Remedy.SEARCH),
    IndexState.OTHER: ("file stands where the search index would be kept", Remedy.MOVE),
    IndexState.DAMAGED: ("search index is damaged", Remedy.INDEX),
    IndexState.OUT_OF_STEP: ("search index holds other documents than the ledger", Remedy.INDEX),
}


def look_at_what_waits(audit: Audit) -> None:
    """Note what the next run will do."""
    audit.ask((_RUNS, _RELATED))
    audit.ask((_WAITING,), (VERSION,))


def look_at_index(audit: Audit, ledger: Ledger) -> None:
    """Note what is wrong with the search index beside the ledger, if there is one."""
    if ledger.path is None:
        return
    what, remedy = _STATES.get(index_state(ledger), ("", Remedy.NONE))
    check = Check(
        name="search-index",
        table=str(index_path(ledger.path)),
        what=what,
        sql="",
        remedy=remedy,
        is_fault=remedy is Remedy.INDEX,
    )
    audit.note(check, 1 if what else 0)
