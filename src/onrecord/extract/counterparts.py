"""The counterpart of a frame: who stands at its paths, as the direction of the stance asks.

For a hostile stance that is the doer of what is spoken of, for a friendly one its owner, and for a call whoever is to act.
"""

from __future__ import annotations

from onrecord.extract.frames import Frame
from onrecord.extract.places import places_at
from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Stance


def counterpart_at(scene: Scene, frame: Frame, head: int) -> list[int]:
    """The counterpart at a phrase or inside it, as the direction of the stance asks."""
    found = scene.counterpart(head, hostile=is_hostile(frame))
    if frame.stance in (Stance.CALLS_FOR, Stance.DEMANDS):
        asked = [i for i in found if i == head or scene.acts_in(i, head)]
        if not asked and scene.tree.lemma(head) in scene.lexicon.settling:
            return scene.counterpart(head, hostile=False)  # "called for talks between A and B"
        return asked
    if not found and frame.stance is Stance.CONCERNED:
        found = scene.counterpart(head, hostile=False)
    return found


def is_hostile(frame: Frame) -> bool:
    """True where the counterpart is the one who does what is spoken of, and not the one who has it."""
    return frame.stance.polarity < 0 or frame.stance in (Stance.CALLS_FOR, Stance.CONCERNED)


def clause_subject(scene: Scene, clause: int) -> list[int]:
    """Reads "demands that B withdraw": who is to do it is the one it is demanded of."""
    tree = scene.tree
    subjects = tuple(
        i for i in tree.children(clause, "nsubj") if tree.tokens[i].text.lower() not in ("it", "this")
    )
    if not subjects and tree.is_passive(clause):
        subjects = tree.preps(clause, "by")
    return [j for i in subjects for j in scene.expand(i)]


def addressee_of(scene: Scene, frame: Frame, index: int) -> int | None:
    """Whoever stands where a frame addresses somebody."""
    if not frame.addressee:
        return None
    places = [head for path in frame.target if path != "comp" for head in places_at(scene, index, path)]
    return places[0] if places else None


def find_counterparts(scene: Scene, frame: Frame, trigger: int) -> tuple[tuple[int, ...], int | None]:
    """The counterparts of a trigger and the head of the phrase that says what it is about."""
    content: int | None = None
    doers = (
        [i for i in scene.tree.preps(trigger, "by") if i in scene.parties]
        if is_hostile(frame) and scene.tree.children(trigger, "dobj")
        else []
    )
    asked = _asked_in_passing(scene, frame, trigger)
    if asked:
        return tuple(asked), None
    for path in frame.target:
        reached = places_at(scene, trigger, path, adjective=frame.word_class == "adjective")
        places = [i for i in reached if not _is_adverbial(scene, i)]
        for head in places:
            if head == trigger or _is_excluded(scene.tree, head):
                continue
            content = head if content is None else content
            if doers:  # "condemned the invasion of B by C": the parser hangs "by C" on the verb
                return tuple(doers), head
            found = found_at(scene, frame, head, path)
            found += [i for i in _next_thanked(scene, trigger) if found and i not in found]
            others = [j for other in places if other != head for j in scene.expand(other)]
            found = [i for i in found if not _is_excluded(scene.tree, i)]
            if found:
                return tuple(dict.fromkeys([*found, *others])), head
    return (), content


def _is_excluded(tree: Tree, head: int) -> bool:
    """True for B in "not B but C"."""
    but = any(tree.tokens[i].text.lower() == "but" for i in tree.children(head, "cc"))
    return but and head > 0 and tree.tokens[head - 1].text.lower() == "not"


def _next_thanked(scene: Scene, verb: int) -> list[int]:
    """Y in "thanked X for P and Y for Q": the parser hangs Y on P."""
    tree = scene.tree
    found = []
    for reason in tree.preps(verb, "for"):
        for other in tree.children(reason, "conj"):
            behind = tree.tokens[other + 1].text.lower() if other + 1 < len(tree.tokens) else ""
            if other in scene.parties and (behind == "for" or tree.preps(other, "for")):
                found.append(other)
    return found


def _is_adverbial(scene: Scene, head: int) -> bool:
    """True in "on behalf of", "on Monday": nobody is addressed there."""
    if scene.tree.lemma(head) in scene.lexicon.part_nouns:
        return False
    return scene.tree.lemma(head).lower() in scene.lexicon.adverbial_nouns


def _asked_in_passing(scene: Scene, frame: Frame, verb: int) -> list[int]:
    """Reads "B must talk, as A has asked": what was asked is asked of the main clause's subject."""
    tree = scene.tree
    token = tree.tokens[verb]
    if token.dep != "advcl" or not is_hostile(frame) or tree.children(verb, "dobj", "ccomp", "xcomp"):
        return []
    if not any(tree.tokens[i].text.lower() == "as" for i in tree.children(verb, "mark")):
        return []
    return [j for i in tree.children(token.head, "nsubj") for j in scene.expand(i)]


def found_at(scene: Scene, frame: Frame, head: int, path: str) -> list[int]:
    """The counterpart at the end of a path: who is to do what a clause asks, else whoever stands in the phrase."""
    tree = scene.tree
    if path == "subject":
        return scene.doer_of(head, hostile=is_hostile(frame))
    if path.split(">")[-1] in ("comp", "infinitive") and (
        is_hostile(frame) or tree.children(head, *SUBJECTS)
    ):
        found = clause_subject(scene, head)
        subjects = tree.children(head, "nsubj", "csubj")
        if not found and tree.children(head, "nsubjpass"):  # "that B's attacks be stopped"
            return [
                j
                for i in tree.children(head, "nsubjpass")
                for j in scene.counterpart(i, hostile=True)
                if scene.acts_in(j, i)
            ]
        if any(tree.tokens[i].text.lower() in ("it", "this", "that") for i in subjects):
            return []
        if not found and subjects:  # "demands that B's attacks stop"
            return [j for i in subjects for j in scene.counterpart(i, hostile=is_hostile(frame))]
        if found:
            return found
    if tree.tokens[head].text.lower() in ("it", "this") and tree.tokens[head].dep == "dobj":
        # "slammed the attack, calling it a crime": what the main verb is about.
        verb = tree.tokens[tree.tokens[head].head]
        if verb.dep == "advcl":
            return [j for i in tree.children(verb.head, "dobj") for j in counterpart_at(scene, frame, i)]
    return counterpart_at(scene, frame, head)
