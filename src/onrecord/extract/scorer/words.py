"""Words as the scorer sees them: lemmas without names, so that swapping the parties of a sentence mirrors its scores.

Whoever is named, in whatever form, is one and the same placeholder.
"""

from __future__ import annotations

from onrecord.vocabulary import Token

NAME = "NAME"
CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
_LONGEST = 30


def plain(token: Token) -> str:
    """The lemma in small letters; NAME for a name, NUM for a number, the first mark of punctuation.

    A capital letter within a sentence is a name, whatever the tagger says ("the Kenyan offer").
    """
    if token.pos == "PROPN" or (token.index > 0 and token.text[:1].isupper() and token.pos != "PRON"):
        return NAME
    if token.pos == "NUM":
        return "NUM"
    if token.pos == "PUNCT":
        return token.text[:1]
    return token.lemma.lower()[:_LONGEST]


def is_content(token: Token) -> bool:
    """True for verbs, nouns, adjectives and adverbs, which carry a valence."""
    return token.pos in CONTENT
