"""Whether a frame fits a word in its sentence: the object, preposition, particle or modifier that it asks for is there."""

from __future__ import annotations

from onrecord.extract.assertion import modal_of
from onrecord.extract.frames import Frame
from onrecord.extract.places import has_prep, infinitives, places_at
from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS

_MEASURED = frozenset({"humanitarian", "ton", "tonne", "aid", "financial", "military"})
"""Modifiers that tell what is given as well as the object does ("10 tonnes of aid", "humanitarian supplies")."""


def fits(scene: Scene, frame: Frame, index: int, predicate: int | None) -> bool:
    """True where all that a frame asks of its surroundings stands there; `predicate` is the verb it hangs on."""
    objects = places_at(scene, index, frame.object_at) if frame.objects or frame.unless else []
    objects = [j for i in objects for j in scene.tree.conjuncts(i)]
    if frame.objects and not any(
        _is_object(scene, frame, i) for i in (*objects, *_after_for(scene, frame, index))
    ):
        return False
    if frame.unless and any(scene.tree.lemma(i) in frame.unless for i in objects):
        return False
    if frame.unless and frame.word_class == "noun":  # "a PHONE call", "the SEVENTH time"
        own = scene.tree.children(index, "amod", "compound", "nummod")
        if any(scene.tree.lemma(i) in frame.unless for i in own):
            return False
    if frame.prepositions and not _has_preposition(scene, frame, index, objects):
        return False
    return (
        _has_particle(scene, frame, index)
        and _is_modified(scene, frame, index)
        and _has_subject(scene, frame, predicate)
        and (not frame.modals or _modal(scene, predicate) in frame.modals)
        and (not frame.passive or (scene.tree.is_passive(index) and not scene.tree.preps(index, "by")))
        and (not frame.infinitive or _has_infinitive(scene, frame, index))
        and (not frame.controls or _controls(scene, frame, index))
    )


def _modal(scene: Scene, predicate: int | None) -> str:
    """The modal verb, or "none"."""
    return (modal_of(scene, predicate) if predicate is not None else None) or "none"


def _has_infinitive(scene: Scene, frame: Frame, index: int) -> bool:
    """Reads "B has to withdraw", and not "B has reserves to send"."""
    if frame.word_class == "verb" and not frame.objects and scene.tree.children(index, "dobj"):
        return False
    return bool(infinitives(scene, index, of_object=bool(frame.objects)))


def _after_for(scene: Scene, frame: Frame, index: int) -> tuple[int, ...]:
    """Reads "asked for support" as an object too."""
    asks = frame.object_at == "obj" and scene.tree.lemma(index) in scene.lexicon.asking_for
    return scene.tree.preps(index, "for") if asks else ()


def _is_object(scene: Scene, frame: Frame, index: int) -> bool:
    tree = scene.tree
    if "somebody" in frame.objects and index in scene.parties:
        return True
    if tree.lemma(index) in frame.objects or tree.tokens[index].text.lower() in frame.objects:
        return True
    words = {tree.lemma(i) for i in tree.phrase(index) if tree.tokens[i].pos in ("NOUN", "PROPN", "ADJ")}
    if "hostile-act" in frame.objects and words & scene.lexicon.hostile_adjectives:
        return True
    return bool(words & frame.objects & _MEASURED)


def _has_preposition(scene: Scene, frame: Frame, index: int, objects: list[int]) -> bool:
    if has_prep(scene.tree, index, frame.prepositions):
        return True
    if (
        frame.word_class == "noun"
    ):  # "repeated its warning to B": the parser hangs the preposition on the verb
        token = scene.tree.tokens[index]
        carried = token.dep in ("dobj", "nsubjpass") and scene.tree.tokens[token.head].pos == "VERB"
        return carried and has_prep(scene.tree, token.head, frame.prepositions - {"that", "of"})
    return bool(frame.objects) and any(has_prep(scene.tree, i, frame.prepositions) for i in objects)


def _has_particle(scene: Scene, frame: Frame, index: int) -> bool:
    return not frame.particles or any(
        scene.tree.tokens[i].text.lower() in frame.particles
        for i in scene.tree.children(index, "prt", "advmod", "prep")
    )


def _is_modified(scene: Scene, frame: Frame, index: int) -> bool:
    if not frame.modifiers:
        return True
    tree = scene.tree
    places = [index, *(places_at(scene, index, frame.object_at) if frame.objects else ())]
    own = [
        j
        for place in places
        for i in tree.children(place, "amod", "compound", "advmod")
        for j in tree.conjuncts(i)
    ]
    return any(
        tree.lemma(i) in frame.modifiers or tree.tokens[i].text.lower() in frame.modifiers for i in own
    )


def _has_subject(scene: Scene, frame: Frame, predicate: int | None) -> bool:
    if not frame.subjects:
        return True
    if predicate is None:
        return False
    tree = scene.tree
    subjects = [*tree.children(predicate, *SUBJECTS, "expl")]
    if not subjects and (inherited := scene.subject_or_patient(predicate)) is not None:
        subjects = [inherited]
    return any(
        tree.lemma(i) in frame.subjects or tree.tokens[i].text.lower() in frame.subjects for i in subjects
    )


def _controls(scene: Scene, frame: Frame, index: int) -> bool:
    """Reads "asked B to withdraw", "wants B to withdraw", "B has to withdraw"; not "would like to thank"."""
    tree = scene.tree
    clauses = tree.children(index, "xcomp", "ccomp")
    if frame.holder == "teller":
        return bool(tree.children(index, "xcomp")) and not tree.children(index, "dobj")
    clauses = tuple(i for i in clauses if tree.is_infinitive(i))
    addressed = tree.children(index, "dobj", "dative", "nsubjpass") or tree.preps(index, "on", "upon", "to")
    return bool(clauses) and (bool(addressed) or any(tree.children(i, *SUBJECTS) for i in clauses))
