"""The commands that ask all documents of a ledger together: figures, recycled sentences, quotations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.listing import Kind, show
from onrecord.cli.options import format_option, ledger_option
from onrecord.cli.output import Format

if TYPE_CHECKING:
    from onrecord.across.whole import Whole
    from onrecord.ledger.forms import JsonRow

LONGEST = 200
"""Characters of one cell of a table."""


def _ask(ledger: Path, form: str, table: str, fields: str, rows: Callable[[Whole], list[JsonRow]]) -> None:
    """Read the whole ledger and show the rows."""
    from onrecord.across.whole import whole_of
    from onrecord.ledger import Ledger  # duckdb is slow to load, and --help needs none

    with Ledger.open(ledger, read_only=True) as held:
        whole = whole_of(held)
    found = rows(whole)
    kind = Kind(
        rows=lambda *_: found, table=tuple(table.split()), fields=tuple(fields.split()), longest=LONGEST
    )
    show(kind, found, Format(form))


@click.command()
@ledger_option
@click.option("--all", "whole_list", is_flag=True, help="Also the figures that one report alone gives.")
@format_option()
def figures(ledger: Path, whole_list: bool, form: str) -> None:
    """List every value that documents give for one quantity.

    A row is one value: how many independent reports give it, on whose word, in which documents. Copies of one report
    count once, and no number of reports confirms a value. Quantities whose values differ come first.
    """
    from onrecord.across import forms
    from onrecord.across.figures import figures as answer
    from onrecord.registry import load_registry

    registry = load_registry()

    def rows(whole: Whole) -> list[JsonRow]:
        return [
            row
            for quantity in answer(whole, registry)
            if whole_list or quantity.origins > 1 or len(quantity.values) > 1
            for row in forms.figure_forms(quantity, registry)
        ]

    table = "measure about_name worded origins givers first agreement"
    _ask(ledger, form, table, forms.FIGURES, rows)


@click.command()
@ledger_option
@click.option("--checked", is_flag=True, help="Only sentences with a claim that the record was asked about.")
@click.option("--all", "whole_list", is_flag=True, help="Also quotations and the clauses of adopted texts.")
@format_option()
def recycled(ledger: Path, checked: bool, whole_list: bool, form: str) -> None:
    """List sentences that independent reports share, with their changes.

    `kind` tells why they are shared: background, template of one outlet, official words, quotation, agreed language.
    None of them makes a report a copy. Those with claims come first: their verdicts are told once, as of the dates
    at which the sentence was printed.
    """
    from onrecord.across import forms
    from onrecord.across.recycled import recycled as narrated
    from onrecord.across.recycled import shared_sentences

    answer = shared_sentences if whole_list else narrated

    def rows(whole: Whole) -> list[JsonRow]:
        return [forms.recycled_form(one) for one in answer(whole) if one.told or not checked]

    _ask(ledger, form, "first last kind origins sentence changes verdicts", forms.RECYCLED, rows)


@click.command()
@ledger_option
@format_option()
def quotations(ledger: Path, form: str) -> None:
    """Lay quotations beside the texts that they quote.

    The original must be in the ledger: an adopted text, a speech or a communique. Quotations of fewer than five words
    are not looked for. `not found` says nothing: the words may stand in a text that is not held.
    """
    from onrecord.across import forms
    from onrecord.across.quotations import align_quotations as answer

    def rows(whole: Whole) -> list[JsonRow]:
        return [forms.quotation_form(one) for one in answer(whole)]

    _ask(ledger, form, "outcome document quote original original_words changes", forms.QUOTATIONS, rows)
