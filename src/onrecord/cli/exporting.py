"""The command that exports: rows of one kind as they are, or the forms that other programs read.

What a form leaves out is told on standard error, with the reasons and their counts.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from onrecord.cli.forms import FORMS, FileFormat, Form
from onrecord.cli.listing import KINDS, Kind, ask, show
from onrecord.cli.options import FILE, filter_options, ledger_option, to_filters
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.errors import UsageError
from onrecord.writing import write_file

_OF_ROWS = tuple(value for value in FileFormat if value is not FileFormat.MARKDOWN)


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
    help="How to write the results. Without it: csv for dna, json for claim-review and annotations, markdown for "
    "claims-markdown, jsonl for everything else.",
)
@click.option("--out", type=FILE, metavar="FILE", help="Write to this file; without it, to standard output.")
@filter_options
def export(what: str, ledger: Path, form: str | None, out: Path | None, **options: Any) -> None:
    """Export all rows of one kind, or a form that another program reads.

    dna and dna-documents are for Discourse Network Analyzer, plover is coded events; claim-review is schema.org
    JSON-LD, claims-markdown a list with footnotes, annotations (of claims, positions or statements) W3C Web
    Annotation. The same documents always give the same bytes.
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
    offered = tuple(FORMS[what].write) if what in FORMS else _OF_ROWS
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
