"""The word lists and patterns of this stage, loaded from the TOML files beside it and checked once.

A malformed file raises DataError naming the file and the entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.errors import DataError

FOLDER = "onrecord.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern with the reason it gives: `navigation`, `caption`, `first person` ..."""

    reason: str
    pattern: re.Pattern[str]
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What page furniture looks like: whole lines anywhere, at the edges, and notices to the reader."""

    anywhere: tuple[Rule, ...]
    edges: tuple[Rule, ...]
    captions: tuple[Rule, ...]
    notices: tuple[Rule, ...]
    related: tuple[Rule, ...]
    """Headings over links to other articles."""
    salutation: re.Pattern[str]
    date_words: frozenset[str]
    not_people: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """Evidence for each kind of document, in its title, its who-line and its body."""

    title: tuple[Rule, ...]
    who: tuple[Rule, ...]
    opening: tuple[Rule, ...]
    body: tuple[Rule, ...]
    offices: tuple[str, ...]
    honorifics: frozenset[str]
    occasions: tuple[str, ...]


def read_toml(name: str) -> Mapping[str, Any]:
    """The parsed file beside this module; DataError where it cannot be read or parsed."""
    try:
        return tomllib.loads(resources.files(FOLDER).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(
            f"cannot be read as TOML ({error})", where=f"read/{name}", remedy="reinstall onrecord"
        ) from error


def _rules(name: str, table: str, entries: object, *, flags: int = re.IGNORECASE) -> tuple[Rule, ...]:
    if not isinstance(entries, list):
        raise DataError(f"`{table}` must be a list of tables", where=f"read/{name}")
    rules = []
    for number, entry in enumerate(entries, 1):
        where = f"read/{name}, {table} {number}"
        try:
            exact = bool(entry.get("case", False))
            pattern = re.compile(entry["pattern"], 0 if exact else flags)
            rules.append(
                Rule(reason=str(entry["reason"]), pattern=pattern, weight=float(entry.get("weight", 1.0)))
            )
        except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
            raise DataError(
                f"needs a reason and a valid pattern ({error!r})", where=where, remedy="correct the entry"
            ) from error
    return tuple(rules)


def words(name: str, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The list of strings under `key`; DataError where it is anything else."""
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataError(f"`{key}` must be a list of words", where=f"read/{name}", remedy="correct the entry")
    return tuple(value)


@cache
def load_furniture() -> Furniture:
    """What `furniture.toml` holds."""
    name = "furniture.toml"
    data = read_toml(name)
    salutation = _rules(name, "salutation", [data.get("salutation")])
    return Furniture(
        anywhere=_rules(name, "anywhere", data.get("anywhere")),
        edges=_rules(name, "edges", data.get("edges")),
        captions=_rules(name, "captions", data.get("captions")),
        notices=_rules(name, "notices", data.get("notices")),
        related=_rules(name, "related", data.get("related")),
        salutation=salutation[0].pattern,
        date_words=frozenset(words(name, data, "date_words")),
        not_people=frozenset(words(name, data, "not_people")),
    )


@cache
def load_kinds() -> Kinds:
    """What `kinds.toml` holds."""
    name = "kinds.toml"
    data = read_toml(name)
    return Kinds(
        title=_rules(name, "title", data.get("title")),
        who=_rules(name, "who", data.get("who")),
        opening=_rules(name, "opening", data.get("opening")),
        body=_rules(name, "body", data.get("body"), flags=0),
        offices=words(name, data, "offices"),
        honorifics=frozenset(words(name, data, "honorifics")),
        occasions=words(name, data, "occasions"),
    )
