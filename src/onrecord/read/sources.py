"""Where documents come from: files, folders, standard input and web addresses, in a fixed order.

Nothing is opened until `load` is called, and what cannot be opened says so then, as a SkipItem.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import NotFetched, SkipItem, UnreadableDocument, UnsupportedFormat
from onrecord.read.decode import SIZE_LIMIT
from onrecord.read.members import Ways, is_data
from onrecord.read.streams import flow
from onrecord.read.told import Told
from onrecord.read.web_address import looks_like_address


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: its address as the user knows it, and how to get its bytes.

    `load` raises UnreadableDocument or UnsupportedFormat where there is nothing to read. `open`, where there is one, gives
    the bytes as a stream, for what may be too large to be held: an archive, a mailbox.
    """

    address: str
    load: Callable[[], bytes]
    told: Told = field(default_factory=Told)
    open: Callable[[], BinaryIO] | None = None


def failing(address: str, error: SkipItem) -> Source:
    """A source that raises the error when it is loaded, so that it is counted with its reason."""

    def load() -> bytes:
        raise error

    return Source(address, load)


def find_sources(
    paths: Sequence[str],
    *,
    limit: int = SIZE_LIMIT,
    columns: Mapping[str, str] | None = None,
    fetch: Callable[[str], Source] | None = None,
) -> Iterator[Source]:
    """Each file under `paths`: files as given, folders sorted with hidden files skipped, `-` for stdin.

    What a file holds is told by `documents_in`. `load` hands out at most one byte more than `limit`: enough for the
    reader to know that it is too long. With `columns` named, tables in folders are no data but texts.
    A web address is handed to `fetch`; without it, it is refused when it is loaded.
    """
    ways = Ways(limit=limit, columns=columns or {})
    for path in paths:
        if path == "-":
            yield Source("-", partial(_read_stdin, limit), open=_open_stdin)
        elif looks_like_address(path):
            yield fetch(path) if fetch is not None else _unasked(path)
        elif Path(path).is_dir():
            yield from _in_folder(Path(path), ways)
        else:
            yield _file(Path(path), limit)


def _in_folder(folder: Path, ways: Ways) -> Iterator[Source]:
    empty = True
    seen: set[tuple[int, int]] = set()
    for source in _walk(folder, seen, ways):
        empty = False
        yield source
    if empty:
        yield _unreadable(
            str(folder),
            "is a folder without documents",
            "give a folder that holds files; hidden ones are left out",
        )


def _walk(folder: Path, seen: set[tuple[int, int]], ways: Ways) -> Iterator[Source]:
    """Depth first, by name; `seen` holds device and inode of folders, so a link back to one ends there."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(str(folder), f"cannot be opened ({error.strerror})", "check its permissions")
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if path.is_dir():
            yield from _walk(path, seen, ways)
        elif is_data(path.name, ways):
            yield _data_file(path)
        elif path.is_file() or path.is_symlink():
            yield _file(path, ways.limit)


def _file(path: Path, limit: int) -> Source:
    def opened() -> BinaryIO:
        try:
            return path.open("rb")
        except FileNotFoundError as error:
            raise UnreadableDocument("does not exist", where=str(path), remedy="check the path") from error
        except (OSError, ValueError) as error:
            raise _cannot_be_read(path, error) from error

    def load() -> bytes:
        with opened() as stream:
            try:
                # One byte more than the limit is enough to know that it is too long.
                return stream.read(limit + 1)
            except OSError as error:
                raise _cannot_be_read(path, error) from error

    return Source(str(path), load, open=opened)


def _cannot_be_read(path: Path, error: OSError | ValueError) -> UnreadableDocument:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableDocument(
        f"cannot be read ({reason})", where=str(path), remedy="check the path and its permissions"
    )


def _data_file(path: Path) -> Source:
    def load() -> bytes:
        raise UnsupportedFormat(
            "is settings or data, not a document",
            where=str(path),
            remedy="name the file itself to read it",
        )

    return Source(str(path), load)


def _unasked(address: str) -> Source:
    def load() -> bytes:
        raise NotFetched(
            "is a web address, and nothing is fetched unasked",
            where=address,
            remedy="say --fetch to fetch it",
        )

    return Source(address, load)


def _unreadable(address: str, what: str, remedy: str) -> Source:
    def load() -> bytes:
        raise UnreadableDocument(what, where=address, remedy=remedy)

    return Source(address, load)


def _read_stdin(limit: int) -> bytes:
    with _open_stdin() as stream:
        return stream.read(limit + 1)


def _open_stdin() -> BinaryIO:
    head = sys.stdin.buffer.read(1)
    if not head:
        raise UnreadableDocument("standard input is empty", where="-", remedy="pipe a document into it")
    return flow(head, sys.stdin.buffer)
