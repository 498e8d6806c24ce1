"""Processes that do the work and are killed: forks of one process that has everything loaded, or whole programs.

Each has a process group of its own. What it tells is read when it has ended: a line for each stage it came to.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

Tell = Callable[[str], None]
Work = Callable[[Tell], None]
_LONGEST = 120.0
"""Seconds after which a process that is not to be killed has hung."""
_ORPHANS = 20.0
"""Seconds in which the helpers of a killed program must have ended."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a process."""

    told: tuple[str, ...]
    killed: bool
    """False where it had ended before."""
    code: int | None
    seconds: float
    orphans: bool = False
    """True where helpers of it lived on."""

    @property
    def stage(self) -> str:
        """The last stage that it came to, without its details."""
        if not self.killed:
            return "ended before"
        stages = [line.split(" ", 1)[0] for line in self.told if not line.startswith("ack")]
        return stages[-1] if stages else "starting"

    @property
    def acknowledged(self) -> tuple[str, ...]:
        """What it said that is kept."""
        return tuple(line.removeprefix("ack ") for line in self.told if line.startswith("ack "))


def fork(work: Work, *, kill_after: float | None = None) -> Ended:
    """Let a fork of this process work, and kill it after so many seconds; None lets it end."""
    reading, writing = os.pipe()
    began = time.monotonic()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    return _watch(pid, reading, began, kill_after)


def start(arguments: Sequence[str], *, kill_after: float | None = None) -> Ended:
    """Run `onrecord` as a user does, and kill it after so many seconds; what it prints counts as told."""
    began = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-m", "onrecord", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    reading = os.dup(process.stdout.fileno())
    process.stdout.close()
    ended = _watch(process.pid, reading, began, kill_after)
    process.returncode = ended.code  # it was waited for
    return ended


def _work(work: Work, writing: int) -> None:
    """What a fork does: never returns."""
    code = 1
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # helpers of a killed one complain
        work(lambda line: _write(writing, line))
        gc.collect()  # as the end of any program does
        code = 0
    except BaseException:
        _write(writing, "error " + traceback.format_exc().replace("\n", " | ")[-1500:])
    finally:
        os._exit(code)


def _write(handle: int, line: str) -> None:
    os.write(handle, line.replace("\n", " ").encode() + b"\n")


def _watch(pid: int, reading: int, began: float, kill_after: float | None) -> Ended:
    """Read what the process tells until it ends or its time is up."""
    until = began + (_LONGEST if kill_after is None else kill_after)
    parts: list[bytes] = []
    while (left := until - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            part = os.read(reading, 65536)
            if not part:
                break
            parts.append(part)
    ended, status = os.waitpid(pid, os.WNOHANG)
    seconds = time.monotonic() - began
    if not ended and kill_after is None and parts and time.monotonic() < until:
        ended, status = os.waitpid(pid, 0)  # it has told everything and is about to end
    if not ended:
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    orphans = _outlived(pid)
    os.set_blocking(reading, False)
    with suppress(BlockingIOError):
        while part := os.read(reading, 65536):
            parts.append(part)
    os.close(reading)
    told = b"".join(parts).decode("utf-8", "replace").splitlines()
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    code = None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
    return Ended(tuple(told), killed, code, seconds, orphans)


def _outlived(group: int) -> bool:
    """True where some of the group are alive after a while; they are ended."""
    until = time.monotonic() + _ORPHANS
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return False
        time.sleep(0.05)
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    return True
