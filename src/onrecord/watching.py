"""Folders and addresses that are looked at again and again: what is new in them is read as it arrives.

A file counts as arrived when it is the same at two looks, so that none is read while it is being written. Looking
works the same on every file system, shared ones included, where notices of changes often do not come through.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from onrecord.read.web_address import looks_like_address

Mark: TypeAlias = "tuple[int, int]"
"""Size and time of the last change: other marks, another content."""


@dataclass
class Watch:
    """What was seen under some paths, and what of it was handed on."""

    paths: Sequence[str]
    list_files: Callable[[Sequence[str]], Iterable[str]]
    """The files that the paths name now."""
    _seen: dict[str, Mark] = field(default_factory=dict)
    _done: dict[str, Mark] = field(default_factory=dict)

    def arrived(self) -> list[str]:
        """Files that are new or changed and have come to rest, in order; addresses are to be asked each time."""
        marks = dict(_marks(self.list_files([path for path in self.paths if not looks_like_address(path)])))
        ready = [path for path, mark in marks.items() if self._seen.get(path) == mark != self._done.get(path)]
        self._seen = marks
        self._done = {path: mark for path, mark in self._done.items() if path in marks}
        return ready

    @property
    def addresses(self) -> list[str]:
        """The web addresses among the paths."""
        return [path for path in self.paths if looks_like_address(path)]

    def done(self, files: Iterable[str]) -> None:
        """Note that files were taken as they were at the last look, and need not be handed on again."""
        self._done.update({path: self._seen[path] for path in files if path in self._seen})


def _marks(files: Iterable[str]) -> Iterator[tuple[str, Mark]]:
    for path in files:
        try:
            status = os.stat(path)  # noqa: PTH116 (a Path for each of a million files costs more than the look)
        except OSError:
            continue  # gone again, or not to be read yet
        yield path, (status.st_size, status.st_mtime_ns)
