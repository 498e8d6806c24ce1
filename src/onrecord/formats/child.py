"""The child's side: wait for bytes, take them apart within the bounds, answer, and end with the parent.

Started by `guard` as a process of its own; it reads no file and writes none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from onrecord.formats.frames import read_frame, write_frame

MEMORY = 1_500_000_000
"""Bytes of address space for everything."""

Answer = tuple[Any, tuple[bytes, ...]]
Task = Callable[[bytes, Mapping[str, Any]], Answer]


class Refused(Exception):
    """These bytes cannot be used: `what` is the matter, and the `remedy`."""

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def serve() -> None:
    """Answer questions until the parent's pipe ends."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer
    bound_memory()
    while True:
        try:
            asked, blobs = read_frame(questions)
        except (EOFError, OSError, ValueError):
            return
        bound_time(int(asked["seconds"]))
        value, parts = answer(str(asked["task"]), blobs[0], asked["options"])
        del blobs
        write_frame(answers, value, parts)
        if value.get("spent"):
            return


def answer(name: str, data: bytes, options: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """What the task makes of the bytes, or why it makes nothing of them."""
    try:
        value, blobs = find_task(name)(data, options)
    except Refused as error:
        return {"refused": error.what, "remedy": error.remedy}, ()
    except MemoryError:
        # What is left of memory may be in pieces: the next file gets a new child.
        return {"refused": "takes too much memory", "remedy": "split it into documents", "spent": True}, ()
    except RecursionError:
        return {"refused": "is nested too deeply", "remedy": "save its text instead", "spent": True}, ()
    except Exception as error:
        return {"refused": f"is damaged ({type(error).__name__})", "remedy": "save it again"}, ()
    return {"value": value}, blobs


def find_task(name: str) -> Task:
    """The function of that name; each library is loaded when its first file comes."""
    if name == "pdf":
        from onrecord.formats.pdf import take_pdf

        return take_pdf
    if name == "docx":
        from onrecord.formats.docx import take_docx

        return take_docx
    if name == "mail":
        from onrecord.formats.mail import take_mail

        return take_mail
    if name == "markdown":
        from onrecord.formats.markdown import take_markdown

        return take_markdown
    assert name == "feed", name
    from onrecord.formats.feed import take_feed

    return take_feed


def bound_memory() -> None:
    """Bound the address space, where the system can."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def bound_time(seconds: int) -> None:
    """From now on so many seconds of processor time; the system ends whoever takes more."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        most = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(
            resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )
