"""Members of bodies, and how many, at dates that people argue about."""

import pytest

from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate

REGISTRY = load_registry()


def _day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("body", "on", "status", "count"),
    [
        ("OIC", "2017", "member", 57),
        ("OIC", "2008-03-14", "member", 57),
        ("NAM", "2018", "member", 120),
        ("NAM", "2018", "observer", 17),
        ("NAM", "2025", "member", 121),
        ("OSCE", "2017", "member", 57),
        ("OSCE-MG", "2011", "co-chair", 3),
        ("OIC-CG", "2017-09-19", "member", 7),
        ("EU", "2019", "member", 28),
        ("EU", "2021", "member", 27),
        ("EU", "2020-01-31", "member", 28),
        ("EU", "2020-02-01", "member", 27),
        ("NATO", "2008", "member", 26),
        ("NATO", "2018", "member", 29),
        ("NATO", "2024-03-07", "member", 32),
        ("UN", "2008-03-14", "member", 192),
        ("UN", "2017", "member", 193),
        ("AU", "2020", "member", 55),
        ("LAS", "2010", "member", 22),
        ("COE", "2021", "member", 47),
        ("COE", "2023", "member", 46),
        ("ASEAN", "2010", "member", 10),
        ("BRICS", "2015", "member", 5),
        ("SCO", "2018", "member", 8),
        ("OTS", "2022", "member", 5),
        ("GUAM", "2010", "member", 4),
        ("G7", "2010", "member", 7),
        ("G20", "2010", "member", 20),
    ],
)
def test_count(body: str, on: str, status: str, count: int) -> None:
    """A body's count at a date is the one on record, with the rows that tell it."""
    held = REGISTRY.member_count(body, _day(on), status)
    assert held is not None
    assert held[0] == count
    assert held[1]


@pytest.mark.parametrize("year", range(1946, 2027))
def test_security_council_is_full_every_year(year: int) -> None:
    """The Council has eleven members to 1965 and fifteen since 1966, five of them permanent."""
    held = REGISTRY.member_count("UNSC", _day(str(year)))
    assert held is not None
    assert held[0] == (15 if year >= 1966 else 11)
    assert len(REGISTRY.members("UNSC", _day(str(year)), "permanent member")) == 5


def test_oic_members_in_the_united_nations() -> None:
    """In March 2008 all OIC members but Palestine were UN members: 56."""
    on = _day("2008-03-14")
    states = {row.member for row in REGISTRY.members("OIC", on)} & {
        row.member for row in REGISTRY.members("UN", on)
    }
    assert len(states) == 56


def test_minsk_group_co_chairs() -> None:
    """From 1997 to the end France, the Russian Federation and the United States held the chair, and nobody since."""
    assert [row.member for row in REGISTRY.members("OSCE-MG", _day("2008"), "co-chair")] == [
        "FRA",
        "RUS",
        "USA",
    ]
    assert REGISTRY.members("OSCE-MG", _day("2025-10"), "co-chair") == ()


def test_count_is_not_held_where_the_list_is_not_whole() -> None:
    """No count is given for a body whose list has gaps at that date, or for no body at all."""
    assert REGISTRY.member_count("CIS", _day("2017")) is None
    assert REGISTRY.member_count("NAM", _day("1975")) is None
    assert REGISTRY.member_count("NOWHERE", _day("2017")) is None


def test_namibia_is_not_the_movement() -> None:
    """Namibia, whose ISO code is the movement's acronym, has an id of its own and its own memberships."""
    namibia, movement = REGISTRY.actor("state:NAM"), REGISTRY.actor("NAM")
    assert namibia is not None
    assert movement is not None
    assert (namibia.name, movement.name) == ("Namibia", "Non-Aligned Movement")
    assert "UN" in {row.body for row in REGISTRY.memberships("state:NAM", _day("2017"))}


def test_a_spell_of_the_united_nations_ends_and_begins_again() -> None:
    """Indonesia was no member from January 1965 to September 1966."""
    assert "IDN" not in {row.member for row in REGISTRY.members("UN", _day("1965-06"))}
    assert "IDN" in {row.member for row in REGISTRY.members("UN", _day("1967"))}


def test_states_not_in_a_body() -> None:
    """Armenia, an observer of the movement, is not its member; the list is whole, so that absence tells."""
    on = _day("2020-10")
    assert REGISTRY.list_is_whole("NAM", on)
    statuses = {row.status for row in REGISTRY.memberships("ARM", on) if row.body == "NAM"}
    assert statuses == {"observer"}
