"""Stances held by whoever's words these are: "B has violated the ceasefire", "B must withdraw", "B's decision is illegal".

Only a finite clause that the teller vouches for counts; the outlet's own voice takes no stance.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.frames import Frame
from onrecord.extract.match import Match
from onrecord.extract.roles import Scene
from onrecord.extract.undone import is_inverted
from onrecord.extract.vouching import NOT_VOUCHED, is_vouched
from onrecord.syntax import Tree
from onrecord.vocabulary import ActorKind, Stance

_BESIDE = frozenset({"since", "when", "after", "before", "because", "until", "while", "once", "where", "as"})


def match_must(scene: Scene, frame: Frame, index: int) -> Match | None:
    """Reads "B must withdraw": a demand on the subject by whoever says it."""
    tree = scene.tree
    verb = tree.tokens[index].head
    if tree.tokens[index].dep != "aux" or tree.tokens[-1].text == "?":
        return None
    if (
        is_inverted(scene, verb)
        or _depends(scene, verb)
        or _is_beside(tree, verb)
        or tree.tokens[verb].dep == "relcl"
    ):
        return None
    passive = tree.is_passive(verb)
    subject = next(iter(tree.children(verb, "nsubjpass")), None) if passive else scene.subject(verb)
    if subject is None:
        return None
    targets = [] if passive else scene.expand(subject)
    if not targets and subject not in scene.parties and tree.lemma(subject) in scene.lexicon.agentive:
        targets = scene.counterpart(subject, hostile=True)  # "B's attacks must stop"
    if any(scene.is_first_person(i) for i in targets):
        return None
    if not targets and not (passive and tree.tokens[subject].pos == "NOUN") and not scene.is_human(subject):
        return None
    if tree.tokens[subject].pos == "PRON" and not targets:
        return None
    if passive and not targets:
        frame = replace(frame, needs_target=False)  # "the funding must be stopped": of nobody in particular
    return Match(
        frame=frame,
        scene=scene,
        stance=frame.stance,
        trigger=index,
        clause=verb,
        holders=(),
        targets=tuple(targets),
        content=None if passive else verb,
        addressee=None if passive else subject,
        modality=tree.lemma(index),
        refusal=None if is_vouched(scene, verb) else NOT_VOUCHED,
    )


def match_told(
    scene: Scene,
    frame: Frame,
    index: int,
    verb: int,
    *,
    stance: Stance,
    targets: tuple[int, ...],
    content: int | None,
    modality: str | None,
    refusal: str | None,
) -> Match:
    """An act told as a fact, or a judgement, as the stance of whoever tells it; `index` shows it in the clause of `verb`."""
    others, refusal = _told_targets(scene, frame, verb, targets, refusal, content)
    return Match(
        frame=frame,
        scene=scene,
        stance=stance,
        trigger=index,
        clause=verb,
        holders=(),
        targets=others,
        content=content,
        modality=modality,
        refusal=refusal,
    )


def _told_targets(
    scene: Scene, frame: Frame, verb: int, targets: tuple[int, ...], refusal: str | None, content: int | None
) -> tuple[tuple[int, ...], str | None]:
    """The counterparts of an act told as a fact, and why it is not told so, if it is not."""
    tree = scene.tree
    if refusal is None and not is_finite(tree, verb) and not _goes_on(scene, verb):
        refusal = "no finite clause tells it"
    if refusal is None and _is_beside(tree, verb):
        refusal = "told beside the matter, as when or why it was"
    if refusal is None and frame.stance is not Stance.THREATENS and _depends(scene, verb):
        refusal = "conditional"
    if (
        refusal is None
        and tree.tokens[verb].dep == "relcl"
        and frame.stance in (Stance.CALLS_FOR, Stance.DEMANDS)
    ):
        refusal = "told beside the matter, as when or why it was"
    others = tuple(i for i in targets if scene.parties[i].actor.id != "self" and not is_loose(scene, i))
    obliged = tree.lemma(verb) in ("have", "need") and frame.stance in (Stance.CALLS_FOR, Stance.DEMANDS)
    if obliged and any(tree.is_passive(i) for i in tree.children(verb, "xcomp")):
        others = ()  # "the resolutions still have to be carried out": by whom is not said
    known = any(scene.parties[i].actor.kind in (ActorKind.STATE, ActorKind.BODY) for i in others)
    if obliged and not known and (others or (content is not None and scene.is_human(content))):
        refusal = refusal or "told of people's need, not asked of anybody"
    if targets and not others:
        refusal = refusal or "told of oneself"
    if not targets and content is None:
        refusal = refusal or "no matter that the text names"
    return others, refusal


def _depends(scene: Scene, verb: int) -> bool:
    """True with a condition below: "if it is reformed, B plays a vital role"."""
    tree = scene.tree
    return any(
        tree.tokens[i].text.lower() in scene.lexicon.conditional_marks
        for clause in tree.children(verb, "advcl")
        for i in tree.children(clause, "mark")
    )


def _is_beside(tree: Tree, verb: int) -> bool:
    """True in a clause of time or cause: "since B launched the attack", "because B has to plan"."""
    here = tree.first_conjunct(verb, "VERB", "AUX")
    if tree.tokens[here].dep != "advcl":
        return False
    marks = {tree.tokens[i].text.lower() for i in tree.children(here, "mark", "advmod")}
    return bool(marks & _BESIDE)


def is_loose(scene: Scene, index: int) -> bool:
    """True for "it", "this" and "which": as often the act as the one who does it."""
    return scene.tree.tokens[index].text.lower() in ("it", "this", "that", "which", "these", "those")


def _goes_on(scene: Scene, verb: int) -> bool:
    """Reads "continues to violate", "keeps shelling"."""
    token = scene.tree.tokens[verb]
    return (
        token.dep == "xcomp"
        and scene.tree.lemma(token.head) in scene.lexicon.going_on
        and is_finite(scene.tree, token.head)
    )


def is_finite(tree: Tree, verb: int) -> bool:
    """True for a tensed verb, and for a participle or infinitive with a tensed auxiliary."""
    if tree.tokens[verb].tag in ("VBD", "VBZ", "VBP"):
        return True
    if any(tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in tree.children(verb, "aux", "auxpass")):
        return True
    token = tree.tokens[verb]
    above = tree.tokens[token.head]
    # "has killed and wounded": the auxiliary stands with the first.
    return (
        token.dep == "conj" and above.pos == "VERB" and above.index != verb and is_finite(tree, above.index)
    )
