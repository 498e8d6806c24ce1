"""The report of a ledger, put together: rows, votes and figures asked of the ledger, and written as one page.

Apart from `assembly`, because a run needs none of it and what draws is slow to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from onrecord.across.figures import figures
from onrecord.across.primary import quoted_sources
from onrecord.across.whole import make_whole
from onrecord.ledger import Ledger
from onrecord.ledger.forms import in_words
from onrecord.pipeline import load_knowledge
from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.registry.parties import names_beside
from onrecord.report import BlocSplit, content_from, render_report, votes_for_report
from onrecord.vocabulary import Analysis, Case, Edit
from onrecord.writing import write_file


def write_report(ledger: Ledger, path: str | Path, *, case: Case | None = None) -> None:
    """Write the report of everything in the ledger. Raises OnRecordError where the file cannot be written."""
    write_file(Path(path), report_page(ledger, case=case))


def report_page(ledger: Ledger, *, case: Case | None = None) -> str:
    """The report of everything in the ledger, as one page of HTML."""
    knowledge = load_knowledge(case=case)
    registry, record = knowledge.registry, knowledge.record
    analyses, summary = ledger.analyses(), ledger.summary()
    origins = [row.origin for row in ledger.origins()]
    whole = make_whole(analyses, origins)
    copies: dict[str, list[tuple[str, str, tuple[Edit, ...]]]] = {}
    for pair in ledger.copies():
        copies.setdefault(whole.origin(pair.original), []).append((pair.original, pair.copy, pair.edits))
    names = names_beside(registry, case.parties if case else ())
    votes = votes_for_report(
        _instruments(case, analyses), case, registry=registry, record=record, ledger=ledger
    )
    content = content_from(
        analyses,
        origins,
        version=version("onrecord"),
        case=case,
        edits=copies,
        skipped=[(skipped.address, skipped.reason) for skipped in summary.skipped],
        actor_names=names,
        rows_used=_rows_in_words(analyses, votes.splits, registry, ledger.record()),
        roll_calls=votes.tables,
        without_roll_call=votes.without,
        blocs_unknown=votes.blocs_unknown,
        bloc_votes=votes.splits,
        speaking_for={
            bloc: [body.id for body in registry.bodies.values() if body.parent == bloc]
            for bloc in (case.blocs if case else ())
        },
        over_time=votes.over_time,
        figures=figures(whole, registry),
        quoted=quoted_sources(whole),
        standings=ledger.standings(),
        rejected=summary.reviewed_positions.rejected + summary.reviewed_statements.rejected,
    )
    return render_report(content)


def _instruments(case: Case | None, analyses: Iterable[Analysis]) -> list[str]:
    """The instruments of the case, and those that a position stands in or concerns."""
    named = {
        position.instrument for analysis in analyses for position in analysis.positions if position.instrument
    }
    if case is not None:
        named.update(case.instruments, *(matter.instruments for matter in case.matters))
    return sorted(named)


def _rows_in_words(
    analyses: Iterable[Analysis], splits: Iterable[BlocSplit], registry: Registry, record: Record
) -> dict[str, str]:
    """Every row of registry and record that some position, verdict or bloc's split used, written out."""
    used = {row for split in splits for row in split.rows}
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
