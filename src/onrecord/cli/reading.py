"""The command `read`: what was read of a file, before anything is made of it.

No model is loaded and nothing is kept: it shows title, date, paragraphs, comments and what was left out, and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import columns_option
from onrecord.cli.output import print_encoded, say
from onrecord.harmless import json_text, one_line, shortened

if TYPE_CHECKING:
    from onrecord.vocabulary import Document

SKIPPED = 3
_FACTS = (
    "kind", "title", "outlet", "credit", "author", "speaker", "speaker_office", "issuer", "date", "updated", "event_date",
    "language",
)  # fmt: skip
_SOURCE = ("container", "url", "retrieved", "media_type", "encoding", "digest")
_LONGEST = 200
"""Characters shown of what was left out; --json gives all of them."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@columns_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each document.")
def read(paths: tuple[str, ...], columns: Mapping[str, str], as_json: bool) -> int:
    """Show what is read of documents: facts, paragraphs, comments, and what is left out and why."""
    from onrecord.documents import read_documents  # slow to load, and --help needs none of it
    from onrecord.errors import SkipItem

    skipped = False
    for path in paths:
        for found in read_documents(path, columns=columns):
            if isinstance(found, SkipItem):
                skipped = True
                say(f"skipped {found}")
            elif as_json:
                print_encoded(_as_json(found))
            else:
                click.echo("\n".join(_lines(found)) + "\n")
    return SKIPPED if skipped else 0


def _as_json(document: Document) -> str:
    from onrecord.ledger.codec import to_json

    return json_text(json.dumps(to_json(document), ensure_ascii=False, allow_nan=False)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    """The document as a person looks it through."""
    yield one_line(document.provenance.address)
    facts = [(name, getattr(document, name)) for name in _FACTS]
    facts += [(name, getattr(document.provenance, name)) for name in _SOURCE]
    facts.append(("id", document.id))
    for name, value in facts:
        if value is not None:
            yield f"  {name.replace('_', ' '):<14} {one_line(str(value))}"
    for warning in document.warnings:
        yield f"  {'warning':<14} {one_line(warning)}"
    yield f"\nparagraphs: {len(document.paragraphs)}"
    for number, paragraph in enumerate(document.paragraphs, 1):
        label = f" {paragraph.label}." if paragraph.label else ""
        yield f"  [{number}]{label} {one_line(paragraph.span.of(document.text))}"
    if document.comments:
        yield f"\nreader comments, never a source: {len(document.comments)}"
        for comment in document.comments:
            yield f"  [{comment.order}] {one_line(comment.author or 'unnamed')}: {one_line(comment.text)}"
    if document.left_out:
        yield f"\nleft out: {len(document.left_out)}"
        for item in document.left_out:
            yield f"  {one_line(item.reason)}: {one_line(shortened(item.text, _LONGEST))}"
