"""Learns and measures the scorer of pairs from the train split of DSE: five-fold cross-validation inside it.

Sentences that are there twice stay in one fold. Valences are learned on other sentences than those they are used on.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.attribution.learn import names_in
from evals.attribution.texts import article
from evals.positions.reading import parse_all
from evals.scorer.fitting import Floats, Row, Sparse, both_ways, numbered, spread
from evals.scorer.valences import Valences, learn_valences
from onrecord.extract.scorer.pair_features import look_at, pair_features
from onrecord.extract.scorer.passage import Passage
from onrecord.extract.scorer.tables import Tables
from onrecord.parse import Parser
from onrecord.syntax import Tree
from onrecord.vocabulary import Span

FOLDS = 5
_PENALTY = 20.0
_LEAST_SEEN = 5
_VALENCE_SPREAD = 0.5
_LEAST_WEIGHT = 0.03
_OFFSETS = [round(-2.5 + 0.1 * i, 1) for i in range(41)]
_NAMES_APART = str.maketrans(dict.fromkeys("|_<>=", " "))


@dataclass(frozen=True)
class Pair:
    """One annotated pair: 0 none, 1 and 2 praise, 3 and 4 blame, forward and backward."""

    passage: Passage
    first: Span
    second: Span
    answer: int
    fold: int
    words: tuple[str, ...]
    """The content words of the sentence but for the two entities."""


@dataclass(frozen=True)
class PairModel:
    """Weights (blame, praise) by feature, and the threshold on the log-odds against "none"."""

    weights: Mapping[str, tuple[float, float]]
    threshold: float


def read_pairs(path: Path, parser: Parser) -> tuple[list[Pair], frozenset[str]]:
    """The pairs of a file, parsed, and the words that are names in it."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    parsed = parse_all([article(row["id"], row["text"]) for row in rows], parser)
    pairs = []
    for row, sentences in zip(rows, parsed, strict=True):
        passage = Passage.of([Tree(s) for s in sentences])
        first, second = (Span(*entity["span"]) for entity in row["pair"])
        look = look_at(passage, first, second)
        words = tuple(passage.words[i] for i in look.roles["all"]) if look else ()
        fold = zlib.crc32(row["text"].encode()) % FOLDS
        pairs.append(Pair(passage, first, second, row["label"], fold, words))
    return pairs, names_in(parsed)


def valences_of(
    pairs: Sequence[Pair], vectors: Mapping[str, Floats], names: frozenset[str] = frozenset()
) -> Valences:
    """Valences from the sentences of these pairs."""
    return learn_valences(
        [p.words for p in pairs],
        [p.answer in (3, 4) for p in pairs],
        [p.answer in (1, 2) for p in pairs],
        vectors,
        names=names,
    )


def features_of(pairs: Sequence[Pair], tables: Tables) -> tuple[list[Row], list[Row]]:
    """Features of each pair seen from the first and from the second entity."""
    return (
        [pair_features(p.passage, p.first, p.second, tables) for p in pairs],
        [pair_features(p.passage, p.second, p.first, tables) for p in pairs],
    )


def crossed_features(
    pairs: Sequence[Pair], vectors: Mapping[str, Floats], empty: Tables
) -> tuple[list[Row], list[Row]]:
    """The same for the pairs that valences are learned from: each fold with the valences of the others."""
    ways: tuple[list[Row], list[Row]] = ([{}] * len(pairs), [{}] * len(pairs))
    for fold in range(FOLDS):
        valences = valences_of([p for p in pairs if p.fold != fold], vectors)
        tables = replace(empty, valences=valences)
        places = [i for i, p in enumerate(pairs) if p.fold == fold]
        for way, rows in zip(ways, features_of([pairs[i] for i in places], tables), strict=True):
            for i, row in zip(places, rows, strict=True):
                way[i] = row
    return ways


def fit_pairs(
    ways: tuple[Sequence[Row], Sequence[Row]], answers: Sequence[int], names: frozenset[str]
) -> dict[str, tuple[float, float]]:
    """Weights by feature, without names and without what weighs next to nothing."""
    both = [*ways[0], *ways[1]]
    number = {
        f: i
        for i, f in enumerate(
            f for f in numbered(both, _LEAST_SEEN) if names.isdisjoint(f.translate(_NAMES_APART).split())
        )
    }
    factors = spread(both, lambda f: f.startswith("valence|"), _VALENCE_SPREAD)
    scale = np.array([factors.get(f, 1.0) for f in number])
    matrices = [Sparse.of(rows, number) for rows in ways]
    blame, praise = both_ways(matrices[0], matrices[1], answers, penalty=_PENALTY, scale=scale)
    return {
        f: (float(blame[i]), float(praise[i]))
        for f, i in number.items()
        if max(abs(blame[i]), abs(praise[i])) / scale[i] >= _LEAST_WEIGHT
    }


def chances(ways: tuple[Sequence[Row], Sequence[Row]], weights: Mapping[str, tuple[float, float]]) -> Floats:
    """Logits of the five answers for each pair; the first is always 0."""
    number = {f: i for i, f in enumerate(weights)}
    table = np.array(list(weights.values()))
    forward, backward = (Sparse.of(rows, number) for rows in ways)
    return np.column_stack(
        [
            np.zeros(len(ways[0])),
            forward.times(table[:, 1]),
            backward.times(table[:, 1]),
            forward.times(table[:, 0]),
            backward.times(table[:, 0]),
        ]
    )


def decided(logits: Floats, threshold: float) -> NDArray[np.int64]:
    """The best answer, where it beats "none" by the threshold."""
    best = logits[:, 1:].argmax(axis=1) + 1
    return np.where(logits[np.arange(len(best)), best] >= threshold, best, 0)


def non_neutral(answers: Sequence[int], given: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the directed stances, as the benchmark counts them."""
    right = sum(a == g != 0 for a, g in zip(answers, given, strict=True))
    said, wanted = sum(g != 0 for g in given), sum(a != 0 for a in answers)
    return right / max(1, said), right / max(1, wanted), 2 * right / max(1, said + wanted)


def best_threshold(answers: Sequence[int], logits: Floats) -> float:
    """The threshold with the best F1."""
    scored = [(non_neutral(answers, decided(logits, t).tolist())[2], t) for t in _OFFSETS]
    return max(scored)[1]


def cross_validated(
    pairs: Sequence[Pair], ways: tuple[Sequence[Row], Sequence[Row]], names: frozenset[str]
) -> Floats:
    """Logits for every pair from the model of the other folds."""
    logits = np.zeros((len(pairs), 5))
    for fold in range(FOLDS):
        inside = [i for i, p in enumerate(pairs) if p.fold != fold]
        outside = [i for i, p in enumerate(pairs) if p.fold == fold]
        weights = fit_pairs(_pick(ways, inside), [pairs[i].answer for i in inside], names)
        logits[outside] = chances(_pick(ways, outside), weights)
    return logits


def _pick(ways: tuple[Sequence[Row], Sequence[Row]], places: Sequence[int]) -> tuple[list[Row], list[Row]]:
    return [ways[0][i] for i in places], [ways[1][i] for i in places]


def learn_pairs(
    pairs: Sequence[Pair], vectors: Mapping[str, Floats], names: frozenset[str], empty: Tables
) -> tuple[PairModel, Valences, tuple[float, float, float]]:
    """The model, the valences it stands on, and its figures by cross-validation."""
    ways = crossed_features(pairs, vectors, empty)
    answers = [p.answer for p in pairs]
    logits = cross_validated(pairs, ways, names)
    threshold = best_threshold(answers, logits)
    figures = non_neutral(answers, decided(logits, threshold).tolist())
    weights = fit_pairs(ways, answers, names)
    return PairModel(weights, threshold), valences_of(pairs, vectors, names), figures


def measured(
    pairs: Sequence[Pair], model: PairModel, tables: Tables
) -> tuple[tuple[float, float, float], Counter[tuple[int, int]]]:
    """(precision, recall, F1) on other pairs, and how often each answer was given for each."""
    logits = chances(features_of(pairs, tables), model.weights)
    given = decided(logits, model.threshold).tolist()
    answers = [p.answer for p in pairs]
    if math.isnan(float(logits.sum())):
        raise ValueError("weights without a value")
    return non_neutral(answers, given), Counter(zip(answers, given, strict=True))
