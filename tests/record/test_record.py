"""The bundled record: what it answers, what it refuses to guess, and how it fails on a malformed row."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import FrozenInstanceError
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DataError
from onrecord.record import NamesHeld, Record, load_record, read_record
from onrecord.vocabulary import PartialDate, Vote, VoteOption

RECORD = load_record()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled files that a test may damage."""
    with_files = tmp_path / "data"
    shutil.copytree(str(files("onrecord.record") / "data"), with_files)
    return with_files


@given(st.sampled_from(RECORD.roll_call_rows))
def test_totals_equal_the_names(call) -> None:
    """Where all names of a roll call are held, they add up to its printed totals, option by option."""
    votes = [vote.option for vote in RECORD.votes(call.id).values()]
    totals = {"yes": call.yes, "no": call.no, "abstain": call.abstain, "not voting": call.not_voting}
    for option, total in totals.items():
        if RECORD.names_held[call.id] is NamesHeld.ALL:
            assert votes.count(VoteOption(option)) == total
        else:
            assert votes.count(VoteOption(option)) <= total


def test_roll_call_of_2008_in_full() -> None:
    """The Assembly's vote of 14 March 2008 is held by name with all 192 members, the Library's record first."""
    library, other = RECORD.roll_calls("A/RES/62/243")
    assert (library.yes, library.no, library.abstain, library.not_voting) == (39, 7, 100, 46)
    assert len(RECORD.votes(library.id)) == 192
    assert RECORD.ranks[library.id] < RECORD.ranks[other.id]
    assert (other.yes, other.no, other.abstain) == (38, 7, 101)


def test_five_states_of_a_vote() -> None:
    """A seat voted yes, no, abstained or did not vote; a state without a seat is not a member, and never a no."""
    call = "A/RES/62/243:undl"
    said = {state: RECORD.option(call, state) for state in ("PAK", "FRA", "GBR", "IRN", "SSD")}
    assert said.pop("SSD") is VoteOption.NOT_A_MEMBER
    options = {state: vote.option for state, vote in said.items() if isinstance(vote, Vote)}
    assert options == {"PAK": "yes", "FRA": "no", "GBR": "abstain", "IRN": "not voting"}


def test_unnamed_votes_are_unknown() -> None:
    """Where only totals are held, a state's vote is unknown, not "not a member"."""
    assert RECORD.option("A/RES/63/307:undl", "FRA") is None
    assert dict(RECORD.votes("A/RES/63/307:undl")) == {}


def test_instruments_are_found_by_what_a_text_gives() -> None:
    """Body, year, number, day and a phrase about the matter each narrow the search."""
    assert [row.id for row in RECORD.instruments("UNSC", number="1325")] == ["S/RES/1325(2000)"]
    assert [row.id for row in RECORD.instruments("UNGA", 2008, matter="the dispute over Karabakh")] == [
        "A/RES/62/243"
    ]
    assert len(RECORD.instruments("UNSC", 1993, matter="Nagorno-Karabakh")) == 4
    assert RECORD.instruments("UNGA", matter="fisheries") == ()
    drafts = RECORD.instruments("UNSC", on=PartialDate(2022, 2, 25))
    assert [(row.id, row.adopted) for row in drafts] == [("S/2022/155", False)]


def test_every_row_has_a_source_and_an_id_of_its_own() -> None:
    """A verdict can name each row, and each row says where it comes from."""
    rows = [row.row for row in (*RECORD.instrument_rows, *RECORD.roll_call_rows, *RECORD.vote_rows)]
    assert len(rows) == len(set(rows))
    assert all(row.source for row in (*RECORD.instrument_rows, *RECORD.roll_call_rows, *RECORD.coverage))


def test_record_travels_and_cannot_be_changed() -> None:
    """A worker process gets an equal copy; neither rows nor views can be altered."""
    copy = pickle.loads(pickle.dumps(RECORD))
    assert isinstance(copy, Record)
    assert copy == RECORD
    assert copy.votes("A/RES/62/243:undl") == RECORD.votes("A/RES/62/243:undl")
    with pytest.raises(FrozenInstanceError):
        RECORD.coverage = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        RECORD.votes("A/RES/62/243:undl")["FRA"] = None  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("roll_calls.csv", ",39,7,100,46,", ",40,7,100,46,", r"votes\.csv: A/RES/62/243:undl: 40 yes"),
        (
            "votes.csv",
            "A/RES/62/243:undl,no,AGO",
            "A/RES/62/243:undl,no,Angola",
            r"votes\.csv, row \d+: not a three",
        ),
        ("votes.csv", "A/RES/62/243:undl,no,", "A/RES/62/243:undl,nay,", r"votes\.csv, row \d+: not one of"),
        (
            "votes.csv",
            "A/RES/62/243:undl,no,",
            "A/RES/62/999:undl,no,",
            r"votes\.csv, row \d+: unknown roll call",
        ),
        ("roll_calls.csv", "A/RES/67/19,", "A/RES/67/9999,", r"roll_calls\.csv, row \d+: unknown instrument"),
        ("instruments.csv", "2008-03-14", "14 March", r"instruments\.csv, row \d+: not an ISO date"),
        ("instruments.csv", "id,body", "key,body", r"instruments\.csv: the columns must be"),
        ("instruments.csv", "A/RES/60/285,", "A/RES/62/243,", r"given twice: A/RES/62/243"),
        ("coverage.csv", "1992", "", r"coverage\.csv, row 2: empty cell: first"),
    ],
)
def test_malformed_rows_are_named(folder: Path, name: str, old: str, new: str, message: str) -> None:
    """A wrong total, code, option, reference, date, header or repeated id stops the load and names file and row."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_record(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    """A file that is not there is a data error too, not a crash."""
    (folder / "votes.csv").unlink()
    with pytest.raises(DataError, match=r"votes\.csv"):
        read_record(folder)


def test_vetoed_drafts_are_held_by_name() -> None:
    """Each seat of the Council is known for every failed draft, so that no vote on it is left open."""
    drafts = [row for row in RECORD.instrument_rows if not row.adopted]
    assert drafts
    for draft in drafts:
        [call] = RECORD.roll_calls(draft.id)
        assert len(RECORD.votes(call.id)) == 15
        assert "no" in {vote.option for vote in RECORD.votes(call.id).values()}
