"""What somebody is thanked for: the support of the one who is thanked is ascribed by the one who thanks."""

from __future__ import annotations

from onrecord.extract.places import places_at
from onrecord.extract.roles import Scene


def thanked_support(scene: Scene, index: int) -> tuple[int | None, tuple[int, ...]]:
    """In "thanked X for (its support / supporting / lending support to) Y": the support, and Y."""
    tree = scene.tree
    near = tree.subtree(index, frozenset({"relcl", "ccomp", "conj"}))
    far = tree.subtree(index, frozenset({"relcl", "ccomp"}))
    fors = [i for i in dict.fromkeys((*near, *far)) if tree.tokens[i].text.lower() == "for"]
    for head in (j for i in fors for j in tree.children(i, "pobj", "pcomp")):
        for inner in tree.subtree(head, frozenset({"relcl"})):
            token = tree.tokens[inner]
            if token.lemma not in scene.lexicon.thanked_support or token.pos not in ("NOUN", "VERB"):
                continue
            paths = (
                ("obj",)
                if token.pos == "VERB"
                else ("prep:to", "prep:for", "prep:with", "prep:of", "prep:in>prep:of")
            )
            places = [i for path in paths for i in places_at(scene, inner, path)]
            if token.pos == "NOUN" and not places and tree.tokens[token.head].pos == "VERB":
                places = [*tree.preps(token.head, "to", "for"), *tree.children(token.head, "dative")]
            if token.pos == "NOUN" and not places:
                places = [i for i in tree.preps(index, "to") if i > inner]
            targets = tuple(t for place in places for t in scene.counterpart(place, hostile=False))
            if places and not targets:
                return None, ()
            return inner, targets
    return None, ()


def is_thanked_support(scene: Scene, noun: int) -> bool:
    """True below "for" of a verb or noun of thanks."""
    tree = scene.tree
    for above in tree.ancestors(noun):
        token = tree.tokens[above]
        if (
            token.pos == "ADP"
            and token.text.lower() == "for"
            and tree.lemma(token.head) in scene.lexicon.thanking
        ):
            return True
    return False
