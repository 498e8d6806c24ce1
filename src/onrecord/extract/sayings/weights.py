"""Loads what was learned about cues: how often each introduces content, and the weights of the features.

The tables hold counts and weights over words and grammar, none of the texts that they were counted in.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

from onrecord.errors import DataError

_PACKAGE = "onrecord.extract.sayings"
_STEEPEST = 30.0
MODELS = ("piece", "source", "cut", "cue")


@dataclass(frozen=True)
class Weights:
    """Weights of features for each judgement, and how often each cue was seen and meant."""

    tables: Mapping[str, Mapping[str, float]]
    counts: Mapping[str, tuple[int, int]]
    """Cue ("say", "noun:claim", "be:critical") to (times seen with a construction, times it introduced content)."""

    def probability(self, model: str, features: Iterable[str]) -> float:
        """The learned probability, from 0 to 1, that the judgement is yes."""
        weight = self.tables[model].get
        total = sum(map(weight, features, repeat(0.0)))
        return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total))))


@cache
def load_weights() -> Weights:
    """The bundled tables; DataError where a row does not fit."""
    tables: dict[str, dict[str, float]] = {model: {} for model in MODELS}
    for number, row in _rows("weights.csv", 3):
        try:
            tables[row[0]][row[1]] = float(row[2])
        except (KeyError, ValueError) as wrong:
            raise _broken("weights.csv", number) from wrong
    counts: dict[str, tuple[int, int]] = {}
    for number, row in _rows("cues.csv", 4):
        try:
            seen, meant = counts.get(row[0], (0, 0))
            counts[row[0]] = seen + int(row[2]), meant + int(row[3])
        except ValueError as wrong:
            raise _broken("cues.csv", number) from wrong
    return Weights(tables, counts)


def _rows(name: str, width: int) -> Iterable[tuple[int, list[str]]]:
    text = (files(_PACKAGE) / name).read_text("utf-8")
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        if len(row) != width:
            raise _broken(name, number)
        if number > 1:
            yield number, row


def _broken(name: str, number: int) -> DataError:
    return DataError(
        "a row does not fit", where=f"extract/sayings/{name}:{number}", remedy="install OnRecord again"
    )
