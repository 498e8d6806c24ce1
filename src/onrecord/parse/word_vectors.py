"""The model's vectors of words in context: what depends on a word alone is kept, the rest is worked out anew.

It is the network of a spaCy model (hashed embeddings, then windows of three words, several times over) in numpy.
A model of another make, or one whose vectors do not come out the same on a sample, keeps its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

import numpy as np

Matrix: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.floating[Any]]]"
Vector: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.floating[Any]]]"

_MOST = 60_000
"""Words whose vectors are kept (24 MB); then all are forgotten, so that memory stays bounded."""
_SAMPLE = "Norway's minister said on 3 May 2020 that 11 states, Chile among them, wouldn't vote \u2013 or \"abstain\"."
_SAME = ["ORTH", "NORM", "SPACY"]
"""Words that agree in these agree in all features: the others hang on the written word."""
_FEATURES = frozenset({"NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "ORTH", "LOWER"})
_NEAR = 1e-4
"""How far a number of a sample's vectors may be from the model's own."""
_EPSILON = 1e-8
"""As in the model: keeps an even row from being divided by nothing."""


@dataclass(frozen=True)
class Layer:
    """Three sums of what comes in, the largest of them, evened out."""

    weights: Matrix
    """As many columns as three vectors have, one sum after the other."""
    bias: Vector
    scale: Vector
    shift: Vector


@dataclass
class WordVectors:
    """The network of a model."""

    embed: Any
    """The model's own layer from features to what is known of a word."""
    first: Layer
    """From that to the word's vector out of context."""
    columns: Sequence[str]
    """Features that they read."""
    windows: Sequence[Layer]
    width: int
    pad: int
    """Empty words before and after each text."""
    known: dict[tuple[int, ...], int] = field(default_factory=dict)
    table: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype="f"))

    def pipe(self, docs: Iterable[Any], *, batch_size: int) -> Iterator[Any]:
        """The texts with their vectors set, as the model's own part does it."""
        docs = iter(docs)
        while batch := list(islice(docs, batch_size)):
            for doc, vectors in zip(batch, self.of(batch), strict=True):
                doc.tensor = vectors
                yield doc

    def of(self, docs: Sequence[Any]) -> list[Matrix]:
        """A vector for each word of each text."""
        if len(self.known) > _MOST:
            self.known.clear()
        between = [-1] * self.pad
        rows: list[int] = []
        places: list[tuple[int, int]] = []
        for doc in docs:
            rows += between
            places.append((len(rows), len(rows) + len(doc)))
            rows += self._rows(doc)
            rows += between
        chosen = np.array(rows, dtype=np.int64)
        context = self.table[chosen]
        context[chosen < 0] = 0
        for window in self.windows:
            context = _in_context(context, window)
        return [context[first:last].copy() for first, last in places]

    def _rows(self, doc: Any) -> list[int]:
        """Where the vectors of a text's words stand; those not met before are worked out."""
        known = self.known
        keys = list(map(tuple, doc.to_array(_SAME).tolist()))
        rows = [known.get(key, -1) for key in keys]
        if -1 in rows:
            places = {key: place for place, key in enumerate(keys) if key not in known}
            self._learn(list(places), doc.to_array(list(self.columns))[list(places.values())])
            rows = [known[key] for key in keys]
        return rows

    def _learn(self, keys: Sequence[tuple[int, ...]], features: Any) -> None:
        held, wanted = len(self.known), len(self.known) + len(keys)
        self.known.update(zip(keys, range(held, wanted), strict=True))
        if wanted > len(self.table):
            larger = np.zeros((2 * wanted, self.width), dtype="f")
            larger[:held] = self.table.reshape(-1, self.width)[:held]
            self.table = larger
        # In double precision, so that a vector's last digit does not hang on the words it was worked out with.
        self.table[held:wanted] = _best(self.embed(features).astype("d"), self.first)


def word_vectors(nlp: Any) -> WordVectors | None:
    """The network of an open model; None where it is of another make."""
    if "tok2vec" not in nlp.pipe_names:
        return None
    part = nlp.get_pipe("tok2vec")
    try:
        own = _network(part.model)
        sample = [nlp.make_doc(_SAMPLE), nlp.make_doc("Yes.")]
        wanted, found = part.predict(sample), own.of(sample)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None  # a network with other layers
    same = all(np.allclose(w, f, atol=_NEAR) for w, f in zip(wanted, found, strict=True))
    return own if same else None


def _network(model: Any) -> WordVectors:
    """The weights of a model of the make that is known here."""
    alone, context = model.layers
    extract, _, hashed, mixed, _ = alone.layers
    if not set(extract.attrs["columns"]) <= _FEATURES:
        raise ValueError("reads more than the written word")
    windows = [_layer(layer, "f") for layer in context.layers[0].layers]
    return WordVectors(
        embed=hashed.predict,
        first=_layer(mixed, "d"),
        columns=tuple(extract.attrs["columns"]),
        windows=windows,
        width=windows[0].scale.shape[0],
        pad=context.attrs["pad"],
    )


def _layer(layer: Any, number: str) -> Layer:
    parts = {part.name: part for part in layer.walk()}
    weights, bias = parts["maxout"].get_param("W"), parts["maxout"].get_param("b")
    width, pieces, seen = weights.shape
    if pieces != 3:
        raise ValueError("not the largest of three sums")
    return Layer(
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(seen, pieces * width), dtype=number),
        bias=bias.T.reshape(-1).astype(number),
        scale=parts["layernorm"].get_param("G").astype(number),
        shift=parts["layernorm"].get_param("b").astype(number),
    )


def _in_context(words: Matrix, window: Layer) -> Matrix:
    """Each word seen with the one before and the one after it."""
    width = words.shape[1]
    beside = np.zeros((len(words), 3 * width), dtype=words.dtype)
    beside[1:, :width] = words[:-1]
    beside[:, width : 2 * width] = words
    beside[:-1, 2 * width :] = words[1:]
    best = _best(beside, window)
    best += words
    return best


def _best(words: Matrix, layer: Layer) -> Matrix:
    width = len(layer.scale)
    sums = words @ layer.weights
    sums += layer.bias
    best: Matrix = np.maximum(sums[:, :width], sums[:, width : 2 * width])
    np.maximum(best, sums[:, 2 * width :], out=best)
    best -= best.mean(axis=1, keepdims=True)
    best /= np.sqrt(np.einsum("ij,ij->i", best, best)[:, None] / width + _EPSILON)
    best *= layer.scale
    best += layer.shift
    return best
