"""Made-up words in the proportions of natural text: a vocabulary of 50,000 whose frequencies follow Zipf's law.

The most frequent words are real English ones, so that a search for a common word behaves as it would in news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import numpy as np

_SIZE = 50_000
_COMMON = """
    the of to and in a that for on is was with as by at from it be are has its will have this not an which were been
    their said government president minister talks country security region peace border state agreement council meeting
    international foreign support forces resolution conflict ceasefire statement officials parliament troops dialogue
    economic people humanitarian sanctions mission delegation summit territory sovereignty refugees withdrawal treaty
    assembly spokesman conference cooperation resolution crisis military election trade harbour bridge river mountain
    village city capital road railway school hospital energy pipeline water grain market budget reform court inquiry
"""
_SYLLABLES = {
    "en": ("bdfgklmnprstvwz", ("a", "e", "i", "o", "u", "an", "er", "is", "on", "al", "it", "or")),
    "ru": ("бвгдзклмнпрст", ("а", "е", "и", "о", "у", "ан", "ер", "ис", "ой")),
    "ar": ("بتجدرسشفقكلمن", ("ا", "و", "ي", "ان", "ير")),
    "zh": ("中国大会和平安全政府总统外交边界协议支持问题地区", ("", "的", "会", "人", "国")),
}
_LENGTHS = {"en": (1, 2, 2, 3, 3, 4), "ru": (2, 2, 3, 4), "ar": (2, 2, 3), "zh": (1, 2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, the most frequent first, and how much of a text they and those before them make up."""

    listed: Sequence[str]
    shares: Any
    """A numpy array of cumulative shares, the last of them 1."""

    def drawn(self, random: Any, count: int) -> list[str]:
        """So many words in the proportions of the vocabulary; `random` is a numpy generator."""
        places = np.searchsorted(self.shares, random.random(count))
        return [self.listed[place] for place in places.tolist()]


@cache
def make_words(language: str, size: int = _SIZE) -> Words:
    """The vocabulary of a language: the same one each time."""
    random = Random(language)
    onsets, rimes = _SYLLABLES[language]
    made = dict.fromkeys(_COMMON.split() if language == "en" else ())
    lengths = _LENGTHS[language]
    for _ in range(4 * size):  # a script with few syllables has fewer words
        if len(made) >= size:
            break
        parts = (random.choice(onsets) + random.choice(rimes) for _ in range(random.choice(lengths)))
        made["".join(parts)] = None
    listed = list(made)
    weights = 1 / (np.arange(len(listed)) + 2.7)
    return Words(listed=listed, shares=np.cumsum(weights) / weights.sum())
