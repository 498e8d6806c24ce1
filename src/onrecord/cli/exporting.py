"""The command that exports: rows of one kind as they are, or the forms that other programs read.

What a form leaves out is told on standard error, with the reasons and their counts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli.listing import KINDS, ask, show
from onrecord.cli.options import FILE, filter_options, ledger_option, to_filters
from onrecord.cli.output import Format, print_encoded, say
from onrecord.errors import UsageError
from onrecord.exporting import (
    FORMS,
    LEAST_EXCERPT,
    SQLITE,
    FileFormat,
    Told,
    chosen_format,
    export,
    write_export,
)

_FORMATS = (Format.TABLE.value, *(value.value for value in FileFormat))


_HELP = """Export all rows of one kind, or a form that another program reads.

\b
Rows, as csv, jsonl, json, parquet, xlsx (several kinds: one sheet each):
  documents, statements, positions, claims, origins, comments
Forms:
  sqlite                  everything in one database, for datasette
  network                 actors and stances, as GraphML
  references              the documents, as RIS or BibTeX
  provenance              where each row comes from, as W3C PROV
  annotations             claims as W3C Web Annotation
  position-annotations    positions, in the same form
  statement-annotations   statements, in the same form
  claim-review            claims as schema.org ClaimReview
  claims-markdown         claims as a list with footnotes
  plover                  coded events
  dna, dna-documents      for Discourse Network Analyzer

The same documents always give the same bytes.
"""


@click.command("export", help=_HELP)
@click.argument(
    "what", nargs=-1, required=True, metavar="WHAT...", type=click.Choice([*KINDS, *FORMS, SQLITE])
)
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS, case_sensitive=False),
    metavar="FORMAT",
    help=f"How to write it: {', '.join(_FORMATS)}, as far as there is one of WHAT. Without it, as FILE's name ends, else "
    "the first that there is.",
)
@click.option("--out", type=FILE, metavar="FILE", help="Write to this file; without it, to standard output.")
@click.option("--bom", is_flag=True, help="Begin a CSV file with a byte order mark, for Excel.")
@click.option(
    "--excerpt-chars",
    type=click.IntRange(min=LEAST_EXCERPT),
    metavar="N",
    help="Quote at most N characters at a time, and leave whole texts out: for a file that is handed on.",
)
@click.option("--comments", is_flag=True, help="Put readers' comments into an Excel or SQLite file, too.")
@filter_options
def export_command(
    what: tuple[str, ...],
    ledger: Path,
    form: str | None,
    out: Path | None,
    bom: bool,
    excerpt_chars: int | None,
    comments: bool,
    **options: Any,
) -> None:
    """Export rows or a form; `_HELP` tells which."""
    if form is not None and form.lower() == Format.TABLE:
        _show_table(what, ledger, out, options)
        return
    found = chosen_format(what, form, out)
    _check_place(out, ledger, found)
    from onrecord.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        asked: dict[str, Any] = {
            "form": found.value,
            "filters": to_filters(options),
            "excerpt_chars": excerpt_chars,
            "bom": bom,
            "comments": comments,
        }
        if out is not None:
            told = write_export(opened, out, what, **asked)
            say(f"{told.rows} {told.of} written to {out}")
        else:
            made = export(opened, what, **asked)
            print_encoded(made.content)
            told = made.told
            if not told.rows:
                say("no rows fit")
    _tell(told)


def _tell(told: Told) -> None:
    """What the file lacks, on standard error."""
    if told.left_out:
        reasons = ", ".join(f"{count} {reason}" for reason, count in told.left_out.items())
        say(f"{sum(told.left_out.values())} left out: {reasons}")
    for note in told.notes:
        say(note)


def _show_table(what: tuple[str, ...], ledger: Path, out: Path | None, options: dict[str, Any]) -> None:
    if out is not None:
        raise UsageError(
            "a table is for the screen",
            where=str(out),
            remedy="choose csv, json, jsonl, parquet or xlsx for a file",
        )
    if len(what) > 1 or what[0] not in KINDS:
        chosen_format(what, Format.TABLE.value)
        raise UsageError("a table shows one kind of rows", remedy="ask for one")
    kind = KINDS[what[0]]
    show(kind, ask(kind, ledger, options), Format.TABLE)


def _check_place(out: Path | None, ledger: Path, form: FileFormat) -> None:
    if out is None:
        if form is FileFormat.SQLITE or (not form.is_text and _on_screen()):
            raise UsageError(f"a file of {form} is not for the screen", remedy="name a file with --out")
        return
    if out.exists() and ledger.exists() and out.samefile(ledger):
        raise UsageError("is the ledger itself", where=str(out), remedy="name another file for the rows")


def _on_screen() -> bool:
    return sys.stdout.isatty()
