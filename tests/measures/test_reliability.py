"""Agreement of reviewers, against worked examples that were published, and against its definition."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.measures import Share, nominal_alpha


def codings(*coders: str) -> list[dict[str, str]]:
    """Units out of one string a coder; a dot is a missing value."""
    return [
        {str(who): value for who, value in enumerate(column) if value != "."}
        for column in zip(*coders, strict=True)
    ]


@pytest.mark.parametrize(
    ("coders", "alpha", "values"),
    [
        # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): binary data, two observers, no gaps;
        pytest.param(("0100000000", "1110010100"), 0.095, 20, id="A"),
        # nominal data, two observers, no gaps;
        pytest.param(("aabbdcccedda", "babbbcccEddd".lower()), 0.692, 24, id="B"),
        # nominal data, any number of observers, gaps.
        pytest.param(("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743, 40, id="C"),
        # Wikipedia, "Krippendorff's alpha", the computational example.
        pytest.param(
            (".....3412113 3.3".replace(" ", ""), "1.213343.......", "..21344.21133.4"), 0.691, 26, id="W"
        ),
    ],
)
def test_alpha_of_published_examples(coders: tuple[str, ...], alpha: float, values: int) -> None:
    """The value is the one that is printed, to its last digit, and what nobody else coded counts for nothing."""
    found = nominal_alpha(codings(*coders))
    assert found.value == pytest.approx(alpha, abs=5e-4)
    assert found.values == values


def test_alpha_is_not_told_where_it_is_not_defined() -> None:
    """Nothing coded twice, or one value for everything, says nothing of agreement beyond chance."""
    for coders in (("", ""), ("a.", ".b"), ("aaa", "aaa")):
        found = nominal_alpha(codings(*coders))
        assert (found.value, found.low, found.high) == (None, None, None)


CODINGS = st.lists(
    st.dictionaries(st.sampled_from("ABCD"), st.sampled_from("xyz"), max_size=4), min_size=1, max_size=12
)


@given(CODINGS)
@settings(max_examples=150, deadline=None)
def test_alpha_is_one_less_observed_over_expected_disagreement(units: list[dict[str, str]]) -> None:
    """The value is that of the definition, pair by pair, and lies in its interval's reach; names do not matter."""
    pairs: list[tuple[str, str, int]] = []
    for unit in units:
        pairs += [(one, other, len(unit) - 1) for one, other in permutations(unit.values(), 2)]
    n = sum(len(unit) for unit in units if len(unit) > 1)
    totals = Counter(value for unit in units if len(unit) > 1 for value in unit.values())
    expected = sum(totals[a] * totals[b] for a, b in permutations(totals, 2)) / (n * (n - 1)) if n > 1 else 0
    found = nominal_alpha(units, draws=50)
    if not expected:
        assert found.value is None
        return
    observed = sum(1 / others for one, other, others in pairs if one != other) / n
    assert found.value == pytest.approx(1 - observed / expected)
    assert found.low is None or found.high is None or found.low <= found.high <= 1
    renamed = [{who.lower(): value * 2 for who, value in unit.items()} for unit in units]
    assert nominal_alpha(renamed, draws=50) == found, (
        "the same in every run, whatever values and people are called"
    )


def test_the_interval_narrows_with_units() -> None:
    """The same agreement on ten times the units is told with more certainty."""
    few = codings("aabbabababaabb", "aabbabaabbaaba")
    small, large = nominal_alpha(few), nominal_alpha(few * 10)
    for told in (small, large):
        assert told.low is not None
        assert told.high is not None
        assert told.value is not None
        assert told.low < told.value < told.high
    assert (large.high or 0) - (large.low or 0) < ((small.high or 0) - (small.low or 0)) / 2


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    """The interval is the published one, and ends at 0 and 1."""
    share = Share(part=part, whole=whole)
    assert (share.low, share.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_share_of_nothing_is_not_told() -> None:
    """Where nothing was judged there is no share."""
    share = Share(part=0, whole=0)
    assert (share.value, share.low, share.high) == (None, None, None)
