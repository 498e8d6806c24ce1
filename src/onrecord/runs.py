"""One run: every source is read, analysed and stored, or skipped with a reason; then the reports are grouped.

The stages are handed in, so that this module knows the order of a run and nothing of how a text is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.errors import SkipItem, StopSource
from onrecord.families import work_out_families
from onrecord.ledger import Ledger, Run, Summary
from onrecord.origins import Joined, Reprinted, Shelf
from onrecord.vocabulary import Analysis, Document, Edit

_LONGEST_REASON = 300
"""Characters; an unexpected error may quote a whole document."""
_GROUPED_AT_ONCE = 4000
"""Documents that are grouped before the next ones are read from the ledger."""


class Source(Protocol):
    """One thing to read: its address as the user knows it, and how to get its bytes."""

    @property
    def address(self) -> str:
        """Path, or `-` for standard input."""

    @property
    def load(self) -> Callable[[], bytes]:
        """Gets the bytes; raises SkipItem where there is nothing to read."""


class Reader(Protocol):
    """Makes a document of bytes."""

    def __call__(self, data: bytes, *, address: str) -> Document:
        """Raise SkipItem for what cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """What a run calls, in this order."""

    find: Callable[[Sequence[str]], Iterable[Source]]
    read: Reader
    analyse: Callable[[Document], Analysis]
    group: Callable[[Iterable[Document], Shelf], Joined]
    edits: Callable[[Document, Document], tuple[Edit, ...]]
    method: str
    """Everything that decides what a text yields: rules, model and case, each with its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come."""

    done: int
    total: int
    address: str
    """What is being read now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run did. `summary` counts its sources, and the whole ledger."""

    run: Run
    summary: Summary


def run(
    paths: Sequence[str],
    *,
    ledger: Ledger,
    stages: Stages,
    tool: str,
    progress: Callable[[Progress], None] | None = None,
) -> RunResult:
    """Read what `paths` name (files, folders, `-`) into the ledger; one bad document never stops the others.

    Raises StopSource (ledger full, model missing ...); what was stored before it is kept.
    """
    sources = tuple(stages.find(paths))
    current = ledger.begin(tool=tool, method=stages.method)
    for done, source in enumerate(sources):
        if progress is not None:
            progress(Progress(done=done, total=len(sources), address=source.address))
        reason = _take(source, ledger, current, stages)
        if reason is not None:
            ledger.skip(source.address, reason, current)
    regroup(ledger, stages)
    ledger.finish(current)
    return RunResult(run=current, summary=ledger.summary(current))


def regroup(ledger: Ledger, stages: Stages) -> None:
    """Group the documents that were read since the last grouping with those that they print or that print them.

    Documents that the new ones have nothing to do with stay as they are; the outcome is that of grouping all anew.
    """
    ledger.part_translations()
    texts = ledger.kept_texts
    if not texts.is_current():
        ledger.forget_grouping()
    while read := texts.waiting(_GROUPED_AT_ONCE):
        try:
            joined = stages.group(texts.documents(read), texts)
        except Reprinted:
            ledger.forget_grouping()
            continue
        ledger.store_joined(joined, read)
    work_out_families(ledger, stages.edits)


def _take(source: Source, ledger: Ledger, current: Run, stages: Stages) -> str | None:
    """Read and store one source; the reason where it has to be skipped."""
    stage = "reading"
    try:
        document = stages.read(source.load(), address=source.address)
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
        return f"internal error in {stage}: {type(error).__name__}: {error}"[:_LONGEST_REASON]
    return None


def _without_address(error: SkipItem, address: str) -> str:
    """The reason alone: it is kept beside the address already."""
    return str(error).removeprefix(f"{address}: ")
