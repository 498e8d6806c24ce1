"""Loads `persons.toml`: the words by which a text shows persons and organisations and takes them up again."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError

SEXES = ("m", "f", "either")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """Words in lower case, by what they show."""

    titles: Mapping[str, str]
    """A title before a name -> `m`, `f` or `either`."""
    short_titles: Mapping[str, str]
    """An abbreviation -> the title in full."""
    family_titles: frozenset[str]
    """Titles that are family names where a courtesy stands before them."""
    courtesies: frozenset[str]
    roles: Mapping[str, str]
    """A noun for one person -> `m`, `f` or `either`."""
    plurals: frozenset[str]
    """Nouns for many people, in the plural."""
    descriptors: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    organisations: frozenset[str]
    outlets: frozenset[str]
    """Words of an outlet's name."""
    things: frozenset[str]
    common: frozenset[str]
    """Words that alone are no name, capitalised or not."""
    no_names: frozenset[str]
    """Words that are capitalised and part of no name."""
    takes_up_outlet: frozenset[str]
    takes_up: frozenset[str]
    """Nouns that take up an organisation named before."""
    texts: frozenset[str]
    makers: frozenset[str]
    saying: frozenset[str]
    heading: frozenset[str]
    """Verbs of being at the top: "who heads the ministry"."""


@cache
def load_person_words() -> PersonWords:
    """The bundled list; DataError where the file lacks a part."""
    raw = tomllib.loads((files("onrecord.resolve") / "persons.toml").read_text("utf-8"))
    try:
        return _words(raw)
    except KeyError as missing:
        raise DataError(
            f"no part {missing}", where="resolve/persons.toml", remedy="install OnRecord again"
        ) from missing


def _words(raw: Mapping[str, Any]) -> PersonWords:
    roles = _by_sex(raw["roles"])
    plurals = frozenset(raw["plural_only"]["words"]) | frozenset(_plural(noun) for noun in roles)
    organisations = frozenset(raw["organisations"]["words"])
    things = frozenset(raw["things"]["words"])
    return PersonWords(
        titles=_by_sex(raw["titles"]),
        short_titles=raw["short_titles"],
        family_titles=frozenset(raw["titles"]["family"]),
        courtesies=frozenset(raw["titles"]["courtesy"]),
        roles=roles,
        plurals=plurals,
        descriptors=frozenset(raw["descriptors"]["words"]),
        particles=frozenset(raw["particles"]["words"]),
        suffixes=frozenset(raw["suffixes"]["words"]),
        organisations=organisations,
        outlets=frozenset(raw["organisations"]["news"]),
        things=things,
        common=things | plurals | organisations,
        no_names=frozenset(raw["no_names"]["words"]),
        takes_up_outlet=frozenset(raw["takes_up"]["news"]),
        takes_up=frozenset(raw["takes_up"]["organisation"]) | frozenset(raw["takes_up"]["news"]),
        texts=frozenset(raw["texts"]["words"]),
        makers=frozenset(raw["makers"]["words"]),
        saying=frozenset(raw["saying"]["verbs"]),
        heading=frozenset(raw["saying"]["heads"]),
    )


def _by_sex(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: sex for sex in SEXES for word in table[sex]}


def _plural(noun: str) -> str:
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "x")) else "s")
