"""Loads `nouns.toml`: the nouns by which texts name actors without giving their names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Lemmas in lower case, by what they stand for."""

    offices: Mapping[str, str]
    """Office noun -> its line; nouns of one line can stand for each other."""
    office_ends: frozenset[str]
    """The last words of the office nouns."""
    offices_of_state: frozenset[str]
    """Office nouns that are a state's, and need no state's name beside them at home."""
    seats: frozenset[str]
    """Nouns beside which a spokesman is the state's ("Foreign Ministry spokeswoman")."""
    institutions: frozenset[str]
    collectives: frozenset[str]
    plurals: frozenset[str]
    """Plural forms of collectives and offices, for words that the tagger takes for names."""
    masses: frozenset[str]
    bodies: frozenset[str]
    gatherings: frozenset[str]
    states: frozenset[str]
    instruments: frozenset[str]
    determiners: frozenset[str]
    not_in_office: frozenset[str]
    titles: frozenset[str]
    addressing: frozenset[str]
    """Verbs done to somebody who acts: a capital beside them is its state."""


@cache
def load_nouns() -> Nouns:
    """The bundled list; DataError where the file lacks a part."""
    where = "resolve/nouns.toml"
    raw = tomllib.loads((files("onrecord.resolve") / "nouns.toml").read_text("utf-8"))
    try:
        return Nouns(
            offices={noun: line for line, nouns in sorted(raw["offices"].items()) for noun in nouns},
            office_ends=frozenset(noun.split()[-1] for nouns in raw["offices"].values() for noun in nouns),
            offices_of_state=frozenset(raw["offices_of_state"]["words"]),
            seats=frozenset(raw["offices_of_state"]["seats"]),
            institutions=frozenset(raw["institutions"]["words"]),
            collectives=frozenset(raw["collectives"]["plural"]),
            plurals=frozenset(
                _plural(noun) for noun in (*raw["collectives"]["plural"], *_single(raw["offices"]))
            ),
            masses=frozenset(raw["collectives"]["mass"]),
            bodies=frozenset(raw["bodies"]["named"]),
            gatherings=frozenset(raw["bodies"]["gathering"]),
            states=frozenset(raw["states"]["words"]),
            instruments=frozenset(raw["instruments"]["words"]),
            determiners=frozenset(raw["determiners"]["words"]),
            not_in_office=frozenset(raw["not_in_office"]["words"]),
            titles=frozenset(raw["titles"]["words"]),
            addressing=frozenset(raw["addressing"]["verbs"]),
        )
    except KeyError as missing:
        raise DataError(f"no part {missing}", where=where, remedy="install OnRecord again") from missing


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeou" else noun + "s"


def _single(offices: Mapping[str, list[str]]) -> list[str]:
    return [noun for nouns in offices.values() for noun in nouns if " " not in noun]
