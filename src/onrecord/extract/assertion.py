"""Whether a stance is asserted: negation, modality, conditions, questions, denials, and what is asked of somebody.

A stance that is not asserted is set aside with its reason.
"""

from __future__ import annotations

from onrecord.extract.frames import Frame
from onrecord.extract.negation import is_neither
from onrecord.extract.roles import Scene
from onrecord.extract.undone import (
    NOT_DONE,
    is_committed_to,
    is_conditional,
    is_inverted,
    is_purpose,
    is_requested,
    is_undone,
)
from onrecord.extract.vouching import NOT_VOUCHED, is_vouched
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import Stance

_NEGATED = {
    Stance.SUPPORTS: Stance.OPPOSES,
    Stance.RECOGNIZES: Stance.REJECTS,
    Stance.OPPOSES: Stance.SUPPORTS,
}
_PERFORMED = frozenset({Stance.THANKS, Stance.WELCOMES, Stance.CONDEMNS, Stance.CALLS_FOR})
COUNTED_THERE = "the support that somebody is thanked for: counted there"


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
    if is_neither(scene, index):
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
    if is_requested(scene, index):
        return stance, "asked for, not done"
    if is_conditional(scene, index):
        return stance, "conditional"
    if is_inverted(scene, index):
        return stance, "conditional"
    if is_undone(scene, index):
        return stance, NOT_DONE
    if frame.act == "deed" and (is_purpose(scene, index) or is_committed_to(scene, index)):
        return stance, NOT_DONE
    if frame.act == "deed" and modality is not None and modality not in frame.modals:
        return stance, NOT_DONE
    if tree.tokens[-1].text == "?":
        return stance, "asked, not asserted"
    if not is_vouched(scene, index):
        return stance, NOT_VOUCHED
    return stance, None


def _does_it_by_saying(scene: Scene, frame: Frame, index: int) -> bool:
    """Reads "May I congratulate", "we must thank": the speaker's own words do what they ask leave for."""
    if frame.act != "speech" or frame.holder == "teller":
        return False
    subject = scene.subject(index)
    party = scene.parties.get(subject) if subject is not None else None
    return party is not None and party.actor.id == "self" and frame.stance in _PERFORMED


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
