"""`compare`, `align` and `bloc`: symmetric, blind to unrelated votes, absent never no; points kept with their votes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.ledger import Ledger
from onrecord.measures import NOT_A_MEMBER, NOT_VOTING, VoteMatrix
from onrecord.questions.blocs import find_bloc, member_mask, members_on
from onrecord.questions.cohesion import bloc_over_time
from onrecord.questions.compare import Alike, compare, nearest
from onrecord.questions.points import digest_of, points_of
from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate
from tests.roll_files import Made, asked, bring, held_in, save, undl

REGISTRY = load_registry()
SEATS = ("ARM", "AZE", "FRA", "GEO", "SYR", "TUR", "USA")
OIC = find_bloc(REGISTRY, "OIC")
FEW = settings(max_examples=40)


@st.composite
def matrices(draw: st.DrawFn, most: int = 10) -> VoteMatrix:
    """Any votes of seven states in up to so many roll calls of 2008 to 2013."""
    calls = draw(st.integers(1, most))
    codes = draw(arrays.arrays(np.int8, (calls, len(SEATS)), elements=st.integers(0, 4)))
    days = sorted(
        draw(st.lists(st.dates(date(2008, 1, 1), date(2013, 12, 31)), min_size=calls, max_size=calls))
    )
    return VoteMatrix(
        calls=tuple(f"call{at}" for at in range(calls)), dates=np.array(days, dtype="datetime64[D]"), seats=SEATS, codes=codes
    )  # fmt: skip


def _turned(one: Alike) -> Alike:
    return replace(one, first=one.second, second=one.first)


@given(matrices())
@FEW
def test_agreement_is_symmetric(matrix: VoteMatrix) -> None:
    """Armenia beside Azerbaijan is Azerbaijan beside Armenia, in every year and every measure."""
    (one,) = compare(matrix, ("ARM", "AZE"))
    (other,) = compare(matrix, ("AZE", "ARM"))
    assert _same(one.total, _turned(other.total))
    assert all(_same(a, _turned(b)) for a, b in zip(one.years, other.years, strict=True))


def _same(one: Alike, other: Alike) -> bool:
    return all(_near(getattr(one, name), getattr(other, name)) for name in Alike.__slots__)


def _near(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-12
    return one == other


@given(matrices())
@FEW
def test_nearest_says_what_compare_says(matrix: VoteMatrix) -> None:
    """Two commands, one figure."""
    for one in nearest(matrix, "AZE", least=1):
        (pair,) = compare(matrix, ("AZE", one.second))
        assert _same(one, pair.total)


@given(matrices(), st.integers(0, 4))
@FEW
def test_other_seats_do_not_change_what_two_have_in_common(matrix: VoteMatrix, code: int) -> None:
    """Agreement of two states depends on their own votes alone."""
    codes = matrix.codes.copy()
    codes[:, 2:] = code
    (before,) = compare(matrix, ("ARM", "AZE"))
    (after,) = compare(replace(matrix, codes=codes), ("ARM", "AZE"))
    assert before == after


@given(matrices(), matrices(most=4))
@FEW
def test_votes_of_other_years_change_no_year(matrix: VoteMatrix, later: VoteMatrix) -> None:
    """A year's agreement and cohesion are the same whatever was voted in other years."""
    more = VoteMatrix(
        calls=matrix.calls + tuple(f"late{at}" for at in range(len(later.calls))),
        dates=np.concatenate([matrix.dates, later.dates + np.timedelta64(3653, "D")]),
        seats=SEATS,
        codes=np.concatenate([matrix.codes, later.codes]),
    )
    (before,) = compare(matrix, ("ARM", "AZE"))
    (after,) = compare(more, ("ARM", "AZE"))
    assert after.years[: len(before.years)] == before.years
    alone = bloc_over_time(matrix, OIC, registry=REGISTRY, body="UNGA")
    beside = bloc_over_time(more, OIC, registry=REGISTRY, body="UNGA")
    assert beside.years[: len(alone.years)] == alone.years


@given(matrices())
@FEW
def test_absence_is_no_vote(matrix: VoteMatrix) -> None:
    """Two that never voted have nothing in common and nothing apart: undefined, not nought."""
    codes = matrix.codes.copy()
    codes[:, 0] = NOT_VOTING
    (pair,) = compare(replace(matrix, codes=codes), ("ARM", "AZE"))
    assert (pair.total.voted, pair.total.same, pair.total.opposite) == (0, 0, 0)
    assert pair.total.share is pair.total.pi is pair.total.kappa is None
    assert pair.total.members == int((codes[:, 1] != NOT_A_MEMBER).sum())


@given(matrices())
@FEW
def test_counts_of_a_bloc_add_up(matrix: VoteMatrix) -> None:
    """Yes, no, abstain and not voting are the eligible seats of each year; indices keep their bounds."""
    for year in bloc_over_time(matrix, OIC, registry=REGISTRY, body="UNGA").years:
        assert year.yes + year.no + year.abstain + year.not_voting == year.eligible
        for index, calls in (
            (year.rice, year.rice_calls),
            (year.lijphart, year.lijphart_calls),
            (year.hix_noury_roland, year.hix_noury_roland_calls),
        ):
            assert (index is None) == (calls == 0)
            assert index is None or -1e-9 <= index <= 1 + 1e-9
            assert calls <= year.roll_calls


@given(matrices())
@FEW
def test_who_belongs_is_asked_on_the_day_of_each_vote(matrix: VoteMatrix) -> None:
    """The members by the whole matrix are those of each day; Syria, suspended in August 2012, drops out then."""
    mask = member_mask(REGISTRY, OIC, matrix)
    for row, day in enumerate(matrix.dates.astype(object)):
        members = members_on(REGISTRY, OIC, PartialDate(day.year, day.month, day.day)).members
        assert [seat for seat, inside in zip(SEATS, mask[row], strict=True) if inside] == [
            s for s in SEATS if s in members
        ]


@given(matrices())
@FEW
def test_votes_outside_a_bloc_do_not_touch_it(matrix: VoteMatrix) -> None:
    """Whatever France or the United States did."""
    codes = matrix.codes.copy()
    for seat in ("FRA", "USA", "ARM"):
        codes[:, SEATS.index(seat)] = NOT_A_MEMBER
    alone = bloc_over_time(replace(matrix, codes=codes), OIC, registry=REGISTRY, body="UNGA")
    assert alone.years == bloc_over_time(matrix, OIC, registry=REGISTRY, body="UNGA").years


@given(matrices())
@FEW
def test_a_bloc_is_the_same_in_any_order_of_its_states(matrix: VoteMatrix) -> None:
    """The index does not know who is named first."""
    both = [
        bloc_over_time(matrix, find_bloc(REGISTRY, names), registry=REGISTRY, body="UNGA").years
        for names in ("ARM,AZE,GEO", "GEO,AZE,ARM")
    ]
    assert both[0] == both[1]


def test_a_state_without_a_seat_is_an_error() -> None:
    """Not a row of noughts."""
    matrix = VoteMatrix(
        calls=("c",),
        dates=np.array(["2008-01-01"], dtype="datetime64[D]"),
        seats=("ARM", "AZE"),
        codes=np.array([[1, 2]], dtype=np.int8),
    )
    with pytest.raises(KeyError):
        compare(matrix, ("ARM", "GEO"))


# --- Points -------------------------------------------------------------------------------------


def _calls(year: int = 2008, shift: int = 0) -> list[Made]:
    votes = ("Y", "N", "A", "X")
    return [
        Made(f"A/RES/{year - 1946}/9{at:03}", " ".join(f"{seat}={votes[(at * 7 + place * place + shift * (place == 1)) % 4]}" for place, seat in enumerate(SEATS)), date=f"{year}-{at % 12 + 1:02}-10")
        for at in range(30)
    ]  # fmt: skip


def test_points_are_kept_with_the_votes_they_come_from(tmp_path: Path) -> None:
    """Kept in the ledger, read from there the next time; other votes have another digest, and theirs replace them."""
    path = tmp_path / "made.duckdb"
    bring(path, save(tmp_path, "one.csv", undl(*_calls())))
    with Ledger.open(path, read_only=True) as ledger:
        matrix = ledger.roll.matrix("UNGA")
        digest = digest_of(matrix, REGISTRY)
        unkept = points_of(matrix, registry=REGISTRY, ledger=ledger)
        assert ledger.points(digest) == ()  # opened for reading, it keeps nothing
    with Ledger.open(path) as ledger:
        found = points_of(matrix, registry=REGISTRY, ledger=ledger)
        assert found == unkept
        assert ledger.points(digest) == found
    with Ledger.open(path, read_only=True) as ledger:
        assert points_of(matrix, registry=REGISTRY, ledger=ledger) == found
    bring(path, save(tmp_path, "two.csv", undl(*_calls(2009, shift=1))))
    with Ledger.open(path) as ledger:
        grown = ledger.roll.matrix("UNGA")
        assert digest_of(grown, REGISTRY) != digest
        points_of(grown, registry=REGISTRY, ledger=ledger)
        assert ledger.points(digest) == ()
        assert ledger.points(digest_of(grown, REGISTRY)) != ()
    for row in found:
        assert row.low <= row.point <= row.high


@given(matrices(), st.data())
@FEW
def test_the_digest_changes_with_every_vote(matrix: VoteMatrix, data: st.DataObject) -> None:
    """And with nothing else: the same votes give the same digest."""
    codes = matrix.codes.copy()
    row, column = data.draw(st.integers(0, codes.shape[0] - 1)), data.draw(st.integers(0, codes.shape[1] - 1))
    codes[row, column] = (codes[row, column] + 1) % 5
    digest = digest_of(matrix, REGISTRY)
    assert digest_of(replace(matrix, codes=matrix.codes.copy()), REGISTRY) == digest
    assert digest_of(replace(matrix, codes=codes), REGISTRY) != digest


def test_a_matrix_of_nothing_is_told(tmp_path: Path) -> None:
    """Where no votes of a body or a time are held, the question says so."""
    from onrecord.errors import UsageError

    with pytest.raises(UsageError, match="no roll calls were imported"):
        held_in(None).matrix("UNGA")
    with asked(save(tmp_path, "ga.csv", undl(Made("A/RES/62/9900", "AZE=Y")))) as held:
        with pytest.raises(UsageError, match="no roll calls of UNSC"):
            held.matrix("UNSC")
        with pytest.raises(UsageError, match="held for that time"):
            held.matrix("UNGA", date(1990, 1, 1), date(1990, 12, 31))
        assert held.matrix("UNGA", date(2008, 3, 14), date(2008, 3, 14)).calls == ("A/RES/62/9900",)
