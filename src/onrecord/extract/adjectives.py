"""Frames whose trigger is an adjective or participle: "is concerned over", "pleased to see", "B's decision is illegal".

The subject of the verb before it holds the stance; what is judged to be illegal or vital, the teller judges so.
"""

from __future__ import annotations

from onrecord.extract.assertion import assert_stance, modal_of
from onrecord.extract.counterparts import addressee_of, find_counterparts
from onrecord.extract.fitting import fits
from onrecord.extract.frames import Frame
from onrecord.extract.match import Match
from onrecord.extract.negation import is_negated
from onrecord.extract.roles import Scene
from onrecord.extract.tellers import match_told
from onrecord.extract.thanks import thanked_support


def match_adjective(scene: Scene, frame: Frame, index: int) -> Match | None:
    """Reads "A is concerned over ...", "we are pleased to ..."."""
    tree = scene.tree
    verb = _predicate(scene, index)
    if verb is None or not fits(scene, frame, index, verb):
        return None
    clause = "that" in frame.prepositions and bool(tree.children(index, "ccomp"))
    negated = is_negated(scene, verb) or is_negated(scene, index)
    if frame.needs_negation and not negated:
        return None
    modality = modal_of(scene, verb)
    stance, refusal = assert_stance(scene, frame, verb, negated=negated, modality=modality)
    targets, content = find_counterparts(scene, frame, index)
    if not targets and verb != index:
        targets, outer = find_counterparts(scene, frame, verb)
        content = outer if content is None else content
    if frame.holder == "teller":
        return match_told(
            scene,
            frame,
            index,
            verb,
            stance=stance,
            targets=targets,
            content=content,
            modality=modality,
            refusal=refusal,
        )
    if frame.prepositions and content is None and not clause:
        return None  # "what we are concerned about": the preposition governs nothing
    thanked_for, thanked_targets = thanked_support(scene, index)
    subject = scene.subject_or_patient(verb)
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=index,
        addressee=addressee_of(scene, frame, index),
        clause=verb,
        subject=subject,
        holders=tuple(scene.expand(subject)),
        targets=targets,
        content=content,
        modality=modality,
        refusal=refusal,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
        ended=frame.ends,
    )


def _predicate(scene: Scene, index: int) -> int | None:
    """The verb that an adjective is said with, through coordination; the participle itself in a passive."""
    tree = scene.tree
    token = tree.tokens[index]
    while token.dep == "conj" and tree.tokens[token.head].pos in ("ADJ", "VERB"):
        above = tree.tokens[token.head]
        if above.dep not in ("acomp", "attr", "oprd", "conj"):
            break
        token = above
    if token.dep in ("acomp", "attr", "oprd"):
        return token.head
    if tree.tokens[index].pos == "VERB" and tree.children(index, "auxpass", "nsubjpass"):
        return index
    return None
