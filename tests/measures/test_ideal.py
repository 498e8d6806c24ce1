"""Ideal points: found again from votes drawn from known ones, and what they must not depend on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from onrecord.measures import (
    ABSTAIN,
    NO,
    NOT_A_MEMBER,
    NOT_VOTING,
    YES,
    IdealPoints,
    VoteMatrix,
    ideal_points,
)
from tests.measures.made import drawn, matrices, matrix, of

YEARS, SEATS, CALLS = 4, 40, 40
LAST = f"S{SEATS - 1:02}"


def known_points() -> np.ndarray:
    """Seats in a row from left to right, S00 the rightmost, each walking a little every year; mean 0, deviation 1."""
    walk = np.random.default_rng(3).normal(0, 0.2, (YEARS, SEATS)).cumsum(axis=0)
    points = np.linspace(2, -2, SEATS) + walk
    return (points - points.mean(axis=1, keepdims=True)) / points.std(axis=1, keepdims=True)


@pytest.fixture(scope="module")
def votes() -> VoteMatrix:
    """Votes drawn from the known points."""
    return drawn(known_points(), calls=CALLS)


@pytest.fixture(scope="module")
def found(votes: VoteMatrix) -> IdealPoints:
    """The estimate from those votes."""
    return ideal_points(votes, anchor="S00")


def test_known_points_are_found_again(found: IdealPoints) -> None:
    """The estimate follows the points that the votes were drawn from, and its intervals hold about nine in ten."""
    truth = known_points()
    assert found.converged
    assert found.years.tolist() == [2001, 2002, 2003, 2004]
    for ours, theirs in zip(found.point, truth, strict=True):
        assert np.corrcoef(ours, theirs)[0, 1] > 0.95
    inside = (found.low <= truth) & (truth <= found.high)
    assert 0.8 <= inside.mean() <= 0.97


def test_each_year_has_mean_0_and_deviation_1(found: IdealPoints) -> None:
    """The scale is the one that the docs promise."""
    np.testing.assert_allclose(found.point.mean(axis=1), 0, atol=1e-9)
    np.testing.assert_allclose(found.point.std(axis=1), 1, atol=1e-9)


def test_slopes_and_cutpoints_say_who_votes_how(votes: VoteMatrix, found: IdealPoints) -> None:
    """Cutpoints are in order, and with a positive slope those who said yes stand higher than those who said no."""
    assert (found.lower < found.upper).all()
    for call, slope in enumerate(found.slope):
        points = found.point[votes.years[call] - 2001]
        yes, no = points[votes.codes[call] == YES], points[votes.codes[call] == NO]
        if abs(slope) > 1 and len(yes) > 2 and len(no) > 2:
            assert (yes.mean() > no.mean()) == (slope > 0)


def test_the_anchor_fixes_the_sign(votes: VoteMatrix, found: IdealPoints) -> None:
    """With a seat of the other end as the anchor all signs turn, and nothing else."""
    turned = ideal_points(votes, anchor=LAST)
    assert (found.point[:, 0] > 0).all()
    np.testing.assert_allclose(turned.point, -found.point, atol=1e-3)
    np.testing.assert_allclose(turned.low, -found.high, atol=1e-3)


def test_the_same_votes_give_the_same_bytes(votes: VoteMatrix, found: IdealPoints) -> None:
    """No chance is in it."""
    again = ideal_points(votes, anchor="S00")
    assert again.point.tobytes() == found.point.tobytes()
    assert again.low.tobytes() == found.low.tobytes()


def test_the_order_of_seats_and_calls_is_nothing(votes: VoteMatrix, found: IdealPoints) -> None:
    """Shuffled rows and columns give the same points."""
    chance = np.random.default_rng(5)
    rows, columns = chance.permutation(len(votes.calls)), chance.permutation(SEATS)
    shuffled = VoteMatrix(
        calls=tuple(votes.calls[row] for row in rows),
        dates=votes.dates[rows],
        seats=tuple(votes.seats[column] for column in columns),
        codes=votes.codes[rows][:, columns],
    )
    again = ideal_points(shuffled, anchor="S00")
    np.testing.assert_allclose(again.point, found.point[:, columns], atol=1e-6)
    np.testing.assert_allclose(again.slope, found.slope[rows], atol=1e-6)


def test_absent_is_never_no(votes: VoteMatrix, found: IdealPoints) -> None:
    """Whether one did not vote or was no member makes no difference; had it been a no, it would."""
    gone = replace(
        votes, codes=np.where(votes.codes == NOT_VOTING, NOT_A_MEMBER, votes.codes).astype(np.int8)
    )
    np.testing.assert_array_equal(ideal_points(gone, anchor="S00").point, found.point)
    no = replace(votes, codes=np.where(votes.codes == NOT_VOTING, NO, votes.codes).astype(np.int8))
    assert np.abs(ideal_points(no, anchor="S00").point - found.point).max() > 0.1


def test_unanimous_roll_calls_change_nothing(votes: VoteMatrix, found: IdealPoints) -> None:
    """They say nothing of anybody: no slope, no vote counted, the same points."""
    everybody = np.full((5, SEATS), YES, dtype=np.int8)
    longer = of(np.vstack([votes.codes, everybody]), [*votes.years.tolist(), 2001, 2002, 2003, 2004, 2004])
    again = ideal_points(longer, anchor="S00")
    np.testing.assert_allclose(again.point, found.point, atol=1e-9)
    np.testing.assert_array_equal(again.votes, found.votes)
    assert np.isnan(again.slope[-5:]).all()


def test_turning_a_question_round_turns_its_slope_alone(votes: VoteMatrix, found: IdealPoints) -> None:
    """With "do you reject it" in place of "do you want it" the points stay and the slope changes sign."""
    codes = votes.codes.copy()
    codes[7] = np.array([NOT_A_MEMBER, NO, ABSTAIN, YES, NOT_VOTING])[codes[7]]
    again = ideal_points(replace(votes, codes=codes), anchor="S00")
    np.testing.assert_allclose(again.point, found.point, atol=1e-3)
    assert again.slope[7] == pytest.approx(-found.slope[7], abs=1e-3)


def test_a_seat_that_changed_hands_is_cut_on_that_day() -> None:
    """Two holders at opposite ends: a column each, nothing carried over, and the year of the change has both."""
    points = known_points()
    points[2:, 5] = -points[2:, 5]
    codes = drawn(points, calls=CALLS).codes
    votes = of(codes, np.repeat([2001, 2002, 2002, 2003], CALLS).tolist())
    day = votes.dates[2 * CALLS + 20].item()
    found = ideal_points(votes, anchor="S00", breaks={"S05": [day]})
    columns = [index for index, seat in enumerate(found.seats) if seat == "S05"]
    assert [found.since[column] for column in columns] == [None, day]
    before, after = found.point[:, columns].T
    assert np.isnan(before[2])
    assert np.isnan(after[0])
    assert before[0] > 0.5
    assert after[2] < -0.5
    assert found.votes[:, columns].sum() == np.isin(votes.codes[:, 5], (YES, NO, ABSTAIN)).sum()


def test_too_few_votes_give_no_point() -> None:
    """Below the least number of votes a cell is NaN, its votes are told, and the seat's other years have points."""
    votes = drawn(known_points(), calls=CALLS, absent=0.0)
    codes = votes.codes.copy()
    codes[2 * CALLS : 3 * CALLS, 9] = NOT_VOTING
    codes[2 * CALLS : 2 * CALLS + 4, 9] = votes.codes[2 * CALLS : 2 * CALLS + 4, 9]
    found = ideal_points(replace(votes, codes=codes), anchor="S00", least=5)
    assert found.votes[2, 9] <= 4
    assert np.isnan([found.point[2, 9], found.low[2, 9], found.high[2, 9]]).all()
    assert not np.isnan(found.point[[0, 1, 3], 9]).any()


def test_nothing_to_estimate() -> None:
    """Where all are of one mind there is no point, and no error."""
    found = ideal_points(matrix("YYY", "NNX", "..."), anchor="S00")
    assert np.isnan(found.point).all()
    assert found.converged
    assert found.sweeps == 0


def test_an_unknown_anchor_is_an_error() -> None:
    """The sign would be left to chance."""
    with pytest.raises(KeyError, match="USA"):
        ideal_points(matrix("YN"))


def test_progress_is_told(votes: VoteMatrix) -> None:
    """Every sweep reports its number and how far the points moved, less and less."""
    told: list[tuple[int, float]] = []
    found = ideal_points(votes, anchor="S00", progress=lambda sweep, moved: told.append((sweep, moved)))
    assert [sweep for sweep, _ in told] == list(range(1, found.sweeps + 1))
    assert told[-1][1] < told[0][1]


@settings(max_examples=40, deadline=None)
@given(matrices(calls=30, seats=8))
def test_any_votes_give_points_inside_their_intervals(votes: VoteMatrix) -> None:
    """Whatever the votes: no number overflows, and each seat has a point exactly where it has votes enough."""
    found = ideal_points(votes, anchor="S00", least=2)
    np.testing.assert_array_equal(np.isnan(found.point), found.votes < 2)
    known = ~np.isnan(found.point)
    assert (found.low[known] < found.point[known]).all()
    assert (found.point[known] < found.high[known]).all()
    assert np.isfinite(found.point[known]).all()
    assert (found.votes.sum(axis=1) <= votes.cast.sum()).all()


def test_a_break_before_the_first_vote_adds_an_empty_column(votes: VoteMatrix, found: IdealPoints) -> None:
    """A day outside the data cuts nothing."""
    again = ideal_points(votes, anchor="S00", breaks={"S03": [date(1990, 1, 1)]})
    assert again.seats[3:5] == ("S03", "S03")
    assert np.isnan(again.point[:, 3]).all()
    np.testing.assert_allclose(again.point[:, 4], found.point[:, 3], atol=1e-6)


def test_a_year_without_the_anchor_is_turned_like_its_neighbours(votes: VoteMatrix) -> None:
    """Where the anchor was away for a year, the other seats' order in the years around it fixes the sign."""
    codes = votes.codes.copy()
    codes[votes.years == 2003, 0] = NOT_VOTING
    found = ideal_points(replace(votes, codes=codes), anchor="S00")
    assert np.isnan(found.point[2, 0])
    assert np.corrcoef(found.point[2, 1:], known_points()[2, 1:])[0, 1] > 0.95


def test_a_year_with_few_roll_calls_keeps_the_scale_of_its_neighbours(votes: VoteMatrix) -> None:
    """Five roll calls fix no scale of their own, and the search ends at the same points from either end."""
    few = votes.only((votes.years != 2003) | (np.arange(len(votes.calls)) < 2 * CALLS + 5))
    one, other = (ideal_points(few, anchor=anchor, least=3) for anchor in ("S00", LAST))
    assert np.nanstd(one.point[2]) < 0.99
    np.testing.assert_allclose(np.nanstd(one.point[[0, 1, 3]], axis=1), 1, atol=1e-9)
    np.testing.assert_allclose(other.point, -one.point, atol=1e-3)
    spread = one.high - one.low
    assert np.nanmean(spread[2]) > np.nanmean(spread[1])
