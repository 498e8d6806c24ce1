"""Who was mentioned where, so that "he", "she" and "they" can look back sentence by sentence.

A mention without a party is somebody whom the text does not settle; it stands in the way of a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Party

_FARTHEST = 4
"""How many sentences back a pronoun may look, those of a quotation not counted."""
_MOST = 60
"""How many it may look back in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person, group or thing at one place of the document."""

    token: int
    key: str
    """Who it is: equal for two mentions of the same one; empty where that is not settled."""
    party: Party | None
    sex: str = "either"
    source: bool = False
    """Subject of a verb of saying, or "according to"."""
    subject: bool = False
    """Subject of the main clause."""
    peer: bool = False
    """Beside the subject in the main clause: coordinated with it, or acted on by its verb."""
    quotation: int | None = None


@dataclass
class Mentions:
    """The mentions of each sentence read so far."""

    sentences: list[list[Mention]] = field(default_factory=list)

    def back(self, fits: Callable[[Mention], bool], *, passed_over: Sequence[bool]) -> Mention | None:
        """The one that fits in the nearest sentence before that has any; None where two fit alike.

        `passed_over` tells for each sentence whether it lies wholly in a quotation and is no step back.
        """
        steps = 0
        for number in range(len(self.sentences) - 1, max(-1, len(self.sentences) - 1 - _MOST), -1):
            steps += not passed_over[number]
            if steps > _FARTHEST:
                return None
            found = [m for m in self.sentences[number] if fits(m)]
            if found:
                return one_of(found)
        return None

    def keys(self, sentences: int) -> frozenset[str]:
        """Who was mentioned in the last so many sentences."""
        return frozenset(m.key for inside in self.sentences[-sentences:] for m in inside)


def one_of(found: Sequence[Mention]) -> Mention | None:
    """The only one meant: the only one there, the only source, or the subject of a main clause without a peer in it.

    A peer is somebody on whom the same verb acts, or who acts with the subject: "Silva met Lund" leaves two.
    """
    sources = [m for m in found if m.source]
    for chosen in (found, [m for m in sources if m.subject], sources):
        keys = {m.key for m in chosen}
        if len(keys) == 1:
            return chosen[-1] if "" not in keys else None
        if chosen and chosen is not found:
            return None
    subjects = [m for m in found if m.subject]
    keys = {m.key for m in subjects}
    peers = [m for m in found if m.peer and m.key not in keys]
    return subjects[-1] if len(keys) == 1 and "" not in keys and not peers else None


def is_source(tree: Tree, index: int, saying: frozenset[str]) -> bool:
    """True for the subject of a verb of saying, "quoted by X" and "according to X", with all coordinated with it."""
    token = tree.tokens[index]
    while token.dep in ("conj", "appos") and token.head != token.index:
        token = tree.tokens[token.head]
    above = tree.tokens[token.head]
    if token.dep == "nsubj":
        return above.pos in ("VERB", "AUX") and (above.lemma in saying or _says_on(tree, above.index, saying))
    if token.dep != "pobj":
        return False
    if above.text.lower() == "to":
        return tree.lemma(above.head) == "accord"
    return above.text.lower() == "by" and tree.lemma(above.head) in saying


def _says_on(tree: Tree, verb: int, saying: frozenset[str]) -> bool:
    """Reads "thanked him and said"."""
    return any(
        tree.lemma(i) in saying and not tree.children(i, *SUBJECTS) for i in tree.children(verb, "conj")
    )


def is_main_subject(tree: Tree, index: int) -> bool:
    """True for the subject of the sentence's own verb or of one coordinated with it."""
    token = tree.tokens[index]
    if token.dep not in SUBJECTS:
        return False
    verb = tree.tokens[token.head]
    while verb.dep == "conj" and verb.head != verb.index:
        verb = tree.tokens[verb.head]
    return verb.dep == "ROOT"


def is_peer(tree: Tree, index: int) -> bool:
    """True for "Lund" in "Silva and Lund met", "Silva met Lund", "Silva spoke to Lund"."""
    token = tree.tokens[index]
    if token.dep == "conj" and tree.tokens[token.head].pos in ("PROPN", "NOUN", "PRON"):
        return is_main_subject(tree, token.head) or is_peer(tree, token.head)
    verb = token.head
    if token.dep == "pobj":
        verb = tree.tokens[verb].head
    elif token.dep not in ("dobj", "dative", "obj"):
        return False
    while tree.tokens[verb].dep in ("conj", "xcomp") and tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
    return tree.tokens[verb].dep == "ROOT" and tree.tokens[verb].pos in ("VERB", "AUX")
