"""Of a run that many texts hold, only the stretch around new texts is looked at, and it has no gaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.origins.candidates import NEIGHBOURS
from onrecord.origins.crowds import Holder, pack, stretch, unpack

ORDERS = st.tuples(st.integers(0, 9), st.binary(min_size=16, max_size=16))


def numbered(orders: list[tuple[int, bytes]]) -> list[Holder]:
    """Each order with a number."""
    return [(*order, number) for number, order in enumerate(orders)]


@given(
    st.lists(ORDERS, min_size=1, max_size=60, unique=True),
    st.lists(ORDERS, min_size=1, max_size=3, unique=True),
    st.integers(1, 60),
)
def test_a_stretch_is_what_stands_there_among_all(
    held: list[tuple[int, bytes]], around: list[tuple[int, bytes]], packed: int
) -> None:
    """It has all that stands between the new texts and enough on either side, whether packed or not, and skips nobody."""
    holders = numbered([order for order in held if order not in around])
    pieces = [pack(holders[:packed]), *(pack([holder]) for holder in holders[packed:])]
    found = sorted(stretch(pieces, around))
    everyone = sorted(holders)
    if not set(held).difference(around):
        return
    before = [holder for holder in everyone if holder[:2] < min(around)]
    after = [holder for holder in everyone if holder[:2] > max(around)]
    between = everyone[len(before) : len(everyone) - len(after)]
    assert set(before[-NEIGHBOURS:] + between + after[:NEIGHBOURS]) <= set(found)
    place = everyone.index(found[0])
    assert found == everyone[place : place + len(found)]


@given(st.lists(ORDERS, max_size=30, unique=True), st.integers(0, 30))
def test_pieces_that_are_put_together_are_one(held: list[tuple[int, bytes]], first: int) -> None:
    """Whoever is put in later stands in order, and whoever is put in again stands there once."""
    holders = numbered(held)
    assert pack(unpack([pack(holders[:first]), pack(holders)])) == pack(holders)
