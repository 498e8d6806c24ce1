"""The command `brief`: two pages on a case, as a file to send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import FILE, case_option, day_option, ledger_option
from onrecord.cli.output import print_encoded, say

if TYPE_CHECKING:
    from onrecord.vocabulary import PartialDate

FORMATS = ("docx", "html", "md", "pdf")
_EXCERPT = 160


@click.command()
@ledger_option
@case_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS, case_sensitive=False),
    help="Word, a web page, Markdown or PDF; unless given, what the name of --out ends in, else docx.",
)
@day_option("--since", "Tell what changed: documents dated then or later beside those before.")
@click.option(
    "--out",
    type=FILE,
    metavar="FILE",
    help="Where to write it; - is standard output.  [default: brief.FORMAT]",
)
@click.option(
    "--excerpt-chars",
    type=click.IntRange(20, 600),
    default=_EXCERPT,
    show_default=True,
    help="At most so many characters of a document in one footnote.",
)
def brief(
    ledger: Path,
    case_path: Path | None,
    form: str | None,
    since: PartialDate | None,
    out: Path | None,
    excerpt_chars: int,
) -> None:
    """Write two pages: who stands where, on whose word, what changed, what the record says.

    Footnotes quote the evidence. The same ledger gives the same bytes; the brief is as of its newest document.
    """
    from onrecord.brief import make_brief, render_brief  # slow to load, and --help needs none of it
    from onrecord.case import load_case
    from onrecord.ledger import Ledger
    from onrecord.writing import write_file

    form = form or _ending(out) or FORMATS[0]
    case = None if case_path is None else load_case(case_path)
    with Ledger.open(ledger, read_only=True) as opened:
        made = make_brief(opened, case=case, since=since, excerpt_chars=excerpt_chars)
    written = render_brief(made, form)
    if out is not None and str(out) == "-":
        print_encoded(written)
        return
    target = out or Path(f"brief.{form}")
    write_file(target, written)
    say(f"brief written to {target}")


def _ending(out: Path | None) -> str | None:
    """The format that the name of the file ends in."""
    ending = out.suffix.removeprefix(".").casefold() if out is not None else ""
    return ending if ending in FORMATS else None
