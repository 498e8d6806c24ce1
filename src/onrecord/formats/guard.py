"""One child process that takes hostile bytes apart, with a bound on its time and memory.

A library that hangs, swallows memory or falls over on a hostile file ends the child and not the run: the file is
skipped with a reason, and a new child is started for the next one.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Timer
from typing import IO, Any

from onrecord.errors import UnreadableDocument
from onrecord.formats.frames import read_frame, write_frame

CPU_SECONDS = 20
"""Processor time for one file. Time on the clock would make a busy machine skip what an idle one reads."""
CLOCK_SECONDS = 300
"""Time on the clock after which a child that does nothing any more is ended."""
TASKS_A_CHILD = 500
"""Files after which a new child is started, so that what a library leaks goes back."""
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from onrecord.formats.child import serve; serve()"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a task made of the bytes: a value as JSON knows it, and the bytes that it names by number."""

    value: Any
    blobs: tuple[bytes, ...] = ()


def guarded(task: str, data: bytes, *, address: str, options: Mapping[str, Any] | None = None) -> Parts:
    """Run one of the child's tasks on `data`; raises UnreadableDocument where it refuses, hangs or falls over."""
    with _lock:
        return _Child.current().ask(task, data, address=address, options=options or {})


class _Child:
    """A running child process and its pipes."""

    _current: _Child | None = None

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._left = TASKS_A_CHILD
        path = json.dumps([entry for entry in sys.path if entry])
        # -P: a file in the user's folder that is called like a module must not be run.
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-P", "-c", _START, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @classmethod
    def current(cls) -> _Child:
        """The child of this process; one that was inherited over a fork belongs to another."""
        child = cls._current
        if child is not None and child._owner == os.getpid() and child._process.poll() is not None:
            child.end()
        if child is None or child is not cls._current or child._owner != os.getpid():
            child = cls._current = _Child()
        return child

    def ask(self, task: str, data: bytes, *, address: str, options: Mapping[str, Any]) -> Parts:
        timer = Timer(CLOCK_SECONDS, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            question = {"task": task, "seconds": CPU_SECONDS, "options": dict(options)}
            write_frame(self._pipe(self._process.stdin), question, (data,))
            value, blobs = read_frame(self._pipe(self._process.stdout))
        except (OSError, EOFError, ValueError) as error:
            raise self._fell(address) from error
        finally:
            timer.cancel()
        self._left -= 1
        if self._left <= 0 or value.get("spent"):
            self.end()
        if "refused" in value:
            raise UnreadableDocument(str(value["refused"]), where=address, remedy=str(value["remedy"]))
        return Parts(value["value"], blobs)

    def end(self) -> None:
        """Let the child go: it ends where its input does."""
        if _Child._current is self:
            _Child._current = None
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                self._pipe(pipe).close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def abandon(self) -> None:
        """End the child of this process; one that belongs to another is left alone."""
        if self._owner == os.getpid():
            self.end()

    def _fell(self, address: str) -> UnreadableDocument:
        self._process.kill()
        self.end()
        code = self._process.returncode
        slow = code in (-24, -9)  # SIGXCPU; SIGKILL is ours, or that of a machine without memory
        what = (
            f"takes more than {CPU_SECONDS} seconds or too much memory to take apart"
            if slow
            else "makes its reader fall over"
        )
        return UnreadableDocument(what, where=address, remedy="save its text instead")

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


_lock = Lock()


@atexit.register
def _at_exit() -> None:
    if _Child._current is not None:
        _Child._current.abandon()
