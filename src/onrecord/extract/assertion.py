"""Whether a stance is asserted: negation, modality, conditions, questions, denials, and what is asked of somebody.

A stance that is not asserted is set aside with its reason.
"""

from __future__ import annotations

from itertools import pairwise

from onrecord.extract.frames import Frame
from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Stance

_NEGATED = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.RECOGNIZES: Stance.REJECTS,
    Stance.OPPOSES: Stance.SUPPORTS,
}
_PERFORMED = frozenset({Stance.THANKS, Stance.WELCOMES, Stance.CONDEMNS, Stance.CALLS_FOR})
NOT_VOUCHED = "inside what is denied, doubted, feared or hoped"
NOT_DONE = "promised, refused or possible, not done"
COUNTED_THERE = "the support that somebody is thanked for: counted there"
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "pcomp", "conj", "relcl"})


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


def modal_of(scene: Scene, index: int) -> str | None:
    """The modal verb of a verb, also of the verb above an infinitive; None where it is plain."""
    tree = scene.tree
    for child in tree.children(index, "aux"):
        word = tree.lemma(child)
        if word in scene.lexicon.modals:
            return word
    token = tree.tokens[index]
    above = tree.tokens[token.head]
    if token.dep == "xcomp" and above.pos in ("VERB", "AUX"):
        return modal_of(scene, token.head)
    bare = token.tag == "VB" and not tree.children(index, *SUBJECTS, "aux")
    if token.dep == "conj" and bare and above.pos in ("VERB", "AUX"):
        return modal_of(scene, token.head)  # "should accept it and be more open"
    return None


def assert_stance(
    scene: Scene, frame: Frame, index: int, *, negated: bool, modality: str | None
) -> tuple[Stance, str | None]:
    """The stance after negation, and why it is not asserted, if so."""
    tree = scene.tree
    words = scene.lexicon
    stance = frame.stance
    if _is_neither(scene, index):
        return stance, "negated"
    if negated and not frame.needs_negation:
        if stance not in _NEGATED or frame.holder == "teller":
            return stance, "negated"
        stance = _NEGATED[stance]
    plain = not frame.modals and not frame.subjects and not negated
    if frame.holder == "teller" and modality == "can" and plain:
        return stance, "hypothetical"
    if modality not in frame.modals and not _does_it_by_saying(scene, frame, index):
        if modality in words.exhorting_modals:
            return stance, "asked for, not done"
        if modality in words.hypothetical_modals:
            return stance, "hypothetical"
        told = tree.tokens[index].dep == "ccomp" and tree.tokens[tree.tokens[index].head].tag == "VBD"
        wished = any(tree.lemma(i) in words.wishing for i in (index, tree.tokens[index].head))
        if modality == "would" and not told and not wished:
            return stance, "hypothetical"
    if _is_requested(scene, index):
        return stance, "asked for, not done"
    if _is_conditional(scene, index):
        return stance, "conditional"
    if _is_inverted(scene, index):
        return stance, "conditional"
    if _is_undone(scene, index):
        return stance, NOT_DONE
    if frame.act == "deed" and (_is_purpose(scene, index) or _is_committed_to(scene, index)):
        return stance, NOT_DONE
    if frame.act == "deed" and modality is not None and modality not in frame.modals:
        return stance, NOT_DONE
    if tree.tokens[-1].text == "?":
        return stance, "asked, not asserted"
    if not is_vouched(scene, index):
        return stance, NOT_VOUCHED
    return stance, None


def _is_neither(scene: Scene, index: int) -> bool:
    """Reads "neither supports nor opposes": no stance, and not its opposite."""
    tree = scene.tree
    token = tree.tokens[index]
    own = {tree.tokens[i].text.lower() for i in tree.children(index)}
    above = {tree.tokens[i].text.lower() for i in tree.children(token.head)} if token.dep == "conj" else set()
    return "neither" in own | above


def _does_it_by_saying(scene: Scene, frame: Frame, index: int) -> bool:
    """Reads "May I congratulate", "we must thank": the speaker's own words do what they ask leave for."""
    if frame.act != "speech" or frame.holder == "teller":
        return False
    subject = scene.subject(index)
    party = scene.parties.get(subject) if subject is not None else None
    return party is not None and party.actor.id == "self" and frame.stance in _PERFORMED


def _is_conditional(scene: Scene, index: int) -> bool:
    """Below "if", "unless", "whether" or "rather than", with the verbs coordinated there."""
    tree = scene.tree
    here = index
    while True:
        marks = {tree.tokens[i].text.lower() for i in tree.children(here, "mark")}
        if marks & scene.lexicon.conditional_marks:
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


def _is_inverted(scene: Scene, index: int) -> bool:
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


def _is_committed_to(scene: Scene, index: int) -> bool:
    """Reads "committed itself to helping B": promised, not done."""
    tree = scene.tree
    above = tree.tokens[tree.tokens[index].head]
    return tree.tokens[index].dep == "pcomp" and above.text.lower() == "to" and above.head != above.index


def _is_purpose(scene: Scene, index: int) -> bool:
    """Reads "came to help", "an effort to help": what is meant to be done."""
    tree = scene.tree
    infinitive = any(tree.lemma(i) == "to" for i in tree.children(index, "aux"))
    return infinitive and tree.tokens[index].dep in ("advcl", "acl", "relcl")


def is_inverted_condition(scene: Scene, index: int) -> bool:
    """Reads "Should B fail to ..." as a condition."""
    return _is_inverted(scene, index)


def _is_undone(scene: Scene, index: int) -> bool:
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
    if not any(tree.lemma(i) == "to" for i in tree.children(here, "aux")):
        return False
    if "yet" in {tree.tokens[i].text.lower() for i in (*tree.children(here), *tree.children(token.head))}:
        return True  # "is yet to condemn"
    if token.dep in ("xcomp", "advcl") and above.dep == "acl" and above.tag == "VBN":
        return True  # "an envoy sent to thank B"
    if token.dep in ("xcomp", "ccomp", "advcl") and above.pos in ("VERB", "ADJ", "AUX"):
        return above.lemma in scene.lexicon.undone or above.text.lower() in scene.lexicon.undone
    return token.dep in ("acl", "relcl") and above.lemma in scene.lexicon.undone_nouns


def is_vouched(scene: Scene, index: int) -> bool:
    """False below "denied that", "claims that", "to prevent", "the accusation that", "if"."""
    tree = scene.tree
    here = index
    for above in tree.ancestors(index):
        token = tree.tokens[here]
        if token.dep == "relcl" or (token.dep == "conj" and tree.tokens[above].pos in ("NOUN", "PROPN")):
            return True
        marks = {tree.tokens[i].text.lower() for i in tree.children(here, "mark")}
        if token.dep == "advcl" and marks & scene.lexicon.conditional_marks:
            return False
        if token.dep == "prep" and tree.tokens[above].lemma in scene.lexicon.accusing and here != index:
            return False  # "accused B of backing C"
        if token.dep in _CLAUSES or tree.tokens[above].pos in ("ADP", "SCONJ"):
            lemma = tree.lemma(above)
            below_noun = tree.tokens[above].pos == "NOUN" and token.dep in ("acl", "ccomp")
            if token.dep in ("ccomp", "xcomp", "pcomp") and lemma in scene.lexicon.unvouching:
                return False
            if below_noun and lemma in scene.lexicon.unvouched_nouns:
                return False
        here = above
    return True


def _is_requested(scene: Scene, index: int) -> bool:
    """Reads "urged X to support Y", "called on X to show solidarity": what is asked of another is not done yet."""
    tree = scene.tree
    words = scene.lexicon
    token = tree.tokens[index]
    while token.dep == "xcomp" and tree.lemma(token.head) in words.going_on:
        index, token = token.head, tree.tokens[token.head]  # "asked X to continue to support Y"
    infinitive = any(tree.lemma(i) == "to" for i in tree.children(index, "aux"))
    while infinitive and token.dep in ("advcl", "xcomp", "conj") and tree.tokens[token.head].pos == "VERB":
        above = tree.tokens[token.head]
        if not any(tree.lemma(i) == "to" for i in tree.children(above.index, "aux")):
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


def is_operative(scene: Scene, verb: int) -> bool:
    """True for a verb without subject that opens a clause: "Demands", "; and requests", "Reiterating"."""
    tree = scene.tree
    token = tree.tokens[verb]
    if token.tag not in ("VBZ", "VBG", "VB", "VBP") or tree.children(
        verb, "nsubj", "nsubjpass", "aux", "auxpass"
    ):
        return False
    before = [t for t in tree.tokens[:verb] if t.pos != "ADV"]
    if before and before[-1].lemma in scene.lexicon.linking_nouns:
        before = before[:-3]  # "in this regard reiterating"
    return not before or before[-1].text.lower() in (",", ";", ":", "and")
