"""Does everything stand beside a trigger that its frame asks for: prepositions, objects, subjects, clauses."""

from __future__ import annotations

from onrecord.events.lexicon import EventFrame
from onrecord.events.phrases import Cast
from onrecord.events.roles import doer_of_noun, own_subjects, sources_at, subject_of
from onrecord.events.targets import places_at
from onrecord.syntax import Tree


def fits(cast: Cast, frame: EventFrame, index: int) -> bool:
    """True where everything stands beside a trigger that its frame asks for."""
    tree = cast.tree
    if frame.prepositions and not _has_word(tree, index, frame):
        return False
    if frame.infinitive and not _has_infinitive(tree, index):
        return False
    if frame.clause and not places_at(tree, index, "comp-subject"):
        return False
    if frame.no_object and tree.children(index, "dobj"):
        return False
    objects = places_at(tree, index, "obj") if frame.objects else []
    if "@people" in frame.objects:
        objects = objects[:1]  # "held talks ..., the first delegation to visit": a second object is none
    if frame.objects and not any(_object_fits(cast, i, frame) for i in objects):
        return False
    if frame.not_objects and any(
        tree.lemma(j) in frame.not_objects for i in places_at(tree, index, "obj") for j in tree.phrase(i)
    ):
        return False
    if not frame.objects and _is_reflexive(tree, index):
        return False
    around = _around(tree, index)
    if frame.needs and not frame.needs & around:
        return False
    if frame.not_with and frame.not_with & around:
        return False
    if frame.word_class == "noun" and not _is_told(cast, index):
        return False
    if frame.subjects or frame.people_only:
        return _subject_fits(cast, frame, index)
    return True


def _is_reflexive(tree: Tree, index: int) -> bool:
    """Reads "defends itself", "distanced themselves": done to nobody else."""
    return any(tree.tokens[i].text.lower().endswith(("self", "selves")) for i in tree.children(index, "dobj"))


def _has_infinitive(tree: Tree, index: int) -> bool:
    return any(tree.is_infinitive(i) for i in tree.children(index, "xcomp", "ccomp", "advcl"))


def _has_word(tree: Tree, index: int, frame: EventFrame) -> bool:
    words = frame.prepositions
    near = list(tree.children(index))
    if frame.particle:
        return any(
            tree.tokens[i].text.lower() in words
            and (tree.tokens[i].dep in ("prt", "advmod") or not tree.children(i, "pobj", "pcomp"))
            for i in near
        )
    near += [
        j for i in near if tree.tokens[i].dep in ("prep", "prt", "advmod", "dobj") for j in tree.children(i)
    ]
    return any(
        tree.tokens[i].text.lower() in words
        and tree.tokens[i].dep in ("prep", "prt", "advmod", "agent", "dative", "mark", "advcl", "aux")
        for i in near
    )


def _object_fits(cast: Cast, index: int, frame: EventFrame) -> bool:
    if "@any" in frame.objects:
        return True
    if "@people" in frame.objects:
        phrase = cast.at(index)
        named = cast.tree.tokens[index].pos == "PROPN"
        place = cast.tree.lemma(index) in cast.words.places
        if phrase is not None and (named or (phrase.people and not place)):
            return True
    words = {cast.tree.lemma(i) for i in cast.tree.phrase(index)}
    words |= {cast.tree.tokens[i].text.lower() for i in cast.tree.phrase(index)}
    return bool(words & frame.objects)


def _around(tree: Tree, index: int) -> frozenset[str]:
    """The words beside a noun, or below a verb as far as they belong to it."""
    near = {index, *tree.children(index)}
    if tree.tokens[index].pos in ("NOUN", "PROPN"):
        near |= {tree.tokens[index].head}
    for i in list(near):
        if tree.tokens[i].dep in ("prep", "ccomp", "xcomp", "dobj", "oprd", "acomp"):
            near |= set(tree.children(i))
            near |= {k for j in tree.children(i, "prep") for k in tree.children(j)}  # "out of talks"
    return frozenset(word for i in near for word in (tree.lemma(i), tree.tokens[i].text.lower()))


def _is_told(cast: Cast, noun: int) -> bool:
    """A noun tells its event where it is no part of a name and no mere attribute."""
    token = cast.tree.tokens[noun]
    return not (token.pos == "PROPN" and token.dep == "compound") and token.dep != "npadvmod"


def _subject_fits(cast: Cast, frame: EventFrame, index: int) -> bool:
    tree = cast.tree
    noun = tree.tokens[index].pos in ("NOUN", "PROPN")
    subject = doer_of_noun(cast, index) if noun else subject_of(cast, index)
    if subject is None and frame.subjects:
        subject = next(iter(own_subjects(tree, index)), None)  # "peacekeepers were deployed"
    if subject is None:
        return False
    if frame.subjects:
        words = {tree.lemma(i) for i in tree.phrase(subject)}
        return bool(words & frame.subjects)
    phrase = cast.at(subject)
    return phrase is not None or bool(sources_at(cast, subject))
