"""Claims about bodies, offices, meetings, texts, names and figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.vocabulary import ClaimKind
from tests.check.conftest import Check, check_text


@pytest.mark.parametrize(
    ("text", "date", "verdict"),
    [
        ("NATO has 28 members.", "2015-05-18", "matches"),
        ("NATO has 32 members.", "2015-05-18", "differs"),
        ("The 193-member General Assembly met.", "2017-01-01", "matches"),
        ("The 18-member Security Council met.", "2017-01-01", "differs"),
        ("NATO said so. As of 2010, the alliance had 28 members.", "2015-05-18", "matches"),
        ("NATO had 16 members.", "2015-05-18", "not checkable"),
        ("NATO has some 30 members.", "2015-05-18", "matches"),
        ("NATO has 28 members.", None, "not checkable"),
        ("The Rotary Movement has 12 members.", "2015-05-18", None),
    ],
)
def test_counts_of_members(check: Check, text: str, date: str | None, verdict: str | None) -> None:
    """Counts are compared at the date that the text speaks of; without one they cannot be checked."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP_COUNT, date=date)]
    assert found == ([verdict] if verdict else [])


def test_two_counts_are_two_claims(check: Check) -> None:
    """Members and observers in one row are counted apart, at the same date."""
    text = "The Non-Aligned Movement met. As of 2014, the movement had 120 members and 21 observer states."
    roles = [(c.claim.terms["role"], c.verdict.value) for c in check(text, ClaimKind.MEMBERSHIP_COUNT)]
    assert roles == [("member", "matches"), ("observer", "differs")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "France, Russia and the United States, the three co-chairs of the OSCE Minsk Group, met.",
            "matches",
        ),
        ("The co-chairs of the Minsk Group -- France, Russia and the United States -- met.", "matches"),
        ("France, Russia and Turkey, the three co-chairs of the OSCE Minsk Group, met.", "differs"),
        ("Turkey is a member of NATO.", "matches"),
        ("Kenya is a member of the European Union.", "differs"),
        ("Kenya is not a member of the European Union.", None),
    ],
)
def test_named_members(check: Check, text: str, verdict: str | None) -> None:
    """A named state is in a body or not only where its list is held whole at the date."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP, date="2016-05-18")]
    assert found == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("NATO was founded in 1949.", "matches"),
        ("NATO was founded in the 1940s.", "matches"),
        ("NATO was founded in 1952.", "differs"),
        ("The European Union was founded in 1957.", "not checkable"),
    ],
)
def test_foundings(check: Check, text: str, verdict: str) -> None:
    """A founding date may be a decade; a body with several beginnings never differs by one of them."""
    [founding] = check(text, ClaimKind.BODY_FOUNDED)
    assert founding.verdict.value == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("António Guterres currently serves as the UN Secretary-General.", "matches"),
        ("Ban Ki-moon currently serves as the UN Secretary-General.", "differs"),
        ("Angela Merkel is the president of Germany.", "differs"),
        ("Somebody Else currently serves as the G20 secretary-general.", "differs"),
        ("Secretary of State Hillary Clinton of the United States spoke.", "not checkable"),
        ("Foreign Minister Sergey Lavrov of Russia spoke.", "matches"),
    ],
)
def test_offices(check: Check, text: str, verdict: str) -> None:
    """Who holds an office now differs where another does; a title beside a name may be a memory."""
    [office] = check(text, ClaimKind.OFFICE, date="2019-05-18")
    assert office.verdict.value == verdict


def test_office_that_does_not_exist_names_who_leads(check: Check) -> None:
    """The nearest reading is the holder of the office that the body does have."""
    [office] = check(
        "Nicolás Maduro currently serves as the NAM secretary-general.", ClaimKind.OFFICE, date="2018-05-01"
    )
    assert office.verdict.value == "differs"
    assert office.verdict.nearest is not None
    assert "Chair of NAM" in office.verdict.nearest


@pytest.mark.parametrize(
    "text",
    [
        "Former President Barack Obama of the United States spoke.",
        "The former UN secretary general Kofi Annan spoke.",
        "They invited Barack Obama, Brazilian President Somebody Else and others.",
        "Vice President Joe Biden of the United States spoke.",
        "The president-elect of the United States, Donald Trump, spoke.",
    ],
)
def test_other_offices_make_no_claim(check: Check, text: str) -> None:
    """Former, vice and elect are not the office itself."""
    assert check(text, ClaimKind.OFFICE, date="2015-01-01") == []


def test_same_office_once(check: Check) -> None:
    """The same person and title make one claim a document."""
    text = (
        "Foreign Minister Sergey Lavrov of Russia spoke. Later Foreign Minister Sergey Lavrov of Russia left."
    )
    assert len(check(text, ClaimKind.OFFICE)) == 1


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The NAM's 16th summit in Tehran in August 2012 was large.", "matches"),
        ("The sixteenth summit of the Non-Aligned Movement in Tehran was large.", "matches"),
        ("The 16th NAM Summit in Havana was large.", "differs"),
        ("The NAM's 16th summit in Tehran in August 2014 was large.", "differs"),
        ("The NAM's 99th summit in Tehran was large.", "no record"),
    ],
)
def test_numbered_meetings(check: Check, text: str, verdict: str) -> None:
    """A numbered meeting is compared in place and date; one that is not held is no record."""
    [meeting] = check(text, ClaimKind.MEETING)
    assert meeting.verdict.value == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("It recalled resolution 1325 (2000).", "matches"),
        ("It recalled resolution 1325 (2001).", "differs"),
        ("It recalled resolution 2514 (2020).", "no record"),
        ("It recalled General Assembly resolution 67/19.", "matches"),
        ("It recalled Human Rights Council resolution 46/22.", "no record"),
        ("In 2001 the Security Council adopted a resolution on terrorism.", "matches"),
        ("In 1977 the Security Council adopted a resolution on terrorism.", "no record"),
        ("They prevented the adoption of a resolution on terrorism by the Security Council in 2001.", None),
        ("A peaceful resolution of the conflict of 2001 was near.", None),
    ],
)
def test_instruments(check: Check, text: str, verdict: str | None) -> None:
    """Numbers and descriptions are looked up; what a small extract lacks never differs."""
    found = [c.verdict.value for c in check(text, ClaimKind.INSTRUMENT)]
    assert found == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("text", "date", "verdict"),
    [
        ("The Organization of the Islamic Conference met.", "2015-03-01", "differs"),
        ("The Organization of the Islamic Conference met.", "2005-03-01", "matches"),
        ("The Organization of the Islamic Conference met.", None, None),
        ("The Soviet Union was large.", "2015-03-01", None),
        ("The former Soviet Union was large.", "2015-03-01", None),
    ],
)
def test_names_at_a_date(check: Check, text: str, date: str | None, verdict: str | None) -> None:
    """A name is compared at the text's date; one that can only be meant for the past makes no claim."""
    found = [c.verdict.value for c in check(text, ClaimKind.NAME_AT_DATE, date=date)]
    assert found == ([verdict] if verdict else [])


def test_figures_have_no_record(check: Check) -> None:
    """Figures of a party keep their value and are never confirmed."""
    text = "They said 412 civilians were killed. Some 30% of the territory is occupied. They spoke of the displacement of 1.2 million people."
    found = check(text, ClaimKind.FIGURE)
    assert [c.claim.terms["value"] for c in found] == [412, "30%", 1_200_000]
    assert {c.verdict.value for c in found} == {"no record"}


WORDS = st.sampled_from(
    ["Only 39", "countries", "voted", "against", "the resolution", "822 (1993)", "NATO", "has 28 members", "Russia", "and", "France",
     "abstained", ".", ",", "\n\n", "General Assembly", "in 2008", "--", "’", "killed", "President", "of", "summit", "18th", "(", "😀", "10-11"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_spans_lie_inside_any_text(text: str) -> None:
    """Whatever the text, spans stay inside it, ids are unique, and the same text gives the same claims."""
    first = check_text(text)
    assert all(0 <= c.claim.span.start < c.claim.span.end <= len(text) for c in first)
    assert len({c.claim.id for c in first}) == len(first)
    assert first == check_text(text)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("President Jacob Zuma of South Africa spoke.", []),
        ("Jacob Zuma currently serves as the NAM secretary-general.", ["differs"]),
        ("Sergey Lavrov is the president of Russia.", ["no record"]),
    ],
)
def test_offices_in_undated_texts(check: Check, text: str, verdicts: list[str]) -> None:
    """Without a date only an office that does not exist, or was never recorded as the person's, makes a claim."""
    assert [c.verdict.value for c in check(text, ClaimKind.OFFICE, date=None)] == verdicts


@pytest.mark.parametrize(
    ("text", "date", "verdict"),
    [
        ("The United Kingdom is a member of the European Union.", None, "not checkable"),
        ("France is a member of the European Union.", None, "matches"),
        (
            "France, Russia and the United States, the three co-chairs of the OSCE Minsk Group, met.",
            None,
            "matches",
        ),
    ],
)
def test_members_in_undated_texts(check: Check, text: str, date: str | None, verdict: str) -> None:
    """Without a date a membership that ended is not checkable; one that lasts, or a whole group named, is."""
    assert [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP, date=date)] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The 57 participating States of the OSCE met.", "matches"),
        ("The 56 participating States of the OSCE met.", "differs"),
        ("The 12 member states of NATO met.", "not checkable"),
        ("The three member states of NATO met.", None),
        ("The 27 member states of NATO that border the sea met.", None),
    ],
)
def test_a_part_of_the_members_never_differs(check: Check, text: str, verdict: str | None) -> None:
    """The words "the 12 members of ..." may mean those just named, so a number far below the list is left open."""
    found = [c.verdict.value for c in check(text, ClaimKind.MEMBERSHIP_COUNT, date="2014-05-18")]
    assert found == ([verdict] if verdict else [])


def test_a_number_tells_more_than_the_words_around_it(check: Check) -> None:
    """A cited resolution is claimed once, by its number, and a month is no place."""
    [text] = check(
        "It welcomed the adoption of the Security Council resolution 1325 (2000).", ClaimKind.INSTRUMENT
    )
    assert text.quote == "1325 (2000)"
    assert check("They spoke at the 16th NAM Summit in April.", ClaimKind.MEETING) == []


def test_news_is_not_an_old_text(check: Check) -> None:
    """A resolution told as news of these days is not one of years ago on the same matter."""
    text = "A few days ago the Security Council adopted a resolution on Yugoslavia."
    assert [c.verdict.value for c in check(text, ClaimKind.INSTRUMENT, date="1994-10-01")] == ["no record"]


@pytest.mark.parametrize(
    ("text", "date", "verdict"),
    [
        ("Delegates of the Republic of Zaire met on Tuesday.", "2001-02-01", "differs"),
        ("The Republic of Upper Volta will host the next round.", "1987-02-01", "differs"),
        ("The Republic of Hungary has sent an envoy.", "2018-02-01", "differs"),
        ("The Republic of Hungary has sent an envoy.", "2008-02-01", "matches"),
        ("The government of the Republic of Venezuela welcomed the plan.", "2006-02-01", "not checkable"),
        ("In 1995 the government of the Republic of Zaire welcomed the plan.", "2001-02-01", None),
        ("The country, once called the Republic of Zaire, is large.", "2001-02-01", None),
        ("The Republic of Zaire (now the Democratic Republic of the Congo) signed it.", "2001-02-01", None),
        ("The army of Mobutu fought for the Republic of Zaire.", "2001-02-01", None),
        ("The government of the Union of Soviet Socialist Republics welcomed it.", "2001-02-01", None),
    ],
)
def test_old_names_of_today(check: Check, text: str, date: str, verdict: str | None) -> None:
    """An old name with nothing of today's makes a claim where somebody acts under it and nothing speaks of the past."""
    found = [c.verdict.value for c in check(text, ClaimKind.NAME_AT_DATE, date=date)]
    assert found == ([verdict] if verdict else [])
