"""Many texts weighed at once by py3langid's model: which bytes stand in a row, and in which languages they do so often.

The library weighs one text at a time, byte by byte. Here all places of all texts take the same few steps through its automaton
together; the outcome is the library's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

Floats = NDArray[np.float32]

_REACH = 6
"""Bytes of the model's longest row of bytes: no more of them decide in which state its automaton is."""
_BREAK = b"\xff" * _REACH
"""Stands in no UTF-8, and leads the automaton back to its beginning."""
_TOGETHER = 30_000
"""Bytes that are weighed at once, which bounds the memory that it takes."""


class LanguageModel:
    """The model's automaton and weights as arrays. `labels` names the columns, some of them twice."""

    def __init__(self, identifier: LanguageIdentifier) -> None:
        self.labels: Sequence[str] = identifier.nb_classes
        self._next = np.frombuffer(identifier.tk_nextmove, f"u{identifier.tk_nextmove.itemsize}")
        self._row = np.array(identifier.tk_row, np.int64) << 8
        self._output = np.array(identifier.tk_output, np.int64)
        self._weights = identifier.nb_ptc.view(np.uint16)
        # Half floats are told by a table: numpy turns them into floats one by one, which takes as long as all the rest.
        self._float: Floats = np.arange(0x10000, dtype=np.uint16).view(np.float16).astype(np.float32)
        self._always: Floats = identifier.nb_pc

    def weigh(self, texts: Sequence[str]) -> Floats:
        """For each text the probability of each label; all are 0 where nothing in it tells a language."""
        found: Floats = np.zeros((len(texts), len(self.labels)), np.float32)
        for first, encoded in _portions(texts):
            found[first : first + len(encoded)] = self._weigh(encoded)
        return found

    def _weigh(self, texts: Sequence[bytes]) -> Floats:
        lengths = np.array([len(text) for text in texts])
        features = self._features(texts)
        told = np.flatnonzero(features >= 0)
        owner = np.repeat(np.arange(len(texts)), lengths + _REACH)[told]
        found: Floats = np.zeros((len(texts), len(self.labels)), np.float32)
        if not len(told):
            return found
        keys, counts = np.unique(owner * len(self._weights) + features[told], return_counts=True)
        owner, features = np.divmod(keys, len(self._weights))
        weighed: Floats = self._float.take(self._weights.take(features, axis=0))
        weighed *= np.log1p(counts.astype(np.float32))[:, None]
        # Sums in one order, not a product of matrices: libraries for these add up differently on each machine.
        firsts = np.flatnonzero(np.diff(owner, prepend=-1))
        of_text = owner[firsts]
        scores: Floats = np.add.reduceat(weighed, firsts) + self._always
        scores *= (1 / np.sqrt(lengths[of_text])).astype(np.float32)[:, None]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        found[of_text] = scores / scores.sum(axis=1, keepdims=True)
        return found

    def _features(self, texts: Sequence[bytes]) -> NDArray[np.int64]:
        """For each byte of the joined texts the row of bytes that ends there and that the model knows; -1 for none."""
        joined = np.frombuffer(_BREAK + _BREAK.join(texts), np.uint8)
        count = len(joined) - _REACH
        row = np.full(count, self._row[0])
        for step in range(1, _REACH):
            row = self._row[self._next[row + joined[step : step + count]]]
        found: NDArray[np.int64] = self._output[self._next[row + joined[_REACH:]]]
        return found


def _portions(texts: Sequence[str]) -> Iterator[tuple[int, list[bytes]]]:
    """Encoded texts, some at a time, each time with the index of the first."""
    portion: list[bytes] = []
    size = first = 0
    for at, text in enumerate(texts):
        portion.append(_encode(text))
        size += len(portion[-1])
        if size > _TOGETHER:
            yield first, portion
            portion, size, first = [], 0, at + 1
    if portion:
        yield first, portion


def _encode(text: str) -> bytes:
    """The bytes as the model was made from: composed, and in small letters where all are capitals."""
    if text.isupper():
        text = text.lower()
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


@cache
def load_model() -> LanguageModel:
    """The model as the library brings it."""
    return LanguageModel(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
