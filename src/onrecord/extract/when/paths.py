"""Paths through the tree from a phrase of time up to a verb, and what a path may pass.

It may pass what has no time of its own: names, hearers, texts and occasions ("in a statement on Friday").
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.when.phrases import TimePhrase
from onrecord.extract.when.words import TimeWords
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Document


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its phrases and what they hang on."""

    document: Document
    tree: Tree
    words: TimeWords
    phrases: tuple[TimePhrase, ...]
    trigger: int
    verb: int
    """The verb of the stance, or the noun that shows it alone."""


def leads_up(scene: Scene, index: int, verb: int) -> bool | None:
    """Whether a token leads up to the verb (None: no); True where the way goes through "after"."""
    tree, words, bounds = scene.tree, scene.words, False
    for _ in range(12):
        if index == verb:
            return bounds
        token = tree.tokens[index]
        if token.head == index:
            return None
        if index == scene.trigger and token.pos == "NOUN" and verb in tree.ancestors(index):
            return bounds
        if token.pos == "ADP":
            word = token.text.lower()
            bounds = bounds or word in words.bounding_prepositions
        elif not _passes(scene, index, verb):
            return None
        index = token.head
    return None


def _passes(scene: Scene, index: int, verb: int) -> bool:
    """True for what has no time of its own: adverbs, names, hearers, texts and occasions, and how these were made."""
    tree, words = scene.tree, scene.words
    token = tree.tokens[index]
    head = tree.tokens[token.head]
    lemma = word(tree, index)
    if token.dep == "nsubjpass" and lemma in words.occasions:
        return False  # "the 1992 treaty was criticized"
    if token.dep in ("nsubj", "nsubjpass"):
        # "The minister on Tuesday said", "the resolution adopted on Tuesday demands"
        return (
            token.head == verb
            and lemma not in words.events - words.occasions
            and not _in_own_clause(scene, verb)
        )
    if token.pos in ("ADV", "PROPN", "PRON", "NUM") or (token.pos == "ADJ" and token.dep == "advmod"):
        return token.dep != "conj" or lemma in words.occasions
    if token.pos == "VERB":
        made = token.dep == "acl" and lemma in words.issuing and word(tree, token.head) in words.occasions
        participle = token.tag == "VBG" or (token.tag == "VBN" and lemma in words.speaking)
        along = token.dep in ("advcl", "acl", "csubj") and participle and token.index < verb
        told = token.dep == "prep" and lemma == "accord"
        return made or told or (along and not tree.children(index, *SUBJECTS, "mark"))
    if token.pos != "NOUN":
        return token.dep in ("aux", "auxpass")
    if lemma in words.occasions:
        allowed = words.occasion_prepositions | words.bounding_prepositions
        return token.dep in ("npadvmod", "compound") or (
            token.dep in ("pobj", "appos")
            and (
                head.pos != "ADP" or head.text.lower() in allowed or governor(tree, head.index) == "according"
            )
        )
    if lemma in words.timeless:
        return token.dep in ("dobj", "dative", "pobj", "npadvmod")
    if lemma in words.events:
        return head.text.lower() in words.bounding_prepositions
    # What cannot happen has no day: "rejected the map on Monday".
    return token.dep == "dobj" and not lemma.endswith(tuple(words.eventful_endings))


def _in_own_clause(scene: Scene, verb: int) -> bool:
    """True where the stance stands in an adverbial clause of its own subject below the verb."""
    tree = scene.tree
    return verb != scene.verb and any(
        tree.tokens[i].dep == "advcl" and bool(tree.children(i, *SUBJECTS))
        for i in (scene.verb, *tree.ancestors(scene.verb))
        if i != verb
    )


def is_text(scene: Scene, index: int) -> bool:
    """True for a text or occasion, also where the phrase hangs on its number ("resolution 62/5 of 3 May")."""
    number = scene.tree.tokens[index].pos == "NUM" and index > 0
    return word(scene.tree, index - 1 if number else index) in scene.words.occasions


def opening(tree: Tree, verb: int) -> set[str]:
    """The words that open the clause of a verb."""
    return {tree.tokens[i].text.lower() for i in tree.children(verb, "mark", "advmod", "prep") if i < verb}


def word(tree: Tree, index: int) -> str:
    """The lemma in small letters: a name's is written as the name."""
    return tree.lemma(index).lower()


def governor(tree: Tree, index: int) -> str:
    """The word that a token hangs on, in small letters."""
    return tree.tokens[tree.tokens[index].head].text.lower()
