"""The command that exports: rows of one kind as they are, or the forms that other programs read.

What a form leaves out is told on standard error, with the reasons and their counts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.listing import KINDS, Kind, ask, show
from onrecord.cli.options import FILE, filter_options, ledger_option, to_filters
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.errors import UsageError
from onrecord.writing import write_file

if TYPE_CHECKING:
    from onrecord.exports import Exported
    from onrecord.ledger import Filters, Ledger
    from onrecord.vocabulary import Document

PARQUET = "parquet"
_TABLE = Format.TABLE.value


class FileFormat(StrEnum):
    """How a file is written; `table` is for the screen."""

    TABLE = _TABLE
    CSV = Format.CSV.value
    JSONL = Format.JSONL.value
    JSON = Format.JSON.value
    PARQUET = PARQUET


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that another program reads."""

    write: Mapping[FileFormat, Callable[[Ledger, Filters], Exported]]
    """How to make each of its formats; the first is the one that is made unasked."""
    rows: str
    """What one row of it is, in the plural."""


def _documents(ledger: Ledger, filters: Filters) -> tuple[tuple[Document, ...], dict[str, str]]:
    """The documents that fit, and the independent report that each prints."""
    found = ledger.documents(filters)
    return ledger.texts([row.id for row in found]), {row.id: row.origin for row in found if row.origin}


def _dna(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import Concepts, dna_statements  # these load duckdb, which --help does not need
    from onrecord.extract.matters import is_breach
    from onrecord.extract.matters_principles import load_principles

    documents, origins = _documents(ledger, filters)
    concepts = Concepts(labels=load_principles().labels, is_breach=is_breach)
    return dna_statements(ledger.positions(filters), documents, concepts=concepts, origins=origins)


def _dna_documents(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import dna_documents

    return dna_documents(_documents(ledger, filters)[0])


def _plover_lines(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import plover_jsonl

    documents, origins = _documents(ledger, filters)
    return plover_jsonl(ledger.positions(filters), documents, origins=origins)


def _plover_sheet(ledger: Ledger, filters: Filters) -> Exported:
    from onrecord.exports import plover_csv

    documents, origins = _documents(ledger, filters)
    return plover_csv(ledger.positions(filters), documents, origins=origins)


FORMS: Mapping[str, Form] = {
    "dna": Form(write={FileFormat.CSV: _dna}, rows="statements"),
    "dna-documents": Form(write={FileFormat.CSV: _dna_documents}, rows="documents"),
    "plover": Form(
        write={FileFormat.JSONL: _plover_lines, FileFormat.CSV: _plover_sheet},
        rows="events",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What goes into a file or to standard output."""

    content: str | bytes
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)


@click.command()
@click.argument("what", type=click.Choice([*KINDS, *FORMS]))
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice([value.value for value in FileFormat], case_sensitive=False),
    help="How to write the results. Without it: csv for dna, jsonl for everything else.",
)
@click.option("--out", type=FILE, metavar="FILE", help="Write to this file; without it, to standard output.")
@filter_options
def export(what: str, ledger: Path, form: str | None, out: Path | None, **options: Any) -> None:
    """Export all rows of one kind, or a form that another program reads.

    dna and dna-documents are for Discourse Network Analyzer, plover is coded events. The same documents always give
    the same bytes.
    """
    chosen = _format(what, form)
    _check_place(out, ledger, chosen)
    if what in KINDS and chosen is FileFormat.TABLE:
        show(KINDS[what], ask(KINDS[what], ledger, options), Format.TABLE)
        return
    made = (
        _rows(KINDS[what], ledger, chosen, options)
        if what in KINDS
        else _form(FORMS[what], ledger, chosen, options)
    )
    if out is None:
        print_encoded(made.content)
        if not made.rows:
            say("no rows fit")
    else:
        write_file(out, made.content)
        say(f"{made.rows} {what if what in KINDS else FORMS[what].rows} written to {out}")
    if made.left_out:
        reasons = ", ".join(f"{count} {reason}" for reason, count in made.left_out.items())
        say(f"{sum(made.left_out.values())} left out: {reasons}")


def _format(what: str, form: str | None) -> FileFormat:
    """The format asked for, where the kind has it. Raises UsageError."""
    offered = tuple(FORMS[what].write) if what in FORMS else tuple(FileFormat)
    if form is None:
        return offered[0] if what in FORMS else FileFormat.JSONL
    chosen = FileFormat(form.lower())
    if chosen not in offered:
        raise UsageError(
            f"there is no {chosen} of {what}",
            remedy=f"choose {' or '.join(value.value for value in offered)}",
        )
    return chosen


def _check_place(out: Path | None, ledger: Path, form: FileFormat) -> None:
    if out is None:
        if form is FileFormat.PARQUET and _on_screen():
            raise UsageError("a Parquet file is not for the screen", remedy="name a file with --out")
        return
    if form is FileFormat.TABLE:
        raise UsageError(
            "a table is for the screen",
            where=str(out),
            remedy="choose csv, json, jsonl or parquet for a file",
        )
    if out.exists() and ledger.exists() and out.samefile(ledger):
        raise UsageError("is the ledger itself", where=str(out), remedy="name another file for the rows")


def _on_screen() -> bool:
    return sys.stdout.isatty()


def _rows(kind: Kind, ledger: Path, form: FileFormat, options: dict[str, Any]) -> _File:
    rows = ask(kind, ledger, options)
    if form is FileFormat.PARQUET:
        from onrecord.exports import parquet

        return _File(content=parquet(rows, kind.fields), rows=len(rows))
    return _File(content=encode(rows, Format(form.value), columns=kind.fields), rows=len(rows))


def _form(form: Form, path: Path, chosen: FileFormat, options: dict[str, Any]) -> _File:
    from onrecord.ledger import Ledger

    with Ledger.open(path, read_only=True) as ledger:
        made = form.write[chosen](ledger, to_filters(options))
    return _File(content=made.text, rows=made.rows, left_out=made.left_out)
