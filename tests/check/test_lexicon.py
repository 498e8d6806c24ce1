"""The word lists of the checks, and numbers and dates as texts write them."""

from __future__ import annotations

import pytest

from onrecord.check.dates import dates
from onrecord.check.lexicon import load_lexicon, read_lexicon
from onrecord.check.quantities import holds, quantities
from onrecord.errors import DataError
from onrecord.vocabulary import PartialDate, Span


@pytest.mark.parametrize(
    ("text", "value", "comparison"),
    [
        ("over 1,250 people", 1250, "more than"),
        ("Only fifty-seven", 57, "exactly"),
        ("nearly 1.5 million", 1_500_000, "about"),
        ("not more than two hundred", 200, "at most"),
        ("no fewer than 3", 3, "at least"),
    ],
)
def test_quantities(text: str, value: float, comparison: str) -> None:
    """Digits, words, scales and the comparing word are read together."""
    [number] = quantities(text, Span(0, len(text)))
    assert (number.value, number.comparison) == (value, comparison)


def test_comparisons_hold() -> None:
    """The number 150 does not bear out "over 150", and does bear out "at least 150"."""
    assert not holds("more than", 150, 150)
    assert holds("at least", 150, 150)
    assert holds("about", 150, 140)
    assert not holds("about", 150, 100)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 19 September 2017", "2017-09-19"),
        ("July 10-11, 2017", "2017-07-10"),
        ("in October 2019", "2019-10"),
        ("in the 1960s", "1960"),
        ("on September 19", "2017-09-19"),
        ("on Thursday", "2017-09-21"),
        ("resolution 822 (1993)", None),
    ],
)
def test_dates(text: str, found: str | None) -> None:
    """A date without a year takes the document's; a number's year in brackets is no date of its own."""
    hits = dates(text, Span(0, len(text)), PartialDate(2017, 9, 22))
    assert [str(hit.first) for hit in hits] == ([found] if found else [])


@pytest.mark.parametrize("text", ["limits = 3", "not toml", "[vote]\nvoters = []"])
def test_malformed_word_lists(text: str) -> None:
    """A broken list stops the load and names the file."""
    with pytest.raises(DataError, match=r"claims\.toml"):
        read_lexicon(text)


def test_word_lists_are_read_once() -> None:
    """The bundled lists are valid and shared."""
    assert load_lexicon() is load_lexicon()
