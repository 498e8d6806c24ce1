"""Frames whose trigger is a verb: "condemned", "called on", "must", and acts told as facts ("has violated").

The subject holds the stance, through control, coordination and passives; of a told act the teller does.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.assertion import COUNTED_THERE, assert_stance, is_operative, modal_of
from onrecord.extract.counterparts import addressee_of, find_counterparts
from onrecord.extract.fitting import fits
from onrecord.extract.frames import Frame
from onrecord.extract.match import Match
from onrecord.extract.negation import denies_object, is_given_up, is_negated
from onrecord.extract.places import led_down
from onrecord.extract.roles import Scene
from onrecord.extract.tellers import match_must, match_told
from onrecord.extract.thanks import is_thanked_support, thanked_support
from onrecord.extract.undone import NOT_DONE
from onrecord.vocabulary import Stance

AUXILIARY = ("aux", "auxpass")
_ANNOUNCED = {Stance.VOTES_FOR: Stance.SUPPORTS, Stance.VOTES_AGAINST: Stance.OPPOSES}
"""A vote that is only announced is a stance, and no vote."""


def match_verb(scene: Scene, frame: Frame, verb: int) -> Match | None:
    """The match of a verb with one frame, or None."""
    tree = scene.tree
    if tree.tokens[verb].dep in AUXILIARY:
        modal = tree.tokens[verb].tag == "MD" and frame.target == ("subject",) and not frame.objects
        return match_must(scene, frame, verb) if modal and frame.holder == "teller" else None
    if frame.finite and (tree.tokens[verb].dep == "acl" or _is_seen(scene, verb)):
        return None  # "A standing with B" tells where they stood
    if any(
        tree.tokens[i].text.lower() in scene.lexicon.homeward for i in tree.children(verb, "advmod", "prt")
    ):
        return None  # "welcomed home", "thrown back": an act, no stance
    if (
        frame.prepositions
        and not frame.objects
        and tree.lemma(verb) == "call"
        and tree.children(verb, "dobj")
    ):
        return None  # "called it unfair for B": a name for something
    if "that" in frame.prepositions and tree.children(verb, "dobj") and frame.target == ("comp",):
        return None  # "it is by trusting people that": no clause of its own
    if not fits(scene, frame, verb, verb):
        return None
    negated = is_negated(scene, verb) or denies_object(scene, frame, verb)
    if frame.needs_negation and not negated:
        return None
    modality = modal_of(scene, verb)
    stance, refusal = assert_stance(scene, frame, verb, negated=negated, modality=modality)
    if frame.act == "vote" and modality is not None:
        if stance not in _ANNOUNCED:
            refusal = refusal or NOT_DONE
        stance = _ANNOUNCED.get(stance, stance)
    targets, content = find_counterparts(scene, frame, verb)
    if content is None and frame.target[:1] == ("obj",) and frame.act != "vote" and not frame.objects:
        return None  # "salute" and "refuse" without an object
    if frame.prepositions and not frame.objects and content is None and frame.act != "vote":
        return None  # "what it stands for": the preposition governs nothing
    if frame.holder == "teller":
        return match_told(
            scene,
            frame,
            verb,
            verb,
            stance=stance,
            targets=targets,
            content=content,
            modality=modality,
            refusal=refusal,
        )
    thanked_for, thanked_targets = thanked_support(scene, verb)
    if stance is Stance.SUPPORTS and is_thanked_support(scene, verb):
        refusal = refusal or COUNTED_THERE
    subject = scene.subject(verb)
    if frame.stance is Stance.THANKS and (addressed := _thanked_to_the_face(scene, verb)) is not None:
        return Match(
            frame=replace(frame, holder="teller"),
            scene=scene,
            stance=stance,
            trigger=verb,
            clause=verb,
            holders=(),
            targets=addressed or targets,
            content=content,
            addressee=addressee_of(scene, frame, verb),
            refusal=refusal if addressed or targets else "no counterpart that the text names",
            thanked_for=thanked_for,
            thanked_targets=thanked_targets,
        )
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=verb,
        subject=subject,
        addressee=addressee_of(scene, frame, verb),
        operative=is_operative(scene, verb),
        clause=led if (led := led_down(tree, verb)) is not None else verb,
        holders=tuple(scene.expand(subject)),
        targets=targets,
        content=content,
        modality=modality,
        refusal=refusal,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
        ended=frame.ends or is_given_up(scene, verb),
    )


def _is_seen(scene: Scene, verb: int) -> bool:
    """Reads "was seen standing with B"."""
    token = scene.tree.tokens[verb]
    return token.dep in ("xcomp", "ccomp") and scene.tree.is_passive(token.head)


def _thanked_to_the_face(scene: Scene, verb: int) -> tuple[int, ...] | None:
    """Those spoken to in "thank you, Minister" and "President Silva, thank you": no subject says who thanks."""
    tree = scene.tree
    if not any(tree.tokens[i].text.lower() == "you" for i in tree.children(verb, "dobj")):
        return None
    if tree.children(verb, "aux", "neg") or tree.tokens[verb].tag not in ("VB", "VBP"):
        return None
    subjects = tree.children(verb, "nsubj")
    if any(scene.is_first_person(i) for i in subjects):
        return None
    spoken_to = [j for i in (*subjects, *tree.children(verb, "npadvmod", "dep")) for j in scene.expand(i)]
    return tuple(spoken_to)
