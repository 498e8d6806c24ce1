"""The quick way to parts of speech and lemmas gives what the model's own rules give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from onrecord.parse import Parser
from onrecord.parse.model import QuickOps
from onrecord.parse.word_forms import word_forms
from onrecord.parse.word_rules import may_be, word_rules
from tests.making import make_document

TEXTS = (
    "There are no grounds for this, and there's no one who hasn't said so.",
    "Let's be clear: they ain't gonna vote, and you've gotta see that it's theirs.",
    "That Norway had met those whom Chile hoped to meet did not please them, but it has been noted.",
    "Nothin' was said. Y'all come on, c'm on, he'd do it; do they? She does. \n They were better, best of all.",
    "Cannot Peru's ministers' 2,000 papers be left, or must they leave? Don't.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_words_come_out_as_by_the_models_own_rules(parser: Parser, text: str) -> None:
    """Rules over two words ("there is", "let's") and over one give part of speech and lemma as the model's parts do."""
    assert parser._words is not None
    slow = replace(parser, _words=None)
    document = make_document(text)
    assert parser.parse(document) == slow.parse(document)


def test_the_same_after_forgetting(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are forgotten when there are too many; what is said of them stays the same."""
    document = make_document(" ".join(TEXTS))
    before = parser.parse(document)
    monkeypatch.setattr("onrecord.parse.word_forms._MOST", 3)
    assert parser.parse(document) == before == parser.parse(document)


def test_rules_that_look_elsewhere_are_left_to_the_model() -> None:
    """A model with rules about anything but text, tag and label is run whole."""
    plain = {"patterns": [[{"LOWER": "us", "TAG": {"IN": ["PRP"]}}]], "attrs": {"POS": "PRON"}, "index": 0}
    assert word_rules([plain]) is not None
    for asked, attrs in (
        ([{"LEMMA": "be"}], {"POS": "AUX"}),
        ([{"LOWER": {"FUZZY": "us"}}], {"POS": "PRON"}),
        ([{"LOWER": "us"}], {"DEP": "dobj"}),
        ([{}, {"LOWER": "us"}], {"POS": "PRON"}),
    ):
        assert word_rules([plain, {"patterns": [asked], "attrs": attrs, "index": 0}]) is None

    class Model:
        pipe_names = ("tagger", "parser", "lemmatizer")

    nlp: Any = Model()
    assert word_forms(nlp) is None


def test_a_later_rule_writes_over_an_earlier_one() -> None:
    """As in the model, whatever a rule names: the text, the tag or neither."""
    rules = word_rules(
        [
            {"patterns": [[{"TAG": "VBZ"}]], "attrs": {"POS": "VERB", "MORPH": "Tense=Pres"}, "index": 0},
            {"patterns": [[{"LOWER": "is"}]], "attrs": {"POS": "AUX"}, "index": 0},
            {"patterns": [[{"DEP": {"NOT_IN": ["aux", ""]}}]], "attrs": {"LEMMA": "be"}, "index": 0},
        ]
    )
    assert rules is not None
    assert rules.written(("Is", "VBZ", "ROOT")) == {"POS": "AUX", "MORPH": "Tense=Pres", "LEMMA": "be"}
    assert rules.written(("has", "VBZ", "aux")) == {"POS": "VERB", "MORPH": "Tense=Pres"}
    assert not may_be({"LOWER": {"REGEX": "^n'?t$"}}, ("not", "RB", "neg"))


@pytest.mark.parametrize("turned", [(False, False), (True, False), (False, True), (True, True)])
def test_matrix_products(turned: tuple[bool, bool]) -> None:
    """Either side may come turned over, and the outcome may be written into a matrix that is there."""
    left = np.arange(6, dtype="f").reshape((3, 2) if turned[0] else (2, 3))
    right = np.arange(12, dtype="f").reshape((4, 3) if turned[1] else (3, 4))
    wanted = (left.T if turned[0] else left) @ (right.T if turned[1] else right)
    into = np.zeros((2, 4), dtype="f")
    ops = QuickOps()
    assert np.array_equal(ops.gemm(left, right, trans1=turned[0], trans2=turned[1]), wanted)
    ops.gemm(left, right, out=into, trans1=turned[0], trans2=turned[1])
    assert np.array_equal(into, wanted)
