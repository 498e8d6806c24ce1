"""Negation: "does not support", "no state supports", "neither", "no longer", and what only looks like it ("not only").

A stance given up ("used to support", "stopped supporting") is told apart from one denied.
"""

from __future__ import annotations

from itertools import pairwise

from onrecord.extract.frames import Frame
from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree


def is_negated(scene: Scene, index: int) -> bool:
    """True for "does not support", "never accepts", "no state supports", "has yet to"."""
    tree = scene.tree
    words = scene.lexicon
    own = any(
        tree.tokens[i].dep == "neg" or tree.tokens[i].text.lower() in words.negations
        for i in tree.children(index)
    )
    subject = any(
        tree.tokens[j].text.lower() in words.negative_subjects
        for i in tree.children(index, "nsubj")
        for j in (i, *tree.children(i, "det"))
    )
    if own and (_is_cannot_but(tree, index) or _is_not_only(tree, index)):
        return False
    return own or subject or _shares_negation(scene, index)


def _is_not_only(tree: Tree, index: int) -> bool:
    """Reads "has not only declared" as declared, and more."""
    for child in tree.children(index, "neg", "preconj", "advmod"):
        behind = tree.tokens[child + 1].text.lower() if child + 1 < len(tree.tokens) else ""
        if tree.tokens[child].text.lower() == "not" and behind in ("only", "merely", "just", "simply"):
            return True
    return False


def denies_object(scene: Scene, frame: Frame, verb: int) -> bool:
    """Reads "has no right to", "there can be no excuse for": the object's "no" denies the verb."""
    tree = scene.tree
    if tree.lemma(verb) not in ("have", "be", "exist", "see", "find", "give", "offer", "leave"):
        return False
    objects = tree.children(verb, "dobj", "attr", "acomp")
    return any(tree.tokens[j].text.lower() == "no" for i in objects for j in tree.children(i, "det", "neg"))


def _is_cannot_but(tree: Tree, index: int) -> bool:
    """Reads "cannot but regret" as no negation."""
    words = [t.text.lower() for t in tree.tokens[max(0, index - 2) : index + 3]]
    return any(a in ("not", "n't") and b == "but" for a, b in pairwise(words))


def _shares_negation(scene: Scene, index: int) -> bool:
    """Reads "will not join them, nor condemn it": the second verb has the first one's negation."""
    tree = scene.tree
    token = tree.tokens[index]
    if token.dep != "conj" or tree.children(index, *SUBJECTS, "aux"):
        return False
    joined = {tree.tokens[i].text.lower() for i in tree.children(token.head, "cc")}
    return bool(joined & {"nor", "or"}) and is_negated(scene, token.head)


def _no_longer(tree: Tree, index: int) -> bool:
    """Reads "no longer supports"."""
    return any(
        tree.tokens[i].text.lower() == "longer"
        and any(tree.tokens[j].text.lower() == "no" for j in tree.children(i))
        for i in tree.children(index, "advmod")
    )


def is_given_up(scene: Scene, index: int) -> bool:
    """True for "no longer supports", "stopped supporting", "withdrew its support"."""
    tree = scene.tree
    token = tree.tokens[index]
    above = tree.lemma(token.head)
    if token.dep == "xcomp" and above == "use" and tree.tokens[token.head].tag == "VBD":
        return True  # "used to support"
    return _no_longer(tree, index) or (
        token.dep in ("xcomp", "dobj") and above in scene.lexicon.ending and token.head != index
    )


def is_neither(scene: Scene, index: int) -> bool:
    """Reads "neither supports nor opposes": no stance, and not its opposite."""
    tree = scene.tree
    token = tree.tokens[index]
    own = {tree.tokens[i].text.lower() for i in tree.children(index)}
    above = {tree.tokens[i].text.lower() for i in tree.children(token.head)} if token.dep == "conj" else set()
    return "neither" in own | above
