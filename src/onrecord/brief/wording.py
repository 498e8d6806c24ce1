"""What the brief says in its own voice: stances, rungs, days and lists, from one file of phrases.

A declared stance is a plain verb; an ascribed one is always "said to", so that the two cannot be taken for each other.
"""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError
from onrecord.vocabulary import Basis, PartialDate, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class StancePhrase:
    """A stance as a verb: `says` for a holder, `to` as an infinitive; `alone` and `to_alone` without counterpart."""

    says: str
    to: str
    alone: str
    to_alone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RungPhrase:
    """A rung as a heading, with what it means in a few words."""

    heading: str
    meaning: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All phrases; every stance and basis has one."""

    stances: Mapping[Stance, StancePhrase]
    rungs: Mapping[Basis, RungPhrase]
    method: tuple[str, ...]
    """The note on method and limits, a paragraph each."""


@cache
def load_wording() -> Wording:
    """Read the bundled phrases; DataError where one is missing or has no text."""
    data = tomllib.loads(files("onrecord.brief").joinpath("phrases.toml").read_text(encoding="utf-8"))
    return Wording(
        stances={stance: _stance(data, stance) for stance in Stance},
        rungs={
            basis: RungPhrase(
                **{key: _text(data, "rung", basis, key) for key in ("heading", "meaning", "short")}
            )
            for basis in Basis
        },
        method=tuple(data["method"]["paragraphs"]),
    )


def _stance(data: Mapping[str, Any], stance: Stance) -> StancePhrase:
    row = data.get("stance", {}).get(stance, {})
    says, to = _text(data, "stance", stance, "says"), _text(data, "stance", stance, "to")
    return StancePhrase(says=says, to=to, alone=row.get("alone", says), to_alone=row.get("to_alone", to))


def _text(data: Mapping[str, Any], table: str, row: str, key: str) -> str:
    text = data.get(table, {}).get(row, {}).get(key)
    if not isinstance(text, str) or not text:
        raise DataError(f"no {key!r}", where=f"brief/phrases.toml [{table}.{row}]", remedy="add the phrase")
    return text


def day(on: PartialDate | None) -> str:
    """A date as a letter writes it: "28 October 2020", "October 2020", "2020"; "undated" where there is none."""
    if on is None:
        return "undated"
    parts = [str(on.day)] if on.day else []
    parts += [calendar.month_name[on.month]] if on.month else []
    return " ".join((*parts, str(on.year)))


def short_day(on: PartialDate | None) -> str:
    """A date for a narrow column: "28 Oct 2020", "Oct 2020", "2020", "undated"."""
    if on is None or not on.month:
        return day(on)
    return day(on).replace(calendar.month_name[on.month], calendar.month_abbr[on.month])


def many(number: int, one: str, more: str) -> str:
    """A number with its noun: "1 report", "1,204 reports"."""
    return f"{number:,} {one if number == 1 else more}"


def listed(words: Sequence[str]) -> str:
    """A list as a sentence has it: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
