"""A bloc's indices: by hand, at their ends, and what never changes them."""

from __future__ import annotations

from random import Random

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures.votes import VOTES
from onrecord.measures import NO, NOT_VOTING, VoteMatrix, cohesion_by_year, cohesion_of
from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate
from tests.measures.made import LETTERS, matrices, matrix

NAN = float("nan")


def whole(votes: VoteMatrix) -> np.ndarray:
    """Every seat in every roll call."""
    return np.ones(votes.codes.shape, dtype=bool)


@pytest.mark.parametrize(
    ("votes", "rice", "lijphart", "agreement"),
    [
        ("YYYY", 1, 1, 1),
        ("NNXX", 1, 1, 1),
        ("YN", 0, 0, 0.25),
        ("YNA", 0, 1 / 3, 0),
        ("YYA", 1, 2 / 3, 0.5),
        ("AAA", NAN, 1, 1),
        ("YXX.", 1, NAN, 1),
        ("XXX", NAN, NAN, NAN),
        ("...", NAN, NAN, NAN),
    ],
)
def test_the_indices_by_hand(votes: str, rice: float, lijphart: float, agreement: float) -> None:
    """Each index is what its formula gives, and NaN, not 0 or 1, where nothing can be said."""
    made = matrix(votes)
    found = cohesion_of(made, whole(made))
    assert found.rice[0] == pytest.approx(rice, nan_ok=True)
    assert found.lijphart[0] == pytest.approx(lijphart, nan_ok=True)
    assert found.agreement[0] == pytest.approx(agreement, nan_ok=True)


@given(matrices())
def test_totals_equal_names(votes: VoteMatrix) -> None:
    """Each count is the number of the bloc's seats with that vote; all add up to the eligible; absent is never no."""
    found = cohesion_of(votes, whole(votes))
    for index, row in enumerate(votes.codes):
        names = {code: sum(code == cell for cell in row) for code in LETTERS.values()}
        assert found.no[index] == names[NO]
        assert found.not_voting[index] == names[NOT_VOTING]
        assert found.eligible[index] == sum(names.values()) - names[LETTERS["."]]
    for values in (found.turnout, found.rice, found.lijphart, found.agreement):
        defined = values[~np.isnan(values)]
        assert ((defined >= 0) & (defined <= 1)).all()


@given(matrices(), st.randoms(use_true_random=False), st.sampled_from(sorted(LETTERS.values())))
def test_votes_outside_the_bloc_change_nothing(votes: VoteMatrix, chance: Random, vote: int) -> None:
    """What others did, and the order of the seats, is nothing to a bloc."""
    bloc = np.array([[chance.random() < 0.5 for _ in row] for row in votes.codes])
    before = cohesion_of(votes, bloc)
    other = VoteMatrix(
        calls=votes.calls,
        dates=votes.dates,
        seats=votes.seats[::-1],
        codes=np.where(bloc, votes.codes, vote).astype(np.int8)[:, ::-1],
    )
    after = cohesion_of(other, bloc[:, ::-1])
    for name in ("turnout", "rice", "lijphart", "agreement", "eligible"):
        np.testing.assert_array_equal(getattr(before, name), getattr(after, name))


def test_membership_may_change_with_time() -> None:
    """A state that joins later counts from the day on which the mask has it."""
    votes = matrix("YN", "YN")
    found = cohesion_of(votes, np.array([[True, False], [True, True]]))
    assert found.eligible.tolist() == [1, 2]
    assert found.rice.tolist() == [1, 0]


def test_a_mask_of_another_shape_is_refused() -> None:
    """A list of members without days is a mistake that must not broadcast."""
    with pytest.raises(ValueError, match="the bloc has the shape"):
        cohesion_of(matrix("YN", "YN"), np.array([True, False]))


def test_means_by_year_say_over_how_many_roll_calls() -> None:
    """A roll call with no yes and no no is left out of Rice's mean, and the number beside it says so."""
    votes = matrix("YYN", "AAX", "...", "YYY", years=[2001, 2001, 2001, 2002])
    found = cohesion_by_year(cohesion_of(votes, whole(votes)))
    assert found.years.tolist() == [2001, 2002]
    assert found.calls.tolist() == [2, 1]
    assert found.rice.tolist() == pytest.approx([1 / 3, 1])
    assert found.rice_calls.tolist() == [1, 1]
    assert found.lijphart_calls.tolist() == [2, 1]
    assert found.turnout.tolist() == pytest.approx([(1 + 2 / 3) / 2, 1])
    assert (
        (found.yes + found.no + found.abstain + found.not_voting).tolist()
        == found.eligible.tolist()
        == [6, 3]
    )


@given(matrices())
def test_other_years_change_nothing(votes: VoteMatrix) -> None:
    """A year's row is the same whether other years are in the matrix or not."""
    everything = cohesion_by_year(cohesion_of(votes, whole(votes)))
    for index, year in enumerate(everything.years):
        alone = votes.only(votes.years == year)
        one = cohesion_by_year(cohesion_of(alone, whole(alone)))
        for name in ("calls", "yes", "eligible", "turnout", "rice", "rice_calls", "lijphart", "agreement"):
            np.testing.assert_array_equal(getattr(everything, name)[index], getattr(one, name)[0])


@pytest.mark.skipif(not VOTES.exists(), reason="the shared votes are not here")
@pytest.mark.parametrize(
    ("body", "split", "rice", "lijphart", "agreement"),
    [
        ("OIC", (31, 0, 9, 16, 56), 1.0, 0.8212, 0.6625),
        ("NAM", (32, 3, 46, 36, 117), 29 / 35, 0.7219, 0.3519),
    ],
)
def test_blocs_on_one_resolution(
    body: str, split: tuple[int, ...], rice: float, lijphart: float, agreement: float
) -> None:
    """A/RES/62/243: the splits of two bodies, and their indices, as docs/measures.md gives them."""
    rows = duckdb.execute(
        "select ms_code, ms_vote from read_parquet(?) where resolution = 'A/RES/62/243' order by 1",
        [str(VOTES)],
    ).fetchall()
    seats = tuple("state:NAM" if code == "NAM" else code for code, _ in rows)
    votes = matrix("".join(vote for _, vote in rows), seats=seats)
    day = PartialDate.parse("2008-03-14")
    members = {row.member for row in load_registry().members(body, day)}
    found = cohesion_of(votes, np.array([[seat in members for seat in seats]]))
    counts = (found.yes, found.no, found.abstain, found.not_voting, found.eligible)
    assert tuple(int(count[0]) for count in counts) == split
    assert found.rice[0] == pytest.approx(rice)
    assert found.lijphart[0] == pytest.approx(lijphart, abs=5e-5)
    assert found.agreement[0] == pytest.approx(agreement, abs=5e-5)
