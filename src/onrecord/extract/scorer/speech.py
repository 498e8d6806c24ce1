"""One sentence of a speech as the scorer of criticism sees it: its words, the parties in it, and who is speaking.

Parties are told apart only as the speaker's own side and others; which country it is makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.scorer.words import is_content, plain
from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import ActorKind, Party

SELF, STATE, BODY = "SELF", "STATE", "BODY"
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "ourselves", "myself"})
_TOLD_APART = frozenset({"NAME", "it", "they", "he", "there", "that", "this", "who", "those", "these"})
_VERBS = frozenset({"VERB", "AUX"})
_HIGHEST = 40


@dataclass(frozen=True)
class Line:
    """A parsed sentence, the parties by the index of their token, and the id of the actor who speaks, if known."""

    tree: Tree
    parties: Mapping[int, Party]
    speaker: str | None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Plain words, with SELF, STATE or BODY where a party is named."""
        return tuple(self._word(i) for i in range(len(self.tree.tokens)))

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Plain words alone."""
        return tuple(plain(token) for token in self.tree.tokens)

    @cached_property
    def others(self) -> Mapping[int, Party]:
        """The other states, where they are named and not only meant by a pronoun, in the order of the text."""
        tokens = self.tree.tokens
        return {
            i: party
            for i, party in sorted(self.parties.items())
            if party.actor.kind is ActorKind.STATE
            and party.actor.id != self.speaker
            and tokens[i].pos != "PRON"
        }

    @cached_property
    def states(self) -> frozenset[str]:
        """Ids of the other states."""
        return frozenset(p.actor.id for p in self.others.values())

    def _word(self, index: int) -> str:
        token = self.tree.tokens[index]
        party = self.parties.get(index)
        if token.text.lower() in _FIRST_PERSON or (party and party.actor.id in ("self", self.speaker)):
            return SELF
        if party is not None and token.pos != "PRON":
            if party.actor.kind is ActorKind.STATE:
                return STATE
            if party.actor.kind is ActorKind.BODY:
                return BODY
        return self.lemmas[index]

    def verb_over(self, index: int) -> int:
        """The nearest verb above a token, or the root."""
        tokens = self.tree.tokens
        for _ in range(_HIGHEST):
            if tokens[index].pos in _VERBS or tokens[index].head == index:
                break
            index = tokens[index].head
        return index

    def sort_of_subject(self, verb: int) -> str:
        """SELF, STATE, BODY, a pronoun, "noun", or "none"."""
        subjects = self.tree.children(verb, *SUBJECTS)
        if not subjects:
            return "none"
        word = self.words[subjects[0]]
        if word == SELF:
            return SELF
        if any(self.words[i] == STATE for i in self.tree.phrase(subjects[0])):
            return STATE
        return word if word == BODY or word in _TOLD_APART else "noun"

    @cached_property
    def roles(self) -> Mapping[str, Sequence[str]]:
        """Content words by the part they play: whose verbs, adjectives, the words that govern a state ..."""
        tokens, words = self.tree.tokens, self.words
        found: dict[str, list[str]] = {"all": [], "noun": [], "verb": [], "adj": [], "root": []}
        found |= {"self": [], "third": [], "near": []}
        for i, token in enumerate(tokens):
            if token.head == i:
                found["root"].append(words[i])
            if is_content(token):
                found["all"].append(words[i])
                found[{"NOUN": "noun", "VERB": "verb"}.get(token.pos, "adj")].append(words[i])
            if token.pos in _VERBS:
                found["self" if self.sort_of_subject(i) == SELF else "third"].append(words[i])
            if words[i] == STATE and token.head != i:
                found["near"].append(words[token.head])
                above = tokens[token.head].head
                if tokens[token.head].pos == "ADP":
                    found["near"].append(words[above])
        return found

    def hangs_under(self, index: int) -> Iterable[int]:
        """A token and the words above it, as far as it is part of their name ("Kenyan" > "troops")."""
        tokens = self.tree.tokens
        yield index
        for _ in range(4):
            if tokens[index].dep not in ("amod", "compound", "poss", "nmod"):
                return
            index = tokens[index].head
            yield index
