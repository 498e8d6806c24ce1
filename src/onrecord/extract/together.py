"""Coordinated groups that only the text names, as one group: "our Allies and partners", "countries and institutions"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.parties import Text
from onrecord.extract.roles import Scene
from onrecord.extract.written import written_party
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    Party,
    Span,
)

_IN_WORDS = frozenset({"collective", "as the text says"})
_LONGEST_TOGETHER = 90


def together(text: Text, scene: Scene, indexes: Sequence[int], parties: list[Party]) -> list[Party]:
    """Coordinated groups that only the text names are one: "our Allies and partners", "countries and institutions"."""
    if not parties or any(p.actor.kind is not ActorKind.COLLECTIVE or p.mention is None for p in parties):
        return parties
    tree = scene.tree
    first = min(indexes, default=None)
    if first is None or any(p.rule not in _IN_WORDS for p in parties):
        return parties
    first = tree.first_conjunct(first, "NOUN", "PROPN")
    joined = tree.conjuncts(first)
    plain = all(tree.tokens[i].tag in ("NNS", "NNPS") for i in joined)
    own = any(tree.children(i, "det", "poss", "nummod") for i in joined if i != first)
    if len(joined) < 2 or not plain or own or set(indexes) - set(joined):
        return parties  # "the north and its allies" are two
    if any(scene.parties[i].actor.kind is not ActorKind.COLLECTIVE for i in joined if i in scene.parties):
        return parties
    words = [written_party(text.document, scene, i) for i in joined]
    spans = [p.mention for p in words if p is not None and p.mention is not None]
    if len(spans) < len(joined):
        return parties
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    name = " ".join(span.of(text.document.text).split())
    if len(name) > _LONGEST_TOGETHER:
        return parties
    actor = Actor.collective(name)
    return [Party(actor=actor, mention=span, rule="as the text says")]
