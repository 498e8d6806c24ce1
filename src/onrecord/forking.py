"""Where the processes of a run come from: on Linux a server that has loaded what every document needs, and is copied.

A copy starts in some hundredths of a second and shares the memory of what was loaded. Elsewhere each process starts
anew: the system libraries of other systems are not safe to copy.
"""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

from onrecord.settings import safe_path

_READY = "onrecord.ready"
"""What the server imports before it is copied."""


def copies() -> bool:
    """True where processes are copies of one that is ready; else each starts anew."""
    return sys.platform == "linux"


def start_context() -> BaseContext:
    """How processes are started. Never by copying this one: a copy would share the open ledger's locks."""
    if not copies():
        return multiprocessing.get_context("spawn")
    begin()
    return multiprocessing.get_context("forkserver")


def begin() -> None:
    """Start the server if it does not run yet, and go on at once: it gets ready while this process does other things.

    It ends with this process.
    """
    if copies():
        forkserver.set_forkserver_preload([_READY])
        with safe_path():
            forkserver.ensure_running()
