"""Symbols of UN documents in one form, whoever wrote them: `R/62/243`, `a/res/62/243` and `A/RES/62/243` are one.

The General Assembly numbered its resolutions through to the thirtieth session, with the session in Roman numerals
(`A/RES/3379(XXX)`), and within each session since (`A/RES/31/1`). Parts of an omnibus resolution carry a letter, in
brackets where the letter is the Library's own (`A/RES/32/105[H]`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANK = re.compile(r"\s+")
_SLASHES = re.compile(r"/{2,}")
_SHORT = re.compile(r"R/(\d{1,3}|ES-?\d+|S-?\d+)/(\d+)(.*)")
_BARE = re.compile(r"(?:RES(?:OLUTION)?)?/?((?:\d{1,3}|ES-\d+|S-\d+)/\d+.*)")
_COUNCIL = re.compile(r"(?:S/RES/)?(\d+)\((\d{4})\)")
_BASE = re.compile(r"(?P<base>(?:[A-Z]+/(?:RES|DEC|L)[/.])?(?:\d+\([^)]*\)|(?:ES-|S-)?\d+/\d+))(?P<part>.*)")
# `A-C` is a range of parts, `B-VI` a part of part B: I, V and X after the hyphen are numerals.
_RANGE = re.compile(r"([A-Z])-([A-HJ-UWYZ])")
_SUBPART = re.compile(r"-[IVX]+")
_LAST_ROMAN_SESSION = 30
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart: `A/RES/61/128[B-VI]` is part `B-VI` of `A/RES/61/128`; a whole has the part ``."""

    base: str
    part: str

    def covers(self, other: Symbol) -> bool:
        """True where `other` is a part of this: all parts of the whole, `A` and `B` of `A-B`, `B-VI` of `B`."""
        if self.base != other.base or self.part == other.part:
            return False
        if not self.part:
            return True
        letters = _RANGE.fullmatch(self.part)
        if letters is not None:
            return letters[1] <= other.part[:1] <= letters[2] and _RANGE.fullmatch(other.part) is None
        within = other.part.removeprefix(self.part)
        return within != other.part and _SUBPART.fullmatch(within) is not None


def symbol_key(symbol: str) -> str:
    """The symbol in capitals, without blanks, in the Library's form where the short form of a data set is known."""
    plain = _SLASHES.sub("/", _BLANK.sub("", symbol).upper())
    short = _SHORT.fullmatch(plain)
    if short is not None:
        return _from_short(*short.groups())
    council = _COUNCIL.fullmatch(plain)
    if council is not None:
        return f"S/RES/{council[1]}({council[2]})"
    bare = _BARE.fullmatch(plain)
    return f"A/RES/{bare[1]}" if bare is not None else plain


def take_apart(key: str) -> Symbol:
    """The whole and the part of a symbol in the form of `symbol_key`, or of the number in it (`34/76A`).

    A symbol of another kind is a whole.
    """
    match = _BASE.fullmatch(key)
    if match is None:
        return Symbol(key, "")
    return Symbol(match["base"], match["part"].strip("[]"))


def _from_short(session: str, number: str, part: str) -> str:
    """`R/1/66` is `A/RES/66(I)`; `R/62/243` is `A/RES/62/243`."""
    if session.isdigit() and int(session) <= _LAST_ROMAN_SESSION:
        return f"A/RES/{number}({roman(int(session))}){f'[{part}]' if part else ''}"
    return f"A/RES/{session}/{number}{part}"


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_SESSION = re.compile(
    r"(?:(?P<slashed>(?:ES-|S-)?\d{1,3})/\d|\d+\((?P<special>ES-|S-)?(?:(?P<roman>[IVXL]+)|(?P<plain>\d+))\))"
)


def session_of(number: str) -> str | None:
    """The session of the General Assembly that a number carries: `38/29` is of `38`, `2248(S-V)` of `S-5`."""
    match = _SESSION.match(number)
    if match is None:
        return None
    if match["slashed"]:
        return match["slashed"]
    return f"{match['special'] or ''}{match['plain'] or from_roman(match['roman'])}"


def from_roman(letters: str) -> int:
    """The number that Roman numerals write."""
    values = [_ROMAN_VALUES[letter] for letter in letters]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """A number of up to 39 in Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
