"""`votes`: five states of a vote, absences named, sources beside each other, and what is no roll call."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger.roll import Counts, HeldCall, SeatVote
from onrecord.questions.blocs import Bloc, find_bloc, members_on
from onrecord.questions.held import Held
from onrecord.questions.votes import CAST, SEATED, VoteAnswer, votes
from onrecord.record import NamesHeld, load_record
from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate, VoteOption
from tests.roll_files import SC, Made, asked, plain, save, undl

REGISTRY, RECORD = load_registry(), load_record()
SEATS = ("ARM", "AZE", "FRA", "GEO", "PAK", "TUR", "state:NAM")
NOTHING = Counts(yes=None, no=None, abstain=None, not_voting=None)


def _ask(held: Held, symbol: str, *blocs: str) -> VoteAnswer:
    found = [find_bloc(held.registry, name) for name in blocs]
    return votes(symbol, roll=held.roll, registry=held.registry, record=held.record, blocs=found)


# --- Any votes at all ---------------------------------------------------------------------------


def _call(no: int, key: str, held: dict[str, VoteOption], *, rank: int = 2) -> HeldCall:
    counted = {option: sum(vote is option for vote in held.values()) for option in SEATED}
    return HeldCall(
        no=no, source=f"rec-{no}", publisher=f"Made {no}", read_on=None, rank=rank, symbol=key, key=key, body="UNGA",
        date=PartialDate(2008, 3, 14), kind="resolution", way="recorded", names=NamesHeld.ALL, adopted=True,
        counted=Counts(
            yes=counted[VoteOption.YES], no=counted[VoteOption.NO], abstain=counted[VoteOption.ABSTAIN],
            not_voting=counted[VoteOption.NOT_VOTING],
        ),
        stated=NOTHING, same_as=None, texts={},
    )  # fmt: skip


def _roll(held: dict[str, list[dict[str, VoteOption]]]) -> SimpleNamespace:
    """Roll calls that are held in no file: by symbol, what each source says."""
    numbered: dict[int, dict[str, VoteOption]] = {}
    calls: dict[str, tuple[HeldCall, ...]] = {}
    for key, sources in held.items():
        made = []
        for rank, source in enumerate(sources, start=2):
            numbered[len(numbered)] = source
            made.append(_call(len(numbered) - 1, key, source, rank=rank))
        calls[key] = tuple(made)
    return SimpleNamespace(
        calls=lambda symbol: calls.get(symbol, ()),
        parts=lambda symbol: (),
        like=lambda symbol: (),
        votes=lambda call: {
            seat: SeatVote(option, None) for seat, option in sorted(numbered[call.no].items())
        },
    )


BALLOTS = st.dictionaries(st.sampled_from(SEATS), st.sampled_from(SEATED), min_size=1)
BLOCS = [find_bloc(REGISTRY, "OIC"), find_bloc(REGISTRY, "AZE,ARM,GEO")]


def _any(roll: SimpleNamespace) -> VoteAnswer:
    return votes("A/RES/62/9900", roll=roll, registry=REGISTRY, record=RECORD, blocs=BLOCS)  # type: ignore[arg-type]


@given(BALLOTS)
def test_totals_equal_names(held: dict[str, VoteOption]) -> None:
    """In the whole and in every bloc the counts are those of the names, and each member stands in one place."""
    answer = _any(_roll({"A/RES/62/9900": [held]}))
    assert {seat.id: seat.option for seat in answer.seats} == held
    whole, *blocs = answer.splits
    counts = answer.counts
    assert [counts.yes, counts.no, counts.abstain, counts.not_voting] == [whole.count(o) for o in SEATED]
    for split in answer.splits:
        named = [id_ for ids in split.options.values() for id_ in ids]
        assert len(named) == len(set(named)) == split.members
        assert split.eligible == sum(split.count(option) for option in SEATED)
        if split.turnout is not None:
            assert split.turnout == sum(split.count(option) for option in CAST) / split.eligible
    for split in blocs:
        for option, ids in split.options.items():
            assert all(held.get(id_, VoteOption.NOT_A_MEMBER) is option for id_ in ids)


@given(BALLOTS)
def test_absent_is_never_a_no(held: dict[str, VoteOption]) -> None:
    """Nobody stands under "no" who did not vote no."""
    answer = _any(_roll({"A/RES/62/9900": [held]}))
    for split in answer.splits:
        assert all(held[id_] is VoteOption.NO for id_ in split.options[VoteOption.NO])


@given(
    BALLOTS,
    st.dictionaries(
        st.sampled_from(["A/RES/62/1", "A/RES/1/62", "S/RES/1(1946)"]),
        st.lists(BALLOTS, min_size=1, max_size=2),
    ),
)
def test_unrelated_votes_change_nothing(
    held: dict[str, VoteOption], others: dict[str, list[dict[str, VoteOption]]]
) -> None:
    """The answer is the same whatever else is held."""
    assert _any(_roll({"A/RES/62/9900": [held]})) == _any(_roll({"A/RES/62/9900": [held]} | others))


@given(BALLOTS, BALLOTS)
def test_differences_are_the_seats_that_differ(
    first: dict[str, VoteOption], second: dict[str, VoteOption]
) -> None:
    """Each seat on which two sources differ is told with both votes, and no other; the better source stands."""
    answer = _any(_roll({"A/RES/62/9900": [first, second]}))
    expected = {
        seat: [first.get(seat, VoteOption.NOT_A_MEMBER), second.get(seat, VoteOption.NOT_A_MEMBER)]
        for seat in first.keys() | second.keys()
        if first.get(seat) != second.get(seat)
    }
    told = {
        d.what: [said for said, _ in d.says] for d in answer.differences if d.what not in ("totals", "date")
    }
    assert told == expected
    assert {seat.id: seat.option for seat in answer.seats} == first


# --- From files ---------------------------------------------------------------------------------


def test_five_states_of_a_vote(tmp_path: Path) -> None:
    """Yes, no, abstained, did not vote, no seat: each member of the bloc is named under one of them."""
    made = Made("A/RES/62/9900", "AZE=Y ARM=N GEO=A MDA=X")
    with asked(save(tmp_path, "ga.csv", undl(made))) as held:
        split = _ask(held, "62/9900", "ARM,AZE,GEO,MDA,UKR").splits[1]
    assert {option.value: ids for option, ids in split.options.items()} == {
        "yes": ("AZE",), "no": ("ARM",), "abstain": ("GEO",), "not voting": ("MDA",), "not a member": ("UKR",)
    }  # fmt: skip
    assert (split.members, split.eligible, split.turnout) == (5, 4, 0.75)


def test_a_suspended_member_is_told_apart_and_not_counted(tmp_path: Path) -> None:
    """Syria was suspended from the OIC in 2013: its vote is in the whole, not in the bloc; in 2008 it is in both."""
    both = (Made("A/RES/67/9900", "SYR=N TUR=Y", date="2013-05-15"), Made("A/RES/62/9900", "SYR=N TUR=Y"))
    with asked(save(tmp_path, "ga.csv", undl(*both))) as held:
        then, before = (_ask(held, symbol, "OIC") for symbol in ("67/9900", "62/9900"))
    assert then.splits[1].suspended == ("SYR",)
    assert then.splits[1].options[VoteOption.NO] == ()
    assert then.splits[0].options[VoteOption.NO] == ("SYR",)
    assert "SYR" not in {id_ for ids in then.splits[1].options.values() for id_ in ids}
    assert any("suspended" in note and "SYR" in note for note in then.notes)
    assert (before.splits[1].suspended, before.splits[1].options[VoteOption.NO]) == ((), ("SYR",))


def test_members_are_those_of_the_day() -> None:
    """Azerbaijan was no member of the OIC in 1990, and was one in 2008."""
    oic = find_bloc(REGISTRY, "OIC")
    held = {year: members_on(REGISTRY, oic, PartialDate(year, 12, 1)).members for year in (1990, 2008)}
    assert ["AZE" in held[year] for year in (1990, 2008)] == [False, True]


def test_a_renamed_state_has_the_name_of_the_day(tmp_path: Path) -> None:
    """Swaziland until April 2018, Eswatini since; one seat."""
    both = (Made("A/RES/62/9900", "SWZ=Y"), Made("A/RES/73/9900", "SWZ=Y", date="2018-12-20"))
    with asked(save(tmp_path, "ga.csv", undl(*both))) as held:
        seats = [_ask(held, symbol).seats[0] for symbol in ("62/9900", "73/9900")]
    assert [(seat.id, seat.name) for seat in seats] == [("SWZ", "Swaziland"), ("SWZ", "Eswatini")]


def test_a_difference_names_the_state_as_on_the_day(tmp_path: Path) -> None:
    """As the list of seats does."""
    library = save(tmp_path, "ga.csv", undl(Made("A/RES/62/9900", "SWZ=Y")))
    second = save(tmp_path, "second.csv", plain(Made("A/RES/62/9900", "SWZ=N")))
    with asked(library, second) as held:
        told = {one.what: one.name for one in _ask(held, "62/9900").differences}
    assert told["SWZ"] == "Swaziland"


def test_a_resolution_adopted_without_a_vote(tmp_path: Path) -> None:
    """It has no split: a count of nobody's votes would read as if all had stayed away."""
    made = Made(
        "S/RES/9742(1992)", "CHN=Y FRA=Y", date="1992-02-14", cells={"modality": "adopted without a vote"}
    )
    with asked(save(tmp_path, "sc.csv", undl(made, columns=SC))) as held:
        answer = _ask(held, "S/RES/9742(1992)", "EU")
    assert (answer.way, answer.splits, answer.adopted) == ("without a vote", (), True)
    assert answer.notes[0].startswith("Adopted without a vote")


def test_a_bundled_resolution_adopted_without_a_vote() -> None:
    """Known without any file."""
    answer = votes("S/RES/822(1993)", roll=None, registry=REGISTRY, record=RECORD)
    assert answer.way == "recorded"
    assert answer.seats
    assert all(RECORD.row(seat.row) is not None for seat in answer.seats)
    assert RECORD.row(answer.call.row) == RECORD.roll_calls(answer.symbol)[0]
    silent = votes("A/RES/48/114", roll=None, registry=REGISTRY, record=RECORD)
    assert (silent.way, silent.splits, silent.seats) == ("without a vote", (), ())


def test_a_draft_that_failed(tmp_path: Path) -> None:
    """The vote is told, and that the text is no instrument."""
    made = Made("S/2031/99", "RUS=N USA=Y FRA=Y", date="2031-02-25", cells={"adopted": "no"})
    with asked(save(tmp_path, "sc.csv", plain(made, body="UNSC", more=("adopted",)))) as held:
        answer = _ask(held, "S/2031/99")
    assert (answer.adopted, str(answer.counts), answer.call.kind) == (
        False,
        "2-1-0, 0 not voting",
        "resolution",
    )
    assert any("draft that failed" in note for note in answer.notes)


def test_a_list_of_vetoes_beside_the_roll_call() -> None:
    """The bundled vote on a vetoed draft is whole, and says that it failed."""
    answer = votes("S/2022/155", roll=None, registry=REGISTRY, record=RECORD)
    assert (answer.adopted, str(answer.counts)) == (False, "11-1-3, 0 not voting")


def test_an_omnibus_resolution_voted_in_parts(tmp_path: Path) -> None:
    """Asked for the whole, the parts are named; asked for a part, the others stand beside it."""
    parts = [
        Made(f"A/RES/34/976{letter}", f"AZE={vote}", date="1979-12-12")
        for letter, vote in zip("ABC", "YNA", strict=True)
    ]
    with asked(save(tmp_path, "ga.csv", undl(*parts))) as held:
        with pytest.raises(
            UsageError, match=r"voted on in parts: A/RES/34/976A, A/RES/34/976B, A/RES/34/976C"
        ):
            _ask(held, "A/RES/34/976")
        answer = _ask(held, "a/res/34/976b")
    assert str(answer.counts) == "0-1-0, 0 not voting"
    assert [part.symbol for part in answer.parts] == ["A/RES/34/976A", "A/RES/34/976C"]


def test_research_data_do_not_speak_where_the_library_has_names(tmp_path: Path) -> None:
    """And do where it has none: three roll calls of the Library list every seat as not voting."""
    library = save(
        tmp_path, "ga.csv", undl(Made("A/RES/39/928A", "AZE=X ARM=X"), Made("A/RES/62/9900", "AZE=Y ARM=X"))
    )
    second = save(
        tmp_path,
        "second.csv",
        plain(Made("A/RES/39/928A", "AZE=N ARM=N"), Made("A/RES/62/9900", "AZE=N ARM=N")),
    )
    with asked(library, second) as held:
        assert str(_ask(held, "A/RES/62/9900").counts) == "1-0-0, 1 not voting"
        assert str(_ask(held, "A/RES/39/928A").counts) == "0-2-0, 0 not voting"


def test_an_unknown_symbol_names_those_that_are_near(tmp_path: Path) -> None:
    """And where more are to be had."""
    with (
        asked(save(tmp_path, "ga.csv", undl(Made("A/RES/62/9900", "AZE=Y")))) as held,
        pytest.raises(UsageError, match=r"near: A/RES/62/9900"),
    ):
        _ask(held, "A/RES/62/9901")


@pytest.mark.parametrize("name", ["OCI", "", "OIC2", "Azerbaijan", "AZE,XXX"])
def test_an_unknown_bloc_is_refused(name: str) -> None:
    """Never an empty bloc that voted nothing."""
    with pytest.raises(UsageError):
        find_bloc(REGISTRY, name)


def test_states_as_a_bloc_are_each_counted_once() -> None:
    """Named twice, by code and by name."""
    assert find_bloc(REGISTRY, "AZE, Armenia,aze").states == ("AZE", "ARM")
    assert members_on(REGISTRY, Bloc(id="x", name="x", states=("GEO", "ARM")), PartialDate(2008)).members == (
        "ARM",
        "GEO",
    )
