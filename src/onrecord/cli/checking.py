"""The command `check`: what the record says of each claim, of texts given or of all that a ledger holds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.listing import KINDS, ask, show
from onrecord.cli.options import FILE, case_option, filter_options, format_option, to_filters
from onrecord.cli.output import Format, say
from onrecord.errors import UsageError
from onrecord.settings import Settings
from onrecord.vocabulary import VerdictValue

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow

SKIPPED, FOUND = 3, 4
_FIRST = (
    VerdictValue.DIFFERS, VerdictValue.SOURCES_DISAGREE, VerdictValue.MATCHES, VerdictValue.NOT_CHECKABLE, VerdictValue.NO_RECORD,
)  # fmt: skip
_RANK = {value.value: rank for rank, value in enumerate(_FIRST)}


@click.command()
@click.argument("paths", nargs=-1, metavar="[FILE|-]...")
@click.option(
    "--ledger", type=FILE, metavar="FILE", help="The ledger whose claims are listed, or whose record is used."
)
@case_option
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice([value.value for value in VerdictValue], case_sensitive=False),
    metavar="VERDICT",
    help="Leave with exit code 4 where a claim has this verdict.",
)
@format_option()
@filter_options
def check(
    paths: tuple[str, ...],
    ledger: Path | None,
    case_path: Path | None,
    fail_on: tuple[str, ...],
    form: str,
    **options: Any,
) -> int:
    """Lay the claims of FILEs (- for standard input) beside the record, or list those of a ledger.

    Texts given are read and not kept; the roll calls of the ledger, if any, are the record. What calls for a look comes
    first: differs, sources disagree, matches, not checkable, no record.
    """
    kind = KINDS["claims"]
    skipped = False
    if paths:
        rows, skipped = _of_texts(paths, ledger, case_path, options)
    elif ledger is None:
        raise UsageError("nothing to check", remedy="name a file, - for standard input, or --ledger FILE")
    else:
        rows = ask(kind, ledger, options)
    show(
        kind,
        sorted(rows, key=lambda row: _RANK.get(str(row["verdict"]), len(_RANK))) if paths else rows,
        Format(form),
    )
    if any(row["verdict"] in fail_on for row in rows):
        return FOUND
    return SKIPPED if skipped else 0


def _of_texts(
    paths: Sequence[str], record: Path | None, case_path: Path | None, options: dict[str, Any]
) -> tuple[list[JsonRow], bool]:
    """The claims of texts that are read into memory, and whether any text could not be used."""
    from onrecord import assembly  # loads the model and the database, which --help needs not
    from onrecord.case import load_case

    held_at = record or Path(Settings.read().ledger)
    case = None if case_path is None else load_case(case_path)
    is_held = record is not None or held_at.exists()
    with (
        assembly.open_ledger() as memory,
        assembly.open_ledger(held_at, read_only=True) if is_held else nullcontext() as held,
    ):
        result = assembly.run(list(paths), ledger=memory, case=case, record_of=held)
        for source in result.summary.skipped:
            say(f"skipped {source.address}: {source.reason}")
        return KINDS["claims"].rows(memory, to_filters(options)), bool(result.summary.skipped)
