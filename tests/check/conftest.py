"""Checks a short text written in a test: sentences are cut at full stops, so that no model is needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.check import compare, find_claims
from onrecord.record import Record, load_record
from onrecord.registry import load_registry
from onrecord.vocabulary import Claim, ClaimKind, Document, Sentence, Span, Verdict
from tests.making import make_document

_SENTENCE = re.compile(r"\S.*?(?:(?<!\b[A-Z])[.!?](?=\s+[A-Z]|\Z)|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Checked:
    """A claim and its verdict, with the words of the text."""

    claim: Claim
    verdict: Verdict
    quote: str


Check = Callable[..., list[Checked]]


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """Sentences without tokens: finders look at the text."""
    return tuple(
        Sentence(Span(paragraph.span.start + match.start(), paragraph.span.start + match.end()), (), number)
        for number, paragraph in enumerate(document.paragraphs)
        for match in _SENTENCE.finditer(paragraph.span.of(document.text))
    )


def check_text(
    text: str, wanted: ClaimKind | None = None, *, record: Record | None = None, **fields: object
) -> list[Checked]:
    """Every claim of the text, or those of one kind, with the verdicts of the bundled knowledge."""
    document = make_document(text, **fields)  # type: ignore[arg-type]
    registry, record = load_registry(), record or load_record()
    found = find_claims(document, sentences_of(document), registry=registry, record=record).found
    return [
        Checked(claim, compare(claim, document, registry=registry, record=record), claim.span.of(text))
        for claim in found
        if wanted is None or claim.kind is wanted
    ]


@pytest.fixture
def check() -> Check:
    """`check(text, kind, date=...)` gives claims with their verdicts."""
    return check_text
