"""How votes are told: shares, ways of adoption, lists, members of bodies, the only voters, margins, ranks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check import compare, find_claims
from onrecord.record import Record, load_record
from onrecord.registry import load_registry
from onrecord.vocabulary import ClaimKind, Instrument, PartialDate, RollCall, Vote, VoteOption
from tests.check.conftest import check_text, sentences_of
from tests.making import make_document

VOTES = (ClaimKind.VOTE_TALLY, ClaimKind.VOTE_CAST, ClaimKind.VOTE_COMPOSITION)


def _verdicts(text: str, record: Record | None = None, date: str = "2024-05-01") -> list[str]:
    found = check_text(text, date=date, record=record)
    return [checked.verdict.value.value for checked in found if checked.claim.kind in VOTES]


WORDINGS = [
    # Shares of those who have a seat.
    ("A majority of UN members voted for General Assembly resolution 68/262.", ["matches"]),
    ("More than two thirds of the member states voted in favour of resolution ES-11/1.", ["matches"]),
    ("Two-thirds of UN members voted for resolution 68/262.", ["differs"]),
    ("Resolution ES-11/1 won a two-thirds majority in the General Assembly.", ["matches"]),
    ("Over half of the member states abstained on resolution 62/243.", ["matches"]),
    ("Less than half of the members of the United Nations voted in favour of resolution 68/262.", ["differs"]),
    ("All member states voted in favour of resolution 62/243.", ["differs"]),
    ("Resolution 68/262 was carried by an absolute majority of the member states.", ["matches"]),
    ("Fourteen of the fifteen Council members voted for resolution 2334 (2016).", ["matches"]),
    ("Resolution 68/262 was backed by more than two thirds of the members.", ["differs"]),
    ("Resolution 68/262 was adopted in 2014. The result was 100-11-58.", ["matches"] * 3),
    # Ways of adoption.
    ("General Assembly resolution 68/262 was adopted unanimously.", ["differs"]),
    ("The General Assembly adopted resolution 68/262 by consensus.", ["differs"]),
    ("The General Assembly adopted resolution 68/262 without a vote.", ["differs"]),
    ("The General Assembly adopted resolution 60/285 without a vote.", ["matches"]),
    ("The General Assembly adopted resolution 60/285 by consensus.", ["matches"]),
    ("The Security Council adopted resolution 1441 (2002) by consensus.", ["matches"]),
    ("The Security Council adopted resolution 1441 (2002) without a vote.", ["not checkable"]),
    ("We welcome the unanimous adoption of resolution 2118 (2013).", ["matches"]),
    ("The unanimous Security Council resolution 598 (1987) must be implemented.", ["matches"]),
    ("Unanimously adopting resolution 1973 (2011), the Council set up a no-fly zone.", ["differs"]),
    ("Resolution 1441 (2002) is binding. The Council adopted it unanimously.", ["matches"]),
    ("The Security Council voted unanimously in favour of resolution 1973 (2011).", ["differs"]),
    ("By consensus, the General Assembly adopted resolution 68/262.", ["differs"]),
    ("The vote on resolution 1973 (2011) was unanimous.", ["differs"]),
    ("Resolution 1441 (2002) received the unanimous support of the Council.", ["matches"]),
    ("No vote was taken on General Assembly resolution 68/262.", ["differs"]),
    ("Resolution 1244 (1999) was adopted without a single vote against.", ["matches"]),
    ("Resolution 68/262 was adopted without any dissenting votes.", ["differs"]),
    ("No one voted against resolution 2334 (2016).", ["matches"]),
    ("Nobody voted against General Assembly resolution 68/262.", ["differs"]),
    ("Resolution ES-11/1 was adopted by an overwhelming majority.", ["matches"]),
    ("Resolution 62/243 was adopted by an overwhelming majority.", ["not checkable"]),
    ("Draft resolution S/2022/155 was not adopted.", ["matches"]),
    ("Resolution 68/262 was not adopted by consensus but by a recorded vote.", []),
    ("Resolutions of the Council are adopted unanimously or not at all, and 1973 (2011) is no exception.", []),
    ("Resolution 68/262 was adopted almost unanimously.", []),
    ("The declaration on resolution 68/262 was adopted unanimously.", []),
    # Printed results.
    ("The vote on resolution 68/262 was 100 in favour to 11 against, with 58 abstaining.", ["matches"] * 3),
    ("Resolution 68/262 was adopted. In favour: 100. Against: eleven. Abstaining: 48.", ["matches", "matches", "differs"]),
    ("Resolution 1973 (2011) was adopted by ten votes, with five abstentions.", ["matches", "matches"]),
    ("An amendment to resolution 68/262 was rejected by 12 votes to 80.", []),
    ("In the Third Committee the draft of resolution 68/262 was approved by 90 votes to 12.", []),
    # Lists of names.
    ("Resolution 678 (1990) was adopted by 12 votes to 2 (Cuba and Yemen), with 1 abstention (China).", ["matches"] * 6),
    ("Among those who abstained on resolution 68/262 were China, India and Belarus.", ["matches", "matches", "differs"]),
    ("Cuba was among those voting against resolution 68/262.", ["matches"]),
    ("China's abstention on resolution 1244 (1999) was noted.", ["matches"]),
    ("The draft S/2015/508 was blocked by the veto of the Russian Federation.", ["matches"]),
    ("In 2014 China blocked a Security Council draft resolution (S/2014/189).", ["differs"]),
    ("The three Baltic states voted for resolution 68/262.", ["matches"] * 3),
    ("Neither Russia nor China voted for draft resolution S/2022/155.", []),
    ("All Arab League members but Syria voted for resolution ES-11/1.", []),
    ("Had the United States voted against resolution 2334 (2016), it would have failed.", []),
    ("Was resolution 68/262 adopted unanimously?", []),
    ("It is not true that resolution 68/262 was adopted unanimously.", []),
    ("If all EU members had abstained, resolution 68/262 would still have passed.", []),
    ("The Czech Republic was the only EU member to vote against resolution 67/19.", []),
    ("The United States abstained on resolution 2334 (2016). All other members voted for the text.", ["matches"]),
    ("Resolution ES-11/1 was a first. Seven countries voted against the resolution.", ["differs"]),
    ("India and 57 other countries abstained on resolution 68/262.", []),
    # The only ones.
    ("Russia cast the lone vote against the draft resolution S/2022/155.", ["matches"]),
    ("Russia was the only country to vote against resolution 68/262.", ["differs"]),
    ("Angola was the one to abstain on resolution 2118 (2013).", ["differs"]),
    # Members of bodies.
    ("All EU member states voted for resolution ES-11/1.", ["matches"]),
    ("All EU members abstained in the vote on resolution 62/243.", ["differs"]),
    ("The EU abstained on resolution 62/243.", ["not checkable"]),
    ("The European Union voted in favour of resolution ES-11/1.", ["matches"]),
    ("No NATO member voted against resolution ES-11/1.", ["matches"]),
    ("Most OIC members backed resolution 62/243.", ["matches"]),
    ("Most NATO members voted against resolution 62/243.", ["differs"]),
    ("26 EU members abstained on resolution 62/243.", ["matches"]),
    ("Many EU members abstained on resolution 62/243.", ["matches"]),
    ("No permanent member voted against resolution 2334 (2016).", ["matches"]),
    ("Three permanent members abstained on resolution 1973 (2011).", ["differs"]),
    ("The five permanent members of the Security Council voted for resolution 1441 (2002).", ["matches"]),
    ("Of those who voted for resolution 62/243, most were members of the OIC.", ["matches"]),
    ("None of those who voted against resolution 62/243 was a member of NATO.", ["differs"]),
    # Margins and ranks.
    ("Resolution 68/262 was adopted by a margin of 89 votes.", ["matches"]),
    ("Resolution 68/262 passed by a margin of more than 100 votes.", ["differs"]),
    ("General Assembly resolution ES-11/1 received the largest number of votes ever.", ["not checkable"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), WORDINGS)
def test_wordings(text: str, verdicts: list[str]) -> None:
    """Each wording gets the verdict that a careful person gives beside the record."""
    assert _verdicts(text) == verdicts


def test_members_that_did_otherwise_are_named() -> None:
    """The split of a body's members is a step, and those absent are named: absent is never no."""
    [bloc] = check_text(
        "Most OIC members voted for resolution 62/243.", ClaimKind.VOTE_CAST, date="2010-01-01"
    )
    assert bloc.verdict.record_says == "31 of 56 in favour"
    told = " ".join(bloc.verdict.steps)
    assert "16 did not vote" in told
    assert "IRN" in told
    assert "no seat in this roll call: PSE" in told


def test_members_are_those_of_the_day() -> None:
    """Croatia joined the European Union in 2013: it is none of the 27 of 2008."""
    [bloc] = check_text(
        "All EU members abstained on resolution 62/243.", ClaimKind.VOTE_CAST, date="2024-01-01"
    )
    assert "27 members with a vote" in bloc.verdict.steps[1]


TITLES = {
    "A/RES/74/7": ("2019-11-07", "Necessity of ending the embargo imposed by the United States of America against Cuba", (187, 3, 2, 1)),
    "A/RES/73/8": ("2018-11-01", "Necessity of ending the embargo imposed by the United States of America against Cuba", (189, 2, 0, 2)),
    "A/RES/61/120": ("2006-12-14", "The occupied Syrian Golan", (163, 2, 16, 11)),
    "A/RES/61/118": ("2006-12-14", "Israeli settlements in the Occupied Palestinian Territory and the occupied Syrian Golan", (162, 8, 10, 12)),
    "A/RES/71/203": ("2016-12-19", "Situation of human rights in the Syrian Arab Republic", (116, 15, 49, 13)),
}  # fmt: skip
"""Texts and their votes, in the manner of an imported record: no matters, and a title."""


def _with_titles() -> Record:
    bundled = load_record()
    instruments, calls = list(bundled.instrument_rows), list(bundled.roll_call_rows)
    for id_, (day, title, (yes, no, abstain, absent)) in TITLES.items():
        date = PartialDate.parse(day)
        instruments.append(
            Instrument(
                row=f"instrument:{id_}", id=id_, body="UNGA", number=id_.removeprefix("A/RES/"), date=date,
                title=title, matters=(), adopted=True, source="a test",
            )
        )  # fmt: skip
        calls.append(
            RollCall(
                row=f"rollcall:{id_}:test", id=f"{id_}:test", instrument=id_, body="UNGA", date=date, yes=yes,
                no=no, abstain=abstain, not_voting=absent, source="a test",
            )
        )  # fmt: skip
    return Record(
        instrument_rows=tuple(instruments),
        roll_call_rows=tuple(calls),
        vote_rows=bundled.vote_rows,
        names_held=bundled.names_held,
        ranks=bundled.ranks,
        coverage=bundled.coverage,
    )


LARGE = _with_titles()


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("In 2019 the General Assembly adopted a resolution on the US embargo against Cuba by 187 votes to 3.", ["matches"] * 2),
        ("In 2019 the General Assembly adopted a resolution on the US embargo against Cuba by 150 votes to 3.", ["not checkable", "matches"]),
        ("On 7 November 2019 the General Assembly adopted a resolution on the US embargo against Cuba by 150 votes to 3.", ["differs", "matches"]),
        ("The General Assembly adopted a resolution on the embargo against Cuba by 187 votes to 3.", ["not checkable"] * 2),
        ("The General Assembly adopted a resolution on the occupied Syrian Golan on 14 December 2006 by 163 votes to 2.", ["matches"] * 2),
        ("On 19 December 2016 the General Assembly adopted a resolution on human rights in Syria. It was adopted by 116 votes.", []),
        ("On 19 December 2016 the General Assembly adopted a resolution on human rights in Syria. It won 116 votes.", ["matches"]),
        ("On 19 December 2016 the General Assembly adopted a resolution on whaling in Syria. It won 116 votes.", ["no record"]),
    ],
)  # fmt: skip
def test_texts_are_found_by_title(text: str, verdicts: list[str]) -> None:
    """Names in any of their forms and the words that carry meaning find a title; a day with them makes it sure."""
    assert _verdicts(text, LARGE) == verdicts


def test_the_one_that_fits_is_only_the_nearest() -> None:
    """Of several texts that may be meant, the one whose tally fits is named, and no match is told."""
    text = "The General Assembly adopted a resolution on the embargo against Cuba by 189 votes to 2."
    first = check_text(text, ClaimKind.VOTE_TALLY, record=LARGE, date="2024-05-01")[0]
    assert first.verdict.value == "not checkable"
    assert first.verdict.nearest is not None
    assert "A/RES/73/8" in first.verdict.nearest


def test_a_rank_needs_a_year_and_a_rival() -> None:
    """One vote of the year that ranks higher decides; that none does is told only where the year is held whole."""
    drew = "Resolution {} drew the most votes against in {}."
    assert _verdicts(drew.format("61/120", 2006), LARGE, date="2008-01-01") == ["differs"]
    assert _verdicts(drew.format("61/118", 2006), LARGE, date="2008-01-01") == ["not checkable"]


def test_long_lists_of_texts_are_cut() -> None:
    """At most eight texts are listed, and how many more there are."""
    rows = tuple(
        replace(LARGE.instrument_rows[0], row=f"instrument:A/RES/{n}/1", id=f"A/RES/{n}/1", number=f"{n}/1",
                title="Whales", matters=("whales",), date=PartialDate(1946 + n), body="UNGA")
        for n in range(50, 62)
    )  # fmt: skip
    calls = tuple(
        replace(LARGE.roll_call_rows[0], row=f"rollcall:{row.id}:t", id=f"{row.id}:t", instrument=row.id)
        for row in rows
    )
    record = Record(instrument_rows=rows, roll_call_rows=calls, vote_rows=(), names_held={}, ranks={})
    text = "The General Assembly adopted a resolution on whales by 100 votes to 3."
    first = check_text(text, ClaimKind.VOTE_TALLY, record=record, date="2024-05-01")[0]
    assert first.verdict.record_says.endswith("; and 4 more")
    assert len(first.verdict.rows) == 8


TEMPLATES = (
    "{0} and {1} voted against resolution 68/262.",
    "Among those who abstained on resolution 68/262 were {0} and {1}.",
    "Resolution 68/262 was adopted by 100 votes to 11 (including {0} and {1}).",
    "Only {0} and {1} voted against resolution 68/262.",
    "{0} was the only country to vote against resolution 68/262.",
    "{0}, unlike {1}, abstained on resolution 68/262.",
    "Resolution 68/262 was adopted over the objections of {0}. Against: {0} and {1}.",
)
NAMES = {"Albania": "ALB", "Armenia": "ARM", "Chile": "CHL", "Cuba": "CUB", "Peru": "PER", "Sudan": "SDN"}


def _by_state(text: str) -> dict[str, set[tuple[str, str]]]:
    told: dict[str, set[tuple[str, str]]] = {}
    for checked in check_text(text, ClaimKind.VOTE_CAST, date="2015-01-01"):
        only = checked.claim.terms.get("only")
        names = only if isinstance(only, list) else [checked.claim.terms.get("state")]
        for name in names:
            told.setdefault(str(name), set()).add((checked.claim.rule, str(checked.claim.terms["vote"])))
    return told


@given(st.sampled_from(TEMPLATES), st.permutations(sorted(NAMES)))
def test_names_exchanged_make_the_same_claims(template: str, names: list[str]) -> None:
    """Which states are named changes nothing in what is claimed of them: there is no favourite."""
    first, second = names[:2]
    told = _by_state(template.format(first, second))
    mirrored = _by_state(template.format(second, first))
    swap = {NAMES[first]: NAMES[second], NAMES[second]: NAMES[first]}
    assert {swap[state]: claims for state, claims in told.items()} == mirrored


@given(
    st.sampled_from([text for text, verdicts in WORDINGS if verdicts]), st.integers(0, 190), st.integers(1, 9)
)
def test_votes_on_other_texts_change_nothing(text: str, yes: int, number: int) -> None:
    """A vote on a text that is not spoken of, on any day, leaves every verdict on these as it was."""
    registry, bundled = load_registry(), load_record()
    other = replace(
        bundled.instrument_rows[0], row="instrument:other", id=f"A/RES/99/{number}", body="UNGA", number=f"99/{number}",
        date=PartialDate(2044, 1, number), title="Whales", matters=(),
    )  # fmt: skip
    call = RollCall(
        row="rollcall:other", id="other", instrument=other.id, body="UNGA", date=other.date, yes=yes, no=190 - yes,
        abstain=0, not_voting=3, source="a test",
    )  # fmt: skip
    vote = Vote(row="vote:other:CUB", roll_call="other", state="CUB", option=VoteOption.NO)
    larger = Record(
        instrument_rows=(*bundled.instrument_rows, other),
        roll_call_rows=(*bundled.roll_call_rows, call),
        vote_rows=(*bundled.vote_rows, vote),
        names_held=bundled.names_held,
        ranks=bundled.ranks,
        coverage=bundled.coverage,
    )
    document = make_document(text, date="2024-05-01")

    def verdicts(record: Record) -> list[tuple[str, str]]:
        claims = find_claims(document, sentences_of(document), registry=registry, record=record).found
        told = (compare(claim, document, registry=registry, record=record) for claim in claims)
        return [(verdict.value.value, verdict.record_says) for verdict in told]

    if "ever" not in text:
        assert verdicts(larger) == verdicts(bundled)
