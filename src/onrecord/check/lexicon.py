"""The word lists of this stage, read from `claims.toml` and checked once.

A list becomes a regular expression of whole phrases, longest first; the words themselves are data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.check.alternatives import alternatives
from onrecord.errors import DataError

FILE = "claims.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Phrases by their use; every mapping goes from our term to the phrases of a text."""

    comparisons: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    vote: Mapping[str, Any]
    text: Mapping[str, tuple[str, ...]]
    body: Mapping[str, Any]
    office: Mapping[str, tuple[str, ...]]
    meeting: Mapping[str, Any]
    figure: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    composition: Mapping[str, Any]
    elsewhere: Mapping[str, tuple[str, ...]]
    """How words for a resolution begin, by language."""
    limits: Mapping[str, int]


@cache
def load_lexicon() -> Lexicon:
    """The bundled word lists; DataError where the file is malformed."""
    return read_lexicon((files("onrecord.check") / FILE).read_text(encoding="utf-8"))


def read_lexicon(text: str) -> Lexicon:
    """Word lists from TOML; DataError naming the table that is missing or holds something else than phrases."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), where=FILE) from error
    wanted = set(Lexicon.__slots__)
    if set(tables) != wanted:
        odd = ", ".join(sorted(wanted ^ set(tables)))
        raise DataError(f"missing or unknown tables: {odd}", where=FILE)
    for name, table in tables.items():
        _check(table, name)
    return Lexicon(**tables)


def _check(value: object, place: str) -> None:
    """Leaves must be whole numbers, or lists of phrases or of years."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check(inner, f"{place}.{key}")
    elif isinstance(value, list):
        if not value or not all(isinstance(item, (str, int)) and item != "" for item in value):
            raise DataError("must be a list of phrases", where=f"{FILE}, {place}")
    elif not isinstance(value, int):
        raise DataError("must be a number, a list or a table", where=f"{FILE}, {place}")


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for one of the phrases as whole words, the longest first; no group is opened."""
    return rf"(?<!\w){alternatives(list(phrases))}(?!\w)"


def every(table: Mapping[str, Iterable[str]]) -> list[str]:
    """All phrases of a table, whatever term they stand for."""
    return [phrase for phrases in table.values() for phrase in phrases]


def term_of(table: Mapping[str, Iterable[str]], phrase: str) -> str | None:
    """The term that a phrase stands for, blanks and letter case apart."""
    wanted = " ".join(phrase.split()).casefold()
    for term, phrases in table.items():
        if wanted in (known.casefold() for known in phrases):
            return term
    return None
