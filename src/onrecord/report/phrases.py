"""The report's own words for stances, bases, acts and verdicts, loaded from `phrases.toml`.

They attribute ("X is reported to condemn Y") and never assert.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError
from onrecord.vocabulary import Act, Basis, Stance, VerdictValue

SIGNS: Mapping[int, str] = {1: "+", 0: "0", -1: "−"}
SIGN_WORDS: Mapping[int, str] = {1: "friendly", 0: "neither", -1: "unfriendly"}
SIGN_NAMES: Mapping[int, str] = {1: "plus", 0: "nil", -1: "minus"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisPhrase:
    """A basis in words. `lead` has the fields {holder}, {act} and, for ascribed, {teller}."""

    label: str
    meaning: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPhrase:
    """What a source does with the content of a statement, in words."""

    label: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPhrase:
    """A verdict's mark and what it claims."""

    mark: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All phrases; every stance, basis, act and verdict has one."""

    stances: Mapping[Stance, tuple[str, str]]
    """Infinitive with a counterpart, and without."""
    bases: Mapping[Basis, BasisPhrase]
    acts: Mapping[Act, ActPhrase]
    verdicts: Mapping[VerdictValue, VerdictPhrase]


@cache
def load_phrases() -> Phrases:
    """Read the bundled phrases; DataError where one is missing or has no text."""
    data = tomllib.loads(files("onrecord.report").joinpath("phrases.toml").read_text(encoding="utf-8"))
    return Phrases(
        stances={stance: _stance(data, stance) for stance in Stance},
        bases={
            basis: BasisPhrase(
                **{key: _text(data, "basis", basis, key) for key in ("label", "meaning", "lead")}
            )
            for basis in Basis
        },
        acts={
            act: ActPhrase(**{key: _text(data, "act", act, key) for key in ("label", "meaning")})
            for act in Act
        },
        verdicts={
            value: VerdictPhrase(**{key: _text(data, "verdict", value, key) for key in ("mark", "meaning")})
            for value in VerdictValue
        },
    )


def _stance(data: Mapping[str, Any], stance: Stance) -> tuple[str, str]:
    to = _text(data, "stance", stance, "to")
    alone = data["stance"][stance].get("alone")
    return to, alone or f"{to} (counterpart not named)"


def _text(data: Mapping[str, Any], table: str, row: str, key: str) -> str:
    text = data.get(table, {}).get(row, {}).get(key)
    if not isinstance(text, str) or not text:
        raise DataError(f"no {key!r}", where=f"phrases.toml [{table}.{row}]", remedy="add the phrase")
    return text
