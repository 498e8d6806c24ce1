"""The tense of a verb in its sentence: present, past, before the past, to come.

The first auxiliary shows it, or the verb itself.
"""

from __future__ import annotations

from onrecord.syntax import Tree

VERBS = ("VERB", "AUX")
_MODALS = frozenset(
    {"will", "shall", "would", "could", "may", "might", "can", "must", "should", "’ll", "'ll"}
)


def _auxiliaries(tree: Tree, verb: int) -> tuple[int, ...]:
    return tree.children(verb, "aux", "auxpass")


def is_future(tree: Tree, verb: int) -> bool:
    """True for "will condemn", "would condemn", "may condemn"."""
    return any(tree.tokens[i].text.lower() in _MODALS for i in _auxiliaries(tree, verb))


def is_before(tree: Tree, verb: int) -> bool:
    """True for "had condemned"."""
    return any(tree.lemma(i) == "have" and tree.tokens[i].tag == "VBD" for i in _auxiliaries(tree, verb))


def _finite(tree: Tree, verb: int) -> int:
    """The word that shows the tense: the first auxiliary, else the verb."""
    return next(
        (i for i in _auxiliaries(tree, verb) if tree.tokens[i].tag not in ("VB", "TO", "VBG", "VBN")), verb
    )


def is_present(tree: Tree, verb: int) -> bool:
    """True for "condemns", "is condemning", "has condemned"."""
    return tree.tokens[_finite(tree, verb)].tag in ("VBZ", "VBP")


def is_past(tree: Tree, verb: int) -> bool:
    """True for "condemned", "was condemning", "had condemned"."""
    return tree.tokens[_finite(tree, verb)].tag == "VBD"


def is_perfect(tree: Tree, verb: int) -> bool:
    """True for "has condemned", "had condemned"."""
    return any(tree.lemma(i) == "have" for i in _auxiliaries(tree, verb))
