"""The commands that list what a ledger holds.

Each asks the ledger one question and writes the rows of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord import exporting
from onrecord.cli.options import filter_options, format_option, ledger_option, to_filters
from onrecord.cli.output import Format, encode, print_encoded, say

if TYPE_CHECKING:
    from onrecord.ledger import Filters, Ledger
    from onrecord.ledger.forms import JsonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of rows: how to get them, and which fields a table and a CSV file show."""

    rows: Callable[[Ledger, Filters], list[JsonRow]]
    table: tuple[str, ...]
    fields: tuple[str, ...]
    longest: int = 400
    """Characters of one cell of a table; the whole text is in the other formats."""


def _kind(name: str, table: str, *, longest: int = 400) -> Kind:
    return Kind(
        rows=exporting.KINDS[name].rows,
        table=tuple(table.split()),
        fields=exporting.KINDS[name].fields,
        longest=longest,
    )


KINDS: Mapping[str, Kind] = {
    "documents": _kind("documents", "id document kind date outlet positions claims comments"),
    "statements": _kind("statements", "id act chain cue quote", longest=160),
    "positions": _kind("positions", "id holder stance toward basis quote"),
    "claims": _kind("claims", "id verdict text_says record_says quote"),
    "origins": _kind("origins", "id name family documents"),
    "comments": _kind("comments", "document number author text"),
}


def show(kind: Kind, rows: list[JsonRow], form: Format) -> None:
    """Print the rows, and say so where there are none."""
    if form is Format.TABLE:
        from onrecord.cli.tables import print_table

        print_table(rows, kind.table, longest=kind.longest)
    else:
        print_encoded(encode(rows, form, columns=kind.fields))
    if not rows:
        say("no rows fit")


def ask(kind: Kind, path: Path, options: dict[str, Any]) -> list[JsonRow]:
    """The rows of one kind that fit the filters among the options."""
    from onrecord.ledger import Ledger

    with Ledger.open(path, read_only=True) as ledger:
        return kind.rows(ledger, to_filters(options))


def _listing(name: str, kind: str, says: str) -> click.Command:
    """A command that lists one kind of rows."""

    @click.command(name, help=says)
    @ledger_option
    @format_option()
    @filter_options
    def command(ledger: Path, form: str, **options: Any) -> None:
        show(KINDS[kind], ask(KINDS[kind], ledger, options), Format(form))

    return command


LISTINGS = (
    _listing("documents", "documents", "List the documents with what was found in each."),
    _listing("statements", "statements", "List who is said to say, think or do what, and on whose word."),
    _listing("positions", "positions", "List who stands where, on which basis."),
)
