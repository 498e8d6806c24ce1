"""What is told of an actor at a date."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.registry import load_registry
from onrecord.registry.profile import SECTIONS, Fact, profile
from onrecord.vocabulary import PartialDate

REGISTRY = load_registry()


def _facts(id_: str, on: str | None = None) -> tuple[Fact, ...]:
    actor = REGISTRY.actor(id_)
    assert actor is not None
    return profile(REGISTRY, actor, PartialDate.parse(on) if on else None)


def _told(id_: str, on: str | None, section: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.name) for fact in _facts(id_, on) if fact.section == section]


@pytest.mark.parametrize(
    ("id_", "on", "language", "name"),
    [
        ("TUR", "2010", "English", "Turkey"),
        ("TUR", "2023", "English", "Türkiye"),
        ("TUR", "2010", "French", "Turquie"),
        ("SWZ", "2010", "Russian", "Свазиленд"),
        ("SWZ", "2020", "Russian", "Эсватини"),
        ("MKD", "2010", "English", "the former Yugoslav Republic of Macedonia"),
        ("COD", "1990", "Spanish", "Zaire"),
        ("RUS", "1980", "Chinese", "苏维埃社会主义共和国联盟"),
        ("OIC", "2010", "English", "Organisation of the Islamic Conference"),
        ("OIC", "2012", "English", "Organisation of Islamic Cooperation"),
        ("OIC", "2010", "Arabic", "منظمة المؤتمر الإسلامي"),
        ("OSCE", "1990", "English", "Conference on Security and Co-operation in Europe"),
        ("CHN", "1970", "English", "China"),
        ("AZE", None, "Russian", "Азербайджан"),
    ],
)
def test_name_of_that_day(id_: str, on: str | None, language: str, name: str) -> None:
    """The name in each of the six languages is that of the day."""
    assert (language, name) in _told(id_, on, "name")


def test_a_name_of_today_is_marked_where_there_was_another() -> None:
    """A library of today's names does not know what a state was called before: it is said so."""
    notes = {fact.kind: fact.note for fact in _facts("TUR", "2010") if fact.section == "name"}
    assert notes["Arabic"] == "today's name"
    assert notes["French"] == ""
    assert {fact.note for fact in _facts("TUR", "2023") if fact.section == "name"} == {""}


def test_the_islamic_republic_of_the_gambia() -> None:
    """A formal name of thirteen months is told in those months, without the one before and after."""
    names = {name for _, name in _told("GMB", "2016", "other name")}
    assert "Islamic Republic of The Gambia" in names
    assert not any(name.casefold() == "republic of the gambia" for name in names)
    assert "Islamic Republic of The Gambia" not in {name for _, name in _told("GMB", "2020", "other name")}


def test_an_office_that_does_not_exist() -> None:
    """The movement's secretary-general is told as an office that there is not, with the reason."""
    office = next(fact for fact in _facts("NAM", "2020-10-28") if fact.id == "NAM-SG")
    assert office.name == "does not exist"
    assert "Chair" in office.note
    assert ("Chair", "Ilham Aliyev") in _told("NAM", "2020-10-28", "office")


def test_an_office_is_told_in_its_time() -> None:
    """The President of the Soviet Union is no office of 2020."""
    assert "President of the Soviet Union" not in {kind for kind, _ in _told("RUS", "2020", "office")}
    assert ("President of the Soviet Union", "Mikhail Gorbachev") in _told("RUS", "1991-06", "office")


def test_members_counted_and_listed() -> None:
    """A body's members at a date: how many, and which, each status by itself."""
    assert _told("NAM", "2020-10-28", "count") == [("member", "120"), ("observer", "17")]
    members = _told("NAM", "2020-10-28", "member")
    assert sum(kind == "member" for kind, _ in members) == 120
    assert ("observer", "Armenia") in members


def test_no_count_where_the_list_has_gaps() -> None:
    """Members are listed but not counted where the list is not held whole."""
    assert _told("NAM", "1975", "count") == []
    assert _told("NAM", "1975", "member")


def test_meetings_near_the_day() -> None:
    """The nearest meetings in the order of time."""
    assert [kind for kind, _ in _told("NAM", "2020", "meeting")] == ["summit 17", "summit 18", "summit 19"]


def test_a_person_and_an_office_have_profiles_too() -> None:
    """Whoever held an office is told with the offices, and an office with its holders."""
    assert ("Chair", "Non-Aligned Movement") in _told("person:Ilham Aliyev", "2020", "office")
    assert _told("OIC-SG", "2017", "office") == [("Secretary-General", "Yousef A. Al-Othaimeen")]


_IDS = sorted(REGISTRY.actors)
_DAYS = st.one_of(st.none(), st.integers(1945, 2026).map(PartialDate))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_IDS), _DAYS)
def test_facts_stand_in_order_in_time_and_with_their_source(id_: str, on: PartialDate | None) -> None:
    """Whoever is asked for and whenever: facts are in the order of the sections, hold on the day, and name their rows."""
    facts = profile(REGISTRY, REGISTRY.actors[id_], on)
    assert [SECTIONS.index(fact.section) for fact in facts] == sorted(
        SECTIONS.index(fact.section) for fact in facts
    )
    for fact in facts:
        if fact.section not in ("actor", "name"):
            assert fact.row, fact
            assert fact.source, fact
        if fact.section in ("membership", "member", "seat", "organ"):
            assert fact.valid.may_hold(on), fact
