"""Whether a stance is asserted: negation, modality, conditions, questions, and what is asked of somebody.

A stance that is not asserted is set aside with its reason.
"""

from __future__ import annotations

from onrecord.extract.frames import Frame
from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Stance

_READINESS = frozenset(
    {
        "willingness",
        "readiness",
        "ability",
        "capacity",
        "need",
        "failure",
        "refusal",
        "duty",
        "obligation",
        "responsibility",
        "attempt",
    }
)
_NEGATED = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.RECOGNIZES: Stance.REJECTS,
    Stance.OPPOSES: Stance.SUPPORTS,
}
COUNTED_THERE = "the support that somebody is thanked for: counted there"
_MODALS = frozenset({"will", "shall", "would", "could", "may", "might", "can", "must", "should"})
_HYPOTHETICAL = frozenset({"could", "may", "might"})
_GOING_ON = frozenset({"continue", "keep", "begin", "start", "remain", "help"})
_EXHORTING = frozenset({"must", "should", "ought"})


def is_negated(tree: Tree, index: int) -> bool:
    """True for "does not support", "never accepts", "no state supports"."""
    own = any(
        tree.tokens[i].dep == "neg" or tree.tokens[i].text.lower() in ("never", "not", "n't")
        for i in tree.children(index)
    )
    subject = any(
        tree.tokens[j].text.lower() in ("no", "none", "neither", "nobody")
        for i in tree.children(index, "nsubj")
        for j in (i, *tree.children(i, "det"))
    )
    return own or subject


def modal_of(tree: Tree, index: int) -> str | None:
    """The modal verb of a verb, also of the verb above an infinitive; None where it is plain."""
    for child in tree.children(index, "aux"):
        word = tree.lemma(child)
        if word in _MODALS:
            return word
    token = tree.tokens[index]
    if token.dep == "xcomp" and tree.tokens[token.head].pos in ("VERB", "AUX"):
        return modal_of(tree, token.head)
    return None


def assert_stance(
    scene: Scene, frame: Frame, index: int, *, negated: bool, modality: str | None
) -> tuple[Stance, str | None]:
    """The stance after negation, and why it is not asserted, if so."""
    tree = scene.tree
    stance = frame.stance
    if negated and not frame.needs_negation:
        if stance not in _NEGATED:
            return stance, "negated"
        stance = _NEGATED[stance]
    if modality in _EXHORTING or _is_requested(scene, index):
        return stance, "asked for, not done"
    if modality in _HYPOTHETICAL:
        return stance, "hypothetical"
    told = tree.tokens[index].dep == "ccomp" and tree.tokens[tree.tokens[index].head].tag == "VBD"
    if (
        modality == "would"
        and not told
        and not any(tree.lemma(i) in scene.lexicon.wishing for i in (index, tree.tokens[index].head))
    ):
        return stance, "hypothetical"
    if any(tree.tokens[i].text.lower() in ("if", "unless", "whether") for i in tree.children(index, "mark")):
        return stance, "conditional"
    if tree.tokens[-1].text == "?":
        return stance, "asked, not asserted"
    return stance, None


def _is_requested(scene: Scene, index: int) -> bool:
    """Reads "urged X to support Y", "called on X to show solidarity": what is asked of another is not done yet."""
    tree = scene.tree
    token = tree.tokens[index]
    while token.dep == "xcomp" and tree.lemma(token.head) in _GOING_ON:
        index, token = token.head, tree.tokens[token.head]  # "asked X to continue to support Y"
    infinitive = any(tree.lemma(i) == "to" for i in tree.children(index, "aux"))
    if not infinitive or token.dep not in ("xcomp", "ccomp", "advcl", "acl"):
        return False
    if token.dep == "acl" and tree.lemma(token.head) in _READINESS:
        return True
    if tree.lemma(token.head) not in scene.lexicon.directive:
        return False
    # "wants to thank", "would like to thank": the same one asks and does.
    other = tree.children(token.head, "dobj", "nsubjpass")
    if tree.lemma(token.head) in ("call", "appeal", "press", "push"):
        other = other or tree.preps(token.head, "on", "upon", "for", "to")
    return bool(other) or bool(tree.children(index, *SUBJECTS))


def is_asked_for(scene: Scene, noun: int) -> bool:
    """Reads "asked for support from X": it has not been given."""
    tree = scene.tree
    token = tree.tokens[noun]
    above = tree.tokens[token.head]
    if above.pos == "ADP" and above.text.lower() == "for":
        return tree.lemma(above.head) in (
            "ask",
            "call",
            "appeal",
            "hope",
            "request",
            "plead",
            "need",
            "lobby",
            "vie",
        )
    return token.dep == "dobj" and above.lemma in (
        "seek",
        "request",
        "demand",
        "want",
        "need",
        "require",
        "lack",
    )


def is_operative(tree: Tree, verb: int) -> bool:
    """True for a verb without subject that opens a clause: "Demands", "; and requests", "Reiterating"."""
    token = tree.tokens[verb]
    if token.tag not in ("VBZ", "VBG", "VB", "VBP") or tree.children(
        verb, "nsubj", "nsubjpass", "aux", "auxpass"
    ):
        return False
    before = [t for t in tree.tokens[:verb] if t.pos != "ADV"]
    if before and before[-1].lemma in ("regard", "respect", "context", "connection"):
        before = before[:-3]  # "in this regard reiterating"
    return not before or before[-1].text.lower() in (",", ";", ":", "and")
