"""What each character is to the comparison of texts: part of a word, a stop, a quotation mark, and which letter it counts as.

The tables are made once from the interpreter's Unicode data; characters are UTF-16 code units, so that each is one number.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.wording import UNSPACED_BLOCKS

WORD = 1
"""Letter, digit, mark or underscore."""
OPENS = 2
"""A word character with which a sentence may open: anything but a lower-case letter or an underscore."""
DIGIT = 4
UNSPACED = 8
"""A letter of a script that sets no spaces between words."""
SPACE = 16
MARK = 224
"""The bits that tell marks apart: equal to one of the five that follow."""
LINE = 32
"""Ends a paragraph."""
QUOTE = 64
STOP = 128
"""Ends a sentence; where nothing need follow it, it is `SPACE` as well."""
SIGN = 192
"""Any other mark that tells something: a comma in a number, a colon before a text, the sign of an address."""
LOOSE = 160
"""Printed as part of the letter before it, or not at all: the text has to be composed (`plain`) first."""

CODES = 1 << 16
_QUOTES = '"“”„«»「」『』'
_STOPS = ".!?…"
_SIGNS = ",:@"
_FULL_STOPS = "。！？"
_MARKS = {QUOTE: _QUOTES, STOP: _STOPS, SIGN: _SIGNS}
_PLAIN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4))
"""Blocks of caseless letters that are their own normal form, which need not be looked up one by one."""
_NEVER = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that print nothing."""
_LOOSE_BLOCKS = ((0x0300, 0x0370), (0x1100, 0x1200), (0x3099, 0x309B))
"""Accents, parts of Korean syllables and Japanese voicing marks, which letters are composed with."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Two tables over all code units: what each one is, and which letter it counts as."""

    kinds: NDArray[np.uint8]
    folded: NDArray[np.uint16]


@lru_cache(maxsize=1)
def letters() -> Letters:
    """The tables; lower case, compatibility forms as their plain letter. Surrogates count as word characters."""
    kinds = np.zeros(CODES, np.uint8)
    folded = np.arange(CODES, dtype=np.uint16)
    for code in _looked_up():
        character = chr(code)
        kinds[code] = _kind(character)
        if kinds[code] & WORD:
            folded[code] = _fold(character)
    for start, end in (*_PLAIN_BLOCKS, (0xD800, 0xE000)):
        kinds[start:end] = WORD | OPENS
    for first, last in UNSPACED_BLOCKS:
        held = kinds[first : last + 1]
        held[(held & DIGIT) == 0] = WORD | OPENS | UNSPACED
    for start, end in _LOOSE_BLOCKS:
        kinds[start:end] = LOOSE
    kinds[[ord(character) for character in _NEVER]] = LOOSE
    return Letters(kinds, folded)


def plain(text: str) -> str:
    """The text composed (NFC) and without characters that print nothing."""
    for character in _NEVER:
        text = text.replace(character, "")
    return unicodedata.normalize("NFC", text)


def _looked_up() -> list[int]:
    outside = [True] * CODES
    for start, end in (*_PLAIN_BLOCKS, (0xD800, 0xF900)):
        outside[start:end] = [False] * (end - start)
    return [code for code in range(CODES) if outside[code]]


def _kind(character: str) -> int:
    if character.isalnum() or character == "_" or unicodedata.category(character) in {"Mn", "Mc"}:
        opens = 0 if character.islower() or character == "_" else OPENS
        return WORD | opens | (DIGIT if character.isdigit() else 0)
    if character in _FULL_STOPS:
        return STOP | SPACE
    if character.isspace():
        return LINE | SPACE if character in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" else SPACE
    return next((mark for mark, held in _MARKS.items() if character in held), 0)


def _fold(character: str) -> int:
    """The letter in lower case and plain form, where that is one letter; otherwise itself."""
    form = unicodedata.normalize("NFKC", character).casefold()
    return ord(form) if len(form) == 1 and ord(form) < CODES else ord(character)
