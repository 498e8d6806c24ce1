"""What a run needs, put together: knowledge, the language model, the stages, and the report of a ledger.

This is the only module of the command line that knows which stage is which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from onrecord.case import load_case
from onrecord.cli.output import as_text, write_file
from onrecord.ledger import Ledger
from onrecord.ledger.codec import dumps
from onrecord.ledger.forms import row_form
from onrecord.origins import edits, group_origins
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from onrecord.read import SIZE_LIMIT, find_sources, read_bytes
from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.report import BlocSplit, VoteTable, bloc_split, content_from, render_report, vote_table
from onrecord.runs import Stages
from onrecord.settings import Settings
from onrecord.vocabulary import Analysis, Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Everything a run is made of."""

    stages: Stages
    knowledge: Knowledge
    tool: str


def open_setup(settings: Settings, case_path: Path | None) -> Setup:
    """Load case, knowledge and model. Raises DataError or ModelMissing."""
    case = None if case_path is None else load_case(case_path)
    knowledge = load_knowledge(case=case)
    parser = Parser.open(settings.model)
    stages = Stages(
        # Sources hand out SIZE_LIMIT bytes at most: a higher limit would read a longer file as if it ended there.
        find=find_sources,
        read=partial(read_bytes, limit=min(settings.max_bytes, SIZE_LIMIT)),
        analyse=partial(analyse, knowledge=knowledge, parser=parser),
        group=group_origins,
        edits=edits,
        method="; ".join((knowledge.method, parser.method, _case_method(case))),
    )
    return Setup(stages=stages, knowledge=knowledge, tool=f"onrecord {version('onrecord')}")


def _case_method(case: Case | None) -> str:
    """A changed case is another method: what a text yields may depend on it."""
    if case is None:
        return "no case"
    return f"case {case.id} {hashlib.sha256(dumps(case).encode()).hexdigest()[:12]}"


# --- The report -------------------------------------------------------------------------------


def write_report(ledger: Ledger, setup: Setup, path: Path) -> None:
    """Write the report of everything in the ledger. Raises OnRecordError where the file cannot be written."""
    registry, record, case = setup.knowledge.registry, setup.knowledge.record, setup.knowledge.case
    analyses = ledger.analyses()
    origins = [row.origin for row in ledger.origins()]
    names = {id_: actor.name for id_, actor in registry.actors.items()}
    roll_calls = _roll_calls(record, _instruments(case, analyses), names)
    content = content_from(
        analyses,
        origins,
        version=version("onrecord"),
        case=case,
        edits={
            origin.id: [
                (pair.original, pair.copy, pair.edits)
                for pair in ledger.copies()
                if pair.original in origin.documents
            ]
            for origin in origins
        },
        skipped=[(skipped.address, skipped.reason) for skipped in ledger.skipped()],
        actor_names=names,
        rows_used=_rows_in_words(analyses, registry, record),
        roll_calls=roll_calls,
        bloc_votes=_bloc_votes(registry, case, roll_calls, names),
        speaking_for={
            bloc: [body.id for body in registry.bodies.values() if body.parent == bloc]
            for bloc in (case.blocs if case else ())
        },
    )
    write_file(path, render_report(content))


def _instruments(case: Case | None, analyses: Iterable[Analysis]) -> list[str]:
    """The instruments of the case, and those that a position stands in or concerns."""
    named = {
        position.instrument for analysis in analyses for position in analysis.positions if position.instrument
    }
    if case is not None:
        named.update(case.instruments, *(matter.instruments for matter in case.matters))
    return sorted(named)


def _roll_calls(record: Record, instruments: Iterable[str], names: dict[str, str]) -> list[VoteTable]:
    """The best source's roll call of each instrument that has one."""
    tables = []
    for id_ in instruments:
        instrument, found = record.instrument(id_), record.roll_calls(id_)
        if instrument is not None and found:
            tables.append(vote_table(instrument, found[0], record.votes(found[0].id), names))
    return tables


def _bloc_votes(
    registry: Registry, case: Case | None, tables: Iterable[VoteTable], names: dict[str, str]
) -> list[BlocSplit]:
    """How the members of each bloc of the case, on the day of the vote, voted."""
    return [
        bloc_split(table, bloc, registry.members(bloc, on=table.date), names, as_of=table.date)
        for table in tables
        for bloc in (case.blocs if case else ())
    ]


def _rows_in_words(analyses: Iterable[Analysis], registry: Registry, record: Record) -> dict[str, str]:
    """Every row of registry and record that some position or verdict used, written out."""
    used: set[str] = set()
    for analysis in analyses:
        for position in analysis.positions:
            parties = (position.holder, position.toward)
            used.update(position.rows, *(party.rows for party in parties if party))
        for verdict in analysis.verdicts:
            used.update(verdict.rows)
    return {
        id_: in_words(row) for id_ in sorted(used) if (row := find_row(registry, record, id_)) is not None
    }


def find_row(registry: Registry, record: Record, id_: str) -> object | None:
    """The row of registry or record with that id."""
    return registry.row(id_) or record.row(id_)


def in_words(row: object) -> str:
    """A row as one line: each field that says something."""
    return "; ".join(f"{name}: {as_text(value)}" for name, value in row_form(row).items())
