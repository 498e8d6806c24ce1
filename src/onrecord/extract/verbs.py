"""Frames whose trigger is a verb: "condemned", "called on", "must".

The subject holds the stance, through control, coordination and passives.
"""

from __future__ import annotations

from onrecord.extract.assertion import COUNTED_THERE, assert_stance, is_negated, is_operative, modal_of
from onrecord.extract.frames import Frame
from onrecord.extract.match import Match
from onrecord.extract.places import (
    addressee_of,
    find_counterparts,
    has_prep,
    is_thanked_support,
    led_down,
    thanked_support,
)
from onrecord.extract.roles import Scene
from onrecord.syntax import Tree
from onrecord.vocabulary import Stance


def match_verb(scene: Scene, frame: Frame, verb: int) -> Match | None:
    """The match of a verb with one frame, or None."""
    tree = scene.tree
    if frame.target == ("subject",):
        return _must(scene, frame, verb)
    if frame.prepositions and not has_prep(tree, verb, frame.prepositions):
        return None
    if frame.finite and tree.tokens[verb].dep == "acl":
        return None  # "A standing with B" tells where they stood
    if any(
        tree.tokens[i].text.lower() in ("home", "back", "aboard", "ashore")
        for i in tree.children(verb, "advmod", "prt")
    ):
        return None  # "welcomed home", "thrown back": an act, no stance
    objects = _objects(tree, verb)
    if frame.objects and not any(_object_fits(scene, o, frame) for o in objects):
        return None
    if frame.controls and not any(tree.tokens[i].dep in ("xcomp", "ccomp") for i in tree.children(verb)):
        return None
    negated = is_negated(tree, verb)
    if frame.needs_negation and not negated:
        return None
    modality = modal_of(tree, verb)
    stance, refusal = assert_stance(scene, frame, verb, negated=negated, modality=modality)
    targets, content = find_counterparts(scene, frame, verb)
    if frame.prepositions and content is None and frame.act != "vote":
        return None  # "what it stands for": the preposition governs nothing
    thanked_for, thanked_targets = thanked_support(scene, verb)
    if stance is Stance.SUPPORTS and is_thanked_support(scene, verb):
        refusal = refusal or COUNTED_THERE
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=(verb,),
        addressee=addressee_of(scene, frame, verb),
        operative=is_operative(tree, verb),
        clause=led if (led := led_down(tree, verb)) is not None else verb,
        holders=tuple(scene.expand(scene.subject(verb))),
        targets=targets,
        content=content,
        modality=modality,
        refusal=refusal,
        thanked_for=thanked_for,
        thanked_targets=thanked_targets,
    )


def _must(scene: Scene, frame: Frame, index: int) -> Match | None:
    """Reads "B must withdraw": a demand on the subject by whoever says it."""
    tree = scene.tree
    verb = tree.tokens[index].head
    if tree.tokens[index].dep != "aux" or tree.is_passive(verb):
        return None
    subjects = [i for i in tree.children(verb, "nsubj") if i in scene.parties]
    targets = tuple(j for i in subjects for j in scene.expand(i) if scene.parties[j].actor.id != "self")
    if not targets or tree.tokens[-1].text == "?":
        return None
    return Match(
        frame=frame,
        scene=scene,
        stance=frame.stance,
        trigger=(index,),
        clause=verb,
        holders=(),
        targets=targets,
        content=verb,
        modality="must",
    )


def _objects(tree: Tree, verb: int) -> tuple[int, ...]:
    direct = [j for i in tree.children(verb, "dobj", "nsubjpass", "attr") for j in tree.conjuncts(i)]
    return tuple(direct) + tree.preps(verb, "for")


def _object_fits(scene: Scene, index: int, frame: Frame) -> bool:
    tree = scene.tree
    words = {tree.lemma(i) for i in tree.phrase(index) if tree.tokens[i].pos in ("NOUN", "PROPN", "ADJ")}
    if "hostile-act" in frame.objects and words & scene.lexicon.hostile_adjectives:
        return True
    return tree.lemma(index) in frame.objects or bool(
        words & frame.objects & {"humanitarian", "ton", "tonne", "aid"}
    )
