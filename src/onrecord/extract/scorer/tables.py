"""Loads what the scorer was taught: valences of words, weights of features, groups of words and thresholds.

The tables hold words, labels of grammar and numbers; nothing of the texts that they were learned from.
"""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError

_PACKAGE = "onrecord.extract.scorer"
_FOLDER = "extract/scorer"
_STEEPEST = 30.0
JUDGEMENTS = ("criticism", "target")
THRESHOLDS = ("pair", "criticism")
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Everything the scorer knows; one value serves all documents."""

    valences: Mapping[str, tuple[float, float]]
    """Word to (blame, praise): how much its presence speaks for each, in logits."""
    pairs: Mapping[str, tuple[float, float]]
    """Feature of a pair to its weights for (blame, praise)."""
    judgements: Mapping[str, Mapping[str, float]]
    """Judgement ("criticism", "target") to its features' weights."""
    groups: Mapping[str, tuple[str, ...]]
    """Word to the names of the groups that it is in ("regret", "illegal" ...)."""
    thresholds: Mapping[str, float]

    def valence(self, word: str) -> tuple[float, float]:
        """(blame, praise) of a word; nothing for one never met."""
        return self.valences.get(word, _NOTHING)

    def logit(self, judgement: str, features: Features) -> float:
        """The weighted sum of the features."""
        weight = self.judgements[judgement].get
        return sum(weight(feature, 0.0) * value for feature, value in features.items())

    def probability(self, judgement: str, features: Features) -> float:
        """The learned probability, from 0 to 1, that the judgement is yes."""
        return sigmoid(self.logit(judgement, features))


_NOTHING = (0.0, 0.0)


def sigmoid(total: float) -> float:
    """A sum of weights as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total))))


@cache
def load_tables() -> Tables:
    """The bundled tables; DataError names the file and the row that does not fit."""
    judgements: dict[str, dict[str, float]] = {name: {} for name in JUDGEMENTS}
    for place, (judgement, feature, weight) in _rows("criticism.csv", 3):
        if judgement not in judgements:
            raise _broken(f"no such judgement: {judgement!r}", place)
        judgements[judgement][feature] = _number(weight, place)
    thresholds = {name: _number(value, place) for place, (name, value) in _rows("thresholds.csv", 2)}
    for name in THRESHOLDS:
        if name not in thresholds:
            raise _broken(f"no threshold {name!r}", f"{_FOLDER}/thresholds.csv")
    return Tables(
        valences=_twofold("valences.csv"),
        pairs=_twofold("pairs.csv"),
        judgements=judgements,
        groups=read_groups((files(_PACKAGE) / "groups.toml").read_text("utf-8")),
        thresholds=thresholds,
    )


def read_groups(text: str) -> Mapping[str, tuple[str, ...]]:
    """Word to its groups, from the TOML of groups; DataError where it is no such file."""
    where = f"{_FOLDER}/groups.toml"
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(f"not TOML: {error}", where) from error
    found: dict[str, list[str]] = {}
    for group, words in sorted(raw.items()):
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise _broken(f"group {group!r} is no list of words", where)
        for word in words:
            found.setdefault(word, []).append(group)
    return {word: tuple(names) for word, names in sorted(found.items())}


def _twofold(name: str) -> dict[str, tuple[float, float]]:
    """A table of words or features with two numbers each."""
    found: dict[str, tuple[float, float]] = {}
    for place, (key, first, second) in _rows(name, 3):
        if key in found:
            raise _broken(f"{key!r} stands twice", place)
        found[key] = (_number(first, place), _number(second, place))
    return found


def _rows(name: str, width: int) -> Iterator[tuple[str, list[str]]]:
    return read_rows((files(_PACKAGE) / name).read_text("utf-8"), width, where=f"{_FOLDER}/{name}")


def read_rows(text: str, width: int, *, where: str) -> Iterator[tuple[str, list[str]]]:
    """(place, cells) of each row after the head; DataError for a row of another width."""
    lines: Iterable[str] = text.splitlines()
    for number, row in enumerate(csv.reader(lines), start=1):
        if len(row) != width:
            raise _broken(f"a row has {len(row)} cells, not {width}", f"{where}:{number}")
        if number > 1:
            yield f"{where}:{number}", row


def _number(cell: str, place: str) -> float:
    try:
        value = float(cell)
    except ValueError as wrong:
        raise _broken(f"no number: {cell[:30]!r}", place) from wrong
    if not math.isfinite(value):
        raise _broken(f"no finite number: {cell[:30]!r}", place)
    return value


def _broken(what: str, place: str) -> DataError:
    return DataError(what, where=place, remedy="install OnRecord again, or run evals.scorer.learn")
