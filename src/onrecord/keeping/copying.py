"""A ledger as one more file: copied byte for byte while nobody writes it, read back, and only then put in its place.

The database's own lock keeps writers away for as long as the copying takes; others may read meanwhile. What the ledger has
in its log (`.wal`, after a program that was ended) is folded into the copy; the ledger itself is not written.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import LedgerError, UsageError
from onrecord.keeping.holdings import Holdings, read_holdings
from onrecord.keeping.places import in_work, keep_aside, log_of, settle, sweep, without_log
from onrecord.keeping.structure import fingerprint, tables_of
from onrecord.ledger.database import Database, is_in_use
from onrecord.ledger.migrate import held_version
from onrecord.writing import fill_file, write_file

DIGEST_SUFFIX = ".sha256"
"""Follows the name of a backup: its digest, as `sha256sum --check` reads it."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What was copied, and where."""

    path: Path
    version: int
    """Of the ledger's tables; an older one is brought up to date when it is first opened for writing."""
    size: int
    digest: str
    """SHA-256 of the file."""
    rows: int
    """Of all tables; every one was read back and compared."""
    aside: Path | None
    """Where the file that stood there before is kept; None where it held nothing that the copy does not hold."""


def backup_ledger(ledger: Path | str, backup: Path | str, *, replace: bool = False) -> Copied:
    """Copy a ledger to a file, with its digest beside it. Raises OnRecordError, and then leaves what was there as it was.

    An earlier backup of the same ledger is written over; anything else only with `replace`, which keeps it aside.
    """
    target = Path(backup)
    copied = _copy(Path(ledger), target, replace=replace, forget=_digest_file(target))
    write_file(_digest_file(target), f"{copied.digest}  {target.name}\n")
    return copied


def restore_ledger(backup: Path | str, ledger: Path | str, *, replace: bool = False) -> Copied:
    """Put a backup in the place of a ledger. Raises OnRecordError, and then leaves what was there as it was.

    A ledger that holds nothing but what the backup holds is written over; any other, and one that is damaged, only with
    `replace`, which keeps it aside.
    """
    source = Path(backup)
    return _copy(source, Path(ledger), replace=replace, digest=_told_digest(source))


def _copy(
    source: Path, target: Path, *, replace: bool, digest: str | None = None, forget: Path | None = None
) -> Copied:
    """Copy `source`, whose file must have the `digest`; the file `forget` is taken away before the copy stands there."""
    if source.resolve() == target.resolve():
        raise UsageError("is the ledger itself", where=str(target), remedy="name another file")
    aside: list[Path] = []
    told: list[tuple[str, int]] = []
    with closing(Database(source, read_only=True)) as held, source.open("rb") as file:
        version = held_version(held)
        if version == 0:
            raise LedgerError("holds nothing yet", where=str(source), remedy="there is nothing to copy")
        keep = _is_to_be_kept(target, read_holdings(held), replace=replace)

        def fill(part: Path) -> None:
            with in_work(part):
                told.append(_fill(held, file, part, digest))
            if keep:
                aside.append(keep_aside(target))
            without_log(target)
            if forget is not None:
                forget.unlink(missing_ok=True)

        sweep(target)
        fill_file(target, fill)
        with suppress(OSError):  # a ledger that only its owner may read has such a backup
            target.chmod(source.stat().st_mode & 0o777)
    settle(target.parent)
    ((copied, rows),) = told
    return Copied(
        path=target,
        version=version,
        size=target.stat().st_size,
        digest=copied,
        rows=rows,
        aside=aside[0] if aside else None,
    )


def _fill(held: Database, file: BinaryIO, part: Path, digest: str | None) -> tuple[str, int]:
    """Copy the open ledger, and hold the copy against it; its digest, and the number of rows that were compared.

    `file` stays open: to close one gives up every lock that this process has on it, the database's too.
    """
    assert held.path is not None
    log = log_of(part)
    try:
        copied = _copy_bytes(file, part)
        if digest is not None and copied != digest:
            raise LedgerError(
                "is not as it was written: it was cut short or changed since",
                where=held.where,
                remedy=f"take another backup; to use it all the same, delete {held.path.name}{DIGEST_SUFFIX}",
            )
        if log_of(held.path).exists():
            with log_of(held.path).open("rb") as written:
                _copy_bytes(written, log)
            Database(part).close()  # folds the log in
        rows = _compare(held, part)
        with part.open("rb+") as whole:
            os.fsync(whole.fileno())
            return hashlib.file_digest(whole, "sha256").hexdigest(), rows
    finally:
        log.unlink(missing_ok=True)


def _copy_bytes(file: BinaryIO, to: Path) -> str:
    """Copy a whole file; its digest."""
    digest = hashlib.sha256()
    with to.open("wb") as copy:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def _compare(held: Database, part: Path) -> int:
    """Read every table of both to the last byte; how many rows they have. Raises LedgerError where they differ."""
    with closing(Database(part, read_only=True)) as copy:
        tables = tables_of(held)
        different = [] if tables == tables_of(copy) else ["the list of tables"]
        rows = 0
        for table in tables if not different else ():
            ours = fingerprint(held, table)
            rows += ours[0]
            if ours != fingerprint(copy, table):
                different.append(table)
    if different:
        raise LedgerError(
            f"could not be copied whole ({', '.join(different)} came out different)",
            where=held.where,
            remedy="check the disk and copy again",
        )
    return rows


# --- What stands there already ----------------------------------------------------------------


def _is_to_be_kept(target: Path, copied: Holdings, *, replace: bool) -> bool:
    """True where the file at `target` holds what the copy does not hold. Raises LedgerError unless `replace`."""
    if not target.exists():
        if log_of(target).exists():  # it would be laid over the copy
            return _allowed(target, "has a log of changes without its ledger", replace=replace)
        return False
    try:
        with closing(Database(target, read_only=True)) as there:
            more = read_holdings(there).beyond(copied) if held_version(there) else ""
    except LedgerError as error:
        if is_in_use(error):
            raise
        return _allowed(target, error.what, replace=replace)
    return bool(more) and _allowed(target, f"holds what is not to be copied ({more})", replace=replace)


def _allowed(target: Path, what: str, *, replace: bool) -> bool:
    if replace:
        return True
    raise LedgerError(
        what, where=str(target), remedy="name another file, or keep this one aside with --replace"
    )


# --- Digests ----------------------------------------------------------------------------------


def _digest_file(backup: Path) -> Path:
    return backup.with_name(backup.name + DIGEST_SUFFIX)


def _told_digest(backup: Path) -> str | None:
    """The digest beside a backup; None where there is none. Raises LedgerError where it cannot be read."""
    path = _digest_file(backup)
    try:
        return path.read_text("utf-8")[:64].lower() if path.exists() else None
    except (OSError, ValueError) as error:
        raise LedgerError(
            "cannot be read", where=str(path), remedy="delete it to restore without a digest"
        ) from error
