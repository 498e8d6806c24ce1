"""One run: every source is read, analysed and stored, or skipped with a reason; then the reports are grouped.

The stages are handed in, so that this module knows the order of a run and nothing of how a text is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from onrecord import joins
from onrecord.errors import SkipItem, StopSource
from onrecord.ledger import Ledger, Run, Summary
from onrecord.origins import Joined, Shelf
from onrecord.vocabulary import Analysis, Document, Edit

_LONGEST_REASON = 300
"""Characters; an unexpected error may quote a whole document."""


class Source(Protocol):
    """One thing to read, by its address as the user knows it."""

    @property
    def address(self) -> str:
        """Path, `-` for standard input, `archive.zip!/name` for a member."""


Found = TypeVar("Found", bound=Source)


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
) -> RunResult:
    """Read what `paths` name (files, folders, `-`) into the ledger; one bad document never stops the others.

    Raises StopSource (ledger full, model missing ...); what was stored before it is kept.
    """
    files = tuple(stages.find(paths))
    current = ledger.begin(tool=tool, method=stages.method)
    met = 0
    for done, file in enumerate(files):
        for source in _opened(file, ledger, current, stages):
            if progress is not None:
                progress(Progress(done=done, total=len(files), address=source.address, documents=met))
            reason = _take(source, ledger, current, stages)
            if reason is not None:
                ledger.skip(source.address, reason, current)
            met += 1
    regroup(ledger, stages)
    ledger.finish(current)
    return RunResult(run=current, summary=ledger.summary(current))


def regroup(ledger: Ledger, stages: Stages[Found]) -> None:
    """Group the documents that were read since the last grouping; see `joins.regroup`."""
    joins.regroup(ledger, stages.group, stages.edits)


def _opened(file: Found, ledger: Ledger, current: Run, stages: Stages[Found]) -> Iterator[Found]:
    """The documents in a file; a fault of ours in opening it is noted, and the other files are read."""
    try:
        yield from stages.open(file)
    except StopSource:
        raise
    except Exception as error:
        ledger.skip(file.address, _fault("opening", error), current)


def _take(source: Found, ledger: Ledger, current: Run, stages: Stages[Found]) -> str | None:
    """Read and store one source; the reason where it has to be skipped."""
    stage = "reading"
    try:
        document = stages.read(source)
        if ledger.hold(document, current, address=source.address):
            return None
        stage = "analysing"
        analysis = stages.analyse(document)
        stage = "storing"
        ledger.add(analysis, current, address=source.address)
    except SkipItem as error:
        return _without_address(error, source.address)
    except StopSource:
        raise
    except Exception as error:  # a fault of ours in one document must not cost the user the others
        return _fault(stage, error)
    return None


def _fault(stage: str, error: Exception) -> str:
    return f"internal error in {stage}: {type(error).__name__}: {error}"[:_LONGEST_REASON]


def _without_address(error: SkipItem, address: str) -> str:
    """The reason alone: it is kept beside the address already."""
    return str(error).removeprefix(f"{address}: ")
