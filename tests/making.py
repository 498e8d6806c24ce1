"""Builds small documents by hand, so that a test shows all that it depends on.

Texts are the tests' own; names of real states stand in them as mere examples.
"""

from __future__ import annotations

from onrecord.identity import make_id
from onrecord.vocabulary import Document, DocumentKind, Paragraph, PartialDate, Provenance, Span


def make_document(
    text: str,
    *,
    kind: DocumentKind = DocumentKind.REPORT,
    date: str | None = "2019-05-04",
    **fields: str | None,
) -> Document:
    """A document of the given body; paragraphs are parted by blank lines."""
    paragraphs = []
    place = 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(span=Span(place, place + len(part))))
        place += len(part) + 2
    known = {
        "title": None,
        "outlet": None,
        "credit": None,
        "author": None,
        "speaker": None,
        "speaker_office": None,
    }
    return Document(
        id=make_id("document", text),
        name=fields.pop("name", None) or "made.txt",
        provenance=Provenance(
            address="made.txt", digest="0" * 64, media_type="text/plain", encoding="utf-8", size=len(text)
        ),
        kind=kind,
        kind_reason="made for a test",
        date=PartialDate.parse(date) if date else None,
        language="en",
        text=text,
        paragraphs=tuple(paragraphs),
        **(known | fields),
    )
