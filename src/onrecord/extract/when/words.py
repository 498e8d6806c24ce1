"""Loads `words.toml`: months, weekdays and numerals, and the words that tell whose time a phrase is.

Every list is checked when it is read; the patterns of `forms` are built from it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError

_WHERE = "extract/when/words.toml"
_TABLES = ("months", "weekdays", "numerals")
_GREATEST = {"months": 12, "weekdays": 6, "numerals": 1000}


@dataclass(frozen=True, kw_only=True)
class TimeWords:
    """All words of time that are known."""

    months: Mapping[str, int]
    """Name or abbreviation to 1-12."""
    weekdays: Mapping[str, int]
    """Name to 0-6, Monday first."""
    numerals: Mapping[str, int]
    parts_of_day: frozenset[str]
    seasons: frozenset[str]
    untold: frozenset[str]
    """Phrases that point to no day by themselves."""
    about: frozenset[str]
    """Words before a number that make it a rough one."""
    occasions: frozenset[str]
    """Lemmas of texts and occasions whose day is that of what is said in them."""
    occasion_prepositions: frozenset[str]
    bounding_prepositions: frozenset[str]
    """Prepositions that put the stance behind an occasion or event: no earlier than it."""
    issuing: frozenset[str]
    """Lemmas of verbs that give a text or an occasion its day."""
    speaking: frozenset[str]
    """Lemmas of verbs whose participle tells when the same one spoke."""
    timeless: frozenset[str]
    """Lemmas of those who are spoken to, and where: they have no day of their own."""
    events: frozenset[str]
    """Lemmas of what has a day of its own."""
    eventful_endings: frozenset[str]
    """Endings of other nouns that may have a day of their own."""
    looking_back: frozenset[str]
    """Lemmas of stances that are no older than what they speak of."""
    apart: frozenset[str]
    """Words that open a clause which the verb above does not date."""


@cache
def load_time_words() -> TimeWords:
    """The bundled words. Raises DataError naming the list that is missing or wrong."""
    text = files("onrecord.extract.when").joinpath("words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    lists = data.get("lists", {})
    tables: dict[str, Any] = {name: _numbers(data, name) for name in _TABLES}
    names = [field.name for field in fields(TimeWords) if field.name not in _TABLES]
    return TimeWords(**tables | {name: _words(lists, name) for name in names})


def _numbers(data: Mapping[str, Any], name: str) -> dict[str, int]:
    table = data.get(name)
    greatest = _GREATEST[name]
    if not isinstance(table, dict) or not all(
        isinstance(value, int) and 0 <= value <= greatest for value in table.values()
    ):
        raise DataError(f"not a table of numbers up to {greatest}", where=f"{_WHERE} [{name}]")
    return dict(table)


def _words(lists: Mapping[str, Any], name: str) -> frozenset[str]:
    words = lists.get(name)
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
        raise DataError("not a list of words", where=f"{_WHERE} [lists] {name}")
    return frozenset(words)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; the next character tells at most places that there is none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    initials = "".join(sorted({re.escape(word[0]) for word in ordered}))
    return rf"(?=[{initials}])(?:{'|'.join(map(re.escape, ordered))})"
