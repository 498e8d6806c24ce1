"""What positions are about: the principle that words name, and the matters of a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DataError
from onrecord.extract.matters import is_breach, matters_of, principle_of
from onrecord.extract.matters_principles import load_principles, read_principles
from onrecord.parse import Parser
from onrecord.vocabulary import Case, Matter
from tests.making import make_document

# Phrases of our own, as they stand behind "supports", "calls for", "condemns"; the last word is the principle.
PHRASES = """
the territorial integrity of Uruguay = territorial-integrity
its sovereignty, unity and territorial integrity = territorial-integrity
the inviolability of the common border = territorial-integrity
Kenya within its internationally recognized borders = territorial-integrity
the sovereignty of Botswana over the islands = sovereignty
the sovereign equality of all states = sovereignty
the threat or use of force between neighbours = non-use-of-force
an unprovoked war against a neighbour = non-use-of-force
the aggression against Norway = non-use-of-force
the missile strikes on the port = non-use-of-force
to refrain from the use of force = non-use-of-force
the annexation of the peninsula = no-territory-by-force
the inadmissibility of the acquisition of territory by war = no-territory-by-force
continued settlement construction in the valley = no-territory-by-force
the right of the people to self-determination = self-determination
the right of the islanders to decide their own future = self-determination
the declaration of independence of the northern province = statehood
a sovereign and independent State for its people = statehood
a negotiated two-State solution = two-state
two states living side by side in peace = two-state
the recognition of the new state = recognition
to recognize the interim president as the head of state = recognition
diplomatic recognition by Portugal = recognition
the non-recognition of the annexation = non-recognition
not to recognise the results of the referendum = non-recognition
declares that the vote is null and void = non-recognition
non-interference in the internal affairs of states = non-interference
foreign meddling in the presidential elections = non-interference
Chile's right to defend itself = self-defence
individual and collective self-defence = self-defence
respect for international law = international-law
the purposes and principles of the Charter of the United Nations = international-law
a rules-based international order = international-law
the unilateral measures taken last year = multilateralism
freedom of navigation in the strait = freedom-of-navigation
an immediate and unconditional ceasefire = ceasefire
the truce brokered in Lisbon = ceasefire
a complete cessation of hostilities = ceasefire
to halt the shelling of the town = ceasefire
the withdrawal of all foreign troops from the district = withdrawal
to pull back its forces to their barracks = withdrawal
an end to the occupation of the highlands = withdrawal
Portugal must withdraw from the occupied territories = withdrawal
maximum restraint by all sides = de-escalation
confidence-building measures along the line of contact = de-escalation
the escalation of tension at the border = de-escalation
direct talks between the parties = negotiation
a return to the negotiating table = negotiation
an inclusive national dialogue = negotiation
the good offices of the Secretary-General = mediation
Norway's offer to mediate between the sides = mediation
a peaceful settlement of the dispute = peaceful-settlement
a political solution to the crisis = peaceful-settlement
to resolve their differences through diplomacy = peaceful-settlement
full implementation of the peace agreement = carrying-out-agreements
the breach of its treaty obligations = carrying-out-agreements
the implementation of the resolutions of the Security Council = implementation-of-resolutions
compliance with resolution 1701 = implementation-of-resolutions
the extension of the mission's mandate by a year = peacekeeping-mandate
the deployment of international observers = peacekeeping-mandate
the restoration of diplomatic relations with Chile = diplomatic-relations
safe and unhindered humanitarian access = humanitarian-aid
the delivery of humanitarian aid to the valley = humanitarian-aid
the protection of civilians in the conflict = protection-of-civilians
the shelling of a children's hospital = protection-of-civilians
full respect for international humanitarian law = protection-of-civilians
human rights and fundamental freedoms = human-rights
gross human rights violations in the camps = human-rights
freedom of expression and of the press = human-rights
the meaningful participation of women in the talks = women-peace-security
the voluntary return of refugees and displaced persons = refugees-return
the repatriation of the refugees = refugees-return
the generous reception of refugees by Kenya = refugee-protection
the exchange of prisoners of war = release-of-prisoners
the immediate release of all hostages = release-of-prisoners
new sanctions against the junta = sanctions
an arms embargo on both sides = sanctions
the lifting of economic sanctions = lifting-sanctions
relief from the crippling embargo = lifting-sanctions
the blockade of the corridor = open-passage
to reopen the border crossings = open-passage
general and complete disarmament = disarmament
the denuclearisation of the peninsula = non-proliferation
the ballistic missile programme = non-proliferation
the use of chemical weapons = chemical-weapons
the delivery of tanks and ammunition to the rebels = military-support
the fight against international terrorism = counter-terrorism
terrorist attacks on the capital = counter-terrorism
those responsible must be held accountable = accountability
an independent investigation into the massacre = accountability
free and fair elections = elections
the sham referendum in the occupied province = elections
the military coup in the capital = constitutional-order
a return to civilian rule = constitutional-order
Botswana's accession to the convention = membership
an application for membership in the Union = membership
a reform of the Security Council = un-reform
financial assistance for reconstruction = reconstruction-and-development
joint action on climate change = climate-action
the pullout of all foreign troops = withdrawal
to withdraw to its side of the border = withdrawal
sanctions for violations of human rights = sanctions
the principles of international humanitarian law = protection-of-civilians
a ceasefire and the release of prisoners = None
the election of Ms. Silva as President of the Assembly = None
congratulations on your election to the presidency = None
the accession of your country to the presidency of the Council = None
her excellent briefing = None
the efforts of Norway = None
the withdrawal of the draft = None
to withdraw its ambassador = None
the release of the report = None
recognition and trust = None
the independence of the judiciary = None
a constructive atmosphere = None
sanctions and elections = None
a ceasefire, the release of prisoners and humanitarian access = None
the visit of the Foreign Minister = None
peace = None
its position on the matter = None
the war of words = None
the resolution on fisheries = None
"""
TABLE = [
    (words, None if named == "None" else named)
    for words, named in (line.split(" = ") for line in PHRASES.strip().splitlines())
]


def test_the_table_is_large_and_meets_every_principle() -> None:
    """At least eighty phrases, and at least one for each principle of the list."""
    assert len(TABLE) >= 80
    assert {named for _, named in TABLE} == {None, *load_principles().labels}


@pytest.mark.parametrize(("words", "named"), TABLE)
def test_words_name_a_principle(words: str, named: str | None) -> None:
    """The principle that a reader would say, or none, from the words alone."""
    assert principle_of(words, ()) == named


def test_lemmas_of_the_parse_give_the_same(parser: Parser) -> None:
    """What the words alone give is what they give with the lemmas that the parser finds."""
    wrong = []
    for words, named in TABLE:
        tokens = [token for sentence in parser.parse(make_document(words)) for token in sentence.tokens]
        if principle_of(words, [token.lemma for token in tokens]) != named:
            wrong.append(words)
    assert wrong == []


@pytest.mark.parametrize(
    ("words", "breach"),
    [
        ("violations of the ceasefire", True),
        ("repeated ceasefire violations", True),
        ("the aggression against Norway", True),
        ("an end to the aggression", False),
        ("the obstruction of humanitarian aid", True),
        ("humanitarian aid for Kenya", False),
        ("the fight against terrorism", False),
        ("terrorism in all its forms", True),
        ("disregard for the territorial integrity of Chile", True),
        ("respect for the territorial integrity of Chile", False),
        ("her refusal, and a ceasefire", False),
        ("the failure of the summit", False),
    ],
)
def test_a_breach_is_told_from_its_principle(words: str, breach: bool) -> None:
    """Condemning a violation is no stance against what was violated, so that the two are told apart."""
    assert is_breach(words) is breach


@given(st.text(max_size=300), st.lists(st.text(max_size=8), max_size=30))
def test_any_words_are_read(words: str, lemmas: list[str]) -> None:
    """No text and no lemmas make it fail, and what it gives is in the list or none."""
    assert principle_of(words, lemmas) in {None, *load_principles().labels}
    assert is_breach(words, lemmas) in (True, False)


def test_a_very_long_text_takes_no_long_time() -> None:
    """Only the first words of an endless text are looked at."""
    assert principle_of("withdraw " * 200_000 + "troops", ()) is None


# --- The list itself --------------------------------------------------------------------------

ENTRY = """
[[principle]]
id = "quiet"
label = "Quiet"
definition = "Nobody shouts."
source = "house rules"
patterns = ["quiet"]
"""


@pytest.mark.parametrize(
    ("text", "said", "where"),
    [
        ("id = ", "not TOML", "mine.toml"),
        ("", "no principles", "mine.toml"),
        (ENTRY.replace('label = "Quiet"', ""), "`label` must be a text", "principle 1"),
        (ENTRY.replace('"quiet"', '"Be Quiet"', 1), "small letters", "Be Quiet"),
        (ENTRY.replace('["quiet"]', "[]"), "nothing names it", "quiet"),
        (ENTRY.replace('["quiet"]', '["~ quiet"]'), "not part of a pattern", "quiet"),
        (ENTRY.replace('["quiet"]', '["be quiet ~"]'), "not a pattern", "quiet"),
        (ENTRY.replace('["quiet"]', "[3]"), "must be a list of texts", "quiet"),
        (ENTRY + 'pattern = ["still"]', "unknown key 'pattern'", "principle 1"),
        (ENTRY + 'over = ["noise"]', "no other id", "quiet"),
        (ENTRY + ENTRY, "two principles", "quiet"),
        (
            f'{ENTRY}over = ["calm"]\n{ENTRY.replace("quiet", "calm")}over = ["quiet"]',
            "each give way",
            "quiet",
        ),
        (f"[words]\nbreach = 3\n{ENTRY}", "must be a list of texts", "mine.toml"),
    ],
)
def test_a_faulty_list_is_told(text: str, said: str, where: str) -> None:
    """What is wrong with a list is said with its file and its entry."""
    with pytest.raises(DataError) as error:
        read_principles(text, where="mine.toml")
    assert said in str(error.value)
    assert "mine.toml" in str(error.value)
    assert where in str(error.value)


def test_every_principle_says_where_it_is_laid_down() -> None:
    """Each has a label of its own, a definition that is one sentence, and a source."""
    principles = load_principles().all
    assert len({principle.label for principle in principles}) == len(principles)
    for principle in principles:
        assert principle.definition.endswith(".")
        assert principle.source


# --- The matters of a case --------------------------------------------------------------------

CASE = Case(
    id="strait",
    title="The strait",
    parties=("CHL", "NOR"),
    matters=(
        Matter(
            id="islands", label="The islands", names=("Sørlige øyer", "Southern Islands", "Islas del Sur")
        ),
        Matter(id="fishing", label="Fishing", names=("fishing zone", "EEZ", "zone de pêche")),
        Matter(id="silent", label="Nothing names it", names=()),
    ),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the future of the southern islands", ("islands",)),
        ("SORLIGE OYER", ("islands",)),
        ("the Southern-Islands question and the fishing\n zone", ("islands", "fishing")),
        ("la zone de peche", ("fishing",)),
        ("the EEZ", ("fishing",)),
        ("breezes over the northern islands", ()),
        ("the fishing zones", ()),
        ("", ()),
    ],
)
def test_matters_are_found_by_any_name(words: str, found: tuple[str, ...]) -> None:
    """Any side's name counts, whole words only; case, accents, hyphens and line ends make no difference."""
    assert matters_of(words, CASE) == found


def test_without_a_case_there_are_no_matters() -> None:
    """Nothing is looked for where the user follows no dispute."""
    assert matters_of("the Southern Islands", None) == ()


@given(st.text(max_size=200))
def test_each_matter_is_found_by_its_own_name_in_any_text(text: str) -> None:
    """A name between blanks is found whatever stands around it."""
    assert "islands" in matters_of(f"{text} Islas del Sur {text}", CASE)
