"""Nouns of saying inside what a verb tells, and what a relative pronoun after a date stands for."""

from __future__ import annotations

import pytest

from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from tests.making import make_document


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The bundled knowledge."""
    return load_knowledge()


@pytest.fixture(scope="module")
def parser() -> Parser:
    """The default model."""
    return Parser.open()


def _chains(text: str, knowledge: Knowledge, parser: Parser) -> dict[str, tuple[str, ...]]:
    """Cue to names of the chain."""
    document = make_document(text, outlet="The Fjord Times")
    found = analyse(document, knowledge=knowledge, parser=parser).statements
    return {s.cue.of(document.text): tuple(link.name for link in s.chain) for s in found if s.cue}


def test_clause_of_a_noun_is_its_owners(knowledge: Knowledge, parser: Parser) -> None:
    """The clause after "Portugal's assurance to donors" is told on Portugal's word, through the one who spoke of it."""
    text = (
        "The Chilean minister spoke of Portugal's private assurance to donors that the port would stay open."
    )
    chains = _chains(text, knowledge, parser)
    assert chains["assurance"][-1] in ("Portugal", "Portuguese Republic")


def test_no_date_speaks(knowledge: Knowledge, parser: Parser) -> None:
    """In "a letter of 3 May, which said", the letter says it."""
    chains = _chains(
        "The islands sent a letter of 3 May, which said that the sea had come.", knowledge, parser
    )
    assert "letter" in chains["said"][-1]
    assert chains["said"][-1] != "May"


@pytest.mark.parametrize(
    "text", ["May, which said that it rains.", "In May, who said that?", "3 May, which said so."]
)
def test_a_date_alone_is_read_to_its_end(text: str, knowledge: Knowledge, parser: Parser) -> None:
    """A sentence that is a date and a pronoun ends, whatever is made of it."""
    assert _chains(text, knowledge, parser) is not None
