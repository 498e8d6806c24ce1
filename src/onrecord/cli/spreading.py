"""The commands for more than one machine: `spread` reads documents on many, `merge` puts what came of it into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import FILE, case_option, columns_option
from onrecord.cli.output import say

if TYPE_CHECKING:
    from onrecord.scale import Step

SKIPPED, INTERRUPTED = 3, 130


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--into",
    required=True,
    metavar="FOLDER",
    help="A new folder that all machines see, or one in an object store (s3://...).",
)
@click.option(
    "--cluster",
    "address",
    metavar="ADDRESS",
    help="A Ray cluster that runs (HOST:6379, auto); without it, this machine.",
)
@click.option(
    "--cores", type=click.IntRange(1), metavar="N", help="Of this machine; all of them unless said."
)
@case_option
@click.option(
    "--lexicon", "lexicon_path", type=FILE, metavar="FILE", help="Your own stance words (TOML), beside ours."
)
@click.option(
    "--at-once", type=click.IntRange(1, 100_000), metavar="N", default=200, show_default=True,
    help="Documents in one part: more make fewer files, fewer lose less with a machine.",
)  # fmt: skip
@columns_option
def spread(
    paths: tuple[str, ...],
    into: str,
    address: str | None,
    cores: int | None,
    case_path: Path | None,
    lexicon_path: Path | None,
    at_once: int,
    columns: Mapping[str, str] | None,
) -> int:
    """Read documents on many cores or machines into a folder of Parquet files, which opens as a ledger.

    The rows are those of `onrecord run` over the same paths. The same command goes on where it was cut short.
    """
    from onrecord.case import load_case  # slow to load, and --help needs none of it
    from onrecord.scale import Recipe
    from onrecord.scale import spread as spread_over
    from onrecord.scale.cluster import open_cluster

    recipe = Recipe(
        case=None if case_path is None else load_case(case_path),
        lexicon=None if lexicon_path is None else lexicon_path.read_bytes(),
        columns=columns,
        at_once=at_once,
    )
    try:
        with open_cluster(address, cores=cores) as workers, _telling() as tell:
            result = spread_over(paths, into=into, workers=workers, recipe=recipe, progress=tell)
    except KeyboardInterrupt:
        say(
            f"onrecord: interrupted; the parts that are whole stay in {into}, and the same command goes on from there"
        )
        return INTERRUPTED
    for skipped in result.reasons:
        say(f"skipped {skipped.address}: {skipped.reason}")
    _print_summary(into)
    say(f"the ledger is {into}; to put it into one file: onrecord merge {into} --into FILE.duckdb")
    return SKIPPED if result.manifest.skipped else 0


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@click.option("--into", type=FILE, required=True, metavar="FILE", help="The ledger file, made if missing.")
def merge(folders: tuple[str, ...], into: Path) -> None:
    """Put ledger folders that `onrecord spread` wrote into a ledger file, and group all documents together.

    What is in the file already is not added again; a merge that was cut short goes on.
    """
    from onrecord.ledger import Ledger  # slow to load, and --help needs none of it
    from onrecord.scale import merge_folder

    for folder in folders:
        merged = merge_folder(folder, into=into)
        held = merged.summary.sources - merged.new
        say(f"{folder}: {merged.new:,} sources put in{f', {held:,} were there' if held else ''}")
    from onrecord.cli.summary import print_summary

    with Ledger.open(into, read_only=True) as ledger:
        print_summary(ledger.summary())


def _print_summary(into: str) -> None:
    """The counts of a folder that this machine can open."""
    from onrecord.cli.summary import print_summary
    from onrecord.ledger import Ledger

    if (Path(into) / "ledger.json").is_file():
        with Ledger.open(into, read_only=True) as ledger:
            print_summary(ledger.summary())


@contextmanager
def _telling() -> Iterator[Callable[[Step], None] | None]:
    """One line on a terminal that says how far it is; nothing anywhere else."""
    from rich.status import Status

    from onrecord.cli.tables import talk_console

    console = talk_console()
    if not console.is_terminal:
        yield None
        return
    with Status("starting", console=console) as line:
        yield lambda step: line.update(f"{step.stage}: {step.documents:,} documents in {step.parts:,} parts")
