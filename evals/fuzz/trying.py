"""One input held against everything: it is taken in or refused, in time, in bounds of memory, without escape, and twice the same."""

from __future__ import annotations

import resource
import time
import traceback
from dataclasses import dataclass, field

from evals.fuzz.fence import Escaped, Fence, Hung
from evals.fuzz.kinds import Kind, make_input

_HUNG = 5.0
"""How many times as long as it may take an input is let run, before it is stopped where it is."""
_AGAIN = 16
"""Every so many inputs one is looked at twice."""
_GREW = 400
"""MB by which no small input may raise the most that the process ever had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of one input."""

    outcome: dict[str, int] = field(default_factory=dict)
    seconds: float
    """Of processor time."""
    failure: str | None = None
    trace: str = ""


def try_input(kind: Kind, seed: int, number: int, fence: Fence) -> Tried:
    """Make the input of this number among those of its kind, and look at it."""
    before, memory = time.process_time(), _most_memory()
    outcome: dict[str, int] = {}
    failure = None
    trace = ""
    most = kind.seconds
    try:
        value = make_input(kind, seed, number)
        before = time.process_time()
        with fence.around(kind.seconds * _HUNG * (20 if kind.first else 1)):
            looked = kind.look(value)
        outcome, most = dict(looked.outcome), kind.seconds * looked.documents
        seconds = time.process_time() - before
        if number % _AGAIN == 0 and looked.rows is not None:
            with fence.around(kind.seconds * _HUNG * (20 if kind.first else 1)):
                if kind.look(value).rows != looked.rows:
                    failure = "the same input gave other rows"
    except (Exception, Hung, Escaped) as error:  # whatever escapes is what is looked for
        seconds = time.process_time() - before
        failure, trace = f"{type(error).__name__}: {error}"[:500], traceback.format_exc()[-3_000:]
    if failure is None and seconds > most:
        failure = f"took {seconds:.1f} s"
    if failure is None and not kind.first and _most_memory() - memory > _GREW:
        failure = f"took {_most_memory() - memory} MB"
    return Tried(outcome=outcome, seconds=seconds, failure=failure, trace=trace)


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
