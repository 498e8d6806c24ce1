"""Symbols in one form: every way in which files write them, and which part belongs to which whole."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.record.symbols import Symbol, roman, symbol_key, take_apart

LETTERS = st.text("ARESDCLS/0123456789()[]-IVX. x", max_size=24)
PARTS = st.sampled_from(
    ["", "A", "B", "C", "A-B", "A-C", "B-C", "B-I", "B-VI", "B-X", "C-II", "M", "RULE-73"]
)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("A/RES/62/243", "A/RES/62/243"),
        ("a/res/62/243", "A/RES/62/243"),
        (" A/RES/62/ 243\n", "A/RES/62/243"),
        ("A//RES/62/243", "A/RES/62/243"),
        ("62/243", "A/RES/62/243"),
        ("RES/62/243", "A/RES/62/243"),
        ("Resolution 62/243", "A/RES/62/243"),
        ("R/62/243", "A/RES/62/243"),
        ("R/1/66", "A/RES/66(I)"),
        ("R/30/3379", "A/RES/3379(XXX)"),
        ("R/30/3392B", "A/RES/3392(XXX)[B]"),
        ("R/31/1", "A/RES/31/1"),
        ("R/ES-10/6", "A/RES/ES-10/6"),
        ("A/RES/181(II)[A]", "A/RES/181(II)[A]"),
        ("A/RES/996(ES-IandII)", "A/RES/996(ES-IANDII)"),
        ("A/DEC/80/506", "A/DEC/80/506"),
        ("S/RES/822(1993)", "S/RES/822(1993)"),
        ("S/RES/822 (1993)", "S/RES/822(1993)"),
        ("822 (1993)", "S/RES/822(1993)"),
        ("S/2022/155", "S/2022/155"),
    ],
)
def test_every_way_of_writing_a_symbol(written: str, key: str) -> None:
    """What the Library, research data and people write leads to one key."""
    assert symbol_key(written) == key


@given(LETTERS | st.text(max_size=12))
@example("R/1/66")
@example("R/ES-10/6")
def test_a_key_is_its_own_key(text: str) -> None:
    """Writing a key as a key changes nothing."""
    assert symbol_key(symbol_key(text)) == symbol_key(text)


@given(LETTERS)
def test_taking_apart_loses_no_sign_but_brackets(text: str) -> None:
    """Base and part together are the symbol."""
    key = symbol_key(text)
    apart = take_apart(key)
    assert key.startswith(apart.base)
    assert key.removeprefix(apart.base).strip("[]") == apart.part


@given(st.builds(Symbol, st.sampled_from(["A/RES/61/128", "A/RES/34/76"]), PARTS | LETTERS))
def test_nothing_covers_itself(symbol: Symbol) -> None:
    """A whole is no part of itself."""
    assert not symbol.covers(symbol)


@given(PARTS | LETTERS, PARTS | LETTERS)
@example("A-C", "B")
@example("A", "A-C")
def test_covering_goes_one_way(one: str, other: str) -> None:
    """Of two symbols at most one is a part of the other."""
    first, second = Symbol("A/RES/61/128", one), Symbol("A/RES/61/128", other)
    assert not (first.covers(second) and second.covers(first))


@given(PARTS, PARTS, PARTS)
def test_a_part_of_a_part_is_a_part(one: str, two: str, three: str) -> None:
    """Covering is handed on."""
    first, second, third = (Symbol("A/RES/61/128", part) for part in (one, two, three))
    if first.covers(second) and second.covers(third):
        assert first.covers(third)


@pytest.mark.parametrize(
    ("whole", "part", "covers"),
    [
        ("A/RES/61/128A-B", "A/RES/61/128[B-VI]", True),
        ("A/RES/61/128A-B", "A/RES/61/128[A]", True),
        ("A/RES/61/128[B]", "A/RES/61/128[B-VI]", True),
        ("A/RES/61/128[B]", "A/RES/61/128[A]", False),
        ("A/RES/34/76", "A/RES/34/76A", True),
        ("A/RES/34/76A", "A/RES/34/76B", False),
        ("A/RES/34/7", "A/RES/34/76A", False),
        ("A/RES/181(II)", "A/RES/181(II)[A]", True),
        ("S/RES/822(1993)", "S/RES/853(1993)", False),
    ],
)
def test_which_part_belongs_to_which_whole(whole: str, part: str, covers: bool) -> None:
    """Letters in brackets and without, ranges of letters, and numerals below a letter."""
    assert take_apart(symbol_key(whole)).covers(take_apart(symbol_key(part))) is covers


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (30, "XXX"), (39, "XXXIX")]
)
def test_roman_numerals(number: int, letters: str) -> None:
    """The sessions to the thirtieth are written so."""
    assert roman(number) == letters
