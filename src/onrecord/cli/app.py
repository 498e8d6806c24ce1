"""The command `onrecord`: its subcommands, and one line for every error.

Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 ran but skipped documents, 4 a verdict of --fail-on was given or --fail-on-change found a difference, 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import click

from onrecord.cli.across import figures, quotations, recycled
from onrecord.cli.actor import actor
from onrecord.cli.backup import backup, restore
from onrecord.cli.brief import brief
from onrecord.cli.checking import check
from onrecord.cli.diff import diff
from onrecord.cli.evaluate import evaluate
from onrecord.cli.evidence import evidence
from onrecord.cli.exporting import export_command
from onrecord.cli.listing import LISTINGS
from onrecord.cli.measures import align, bloc, compare
from onrecord.cli.origins import origins
from onrecord.cli.output import say
from onrecord.cli.reading import read
from onrecord.cli.record import record
from onrecord.cli.review import review
from onrecord.cli.running import demo, report, run
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.spreading import merge, spread
from onrecord.cli.verify import verify
from onrecord.cli.votes import votes
from onrecord.cli.watch import watch
from onrecord.cli.words import words
from onrecord.errors import OnRecordError, UsageError
from onrecord.limits import collect_seldom
from onrecord.settings import Settings

FAILED, USAGE, INTERRUPTED = 1, 2, 130


class _Program(click.Group):
    """A group that ends every error as one line and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command and leave with its exit code."""
        inner = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        if not standalone_mode:
            return inner()
        sys.exit(_exit_code(inner))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; a closed pipe is told apart here because click would call it a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderGone from None


class _ReaderGone(Exception):
    """Whoever reads our output has seen enough."""


def _exit_code(command: Callable[[], Any]) -> int:
    """Run the command; its exit code, with every error told."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that knows few signs is no failure
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except (_ReaderGone, BrokenPipeError):
        _close_stdout()
        return 0
    except (click.Abort, KeyboardInterrupt):
        say("onrecord: interrupted")
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except Exception as error:
        if _debugging():
            raise
        return _tell(error)


def _tell(error: Exception) -> int:
    """Say the error in one line; its exit code."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "onrecord"
        say(f"onrecord: {error.format_message()} (see {command} --help)")
        return USAGE
    if isinstance(error, click.ClickException):
        say(f"onrecord: {error.format_message()}")
        return error.exit_code
    if isinstance(error, OnRecordError):
        say(f"onrecord: {error}")
        return USAGE if isinstance(error, UsageError) else FAILED
    if isinstance(error, OSError):
        _close_stdout()
        say(f"onrecord: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return FAILED
    say(f"onrecord: internal error ({type(error).__name__}: {error}); ONRECORD_DEBUG=1 shows where it arose")
    return FAILED


def _debugging() -> bool:
    try:
        return Settings.read().debug
    except UsageError:
        return False


def _close_stdout() -> None:
    """Let what is still buffered go nowhere, so that the end of the program does not stumble over it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    "onrecord",
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 ran but skipped documents, 4 a verdict of --fail-on was given or --fail-on-change found a difference, 130 interrupted.",
)
@click.version_option(package_name="onrecord", message="%(prog)s %(version)s")
def cli() -> None:
    """Who stands where, on whose word, and what the record says."""


for command in (
    run,
    watch,
    spread,
    merge,
    demo,
    read,
    *LISTINGS,
    origins,
    check,
    evidence,
    export_command,
    report,
    serve,
    brief,
    diff,
    actor,
    record,
    votes,
    compare,
    bloc,
    align,
    words,
    search,
    figures,
    recycled,
    quotations,
    review,
    evaluate,
    verify,
    backup,
    restore,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `onrecord` with these arguments (None: those of the program) and exit."""
    if arguments is None:  # the process is ours
        collect_seldom()
    cli.main(args=None if arguments is None else list(arguments), prog_name="onrecord")
