"""Where documents come from: files, folders, standard input and web addresses, in a fixed order.

Nothing is opened until `load` is called, and what cannot be opened says so then, as a SkipItem.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.errors import NotFetched, UnreadableDocument, UnsupportedFormat
from onrecord.read.decode import SIZE_LIMIT
from onrecord.read.web_address import looks_like_address

DATA_SUFFIXES = (
    ".toml",
    ".json",
    ".jsonl",
    ".csv",
    ".tsv",
    ".yaml",
    ".yml",
    ".ini",
    ".py",
    ".css",
    ".js",
    ".duckdb",
    ".wal",
    ".log",
)
"""Files in a folder of documents that are settings or data; named by themselves they are still tried."""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: its address as the user knows it, and how to get its bytes.

    `load` raises UnreadableDocument or UnsupportedFormat where there is nothing to read.
    """

    address: str
    load: Callable[[], bytes]


def find_sources(
    paths: Sequence[str], *, limit: int = SIZE_LIMIT, fetch: Callable[[str], Source] | None = None
) -> Iterator[Source]:
    """Each document under `paths`: files as given, folders sorted with hidden files skipped, `-` for stdin.

    A web address is handed to `fetch`; without it, it is refused when it is loaded.
    `load` hands out at most one byte more than `limit`: enough for the reader to know that it is too long.
    """
    for path in paths:
        if path == "-":
            yield Source("-", partial(_read_stdin, limit))
        elif looks_like_address(path):
            yield fetch(path) if fetch is not None else _unasked(path)
        elif Path(path).is_dir():
            yield from _in_folder(Path(path), limit)
        else:
            yield _file(Path(path), limit)


def _in_folder(folder: Path, limit: int) -> Iterator[Source]:
    empty = True
    seen: set[tuple[int, int]] = set()
    for source in _walk(folder, seen, limit):
        empty = False
        yield source
    if empty:
        yield _unreadable(
            str(folder), "is a folder without documents", "give a folder that holds text or HTML files"
        )


def _walk(folder: Path, seen: set[tuple[int, int]], limit: int) -> Iterator[Source]:
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
            yield from _walk(path, seen, limit)
        elif path.suffix.lower() in DATA_SUFFIXES:
            yield _data_file(path)
        elif path.is_file() or path.is_symlink():
            yield _file(path, limit)


def _file(path: Path, limit: int) -> Source:
    def load() -> bytes:
        try:
            # One byte more than the limit is enough to know that it is too long.
            with path.open("rb") as stream:
                return stream.read(limit + 1)
        except FileNotFoundError as error:
            raise UnreadableDocument("does not exist", where=str(path), remedy="check the path") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UnreadableDocument(
                f"cannot be read ({reason})", where=str(path), remedy="check the path and its permissions"
            ) from error

    return Source(str(path), load)


def _data_file(path: Path) -> Source:
    def load() -> bytes:
        raise UnsupportedFormat(
            "is settings or data, not a document",
            where=str(path),
            remedy="name the file itself to read it as text",
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
    data = sys.stdin.buffer.read(limit + 1)
    if not data:
        raise UnreadableDocument("standard input is empty", where="-", remedy="pipe a document into it")
    return data
