"""Names in fixed room, and labels that do not lie upon each other."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from onrecord.charts.labels import fitted, pair, spread, text_width


@given(st.text(max_size=60), st.floats(20, 400))
def test_a_fitted_name_fits(name: str, room: float) -> None:
    """Whatever the name, it takes no more than its room, on one line."""
    shown = fitted(name, room, 11)
    assert text_width(shown, 11) <= room
    assert "\n" not in shown


def test_a_name_that_fits_stays_whole() -> None:
    """Only what is too long is cut, and a cut shows."""
    assert fitted("Côte d'Ivoire", 120, 11) == "Côte d'Ivoire"
    assert fitted("United Kingdom of Great Britain and Northern Ireland", 150, 11).endswith("…")


def test_of_two_names_the_longer_gives_way() -> None:
    """A short name beside a long one stays whole, on either side."""
    long = "United Kingdom of Great Britain and Northern Ireland"
    assert pair("Chad", long, 200).startswith("Chad – United")
    assert pair(long, "Chad", 200).endswith("… – Chad")
    assert pair("Chad", "Mali", 200) == "Chad – Mali"


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_labels_keep_their_order_and_their_distance(wanted: list[float]) -> None:
    """No two labels lie upon each other, none leaves the picture, and none overtakes another."""
    places = spread(wanted, gap=16, room=300)
    assert all(-1e-9 <= place <= 300 + 1e-9 for place in places)
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    assert all(places[after] - places[before] >= 16 - 1e-9 for before, after in itertools.pairwise(order))


def test_labels_with_room_stay_where_they_belong() -> None:
    """Only labels too near each other move."""
    assert spread([10, 100, 290], gap=16, room=300) == [10, 100, 290]
