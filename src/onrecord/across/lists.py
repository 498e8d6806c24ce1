"""The lists of words by which two figures count the same, read from `figures.toml` and checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.check.lexicon import any_of
from onrecord.errors import DataError
from onrecord.toml_text import parse_toml

FILE = "across/figures.toml"


@cache
def load_words() -> Mapping[str, Mapping[str, Any]]:
    """The bundled lists; DataError where a list is missing or holds anything but phrases."""
    tables = parse_toml((files(__package__) / "figures.toml").read_text("utf-8"), where=FILE)
    for name in ("measures", "people", "kept", "places"):
        table = tables.get(name)
        if not isinstance(table, dict) or not table:
            raise DataError("the table is missing", where=f"{FILE}: {name}")
        for key, phrases in table.items():
            if not isinstance(phrases, list) or not phrases or not all(isinstance(p, str) for p in phrases):
                raise DataError("must be a list of phrases", where=f"{FILE}: {name}.{key}")
    return tables


@cache
def any_word(table: str, key: str) -> re.Pattern[str]:
    """Any phrase of one list, as whole words."""
    return re.compile(any_of(load_words()[table][key]), re.IGNORECASE)
