"""The verbs whose time is the time of a stance: its own, and those above that say it or go on with it.

"Said", above "supports"; "issued", above "a statement condemning"; the first of two verbs with one subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from onrecord.extract.when.paths import Scene, opening, word
from onrecord.extract.when.tense import VERBS, is_before, is_future, is_past, is_present
from onrecord.syntax import SUBJECTS, Tree

_OPEN = frozenset({"if", "unless"})
"""What opens a clause that tells nothing: "if, as announced, it goes on on Friday"."""


class Way(Enum):
    """How the time of a verb is that of the stance: it stands above it, beside it, or only leads further up."""

    ABOVE = 1
    BESIDE = 2
    THROUGH = 3


def verb_at(tree: Tree, index: int) -> int:
    """The verb at or above a token that is an adjective or the like; a noun stays itself."""
    token = tree.tokens[index]
    while token.pos not in (*VERBS, "NOUN", "PROPN") and token.head != token.index:
        token = tree.tokens[token.head]
    return token.index


def dating(scene: Scene) -> Iterator[tuple[int, Way]]:
    """The verb of the stance, and those above whose time is its time too, nearest first."""
    tree, index = scene.tree, scene.verb
    yield index, Way.ABOVE
    while not is_before(tree, index) and (step := _above(scene, index)) is not None:
        if is_past(tree, index) and is_present(tree, step[0]) and step[1] is Way.ABOVE:
            return  # "says that Norway condemned": not when it is said
        index, _ = step
        yield step
    for beside in tree.children(index, "ccomp", "parataxis"):
        if _introduces(tree, beside, index):
            yield beside, Way.ABOVE


def _introduces(tree: Tree, saying: int, said: int) -> bool:
    """Reads "he wrote on Friday: we condemn it", where the tree hangs the saying on what is said."""
    if tree.tokens[saying].dep == "parataxis":
        return True
    return saying < said and any(token.text == ":" for token in tree.tokens[saying:said])


def _above(scene: Scene, index: int) -> tuple[int, Way] | None:
    """The verb whose time is also that of a verb below it: of saying, of an infinitive, of a participle."""
    tree = scene.tree
    token = tree.tokens[index]
    head = tree.tokens[token.head]
    found = None
    if token.head == index or token.pos not in VERBS:
        return None
    if head.text.lower() in scene.words.apart:
        return None  # "after condemning"
    if token.dep in ("ccomp", "xcomp", "parataxis", "pcomp", "csubj", "dep"):
        found = _carrying(tree, head.index)
    elif token.dep == "conj" and head.pos in VERBS:
        apart = bool(tree.children(index, *SUBJECTS)) or is_future(tree, index)
        return head.index, Way.THROUGH if apart else Way.BESIDE
    elif token.dep == "advcl":
        opens = opening(tree, index) | (opening(tree, head.index) & _OPEN)
        found = None if opens & scene.words.apart else _carrying(tree, head.index)
    elif word(tree, head.index) in scene.words.occasions and (
        (token.dep == "acl" and token.tag == "VBG") or token.dep == "relcl"
    ):
        found = _carrying(tree, head.head)
        if token.dep == "relcl" and (found is None or word(tree, found) not in scene.words.issuing):
            return None
    return None if found is None else (found, Way.ABOVE)


def _carrying(tree: Tree, index: int) -> int | None:
    """The verb at a token or above its preposition and noun."""
    for _ in range(3):
        token = tree.tokens[index]
        if token.pos in VERBS or token.head == index:
            break
        index = token.head
    return index if tree.tokens[index].pos in VERBS else None
