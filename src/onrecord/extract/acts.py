"""Remembers whose act or cause a noun named before, so that "the settlements" and "this war" are still somebody's.

Only a definite noun looks back, to the last sentences, and only where all of them give it to the same one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.roles import Scene
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import ActorKind, Party

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_ANY_ACT = frozenset(
    {"action", "act", "step", "move", "measure", "activity", "behaviour", "behavior", "provocation"}
)
_SUCH = frozenset({"these", "such", "this", "those"})
_FARTHEST = 40
"""Sentences."""


@dataclass
class Acts:
    """The acts and causes named so far, each with its owner."""

    named: dict[str, list[tuple[int, Party]]] = field(default_factory=dict)
    """Lemma to (number of the sentence, owner)."""
    topics: dict[int, Party] = field(default_factory=dict)
    """Number of a sentence to the owner of the act that it is about: what "it" and "this" take up."""

    def note(self, number: int, scene: Scene) -> None:
        """Remember every act or cause of a sentence whose owner stands beside it."""
        tree = scene.tree
        for token in tree.tokens:
            if token.pos != "NOUN" or token.lemma not in scene.lexicon.agentive | scene.lexicon.owned:
                continue
            party = self._owner(scene, token.index)
            if party is not None:
                self.named.setdefault(token.lemma, []).append((number, party))
                if token.dep in SUBJECTS and tree.tokens[token.head].dep == "ROOT":
                    self.topics[number] = party

    def owner_of(self, number: int, scene: Scene, head: int) -> Party | None:
        """Whose the act at a bare definite noun was said to be; None where nobody's, or two's."""
        tree = scene.tree
        token = tree.tokens[head]
        if token.text.lower() in ("it", "this", "that"):
            return self.topics.get(number - 1)
        if (
            token.lemma in _ANY_ACT
            and {tree.tokens[i].text.lower() for i in tree.children(head, "det", "amod")} & _SUCH
        ):
            return self._told_before(number, scene, head)
        if any(tree.lemma(i) in ("occupying", "occupy") for i in tree.children(head, "amod")):
            return self._only(number, "occupation")  # "the occupying forces": of whoever was said to occupy
        for inner in tree.preps(head, "of"):  # "the withdrawal of the occupying forces"
            if tree.children(inner, "amod") and inner not in scene.parties:
                found = self.owner_of(number, scene, inner)
                if found is not None:
                    return found
        suffered = token.lemma in scene.lexicon.suffered
        for inner in tree.preps(head, "of"):
            if not tree.children(inner, "det", "poss") and inner not in scene.parties:
                return None  # "the occupation of territories by force": anybody's
        barred = ("by",) if suffered else ("of", "by")
        if token.pos != "NOUN" or tree.children(head, "poss") or tree.preps(head, *barred):
            return None
        if not any(tree.tokens[i].text.lower() in _DEFINITE for i in tree.children(head, "det")):
            return None
        return self._only(number, token.lemma)

    def _told_before(self, number: int, scene: Scene, head: int) -> Party | None:
        """Whose "these actions" are: of the last act told, in this sentence or the one before."""
        acts = [
            t.index for t in scene.tree.tokens[:head] if t.lemma in scene.lexicon.agentive and t.pos == "NOUN"
        ]
        for index in reversed(acts):
            party = self._owner(scene, index)
            if party is not None:
                return party
        near = [p for places in self.named.values() for n, p in places if n == number - 1]
        return near[-1] if len({p.actor.id for p in near}) == 1 else None

    def _only(self, number: int, lemma: str) -> Party | None:
        """The one owner of an act in the last sentences."""
        near = [p for n, p in self.named.get(lemma, ()) if number - n <= _FARTHEST]
        return near[-1] if len({p.actor.id for p in near}) == 1 else None

    @staticmethod
    def _owner(scene: Scene, noun: int) -> Party | None:
        tree = scene.tree
        suffered = tree.lemma(noun) in scene.lexicon.suffered
        places = [*tree.preps(noun, "by"), *tree.children(noun, "poss", "amod", "compound", "nmod")]
        places += [] if suffered else [*tree.preps(noun, "of")]
        for index in places:
            party = scene.parties.get(index)
            if party is not None and party.actor.kind in (ActorKind.STATE, ActorKind.BODY):
                return party
        return None
