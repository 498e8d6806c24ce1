from __future__ import annotations

import pytest

from onrecord.origins.credit import clean_credit, same_outlet
from onrecord.origins.wording import quotations


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("PARIS (AFP)", "AFP"),
        ("WASHINGTON (AP)", "Associated Press"),
        ("By Norvik Wire", "Norvik Wire"),
        ("Source: Reuters.", "Reuters"),
        ("", None),
        (None, None),
    ],
)
def test_a_credit_line_gives_the_name_of_the_agency(credit: str | None, name: str | None) -> None:
    """Places, brackets and "By" are no part of a name, and an agency has one name."""
    assert clean_credit(credit) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AP", "The Associated Press", True),
        ("norvikwire.com", "Norvikwire", True),
        ("Norvik Wire", "Elin Mirror", False),
        ("The News", "News", True),
        ("The", "News", False),
    ],
)
def test_outlets_are_compared_by_name_and_alias(one: str, other: str, same: bool) -> None:
    """One agency under two names is one outlet; two that share only filling words are two."""
    assert same_outlet(one, other) is same


def test_quotations_are_found_whatever_marks_are_used() -> None:
    """Straight, curly and angle marks; an opening that is never closed quotes the rest of its paragraph."""
    text = 'He said "one" and “two” and «three».'
    assert [span.of(text) for span in quotations(text)] == ["one", "two", "three"]
    open_ended = "“This goes on in the next paragraph."
    assert [span.of(open_ended) for span in quotations(open_ended)] == [open_ended[1:]]
    assert quotations(open_ended, alone=True) == []
