"""Where the counterpart of a frame stands, and what somebody is thanked for.

A path of the lexicon (`obj`, `prep:on`, `comp`) leads from a trigger to the phrase that holds the counterpart.
"""

from __future__ import annotations

from onrecord.extract.frames import Frame
from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Stance


def places_at(scene: Scene, index: int, path: str) -> list[int]:
    """The tokens at a path from a trigger; `a>b` goes on from each token at `a`."""
    tree = scene.tree
    first, _, rest = path.partition(">")
    if rest:
        return [j for i in places_at(scene, index, first) for j in places_at(scene, i, rest)]
    if path == "obj":
        passive = tree.children(index, "nsubjpass") if tree.is_passive(index) else ()
        direct = [*tree.children(index, "dobj", "attr"), *passive]
        if direct and tree.tokens[direct[0]].text.lower() == "you":
            # "thank you, Mr. Chairman, and X": those addressed stand beside the pronoun.
            direct += [j for i in tree.children(index, "npadvmod") for j in tree.conjuncts(i)]
        if not direct and (led := led_down(tree, index)) is not None:
            direct = list(tree.children(led, "dobj"))
        if not direct and tree.tokens[index].dep == "amod" and tree.children(index, *SUBJECTS):
            direct = [tree.tokens[index].head]  # "X has once more thanked B" read as "thanked B"
        return direct or [
            i for i in tree.children(index, "ccomp") if tree.tokens[i].pos in ("NOUN", "PROPN", "PRON")
        ]
    if path == "comp":
        clauses = tree.children(index, "ccomp", "xcomp", "advcl")
        if tree.tokens[index].tag in ("JJ", "VBN"):
            clauses = tuple(
                i
                for i in clauses
                if tree.lemma(i) in scene.lexicon.perceiving or tree.tokens[i].dep == "ccomp"
            )
        return list(clauses)
    if path == "dative":
        return [*tree.children(index, "dative"), *tree.preps(index, "to")]
    if path == "as-part":
        return [
            i for i in tree.preps(index, "as") if tree.lemma(i) in ("part", "territory", "region", "land")
        ]
    return list(tree.preps(index, path.removeprefix("prep:")))


def has_prep(tree: Tree, index: int, words: frozenset[str]) -> bool:
    """True where one of the prepositions hangs on a token."""
    return any(
        tree.tokens[i].text.lower() in words
        for i in tree.children(index)
        if tree.tokens[i].dep in ("prep", "prt", "agent", "dative", "mark", "advmod")
    )


def counterpart_at(scene: Scene, frame: Frame, head: int) -> list[int]:
    """The counterpart at a phrase or inside it, as the direction of the stance asks."""
    found = scene.counterpart(head, hostile=_hostile(frame))
    if not found and frame.stance in (Stance.CALLS_FOR, Stance.CONCERNED):
        found = scene.counterpart(head, hostile=False)
    return found


def _hostile(frame: Frame) -> bool:
    return frame.stance.polarity < 0 or frame.stance in (Stance.CALLS_FOR, Stance.CONCERNED)


def clause_subject(scene: Scene, clause: int) -> list[int]:
    """Reads "demands that B withdraw": who is to do it is the one it is demanded of."""
    return [j for i in scene.tree.children(clause, "nsubj") for j in scene.expand(i)]


def addressee_of(scene: Scene, frame: Frame, index: int) -> int | None:
    """Whoever stands where a frame addresses somebody."""
    if not frame.addressee:
        return None
    places = [head for path in frame.target if path != "comp" for head in places_at(scene, index, path)]
    return places[0] if places else None


def find_counterparts(scene: Scene, frame: Frame, verb: int) -> tuple[tuple[int, ...], int | None]:
    """The counterparts of a trigger and the head of the phrase that says what it is about."""
    content: int | None = None
    doers = (
        [i for i in scene.tree.preps(verb, "by") if i in scene.parties]
        if _hostile(frame) and scene.tree.children(verb, "dobj")
        else []
    )
    for path in frame.target:
        for head in places_at(scene, verb, path):
            content = head if content is None else content
            if doers:  # "condemned the invasion of B by C": the parser hangs "by C" on the verb
                return tuple(doers), head
            found = clause_subject(scene, head) if path == "comp" and _hostile(frame) else []
            found = found or counterpart_at(scene, frame, head)
            others = [
                j for other in places_at(scene, verb, path) if other != head for j in scene.expand(other)
            ]
            if found:
                return tuple(dict.fromkeys([*found, *others])), head
    return (), content


def led_down(tree: Tree, verb: int) -> int | None:
    """In "the meeting condemned ... continued violations" read as "the meeting [that was] condemned continued": the second verb."""
    token = tree.tokens[verb]
    if token.dep != "acl" or tree.children(verb, "agent", "dobj"):
        return None
    above = tree.tokens[tree.tokens[token.head].head]
    if tree.tokens[token.head].dep in ("nsubj",) and above.index > verb and above.pos == "VERB":
        return above.index
    return None


def thanked_support(scene: Scene, index: int) -> tuple[int | None, tuple[int, ...]]:
    """In "thanked X for (its support / supporting / lending support to) Y": the support, and Y."""
    tree = scene.tree
    fors = [
        i
        for i in tree.subtree(index, frozenset({"relcl", "ccomp", "conj"}))
        if tree.tokens[i].text.lower() == "for"
    ]
    fors += [
        i
        for i in tree.subtree(index, frozenset({"relcl", "ccomp"}))
        if tree.tokens[i].text.lower() == "for" and i not in fors
    ]
    for head in (j for i in fors for j in tree.children(i, "pobj", "pcomp")):
        for inner in tree.subtree(head, frozenset({"relcl"})):
            token = tree.tokens[inner]
            if token.lemma not in ("support", "back", "backing", "solidarity") or token.pos not in (
                "NOUN",
                "VERB",
            ):
                continue
            paths = ("obj",) if token.pos == "VERB" else ("prep:to", "prep:for", "prep:with", "prep:of")
            places = [i for path in paths for i in places_at(scene, inner, path)]
            if token.pos == "NOUN" and not places and tree.tokens[token.head].pos == "VERB":
                places = [*tree.preps(token.head, "to", "for"), *tree.children(token.head, "dative")]
            if token.pos == "NOUN" and not places:
                places = [i for i in tree.preps(index, "to") if i > inner]
            targets = tuple(t for place in places for t in scene.counterpart(place, hostile=False))
            if places and not targets:
                return None, ()
            return inner, targets
    return None, ()


def is_thanked_support(scene: Scene, noun: int) -> bool:
    """True below "for" of a verb or noun of thanks."""
    tree = scene.tree
    for above in tree.ancestors(noun):
        token = tree.tokens[above]
        if token.pos == "ADP" and token.text.lower() == "for":
            governor = tree.lemma(token.head)
            if governor in (
                "thank",
                "gratitude",
                "thanks",
                "grateful",
                "thankful",
                "commend",
                "praise",
                "appreciation",
                "appreciate",
                "express",
            ):
                return True
    return False
