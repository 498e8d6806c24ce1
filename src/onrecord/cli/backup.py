"""The commands that copy a ledger: `backup` to another file, `restore` back into its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import FILE, ledger_option
from onrecord.cli.output import say

if TYPE_CHECKING:
    from onrecord.keeping import Copied


@click.command()
@click.argument("file", type=FILE, metavar="FILE")
@ledger_option
@click.option("--replace", is_flag=True, help="Put it in the place of whatever FILE is, which is kept aside.")
def backup(file: Path, ledger: Path, replace: bool) -> None:
    """Copy a ledger to FILE, which is read back and compared before it stands there.

    Other programs may read the ledger meanwhile. Its digest is written to FILE.sha256. An earlier backup of the same ledger
    is written over; any other file is not, without --replace.
    """
    from onrecord.keeping import backup_ledger  # loads the database, which --help needs not

    _say(backup_ledger(ledger, file, replace=replace), f"backup of {ledger}")


@click.command()
@click.argument("file", type=FILE, metavar="FILE")
@ledger_option
@click.option(
    "--replace", is_flag=True, help="Put it in the place of whatever the ledger is, which is kept aside."
)
def restore(file: Path, ledger: Path, replace: bool) -> None:
    """Put the backup FILE in the place of a ledger, after reading all of it.

    A backup that was cut short or changed is refused. A ledger that holds anything that the backup does not hold, or that is
    damaged, is not written over without --replace. A backup of an older version is brought up to date by the next command
    that writes.
    """
    from onrecord.keeping import restore_ledger  # loads the database, which --help needs not

    _say(restore_ledger(file, ledger, replace=replace), f"restored from {file}")


def _say(copied: Copied, what: str) -> None:
    say(f"{copied.path}: {what}, {copied.rows:,} rows compared")
    say(f"{copied.size:,} bytes, sha256 {copied.digest}")
    if copied.aside is not None:
        say(f"what stood there before is kept as {copied.aside}")
