"""An audit of a whole ledger: the file or the folder first, then its tables, then what they say of one another, then every row.

Nothing is written. A file that cannot be opened or read is told as a fault, like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.keeping import beside, contents, counting, decided, folders, references, structure, texts
from onrecord.keeping.audit import Audit
from onrecord.keeping.findings import Finding, Verification
from onrecord.ledger import Ledger
from onrecord.ledger.database import Desk, is_bad_file, is_bad_input, is_damaged
from onrecord.ledger.folder import Manifest
from onrecord.ledger.migrate import load_migrations

_DESK = Desk(memory="600MB", threads=2)
"""What an audit may use, whatever the size of the ledger."""
Progress = Callable[[str], None]


def verify_ledger(path: Path | str, *, progress: Progress | None = None) -> Verification:
    """Audit a ledger: a file, or a folder that `onrecord spread` wrote.

    Raises LedgerError where there is no such ledger, or it is in use, newer or older. A damaged ledger is an answer, not
    an error: see `Verification.faults`.
    """
    file = Path(path)
    tell = progress or (lambda _: None)
    if file.is_dir():
        return _audited_folder(file, tell)
    try:
        ledger = Ledger.open(file, read_only=True, desk=_DESK)
    except LedgerError as error:
        if not is_damaged(error):
            raise
        return _damaged(file, _unreadable(file, error))
    with ledger:
        return _audited(ledger, file, tell)


def _audited_folder(folder: Path, progress: Progress) -> Verification:
    """The manifest, then the files, and only if these are whole the rows in them."""
    manifest = folders.find_manifest(folder)
    if isinstance(manifest, Finding):
        return _damaged(folder, manifest)
    progress("reading every file")
    found = folders.look_at_files(folder, manifest)
    faults = [finding for finding in found if finding.is_fault]
    if any(finding.check != "file-besides" for finding in faults):
        return _damaged(folder, *faults, version=manifest.schema)
    try:
        ledger = Ledger.open(folder, read_only=True, desk=_DESK)
    except LedgerError as error:
        if not is_bad_file(error) and not is_bad_input(error):
            raise
        return _damaged(folder, *faults, _unreadable(folder, error), version=manifest.schema)
    with ledger:
        return _audited(ledger, folder, progress, found, manifest)


def _audited(
    ledger: Ledger,
    file: Path,
    progress: Progress,
    found: Sequence[Finding] = (),
    manifest: Manifest | None = None,
) -> Verification:
    audit = Audit(ledger.database, list(found))
    documents = rows = 0
    try:
        progress("reading every table")
        whole = structure.look_at_structure(audit)
        read = structure.read_everything(audit)
        if whole and read is not None:
            rows = read
            documents = _ask_all(audit, ledger, progress)
            if manifest is not None:
                folders.look_at_counts(audit, file, manifest)
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
    if (
        not ledger.database.is_folder
    ):  # its documents were grouped when it was written, and it has no index beside it
        beside.look_at_what_waits(audit)
        beside.look_at_index(audit, ledger)
    if not any(finding.is_fault for finding in audit.found):
        counting.reconcile(audit, ledger)  # any fault above would show in it again
    ((documents,),) = ledger.database.rows("SELECT count(*) FROM newest")
    return int(documents)


def _damaged(file: Path, *faults: Finding, version: int = 0) -> Verification:
    """The answer for a ledger that does not open."""
    return Verification(
        ledger=str(file), version=version, documents=0, rows=0, checks=len(faults), faults=faults, notes=()
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
