"""Names of states and bodies: in time, in typography, in running text."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind, PartialDate

REGISTRY = load_registry()


def _actors(text: str, on: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
    hits = REGISTRY.mentions(text, PartialDate.parse(on) if on else None)
    return [(hit.span.of(text), hit.actors) for hit in hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Republic of Azerbaijan's envoy", [("Republic of Azerbaijan", ("AZE",))]),
        ("in Cote d'Ivoire", [("Cote d'Ivoire", ("CIV",))]),
        ("in Côte d’Ivoire", [("Côte d’Ivoire", ("CIV",))]),
        ("Papua New Guinea and Guinea-Bissau", [("Papua New Guinea", ("PNG",)), ("Guinea-Bissau", ("GNB",))]),
        ("Niger, not Nigeria", [("Niger", ("NER",)), ("Nigeria", ("NGA",))]),
        ("the U.S. and the US", [("U.S.", ("USA",)), ("US", ("USA",))]),
        ("THE REPUBLIC OF ARMENIA AGAINST THE", [("REPUBLIC OF ARMENIA", ("ARM",))]),
        ("Kingdom of\nSaudi Arabia", [("Kingdom of\nSaudi Arabia", ("SAU",))]),
        ("Saudi\n\nArabia", [("Saudi", ("SAU",))]),
        ("the Kremlin and Downing Street", [("Kremlin", ("RUS",)), ("Downing Street", ("GBR",))]),
        ("in Congo", [("Congo", ("COD", "COG"))]),
        ("Korea", [("Korea", ("KOR", "PRK"))]),
        ("New Mexico, the Indian Ocean and the Paris Agreement", []),
        ("give us chad and turkey", []),
        ("THEY TOLD US THAT WHO KNOWS", []),
        ("the OSCE Minsk Group met in Minsk", [("OSCE Minsk Group", ("OSCE-MG",)), ("Minsk", ("BLR",))]),
        ("UN Security Council", [("UN Security Council", ("UNSC",))]),
        ("the UN and the EU", [("UN", ("UN",)), ("EU", ("EU",))]),
        (
            "Organization for Security and Cooperation in Europe's Minsk Group",
            [("Organization for Security and Cooperation in Europe's Minsk Group", ("OSCE-MG",))],
        ),
        ("Türkiye, Turkiye, Turkey", [("Türkiye", ("TUR",)), ("Turkiye", ("TUR",)), ("Turkey", ("TUR",))]),
        ("Russia-controlled, pro-Russian", [("Russia", ("RUS",)), ("Russian", ("RUS",))]),
        ("Panamax and Malian", [("Malian", ("MLI",))]),
        ("the Copenhagen Accord, Bamako II and the Lusaka Ceasefire Agreement", []),
        ("the Tokyo International Conference; Victoria Falls; Brussels VI Conference", []),
        ("Copenhagen accepts the Accord", [("Copenhagen", ("DNK",))]),
        (
            "Baku, Agreement or not, agreed with Moscow. Plan B failed",
            [("Baku", ("AZE",)), ("Moscow", ("RUS",))],
        ),
        ("a Singapore Summit", [("Singapore", ("SGP",))]),
        ("the Kremlin Statement", [("Kremlin", ("RUS",))]),
        ("Lisa Monaco met Israel Katz and Luís Montenegro", []),
        ("He met Lisa. Monaco agreed", [("Monaco", ("MCO",))]),
        ("the Northern Irish, West Berlin, Indo-China and Latin-American states", []),
        ("Portuguese Guinea", [("Portuguese Guinea", ("GNB",))]),
    ],
)
def test_mentions(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    """Names are found longest first, in any typography, and nothing is found inside other words and names."""
    assert _actors(text) == found


@pytest.mark.parametrize(
    ("name", "on", "holds"),
    [
        ("Turkey", "2017", True),
        ("Turkey", "2023", False),
        ("Türkiye", "2023", True),
        ("Swaziland", "2019", False),
        ("Zaire", "1990", True),
        ("Zaire", "2000", False),
        ("Upper Volta", "1980", True),
        ("Upper Volta", "1990", False),
        ("Islamic Republic of Gambia", "2016", True),
        ("the Islamic Republic of Gambia", "2017-09-19", False),
        ("Republic of The Gambia", "2017-09-19", True),
        ("Organization of the Islamic Conference", "2011-02", True),
        ("Organization of the Islamic Conference", "2015", False),
        ("Organization of Islamic Cooperation", "2011-02", False),
        ("Organisation of Islamic Cooperation", "2017", True),
        ("CSCE", "1992", True),
        ("CSCE", "1996", False),
        ("Soviet Union", "1991-12", True),
        ("Soviet Union", "1993", False),
        ("Macedonia", "2018", True),
        ("Macedonia", "2020", False),
    ],
)
def test_name_in_time(name: str, on: str, holds: bool) -> None:
    """A name is found at any date, and its rows tell whether it was valid on the day."""
    date = PartialDate.parse(on)
    rows = REGISTRY.find(name, date)
    assert rows
    assert any(row.valid.may_hold(date) for row in rows) is holds


def test_every_member_of_the_united_nations_has_an_adjective_and_a_capital() -> None:
    """No Member State lacks the two forms that reports use most after its name."""
    for row in REGISTRY.members("UN", PartialDate(2020)):
        uses = {name.use for name in REGISTRY.names(row.member)}
        assert "adjective" in uses, row.member
        assert uses & {"capital", "capital-weak"}, row.member


def test_every_row_has_a_source_and_an_id_of_its_own() -> None:
    """No row of any kind is without its source; ids never repeat."""
    names = [name for actor in sorted(REGISTRY.actor_names) for name in REGISTRY.names(actor)]
    members = [row for body in sorted(REGISTRY.members_of) for row in REGISTRY.members_of[body]]
    meetings = [row for body in sorted(REGISTRY.meeting_rows) for row in REGISTRY.meetings(body)]
    bodies, offices = list(REGISTRY.bodies.values()), list(REGISTRY.office_rows.values())
    counts = [*REGISTRY.counts, *REGISTRY.coverage]
    further = [name for actor in sorted(REGISTRY.further_names) for name in REGISTRY.further_names[actor]]
    seats = [row for seat in sorted(REGISTRY.seat_rows) for row in REGISTRY.seat_holders(seat)]
    rows = [
        *further,
        *seats,
        *REGISTRY.successions,
        *names,
        *members,
        *meetings,
        *bodies,
        *offices,
        *counts,
        *REGISTRY.tenures(),
    ]
    assert all(row.source for row in rows)
    assert len({row.row for row in rows}) == len(rows)


def test_the_city_of_a_dispute_names_no_state_alone() -> None:
    """Jerusalem, whose status the United Nations leave open, never stands for a state by itself."""
    assert {row.use for row in REGISTRY.find("Jerusalem")} == {"capital-weak"}


def test_present_name_of_the_islamic_organization_is_official() -> None:
    """Both spellings of the present name are official ones, from the day of the change."""
    for name in ("Organisation of Islamic Cooperation", "Organization of Islamic Cooperation"):
        row = REGISTRY.find(name, PartialDate(2017))[0]
        assert (row.use, str(row.valid.first)) == ("official", "2011-06-28")


def test_states_carry_the_names_of_the_united_nations() -> None:
    """The tool's own voice uses UN names."""
    for code, name in (("RUS", "Russian Federation"), ("KOR", "Republic of Korea"), ("TUR", "Türkiye")):
        actor = REGISTRY.actor(code)
        assert actor is not None
        assert (actor.name, actor.kind) == (name, ActorKind.STATE)


_NAMES = sorted({name.name for actor in REGISTRY.actor_names for name in REGISTRY.names(actor)})
_PIECES = st.one_of(
    st.sampled_from(_NAMES), st.text(max_size=6), st.sampled_from(["of", "the", "'s", "\n", " ", "-", "."])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=12).map(" ".join))
def test_hits_lie_in_the_text_in_order(text: str) -> None:
    """Whatever the text, hits lie inside it, are sorted, never overlap, and name somebody."""
    hits = REGISTRY.mentions(text, PartialDate(2017))
    ends = [0, *(hit.span.end for hit in hits)]
    for end, hit in zip(ends, hits, strict=False):
        assert end <= hit.span.start < hit.span.end <= len(text)
        assert hit.names
    people = REGISTRY.people_mentions(text, PartialDate(2017))
    assert [hit.span for hit in people] == sorted(hit.span for hit in people)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_NAMES))
def test_every_name_is_found_by_itself(name: str) -> None:
    """Looking up any name of the registry gives it back, and reading it gives one hit over the whole of it."""
    assert name in {row.name for row in REGISTRY.find(name)}
    hits = REGISTRY.mentions(f"({name})")
    assert [hit.span.of(f"({name})") for hit in hits] == [name]


def test_registry_survives_pickling() -> None:
    """A worker process gets the same registry."""
    again = pickle.loads(pickle.dumps(REGISTRY))
    text = "The President of the Republic of Azerbaijan met Mammadyarov in Baku."
    assert again.mentions(text) == REGISTRY.mentions(text)
    assert again.people_mentions(text) == REGISTRY.people_mentions(text)
