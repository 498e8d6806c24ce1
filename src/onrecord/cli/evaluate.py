"""The command that holds what the rules find against what people decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import format_option, ledger_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.harmless import one_line

if TYPE_CHECKING:
    from onrecord.review import Evaluation

SKIPPED = 3


@click.command()
@click.option(
    "--in",
    "decisions",
    type=click.File("r", encoding="utf-8", errors="replace"),
    metavar="FILE",
    help="Decisions that `onrecord review export` wrote, instead of the ledger's own.",
)
@ledger_option
@format_option()
def evaluate(decisions: Any, ledger: Path, form: str) -> int:
    """Score the rows that the rules find against what people decided, with intervals of 95 percent.

    Precision is of the found rows that were judged; recall of the rows that there should be, in documents that were
    gone through (onrecord review accept DOCUMENT).
    """
    from onrecord.ledger import Ledger
    from onrecord.review import evaluate as score
    from onrecord.review import parse_decisions
    from onrecord.review.forms import SCORE_FIELDS, score_form

    made, skipped = (None, []) if decisions is None else parse_decisions(decisions)
    with Ledger.open(ledger, read_only=True) as held:
        result = score(held, made)
    for line in skipped:
        say(f"skipped {line.address}: {one_line(line.reason)}")
    rows = [score_form(one) for one in result.scores]
    if Format(form) is Format.TABLE:
        from onrecord.cli.tables import print_table

        print_table(rows, SCORE_FIELDS, longest=40)
    else:
        print_encoded(encode(rows, Format(form), columns=SCORE_FIELDS))
    _tell(result)
    return SKIPPED if skipped else 0


def _tell(result: Evaluation) -> None:
    """What the scores rest on, on standard error."""
    say(f"documents decided about: {result.documents}, gone through: {result.gone_through}")
    left_out = {
        "disputed": result.disputed,
        "not placed": result.not_placed,
        "not judged in documents that were gone through": result.unjudged,
    }
    told = ", ".join(f"{count} {name}" for name, count in left_out.items() if count)
    if told:
        say(f"rows that count for nothing: {told}")
    if result.corrected_in:
        say("corrected in: " + ", ".join(f"{name} {count}" for name, count in result.corrected_in))
