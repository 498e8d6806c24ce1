"""Events: what the words around an act make of it, who does it to whom, and what is no event."""

from __future__ import annotations

import pytest

from onrecord.events import Event, How
from tests.events.conftest import Read


def told(text: str, events: tuple[Event, ...]) -> set[tuple[str, str, str, str]]:
    """(source, type, code, target) of each event, both ends as printed."""
    return {(e.source.span.of(text), str(e.root), e.cameo, e.target.span.of(text)) for e in events}


COMPOSED: list[tuple[str, tuple[str, str, str, str]]] = [
    ("Norway visited Kenya.", ("Norway", "CONSULT", "042", "Kenya")),
    ("Norway will visit Kenya.", ("Norway", "AGREE", "036", "Kenya")),
    ("Norway agreed to negotiate with Kenya.", ("Norway", "AGREE", "036", "Kenya")),
    ("Norway refused to negotiate with Kenya.", ("Norway", "REJECT", "125", "Kenya")),
    ("Norway did not negotiate with Kenya.", ("Norway", "REJECT", "125", "Kenya")),
    ("Norway threatened to attack Kenya.", ("Norway", "THREATEN", "138", "Kenya")),
    ("Norway will attack Kenya.", ("Norway", "THREATEN", "138", "Kenya")),
    ("Norway demanded that Kenya withdraw from Uganda.", ("Norway", "REQUEST", "105", "Kenya")),
    ("Norway asked Kenya to send food to Uganda.", ("Norway", "REQUEST", "023", "Kenya")),
    ("Norway suspended negotiations with Kenya.", ("Norway", "SANCTION", "164", "Kenya")),
    ("Norway lifted sanctions on Kenya.", ("Norway", "YIELD", "081", "Kenya")),
    ("Norway refused to lift the sanctions on Kenya.", ("Norway", "REJECT", "124", "Kenya")),
    ("Norway said that Kenya must release the crew.", ("Norway", "REQUEST", "100", "Kenya")),
    ("Norway said that Kenya had attacked Uganda.", ("Norway", "ACCUSE", "112", "Kenya")),
    ("Norway called for sanctions against Kenya.", ("Norway", "ACCUSE", "113", "Kenya")),
    ("Kenya was criticized by Norway.", ("Norway", "ACCUSE", "111", "Kenya")),
    ("Kenya faced criticism from Norway.", ("Norway", "ACCUSE", "111", "Kenya")),
    ("Norway condemned the arrest of activists by Kenya.", ("Norway", "ACCUSE", "111", "Kenya")),
    ("Norway rejected a Kenyan proposal for talks with Uganda.", ("Norway", "REJECT", "125", "Kenyan")),
]


@pytest.mark.parametrize(("text", "expected"), COMPOSED)
def test_words_around_an_act(read: Read, text: str, expected: tuple[str, str, str, str]) -> None:
    """The same act is another event where it is intended, asked for, refused, threatened or ended."""
    assert expected in told(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "If Norway attacks Kenya, talks will end.",
        "Norway did not attack Kenya.",
        "Norway might attack Kenya.",
        "The minister hoped that Norway would attack Kenya.",
        "We call on Kenya to attack Uganda.",
        "Kenya must attack Uganda.",
        "Norway defended itself in Kenya.",
        "Norway and Kenya are countries.",
        "Aid workers in Kenya are tired.",
        "",
    ],
)
def test_no_event(read: Read, text: str) -> None:
    """What is denied, supposed, hoped for or merely named is no event."""
    assert not read(text)


def test_each_other(read: Read) -> None:
    """Those who meet together meet each other; told once."""
    (event,) = read("Norway and Kenya met in Lisbon.")
    assert event.how is How.EACH_OTHER
    (event,) = read("Norwegian and Kenyan officials met on Monday.")
    assert event.how is How.EACH_OTHER


def test_a_list_of_voters_is_no_dyad(read: Read) -> None:
    """Doing the same thing is not doing it to each other."""
    assert not read("Norway, Kenya and Chile voted against the draft.")


def test_the_scene_of_a_deed_without_a_doer(read: Read) -> None:
    """A deed without a doer is put down to its place, and says so."""
    (event,) = read("Three Chilean sailors were arrested in Kenya.")
    assert (event.how, event.root) == (How.PLACE_OF_DEED, "COERCE")


def test_own_forces_are_no_target(read: Read) -> None:
    """What somebody moves, recalls or offers is his own, and not done to him."""
    text = "Norway massed its troops on the border with Kenya."
    assert {target for _, _, _, target in told(text, read(text))} == {"Kenya"}


def test_roles(read: Read) -> None:
    """The nouns of an end show its CAMEO role."""
    (event,) = read("Kenyan police arrested Ugandan students.")
    assert (event.source.role, event.target.role) == ("COP", "EDU")
