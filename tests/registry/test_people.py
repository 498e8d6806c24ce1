"""Offices, their holders and meetings."""

from datetime import date
from itertools import combinations

import pytest

from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate, Tenure

REGISTRY = load_registry()


def _holders(name: str, on: str | None = None) -> list[str]:
    return [row.office for row in REGISTRY.find_people(name, PartialDate.parse(on) if on else None)]


@pytest.mark.parametrize(
    ("name", "on", "office"),
    [
        ("Mr. Elmar Mammadyarov", "2017-09-19", "AZE-foreign-minister"),
        ("Mammadyarov", "2017-09-19", "AZE-foreign-minister"),
        ("H.E. Dr. Yousef A. Al-Othaimeen", "2017-09-19", "OIC-SG"),
        ("Mr. Yusef bin Ahmad Al-Othaimeen", "2017-09-22", "OIC-SG"),
        ("Ilham Aliyev", "2011-02", "AZE-president"),
        ("Ilham Aliyev", "2020-10-28", "NAM-chair"),
        ("Recep Tayyip Erdogan", "2010", "TUR-prime-minister"),
        ("President Recep Tayyip Erdogan", "2016", "TUR-president"),
        ("Ban Ki-moon", "2010", "UN-SG"),
        ("Antonio Guterres", "2020", "UN-SG"),
        ("Sergei Lavrov", "2015", "RUS-foreign-minister"),
        ("Volodymyr Zelensky", "2022-03", "UKR-president"),
        ("King Salman", "2018", "SAU-king"),
        ("Feridun Sinirlioglu", "2015-10", "TUR-foreign-minister"),
        ("Khamenei", "2026-06", "IRN-supreme-leader"),
        ("Andy Burnham", "2026-11", "GBR-prime-minister"),
        ("Péter Magyar", "2026-06", "HUN-prime-minister"),
    ],
)
def test_holder_on_the_day(name: str, on: str, office: str) -> None:
    """A person is found by full name, other spelling, family name and title, in the office of that day."""
    assert office in _holders(name, on)


def test_nobody_holds_an_office_before_or_after() -> None:
    """With a date, only offices held on that day are given; a name that is unknown gives none."""
    assert _holders("Elmar Mammadyarov", "2021") == []
    assert "NAM-chair" not in _holders("Ilham Aliyev", "2018")
    assert _holders("Nobody Of That Name") == []
    assert _holders("") == []


@pytest.mark.parametrize(
    ("of", "title", "office"),
    [
        ("NAM", "secretary-general", "NAM-SG"),
        ("NAM", "Chairman", "NAM-chair"),
        ("OIC", "Secretary General", "OIC-SG"),
        ("AZE", "Foreign Minister", "AZE-foreign-minister"),
        ("AZE", "the Minister of Foreign Affairs", "AZE-foreign-minister"),
        ("USA", "Secretary of State", "USA-secretary-of-state"),
        ("UN", "secretary-general", "UN-SG"),
    ],
)
def test_office_by_title(of: str, title: str, office: str) -> None:
    """An office is found by any wording of its title."""
    found = REGISTRY.find_office(of, title)
    assert found is not None
    assert found.id == office


def test_an_office_that_does_not_exist_says_so() -> None:
    """The movement has a Chair and no secretary-general, and the row says why."""
    office = REGISTRY.office("NAM-SG")
    assert office is not None
    assert not office.exists
    assert "Chair" in office.note
    assert REGISTRY.tenures("NAM-SG") == ()


# Two persons held these at once: each claimed the office after a disputed election.
DISPUTED = {"CIV-president", "GMB-president"}


def test_one_holder_at_a_time() -> None:
    """No two persons surely held one office on one day, but for the handover and disputed elections."""
    by_office: dict[str, list[Tenure]] = {}
    for row in REGISTRY.tenures():
        by_office.setdefault(row.office, []).append(row)
    doubled = [
        (one.row, other.row)
        for office, rows in by_office.items()
        if office not in DISPUTED
        for one, other in combinations(rows, 2)
        if one.person != other.person and _surely_together(one, other)
    ]
    assert doubled == []


def _surely_together(one: Tenure, other: Tenure) -> bool:
    starts = [row.valid.first.last if row.valid.first else date.min for row in (one, other)]
    ends = [row.valid.last.first if row.valid.last else date.max for row in (one, other)]
    return max(starts) < min(ends)


def test_tenures_of_an_office_are_in_order() -> None:
    """The rows of an office stand in the order of time."""
    by_office: dict[str, list[Tenure]] = {}
    for row in REGISTRY.tenures():
        by_office.setdefault(row.office, []).append(row)
    for office, rows in by_office.items():
        starts = [row.valid.first for row in rows if row.valid.first is not None]
        if office not in DISPUTED:
            assert starts == sorted(starts), office


def test_people_in_a_text() -> None:
    """Full names are found as such; a family name alone only where it can mean one person on that day."""
    text = (
        "Foreign Minister Mammadyarov met Ilham Aliyev. Aliyev spoke of Bush and of Theresa May; Ban on arms."
    )
    hits = REGISTRY.people_mentions(text, PartialDate(2017, 9, 19))
    assert [(hit.span.of(text), hit.person, hit.full) for hit in hits] == [
        ("Mammadyarov", "Elmar Mammadyarov", False),
        ("Ilham Aliyev", "Ilham Aliyev", True),
        ("Aliyev", "Ilham Aliyev", False),
        ("Theresa May", "Theresa May", True),
    ]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Melania Trump, Michelle Obama and Francesca Albanese came.", []),
        (
            "Trump spoke. Then Michael Pompeo and Tony Blinken answered.",
            ["Donald Trump", "Mike Pompeo", "Antony Blinken"],
        ),
        ("President Biden met Hunter.", ["Joe Biden"]),
        ("a visit to the App Store", []),
    ],
)
def test_a_namesake_is_not_the_office_holder(text: str, persons: list[str]) -> None:
    """A family name after somebody else's given name is a relative or a namesake, not who holds the office."""
    assert [hit.person for hit in REGISTRY.people_mentions(text)] == persons


@pytest.mark.parametrize(
    ("body", "number", "place", "on"),
    [
        ("NAM", 18, "Baku", "2019-10"),
        ("OIC-CFM", 44, "Abidjan", "2017-07-10"),
        ("OIC-IS", 13, "Istanbul", "2016-04-14"),
        ("UNGA", 72, "New York", "2017-09-19"),
        ("UNGA", 62, "New York", "2008-03-14"),
        ("OSCE", None, "Astana", "2010-12-01"),
        ("OIC-CG", None, "New York", "2017-09-19"),
    ],
)
def test_meeting(body: str, number: int | None, place: str, on: str) -> None:
    """A meeting is found by body, number and day, with its place."""
    found = REGISTRY.meetings(body, number=number, on=PartialDate.parse(on))
    assert place in {meeting.place for meeting in found}


def test_a_family_name_alone_is_nobody_out_of_office() -> None:
    """A family name alone is not tied to somebody who holds no office that day, unless the text names him in full."""
    day = PartialDate(2023, 5, 1)
    assert REGISTRY.people_mentions("Mammadyarov spoke.", day) == ()
    assert len(REGISTRY.people_mentions("Elmar Mammadyarov came. Mammadyarov spoke.", day)) == 2


def test_no_family_name_that_is_a_state_stands_alone() -> None:
    """A family name that is also a state's or body's name is never taken alone."""
    for family, tenures in REGISTRY.people_index.by_family.items():
        if REGISTRY.find(family):
            assert any(row.person in REGISTRY.people_index.common for row in tenures), family
