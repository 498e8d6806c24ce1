"""Pages that were fetched, kept in a folder: one file a page, with what is needed to ask whether it changed.

A file that is damaged, cut off or another page's is as good as none: the page is fetched anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from onrecord.errors import StopSource
from onrecord.writing import write_file

_LONGEST_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One page as it was fetched."""

    url: str
    """The address that was asked for."""
    final_url: str
    """The address that gave the bytes, after redirects."""
    content_type: str
    etag: str
    last_modified: str
    retrieved: str
    """When the bytes were taken: ISO 8601, UTC, whole seconds."""
    checked: float
    """When the server last said that they are current: seconds since 1970."""
    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    status: int = 200


@dataclass(frozen=True, slots=True)
class PageCache:
    """The folder of kept pages; made when the first page is kept."""

    folder: Path

    def load(self, url: str) -> tuple[Kept, bytes] | None:
        """The page kept for an address; None where there is none that can be trusted."""
        try:
            with self._path(url).open("rb") as file:
                head = file.readline(_LONGEST_HEAD)
                body = file.read()
        except OSError:
            return None
        kept = _read_head(head)
        if kept is None or kept.url != url or kept.digest != hashlib.sha256(body).hexdigest():
            return None
        return kept, body

    def store(self, kept: Kept, body: bytes) -> None:
        """Keep a page, whole or not at all. Raises OnRecordError where the folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StopSource(
                f"cannot be made a folder ({error.strerror})",
                where=str(self.folder),
                remedy="name another folder in ONRECORD_FETCH_CACHE",
            ) from error
        head = json.dumps(asdict(kept), sort_keys=True)
        write_file(self._path(kept.url), head.encode("ascii") + b"\n" + body)

    def confirm(self, kept: Kept, body: bytes, *, checked: float) -> Kept:
        """Note that the server called the page current; the time it was taken stays."""
        current = replace(kept, checked=checked)
        self.store(current, body)
        return current

    def _path(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()}.page"


def _read_head(line: bytes) -> Kept | None:
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, Mapping) or set(data) != {field.name for field in fields(Kept)}:
        return None
    wanted: dict[str, type | tuple[type, ...]] = {"checked": (int, float), "status": int}
    if not all(isinstance(value, wanted.get(name, str)) for name, value in data.items()):
        return None
    return Kept(**data)
