"""The rows of the four benchmark files, and each row as a document: a sentence of a report or of a speech.

Only the text, the entities of a pair, the speaker, the date, the context before and the id are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from onrecord.errors import UnsupportedFormat
from onrecord.vocabulary import Document, DocumentKind, Paragraph, PartialDate, Provenance, Span


class Shape(StrEnum):
    """Which of the four kinds of rows a file holds."""

    SPANS = "spans"
    """A news-like sentence; source and target are spans of it (`plover_gsr`, `plv`)."""
    PAIR = "pair"
    """A news sentence and two marked entities (`dse`)."""
    SPEECH = "speech"
    """A sentence of a speech in the Security Council, with its speaker (`unscon`)."""
    CODES = "codes"
    """A news sentence; source and target are CAMEO actor codes (`petr2_gsr`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row without its answers. `pair` are two spans of `text`, in the file's order."""

    id: str
    shape: Shape
    text: str
    pair: tuple[Span, Span] | None = None
    speaker: str | None = None
    date: PartialDate | None = None
    before: str = ""

    @property
    def offset(self) -> int:
        """Where `text` begins in the row's document: the context stands before it."""
        return len(self.before) + 1 if self.before else 0


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a JSON-lines file; UnsupportedFormat names the line that is none of the four shapes."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    yield _row(json.loads(line))
                except (KeyError, TypeError, ValueError) as error:
                    raise UnsupportedFormat(
                        f"line {number} is no row of a benchmark: {error!r}",
                        where=str(path),
                        remedy="see the README beside the benchmark's files",
                    ) from error


def _row(raw: Mapping[str, Any]) -> Row:
    pair = raw.get("pair")
    return Row(
        id=raw["id"],
        shape=_shape(raw),
        text=raw["text"],
        pair=(Span(*pair[0]["span"]), Span(*pair[1]["span"])) if pair else None,
        speaker=raw.get("speaker"),
        date=_date(raw.get("date")),
        before=" ".join(raw.get("context_before", "").split()),
    )


def _date(printed: str | None) -> PartialDate | None:
    """Some rows are dated "1211-08-": no date at all."""
    try:
        return PartialDate.parse(printed) if printed else None
    except ValueError:
        return None


def _shape(raw: Mapping[str, Any]) -> Shape:
    if raw.get("pair"):
        return Shape.PAIR
    if raw.get("speaker"):
        return Shape.SPEECH
    return Shape.CODES if str(raw.get("set", "")).startswith("petr") else Shape.SPANS


def as_document(row: Row) -> Document:
    """The row as a document of its own; the context before is a paragraph of its own."""
    text = f"{row.before}\n{row.text}" if row.before else row.text
    cuts = [Span(0, len(row.before))] if row.before else []
    speech = row.shape is Shape.SPEECH
    return Document(
        id=row.id,
        name=row.id,
        provenance=Provenance(
            address=row.id, digest="", media_type="text/plain", encoding="utf-8", size=len(text)
        ),
        kind=DocumentKind.SPEECH if speech else DocumentKind.REPORT,
        kind_reason="a row of the benchmark",
        title=None,
        outlet=None,
        credit=None,
        author=None,
        speaker=None,
        speaker_office=f"Permanent Representative of {row.speaker} to the United Nations" if speech else None,
        date=row.date,
        language="en",
        text=text,
        paragraphs=tuple(Paragraph(span=span) for span in (*cuts, Span(row.offset, len(text)))),
    )
