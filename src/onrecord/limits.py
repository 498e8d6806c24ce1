"""What one document may cost: seconds of its process, and bytes of memory; and how seldom memory is gone through.

Both are kept by the operating system where it can (Linux, and macOS for time); elsewhere they are not kept.
"""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from onrecord.errors import SkipItem


class TookTooLong(SkipItem):
    """A document was not done in its time."""


def took_too_long(seconds: float) -> TookTooLong:
    """The error, with what to do."""
    return TookTooLong(
        f"was not done in {seconds:g} seconds", remedy="split the file, or raise ONRECORD_MAX_SECONDS"
    )


@contextmanager
def seconds_at_most(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in what runs inside when its time is over; only the main thread can be interrupted so.

    Nothing inside may ask for an alarm of its own.
    """
    if (
        seconds == inf
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def over(*_: object) -> None:
        raise took_too_long(seconds)

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # and again, should something swallow it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def memory_at_most(amount: int) -> None:
    """Let this process hold no more bytes than that; what asks for more gets a MemoryError."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or amount < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (amount, hard))


def collect_seldom() -> None:
    """Look for unused circles in memory less often; for a process of our own.

    A document makes and drops hundreds of thousands of small values, and few circles: looking for them as often as
    Python does costs a tenth of the time.
    """
    gc.set_threshold(50_000, 20, 100)
