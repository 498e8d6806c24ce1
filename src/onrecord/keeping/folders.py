"""Whether a ledger in a folder is whole: every file that its manifest names, as it was written, and no table file besides.

Files are held against the manifest before any row is read; a folder with another file than it names is not opened at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.keeping.audit import Audit, Check
from onrecord.keeping.findings import SHOWN, Finding, Remedy
from onrecord.ledger.database import MANIFEST, Database
from onrecord.ledger.folder import Manifest, TableFile, read_manifest

_MISSING = "files are not there"
_CUT = "files have another size than when they were written"
_CHANGED = "files have other bytes than when they were written"
_BESIDE = "Parquet files are in the folder that the manifest does not name: whoever reads all files of a table counts their rows"
_LEFT = "files were left by a run that was cut short: they count for nothing, and can be deleted"
_ROWS = Check(
    name="rows",
    table=MANIFEST,
    what="files hold another number of rows than the manifest says",
    sql="",
)
_COUNTS = Check(
    name="not-reconciled",
    table=MANIFEST,
    what="counts of sources are others than the sources that are held come to",
    sql="",
)


def find_manifest(folder: Path) -> Manifest | Finding:
    """The manifest of a folder, or what is wrong with it. Raises LedgerError where it is of another version, or there is none."""
    where = str(folder)
    try:
        data = (folder / MANIFEST).read_bytes()
    except FileNotFoundError as error:
        raise LedgerError(
            f"is a folder without {MANIFEST}, and so no ledger yet",
            where=where,
            remedy="run the same onrecord spread again, which goes on from there, or copy the folder again",
        ) from error
    except OSError as error:
        raise LedgerError(
            f"its {MANIFEST} cannot be read ({error.strerror})", where=where, remedy="check its permissions"
        ) from error
    try:
        return read_manifest(data, where=where)
    except LedgerError as error:
        if error.what.startswith("is of another version"):
            raise
        return _finding("unreadable", where, f"file {error.what}", [MANIFEST], folder)


def look_at_files(folder: Path, manifest: Manifest) -> list[Finding]:
    """What is wrong with the files of a folder. Every byte of them is read. Raises LedgerError where one may not be read."""
    missing, cut, changed = [], [], []
    for file in manifest.files:
        path = folder / file.name
        if not path.is_file():
            missing.append(file.name)
        elif path.stat().st_size != file.size:
            cut.append(file.name)
        elif _digest(path) != file.digest:
            changed.append(file.name)
    named = {file.name for file in manifest.files}
    besides = sorted(
        name
        for path in folder.rglob("*")
        if path.is_file() and (name := path.relative_to(folder).as_posix()) not in {*named, MANIFEST}
    )
    tables = [name for name in besides if _is_of_table(name)]
    left = [name for name in besides if name not in tables]
    found = [
        _finding(check, table, what, names, folder, remedy)
        for check, table, what, names, remedy in (
            ("file-missing", MANIFEST, _MISSING, missing, Remedy.COPY),
            ("file-cut", MANIFEST, _CUT, cut, Remedy.COPY),
            ("digest", MANIFEST, _CHANGED, changed, Remedy.COPY),
            ("file-besides", MANIFEST, _BESIDE, tables, Remedy.AWAY),
        )
        if names
    ]
    if left:
        found.append(_finding("left-over", MANIFEST, _LEFT, left, folder, Remedy.NONE, is_fault=False))
    return found


def look_at_counts(audit: Audit, folder: Path, manifest: Manifest) -> None:
    """Hold the rows of every file, and the outcomes of sources, against the manifest. Raises LedgerError."""
    wrong = [file.name for file in manifest.files if _rows(audit.database, folder, file) != file.rows]
    audit.note(_ROWS, len(wrong), wrong)
    outcomes: dict[str, int] = dict(
        audit.database.rows("SELECT outcome, count(*) FROM sources GROUP BY outcome")
    )
    told = {"added": manifest.added, "held": manifest.held, "skipped": manifest.skipped}
    other = [outcome for outcome, count in told.items() if outcomes.get(outcome, 0) != count]
    if manifest.met != sum(told.values()):
        other.append("met")
    audit.note(_COUNTS, len(other), other)


def _rows(database: Database, folder: Path, file: TableFile) -> int:
    ((rows,),) = database.rows("SELECT count(*) FROM read_parquet(?)", (str(folder / file.name),))
    return int(rows)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise LedgerError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check its permissions"
        ) from error


def _is_of_table(name: str) -> bool:
    """True for a name by which programs that read a table's files (`positions/*.parquet`) find it."""
    table, _, file = name.partition("/")
    return (
        table != "unfinished" and file.endswith(".parquet") and not file.startswith(".") and "/" not in file
    )


def _finding(
    check: str,
    table: str,
    what: str,
    names: Sequence[str],
    folder: Path,
    remedy: Remedy = Remedy.COPY,
    *,
    is_fault: bool = True,
) -> Finding:
    return Finding(
        check=check,
        table=table,
        what=what,
        count=len(names),
        examples=tuple(name[:80] for name in names[:SHOWN]),
        remedy=remedy.format(ledger=folder),
        is_fault=is_fault,
    )
