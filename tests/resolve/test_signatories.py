"""Whose joint statement it is: those listed as its makers, and nobody who is merely spoken of."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Knowledge
from onrecord.resolve import find_voices
from onrecord.vocabulary import DocumentKind
from tests.making import make_document

CASES = [
    (
        "Joint Statement on Mali",
        "The following is a joint statement by the Governments of Norway, Portugal and the Republic of Chile.\n\nWe support Mali.",
        {"NOR", "PRT", "CHL"},
    ),
    (
        "Joint Statement of Norway and Portugal to express support for Mali",
        "We support Mali.",
        {"NOR", "PRT"},
    ),
    ("Norway-Portugal Joint Statement on Mali", "We support Mali.", {"NOR", "PRT"}),
    (
        "Joint Statement on Ukraine",
        "We are committed to giving Ukraine what it needs against attacks by Russia.",
        set(),
    ),
    (
        "Joint Statement",
        "Released by the ministers of the Coalition to Defeat Hamas after a meeting in Marrakesh, Morocco.",
        set(),
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_only_those_listed_sign(knowledge: Knowledge, title: str, text: str, expected: set[str]) -> None:
    """An unbroken list of makers, or nobody."""
    document = make_document(text, kind=DocumentKind.COMMUNIQUE, title=title)
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    assert {party.actor.id for party in voices.signatories} == expected
