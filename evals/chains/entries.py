"""The entries of the chain set: small documents, and for each the statements that a careful reader finds.

Loaded from the TOML files of this folder and checked once; a fragment of text stands for its place in the text.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.identity import make_id
from onrecord.read import read_bytes
from onrecord.vocabulary import Document, DocumentKind, Paragraph, PartialDate, Provenance, Span

HERE = Path(__file__).parent
NO_TEXTS = frozenset({"names.toml", "floors.toml"})
USUAL_DATE = "2023-09-12"
"""The day of a document whose entry gives none."""

_FACTS = ("outlet", "credit", "author", "title", "speaker", "speaker_office", "issuer")
_ENTRY_KEYS = frozenset(
    {*_FACTS, "id", "construction", "kind", "date", "text", "page", "swap", "none", "statements"}
)
_STATEMENT_KEYS = frozenset({"content", "not", "chain"})
_LINK_KEYS = frozenset({"name", "actor", "source", "cue", "optional"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLink:
    """One link as a reader would accept it: any of the names, actors, sources and cues."""

    names: tuple[str, ...]
    actors: tuple[str, ...] = ()
    """Acceptable actor ids; "" stands for none at all. Empty: not asked."""
    sources: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    optional: bool = False
    """True for a link that a reader may leave out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedStatement:
    """A statement, known by a fragment of its content."""

    content: str
    without: tuple[str, ...]
    """Fragments that must not lie in the content."""
    chain: tuple[ExpectedLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the set with what it should yield."""

    id: str
    construction: str
    raw: Mapping[str, Any]
    text: str
    """The body, or the whole page for an entry that is read as a page."""
    none: tuple[str, ...]
    """Fragments that no statement may take for content."""
    statements: tuple[ExpectedStatement, ...]
    swap: tuple[tuple[str, str], ...]
    """Pairs of names that trade places in the mirrored variant."""


def load_entries(folder: Path = HERE) -> tuple[Entry, ...]:
    """All entries in the order of files and rows. Raises DataError that names file and entry."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        if path.name in NO_TEXTS:
            continue
        for raw in tomllib.loads(path.read_text("utf-8"))["entry"]:
            try:
                found.append(make_entry(raw))
            except (KeyError, TypeError, ValueError) as error:
                raise DataError(f"malformed: {error}", where=f"{path.name}, {raw.get('id')}") from error
    return tuple(found)


def make_entry(raw: Mapping[str, Any]) -> Entry:
    """An entry out of its row. Raises KeyError, TypeError or ValueError."""
    _only(raw, _ENTRY_KEYS)
    DocumentKind(raw["kind"])
    swap = raw.get("swap", [])
    if len(swap) % 2 or ("text" in raw) == ("page" in raw):
        raise ValueError("swap needs pairs; text or page, and not both")
    return Entry(
        id=raw["id"],
        construction=raw["construction"],
        raw=raw,
        text=(raw.get("text") or raw["page"]).strip(),
        none=tuple(raw.get("none", ())),
        statements=tuple(_statement(s) for s in raw.get("statements", ())),
        swap=tuple(zip(swap[::2], swap[1::2], strict=True)),
    )


def _statement(raw: Mapping[str, Any]) -> ExpectedStatement:
    _only(raw, _STATEMENT_KEYS)
    return ExpectedStatement(
        content=raw["content"],
        without=tuple(raw.get("not", ())),
        chain=tuple(_link(link) for link in raw["chain"]),
    )


def _link(raw: Mapping[str, Any]) -> ExpectedLink:
    _only(raw, _LINK_KEYS)
    return ExpectedLink(
        names=_several(raw["name"]),
        actors=_several(raw.get("actor", ())),
        sources=_several(raw.get("source", ())),
        cues=_several(raw.get("cue", ())),
        optional=raw.get("optional", False),
    )


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _only(raw: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = set(raw) - known
    if unknown:
        raise ValueError(f"unknown keys: {sorted(unknown)}")


def make_document(entry: Entry) -> Document:
    """The document of an entry: made by hand, or read as a page where the entry is one."""
    if "page" in entry.raw:
        return read_bytes(entry.text.encode(), address=f"{entry.id}.txt")
    text = entry.text
    facts: dict[str, Any] = {name: entry.raw.get(name) for name in _FACTS}
    return Document(
        id=make_id("document", text),
        name=f"{entry.id}.txt",
        provenance=Provenance(
            address=f"{entry.id}.txt",
            digest=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            encoding="utf-8",
            size=len(text.encode()),
        ),
        kind=DocumentKind(entry.raw["kind"]),
        kind_reason="said by the set",
        date=PartialDate.parse(entry.raw.get("date", USUAL_DATE)),
        language="en",
        text=text,
        paragraphs=_paragraphs(text),
        **facts,
    )


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Parted by blank lines; "12. " at the head of a paragraph is its label, as in reading."""
    found = []
    start = 0
    for part in text.split("\n\n"):
        label = part.split(". ", 1)[0] if part.split(". ", 1)[0].isdigit() else None
        head = start + (len(label) + 2 if label else 0)
        found.append(Paragraph(span=Span(head, start + len(part)), label=label))
        start += len(part) + 2
    return tuple(found)
