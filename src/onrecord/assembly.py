"""What people call: open a ledger, read, analyse and run over documents.

The command line and the names of `onrecord` itself are thin over these functions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from onrecord.documents import open_fetcher, read_stamped
from onrecord.errors import UsageError
from onrecord.languages import COVERED, ENGLISH
from onrecord.ledger import Ledger
from onrecord.ledger.codec import dumps
from onrecord.origins import edits, join_origins
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, load_knowledge
from onrecord.pipeline import analyse as analyse_document
from onrecord.read import Source, documents_in, find_sources
from onrecord.runs import Progress, RunResult, Stages, Taking, take_all
from onrecord.runs import run as run_stages
from onrecord.settings import Settings
from onrecord.vocabulary import Analysis, Case, Document
from onrecord.workers import open_parser, open_pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Everything a run is made of."""

    stages: Stages[Source]
    knowledge: Knowledge
    tool: str


def _analyse(knowledge: Knowledge, model: str, document: Document) -> Analysis:
    """With the model loaded when the first document needs it: a run may hold them all, or leave them to others."""
    return analyse_document(document, knowledge=knowledge, parser=open_parser(model))


def open_setup(
    settings: Settings | None = None,
    case: Case | None = None,
    lexicon: str | Path | None = None,
    ledger: Ledger | None = None,
    *,
    fetch: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Setup:
    """Load knowledge and model; with the roll calls that the ledger holds, if any. Raises DataError or ModelMissing.

    Web addresses are fetched where `fetch` says so, and refused otherwise.
    """
    settings = settings or Settings.read()
    words = COVERED[ENGLISH].load_lexicon(Path(lexicon)) if lexicon is not None else None
    imports = ledger.roll.source_ids() if ledger is not None else ()
    record = ledger.record() if ledger is not None and imports else None
    knowledge = load_knowledge(case=case, lexicon=words, record=record)
    model = Parser.method_of(settings.model)
    fetcher = open_fetcher(settings) if fetch else None
    stages = Stages(
        find=partial(
            find_sources,
            limit=settings.max_bytes,
            columns=columns,
            fetch=fetcher.source if fetcher is not None else None,
        ),
        open=partial(documents_in, limit=settings.max_bytes, columns=columns),
        read=partial(read_stamped, limit=settings.max_bytes, fetcher=fetcher),
        analyse=partial(_analyse, knowledge, settings.model),
        group=join_origins,
        edits=edits,
        method="; ".join((knowledge.method, model, _case_method(case), *_record_method(imports))),
    )
    return Setup(stages=stages, knowledge=knowledge, tool=f"onrecord {version('onrecord')}")


def open_ledger(path: str | Path | None = None, *, read_only: bool = False) -> Ledger:
    """Open a ledger file, made if missing; None keeps it in memory. Raises LedgerError."""
    return Ledger.open(path, read_only=read_only)


def analyse(document: Document, *, case: Case | None = None, lexicon: str | Path | None = None) -> Analysis:
    """Statements, positions, claims and verdicts of one document. Raises ModelMissing or DataError.

    `lexicon` is a TOML file of stance frames of your own, merged into the bundled ones.
    """
    return open_setup(case=case, lexicon=lexicon).stages.analyse(document)


def run(
    paths: Sequence[str | Path],
    *,
    ledger: Ledger,
    case: Case | None = None,
    lexicon: str | Path | None = None,
    progress: Callable[[Progress], None] | None = None,
    record_of: Ledger | None = None,
    fetch: bool = False,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
) -> RunResult:
    """Read files and folders, and with `fetch` web addresses, into a ledger; what cannot be read is skipped with a reason and counted.

    Each document in an archive, mailbox, feed or table is one of its own; `columns` names a table's columns.

    Claims are laid beside the roll calls that the ledger holds (or another one, `record_of`) and the bundled record.
    `lexicon` is a TOML file of stance frames of your own, merged into the bundled ones. Raises DataError where it
    cannot be used. With `jobs` so many processes read and analyse; the outcome is the same. Each loads what a run
    needs, so a script that asks for several keeps its own start under `if __name__ == "__main__":`.
    """
    if jobs < 1:
        raise UsageError("a run needs at least one job", where=f"jobs={jobs}", remedy="ask for 1 or more")
    settings = Settings.read()
    setup = open_setup(
        settings=settings,
        case=case,
        lexicon=lexicon,
        ledger=record_of or ledger,
        fetch=fetch,
        columns=columns,
    )
    given = [str(path) for path in paths]
    stages = setup.stages
    with ExitStack() as stack:
        taking: Taking[Source] = partial(take_all, stages.read, stages.analyse, seconds=settings.max_seconds)
        if jobs > 1:
            read_here = stages.read if fetch else None
            taking = stack.enter_context(
                open_pool(jobs, knowledge=setup.knowledge, settings=settings, read_here=read_here)
            )
        return run_stages(
            given, ledger=ledger, stages=stages, tool=setup.tool, progress=progress, taking=taking
        )


def _record_method(imports: Sequence[str]) -> tuple[str, ...]:
    """Another record is another method: what is laid beside a claim depends on it. Nothing where none was imported."""
    digest = hashlib.sha256(" ".join(imports).encode()).hexdigest()[:12]
    return (f"record {digest}",) if imports else ()


def _case_method(case: Case | None) -> str:
    """A changed case is another method: what a text yields may depend on it."""
    if case is None:
        return "no case"
    return f"case {case.id} {hashlib.sha256(dumps(case).encode()).hexdigest()[:12]}"
