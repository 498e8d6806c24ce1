"""The command that reads documents as they arrive: `watch`."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import case_option, columns_option, fetch_option, jobs_option, ledger_option
from onrecord.cli.output import say
from onrecord.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from onrecord.runs import RunResult
    from onrecord.watching import Watch

INTERRUPTED = 130


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@ledger_option
@case_option
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait between two looks at folders.",
)
@click.option(
    "--fetch-every",
    type=click.FloatRange(min=60),
    default=900.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait until a web address is asked again.",
)
@jobs_option
@fetch_option
@click.option(
    "--looks",
    type=click.IntRange(1),
    metavar="N",
    help="End after so many looks; without it, when interrupted.",
)
@columns_option
def watch(
    paths: tuple[str, ...],
    ledger: Path,
    case_path: Path | None,
    every: float,
    fetch_every: float,
    jobs: int,
    fetch: bool,
    looks: int | None,
    columns: Mapping[str, str] | None,
) -> int:
    """Read documents as they arrive in folders and feeds, until interrupted.

    A file is read when it is the same at two looks; one that changes is read again, beside what was read before.
    Between two readings the ledger is closed, so that other commands and the evidence room can open it.
    """
    from onrecord import assembly  # slow to load, and --help needs none of it
    from onrecord.case import load_case
    from onrecord.documents import list_files
    from onrecord.watching import Watch

    if "-" in paths:
        raise UsageError(
            "standard input cannot be watched", where="-", remedy="name folders, files or addresses"
        )
    case = None if case_path is None else load_case(case_path)

    def read(files: Sequence[str]) -> RunResult:
        with assembly.open_ledger(ledger) as opened:
            return assembly.run(files, ledger=opened, case=case, fetch=fetch, columns=columns, jobs=jobs)

    pace = Pace(every=every, fetch_every=fetch_every, looks=looks)
    with _ended_politely():
        try:
            look_on(Watch(paths, partial(list_files, columns=columns)), read, pace)
        except KeyboardInterrupt:
            say("onrecord: no longer watching; everything that was read is stored")
            return INTERRUPTED
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often things are looked at; seconds."""

    every: float
    fetch_every: float
    looks: int | None
    """None: without end."""


def look_on(
    watch: Watch,
    read: Callable[[Sequence[str]], RunResult],
    pace: Pace,
    *,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Look, read what arrived, wait; what cannot be stored now is tried again at the next look."""
    asked: float | None = None
    for look in count(1):
        files = watch.arrived()
        due = watch.addresses if asked is None or now() - asked >= pace.fetch_every else []
        if files or due:
            try:
                _tell(read([*files, *due]))
            except LedgerError as error:
                say(f"onrecord: {error}; trying again in {pace.every:g} s")
            else:
                watch.done(files)
                asked = now() if due else asked
        if look == pace.looks:
            return
        sleep(pace.every)


def _tell(result: RunResult) -> None:
    summary = result.summary
    for skipped in summary.skipped:
        say(f"skipped {skipped.address}: {skipped.reason}")
    if summary.added or summary.skipped:
        click.echo(
            f"{summary.added:,} read, {summary.held:,} held, {len(summary.skipped):,} skipped; "
            f"{summary.documents:,} documents in the ledger"
        )


@contextmanager
def _ended_politely() -> Iterator[None]:
    """A service manager's wish to end is taken as Ctrl-C is."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
