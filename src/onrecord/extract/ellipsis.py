"""Reads "so did B", "as did B", "B did so", "B reaffirmed this stance": another holder of the stance told just before.

Nothing but the holder is new; the stance, the counterpart and the matter are those of the row that is taken up.
"""

from __future__ import annotations

from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS

_TAKING_UP = frozenset({"so", "as", "nor", "neither", "likewise"})
_STANCES = frozenset({"stance", "position", "view", "line", "call", "demand", "condemnation"})
_REPEATING = frozenset({"share", "echo", "back", "endorse", "uphold", "second", "join"})
_NEAR = 4
"""Tokens between "did" and the one who did so."""


def taken_up_by(scene: Scene) -> list[tuple[int, tuple[int, ...]]]:
    """Each "do" that takes up what was told, with the tokens of those who did so."""
    found = []
    for token in scene.tree.tokens:
        if token.lemma in _STANCES and (doers := _repeaters(scene, token.index)):
            found.append((token.index, doers))
        if token.lemma != "do" or not _takes_up(scene, token.index):
            continue
        doers = _doers(scene, token.index)
        if doers:
            found.append((token.index, doers))
    return found


def _repeaters(scene: Scene, noun: int) -> tuple[int, ...]:
    """Whoever "reaffirmed this stance", "shares that position"."""
    tree = scene.tree
    token = tree.tokens[noun]
    pointed = {tree.tokens[i].text.lower() for i in tree.children(noun, "det", "amod")}
    if token.dep != "dobj" or not pointed & {"this", "that", "same"}:
        return ()
    if tree.lemma(token.head) not in scene.lexicon.carrying | _REPEATING:
        return ()
    subject = scene.subject(token.head)
    if subject is not None:
        return tuple(scene.expand(subject))
    # Where the parser finds no subject: the one person named before the verb, if there is one.
    people = {p.person: i for i, p in scene.parties.items() if p.person and i < token.head}
    return tuple(people.values()) if len(people) == 1 else ()


def _takes_up(scene: Scene, do: int) -> bool:
    tree = scene.tree
    token = tree.tokens[do]
    if token.tag not in ("VBD", "VBZ", "VBP"):
        return False  # "in so doing"
    if token.dep == "aux" and tree.tokens[token.head].index > do and tree.tokens[token.head].pos == "VERB":
        return False  # "as B did not support": an auxiliary of its own verb
    if tree.children(do, "neg") or any(tree.tokens[i].text.lower() == "yet" for i in tree.children(do)):
        return False
    before = tree.tokens[do - 1].text.lower() if do else ""
    behind = tree.tokens[do + 1].text.lower() if do + 1 < len(tree.tokens) else ""
    return before in _TAKING_UP or behind in ("so", "likewise")


def _doers(scene: Scene, do: int) -> tuple[int, ...]:
    tree = scene.tree
    subjects = tree.children(do, *SUBJECTS)
    if tree.tokens[do - 1].text.lower() in _TAKING_UP and do:
        near = [i for i in range(do + 1, min(do + 1 + _NEAR, len(tree.tokens))) if i in scene.parties]
        subjects = tuple(near[:1]) or subjects
    return tuple(j for i in subjects for j in scene.expand(i))
