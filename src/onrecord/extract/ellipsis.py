"""Reads "so did B", "as did B", "B did so", "nor did B": another holder of the stance told just before.

Nothing but the holder is new; the stance, the counterpart and the matter are those of the row that is taken up.
"""

from __future__ import annotations

from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS

_TAKING_UP = frozenset({"so", "as", "nor", "neither", "likewise"})
_NEAR = 4
"""Tokens between "did" and the one who did so."""


def taken_up_by(scene: Scene, after: int) -> list[tuple[int, tuple[int, ...]]]:
    """Each "do" behind a token that takes up what was told, with the tokens of those who did so."""
    found = []
    for token in scene.tree.tokens:
        if token.lemma != "do" or token.index <= after or not _takes_up(scene, token.index):
            continue
        doers = _doers(scene, token.index)
        if doers:
            found.append((token.index, doers))
    return found


def _takes_up(scene: Scene, do: int) -> bool:
    tree = scene.tree
    token = tree.tokens[do]
    if token.dep == "aux" and tree.tokens[token.head].index > do and tree.tokens[token.head].pos == "VERB":
        return False  # "as B did not support": an auxiliary of its own verb
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
