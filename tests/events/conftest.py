"""Reading single sentences into events."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.events import Event, find_events, load_event_lexicon
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.resolve import find_voices, resolve
from onrecord.syntax import Tree
from onrecord.vocabulary import Document, Party
from tests.making import make_document

Read = Callable[[str], tuple[Event, ...]]


@pytest.fixture(scope="session")
def read(parser: Parser, knowledge: Knowledge) -> Read:
    """The events of a text."""

    def events(text: str) -> tuple[Event, ...]:
        return events_of(make_document(text), parser, knowledge)

    return events


def events_of(document: Document, parser: Parser, knowledge: Knowledge) -> tuple[Event, ...]:
    """Parse and resolve a document and find its events."""
    registry, record = knowledge.registry, knowledge.record
    voices = find_voices(document, registry=registry, record=record)
    sentences = parser.parse(document)
    parties: list[dict[int, Party]] = [{} for _ in sentences]
    references = resolve(document, sentences, voices=voices, registry=registry, record=record)
    for reference in references.found:
        parties[reference.sentence][reference.token] = reference.party
    return find_events([Tree(s) for s in sentences], parties, lexicon=load_event_lexicon())
