"""The command `verify`: tells whether a ledger is whole, and whether everything in it agrees."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import ledger_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.errors import LedgerError
from onrecord.harmless import one_line

if TYPE_CHECKING:
    from onrecord.keeping import Finding, Verification
    from onrecord.ledger.forms import JsonRow

WRONG = 1
_FIELDS = ("kind", "check", "table", "what", "count", "examples", "remedy", "fixable")
_FORMS = ("text", "csv", "jsonl", "json")


@click.command()
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS, case_sensitive=False),
    default="text",
    show_default=True,
    help="How to write what was found.",
)
@click.option("--fix", is_flag=True, help="Make anew what can be worked out from what is whole.")
def verify(ledger: Path, form: str, fix: bool) -> int:
    """Check that a ledger is whole, and that everything in it agrees.

    Every table is read to its last byte; every span must lie in its document, every digest is made again, every reference
    between tables and every count is followed. Nothing is written. Exit code 1 where something is wrong; a note tells what
    the next run or search does by itself. With --fix origins, families, what decisions come to and the search index are
    made anew, if they are wrong and everything that they are made from is whole. A ledger in a folder is held against its
    manifest, file by file, before its rows are read.
    """
    from onrecord.keeping import verify_ledger  # loads the database, which --help needs not

    if fix and ledger.is_dir():
        raise LedgerError(
            "is a ledger in a folder, of which nothing is made anew",
            where=str(ledger),
            remedy="check it without --fix; to go on with its documents: onrecord merge FOLDER --into FILE.duckdb",
        )
    told = verify_ledger(ledger, progress=_say_stage)
    if fix and not told.is_clean:
        told = _fixed(told, ledger)
    findings = [_form(finding) for finding in (*told.faults, *told.notes)]
    if form == "text":
        _print(told)
    else:
        print_encoded(encode(findings, Format(form), columns=_FIELDS))
    return 0 if told.is_clean else WRONG


def _fixed(told: Verification, ledger: Path) -> Verification:
    """The audit after mending, where everything that is wrong can be mended."""
    from onrecord.keeping import mend_ledger, verify_ledger

    if not told.can_be_mended:
        say("nothing was made anew: what it would be made from is wrong too")
        return told
    for finding in told.faults:
        say(f"to be made anew: {finding.table}: {finding.count:,} {finding.what}")
    mend_ledger(ledger, progress=_say_stage)
    return verify_ledger(ledger, progress=_say_stage)


def _say_stage(stage: str) -> None:
    """Tell whoever waits at a terminal; a timer that calls this hears of faults alone."""
    if sys.stderr.isatty():
        say(f"{stage} ...")


def _form(finding: Finding) -> JsonRow:
    told = asdict(finding)
    kind = "fault" if told.pop("is_fault") else "note"
    told["fixable"] = told.pop("is_derived")
    return {"kind": kind, **told, "examples": list(finding.examples)}


def _print(told: Verification) -> None:
    for finding in told.faults:
        _line(f"wrong: {finding}")
    for finding in told.notes:
        _line(f"note: {finding}")
    held = f"{told.documents:,} documents, {told.rows:,} rows, {told.checks} checks"
    ended = "nothing is wrong" if told.is_clean else f"{len(told.faults)} kinds of fault"
    _line(f"{told.ledger}: {held}: {ended}")


def _line(words: str) -> None:
    """One line, however long: what is wrong stands beside what to do."""
    click.echo(one_line(words))
