"""One way of looking at a pair of entities in a passage: the features found so far, and the words by their role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.extract.scorer.passage import Passage
from onrecord.extract.scorer.words import is_content

LINKS = frozenset({"conj", "appos", "compound", "nmod", "poss"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "dep", "parataxis"})
SAYING = frozenset(
    [
        "accord",
        "accuse",
        "acknowledge",
        "add",
        "admit",
        "announce",
        "argue",
        "ask",
        "assert",
        "believe",
        "call",
        "charge",
        "claim",
        "complain",
        "contend",
        "declare",
        "deny",
        "describe",
        "explain",
        "fear",
        "hope",
        "insist",
        "note",
        "predict",
        "reply",
        "report",
        "respond",
        "say",
        "state",
        "suggest",
        "tell",
        "think",
        "tweet",
        "warn",
        "write",
    ]
)
"""Verbs by which somebody says something."""


@dataclass(slots=True)
class Look:
    """`a` may praise or blame `b`; both are tokens of the passage, `own` all tokens of either."""

    passage: Passage
    a: int
    b: int
    own: frozenset[int]
    features: dict[str, float] = field(default_factory=dict)
    roles: dict[str, list[int]] = field(default_factory=dict)

    def add(self, feature: str, value: float = 1.0) -> None:
        """Adds to the value of a feature."""
        self.features[feature] = self.features.get(feature, 0.0) + value

    def bag(self, role: str, words: Iterable[str], most: float, each: float) -> None:
        """The different words of a role; the more there are the less each counts."""
        found = sorted(set(words))
        share = min(most, each / max(1, len(found)) ** 0.5)
        for word in found:
            self.add(f"{role}|{word}", share)

    def word(self, index: int) -> str:
        """The plain word, or ENTITY for one of the two."""
        return "ENTITY" if index in self.own else self.passage.words[index]

    def content(self, indexes: Iterable[int]) -> list[int]:
        """Those of the tokens that are content words and not of the entities."""
        tokens = self.passage.tokens
        return [i for i in indexes if i not in self.own and is_content(tokens[i])]
