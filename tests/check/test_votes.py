"""Claims about votes: tallies, named states, anaphors, sources, and what is no vote of states."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import NamesHeld, load_record
from onrecord.vocabulary import ClaimKind, DocumentKind, RollCall, Vote, VoteOption
from tests.check.conftest import Check, check_text

UKRAINE = (
    "The General Assembly on 27 March 2014 adopted a resolution on the territorial integrity of Ukraine. "
)
KARABAKH = "In March 2008 the UN General Assembly adopted a resolution on the Nagorno-Karabakh conflict. "
RECORD = load_record()


@pytest.mark.parametrize(
    ("sentence", "verdict", "record_says"),
    [
        ("Exactly 100 countries voted in favour.", "matches", "100"),
        ("One hundred states voted for the resolution.", "matches", "100"),
        ("Only 99 member states voted for that document.", "differs", "100"),
        ("More than 80 countries abstained or did not vote.", "matches", "82"),
        ("Over 90 other nations abstained or did not vote at all.", "differs", "82"),
        ("Nearly 60 delegations abstained.", "matches", "58"),
        ("At least 11 countries voted against it.", "matches", "11"),
        ("Fewer than ten states, most of them small, voted against the text.", "differs", "11"),
        ("It was adopted by 100 votes to 11.", "matches", "100"),
    ],
)
def test_tallies(check: Check, sentence: str, verdict: str, record_says: str) -> None:
    """Counts are laid beside the roll call with the comparison that the text makes."""
    first = check(UKRAINE + sentence, ClaimKind.VOTE_TALLY, date="2014-04-01")[0]
    assert (first.verdict.value, first.verdict.record_says) == (verdict, record_says)


def test_arithmetic_is_shown(check: Check) -> None:
    """A sum over two options is worked in the open, with the nearest reading and the other source's figure."""
    text = KARABAKH + "Over 150 states abstained or did not vote."
    [tally] = check(text, ClaimKind.VOTE_TALLY, date=None)
    assert tally.verdict.value == "differs"
    assert "100 abstained + 46 did not vote = 146" in tally.verdict.steps
    assert tally.verdict.text_says == "over 150"
    assert tally.verdict.nearest == "153 if the 7 against are counted too"
    assert any("Voeten" in step and "147" in step for step in tally.verdict.steps)
    assert "rollcall:A/RES/62/243:undl" in tally.verdict.rows


def test_all_numbers_of_a_printed_result(check: Check) -> None:
    """A result given as a row of numbers makes a claim of each."""
    text = "Resolution 1973 (2011) was adopted by 10 votes to none, with 5 abstentions."
    counts = [
        (c.claim.terms["option"], c.claim.terms["count"], c.verdict.value)
        for c in check(text, ClaimKind.VOTE_TALLY)
    ]
    assert counts == [("yes", 10, "matches"), ("no", 0, "matches"), ("abstain", 5, "matches")]


def test_named_states(check: Check) -> None:
    """Each named state makes a claim; its span is the row of names."""
    text = (
        UKRAINE
        + "Armenia, Cuba and the Sudan -- long at odds with the sponsors -- voted against the resolution."
    )
    cast = check(text, ClaimKind.VOTE_CAST, date="2014-04-01")
    assert {c.claim.terms["state"]: c.verdict.value for c in cast} == {
        "ARM": "matches",
        "CUB": "matches",
        "SDN": "matches",
    }
    assert {c.quote for c in cast} == {"Armenia, Cuba and the Sudan"}


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("China voted against the resolution.", "differs"),
        ("China abstained.", "matches"),
        ("Iran did not vote.", "matches"),
        ("The resolution was rejected by Belarus.", "matches"),
        ("The resolution was rejected by China.", "not checkable"),
    ],
)
def test_votes_of_one_state(check: Check, sentence: str, verdict: str) -> None:
    """Abstaining is not voting against; a state that "rejected" a text need not have voted so."""
    assert check(UKRAINE + sentence, ClaimKind.VOTE_CAST, date="2014-04-01")[0].verdict.value == verdict


def test_sources_may_disagree(check: Check) -> None:
    """Where a second source bears the text out and the best one does not, neither is picked in silence."""
    [cast] = check(KARABAKH + "Pakistan abstained.", ClaimKind.VOTE_CAST, date="2010-01-01")
    assert cast.verdict.value == "sources disagree"
    assert any("PAK abstained" in step for step in cast.verdict.steps)
    [tally] = check(KARABAKH + "Only 38 states voted for it.", ClaimKind.VOTE_TALLY, date="2010-01-01")
    assert tally.verdict.value == "sources disagree"


def test_not_a_member_did_not_vote(check: Check) -> None:
    """A state that had no seat on the day cannot have voted."""
    [cast] = check(KARABAKH + "South Sudan voted for it.", ClaimKind.VOTE_CAST, date="2014-02-17")
    assert (cast.verdict.value, cast.verdict.record_says) == ("differs", "SSD was not a member")


def test_several_texts_fit(check: Check) -> None:
    """Where the record holds several texts that may be meant, all are listed and none is chosen."""
    text = "The Security Council adopted resolutions on Nagorno-Karabakh in 1993. France voted against the resolution."
    [cast] = check(text, ClaimKind.VOTE_CAST, date="2010-01-01")
    assert cast.verdict.value == "not checkable"
    assert "S/RES/822(1993)" in cast.verdict.record_says
    assert "S/RES/884(1993)" in cast.verdict.record_says


def test_what_is_not_held_is_no_record(check: Check) -> None:
    """A text outside the small extract never differs, and does not borrow the vote of an earlier one."""
    text = (
        KARABAKH + "Resolution 2514 (2020) was adopted by 3 votes to 12. Kenya voted against the resolution."
    )
    verdicts = {
        c.verdict.value for c in check(text) if c.claim.kind in (ClaimKind.VOTE_TALLY, ClaimKind.VOTE_CAST)
    }
    assert verdicts == {"no record"}


def test_disagreement_needs_certainty(check: Check) -> None:
    """Told by words alone, on a matter not held whole, a tally that does not fit is not checkable."""
    text = "In 2018 the General Assembly adopted a resolution on Crimea. It was backed as 90 countries voted in favour."
    [tally] = check(text, ClaimKind.VOTE_TALLY, date="2019-01-01")
    assert tally.verdict.value == "not checkable"


@pytest.mark.parametrize(
    "sentence",
    [
        "The House passed the bill by 232 votes to 197.",
        "Senators voted against the resolution.",
        "Britain voted to leave the European Union.",
        "France voted for change.",
        "Brazil will have voted by then, and Chile may vote against the resolution.",
        "The committee on 10-11 July passed in silence.",
    ],
)
def test_no_vote_of_states(check: Check, sentence: str) -> None:
    """Parliaments, referendums, elections and plans make no claim, even after a resolution was mentioned."""
    kinds = {c.claim.kind for c in check(UKRAINE + sentence, date="2014-04-01")}
    assert not kinds & {ClaimKind.VOTE_TALLY, ClaimKind.VOTE_CAST}


def test_first_person_votes(check: Check) -> None:
    """In a speech "my delegation" is the state whose office the speaker holds."""
    text = "My delegation voted in favour of the draft resolution contained in document S/2017/1060."
    [cast] = check(
        text, ClaimKind.VOTE_CAST, date="2017-12-18", speaker="A. Speaker",
        speaker_office="Permanent Representative of France to the United Nations",
    )  # fmt: skip
    assert cast.claim.terms["state"] == "FRA"
    assert cast.claim.terms["instrument"] == "S/2017/1060"


def test_who_the_voters_were(check: Check) -> None:
    """Members of a held body can be counted among the voters; other properties of states are no record."""
    text = UKRAINE + "Only 11 countries, {}, voted against it."
    [counted] = check(
        text.format("all of them members of the European Union"),
        ClaimKind.VOTE_COMPOSITION,
        date="2014-04-01",
    )
    assert (counted.verdict.value, counted.verdict.record_says) == ("differs", "0 of 11")
    [other] = check(
        text.format("most of them having large armies"), ClaimKind.VOTE_COMPOSITION, date="2014-04-01"
    )
    assert other.verdict.value == "no record"


def test_resolution_tells_its_own_vote(check: Check) -> None:
    """The line under a resolution is about that resolution, not about the one it recalls last."""
    text = (
        "Resolution 678 (1990) of 29 November 1990. The Security Council, recalling its resolution 660 (1990), decides so. "
        "Adopted at the 2963rd meeting by 12 votes to 2, with 1 abstention."
    )
    assert {c.verdict.value for c in check(text, ClaimKind.VOTE_TALLY, date="1990-11-29")} == {"matches"}


NAMED = sorted(state for state, vote in RECORD.votes("A/RES/68/262:undl").items() if vote.option == "no")


@given(st.permutations(["Armenia", "Belarus", "China", "India"]).map(lambda names: names[:2]))
def test_order_of_names_makes_no_difference(names: list[str]) -> None:
    """Each state's verdict is its own: swapping two names swaps nothing else."""
    ends = "{} and {} voted against the resolution."
    results = [
        {
            c.claim.terms["state"]: c.verdict.value
            for c in check_text(UKRAINE + ends.format(*pair), ClaimKind.VOTE_CAST, date="2014-04-01")
        }
        for pair in (names, names[::-1])
    ]
    assert results[0] == results[1]
    assert len(results[0]) == 2


@given(
    st.lists(st.sampled_from(["AAA", "BBB", "CCC", "DDD"]), unique=True),
    st.sampled_from(list(VoteOption)[:4]),
)
def test_unrelated_votes_change_nothing(states: list[str], option: VoteOption) -> None:
    """Adding a roll call on another text never changes a verdict."""
    call = RollCall(
        row="rollcall:A/RES/48/114:x", id="A/RES/48/114:x", instrument="A/RES/48/114", body="UNGA", date=RECORD.instrument_rows[0].date,
        yes=0, no=0, abstain=0, not_voting=0, source="made for a test",
    )  # fmt: skip
    votes = tuple(
        Vote(row=f"vote:x:{state}", roll_call=call.id, state=state, option=option) for state in states
    )
    more = replace(
        RECORD,
        roll_call_rows=(*RECORD.roll_call_rows, call),
        vote_rows=(*RECORD.vote_rows, *votes),
        names_held={**RECORD.names_held, call.id: NamesHeld.SOME},
        ranks={**RECORD.ranks, call.id: 1},
    )
    text = UKRAINE + "Exactly 100 countries voted in favour. China voted against it."
    before = [c.verdict for c in check_text(text, date="2014-04-01")]
    assert before == [c.verdict for c in check_text(text, date="2014-04-01", record=more)]


def test_half_understood_is_not_compared(check: Check) -> None:
    """Where a joined verb is not understood the claim says so, and no number is laid beside it."""
    [tally] = check(
        UKRAINE + "Over 100 countries abstained or looked elsewhere.", ClaimKind.VOTE_TALLY, date="2014-04-01"
    )
    assert tally.verdict.value == "not checkable"
    assert "looked elsewhere" in tally.verdict.searched[0]
    assert "58" not in tally.verdict.record_says


def test_words_with_several_readings_show_the_sum_that_fits(check: Check) -> None:
    """A wording that may mean abstaining or staying away is borne out by either, and by both together."""
    texts = ["Exactly 58 states refrained from voting.", "Exactly 82 states refrained from voting."]
    found = [check(UKRAINE + text, ClaimKind.VOTE_TALLY, date="2014-04-01")[0].verdict for text in texts]
    assert [(verdict.value, verdict.record_says) for verdict in found] == [
        ("matches", "58"),
        ("matches", "82"),
    ]
    assert "58 abstained + 24 did not vote = 82" in found[1].steps


@pytest.mark.parametrize(
    "text",
    [
        "We recall resolution 2254 (2015). Russia voted against the draft resolution today.",
        "We recall resolution 2254 (2015). A year later, Russia voted against the resolution.",
        "We recall resolution 2254 (2015). In 2017 Russia voted against the resolution.",
        "We recall resolution 2254 (2015). Russia vetoed a Western text.",
        "We recall resolutions 2254 (2015) and 2401 (2018) and 2532 (2020). Russia opposed it.",
    ],
)
def test_another_vote_is_not_the_last_text_mentioned(check: Check, text: str) -> None:
    """A vote of another day or on another text is never laid beside the roll call of a text that was only recalled."""
    verdicts = {c.verdict.value for c in check(text, ClaimKind.VOTE_CAST, date="2020-09-10")}
    assert verdicts <= {"no record", "not checkable"}


def test_resolution_named_in_the_title_has_its_own_vote(check: Check) -> None:
    """A resolution's vote, footnotes included, belongs to the number in its title."""
    text = "Recalling its resolution 338 (1973), the Council decides so. Adopted at the 1760th meeting by 10 votes to none with 4 abstentions. One member did not participate in the voting."
    found = check(
        text,
        ClaimKind.VOTE_TALLY,
        date="1973-12-15",
        title="Resolution 344 (1973)",
        kind=DocumentKind.RESOLUTION,
    )
    assert {c.verdict.value for c in found} == {"no record"}


def test_terms_leave_out_what_says_nothing(check: Check) -> None:
    """A claim's terms hold no empty, missing or false value; the number zero stays."""
    text = (
        UKRAINE
        + "It was adopted by 100 votes to none. NATO had 16 members. Foreign Minister Sergey Lavrov of Russia spoke."
    )
    terms = [c.claim.terms for c in check(text, date="2014-04-01")]
    assert not [
        value for told in terms for value in told.values() if value is None or value is False or value == []
    ]
    assert 0 in [told.get("count") for told in terms]
