"""Each row read as OnRecord reads a document: parsed, resolved, its positions and events found.

The sentences of many rows are parsed at once and dealt out again; nothing else of one row is seen by another.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evals.positions.rows import Row, as_document
from onrecord.events import Event, EventLexicon, find_events, load_event_lexicon
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse
from onrecord.resolve import find_voices, parties_by_token, resolve
from onrecord.syntax import Tree
from onrecord.vocabulary import (
    Analysis,
    Document,
    Paragraph,
    Party,
    Position,
    Sentence,
    Span,
    Statement,
    Token,
    Voices,
)

_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in one row. All spans are of `document.text`; `row.offset` leads back to the row's text."""

    row: Row
    document: Document
    voices: Voices
    trees: tuple[Tree, ...]
    parties: tuple[Mapping[int, Party], ...]
    """For each tree, the parties by the index of their token."""
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    events: tuple[Event, ...]
    knowledge: Knowledge

    @property
    def asked(self) -> Span:
        """The stretch of the document that the row asks about."""
        return Span(self.row.offset, len(self.document.text))


@dataclass(frozen=True)
class _Parsed(Parser):
    """Stands in for the parser where a document's sentences are there already."""

    sentences: tuple[Sentence, ...] = ()

    def parse(
        self, document: Document, *, skip: Sequence[Span] = (), paragraphs: Collection[int] | None = None
    ) -> tuple[Sentence, ...]:
        return self.sentences


def read(rows: Sequence[Row], *, knowledge: Knowledge, parser: Parser) -> Iterator[Reading]:
    """A reading of each row, in order."""
    lexicon = load_event_lexicon()
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        documents = [as_document(row) for row in some]
        for row, document, sentences in zip(some, documents, parse_all(documents, parser), strict=True):
            yield _reading(row, document, sentences, knowledge, lexicon, parser)


def parse_all(documents: Sequence[Document], parser: Parser) -> list[tuple[Sentence, ...]]:
    """The sentences of each document, with the offsets of that document, from one call of the parser."""
    if not documents:
        return []
    starts, paragraphs, owners = [], [], []
    at = 0
    for number, document in enumerate(documents):
        starts.append(at)
        for index, paragraph in enumerate(document.paragraphs):
            span = paragraph.span
            paragraphs.append(Paragraph(span=Span(at + span.start, at + span.end)))
            owners.append((number, index))
        at += len(document.text) + 1
    # Datelines are looked for in a document's first paragraphs: an empty start keeps every row out of them.
    joined = replace(
        documents[0],
        text="\n".join(document.text for document in documents),
        paragraphs=(*[Paragraph(span=Span(0, 0))] * 3, *paragraphs),
    )
    found: list[list[Sentence]] = [[] for _ in documents]
    for sentence in parser.parse(joined):
        number, index = owners[sentence.paragraph - 3]
        found[number].append(_shifted(sentence, -starts[number], index))
    return [tuple(sentences) for sentences in found]


def _shifted(sentence: Sentence, by: int, paragraph: int) -> Sentence:
    tokens = tuple(_moved(token, by) for token in sentence.tokens)
    return Sentence(Span(sentence.span.start + by, sentence.span.end + by), tokens, paragraph)


def _moved(token: Token, by: int) -> Token:
    return replace(token, start=token.start + by, end=token.end + by)


def _analysis(document: Document, knowledge: Knowledge, prepared: Parser) -> Analysis:
    """The analysis of one row; where it fails the row goes on without, and the failure is told on stderr."""
    try:
        return analyse(document, knowledge=knowledge, parser=prepared)
    except Exception as error:  # a benchmark run must not end at row 900 of 1,400
        print(f"{document.id}: not analysed: {error!r}", file=sys.stderr)
        return Analysis(document=document)


def _reading(
    row: Row,
    document: Document,
    sentences: tuple[Sentence, ...],
    knowledge: Knowledge,
    lexicon: EventLexicon,
    parser: Parser,
) -> Reading:
    prepared = _Parsed(parser.name, parser.version, None, parser._strings, sentences=sentences)
    found = _analysis(document, knowledge, prepared)
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    references = resolve(
        document, sentences, voices=voices, registry=knowledge.registry, record=knowledge.record
    )
    parties = parties_by_token(len(sentences), references.found)
    trees = tuple(Tree(sentence) for sentence in sentences)
    return Reading(
        row=row,
        document=document,
        voices=voices,
        trees=trees,
        parties=parties,
        statements=found.statements,
        positions=found.positions,
        events=find_events(trees, parties, lexicon=lexicon),
        knowledge=knowledge,
    )
