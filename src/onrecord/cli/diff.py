"""The command `diff`: what is different between two ledgers, or in one ledger between two dates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import DAY, FILE, format_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.diff import LedgerDiff
    from onrecord.ledger.differing import Count
    from onrecord.ledger.forms import JsonRow
    from onrecord.vocabulary import PartialDate

DIFFERENT = 4
_TABLE = ("change", "document", "holder", "toward", "before", "after", "quote")
_COUNTS = ("kind", "first", "second", "same", "changed", "gone", "added", "merged", "parted")
_LONGEST = 120


@click.command()
@click.argument("first", type=FILE, metavar="LEDGER")
@click.argument("second", type=FILE, required=False, metavar="[LEDGER]")
@click.option(
    "--at", nargs=2, type=DAY, metavar="DATE DATE", help="As of two dates: documents dated then or before."
)
@click.option("--counts", "counts_only", is_flag=True, help="The counts alone, without the rows.")
@click.option("--fail-on-change", is_flag=True, help="Leave with exit code 4 where anything differs.")
@format_option()
def diff(
    first: Path,
    second: Path | None,
    at: tuple[PartialDate, PartialDate] | None,
    counts_only: bool,
    fail_on_change: bool,
    form: str,
) -> int:
    """Tell what differs between two ledgers, or in one between two dates.

    Documents, origins, positions and claims with their verdicts are compared by their ids, which are the same wherever
    the same text was read. The counts reconcile. A position is `changed` where holder, counterpart and words are the
    same. Exit code 0 whether or not something differs, unless --fail-on-change is given.
    """
    if second is None and at is None:
        raise UsageError("name a second ledger, or two dates with --at", remedy="see: onrecord diff --help")
    from onrecord.diff import diff_ledgers  # loads the database, which --help needs not

    answer = diff_ledgers(first, second, at=at)
    if form == Format.TABLE:
        _print(answer, counts_only=counts_only)
    else:
        _write(answer, Format(form), counts_only=counts_only)
    return DIFFERENT if fail_on_change and not answer.same else 0


def _write(answer: LedgerDiff, form: Format, *, counts_only: bool) -> None:
    from onrecord.diff import COUNTED, DIFFERENCES, count_form, difference_form

    if counts_only:
        print_encoded(encode([count_form(count) for count in answer.counts], form, columns=COUNTED))
        return
    for count in answer.counts:
        say(f"{count.what}: {count.first} before, {count.second} after, {count.same} the same")
    rows = [difference_form(difference) for difference in answer.differences]
    print_encoded(encode(rows, form, columns=DIFFERENCES))


def _print(answer: LedgerDiff, *, counts_only: bool) -> None:
    from onrecord.cli.tables import print_line, print_table
    from onrecord.diff import difference_form

    print_table([_counted(count) for count in answer.counts], _COUNTS, longest=_LONGEST)
    if counts_only:
        return
    for what in ("document", "origin", "position", "claim"):
        rows = [difference_form(one) for one in answer.differences if one.what == what]
        if rows:
            print_line(f"\n{what}s", strong=True)
            columns = [name for name in _TABLE if any(row[name] is not None for row in rows)]
            print_table(rows, columns, longest=_LONGEST)
    if answer.same:
        say("nothing differs")


def _counted(count: Count) -> JsonRow:
    """A count for the screen: how many became how many, where origins merged or parted."""
    return {
        "kind": count.what, "first": count.first, "second": count.second, "same": count.same, "changed": count.changed,
        "gone": count.gone, "added": count.added, "merged": _became(count.merged_first, count.merged_second),
        "parted": _became(count.parted_first, count.parted_second),
    }  # fmt: skip


def _became(before: int, after: int) -> str:
    return f"{before} > {after}" if before or after else ""
