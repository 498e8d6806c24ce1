"""Loads `given_names.csv`: given names, and the sex of their bearers where lists of several countries agree on it.

It serves two questions: whether a capitalised phrase names a person, and whether "he" or "she" can take that
person up. A name that is borne by both is "either", and settles only the first.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.registry.match import fold

_WHERE = "resolve/given_names.csv"


@cache
def load_given_names() -> Mapping[str, str]:
    """Name in plain small letters -> `m`, `f` or `either`; DataError names the row that is not in order."""
    names: dict[str, str] = {}
    text = (files("onrecord.resolve") / "given_names.csv").read_text("utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        name, sex = row.get("name"), row.get("sex")
        if not name or name in names or sex not in ("m", "f", "either"):
            raise DataError("not a given name", where=f"{_WHERE}, row {number}", remedy="mend the row")
        names[name] = sex
    return names


def given_key(word: str) -> str:
    """A word as the list has it: plain small letters."""
    return fold(word).casefold()
