"""Pairs of seats: by hand, symmetric, and blind to what is not theirs."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.measures import (
    ABSTAIN,
    NO,
    NOT_A_MEMBER,
    NOT_VOTING,
    SQUARED,
    YES,
    Agreement,
    VoteMatrix,
    agreement_by_year,
    agreement_in_all,
    agreement_of_all,
)
from tests.measures.made import LETTERS, matrices, matrix, of

MEASURES = ("strict", "share")
CORRECTED = ("s", "pi", "kappa")
COUNTS = ("members", "voted", "same", "opposite", "half")


def values(found: Agreement) -> dict[str, np.ndarray]:
    """Every count and measure by name."""
    return (
        {name: getattr(found, name) for name in (*COUNTS, *MEASURES)}
        | {name: getattr(found, name)() for name in CORRECTED}
        | {f"{name} squared": getattr(found, name)(SQUARED) for name in CORRECTED}
    )


def test_a_pair_by_hand() -> None:
    """Counts and measures of one pair, worked out on paper."""
    votes = matrix("YY", "YY", "NN", "YA", "YN", "YX", "X.", "AN")
    found = agreement_in_all(votes, "S00", "S01")
    assert (found.members, found.voted, found.same, found.opposite, found.half) == (7, 6, 3, 1, 2)
    assert found.strict == pytest.approx(3 / 6)
    assert found.share == pytest.approx(4 / 6)
    assert found.s() == pytest.approx(2 * 4 / 6 - 1)
    assert found.s(SQUARED) == pytest.approx(1 - 2 * 1.5 / 6)
    # First: 1 no, 1 abstains, 4 yes; second: 3 no, 1 abstains, 2 yes; of 36 pairs 16 are half and 14 opposite.
    first, second = {"N": 1, "A": 1, "Y": 4}, {"N": 3, "A": 1, "Y": 2}
    distance = {("N", "Y"): 1, ("Y", "N"): 1}
    expected = sum(
        n * m * (0 if a == b else distance.get((a, b), 0.5))
        for a, n in first.items()
        for b, m in second.items()
    )
    assert found.kappa() == pytest.approx(1 - (2 / 6) / (expected / 36))
    both = {"N": 4 / 12, "A": 2 / 12, "Y": 6 / 12}
    expected = sum(
        n * m * (0 if a == b else distance.get((a, b), 0.5)) for a, n in both.items() for b, m in both.items()
    )
    assert found.pi() == pytest.approx(1 - (2 / 6) / expected)


def test_undefined_is_nan_and_n_is_given() -> None:
    """Two that never voted together have no agreement; two that only said yes have none beyond chance."""
    found = values(agreement_in_all(matrix("YX", "XN", "N."), "S00", "S01"))
    assert found["voted"] == 0
    assert found["members"] == 2
    assert all(np.isnan(found[name]) for name in (*MEASURES, *CORRECTED))
    alike = values(agreement_in_all(matrix("YY", "YY"), "S00", "S01"))
    assert alike["share"] == alike["s"] == 1
    assert np.isnan(alike["kappa"])
    assert np.isnan(alike["pi"])


@given(matrices())
def test_symmetric(votes: VoteMatrix) -> None:
    """A agrees with B as B agrees with A; every count and measure."""
    for name, found in values(agreement_of_all(votes)).items():
        np.testing.assert_allclose(found, found.T, rtol=1e-12, atol=1e-12, err_msg=name)


@given(matrices(), st.randoms(use_true_random=False))
def test_the_order_of_seats_and_calls_is_nothing(votes: VoteMatrix, chance: Random) -> None:
    """Shuffling rows and columns moves the figures along and changes none."""
    rows, columns = list(range(len(votes.calls))), list(range(len(votes.seats)))
    chance.shuffle(rows)
    chance.shuffle(columns)
    shuffled = of(votes.codes[rows][:, columns], votes.years[rows].tolist())
    before, after = values(agreement_of_all(votes)), values(agreement_of_all(shuffled))
    for name, found in before.items():
        np.testing.assert_allclose(
            found[np.ix_(columns, columns)], after[name], rtol=1e-12, atol=1e-12, err_msg=name
        )


@given(matrices(seats=2), st.sampled_from(sorted(LETTERS.values())), st.booleans())
def test_calls_in_which_one_did_not_vote_change_no_measure(
    votes: VoteMatrix, vote: int, member: bool
) -> None:
    """Absent is never no: a roll call in which one of the two cast nothing adds to no measure and to no n."""
    absent = NOT_VOTING if member else NOT_A_MEMBER
    extra = np.array([[vote, absent], [absent, vote], [absent, absent]], dtype=np.int8)
    longer = of(np.vstack([votes.codes, extra]), [*votes.years.tolist(), 2003, 2003, 2003])
    before = values(agreement_in_all(votes, "S00", "S01"))
    after = values(agreement_in_all(longer, "S00", "S01"))
    for name in before.keys() - {"members"}:
        np.testing.assert_array_equal(before[name], after[name], err_msg=name)


@given(matrices())
def test_other_years_change_nothing(votes: VoteMatrix) -> None:
    """A year's figures are those of its own roll calls, and the years add up to the whole."""
    years, by_year = agreement_by_year(votes, "S00", "S01")
    for index, year in enumerate(years):
        alone = values(agreement_in_all(votes.only(votes.years == year), "S00", "S01"))
        for name, found in values(by_year).items():
            np.testing.assert_array_equal(found[index], alone[name], err_msg=name)
    in_all, pairs = values(agreement_in_all(votes, "S00", "S01")), values(agreement_of_all(votes))
    for name in COUNTS:
        assert values(by_year)[name].sum() == in_all[name] == pairs[name][0, 1]


@given(matrices())
def test_totals_equal_names(votes: VoteMatrix) -> None:
    """The counts of a pair are the roll calls one can name."""
    found = agreement_of_all(votes)
    for i, one in enumerate(votes.codes.T):
        for j, other in enumerate(votes.codes.T):
            pairs = list(zip(one.tolist(), other.tolist(), strict=True))
            cast = [pair for pair in pairs if all(vote in (YES, NO, ABSTAIN) for vote in pair)]
            assert found.members[i, j] == sum(NOT_A_MEMBER not in pair for pair in pairs)
            assert found.voted[i, j] == len(cast)
            assert found.same[i, j] == sum(a == b for a, b in cast)
            assert found.opposite[i, j] == sum({a, b} == {YES, NO} for a, b in cast)
            assert found.half[i, j] == sum(a != b and ABSTAIN in (a, b) for a, b in cast)


@given(matrices())
def test_measures_stay_in_their_ranges(votes: VoteMatrix) -> None:
    """Shares from 0 to 1, S from -1 to 1, the corrected ones at most 1; with absolute distances S is 2 x share - 1."""
    found = values(agreement_of_all(votes))
    known = found["voted"] > 0
    for name in MEASURES:
        assert ((found[name][known] >= 0) & (found[name][known] <= 1)).all()
    np.testing.assert_allclose(found["s"][known], 2 * found["share"][known] - 1, atol=1e-12)
    for name in ("kappa", "pi"):
        assert (found[name][~np.isnan(found[name])] <= 1).all()


def test_an_unknown_seat_is_an_error() -> None:
    """A seat that never voted is named, not silently empty."""
    with pytest.raises(KeyError, match="ATL"):
        agreement_by_year(matrix("YN"), "S00", "ATL")
