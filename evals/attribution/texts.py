"""A benchmark's article as a document: its text as it is, one paragraph a line."""

from __future__ import annotations

import re

from onrecord.vocabulary import Document, DocumentKind, Paragraph, Provenance, Span


def article(name: str, text: str) -> Document:
    """The text as a report without any facts about it; offsets are those of the text."""
    paragraphs = tuple(Paragraph(span=Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Document(
        id=name,
        name=name,
        provenance=Provenance(
            address=name, digest="", media_type="text/plain", encoding="utf-8", size=len(text)
        ),
        kind=DocumentKind.REPORT,
        kind_reason="an article of the benchmark",
        title=None,
        outlet=None,
        credit=None,
        author=None,
        speaker=None,
        speaker_office=None,
        date=None,
        language="en",
        text=text,
        paragraphs=paragraphs,
    )
