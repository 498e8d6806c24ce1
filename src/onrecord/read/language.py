"""The language of a text by its script and its commonest words.

Small on purpose: it must tell languages apart on a page of prose, and say nothing of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from onrecord.errors import DataError
from onrecord.read.knowledge import read_toml

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("hy", re.compile(r"[\u0531-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_SAMPLE = 20_000
_FEWEST_WORDS = 8


@cache
def _common_words() -> Mapping[str, frozenset[str]]:
    data = read_toml("languages.toml")
    table = data.get("words")
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise DataError("`words` must give a line of words by language", where="read/languages.toml")
    return {code: frozenset(value.split()) for code, value in sorted(table.items())}


def detect_language(text: str) -> str | None:
    """ISO 639-1 code; None where the text is too short or two languages fit alike."""
    sample = text[:_SAMPLE]
    letters = sum(1 for char in sample if char.isalpha())
    if not letters:
        return None
    for code, script in _SCRIPTS:
        # Japanese mixes its own letters with Chinese ones, so that a fifth is enough.
        if len(script.findall(sample)) > 0.2 * letters:
            return code
    words = Counter(word.casefold() for word in _WORD.findall(sample))
    total = sum(words.values())
    if total < _FEWEST_WORDS:
        return None
    shares = sorted(
        ((sum(words[word] for word in common) / total, code) for code, common in _common_words().items()),
        reverse=True,
    )
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= 0.08 and best > 1.15 * second else None
