"""The quick way to the vectors of words gives what the model's own network gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.parse import Parser
from onrecord.parse.word_vectors import WordVectors, word_vectors

_words = st.lists(
    st.sampled_from(["Norway", "said", "that", "2,000", "ships", "wouldn't", "\n", "—", "Ärzte", "العربية"]),
    max_size=9,
).map(" ".join)


@pytest.fixture(scope="module")
def vectors(parser: Parser) -> WordVectors:
    """Those of the model in use."""
    assert parser._vectors is not None
    return parser._vectors


@given(texts=st.lists(_words, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_vectors_are_the_models_own(parser: Parser, vectors: WordVectors, texts: list[str]) -> None:
    """Whatever texts go together, empty ones among them."""
    docs = [parser._nlp.make_doc(text) for text in texts]
    wanted = parser._nlp.get_pipe("tok2vec").predict(docs)
    for ours, theirs in zip(vectors.of(docs), wanted, strict=True):
        assert ours.shape == (len(theirs), 96) or len(theirs) == 0
        assert np.allclose(ours, theirs, atol=1e-4)


def test_the_same_after_forgetting(
    parser: Parser, vectors: WordVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words are forgotten when there are too many; worked out anew, in another order, they are the same to the last digit."""
    doc = parser._nlp.make_doc("Norway said that Chile would not.")
    vectors.known.clear()
    vectors.of([parser._nlp.make_doc("Not one of 3,000 would, Chile said; that Norway might.")])
    (before,) = vectors.of([doc])
    monkeypatch.setattr("onrecord.parse.word_vectors._MOST", 0)
    (after,) = vectors.of([doc])
    assert np.array_equal(before, after)


def test_a_network_of_another_make_keeps_its_own_way(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no such network, or its vectors come out otherwise on a sample."""

    class Model:
        pipe_names = ("tagger", "parser", "lemmatizer")

    nlp: Any = Model()
    assert word_vectors(nlp) is None
    own = parser._nlp.get_pipe("tok2vec").predict
    monkeypatch.setattr(
        type(parser._nlp.get_pipe("tok2vec")), "predict", lambda _, docs: [v + 1 for v in own(docs)]
    )
    assert word_vectors(parser._nlp) is None
