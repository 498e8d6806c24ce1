"""Layouts told by their columns, cells told by their words, codes told by their period."""

from __future__ import annotations

from itertools import pairwise

import pytest

from onrecord.record.layouts import load_layouts, load_seat_codes, load_words, read_vote, recognise, seats_of
from onrecord.vocabulary import VoteOption
from tests.roll_files import GA_2025, GA_2026, PLAIN, SC, STATES, UNVOTES_CALLS, UNVOTES_VOTES, VETOES, VOETEN

BY_ID = {layout.id: layout for layout in load_layouts()}
NOT_VOTING = VoteOption.NOT_VOTING


@pytest.mark.parametrize(
    ("columns", "layout", "edition"),
    [
        (GA_2025, "undl-ga", "2025 or 2024"),
        (GA_2026, "undl-ga", "2026"),
        (SC, "undl-sc", "2025 or 2024"),
        ([*SC, "vote_note"], "undl-sc", "2026"),
        (VOETEN, "voeten", ""),
        (UNVOTES_VOTES, "unvotes-votes", ""),
        (UNVOTES_CALLS, "unvotes-calls", ""),
        (VETOES, "sc-vetoes", ""),
        (PLAIN, "plain", ""),
        ([*PLAIN, "title", "source", "anything"], "plain", ""),
    ],
)
def test_a_layout_is_told_by_its_columns(columns: list[str], layout: str, edition: str) -> None:
    """In whatever order they stand."""
    for order in (columns, list(reversed(columns))):
        found = recognise(order)
        assert found is not None
        assert (found.id, found.edition(order)) == (layout, edition)


@pytest.mark.parametrize("layout", load_layouts(), ids=lambda layout: layout.id)
def test_no_layout_is_taken_for_another(layout) -> None:
    """The columns that a layout needs lead to itself, and one fewer never does."""
    assert recognise(layout.needs) is layout
    for missing in layout.needs:
        assert recognise([name for name in layout.needs if name != missing]) is not layout


def test_every_layout_says_who_publishes_it_and_on_which_terms() -> None:
    """The user's file stays the publisher's."""
    for layout in load_layouts():
        assert layout.publisher
        assert layout.terms
        assert 1 <= layout.rank <= 4


@pytest.mark.parametrize(
    ("layout", "cell", "option"),
    [
        *(("undl-ga", cell, VoteOption.YES) for cell in ("Y", " Y ")),
        ("undl-ga", "N", VoteOption.NO),
        ("undl-ga", "A", VoteOption.ABSTAIN),
        *(("undl-ga", cell, NOT_VOTING) for cell in ("X", "NV", "", None, "  ")),
        *(("voeten", cell, option) for cell, option in zip("1238", (VoteOption.YES, VoteOption.ABSTAIN, VoteOption.NO, NOT_VOTING), strict=True)),
        ("voeten", "9", VoteOption.NOT_A_MEMBER),
        ("voeten", "9.0", VoteOption.NOT_A_MEMBER),
        ("unvotes-votes", "yes", VoteOption.YES),
        ("unvotes-votes", "abstain", VoteOption.ABSTAIN),
        ("plain", "In favour", VoteOption.YES),
        ("plain", "Absent", NOT_VOTING),
        ("plain", "against", VoteOption.NO),
    ],
)  # fmt: skip
def test_what_a_cell_says(layout: str, cell: str | None, option: VoteOption) -> None:
    """Each publisher's words for the five states of a vote."""
    assert read_vote(cell, BY_ID[layout]) == (option, False)


@pytest.mark.parametrize("cell", ["y", "a", "n", "AN"])
def test_slips_of_the_library_are_mended_and_said_so(cell: str) -> None:
    """Small letters, and `AN` read as its first letter; elsewhere small letters are no slip."""
    option, mended = read_vote(cell, BY_ID["undl-ga"])
    assert (option, mended) == ({"y": "yes", "n": "no", "a": "abstain"}[cell[0].casefold()], True)
    assert read_vote("y", BY_ID["plain"]) == (VoteOption.YES, False)


@pytest.mark.parametrize("cell", ["?", "YN", "-", "4", "=Y", "no vote", "maybe"])
def test_a_cell_that_is_no_vote_is_never_guessed(cell: str) -> None:
    """Above all, it is no "no"."""
    assert read_vote(cell, BY_ID["plain"])[0] is None


def test_absence_is_never_a_no() -> None:
    """No word for not voting leads to a vote."""
    votes = load_words().votes
    for word in ("", "x", "nv", "absent", "did not vote", "8"):
        assert votes[word] is NOT_VOTING


def _held(code: str, name: str | None, scheme: str) -> list[str]:
    return [found.seat for found in seats_of(code, name, scheme, STATES)]


@pytest.mark.parametrize(
    ("scheme", "code", "name", "seats"),
    [
        ("undl", "AZE", None, ["AZE"]),
        ("undl", "GER", None, ["DEU"]),
        ("undl", "NAM", None, ["state:NAM"]),
        ("iso3", "NAM", None, ["state:NAM"]),
        ("undl", "EAZ", None, ["EAZ"]),
        ("undl", "YMD", None, ["YMD"]),
        ("cow", "373", None, ["AZE"]),
        ("cow", "373.0", None, ["AZE"]),
        ("cow", "710", None, ["CHN"]),
        ("cow", "713", None, ["CHN"]),
        ("cow", "678", None, ["YEM"]),
        ("cow", "679", None, ["YEM"]),
        ("cow", "565", None, ["state:NAM"]),
        ("iso2", "NA", "Namibia", ["state:NAM"]),
        ("iso2", "", "Namibia", ["state:NAM"]),
        ("iso2", "SU", None, ["RUS"]),
        ("iso2", "az", None, ["AZE"]),
        ("undl", "OIC", None, []),
        ("undl", "", None, []),
        ("iso3", "XYZ", None, []),
        ("cow", "1", None, []),
    ],
)
def test_which_seat_a_code_stands_for(scheme: str, code: str, name: str | None, seats: list[str]) -> None:
    """A code of a body, or one that nobody has, is no seat."""
    assert _held(code, name, scheme) == seats


def test_the_code_345_stood_for_three_states_in_turn() -> None:
    """Yugoslavia, Serbia and Montenegro, Serbia: each with its days, none twice."""
    found = sorted(seats_of("345", None, "cow", STATES), key=lambda code: str(code.first or ""))
    assert [code.seat for code in found] == ["YUG", "SCG", "SRB"]
    for earlier, later in pairwise(found):
        assert earlier.last is not None
        assert later.first is not None
        assert (later.first.first - earlier.last.last).days == 1


def test_every_code_leads_to_a_state_and_says_from_where() -> None:
    """The table names seats that the registry knows as states, or that no longer exist."""
    gone = {"CSK", "DDR", "YUG", "SCG", "YMD", "EAZ"}
    for (scheme, code), found in load_seat_codes().items():
        for seat in found:
            assert seat.seat in STATES | gone or scheme == "cow", (scheme, code)
