"""The commands that bring roll calls into a ledger and tell what is held: `record import` and `record status`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import FILE, day_option, format_option, record_ledger_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.harmless import one_line

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow
    from onrecord.ledger.importing import Imported, Problem
    from onrecord.ledger.roll import RecordSource
    from onrecord.vocabulary import PartialDate

SKIPPED = 3
_COLUMNS = (
    "id", "name", "layout", "edition", "title", "publisher", "address", "terms", "rank", "read_on", "imported",
    "bodies", "first", "last", "calls", "votes", "lines", "problems", "digest", "size",
)  # fmt: skip


@click.group()
def record() -> None:
    """Bring roll calls that you fetched into a ledger, and see what is held."""


@record.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@record_ledger_option
@day_option(
    "--read-on", "The day on which the publisher's record was read; publishers correct their records."
)
def import_(files: tuple[Path, ...], ledger: Path, read_on: PartialDate | None) -> int:
    """Import files of roll calls; their layout is recognised by their columns."""
    from onrecord.ledger import Ledger
    from onrecord.registry import load_registry
    from onrecord.vocabulary import ActorKind

    states = {id_ for id_, actor in load_registry().actors.items() if actor.kind is ActorKind.STATE}
    with Ledger.open(ledger, reading=files) as held, _telling() as tell:
        result = held.import_record(
            files, states=states, tool=f"onrecord {version('onrecord')}", read_on=read_on, progress=tell
        )
    for source in result.sources:
        _print_source(source)
    for name, reason in result.skipped:
        say(f"skipped {one_line(reason if name in reason else f'{name}: {reason}')}")
    if result.sources:
        click.echo(f"\nheld in {one_line(str(ledger))}; see: onrecord record status, onrecord votes SYMBOL")
    return SKIPPED if result.skipped else 0


@record.command()
@record_ledger_option
@format_option()
def status(ledger: Path, form: str) -> None:
    """List the roll calls that are held: from where, read when, under which terms."""
    from onrecord.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as held:
        sources = held.roll.sources()
    if form != Format.TABLE:
        print_encoded(encode([_form(source) for source in sources], Format(form), columns=_COLUMNS))
        return
    for source in sources:
        _print_status(source)
    bundled = _bundled()
    click.echo(f"bundled with the program: {bundled} roll calls (an extract; imported sources come first)")
    if not sources:
        say(
            "nothing was imported; fetch the files that the README names, then: onrecord record import FILE..."
        )


@contextmanager
def _telling() -> Iterator[Callable[[str], None]]:
    """Shows each step with the seconds it takes; on a terminal in one moving line."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from onrecord.cli.tables import talk_console

    console = talk_console()
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, description=one_line(step))


def _print_source(source: Imported) -> None:
    edition = f", layout of {source.edition}" if source.edition else ""
    click.echo(one_line(f"{source.name}: {source.title}{edition}"))
    if source.held:
        click.echo("  held already; nothing was added")
    else:
        click.echo(f"  {source.calls:,} roll calls, {source.votes:,} votes from {source.lines:,} lines")
    _print_problems(source.problems)


def _print_status(source: RecordSource) -> None:
    click.echo(one_line(f"{source.id}  {source.name}"))
    edition = f", layout of {source.edition}" if source.edition else ""
    read = f"read {source.read_on}" if source.read_on else "day of reading not told (--read-on)"
    lines = (
        f"{source.title}{edition}",
        f"{source.publisher}; {source.address}" if source.address else source.publisher,
        f"terms: {source.terms}",
        f"{', '.join(source.bodies)}: {source.calls:,} roll calls, {source.votes:,} votes, "
        f"{source.first} to {source.last}; rank {source.rank} ({_RANKS.get(source.rank, 'as given')})",
        f"{read}; imported {source.imported:%Y-%m-%d}",
    )
    for line in lines:
        click.echo(f"  {one_line(line)}")
    _print_problems(source.problems)
    click.echo()


_RANKS = {1: "meeting record", 2: "library", 3: "press release", 4: "research data"}


def _print_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        click.echo(one_line(f"  {problem.count:,} x {problem.reason}: {'; '.join(problem.examples)}"))


def _form(source: RecordSource) -> JsonRow:
    from onrecord.ledger.codec import to_json

    return {
        **{name: to_json(getattr(source, name)) for name in _COLUMNS if name != "imported"},
        "imported": source.imported.isoformat(sep=" ", timespec="seconds"),
    }


def _bundled() -> int:
    from onrecord.record import load_record

    return len(load_record().roll_call_rows)
