"""Claims about numbered meetings: which one is named, where and when it is said to have been held."""

from __future__ import annotations

import pytest

from onrecord.vocabulary import ClaimKind
from tests.check.conftest import Check


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Kuala Lumpur hosted the 13th Non-Aligned Movement summit in 2003.", "matches"),
        ("Havana was host to the 13th Non-Aligned Movement summit.", "differs"),
        ("On 22 October 2024 the 16th BRICS summit opened in Kazan.", "matches"),
        ("On 22 October 2023 the 16th BRICS summit opened in Kazan.", "differs"),
        ("In October 2019, in Baku, the 18th NAM summit adopted a text.", "matches"),
        ("Leaders met in Geneva for the 16th BRICS summit.", "differs"),
        ("The venue of the 18th NAM summit was Havana.", "differs"),
        ("It was in Tehran that the 16th summit of the Non-Aligned Movement was held.", "matches"),
        ("The summit held in Cairo in 1964 was the 3rd NAM summit.", "differs"),
        ("The 16th BRICS summit (Kazan, 22-24 October 2024) ended.", "matches"),
        ("The 24th OSCE Ministerial Council was held in Lisbon.", "differs"),
        (
            "The XVIII Summit of Heads of State and Government of the Non-Aligned Movement in Baku, Azerbaijan, ended.",
            "matches",
        ),
        ("The 14th session of the Islamic Summit Conference took place in Makkah in 2019.", "matches"),
        ("The 34th Islamic Conference of Foreign Ministers in Islamabad in May 2007 adopted it.", "matches"),
        ("Hungary hosted the 18th summit of the Non-Aligned Movement.", "differs"),
        ("The 18th NAM summit was held in Nowhere Town.", "not checkable"),
    ],
)
def test_place_and_date_in_any_order(check: Check, text: str, verdict: str) -> None:
    """The place and date of a numbered meeting stand before or after its name."""
    [meeting] = check(text, ClaimKind.MEETING, date="2024-12-01")
    assert meeting.verdict.value == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The 6th Extraordinary Islamic Summit was convened in Istanbul in December 2017.", "matches"),
        ("The 6th Islamic Summit was convened in Istanbul in December 2017.", "differs"),
        (
            "The 3rd extraordinary session of the Islamic Summit Conference was held in Mecca in 2005.",
            "matches",
        ),
        ("The 45th meeting of the General Assembly was held in 2010.", "no record"),
        ("The 10th emergency special session of the General Assembly was held in 1997.", "no record"),
        ("The first OIC Summit on Science and Technology was held in Astana in 2017.", None),
        ("The 18th meeting of BRICS foreign ministers was held in Kazan in 2010.", None),
        ("After talks in Geneva, the 16th BRICS summit adopted a text.", None),
    ],
)
def test_meetings_of_another_kind(check: Check, text: str, verdict: str | None) -> None:
    """An extraordinary summit, a plenary meeting or a meeting of ministers is not the summit of that number."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEETING, date="2024-12-01")]
    assert found == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The 79th session of the General Assembly opened on 10 September 2024.", "matches"),
        ("The 79th session of the General Assembly opened on 24 September 2024.", "not checkable"),
        ("The 79th session of the General Assembly opened on 20 January 2025.", "differs"),
    ],
)
def test_a_long_session_opens_on_its_first_day(check: Check, text: str, verdict: str) -> None:
    """A day within a session of months is not its first; soon after it, the general debate may be meant."""
    [meeting] = check(text, ClaimKind.MEETING, date="2025-03-01")
    assert meeting.verdict.value == verdict


def test_a_plan_that_came_otherwise_is_no_error(check: Check) -> None:
    """Before the meeting a text tells what was planned; afterwards the record decides, with the nearest one."""
    text = "The 15th Islamic Summit will be held in Banjul in 2022."
    [meeting] = check(text, ClaimKind.MEETING, date="2021-05-01")
    assert meeting.verdict.value == "not checkable"
    [meeting] = check("The 12th NAM summit was held in Havana in 2006.", ClaimKind.MEETING, date="2021-05-01")
    assert meeting.verdict.value == "differs"
    assert meeting.verdict.nearest is not None
    assert "summit 14" in meeting.verdict.nearest
