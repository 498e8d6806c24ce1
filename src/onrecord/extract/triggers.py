"""Finds the lexicon's trigger words in a sentence, in order, and asks the frames of each.

The first frame that fits a word is taken; the more a frame asks for, the sooner it is tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.adjectives import match_adjective
from onrecord.extract.frames import Lexicon
from onrecord.extract.match import Match
from onrecord.extract.nominals import match_noun
from onrecord.extract.roles import Scene
from onrecord.extract.verbs import match_verb


def match_sentence(scene: Scene, lexicon: Lexicon) -> Iterator[Match]:
    """All matches of a sentence, in the order of their triggers."""
    classes = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
    for token in scene.tree.tokens:
        word_class = classes.get(token.pos)
        kinds = [word_class] if word_class else []
        if token.tag in ("VBN", "VBG") or token.pos == "VERB":
            # "A is opposed to it": a participle after "be" is read as an adjective first.
            place = 0 if scene.tree.children(token.index, "auxpass") else len(kinds)
            kinds.insert(place, "adjective")
        for kind in kinds:
            match = _first(scene, lexicon, token.index, kind)
            if match is not None:
                yield match
                break


def _first(scene: Scene, lexicon: Lexicon, index: int, kind: str) -> Match | None:
    token = scene.tree.tokens[index]
    word = token.lemma if kind != "adjective" else token.text.lower()
    for frame in lexicon.by_word.get((kind, word), ()):
        match = (
            match_verb(scene, frame, index)
            if kind == "verb"
            else match_noun(scene, lexicon, frame, index)
            if kind == "noun"
            else match_adjective(scene, frame, index)
        )
        if match is not None:
            return match
    return None
