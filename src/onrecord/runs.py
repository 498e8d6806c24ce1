"""One run: every source is read, analysed and stored, or skipped with a reason; then the reports are grouped.

The stages are handed in, so that this module knows the order of a run and nothing of how a text is read. Reading and
analysing may be done by several processes; storing is done by one, in the order of the sources.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import inf
from time import monotonic
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from onrecord import joins
from onrecord.errors import SkipItem, StopSource
from onrecord.ledger import Ledger, Run, Summary, Taken
from onrecord.limits import seconds_at_most
from onrecord.origins import Joined, Shelf
from onrecord.vocabulary import Analysis, Document, Edit

_BATCH = 64
"""Documents that are stored together at most ..."""
_BATCH_WEIGHT = 1_000_000
"""... and characters of text in them ..."""
_WAIT = 1.0
"""... and seconds that one of them waits while others are read."""
_LONGEST_REASON = 300
"""Characters; an unexpected error may quote a whole document."""


class Source(Protocol):
    """One thing to read, by its address as the user knows it."""

    @property
    def address(self) -> str:
        """Path, `-` for standard input, `archive.zip!/name` for a member."""


Found = TypeVar("Found", bound=Source)
Given = TypeVar("Given", bound=Source, contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages(Generic[Found]):
    """What a run calls, in this order."""

    find: Callable[[Sequence[str]], Iterable[Found]]
    """The files and addresses that the user's paths name."""
    open: Callable[[Found], Iterable[Found]]
    """The documents in one of them: itself, or what it holds, one at a time."""
    read: Callable[[Found], Document]
    """Raises SkipItem for what cannot be read."""
    analyse: Callable[[Document], Analysis]
    group: Callable[[Iterable[Document], Shelf], Joined]
    edits: Callable[[Document, Document], tuple[Edit, ...]]
    method: str
    """Everything that decides what a text yields: rules, model and case, each with its version."""


class Taking(Protocol[Given]):
    """Reads and analyses sources, in their order, on one core or on several; what is taken already it hands on."""

    def __call__(self, sources: Iterable[Given | Taken], held: Collection[str], /) -> Iterable[Taken]:
        """`held` are the ids of documents whose rows are there already; it grows while they are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come: files, and the documents that came out of them."""

    done: int
    total: int
    address: str
    """What is being read now."""
    documents: int = 0
    """Met so far; more than `done` where a file holds many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run did. `summary` counts its sources, and the whole ledger."""

    run: Run
    summary: Summary


def run(
    paths: Sequence[str],
    *,
    ledger: Ledger,
    stages: Stages[Found],
    tool: str,
    progress: Callable[[Progress], None] | None = None,
    taking: Taking[Found] | None = None,
) -> RunResult:
    """Read what `paths` name (files, folders, `-`) into the ledger; one bad document never stops the others.

    `taking` reads and analyses in other processes; without it that is done here, one after the other.
    Raises StopSource (ledger full, model missing ...); what was stored before it is kept.
    """
    current = ledger.begin(tool=tool, method=stages.method)
    sources = _sources(tuple(stages.find(paths)), stages, progress)
    taking = taking or partial(take_all, stages.read, stages.analyse)
    held = ledger.held(stages.method)
    with _Storing(ledger, current, held) as storing:
        for taken in taking(sources, held):
            storing.add(taken)
    regroup(ledger, stages)
    ledger.finish(current)
    return RunResult(run=current, summary=ledger.summary(current))


def regroup(ledger: Ledger, stages: Stages[Found]) -> None:
    """Group the documents that were read since the last grouping; see `joins.regroup`."""
    joins.regroup(ledger, stages.group, stages.edits)


def _opened(file: Found, stages: Stages[Found]) -> Iterator[Found | Taken]:
    """The documents in a file; a fault of ours in opening it is its reason, and the other files are read."""
    try:
        yield from stages.open(file)
    except StopSource:
        raise
    except Exception as error:
        yield Taken(address=file.address, reason=_fault("opening", error))


def _sources(
    files: Sequence[Found], stages: Stages[Found], progress: Callable[[Progress], None] | None
) -> Iterator[Found | Taken]:
    """Each source, told of before it is read."""
    met = 0
    for done, file in enumerate(files):
        for source in _opened(file, stages):
            if progress is not None:
                progress(Progress(done=done, total=len(files), address=source.address, documents=met))
            yield source
            met += 1


def take_all(
    read: Callable[[Found], Document],
    analyse: Callable[[Document], Analysis],
    sources: Iterable[Found | Taken],
    held: Collection[str],
    *,
    seconds: float = inf,
) -> Iterator[Taken]:
    """Take the sources here, one after the other, each in so many seconds at most."""
    for source in sources:
        if isinstance(source, Taken):
            yield source
        else:
            with seconds_at_most(seconds):
                taken = take(source, read=read, analyse=analyse, held=held)
            yield taken


def take(
    source: Found,
    *,
    read: Callable[[Found], Document],
    analyse: Callable[[Document], Analysis],
    held: Collection[str],
) -> Taken:
    """Read and analyse one source. Raises StopSource alone: any other failure is the source's reason."""
    stage = "reading"
    try:
        document = read(source)
        if document.id in held:
            return Taken(address=source.address, document=document)
        stage = "analysing"
        return Taken(address=source.address, document=document, analysis=analyse(document))
    except SkipItem as error:
        return Taken(address=source.address, reason=without_address(error, source.address))
    except StopSource:
        raise
    except Exception as error:  # a fault of ours in one document must not cost the user the others
        return Taken(address=source.address, reason=_fault(stage, error))


@dataclass(slots=True)
class _Storing:
    """Keeps what was taken in small batches, each whole or not at all; what is left of the last one when the block ends.

    So a program that is ended loses the documents of a second or so, which the next run reads again.
    """

    ledger: Ledger
    run: Run
    held: set[str]
    """Grows by the documents that are about to be stored; one that fails leaves it."""
    waiting: list[Taken] = field(default_factory=list)
    weight: int = 0
    since: float = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store()

    def add(self, taken: Taken) -> None:
        """Keep it, now or with the next ones."""
        if not self.waiting:
            self.since = monotonic()
        self.waiting.append(taken)
        if taken.document is not None:
            self.held.add(taken.document.id)
            self.weight += len(taken.document.text)
        if self.weight >= _BATCH_WEIGHT or len(self.waiting) >= _BATCH or monotonic() - self.since >= _WAIT:
            self.store()

    def store(self) -> None:
        """Keep all that waits."""
        waiting, self.waiting, self.weight = self.waiting, [], 0  # first: what fails is not tried again
        if not waiting:
            return
        try:
            self.ledger.keep(waiting, self.run)
        except StopSource:
            raise
        except Exception:  # one of them is at fault, and must not cost the user the others
            for taken in waiting:
                self._store_alone(taken)

    def _store_alone(self, taken: Taken) -> None:
        try:
            (outcome,) = self.ledger.keep([taken], self.run)
            reason = None if outcome is not None else "the same document could not be stored before"
        except StopSource:
            raise
        except Exception as error:
            reason = _fault("storing", error)
        if reason is not None:
            if taken.document is not None:
                self.held.discard(taken.document.id)
            self.ledger.skip(taken.address, reason, self.run)


def _fault(stage: str, error: Exception) -> str:
    return f"internal error in {stage}: {type(error).__name__}: {error}"[:_LONGEST_REASON]


def without_address(error: SkipItem, address: str) -> str:
    """The reason alone: it is kept beside the address already."""
    return str(error).removeprefix(f"{address}: ")
