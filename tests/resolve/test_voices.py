"""Whose words a whole document is: makers named in the title, offices without a state, outlets that bear a state's name."""

from __future__ import annotations

import pytest

from onrecord.pipeline import Knowledge
from onrecord.resolve import find_voices
from onrecord.vocabulary import DocumentKind, Voices
from tests.making import make_document


def voices(knowledge: Knowledge, text: str, kind: DocumentKind, **fields: str | None) -> Voices:
    """What the stage makes of a document."""
    return find_voices(
        make_document(text, kind=kind, **fields), registry=knowledge.registry, record=knowledge.record
    )


TITLES = [
    ("G7 Foreign Ministers’ Statement on the Lake", "G7", ()),
    ("Declaration by the High Representative on behalf of the European Union on the Lake", "EU", ()),
    ("Joint Statement by the African Union and Norway on the Lake", None, ("AU", "NOR")),
    ("Ministerial Statement of the Republic of Chile, Norway and Portugal", None, ("CHL", "NOR", "PRT")),
    ("Friends of the Lake Joint Statement on the NATO-EU Process", None, ("CHL", "NOR")),
]


@pytest.mark.parametrize(("title", "body", "signatories"), TITLES)
def test_the_makers_whom_the_title_names(
    knowledge: Knowledge, title: str, body: str | None, signatories: tuple[str, ...]
) -> None:
    """A statement is that of the body or the states that its title names as makers, and never of what it is about."""
    found = voices(
        knowledge,
        "The following is the joint statement issued by the Governments of Chile and Norway.\n\nWe condemn the attack.",
        DocumentKind.COMMUNIQUE,
        title=title,
        issuer="United States of America",
    )
    assert (found.body.id if found.body else None, found.speaker) == (body, None)
    assert tuple(party.actor.id for party in found.signatories) == signatories


def test_an_office_without_a_state_is_the_publishers(knowledge: Knowledge) -> None:
    """A spokesperson speaks for the state whose ministry gives the text out."""
    found = voices(
        knowledge,
        "The following is attributable to Spokesperson Ana Silva:\n\nWe condemn the attack.",
        DocumentKind.COMMUNIQUE,
        speaker="Ana Silva",
        speaker_office="Spokesperson",
        issuer="Ministry of Foreign Affairs of Portugal",
    )
    assert found.speaker is not None
    assert (found.speaker.actor.id, found.speaker.person) == ("PRT", "Ana Silva")
    assert found.publisher is not None
    assert found.publisher.id == "PRT"


def test_a_newspaper_is_none_of_the_state_in_its_name(knowledge: Knowledge) -> None:
    """An outlet that has a state's name in its own speaks for nobody."""
    found = voices(knowledge, "The bridge was closed.", DocumentKind.OTHER, outlet="China Daily")
    assert (found.speaker, found.publisher) == (None, None)


def test_the_speaker_of_an_unknown_office_names_his_country(knowledge: Knowledge) -> None:
    """The words "my country, X" tell the state where office and registry do not; two such states tell nothing."""
    told = voices(
        knowledge, "My country, Norway, agrees.", DocumentKind.SPEECH, speaker="Jo Roe", title="Address"
    )
    assert told.speaker is not None
    assert told.speaker.actor.id == "NOR"
    both = "My country, Norway, agrees. I speak on behalf of the Government of Chile."
    assert voices(knowledge, both, DocumentKind.SPEECH, speaker="Jo Roe").speaker is None


def test_the_general_debate_is_the_assemblys(knowledge: Knowledge) -> None:
    """A speech of the General Debate is made before the General Assembly, not merely the organization."""
    found = voices(
        knowledge, "I thank you.", DocumentKind.SPEECH, title="UN General Debate, session 70 (2015): Kenya"
    )
    assert found.forum is not None
    assert found.forum.id == "UNGA"
