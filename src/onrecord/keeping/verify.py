"""An audit of a whole ledger: the file first, then its tables, then what they say of one another, then every row.

Nothing is written. A file that cannot be opened or read is told as a fault, like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.keeping import beside, contents, counting, decided, references, structure, texts
from onrecord.keeping.audit import Audit
from onrecord.keeping.findings import Finding, Verification
from onrecord.ledger import Ledger
from onrecord.ledger.database import Desk, is_damaged
from onrecord.ledger.migrate import load_migrations

_DESK = Desk(memory="600MB", threads=2)
"""What an audit may use, whatever the size of the ledger."""
Progress = Callable[[str], None]


def verify_ledger(path: Path | str, *, progress: Progress | None = None) -> Verification:
    """Audit a ledger's file. Raises LedgerError where there is no such ledger, or it is in use, newer or older.

    A damaged ledger is an answer, not an error: see `Verification.faults`.
    """
    file = Path(path)
    try:
        ledger = Ledger.open(file, read_only=True, desk=_DESK)
    except LedgerError as error:
        if not is_damaged(error):
            raise
        return _damaged(file, error)
    with ledger:
        return _audited(ledger, file, progress or (lambda _: None))


def _audited(ledger: Ledger, file: Path, progress: Progress) -> Verification:
    audit = Audit(ledger.database)
    documents = rows = 0
    try:
        progress("reading every table")
        whole = structure.look_at_structure(audit)
        read = structure.read_everything(audit)
        if whole and read is not None:
            rows = read
            documents = _ask_all(audit, ledger, progress)
    except LedgerError as error:
        audit.found.append(_unreadable(file, error))
    return Verification(
        ledger=str(file),
        version=load_migrations()[-1].version,
        documents=documents,
        rows=rows,
        checks=audit.looked_for,
        faults=tuple(finding for finding in audit.found if finding.is_fault),
        notes=tuple(finding for finding in audit.found if not finding.is_fault),
    )


def _ask_all(audit: Audit, ledger: Ledger, progress: Progress) -> int:
    """Every question to tables that can be read; how many documents there are."""
    progress("comparing tables")
    for checks in (
        references.DOCUMENTS,
        references.ORIGINS,
        references.PRINTS,
        references.REVIEW,
        references.RECORD,
        counting.CHECKS,
        texts.WORDS,
    ):
        audit.ask(checks)
    progress("reading every row")
    contents.look_at_contents(audit)
    progress("making digests again")
    texts.look_at_texts(audit)
    decided.look_at_decisions(audit, ledger)
    decided.look_at_sources(audit)
    beside.look_at_what_waits(audit)
    beside.look_at_index(audit, ledger)
    if not any(finding.is_fault for finding in audit.found):
        counting.reconcile(audit, ledger)  # any fault above would show in it again
    ((documents,),) = ledger.database.rows("SELECT count(*) FROM newest")
    return int(documents)


def _damaged(file: Path, error: LedgerError) -> Verification:
    """The answer for a file that does not open."""
    return Verification(
        ledger=str(file),
        version=0,
        documents=0,
        rows=0,
        checks=1,
        faults=(_unreadable(file, error),),
        notes=(),
    )


def _unreadable(file: Path, error: LedgerError) -> Finding:
    return Finding(
        check="unreadable",
        table=str(file),
        what=f"file {error.what}",
        count=1,
        examples=(),
        remedy=error.remedy or "restore a backup",
    )
