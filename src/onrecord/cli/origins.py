"""The command that lists independent reports, and shows one of them as a family tree with the edits between relatives.

The tree for people and the JSON row are made from one value.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.listing import KINDS, ask, show
from onrecord.cli.options import filter_options, format_option, ledger_option
from onrecord.cli.output import Format
from onrecord.errors import UsageError
from onrecord.exporting.kinds import origin_rows

if TYPE_CHECKING:
    from onrecord.across.primary import Quoting
    from onrecord.ledger import Ledger, OriginRow


@click.command("origins")
@click.argument("id_", metavar="[ID]", required=False)
@ledger_option
@click.option("--edits", is_flag=True, help="With ID: show every changed, added and dropped sentence.")
@click.option("--quotes", is_flag=True, help="With ID: tell which official texts held its documents quote.")
@format_option()
@filter_options
def origins(id_: str | None, ledger: Path, edits: bool, quotes: bool, form: str, **options: Any) -> None:
    """List the independent reports, or show one as a family tree.

    With the id of an origin or of one of its documents: what each document is to the others (original, copy,
    excerpt, extended, reworked, update, sibling, translation, release), why, and how many sentences differ.
    """
    if id_ is None:
        if edits or quotes:
            raise UsageError(
                "--edits and --quotes belong to one report",
                remedy="give its id: onrecord origins ID --ledger FILE",
            )
        show(KINDS["origins"], ask(KINDS["origins"], ledger, options), Format(form))
        return
    from onrecord.ledger import Ledger  # duckdb is slow to load, and --help needs none

    with Ledger.open(ledger, read_only=True) as opened:
        row = _origin(opened, id_)
        (found,) = origin_rows(opened, [row])
        quoted = _quoted(opened, row) if quotes else ()
        documents = {document.id: document for document in opened.texts(row.origin.documents)}
    if Format(form) is not Format.TABLE:
        from onrecord.across.forms import quoting_form

        show(KINDS["origins"], [found | {"quotes": [quoting_form(one) for one in quoted]}], Format(form))
        return
    from onrecord.cli.family import print_family

    print_family(row.origin, found, documents, quoted, edits=edits)


def _origin(ledger: Ledger, id_: str) -> OriginRow:
    """The report that an id of its own, or of anything in one of its documents, leads to. Raises UsageError."""
    found = ledger.find(id_)
    if found.origin is None:
        raise UsageError(
            f"{id_!r} belongs to no report: origins were not grouped",
            remedy="run the documents into the ledger once more: onrecord run PATH... --ledger FILE",
        )
    return found.origin


def _quoted(ledger: Ledger, row: OriginRow) -> tuple[Quoting, ...]:
    """Which official texts of other origins its documents quote; only those texts are read beside its own."""
    from onrecord.across.primary import quoted_sources
    from onrecord.across.whole import make_whole

    ours = set(row.origin.documents)
    held = [document.id for document in ledger.documents() if document.kind.official]
    whole = make_whole(
        ledger.analyses(sorted(ours.union(held))), (other.origin for other in ledger.origins())
    )
    return quoted_sources(whole, among=ours)
