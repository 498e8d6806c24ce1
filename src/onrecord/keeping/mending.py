"""Making anew what a ledger works out from what it keeps: origins and families, what decisions come to, the search index.

Documents, what was found in them, decisions and roll calls are never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from onrecord.joins import regroup
from onrecord.ledger import Ledger, overlay
from onrecord.search import IndexState, SearchIndex, index_path, index_state


def mend_ledger(path: Path | str, *, progress: Callable[[str], None] | None = None) -> None:
    """Make anew all that is derived. Raises LedgerError where the ledger cannot be written, or its documents not be read."""
    tell = progress or (lambda _: None)
    with Ledger.open(path) as ledger:
        tell("deciding anew")
        decided = ledger.database.rows(
            "SELECT document FROM decisions UNION SELECT document FROM review_units"
        )
        with ledger.database.transaction():
            for (document,) in sorted(decided):
                overlay.rebuild(ledger.database, document)
        tell("grouping anew")
        ledger.forget_grouping()
        regroup(ledger)
        tell("indexing anew")
        _mend_index(ledger)


def _mend_index(ledger: Ledger) -> None:
    """Make the search index anew where there is one that is wrong; a file of another kind is left alone."""
    if index_state(ledger) not in (IndexState.DAMAGED, IndexState.OUT_OF_STEP) or ledger.path is None:
        return
    with suppress(FileNotFoundError):
        index_path(ledger.path).unlink()
    with SearchIndex.open(ledger):
        pass
