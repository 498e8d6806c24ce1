"""An actor is found by any name it has or had, in twelve languages, and texts are still read for English names only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.registry import load_registry
from onrecord.registry.languages import LANGUAGES, UN_LANGUAGES, cldr_names
from onrecord.registry.lookup import finder
from onrecord.vocabulary import ActorKind, PartialDate

REGISTRY = load_registry()
FINDER = finder(REGISTRY)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("AZE", ("AZE",)),
        ("aze", ("AZE",)),
        ("Азербайджан", ("AZE",)),
        ("азербайджан", ("AZE",)),
        ("أذربيجان", ("AZE",)),
        ("阿塞拜疆", ("AZE",)),
        ("Azerbaïdjan", ("AZE",)),
        ("Azerbaijan", ("AZE",)),
        ("ადრბეჯანი", ()),
        ("Ադրբեջան", ("AZE",)),
        ("Azərbaycan", ("AZE",)),
        ("Туреччина", ("TUR",)),
        ("Turkey", ("TUR",)),
        ("Cote d'Ivoire", ("CIV",)),
        ("Кот-д'Ивуар", ("CIV",)),
        ("Swaziland", ("SWZ",)),
        ("Верхняя Вольта", ("BFA",)),
        ("СССР", ("RUS",)),
        ("United Arab Republic", ("EGY",)),
        ("Zanzibar", ("EAZ",)),
        ("Namibia", ("state:NAM",)),
        ("NAM", ("NAM",)),
        ("Движение неприсоединения", ("NAM",)),
        ("İslam Əməkdaşlıq Təşkilatı", ("OIC",)),
        ("Organization of the Islamic Conference", ("OIC",)),
        ("Shanghai Five", ("SHANGHAI-5",)),
        ("Baku", ("AZE",)),
        ("Congo", ("COD", "COG")),
        ("Republic of China", ("CHN", "TWN")),
        ("Elmar Mammadyarov", ("person:Elmar Mammadyarov",)),
        ("AZE-president", ("AZE-president",)),
        ("Nobody At All", ()),
        ("", ()),
    ],
)
def test_found_by_name(name: str, found: tuple[str, ...]) -> None:
    """An id, a name of today or of the past in any language, a capital, a person; several where it is ambiguous."""
    assert FINDER.find(name) == found


def test_an_unknown_name_has_its_neighbours() -> None:
    """A slip of the pen is answered with the names that look like it."""
    assert "Azerbaijan" in FINDER.near("Azerbaijn")
    assert FINDER.near("qqqqqqqqqqqq") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_found_in_every_language(language: str) -> None:
    """Each name of the library leads to its state."""
    for actor, name in cldr_names(language).items():
        if actor in REGISTRY.actors:
            assert actor in FINDER.find(name.name), name


@pytest.mark.parametrize("language", sorted({*UN_LANGUAGES} - {"en"}))
def test_every_member_of_the_united_nations_has_a_name_in_the_six_languages(language: str) -> None:
    """No member state is without a name in an official language, by the library or by a row of ours."""
    for row in REGISTRY.members("UN", PartialDate(2024)):
        further = {name.language for name in REGISTRY.further_names.get(row.member, ())}
        assert row.member in cldr_names(language) or language in further, row.member


def test_texts_are_read_for_english_names_only() -> None:
    """No name that is only looked up is found in a text, so that a sentence gives the rows it always gave."""
    text = "Азербайджан и Верхняя Вольта, الأمم المتحدة, 阿塞拜疆, Zanzibar, Організація Об'єднаних Націй"
    assert REGISTRY.mentions(text) == ()


_NAMED = sorted(
    id_ for id_, actor in REGISTRY.actors.items() if actor.kind in (ActorKind.STATE, ActorKind.BODY)
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_NAMED))
def test_every_id_and_title_finds_its_actor(id_: str) -> None:
    """Any id gives the actor back, and its name in the tool's own voice leads to it."""
    assert FINDER.find(id_) == (id_,)
    assert id_ in FINDER.find(REGISTRY.actors[id_].name) or REGISTRY.actors[id_].name in REGISTRY.actors
