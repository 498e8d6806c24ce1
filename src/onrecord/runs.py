"""One run: every source is read, analysed and stored, or skipped with a reason; then the reports are grouped.

The stages are handed in, so that this module knows the order of a run and nothing of how a text is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import SkipItem, StopSource
from onrecord.ledger import CopyEdits, Ledger, Run, Summary
from onrecord.origins import Joined, Reprinted, Shelf
from onrecord.vocabulary import Analysis, Document, Edit

if TYPE_CHECKING:
    from onrecord.ledger.shelf import Reading

_LONGEST_REASON = 300
"""Characters; an unexpected error may quote a whole document."""
_GROUPED_AT_ONCE = 4000
_COMPARED_AT_ONCE = 200
"""Documents that are grouped, and pairs of copies that are compared, before the next ones are read from the ledger."""


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
    texts = ledger.kept_texts
    if not texts.is_current():
        ledger.forget_grouping()
    while read := texts.waiting(_GROUPED_AT_ONCE):
        try:
            joined = stages.group(texts.documents(read), texts)
        except Reprinted:
            ledger.forget_grouping()
            continue
        pairs = {(group.documents[0], copy) for group in joined.groups for copy in group.documents[1:]}
        kept = _unchanged(ledger, pairs, {reading.document for reading in read})
        edits = _copy_edits(ledger, sorted(pairs - kept), read, stages)
        ledger.store_joined(joined, read, edits=edits, kept=kept)


def _unchanged(ledger: Ledger, pairs: set[tuple[str, str]], read: set[str]) -> set[tuple[str, str]]:
    """The pairs of original and copy that were compared before and were not read anew."""
    old = {pair for pair in pairs if read.isdisjoint(pair)}
    return old & ledger.compared({copy for _, copy in old}) if old else set()


def _copy_edits(
    ledger: Ledger, pairs: Sequence[tuple[str, str]], read: Sequence[Reading], stages: Stages
) -> Iterator[CopyEdits]:
    """What differs between each original and its copy."""
    texts, new = ledger.kept_texts, {reading.document: reading for reading in read}
    for start in range(0, len(pairs), _COMPARED_AT_ONCE):
        some = pairs[start : start + _COMPARED_AT_ONCE]
        wanted = {document for pair in some for document in pair}
        readings = [new[document] for document in sorted(wanted & new.keys())]
        readings += texts.readings(wanted - new.keys())
        documents = {document.id: document for document in texts.documents(readings)}
        for original, copy in some:
            edits = stages.edits(documents[original], documents[copy])
            yield CopyEdits(original=original, copy=copy, edits=edits)


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
