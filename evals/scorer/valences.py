"""Learns what each word says of blame and praise, from sentences that are known to hold either.

A logistic regression over the words of a sentence and their vectors; each word's valence is its weight and what its
vector adds, so that words of like use get like valences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.scorer.fitting import Floats, Row, logistic

_PENALTY = 1 / 0.3
_LEAST_SEEN = 3
_NO_WORDS = frozenset({"NAME", "NUM"})
Valences = dict[str, tuple[float, float]]


def learn_valences(
    sentences: Sequence[Sequence[str]],
    blamed: Sequence[bool],
    praised: Sequence[bool],
    vectors: Mapping[str, Floats],
    *,
    names: frozenset[str] = frozenset(),
) -> Valences:
    """(blame, praise) of every word that was seen or has a vector; none for names."""
    rows = [_row(words, vectors) for words in sentences]
    sides = [_side(rows, answers, vectors) for answers in (blamed, praised)]
    return {
        word: (sides[0][word], sides[1][word])
        for word in sorted(sides[0])
        if word not in names and word not in _NO_WORDS
    }


def _row(words: Sequence[str], vectors: Mapping[str, Floats]) -> Row:
    row = {"*": 1.0}
    for word in sorted(set(words)):
        row[f"w|{word}"] = 1 / len(words) ** 0.5
    held = [vectors[word] for word in words if word in vectors]
    if held:
        for axis, value in enumerate(sum(held[1:], start=held[0]) / len(held) ** 0.5):
            row[f"v|{axis}"] = float(value)
    return row


def _side(rows: Sequence[Row], answers: Sequence[bool], vectors: Mapping[str, Floats]) -> dict[str, float]:
    weights = logistic(rows, answers, penalty=_PENALTY, least=_LEAST_SEEN)
    found = {f[2:]: weight for f, weight in weights.items() if f.startswith("w|")}
    axes = [(int(f[2:]), weight) for f, weight in sorted(weights.items()) if f.startswith("v|")]
    for word, vector in vectors.items():
        found[word] = found.get(word, 0.0) + sum(weight * float(vector[axis]) for axis, weight in axes)
    return found
