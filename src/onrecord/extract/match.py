"""A frame that fired in one sentence: who may hold the stance, towards whom, and why it may not be asserted.

Verbs, nouns and adjectives make matches; positions are made of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.frames import Frame
from onrecord.extract.roles import Scene
from onrecord.vocabulary import Stance


@dataclass(frozen=True)
class Match:
    """A frame that fired in one sentence. Numbers are token indexes."""

    frame: Frame
    scene: Scene
    stance: Stance
    trigger: tuple[int, ...]
    clause: int
    """The token whose subtree is the evidence: the verb, or the verb that carries the noun."""
    holders: tuple[int, ...]
    targets: tuple[int, ...]
    content: int | None
    """Head of the phrase that says what it is about."""
    modality: str | None = None
    refusal: str | None = None
    taken_up: bool = False
    """The stance takes up one said before ("that backing"): its holder is found there."""
    thanked_for: int | None = None
    """What the counterpart is thanked for, where that is support."""
    thanked_targets: tuple[int, ...] = ()
    addressee: int | None = None
    """Whoever stands in the counterpart's place, for frames that address somebody."""
    subject: int | None = None
    """Whoever stands where the holder stands, tied to an actor or not."""
    ended: bool = False
    """The stance is said to be given up."""
    operative: bool = False
    """It opens a clause as those of adopted texts open ("... , and requests", "Reiterating its support")."""

    def about(self, scene: Scene, text: str) -> str | None:
        """The matter as a phrase of the text, at most 200 characters."""
        if self.content is None:
            return None
        if scene.tree.tokens[self.content].pos == "PRON":
            return None
        span = scene.tree.span(scene.tree.subtree(self.content, frozenset({"relcl", "advcl"})))
        return " ".join(span.of(text).split())[:200] or None
