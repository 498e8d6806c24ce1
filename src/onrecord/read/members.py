"""What archives, mailboxes, feeds and tables hand out one by one: a member with its name and a way to its bytes.

Whoever opens a container yields these; `holding` makes sources of them and looks into those that hold more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from onrecord.errors import SkipItem
from onrecord.read.streams import Budget, Readable
from onrecord.read.told import Told

DATA_SUFFIXES = (
    ".toml",
    ".json",
    ".jsonl",
    ".ndjson",
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
"""Files in a folder or archive of documents that are settings or data; named by themselves they are still tried."""
ROW_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".tsv")
"""Those of them that are read as rows of texts where the user names columns."""
LONGEST_NAME = 300
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One thing in a container: `bytes_of` opens it, or `error` tells why it cannot be used."""

    name: str
    """As the container calls it, made harmless; the address ends with it."""
    bytes_of: Callable[[], Readable] | None = None
    told: Told = field(default_factory=Told)
    error: SkipItem | None = None
    document: bool = False
    """True for what is a document and not looked into: a row, an entry, a fetched page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How containers are opened: bounds, and which columns of a table hold what."""

    limit: int
    """Bytes of one document."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to column, as the user names them; empty: by the names of the columns."""
    budget: Budget = field(default_factory=lambda: Budget.of(0))


Opener = Callable[[BinaryIO, str, Ways], Iterator[Member]]
"""Yields the members of a stream at an address; raises UnreadableDocument or Overflow where it breaks."""


def harmless_name(name: str) -> str:
    """A member's name without steps up or to the root, and without control characters."""
    parts = _UNPRINTABLE.sub("_", name.replace("\\", "/")).split("/")
    kept = "/".join(part for part in parts if part not in ("", ".", ".."))
    return (kept if len(kept) <= LONGEST_NAME else "…" + kept[-LONGEST_NAME:]) or "unnamed"


def is_hidden(name: str) -> bool:
    """True for what a folder would not show: dot files, and what systems pack along."""
    parts = name.split("/")
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def is_data(name: str, ways: Ways) -> bool:
    """True for settings and data among documents."""
    lowered = name.casefold().removesuffix(".gz")
    return lowered.endswith(DATA_SUFFIXES) and not (ways.columns and lowered.endswith(ROW_SUFFIXES))
