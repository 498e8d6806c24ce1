"""Addresses: what was asked can be written as an address and read again, and nothing hostile gets through."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.web.asked import FILTERS, Asked, Kind, row_address

_WORDS = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=40)
_VALUES = st.dictionaries(
    st.sampled_from([name for name, held in FILTERS.items() if held.kind in (Kind.ID, Kind.ACTOR)]),
    st.lists(_WORDS, min_size=1, max_size=4, unique=True).map(tuple),
    max_size=4,
)


@given(values=_VALUES, page=st.integers(1, 999))
def test_an_address_says_what_was_asked(values: dict[str, tuple[str, ...]], page: int) -> None:
    """Whatever ids and names are asked for, the address of the page asks for the same."""
    asked = Asked(path="/positions", values=values, page=page)
    query = asked.address.partition("?")[2]
    read = Asked.read("/positions", query, tuple(FILTERS))
    assert dict(read.values) == values
    assert read.page == page
    assert read.address == asked.address


@given(st.text(max_size=200))
def test_no_query_breaks_the_reading(query: str) -> None:
    """Any query is read or refused; what is read says the same when it is written again."""
    with suppress(UsageError):
        asked = Asked.read("/positions", query, ("holder", "since"))
        assert Asked.read("/positions", asked.address.partition("?")[2], ("holder", "since")) == asked


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=x",
        "page=99999999",
        "since=2020-13",
        "a" * 5000,
        "holder=" + "x" * 400,
        "holder=a%00b",
    ],
)
def test_values_are_bounded(query: str) -> None:
    """Pages, dates and lengths that cannot be meant are refused."""
    with pytest.raises(UsageError):
        Asked.read("/positions", query, ("holder", "since"))


def test_a_value_can_be_taken_away() -> None:
    """Taking one of two values away leaves the other, from the first page on."""
    asked = Asked(path="/positions", values={"holder": ("FRA", "DEU")}, page=3)
    assert asked.without("holder", "FRA") == "/positions?holder=DEU"
    assert asked.changed({"holder": None}) == "/positions"


def test_ids_are_quoted_in_addresses() -> None:
    """A collective's id is words, and may hold what an address uses for itself."""
    assert row_address("actor", "group:a/b?c#d") == "/actor/group%3Aa%2Fb%3Fc%23d"
