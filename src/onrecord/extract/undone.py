"""What is told but not as done: conditions, refusals, promises, purposes, and what is asked of somebody."""

from __future__ import annotations

from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS

NOT_DONE = "promised, refused or possible, not done"


def is_conditional(scene: Scene, index: int) -> bool:
    """Below "if", "unless", "whether" or "rather than", with the verbs coordinated there."""
    tree = scene.tree
    here = index
    while True:
        marks = {tree.tokens[i].text.lower() for i in tree.children(here, "mark")}
        if marks & (scene.lexicon.conditional_marks | {"than"}):
            return True
        token = tree.tokens[here]
        above = tree.tokens[token.head]
        if above.text.lower() in ("than", "instead") or (
            token.dep == "pcomp" and above.text.lower() in ("of", "without")
        ):
            before = tree.tokens[max(0, above.index - 1)].text.lower()
            if above.text.lower() == "without" or before in ("rather", "instead"):
                return True
        if here == index and token.dep in ("advcl", "pcomp", "conj"):
            joining = (*tree.children(here, "cc", "advmod"), *tree.children(token.head, "cc"))
            if any(tree.tokens[i].text.lower() in ("rather", "than") and i < here for i in joining):
                return True  # "abstained rather than vetoing"
        if token.dep != "conj" or token.head == here:
            return False
        here = token.head


def is_inverted(scene: Scene, index: int) -> bool:
    """Reads "Should B fail to ...", "Had A supported it": a condition without its word."""
    tree = scene.tree
    opening = [
        i for i in tree.children(index, "aux") if tree.tokens[i].text.lower() in ("should", "had", "were")
    ]
    subjects = tree.children(index, *SUBJECTS)
    if not opening or not subjects or opening[0] > subjects[0] or tree.tokens[-1].text == "?":
        return False
    before = [t for t in tree.tokens[: opening[0]] if t.pos != "PUNCT"]
    return not before or tree.tokens[opening[0] - 1].text in (",", ";", ":", "and", "but")


def is_committed_to(scene: Scene, index: int) -> bool:
    """Reads "committed itself to helping B": promised, not done."""
    tree = scene.tree
    above = tree.tokens[tree.tokens[index].head]
    return tree.tokens[index].dep == "pcomp" and above.text.lower() == "to" and above.head != above.index


def is_purpose(scene: Scene, index: int) -> bool:
    """Reads "came to help", "an effort to help": what is meant to be done."""
    tree = scene.tree
    return tree.is_infinitive(index) and tree.tokens[index].dep in ("advcl", "acl", "relcl")


def is_undone(scene: Scene, index: int) -> bool:
    """Below "refused to", "is likely to", "the plan to": told, but not as done."""
    tree = scene.tree
    here = index
    while tree.tokens[here].dep == "conj" and tree.tokens[tree.tokens[here].head].pos == "VERB":
        if tree.children(here, "aux"):
            break
        here = tree.tokens[here].head
    token = tree.tokens[here]
    above = tree.tokens[token.head]
    if token.dep == "pcomp" and above.text.lower() in ("against", "from"):
        return True  # "warned B against recognizing", "refrained from condemning"
    if not tree.is_infinitive(here):
        return False
    if "yet" in {tree.tokens[i].text.lower() for i in (*tree.children(here), *tree.children(token.head))}:
        return True  # "is yet to condemn"
    if token.dep in ("xcomp", "advcl") and above.dep == "acl" and above.tag == "VBN":
        return True  # "an envoy sent to thank B"
    if token.dep in ("xcomp", "ccomp", "advcl") and above.pos in ("VERB", "ADJ", "AUX"):
        return above.lemma in scene.lexicon.undone or above.text.lower() in scene.lexicon.undone
    return token.dep in ("acl", "relcl") and above.lemma in scene.lexicon.undone_nouns


def is_requested(scene: Scene, index: int) -> bool:
    """Reads "urged X to support Y", "called on X to show solidarity": what is asked of another is not done yet."""
    tree = scene.tree
    words = scene.lexicon
    token = tree.tokens[index]
    while token.dep == "xcomp" and tree.lemma(token.head) in words.going_on:
        index, token = token.head, tree.tokens[token.head]  # "asked X to continue to support Y"
    infinitive = tree.is_infinitive(index)
    while infinitive and token.dep in ("advcl", "xcomp", "conj") and tree.tokens[token.head].pos == "VERB":
        above = tree.tokens[token.head]
        if not tree.is_infinitive(above.index):
            break
        index, token = above.index, above  # "called on B to use the time to support C"
    if not infinitive or token.dep not in ("xcomp", "ccomp", "advcl", "acl"):
        return False
    if token.dep == "acl" and tree.lemma(token.head) in words.readiness:
        return True
    if tree.lemma(token.head) not in words.directive:
        return False
    # "wants to thank", "would like to thank": the same one asks and does.
    other = tree.children(token.head, "dobj", "nsubjpass")
    if tree.lemma(token.head) in words.directive_by_preposition:
        other = other or tree.preps(token.head, "on", "upon", "for", "to")
    return bool(other) or bool(tree.children(index, *SUBJECTS))


def is_asked_for(scene: Scene, noun: int) -> bool:
    """Reads "asked for support from X": it has not been given."""
    tree = scene.tree
    token = tree.tokens[noun]
    above = tree.tokens[token.head]
    if above.pos == "ADP" and above.text.lower() == "for":
        return tree.lemma(above.head) in scene.lexicon.asking_for
    return token.dep == "dobj" and above.lemma in scene.lexicon.seeking
