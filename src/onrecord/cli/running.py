"""The commands that read documents: `run` on the user's, `demo` on the bundled example.

Both end with a summary that reconciles, and with exit code 3 where a document was skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import FILE, case_option, columns_option, fetch_option, jobs_option, ledger_option
from onrecord.cli.output import say
from onrecord.errors import UsageError
from onrecord.harmless import one_line

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.runs import Progress, RunResult

SKIPPED, INTERRUPTED = 3, 130


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--ledger", "ledger_path", type=FILE, metavar="FILE", help="Keep what is found in this file.")
@case_option
@click.option(
    "--lexicon", "lexicon_path", type=FILE, metavar="FILE", help="Your own stance words (TOML), beside ours."
)
@click.option(
    "--report", "report_path", type=FILE, metavar="FILE", help="Write a report (HTML) to this file."
)
@jobs_option
@fetch_option
@columns_option
def run(
    paths: tuple[str, ...],
    ledger_path: Path | None,
    case_path: Path | None,
    lexicon_path: Path | None,
    report_path: Path | None,
    jobs: int,
    fetch: bool,
    columns: Mapping[str, str] | None,
) -> int:
    """Read documents: files, folders, archives, - for standard input, and with --fetch web addresses."""
    return run_on(
        list(paths),
        ledger_path=ledger_path,
        case_path=case_path,
        lexicon_path=lexicon_path,
        report_path=report_path,
        fetch=fetch,
        columns=columns,
        jobs=jobs,
    )


@click.command()
@click.option("--ledger", "ledger_path", type=FILE, metavar="FILE", help="Keep what is found in this file.")
@click.option(
    "--report",
    "report_path",
    type=FILE,
    metavar="FILE",
    default=Path("report.html"),
    show_default=True,
    help="Where to write the report.",
)
def demo(ledger_path: Path | None, report_path: Path) -> int:
    """Run on the bundled example and write its report."""
    from importlib.resources import as_file, files  # slow to load, and --help needs none of it

    with as_file(files("onrecord") / "examples" / "karabakh") as folder:
        texts = sorted(str(path) for path in folder.iterdir() if path.suffix in {".txt", ".html"})
        return run_on(texts, ledger_path=ledger_path, case_path=folder / "case.toml", report_path=report_path)


@click.command()
@ledger_option
@case_option
@click.option(
    "--out",
    type=FILE,
    metavar="FILE",
    default=Path("report.html"),
    show_default=True,
    help="Where to write it.",
)
def report(ledger: Path, case_path: Path | None, out: Path) -> None:
    """Write the report of everything in a ledger."""
    from onrecord import assembly  # slow to load, and --help needs none of it
    from onrecord.case import load_case
    from onrecord.reporting import write_report

    case = None if case_path is None else load_case(case_path)
    with assembly.open_ledger(ledger, read_only=True) as opened:
        write_report(opened, out, case=case)
    say(f"report written to {out}")


def run_on(
    paths: list[str],
    *,
    ledger_path: Path | None,
    case_path: Path | None,
    report_path: Path | None,
    lexicon_path: Path | None = None,
    fetch: bool = False,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
) -> int:
    """Run, print the summary, write the report; the exit code."""
    if jobs > 1:
        from onrecord.forking import begin  # slow to load, and --help needs none of it

        begin()
    from onrecord import assembly  # loads the model and the database, which --help needs not
    from onrecord.case import load_case
    from onrecord.cli.summary import print_summary

    if report_path is not None:
        _may_write(report_path)
    case = None if case_path is None else load_case(case_path)
    with assembly.open_ledger(ledger_path) as ledger:
        if ledger_path is None:
            say("without --ledger nothing is kept after this run")
        try:
            with _progress() as show:
                result = assembly.run(
                    paths,
                    ledger=ledger,
                    case=case,
                    lexicon=lexicon_path,
                    progress=show,
                    fetch=fetch,
                    columns=columns,
                    jobs=jobs,
                )
        except KeyboardInterrupt:
            _say_interrupted(ledger, ledger_path)
            return INTERRUPTED
        _say_skipped(result)
        print_summary(result.summary)
        if report_path is not None:
            from onrecord.reporting import write_report  # what draws is slow to load

            write_report(ledger, report_path, case=case)
            say(f"report written to {report_path}")
    return SKIPPED if result.summary.skipped else 0


def _may_write(path: Path) -> None:
    """Refuse a report that could not be written before an hour is spent on what it would say."""
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), remedy="name a file for the report")
    if not path.parent.is_dir():
        raise UsageError("its folder does not exist", where=str(path), remedy="make the folder first")


def _say_skipped(result: RunResult) -> None:
    for skipped in result.summary.skipped:
        say(f"skipped {skipped.address}: {skipped.reason}")


def _say_interrupted(ledger: Ledger, path: Path | None) -> None:
    if path is None:
        say("onrecord: interrupted; nothing was kept (no --ledger)")
        return
    runs = ledger.runs()
    added = ledger.summary(runs[-1]).added if runs else 0
    say(
        f"onrecord: interrupted; {added} new documents are stored whole in {path}, and the same command "
        "goes on from there"
    )


def _reached(step: Progress) -> str:
    """What is being read, and how many documents came before it where a file holds many."""
    name = one_line(Path(step.address).name)[:60]
    return f"{name} ({step.documents:,} documents)" if step.documents > step.done else name


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None] | None]:
    """A bar on a terminal; nothing anywhere else."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from onrecord.cli.tables import talk_console

    console = talk_console()
    if not console.is_terminal:
        yield None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", name="", total=None)
        yield lambda step: bar.update(task, completed=step.done, total=step.total, name=_reached(step))
