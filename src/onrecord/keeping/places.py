"""Files that stand where a ledger is to be put: kept aside under a name of their own, with the log that belongs to them.

A log that is left beside another ledger would be taken for its own.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from onrecord.errors import LedgerError

_MOST = 10_000


def log_of(ledger: Path) -> Path:
    """Where the database keeps changes that are not in the ledger's file yet."""
    return ledger.with_name(ledger.name + ".wal")


def keep_aside(path: Path) -> Path:
    """Give a file and its log a second name that is free; the first one is still theirs. Raises LedgerError."""
    for number in range(1, _MOST):
        aside = path.with_name(f"{path.name}.before-{number}")
        if aside.exists() or log_of(aside).exists():
            continue
        for mine, other in ((log_of(path), log_of(aside)), (path, aside)):
            if mine.exists():
                _second_name(mine, other)
        return aside
    raise LedgerError("has too many files kept aside", where=str(path), remedy="delete some of them")


def without_log(path: Path) -> None:
    """Take away the log of a file that is about to be written over."""
    log_of(path).unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Let the disk know the names of a folder now, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _second_name(path: Path, name: Path) -> None:
    """A link, so that there is never a moment without the file; its new name alone where a disk has no links."""
    try:
        os.link(path, name)
    except OSError:
        path.rename(name)
