"""Who is named as a source: persons, those without a name, organisations, texts; and what stays unsettled."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse
from onrecord.resolve import find_voices, resolve
from onrecord.vocabulary import Party
from tests.making import make_document


def last_named(text: str, word: str, parser: Parser, knowledge: Knowledge) -> Party | None:
    """What the last token that reads `word` was tied to."""
    document = make_document(text)
    sentences = parser.parse(document)
    voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
    found = resolve(document, sentences, voices=voices, registry=knowledge.registry, record=knowledge.record)
    tied = {(r.sentence, r.token): r.party for r in found.found}
    places = [(n, t.index) for n, s in enumerate(sentences) for t in s.tokens if t.text == word]
    return tied.get(places[-1])


def label(party: Party | None) -> str | None:
    """The name that a link of a chain would show."""
    return None if party is None else party.person or party.actor.name


PERSONS = [
    ("Ana Silva, a farmer, said prices rose. Silva added that it was late.", "Silva", "Ana Silva"),
    ("Ana Silva, a senator from Beira, said no. The senator added that it was late.", "senator", "Ana Silva"),
    ("Sen. Ana Silva (R-Utah) said no. The Utah senator left.", "senator", "Ana Silva"),
    ("Portuguese Foreign Minister Ana Silva said no. The minister left.", "minister", "Ana Silva"),
    ("Silva, the foreign minister of Portugal, said no.", "Silva", "Silva"),
    ("Kari Lund met Erik Berg in Oslo. Mr. Berg said no.", "Berg", "Erik Berg"),
    ("Gen. J. R. Hansen said no. Hansen left.", "Hansen", "J. R. Hansen"),
    ("Professor Ana Silva of the University of Porto said no.", "Silva", "Ana Silva"),
    ("Bill Berg and Kari Berg met. Mrs. Berg said no.", "Berg", "Kari Berg"),
    ("Harbour Radio's Ana Silva said no. Silva added that it was late.", "Silva", "Ana Silva"),
    ("Her running mate, Ana Silva, said no.", "mate", "Ana Silva"),
    ("Paulo van der Meer said no. Van der Meer added that it was late.", "Meer", "Paulo van der Meer"),
    ("“Nobody asked us.” ― Ana Silva", "Silva", "Ana Silva"),
]


@pytest.mark.parametrize(("text", "word", "name"), PERSONS)
def test_persons_have_the_full_name(
    parser: Parser, knowledge: Knowledge, text: str, word: str, name: str
) -> None:
    """A person whom no register holds is still somebody, under the full name that the document gives."""
    assert label(last_named(text, word, parser, knowledge)) == name


ACTING = [
    ("Ana Silva, who heads the Portuguese foreign ministry, said no.", "Silva", "PRT"),
    ("Norway's UN ambassador, Kari Lund, said no.", "Lund", "NOR"),
    ("A spokesman for the Norwegian army said no.", "spokesman", "NOR"),
    ("A spokeswoman at the Chilean embassy said no.", "spokeswoman", "CHL"),
    ("Speaking on behalf of the Nordic countries, Kari Lund said no.", "Lund", "group:Nordic countries"),
    ("Kari Lund, speaking on behalf of Norway, said no.", "Lund", "NOR"),
    ("Ana Silva, a former minister of Portugal, said no.", "Silva", "person:Ana Silva"),
    ("Stephen Moen, who speaks for the United Nations, said no.", "Moen", "UN"),
    ("Mr. Moen (Norway) said no.", "Moen", "NOR"),
    ("In Oslo, Foreign Ministry spokeswoman Kari Lund said no.", "Lund", "NOR"),
    ("Norwegian Minister Kari Lund and her Chilean counterpart, Ana Silva, said no.", "Silva", "CHL"),
    ("Norway's Foreign Ministry said no. The ministry added that it was late.", "ministry", "NOR"),
]


@pytest.mark.parametrize(("text", "word", "actor"), ACTING)
def test_for_whom_a_source_acts(
    parser: Parser, knowledge: Knowledge, text: str, word: str, actor: str
) -> None:
    """The office beside a name, a seat, or those spoken for decide; a former office does not."""
    party = last_named(text, word, parser, knowledge)
    assert party is not None
    assert party.actor.id == actor


CALLED = [
    ("The Oslo Institute said prices rose.", "Institute", "Oslo Institute"),
    ("According to Human Rights Watch, prices rose.", "Watch", "Human Rights Watch"),
    ("The Daily Mail reported that prices rose.", "Mail", "Daily Mail"),
    ("The news agency NTB said no. The agency added that it was late.", "agency", "NTB"),
    (
        "The Harbour Workers' Union (HWU) said no. HWU added that it was late.",
        "HWU",
        "Harbour Workers' Union",
    ),
    (
        "A report by the Oslo Institute said prices rose. The report added that it was late.",
        "report",
        "Oslo Institute",
    ),
    ("A senior aide said no. The aide left.", "aide", "senior aide"),
    ("Kari Lund resigned. Her lawyer said no.", "lawyer", "Kari Lund's lawyer"),
    ("Chilean fishermen say that prices rose.", "fishermen", "Chilean fishermen"),
]


@pytest.mark.parametrize(("text", "word", "name"), CALLED)
def test_others_are_called_as_the_text_calls_them(
    parser: Parser, knowledge: Knowledge, text: str, word: str, name: str
) -> None:
    """Outlets, organisations and people without a name can be links of a chain, and only that."""
    party = last_named(text, word, parser, knowledge)
    assert label(party) == name
    assert party is not None
    assert party.named_only


UNSETTLED = [
    ("Bill Berg and Kari Berg met. Berg said no.", "Berg"),
    ("Ana Silva, a senator, met Kari Lund, a senator. The senator said no.", "senator"),
    ("Norway's foreign ministry said no. Chile's foreign ministry said yes. The ministry left.", "ministry"),
    ("The ministers were heard apart. The minister said no.", "minister"),
    ("The Norwegian and Chilean delegations left. The delegation said no.", "delegation"),
    ("The committee said no.", "committee"),
    ("The agency said no.", "agency"),
    ("Her office said no.", "office"),
    ("The Bergen Post said no. The Oslo Times said yes. The newspaper left.", "newspaper"),
]


@pytest.mark.parametrize(("text", "word"), UNSETTLED)
def test_two_that_fit_are_none(parser: Parser, knowledge: Knowledge, text: str, word: str) -> None:
    """Where two antecedents fit the source is unknown, and says so; where none was named, nothing is tied."""
    assert label(last_named(text, word, parser, knowledge)) in (None, "unknown")


def test_the_merely_named_are_groups_of_their_own(parser: Parser, knowledge: Knowledge) -> None:
    """An organisation known by its name alone stays what the text calls it, and is never taken for a state."""
    text = "The Oslo Institute condemned Norway. Norway condemned the Oslo Institute. Chile condemned Norway."
    positions = analyse(make_document(text), knowledge=knowledge, parser=parser).positions
    assert {p.holder.actor.id for p in positions} == {"CHL", "NOR", "group:Oslo Institute"}
    assert {p.toward.actor.id for p in positions if p.toward} == {"NOR", "group:Oslo Institute"}


FRAMES = [
    "{0}, a farmer, said prices rose. {1}, a teacher, disagreed. {0_last} added that it was late.",
    "{0} said that {1} had left. {1_last} said no. {0_last} said yes.",
    "According to {0}, prices rose. {1} denied it, and {0_last} laughed.",
]
NAMES = ["Ana Silva", "Kari Lund", "Maria Costa", "Paula Moreno"]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(frame=st.sampled_from(FRAMES), pair=st.permutations(NAMES).map(lambda names: names[:2]))
def test_swapped_names_give_mirrored_sources(
    parser: Parser, knowledge: Knowledge, frame: str, pair: list[str]
) -> None:
    """No name is treated otherwise than another: exchanging two exchanges what they are tied to."""

    def tied(first: str, second: str) -> list[str | None]:
        places = {"0": first, "1": second, "0_last": first.split()[1], "1_last": second.split()[1]}
        text = frame
        for key, value in places.items():
            text = text.replace("{" + key + "}", value)
        document = make_document(text)
        sentences = parser.parse(document)
        voices = find_voices(document, registry=knowledge.registry, record=knowledge.record)
        found = resolve(
            document, sentences, voices=voices, registry=knowledge.registry, record=knowledge.record
        ).found
        return [r.party.person for r in found if r.party.person in NAMES]

    first, second = pair
    swap = {first: second, second: first}
    assert [swap[name] for name in tied(first, second) if name] == tied(second, first)
