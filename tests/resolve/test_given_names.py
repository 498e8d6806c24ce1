"""The list of given names: what it holds, and what its loader refuses."""

from __future__ import annotations

import pytest

from onrecord.errors import DataError
from onrecord.resolve.given_names import given_key, load_given_names, read_given_names
from onrecord.resolve.person_words import load_person_words


def test_only_what_countries_agree_on_is_a_sex() -> None:
    """A name of men here and of women there tells nothing; accents and case make no difference."""
    names = load_given_names()
    assert [names[given_key(name)] for name in ("Ana", "Erik", "JOSÉ", "Andrea")] == [
        "f",
        "m",
        "either",
        "either",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["name,sex"],
        ["name,sex,source", "ana,x,SSA"],
        ["name,sex,source", "ana,f,hearsay"],
        ["name,sex,source", "ana,f,SSA", "ana,f,SSA"],
        ["name,sex,source", ",f,SSA"],
    ],
)
def test_a_bad_row_is_named(lines: list[str]) -> None:
    """The error says which row of which file to correct."""
    with pytest.raises(DataError, match=r"given_names\.csv"):
        read_given_names(lines)


def test_roles_have_plurals() -> None:
    """Every noun for one person is known in the plural, in which many speak as one group."""
    words = load_person_words()
    assert {"women", "spokesmen", "witnesses", "secretaries"} <= words.plurals
    assert words.roles["spokeswoman"] == "f"
