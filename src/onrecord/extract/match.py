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
    trigger: int
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

    def matter(self) -> tuple[int, ...]:
        """The tokens that say what it is about: what is asked of an addressee, else the content; empty where none does."""
        tree = self.scene.tree
        heads = (self.trigger, self.clause) if self.clause != self.trigger else (self.trigger,)
        if self.content is None or self.content in self.scene.parties or self.content == self.addressee:
            for head in heads:
                asked = self._asked(head)
                if asked:
                    return asked
        if self.content is None or tree.tokens[self.content].pos == "PRON":
            return ()
        return tree.subtree(self.content, frozenset({"relcl", "advcl"}))

    def _asked(self, head: int) -> tuple[int, ...]:
        """In "called on B to withdraw" and "thanked B for its help": the clause, or the phrase behind the preposition."""
        tree = self.scene.tree
        for clause in tree.children(head, "xcomp", "ccomp", "advcl", "acl"):
            marks = {tree.tokens[i].text.lower() for i in tree.children(clause, "mark")}
            if clause > head and clause != self.content and not marks - {"that", "for", "not"}:
                inner = frozenset({"nsubj", "mark", "advcl", "punct"})
                return tuple(i for i in tree.subtree(clause, inner) if i > head)
        for child in tree.children(head, "prep"):
            if tree.tokens[child].text.lower() in ("for", "over", "about", "of"):
                for target in tree.children(child, "pobj", "pcomp"):
                    if target != self.content and target not in self.scene.parties:
                        return tree.subtree(target, frozenset({"relcl", "advcl"}))
        return ()
