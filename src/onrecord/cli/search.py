"""The command that looks for words in the documents of a ledger.

It parses, asks the search index, and prints the documents with snippets.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.listing import Kind, show
from onrecord.cli.options import DAY, format_option, ledger_option
from onrecord.cli.output import Format, say
from onrecord.vocabulary import DocumentKind, PartialDate

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.ledger.forms import JsonRow
    from onrecord.search import Hit, Results

_TABLE = ("id", "document", "date", "outlet", "snippet")
_FIELDS = ("id", "document", "title", "outlet", "date", "kind", "score", "snippet", "hits")
_LONGEST = 160
"""Characters of one cell of a table."""
_MOST = 200


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@ledger_option
@click.option("--comments", is_flag=True, help="Look in readers' comments, and nowhere else.")
@click.option(
    "--kind",
    multiple=True,
    type=click.Choice([kind.value for kind in DocumentKind], case_sensitive=False),
    metavar="KIND",
    help=f"One of: {', '.join(kind.value for kind in DocumentKind)}.",
)
@click.option("--outlet", multiple=True, metavar="NAME", help="Published by this outlet, as it is named.")
@click.option("--since", type=DAY, help="Published then or later.")
@click.option("--until", type=DAY, help="Published then or earlier.")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, show_default=True, help="So many documents."
)
@click.option(
    "--offset", type=click.IntRange(0), default=0, show_default=True, help="After so many better ones."
)
@format_option()
def search(
    words: tuple[str, ...],
    ledger: Path,
    comments: bool,
    kind: tuple[str, ...],
    outlet: tuple[str, ...],
    since: PartialDate | None,
    until: PartialDate | None,
    limit: int,
    offset: int,
    form: str,
) -> None:
    """Look for words in titles and texts, best fit first.

    All WORDS must occur. '"a phrase"' in quotation marks, -word for one that must not occur, OR between two of which one
    is enough, and a star after three letters or more of a beginning: 'sovereign*'. Put -- before a first word with a hyphen.
    """
    from onrecord.ledger import Ledger  # duckdb is slow to load, and --help needs none
    from onrecord.search import Part, SearchIndex, Where

    where = Where(kinds=[DocumentKind(one) for one in kind], outlets=outlet, since=since, until=until)
    part = Part.COMMENTS if comments else Part.DOCUMENTS
    with Ledger.open(ledger, read_only=True) as held, SearchIndex.open(held, progress=_say_progress) as index:
        results = index.search(" ".join(words), where=where, part=part, limit=limit, offset=offset)
        rows = _rows(held, results)
    show(Kind(rows=lambda *_: rows, table=_TABLE, fields=_FIELDS, longest=_LONGEST), rows, Format(form))
    shown = offset + len(rows)
    if rows and shown < results.total:
        more = "more than " if results.is_more else ""
        say(f"{shown:,} of {more}{results.total:,} documents; the next ones: --offset {shown}")


def _say_progress(documents: int) -> None:
    say(f"documents indexed: {documents:,}")


def _rows(ledger: Ledger, results: Results) -> list[JsonRow]:
    documents = {document.id: document for document in ledger.texts([hit.document for hit in results.hits])}
    rows: list[JsonRow] = []
    for hit in results.hits:
        document = documents[hit.document]
        rows.append(
            {
                "id": hit.document,
                "document": document.name,
                "title": document.title,
                "outlet": document.outlet,
                "date": None if document.date is None else str(document.date),
                "kind": document.kind.value,
                "score": round(hit.score, 6),
                "snippet": "".join(piece.text for piece in hit.snippet),
                "hits": list(_found(hit)),
            }
        )
    return rows


def _found(hit: Hit) -> dict[str, None]:
    """The words that were found in title and snippet, each once, in their order."""
    return dict.fromkeys(piece.text for piece in (*hit.title, *hit.snippet) if piece.is_hit)
