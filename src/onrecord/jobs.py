"""Several processes that read and analyse at once, and hand on what they found in the order of the sources.

One process brings the bytes and stores the rows; memory is bounded, because it runs only a few documents ahead. A
document that ends its process, or holds it up for too long, is skipped with that reason, and the others are taken.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from onrecord.errors import SkipItem
from onrecord.forking import start_context
from onrecord.ledger import Taken
from onrecord.limits import collect_seldom, memory_at_most, seconds_at_most, took_too_long
from onrecord.runs import Source, take, without_address
from onrecord.vocabulary import Analysis, Document

_AHEAD = 3
"""Sources that are under way for each process."""
_GRACE = 30
"""Seconds after its time that a process is ended which does not end by itself."""

_ENDED = (
    "ended the process that read it, twice (out of memory?); split the file, or raise ONRECORD_MAX_MEMORY"
)

Found = TypeVar("Found", bound=Source)
Sent = TypeVar("Sent", bound=Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[Sent]):
    """What a process does with one source."""

    read: Callable[[Sent], Document]
    analyse: Callable[[Document], Analysis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one document may cost; where it costs more it is skipped."""

    seconds: float
    memory: int
    """Bytes that a process may hold."""


@dataclass(slots=True)
class _Task(Generic[Sent]):
    """A source under way: what is sent, and what comes back."""

    address: str
    source: Sent | None = None
    taken: Taken | None = None
    future: Future[Taken] | None = None


@dataclass
class Pool(Generic[Found, Sent]):
    """Processes that take sources, started when there are some; use it in a `with` block.

    `open` is called once in each process; it and the packed sources must pickle.
    """

    jobs: int
    open: Callable[[], Work[Sent]]
    pack: Callable[[Found], Sent]
    """Makes a source that can be sent: with its bytes, not with a way to them. Raises SkipItem."""
    bounds: Bounds
    _executor: ProcessPoolExecutor | None = field(default=None, init=False)
    _held: frozenset[str] = field(default=frozenset(), init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def __call__(self, sources: Iterable[Found | Taken], held: Collection[str], /) -> Iterator[Taken]:
        """What became of each source, in order."""
        self._held = frozenset(held)
        under_way: deque[_Task[Sent]] = deque()
        for source in sources:
            under_way.append(self._begun(source))
            if len(under_way) >= self.jobs * _AHEAD:
                yield self._next(under_way)
        while under_way:
            yield self._next(under_way)

    def _begun(self, source: Found | Taken) -> _Task[Sent]:
        if isinstance(source, Taken):
            return _Task(source.address, taken=source)
        try:
            task = _Task(source.address, self.pack(source))
        except SkipItem as error:
            reason = without_address(error, source.address)
            return _Task(source.address, taken=Taken(address=source.address, reason=reason))
        self._send(task)
        return task

    def _send(self, task: _Task[Sent]) -> None:
        if self._executor is None:
            self._executor = self._started()
        try:
            task.future = self._executor.submit(_take, task.source)
        except BrokenProcessPool:
            self._end()
            self._send(task)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.jobs,
            mp_context=start_context(),
            initializer=_start,
            initargs=(self.open, self._held, self.bounds),
        )

    def _next(self, under_way: deque[_Task[Sent]]) -> Taken:
        """What became of the oldest source; where a process ended, it is tried once more, alone."""
        task = under_way.popleft()
        if task.taken is not None:
            return task.taken
        try:
            return self._result(task)
        except BrokenProcessPool:
            self._end()
            self._send(task)
            try:
                return self._result(task)
            except BrokenProcessPool:
                self._end()
                return Taken(address=task.address, reason=_ENDED)
            finally:
                self._send_again(under_way)
        except NotInTime:
            self._end()
            self._send_again(under_way)
            return Taken(address=task.address, reason=str(took_too_long(self.bounds.seconds)))

    def _result(self, task: _Task[Sent]) -> Taken:
        assert task.future is not None
        return task.future.result(self.bounds.seconds + _GRACE)

    def _send_again(self, tasks: Iterable[_Task[Sent]]) -> None:
        """Send what was lost with its process; a process that was interrupted meanwhile has nothing to do."""
        for task in tasks:
            future = task.future
            if future is not None and (not future.done() or future.cancelled() or future.exception()):
                self._send(task)

    def _end(self) -> None:
        """End the processes, whatever they do."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        for process in list((executor._processes or {}).values()):
            process.kill()
        executor.shutdown(wait=True, cancel_futures=True)


# --- In each process --------------------------------------------------------------------------

_mine: tuple[Work[Any], frozenset[str], Bounds]


def _start(open_work: Callable[[], Work[Any]], held: frozenset[str], bounds: Bounds) -> None:
    """Load what every document needs, once."""
    global _mine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started the run ends it, and the processes with it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    memory_at_most(bounds.memory)
    _mine = (open_work(), held, bounds)
    gc.collect()
    gc.freeze()  # what was loaded stays: it is not to be looked through again and again


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _take(source: Any) -> Taken:
    work, held, bounds = _mine
    with seconds_at_most(bounds.seconds):
        return take(source, read=work.read, analyse=work.analyse, held=held)
