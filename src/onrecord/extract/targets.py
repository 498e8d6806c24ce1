"""Towards whom a stance is: a party that the text names, an act named before, or somebody under the text's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from onrecord.extract.match import Match
from onrecord.extract.parties import Text, party_of
from onrecord.extract.roles import Scene
from onrecord.extract.together import together
from onrecord.extract.written import written_party
from onrecord.vocabulary import (
    ActorKind,
    Party,
)

Remembered: TypeAlias = Callable[[Scene, int], "Party | None"]
"""Whose the act that a bare noun names was said to be before."""


def find_targets(text: Text, scene: Scene, match: Match, remembered: Remembered) -> list[Party]:
    """Towards whom the stance of a match is, each party once, at most four."""
    found: dict[str, Party] = {}
    for index in match.targets:
        party = party_of(text, scene, index)
        if party is not None and not _is_far_off(scene, index, party, match):
            found.setdefault(party.actor.id, party)
    if not found:
        if match.content is not None and (owner := remembered(scene, match.content)) is not None:
            return [replace(owner, mention=None, rule="the same act named before")]
        for head in (match.addressee, match.content):
            party = _in_words(text, scene, head) if head is not None else None
            if party is not None and head is not None and not _is_far_off(scene, head, party, match):
                return [party]
        text_named = _instrument_in(scene, match.content) if match.content is not None else None
        if text_named is not None:
            return [text_named]
    return together(text, scene, match.targets, list(found.values())[:4])


def _is_far_off(scene: Scene, index: int, party: Party, match: Match) -> bool:
    """True for "their", and for "they" of a hostile stance: which group that is, is too often misread."""
    word = scene.tree.tokens[index].text.lower()
    if party.actor.kind is not ActorKind.COLLECTIVE:
        return False
    return word == "their" or (word in ("they", "them", "those", "these") and match.stance.polarity < 0)


def _instrument_in(scene: Scene, head: int) -> Party | None:
    """Reads "welcomed the adoption of resolution 822": a text that the matter is about."""
    below = scene.tree.subtree(head, frozenset({"relcl", "advcl"}))
    named = [scene.parties[i] for i in below if i in scene.parties]
    texts = [p for p in named if p.actor.kind is ActorKind.INSTRUMENT]
    return texts[0] if texts else None


def _in_words(text: Text, scene: Scene, head: int) -> Party | None:
    """Whoever stands at a phrase, or does or has what it names, under the text's own words."""
    found = party_of(text, scene, head) or written_party(text.document, scene, head)
    if found is not None:
        return found
    tree = scene.tree
    if tree.tokens[head].pos != "NOUN":
        return None
    known = [scene.parties[i] for i in scene.counterpart(head, hostile=False)]
    if any(p.actor.kind in (ActorKind.STATE, ActorKind.BODY) for p in known):
        return None  # somebody known stands there in another role
    suffered = tree.lemma(head) in scene.lexicon.suffered
    ways = ("by",) if suffered else ("by", "of", "among")
    for inner in (*tree.children(head, "poss"), *tree.preps(head, *ways)):
        found = written_party(text.document, scene, inner)
        if found is not None and not tree.children(inner, "nummod"):  # "a solution of two states"
            return found
    return None
