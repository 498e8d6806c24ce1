"""The options that commands share: which ledger, which rows, which format.

Unknown stances, bases, acts and verdicts are refused with the list of what there is.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.output import Format
from onrecord.errors import UsageError
from onrecord.settings import DEFAULT_LEDGER, Settings
from onrecord.vocabulary import Act, Basis, PartialDate, Stance, VerdictValue

if TYPE_CHECKING:
    from onrecord.ledger import Filters

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, dir_okay=True)
_ACTS = "What the source does: says it (speech), thinks or wants it (attitude), or does it (deed)."


class _Day(click.ParamType[PartialDate]):
    """A day, a month or a year as ISO 8601 writes it."""

    name = "date"

    def convert(
        self, value: str | PartialDate, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        """The date; a usage error that names the forms where it is none."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except ValueError:
            self.fail(f"{value!r} is not a date: write 2020, 2020-10 or 2020-10-28", param, ctx)


class _Picture(click.Path):
    """A file for a picture, refused before anything is asked or printed where its name ends in no picture's."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; a usage error that names the forms where it is no picture."""
        if Path(value).suffix.casefold() not in (".svg", ".png"):
            self.fail(
                f"{str(value)!r} is no picture that can be written: name a file .svg or .png", param, ctx
            )
        return super().convert(value, param, ctx)


class _Columns(click.ParamType[dict[str, str]]):
    """Which column of a table holds what: `text=body,title=headline`."""

    name = "columns"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, str]:
        """Field to column."""
        if isinstance(value, dict):
            return value
        from onrecord.read.columns import parse_columns  # slow to load, and --help needs none of it

        try:
            return parse_columns(str(value))
        except UsageError as error:
            self.fail(f"{error.what}; {error.remedy}", param, ctx)


DAY = _Day()
COLUMNS = _Columns()
PICTURE = _Picture(path_type=Path)


def ledger_option(command: Command) -> Command:
    """`--ledger FILE`, needed."""
    return click.option(
        "--ledger", type=FILE, required=True, metavar="FILE", help="The ledger that `onrecord run` made."
    )(command)


def record_ledger_option(command: Command) -> Command:
    """`--ledger FILE`, by default that of the settings."""
    return click.option(
        "--ledger",
        type=FILE,
        metavar="FILE",
        default=lambda: Path(Settings.read().ledger),
        show_default=f"ONRECORD_LEDGER, else {DEFAULT_LEDGER}",
        help="The ledger that holds the roll calls.",
    )(command)


def case_option(command: Command) -> Command:
    """`--case FILE`, as `case_path`."""
    return click.option(
        "--case", "case_path", type=FILE, metavar="FILE", help="The dispute you follow (TOML)."
    )(command)


def fetch_option(command: Command) -> Command:
    """`--fetch`, for commands that read what PATH names."""
    return click.option(
        "--fetch",
        is_flag=True,
        help="Fetch the web addresses among PATH; without it none is visited.",
    )(command)


def jobs_option(command: Command) -> Command:
    """`--jobs N`, one unless told otherwise."""
    return click.option(
        "--jobs",
        type=click.IntRange(1),
        default=1,
        show_default=True,
        metavar="N",
        help="Read and analyse in so many processes.",
    )(command)


def columns_option(command: Command) -> Command:
    """`--columns text=body,title=headline`."""
    return click.option(
        "--columns",
        type=COLUMNS,
        metavar="FIELD=COLUMN,...",
        help="Which columns of CSV, TSV and JSON lines hold text, title, author, outlet, date, url, language.",
    )(command)


def bloc_option(command: Command) -> Command:
    """`--bloc NAME`, any number of times."""
    return click.option(
        "--bloc",
        multiple=True,
        metavar="BLOC",
        help="A body by id or name (OIC), its members taken on the day of each vote; or states: AZE,ARM,GEO.",
    )(command)


def chart_option(command: Command) -> Command:
    """`--chart FILE`."""
    return click.option(
        "--chart",
        type=PICTURE,
        metavar="FILE",
        help="Write a chart to this file (.svg or .png), its figures beside it (.csv).",
    )(command)


def day_option(name: str, says: str) -> Callable[[Command], Command]:
    """An option that is a day, month or year."""
    return click.option(name, type=DAY, metavar="DATE", help=says)


def format_option(*, default: Format = Format.TABLE) -> Callable[[Command], Command]:
    """`--format table|csv|jsonl|json`."""
    return click.option(
        "--format",
        "form",
        type=_choice(Format),
        default=default.value,
        show_default=True,
        help="How to write the results.",
    )


def filter_options(command: Command) -> Command:
    """The filters; all but the two of time may be given several times, and any of their values will do."""
    for option in reversed(
        (
            click.option(
                "--holder", multiple=True, metavar="ACTOR", help="Who holds the position: id or name."
            ),
            click.option("--toward", multiple=True, metavar="ACTOR", help="Towards whom: id or name."),
            click.option(
                "--stance", multiple=True, type=_choice(Stance), metavar="STANCE", help=_listed(Stance)
            ),
            click.option("--basis", multiple=True, type=_choice(Basis), metavar="BASIS", help=_listed(Basis)),
            click.option("--act", multiple=True, type=_choice(Act), metavar="ACT", help=_ACTS),
            click.option(
                "--principle", multiple=True, metavar="ID", help="Which principle or demand is in question."
            ),
            click.option(
                "--matter", multiple=True, metavar="ID", help="Which matter of the case it is about."
            ),
            click.option("--since", type=DAY, help="Positions that may have been taken then or later."),
            click.option("--until", type=DAY, help="Positions that may have been taken then or earlier."),
            click.option(
                "--document",
                multiple=True,
                metavar="NAME",
                help="In which document: id, file name or address.",
            ),
            click.option(
                "--verdict",
                multiple=True,
                type=_choice(VerdictValue),
                metavar="VERDICT",
                help=_listed(VerdictValue),
            ),
        )
    ):
        command = option(command)
    return command


def to_filters(options: dict[str, Any]) -> Filters:
    """The filters among the options of a command."""
    from onrecord.ledger import Filters  # duckdb is slow to load, and --help needs none

    return Filters(
        holder=options["holder"],
        toward=options["toward"],
        stance=tuple(Stance(value) for value in options["stance"]),
        basis=tuple(Basis(value) for value in options["basis"]),
        act=tuple(Act(value) for value in options["act"]),
        principle=options["principle"],
        matter=options["matter"],
        since=options["since"],
        until=options["until"],
        document=options["document"],
        verdict=tuple(VerdictValue(value) for value in options["verdict"]),
    )


def _choice(values: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([value.value for value in values], case_sensitive=False)


def _listed(values: type[StrEnum]) -> str:
    return f"One of: {', '.join(value.value for value in values)}."
