"""The weights by which the measures of a stretch tell the article, from `body_weights.csv`, checked once.

The table was learned by `python -m evals.reading.learn`; `docs/reading.md` tells from what, and how often it is right.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from onrecord.errors import DataError
from onrecord.read.body_features import Floats, Measures
from onrecord.read.knowledge import FOLDER

NAME = "body_weights.csv"
KINDS = ("near", "around")
_MOST = 8192
"""Measures are small numbers; a row with a larger one is a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """For each measure its weight by number; for each kind of name its weight by word."""

    always: float
    numbers: Mapping[str, Floats]
    words: Mapping[str, Mapping[str, float]]
    names: frozenset[str]
    """All words that `words` weighs."""

    def scores(self, found: Measures) -> Floats:
        """One number for each stretch: above 0 where it is rather the article's."""
        total: Floats = np.full(found.count, self.always)
        for name, column in found.numbers.items():
            weights = self.numbers.get(name)
            if weights is not None:
                total += weights.take(column, mode="clip")
        for kind, sets in found.words.items():
            table = self.words.get(kind, {})
            known = {
                names: sum([table[name] for name in sorted(names) if name in table]) for names in set(sets)
            }
            total += np.array([known[names] for names in sets], float)
        return total


@cache
def load_weights() -> Weights:
    """What `body_weights.csv` holds."""
    try:
        text = resources.files(FOLDER).joinpath(NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            f"cannot be read ({error})", where=f"read/{NAME}", remedy="reinstall onrecord"
        ) from error
    return to_weights(list(csv.reader(text.splitlines()))[1:])


def to_weights(rows: list[list[str]]) -> Weights:
    """Weights of rows of measure, value, weight; DataError naming a row that is none."""
    numbers: dict[str, dict[int, float]] = {}
    words: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    always = 0.0
    for at, row in enumerate(rows, 2):
        try:
            measure, value, weight = row[0], row[1], float(row[2])
            if measure == "always":
                always = weight
            elif measure in KINDS:
                words[measure][value] = weight
            else:
                number = int(value)
                if not 0 <= number < _MOST:
                    raise ValueError("a measure is between 0 and 8191")
                numbers.setdefault(measure, {})[number] = weight
        except (IndexError, ValueError) as error:
            raise DataError(
                f"needs a measure, a value and a weight ({error})",
                where=f"read/{NAME}, row {at}",
                remedy="learn it anew",
            ) from error
    return Weights(
        always=always,
        numbers={name: _column(found) for name, found in numbers.items()},
        words=words,
        names=frozenset(word for table in words.values() for word in table),
    )


def _column(found: Mapping[int, float]) -> Floats:
    """Weights by number, with a 0 behind the last for all that were never seen."""
    column: Floats = np.zeros(max(found) + 2)
    for number, weight in found.items():
        column[number] = weight
    return column
