"""One sentence as the resolver sees it, with the questions that all kinds of phrases ask of their words.

A view knows the sentence's tree, the registry's hits in it, what was tied so far, and what earlier sentences named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.registry import NameHit, Registry
from onrecord.resolve.cast import Cast
from onrecord.resolve.instruments import Instruments
from onrecord.resolve.memory import Memory
from onrecord.resolve.mentions import Mention
from onrecord.resolve.name_spots import NameSpot
from onrecord.resolve.nouns import Nouns
from onrecord.resolve.person_words import PersonWords
from onrecord.resolve.quoted import Quoted
from onrecord.syntax import Tree
from onrecord.vocabulary import Actor, ActorKind, Document, Party, Voices

SELF = Actor(id="self", kind=ActorKind.UNKNOWN, name="the speaker")
"""Stands for "I" and "we" until it is known whose quotation they stand in."""

SELF_WORDS = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_SEATS = frozenset({"embassy", "mission", "ministry", "delegation", "consulate", "government", "presidency"})
_BY_PRONOUN = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
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
    person_words: PersonWords
    cast: Cast
    quoted: Quoted
    memory: Memory
    number: int
    """Index of the sentence in the document."""
    tree: Tree
    named: dict[int, NameHit]
    """The registry's hit for each token that lies inside one."""
    spots: dict[int, NameSpot]
    """The other names, each by its head."""
    dateline: NameHit | None
    """The capital that the document is datelined from."""
    read: Callable[[View, int], Party | None]
    parties: dict[int, Party] = field(default_factory=dict)
    mentioned: list[Mention] = field(default_factory=list)
    """The persons of the sentence so far."""
    nouns_read: dict[int, str] = field(default_factory=dict)
    """What `noun` has answered so far."""

    def party_at(self, index: int) -> Party | None:
        """What a token was tied to, or would be."""
        return self.parties.get(index) or self.read(self, index)

    def sex_of(self, index: int, party: Party) -> str:
        """`m`, `f` or `either`: what the document shows of the person at a token."""
        figure = self.cast.by_name.get(party.person or "")
        if figure is not None:
            return figure.sex
        word = self.tree.tokens[index].text.lower()
        told = self.person_words.roles.get(self.noun(index)) or _BY_PRONOUN.get(word)
        spot = self.spots.get(index)
        return told or (spot.sex if spot is not None else "either")

    def noun(self, index: int) -> str:
        """The singular of a noun, in lower case, also where the tagger takes it for a name."""
        known = self.nouns_read.get(index)
        if known is None:
            known = self.nouns_read[index] = self._noun(index)
        return known

    def _noun(self, index: int) -> str:
        token = self.tree.tokens[index]
        word = token.lemma if token.pos != "PROPN" else token.text.lower()
        if self.is_plural(index) and word.endswith("s") and not word.endswith("ss"):
            word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return word

    def is_known_noun(self, index: int) -> bool:
        """True for a capitalised noun that names no person ("the Contact Group", "Member States")."""
        n, noun = self.nouns, self.noun(index)
        known = noun in n.bodies or noun in n.gatherings or noun in n.institutions or noun in n.instruments
        return known or noun in n.states or (noun in n.collectives and self.is_plural(index))

    def was_one_of_many(self, noun: str) -> bool:
        """True where the last sentences spoke of several such ("the ministers ... the minister said")."""
        recent = (m.key for inside in self.memory.groups.sentences[-3:] for m in inside)
        return any(key.lower().endswith((f" {noun}s", f":{noun}s")) for key in recent)

    def office_line(self, index: int) -> str | None:
        """The line of an office noun at a token, or None; nouns of one line can stand for each other."""
        title = self.office_title(index)
        return None if title is None else self.nouns.offices[title]

    def office_title(self, index: int) -> str | None:
        """The office noun at a token as listed: "prime minister", and not its "minister" alone."""
        noun = self.noun(index)
        if noun not in self.nouns.office_ends:
            return None
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
                below = self.tree.subtree(i)
                if not (self.tree.tokens[i].text.lower() in ("at", "from") and self._sits_in(below)):
                    barred.update(below)
        ordered = sorted(
            (i for i in phrase if i not in barred and i != index), key=lambda i: (i > index, abs(i - index))
        )
        found = [(i, p) for i in ordered if (p := self.parties.get(i) or self.named_at(i)) is not None]
        owners = [(i, p) for i, p in found if p.actor.kind in (ActorKind.STATE, ActorKind.BODY)]
        if not owners:
            return None, phrase
        first = owners[0]
        if first[1].actor.kind is ActorKind.BODY and self.tree.tokens[first[0]].dep == "compound":
            # "Norway's UN ambassador": who is sent to a body acts for the state.
            sent = [
                p for i, p in owners if i < index and p.actor.kind is ActorKind.STATE and self._owns(i, p)
            ]
            return (sent or [first[1]])[0], phrase
        return first[1], phrase

    def _owns(self, index: int, party: Party) -> bool:
        return self.tree.tokens[index].dep == "poss" or party.rule == "adjective"

    def _sits_in(self, below: tuple[int, ...]) -> bool:
        """Reads "a spokesman at the Norwegian mission", where the place is the state's own."""
        return any(self.noun(i) in _SEATS for i in below if self.tree.tokens[i].pos in ("NOUN", "PROPN"))

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
