"""Which actor a phrase names: names, offices, pronouns, groups, and what stays untied."""

from __future__ import annotations

import pytest

from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.resolve import find_voices, resolve
from onrecord.vocabulary import Document, DocumentKind
from tests.making import make_document


def named(document: Document, parser: Parser, knowledge: Knowledge) -> dict[str, str]:
    """Word -> actor id, for every head that was tied."""
    sentences = parser.parse(document)
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    found = resolve(document, sentences, voices=voices, registry=knowledge.registry, record=knowledge.record)
    return {sentences[r.sentence].tokens[r.token].text: r.party.actor.id for r in found.found}


CASES = [
    ("The foreign minister of Norway met reporters.", "minister", "NOR"),
    ("Norwegian forces left.", "forces", "NOR"),
    ("The army of Chile attacked.", "army", "CHL"),
    ("Norway's ambassador to Chile, Kari Lund, spoke.", "Lund", "NOR"),
    ("EU member states agreed.", "states", "group:EU members"),
    ("Muslim countries agreed.", "countries", "group:Muslim countries"),
    ("The Kremlin objected.", "Kremlin", "RUS"),
    ("Chile said that it would vote.", "it", "CHL"),
    ("The Norwegian minister arrived. He spoke.", "He", "NOR"),
    ("Former Norwegian Prime Minister Kari Lund spoke.", "Lund", "person:Kari Lund"),
]


@pytest.mark.parametrize(("text", "word", "actor"), CASES)
def test_ties(parser: Parser, knowledge: Knowledge, text: str, word: str, actor: str) -> None:
    """One phrase, one actor."""
    assert named(make_document(text), parser, knowledge).get(word) == actor


UNTIED = [
    ("The minister spoke.", "minister"),
    ("The meeting took place in Oslo.", "Oslo"),
    ("The Israeli-Palestinian conflict went on.", "Israeli"),
    ("The resolution was debated.", "resolution"),
]


@pytest.mark.parametrize(("text", "word"), UNTIED)
def test_nothing_is_guessed(parser: Parser, knowledge: Knowledge, text: str, word: str) -> None:
    """A phrase that nothing in the text or registry settles stays untied."""
    assert word not in named(make_document(text), parser, knowledge)


def test_speaker_acts_for_the_state_of_the_office(knowledge: Knowledge) -> None:
    """A "Permanent Representative of X to the United Nations" speaks for X."""
    document = make_document(
        "I thank you.",
        kind=DocumentKind.SPEECH,
        speaker="Ana Silva",
        speaker_office="Permanent Representative of Portugal to the United Nations",
    )
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    assert voices.speaker is not None
    assert voices.speaker.actor.id == "PRT"


def test_a_report_has_no_speaker(knowledge: Knowledge) -> None:
    """The outlet's voice is nobody's position."""
    voices = find_voices(
        make_document("Norway thanked Chile."), registry=knowledge.registry, record=knowledge.record
    )
    assert voices.speaker is None
    assert voices.body is None


def test_the_meeting_is_the_bodys(parser: Parser, knowledge: Knowledge) -> None:
    """In a communique "the meeting" is the body whose text it is."""
    document = make_document(
        "The Arab League met in Cairo. The Meeting condemned the attacks by Iraq.",
        kind=DocumentKind.COMMUNIQUE,
        outlet="LAS",
    )
    assert named(document, parser, knowledge)["Meeting"] == "LAS"


def test_instrument_by_number_and_taken_up(parser: Parser, knowledge: Knowledge) -> None:
    """A numbered resolution is tied, and "the resolution" takes it up."""
    document = make_document(
        "The Security Council adopted resolution 822 (1993). The resolution demanded a withdrawal."
    )
    tied = named(document, parser, knowledge)
    assert tied["resolution"] == "S/RES/822(1993)"
