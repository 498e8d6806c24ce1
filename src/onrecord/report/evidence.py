"""Evidence for one position: what is said of whom, in whose voice, and the words in their context.

The report's own sentence attributes; the document's words stand beside it, marked and never altered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from onrecord.report.excerpt import Excerpt, excerpt
from onrecord.report.lookup import Lookup, anchor
from onrecord.report.phrases import load_phrases
from onrecord.vocabulary import UNKNOWN, Document, Position, Span


@dataclass(frozen=True, slots=True)
class Said:
    """A run of the report's own sentence; `name` where it is a name or phrase that comes from a document."""

    text: str
    name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One position with all that shows where it comes from."""

    anchor: str
    position: Position
    voice: tuple[Said, ...]
    chain: tuple[str, ...]
    document: Document
    document_anchor: str
    quote: Excerpt
    rows: tuple[tuple[str, str], ...]
    forum: str | None
    when_words: str | None
    """The words that tell when it was taken."""
    matters: tuple[str, ...]
    """Labels of the case's matters."""
    is_copy: bool
    """The document is a copy of a report whose most original text is another one."""


def build_evidence(position: Position, lookup: Lookup, *, most: int) -> Evidence:
    """Lay out one position; `most` is the greatest number of characters quoted."""
    document = lookup.documents[position.document]
    marks = [(position.evidence, "evidence"), (position.trigger, "trigger")]
    words = position.when.words if position.when else None
    if words is not None:
        marks.append((words, "when"))
    return Evidence(
        anchor=anchor("pos", position.id),
        position=position,
        voice=tuple(_voice(position, lookup)),
        chain=tuple(link.name for link in position.chain),
        document=document,
        document_anchor=anchor("doc", document.id),
        quote=excerpt(document, position.evidence, marks, most=most),
        rows=lookup.row_texts(_rows(position)),
        forum=lookup.name(position.forum) if position.forum else None,
        when_words=words.of(document.text) if words else None,
        matters=tuple(lookup.matters.get(matter, matter) for matter in position.matters),
        is_copy=lookup.origin_of[document.id].documents[0] != document.id,
    )


def _rows(position: Position) -> list[str]:
    toward = position.toward.rows if position.toward else ()
    return list(dict.fromkeys((*position.holder.rows, *toward, *position.rows)))


def _voice(position: Position, lookup: Lookup) -> Iterator[Said]:
    phrase = load_phrases().bases[position.basis]
    holder = Said(lookup.name(position.holder.actor.id, position.holder.actor.name), True)
    teller = _teller(position)
    fill = {"holder": [holder], "teller": [teller], "act": list(_act(position, lookup))}
    for literal, field, _, _ in Formatter().parse(phrase.lead):
        if literal:
            yield Said(literal)
        if field:
            yield from fill[field]


def _teller(position: Position) -> Said:
    if not position.chain:
        return Said("somebody else")
    name = position.chain[-1].name
    return Said("a source that is not named") if name == UNKNOWN else Said(name, True)


def _act(position: Position, lookup: Lookup) -> Iterator[Said]:
    to, alone = load_phrases().stances[position.stance]
    if position.toward is not None:
        actor = position.toward.actor
        yield Said(f"{to} ")
        yield Said(lookup.name(actor.id, actor.name), True)
    elif position.instrument is not None:
        yield Said(f"{to} ")
        yield Said(position.instrument, True)
    else:
        yield Said(alone)
    if position.about:
        yield Said(" over “")
        yield Said(position.about, True)
        yield Said("”")
    if position.ended:
        yield Said(", and to have given this up")


def taken(position: Position) -> str:
    """The days on which it may have been taken, for people; of a position of unknown time, the document's date."""
    when = position.when
    if when is None:
        return f"in a document of {position.date}" if position.date else "time not told"
    return str(when.first) if when.first == when.last else f"{when.first} to {when.last}"


def offsets(span: Span) -> str:
    """A span for people: `characters 12-40 of the body`."""
    return f"characters {span.start}–{span.end} of the body"
