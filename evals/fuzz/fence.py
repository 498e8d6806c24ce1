"""What an input may not do: open files that are none of its business, reach the network, start programs, take long, take much memory.

The interpreter itself reports what is tried (PEP 578), so that what a library does is seen as well as what we do.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from onrecord.formats import guard

MEMORY = 4_000_000_000
"""Bytes of addresses that the process may have."""
_NETWORK = frozenset(
    ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "socket.sendmsg")
)  # fmt: skip
_PROGRAMS = frozenset(
    (
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.fork",
        "os.forkpty",
        "pty.spawn",
        "pickle.find_class",
    )
)
_CHANGES = frozenset(
    ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.rmtree", "shutil.move")
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Escaped(BaseException):
    """Something was tried that no input may bring about."""


class Hung(BaseException):
    """The processor time of one input ran out."""


class Fence:
    """Put up once in a process; it watches while `around` is open."""

    def __init__(self, folder: Path) -> None:
        self._written = str(folder.resolve())
        paths = sysconfig.get_paths()
        own = Path(guard.__file__).parents[2]
        read = [
            *map(str, paths.values()),
            sys.prefix,
            sys.base_prefix,
            str(own),
            str(Path(__file__).parents[2]),
        ]
        self._read = (
            *(str(Path(path).resolve()) for path in read),
            "/usr/share/zoneinfo",
            "/proc/self",
            "/proc/cpuinfo",
        )
        self._watching = False
        self.tried: list[str] = []
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.signal(signal.SIGPROF, _stop)
        sys.addaudithook(self._saw)

    @contextmanager
    def around(self, seconds: float) -> Iterator[None]:
        """Watch, and raise Escaped where something is tried, Hung after `seconds` of processor time."""
        self.tried.clear()
        self._watching = True
        signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self._watching = False
        if self.tried:  # by another thread, or caught on the way
            raise Escaped(self.tried[0])

    def _saw(self, event: str, told: tuple[Any, ...]) -> None:
        if not self._watching or not self._is_escape(event, told):
            return
        what = f"{event} {told!r}"[:300]
        self.tried.append(what)
        raise Escaped(what)

    def _is_escape(self, event: str, told: tuple[Any, ...]) -> bool:
        if event == "open":
            return self._opens_elsewhere(*told)
        if event == "subprocess.Popen":
            return not _is_guarded_child(told[1])
        if event == "pickle.find_class":  # the names of months are a library's own pickles
            return not str(told[0]).startswith("babel.")
        if event in _CHANGES:
            return not self._is_ours(told[0])
        return event in _NETWORK or event in _PROGRAMS

    def _opens_elsewhere(self, path: object, _: object, flags: object) -> bool:
        if isinstance(path, int):
            return False
        if path == os.devnull or self._is_ours(path):
            return False
        if isinstance(flags, int) and flags & _WRITING:
            return True
        return not os.path.realpath(os.fsdecode(path)).startswith(self._read)  # type: ignore[arg-type]

    def _is_ours(self, path: object) -> bool:
        return isinstance(path, str | bytes | os.PathLike) and os.path.realpath(os.fsdecode(path)).startswith(
            self._written
        )


def _is_guarded_child(command: Sequence[str]) -> bool:
    """The one program that reading starts: our own interpreter, with what takes files apart."""
    return tuple(command[:4]) == (sys.executable, "-P", "-c", guard._START)


def _stop(_: int, __: FrameType | None) -> None:
    raise Hung("ran out of processor time")
