"""Claims about who came into a body or left it, sits in the Security Council, and about counts and foundings."""

from __future__ import annotations

import pytest

from onrecord.vocabulary import ClaimKind
from tests.check.conftest import Check


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Malta joined the European Union in 2004.", ["matches"]),
        ("Malta joined the European Union in 2007.", ["differs"]),
        ("Malta, which entered the EU in 2004, agreed.", ["matches"]),
        ("In 2004, Malta became a member of the European Union.", ["matches"]),
        ("In 2007, Malta became a member of the European Union.", ["differs"]),
        ("Malta has been a member of the European Union since 2007.", ["differs"]),
        ("Armenia was admitted to the United Nations in 1992.", ["matches"]),
        ("Armenia's admission to the United Nations in 1992 was welcomed.", ["matches"]),
        ("Since joining the EU in 2004, Poland has grown.", ["matches"]),
        ("NATO admitted Montenegro in 2017.", ["matches"]),
        ("Estonia joined NATO and the European Union in 2004.", ["matches", "matches"]),
        ("Poland joined NATO in 1999 and the European Union in 2007.", ["matches", "differs"]),
        ("The United Kingdom left the European Union in 2020.", ["matches"]),
        ("The United Kingdom left the European Union in 2019.", ["not checkable"]),
        ("Mali was suspended from the African Union in 2012.", ["matches"]),
        ("Switzerland became the 190th member of the United Nations in 2002.", ["matches"]),
        # The row of a body that gives the year may mean signature or entry into force.
        ("Kenya joined the Non-Aligned Movement in 1963.", ["not checkable"]),
        ("France was a member of the United Nations in 1950.", ["matches"]),
    ],
)
def test_when_a_state_came_or_went(check: Check, text: str, verdicts: list[str]) -> None:
    """The date told is laid beside the row's, as precisely as the row gives it."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP, date="2022-05-18")]
    assert found == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Norway joined the European Union in condemning the vote in 2014.",
        "In 2014, Norway joined the European Union in imposing sanctions.",
        "The president of Kenya is a member of the European Union.",
        "If Ukraine is a member of NATO, war follows.",
        "It is not true that Norway is a member of the European Union.",
        "Norway is not in the European Union.",
        "Norway has never joined the European Union.",
        "Ukraine will join NATO in 2030.",
        "Turkey applied to join the European Union in 1987.",
        "Was Norway a member of the European Union?",
        "Norway is a member of the EU delegation.",
        "Norway is a member of NATO's mission and the EU's team.",
        "India is a candidate for the Security Council for 2021-2022.",
        "Japan, a key ally of NATO, said so.",
        "Non-NATO member Sweden said so.",
        "Unlike the members of the EU, Norway is free.",
        "Like EU members, Norway agreed.",
        "As members of the EU, Norway was told, they must act.",
        "Sweden, once a member of NATO, said so.",
    ],
)
def test_what_is_no_claim_of_membership(check: Check, text: str) -> None:
    """Denied, wished, future and other things joined are not claimed."""
    assert check(text, ClaimKind.MEMBERSHIP, date="2022-05-18") == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Chad is a non-permanent member of the Security Council.", "matches"),
        ("Chad sits on the Security Council.", "matches"),
        ("Chad holds a non-permanent seat on the Security Council.", "matches"),
        ("Chad was elected to the Security Council for 2014-2015.", "matches"),
        ("Chad was elected to the Security Council for 2016-2017.", "differs"),
        ("Chad is an elected member of the Security Council this year.", "matches"),
        ("Chad is a permanent member of the Security Council.", "differs"),
        ("Kenya is currently a member of the Security Council.", "differs"),
        ("As one of the five permanent members of the Security Council, France agreed.", "matches"),
        ("Among the permanent members of the Security Council, India was silent.", "differs"),
        ("France (a permanent member of the Security Council) agreed.", "matches"),
        ("Egypt is an elected member of the Security Council.", "not checkable"),
    ],
)
def test_seats_of_the_security_council(check: Check, text: str, verdict: str) -> None:
    """A seat is looked up on the day of writing; one whose term begins within months is left open."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP, date="2015-11-18")]
    assert found == [verdict]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Kenya, a member of the African Union, has agreed.", ["matches"]),
        ("Kenya belongs to the African Union.", ["matches"]),
        ("Kenya is an African Union member state.", ["matches"]),
        ("Like Norway, also a member of the European Union, it agreed.", ["differs"]),
        ("EU members Malta and Norway agreed.", ["differs"]),
        ("Turkey and other NATO members agreed.", ["matches"]),
        # With "including", the last names may stand for themselves.
        ("EU members, including France, Malta and Norway, agreed.", ["not checkable"]),
        ("Spain is in NATO and the EU.", ["matches", "matches"]),
        ("Turkey is a NATO ally.", ["matches"]),
    ],
)
def test_wordings_of_being_a_member(check: Check, text: str, verdicts: list[str]) -> None:
    """Apposition, belonging and examples say that a state is in a body."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP, date="2015-05-18")]
    assert found == verdicts


def test_a_claim_right_when_written_says_what_changed(check: Check) -> None:
    """The end of a membership, and a suspension that does not end it, are told beside the verdict."""
    [left] = check("The United Kingdom is a member of the EU.", ClaimKind.MEMBERSHIP, date="2018-05-18")
    assert left.verdict.value == "matches"
    assert left.verdict.steps == ("since then: GBR was member until 2020-01-31",)
    [suspended] = check("Mali is a member of the African Union.", ClaimKind.MEMBERSHIP, date="2012-05-18")
    assert suspended.verdict.value == "matches"
    assert "stays a member" in suspended.verdict.steps[0]
    [early] = check("Sweden is a member of NATO.", ClaimKind.MEMBERSHIP, date="2015-05-18")
    assert early.verdict.value == "differs"
    assert early.verdict.nearest == "SWE: 2024-03-07 to ..."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("All 28 NATO members agreed.", "matches"),
        ("The EU's 28 members agreed.", "matches"),
        ("The 27 EU countries agreed.", "differs"),
        ("The OIC, a 57-nation bloc, agreed.", "matches"),
        ("ASEAN, a group of twelve states, agreed.", "differs"),
        ("ASEAN is made up of 10 states.", "matches"),
        ("The United Nations has 193 member states with very different interests.", "matches"),
        ("The membership of the United Nations has grown to 193.", "matches"),
        ("The five EU countries agreed.", None),
        ("NATO has 28 members with nuclear weapons.", None),
        ("The nine EU countries that agreed left.", None),
        ("All 12 EU states bordering the sea agreed.", None),
    ],
)
def test_wordings_of_counts(check: Check, text: str, verdict: str | None) -> None:
    """All members are counted, not some of them."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP_COUNT, date="2015-05-18")]
    assert found == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Founded in Bangkok in 1967, ASEAN has grown.", "matches"),
        ("Since its founding in 1955, NATO has grown.", "differs"),
        ("NATO dates back to 1949.", "matches"),
        ("NATO's creation in 1949 was a step.", "matches"),
        ("The creation of NATO in 1949 was a step.", "matches"),
        ("Ten states established the Arab League in 1945.", "matches"),
        ("The Security Council was established in 1945.", "not checkable"),
        ("The UN launched an appeal in 1999.", None),
        ("The EU created a fund in 2010.", None),
        ("In 2010, the UN created UN Women.", None),
    ],
)
def test_wordings_of_foundings(check: Check, text: str, verdict: str | None) -> None:
    """What a body founded is not its own founding."""
    found = [c.verdict.value for c in check(text, ClaimKind.BODY_FOUNDED, date="2015-05-18")]
    assert found == ([verdict] if verdict else [])
