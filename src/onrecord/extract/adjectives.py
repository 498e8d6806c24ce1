"""Frames whose trigger is an adjective or participle: "is concerned over", "pleased to see".

The subject of the verb before it holds the stance.
"""

from __future__ import annotations

from onrecord.extract.assertion import assert_stance, is_negated, modal_of
from onrecord.extract.frames import Frame
from onrecord.extract.match import Match
from onrecord.extract.places import addressee_of, find_counterparts, has_prep, thanked_support
from onrecord.extract.roles import Scene


def match_adjective(scene: Scene, frame: Frame, index: int) -> Match | None:
    """Reads "A is concerned over ...", "we are pleased to ..."."""
    tree = scene.tree
    token = tree.tokens[index]
    clause = "that" in frame.prepositions and bool(tree.children(index, "ccomp"))
    if frame.prepositions and not clause and not has_prep(tree, index, frame.prepositions):
        return None
    above = tree.tokens[token.head]
    if token.dep in ("acomp", "attr", "oprd") or (token.dep == "conj" and above.dep == "acomp"):
        verb = token.head if token.dep != "conj" else above.head
    elif token.pos == "VERB" and tree.children(index, "auxpass", "nsubjpass"):
        verb = index
    else:
        return None
    negated = is_negated(tree, verb)
    modality = modal_of(tree, verb)
    stance, refusal = assert_stance(scene, frame, verb, negated=negated, modality=modality)
    subject = scene.subject_or_patient(verb)
    targets, content = find_counterparts(scene, frame, index)
    if not targets and verb != index:
        targets, outer = find_counterparts(scene, frame, verb)
        content = outer if content is None else content
    if frame.prepositions and content is None and not clause:
        return None  # "what we are concerned about": the preposition governs nothing
    thanked_for, thanked_targets = thanked_support(scene, index)
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=(index,),
        addressee=addressee_of(scene, frame, index),
        clause=verb,
        holders=tuple(scene.expand(subject)),
        targets=targets,
        content=content,
        modality=modality,
        refusal=refusal,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
    )
