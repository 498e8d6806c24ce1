"""Sayings passed on by somebody else: "X was quoted by Y as telling ...", "Y quoted X as saying ..."."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.roles import Scene
from onrecord.extract.sayings.cues import Cues
from onrecord.extract.sayings.saying import Saying
from onrecord.extract.sayings.speakers import antecedent, speaker_at

_LEVELS = 3


def relayed(number: int, scene: Scene, verb: int, cues: Cues) -> tuple[Saying, int] | None:
    """The relayed saying and the token of its inner verb; None where the verb relays nothing.

    It has no content yet where the words stand in front ("“...,” X was quoted as saying").

    The speaker is the one quoted; who quotes, if the text says so, is a link outside.
    """
    tree = scene.tree
    if tree.lemma(verb) not in cues.relay:
        return None
    inner = [
        i
        for prep in tree.children(verb, "prep")
        if tree.tokens[prep].text.lower() == "as"
        for i in tree.children(prep, "pcomp", "pobj")
        if tree.tokens[i].pos in ("VERB", "AUX")
    ]
    passive = tree.is_passive(verb)
    patients = tree.children(verb, "nsubjpass") if passive else tree.children(verb, "dobj")
    if not inner or not patients:
        return None
    agents = tree.preps(verb, "by") or tree.preps(inner[0], "by") or tree.preps(verb, "in")
    outer = agents if passive else tree.children(verb, "nsubj")
    cue, said = tree.span((verb,)), tree.span((inner[0],))
    speakers = [speaker_at(scene, antecedent(tree, i)) for i in outer[:1]]
    patient = speaker_at(scene, antecedent(tree, patients[0]))
    content = _inner_content(scene, inner[0])
    links = (
        *(replace(s, cue=cue) for s in speakers),
        replace(patient, cue=said),
    )
    saying = Saying(
        sentence=number,
        cue=cue,
        speakers=links,
        content=(tree.span(content),) if content is not None else (),
        rule="relayed",
        words=patient.source,
    )
    return saying, inner[0]


def _inner_content(scene: Scene, inner: int) -> tuple[int, ...] | None:
    tree = scene.tree
    for relation in ("ccomp", "xcomp", "dobj", "prep"):
        found = [i for i in tree.children(inner, relation) if i > inner]
        if relation == "dobj":
            found = [
                i for i in found if not scene.is_human(i)
            ]  # "as telling reporters": the words stand elsewhere
        if found:
            return tree.subtree(found[0])
    return None
