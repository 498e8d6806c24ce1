"""Files that stand where a ledger is to be put: kept aside under a name of their own, with the log that belongs to them.

A log that is left beside another ledger would be taken for its own.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from onrecord.errors import LedgerError

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # a system without it
    fcntl = None

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


@contextmanager
def in_work(part: Path) -> Iterator[None]:
    """Mark a part of a file as being worked on by a living program."""
    with part.open("rb") as file:
        _lock(file)
        yield


def sweep(path: Path) -> None:
    """Delete the parts of this file that killed programs left beside it."""
    path = path.resolve()
    for part in path.parent.glob(f".{glob.escape(path.name[:50])}.*.part*"):
        with suppress(OSError), part.open("rb") as file:
            if _lock(file):
                part.unlink()


def _lock(file: BinaryIO) -> bool:
    """True where nobody else works on a file; False too where the system cannot tell."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


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
