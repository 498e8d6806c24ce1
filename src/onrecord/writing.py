"""Writes a file whole or not at all, for everything that leaves the package as a file.

An older file of the name stays as it was until the new one is complete.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import StopSource, UsageError


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file or none: an older file stays until the new one is complete. Raises OnRecordError.

    Text is written as UTF-8, with its line feeds as they are.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _told(path):
        if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
            path.write_bytes(data)
            return
        with _part(path.resolve()) as part:
            part.write_bytes(data)


def fill_file(path: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write an empty file of another name, and put that in the place of `path` when it is whole.

    For what is too large to be held whole. Raises OnRecordError.
    """
    with _told(path):
        if path.exists() and not path.is_file():
            raise UsageError("is no ordinary file", where=str(path), remedy="name a file")
        with _part(path.resolve()) as part:
            fill(part)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Every failure of writing as an error of ours."""
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), remedy="name a file")
    if not path.parent.is_dir():
        raise UsageError("its folder does not exist", where=str(path), remedy="make the folder first")
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
        what = "the disk is full" if full else (getattr(error, "strerror", None) or str(error))
        raise StopSource(
            f"could not be written: {what}", where=str(path), remedy="free some space or name another file"
        ) from error


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """An empty file beside `path` that takes its place at the end, and is gone if anything fails before."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        # mkstemp makes the file private; the result gets the rights that any new file of the user gets.
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
