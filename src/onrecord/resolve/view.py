"""One sentence as the resolver sees it, with the questions that all kinds of phrases ask of their words.

A view knows the sentence's tree, the registry's hits in it, what was tied so far, and what earlier sentences named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.registry import NameHit, Registry
from onrecord.resolve.instruments import Instruments
from onrecord.resolve.memory import Memory
from onrecord.resolve.nouns import Nouns
from onrecord.syntax import Tree
from onrecord.vocabulary import Actor, ActorKind, Document, Party, Voices

SELF = Actor(id="self", kind=ActorKind.UNKNOWN, name="the speaker")
"""Stands for "I" and "we" until it is known whose quotation they stand in."""

SELF_WORDS = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
ADJECTIVES = frozenset({"adjective", "demonym"})
CAPITALS = frozenset({"capital", "capital-weak"})
# "ambassador TO Chile", "talks WITH Iran": the state at the other end is not the one acted for.
_OTHER_END = frozenset(
    {"to", "with", "in", "at", "on", "against", "from", "between", "by", "over", "under", "toward", "towards"}
)


@dataclass
class View:
    """One sentence. `parties` fills up from left to right; everything else stays."""

    document: Document
    voices: Voices
    registry: Registry
    instruments: Instruments
    nouns: Nouns
    memory: Memory
    tree: Tree
    named: dict[int, NameHit]
    """The registry's hit for each token that lies inside one."""
    read: Callable[[View, int], Party | None]
    parties: dict[int, Party] = field(default_factory=dict)

    def party_at(self, index: int) -> Party | None:
        """What a token was tied to, or would be."""
        return self.parties.get(index) or self.read(self, index)

    def noun(self, index: int) -> str:
        """The singular of a noun, in lower case, also where the tagger takes it for a name."""
        token = self.tree.tokens[index]
        word = token.lemma if token.pos != "PROPN" else token.text.lower()
        if self.is_plural(index) and word.endswith("s") and not word.endswith("ss"):
            word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return word

    def office_line(self, index: int) -> str | None:
        """The line of an office noun at a token, or None; nouns of one line can stand for each other."""
        title = self.office_title(index)
        return None if title is None else self.nouns.offices[title]

    def office_title(self, index: int) -> str | None:
        """The office noun at a token as listed: "prime minister", and not its "minister" alone."""
        noun = self.noun(index)
        tokens = self.tree.tokens
        hyphen = index > 1 and tokens[index - 1].text == "-"
        before = tokens[index - 2 if hyphen else index - 1].text.lower() if index else ""
        offices = self.nouns.offices
        return next((title for title in (f"{before} {noun}", noun) if title in offices), None)

    def is_office(self, index: int) -> bool:
        """True for an office noun."""
        return self.office_line(index) is not None

    def is_plural(self, index: int) -> bool:
        """True for a plural, also a capitalised one."""
        token = self.tree.tokens[index]
        if token.tag in ("NNS", "NNPS"):
            return True
        # "Member States": the tagger takes capitalised plurals for singular names.
        return token.pos == "PROPN" and token.text.lower() in self.nouns.plurals

    def is_definite(self, index: int) -> bool:
        """True for "the", "this", "our" and for a capitalised noun."""
        words = [self.tree.tokens[i].text.lower() for i in self.tree.children(index, "det", "poss")]
        return (
            any(w in ("the", "this", "that", "our", "these") for w in words)
            or self.tree.tokens[index].text[:1].isupper()
        )

    def modifier(self, index: int) -> tuple[Party | None, tuple[int, ...]]:
        """The state or body that a noun phrase's own words name ("Norwegian forces", "the army of X")."""
        barred: set[int] = set()
        phrase = self.tree.phrase(index)
        for i in phrase:
            if self.tree.tokens[i].pos in ("ADP", "SCONJ") and self.tree.tokens[i].text.lower() in _OTHER_END:
                barred.update(self.tree.subtree(i))
        ordered = sorted(
            (i for i in phrase if i not in barred and i != index), key=lambda i: (i > index, abs(i - index))
        )
        for i in ordered:
            party = self.parties.get(i) or self.named_at(i)
            if party is not None and party.actor.kind in (ActorKind.STATE, ActorKind.BODY):
                return party, phrase
        return None, phrase

    def named_at(self, index: int) -> Party | None:
        """The state or body whose name has its head at a token; capitals do not count."""
        hit = self.named.get(index)
        if hit is None or index != head_of(self.tree, hit):
            return None
        if len({name.actor for name in hit.names}) != 1 or hit.names[0].use in CAPITALS:
            return None
        actor = self.registry.actor(hit.names[0].actor)
        if actor is None:
            return None
        return Party(actor=actor, mention=hit.span, rule="name", rows=(hit.names[0].row,))


def named_tokens(tree: Tree, hits: Sequence[NameHit]) -> dict[int, NameHit]:
    """The registry's hit for each token that lies inside one."""
    named: dict[int, NameHit] = {}
    for hit in hits:
        for token in tree.tokens:
            if hit.span.start <= token.start and token.end <= hit.span.end:
                named[token.index] = hit
    return named


def head_of(tree: Tree, hit: NameHit) -> int:
    """The token of a name on which the rest of it hangs."""
    inside = [t.index for t in tree.tokens if hit.span.start <= t.start and t.end <= hit.span.end]
    for index in inside:
        if tree.tokens[index].head not in inside or tree.tokens[index].head == index:
            return index
    return inside[-1]
