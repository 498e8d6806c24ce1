"""A run over good and bad sources: nothing stops it but a source of trouble for all, and nothing stored is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import pytest
from made_values import made_analysis, made_document

from onrecord.errors import LedgerError, UnreadableDocument
from onrecord.ledger import Ledger, Run, Taken
from onrecord.ledger.answers import Outcome
from onrecord.origins import Joined, Shelf, join_origins
from onrecord.runs import Progress, Stages, run
from onrecord.vocabulary import Analysis, Document, Edit


@dataclass(frozen=True)
class MadeSource:
    """A source whose bytes are its number."""

    address: str
    load: Callable[[], bytes]


def find(paths: Sequence[str]) -> list[MadeSource]:
    """One source for each path."""
    return [MadeSource(path, path.encode) for path in paths]


def read(source: MadeSource) -> Document:
    """Bytes that are no number cannot be read."""
    data, address = source.load(), source.address
    if not data.isdigit():
        raise UnreadableDocument("is not text", where=address, remedy="leave it out")
    return made_document(int(data))


def analyse(document: Document) -> Analysis:
    """Document 13 finds a fault in the program."""
    number = int(document.id.removeprefix("doc-"), 16)
    if number == 13:
        raise KeyError("a very\nlong word " * 100)
    return made_analysis(number)


def group(documents: Iterable[Document], shelf: Shelf) -> Joined:
    """All documents are one report."""
    return join_origins(
        (replace(document, text="One text for all of them.") for document in documents), shelf
    )


def edits(original: Document, copy: Document) -> tuple[Edit, ...]:
    """The names differ."""
    return (Edit(kind="changed", original=original.name, copy=copy.name),)


STAGES = Stages(
    find=find,
    open=lambda source: (source,),
    read=read,
    analyse=analyse,
    group=group,
    edits=edits,
    method="m1",
)


def test_every_source_is_stored_or_skipped_with_a_reason() -> None:
    """Unreadable sources and faults of ours in one document are counted, and the others are stored."""
    seen: list[Progress] = []
    with Ledger.open() as ledger:
        result = run(
            ["1", "noise", "13", "2", "1"], ledger=ledger, stages=STAGES, tool="t", progress=seen.append
        )
        assert [analysis.document.name for analysis in ledger.analyses()] == ["001.txt", "002.txt"]
        (origin,) = ledger.origins()
        (pair,) = ledger.copies()
    summary = result.summary
    assert (summary.sources, summary.added, summary.held, summary.origins) == (5, 2, 1, 1)
    noise, fault = summary.skipped
    assert (noise.address, noise.reason) == ("noise", "is not text; leave it out")
    assert fault.reason.startswith("internal error in analysing: KeyError: ")
    assert len(fault.reason) <= 300
    assert origin.documents == ("001.txt", "002.txt")
    assert pair.edits[0].copy == "002.txt"
    assert [(step.done, step.total, step.address) for step in seen][:2] == [(0, 5, "1"), (1, 5, "noise")]


def test_a_second_run_adds_nothing_and_analyses_nothing() -> None:
    """Documents that are held are not analysed again, and the answers stay the same."""

    def never(_: Document) -> Analysis:
        raise AssertionError("analysed again")

    with Ledger.open() as ledger:
        run(["1", "2"], ledger=ledger, stages=STAGES, tool="t")
        before = (ledger.analyses(), ledger.origins(), ledger.copies())
        result = run(["1", "2"], ledger=ledger, stages=replace(STAGES, analyse=never), tool="t")
        assert (ledger.analyses(), ledger.origins(), ledger.copies()) == before
    assert (result.summary.added, result.summary.held, result.summary.skipped) == (0, 2, ())


def test_a_document_that_cannot_be_stored_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is skipped with the reason, its double too, and those of its batch are kept."""
    keep = Ledger.keep

    def faulty(ledger: Ledger, taken: Sequence[Taken], current: Run) -> list[Outcome | None]:
        if any(one.analysis is not None and one.address == "2" for one in taken):
            raise ValueError("a number that no column holds")
        return keep(ledger, taken, current)

    monkeypatch.setattr(Ledger, "keep", faulty)
    with Ledger.open() as ledger:
        result = run(["1", "2", "3", "2"], ledger=ledger, stages=STAGES, tool="t")
        assert [analysis.document.name for analysis in ledger.analyses()] == ["001.txt", "003.txt"]
    assert [skip.address for skip in result.summary.skipped] == ["2", "2"]
    first, second = (skip.reason for skip in result.summary.skipped)
    assert first == "internal error in storing: ValueError: a number that no column holds"
    assert second == "the same document could not be stored before"


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, LedgerError])
def test_an_interrupted_run_is_continued_by_the_next(interruption: type[BaseException]) -> None:
    """What stops the run leaves the documents stored before it, and the next run does the rest."""

    def stopping(document: Document) -> Analysis:
        if document.name == "003.txt":
            raise interruption("in the middle")
        return analyse(document)

    paths = [str(number) for number in range(1, 6)]
    with Ledger.open() as ledger:
        with pytest.raises(interruption, match="in the middle"):
            run(paths, ledger=ledger, stages=replace(STAGES, analyse=stopping), tool="t")
        assert [analysis.document.name for analysis in ledger.analyses()] == ["001.txt", "002.txt"]
        result = run(paths, ledger=ledger, stages=STAGES, tool="t")
        first, second = ledger.runs()
        assert ledger.analyses() == tuple(made_analysis(number) for number in range(1, 6))
    assert (result.summary.added, result.summary.held, result.summary.origins) == (3, 2, 1)
    assert first.finished is None
    assert second.finished is not None


def test_another_method_reads_anew_and_the_first_can_come_back() -> None:
    """Rows of another method or case stand in front while that is used, and nothing is analysed twice for one method."""
    with Ledger.open() as ledger:
        run(["1"], ledger=ledger, stages=STAGES, tool="t")
        bare = replace(STAGES, method="m2", analyse=lambda document: Analysis(document=document))
        assert run(["1"], ledger=ledger, stages=bare, tool="t").summary.positions == 0
        back = run(["1"], ledger=ledger, stages=STAGES, tool="t").summary
        assert (back.held, back.positions, back.documents) == (1, 1, 1)
