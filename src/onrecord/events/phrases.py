"""The phrases of a sentence that may be source or target: parties, names, people, and adjectives of nationality.

A phrase is a whole noun phrase ("Kenyan officials in Nairobi") or, where the noun is a thing, the name before it
("Kenyan" of "Kenyan exports").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.events.lexicon import EventLexicon, EventWords
from onrecord.syntax import Tree
from onrecord.vocabulary import ActorKind, Party, Span

_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})
_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant")
_WITHIN = frozenset(
    {"of", "in", "from", "for", "at", "near", "to", "throughout", "across", "around", "outside"}
)
"""Prepositions that belong to the name of somebody: "officials of", "rebels in"."""
_BESIDE = 3
"""How many tokens, brackets and commas, may stand between a name and its apposition."""
_DROPPED = frozenset({"relcl", "acl", "appos", "conj", "cc", "preconj", "advcl", "parataxis", "case"})


UNTIED = "?"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A possible end. `head` counts tokens of its sentence."""

    head: int
    span: Span
    party: Party | None
    modifier: bool
    """A name before a noun, not a noun phrase of its own."""
    people: bool
    """People or a body of people, as against a place or something that only bears a name."""
    owner: str | None = None
    """Actor id of the pronoun that owns it ("its troops"), or UNTIED; None where no pronoun does."""


@dataclass(frozen=True)
class Cast:
    """One sentence with all its possible ends."""

    tree: Tree
    words: EventWords
    phrases: Mapping[int, Phrase]

    def at(self, index: int) -> Phrase | None:
        """The phrase whose head a token is."""
        return self.phrases.get(index)


def find_cast(tree: Tree, parties: Mapping[int, Party], lexicon: EventLexicon) -> Cast:
    """All possible ends of a sentence, by the index of their head."""
    found: dict[int, Phrase] = {}
    for token in tree.tokens:
        phrase = _phrase(tree, token.index, parties, lexicon)
        if phrase is not None:
            found[token.index] = phrase
    for index, party in parties.items():
        if tree.tokens[index].pos == "PRON" or tree.tokens[index].tag in ("PRP", "PRP$", "WDT", "WP", "WP$"):
            taken_up = _antecedent(tree, index, party, parties, found)
            if taken_up is not None:
                found[index] = taken_up
    return Cast(tree, lexicon.words, found)


def _phrase(tree: Tree, index: int, parties: Mapping[int, Party], lexicon: EventLexicon) -> Phrase | None:
    words = lexicon.words
    token = tree.tokens[index]
    word = token.text.lower()
    if (
        token.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "X")
        or token.lemma in words.times
        or word in words.times
    ):
        return None
    party = parties.get(index)
    if party is not None and party.actor.kind is ActorKind.INSTRUMENT:
        return None
    if token.dep in _MODIFIERS and not _is_head(tree, index):
        named = token.pos == "PROPN" and token.dep in ("poss", "nmod")
        people = token.pos == "NOUN" and is_people(tree, index, words)  # "rebel attacks"
        if party is None and not named and not people:
            return None
        return Phrase(index, tree.span(_name(tree, index)), party, True, token.dep == "poss")
    people = is_people(tree, index, words)
    if token.pos == "ADJ" or (token.pos == "NUM" and token.lemma not in words.portions):
        if party is None:
            return None
    elif party is None and not people and (token.pos != "PROPN" or not token.text[0].isupper()):
        return None
    own = party if party is not None else _owner(tree, index, parties)
    people = people or (party is not None and (token.pos != "NOUN" or token.lemma not in lexicon.nouns))
    owner = None if token.lemma in words.counterparts else _pronoun_owner(tree, index, parties)
    return Phrase(index, tree.span(_whole(tree, index, words, parties)), own, False, people, owner)


def _pronoun_owner(tree: Tree, index: int, parties: Mapping[int, Party]) -> str | None:
    for child in tree.children(index, "poss"):
        if tree.tokens[child].tag == "PRP$":
            return parties[child].actor.id if child in parties else UNTIED
    return None


def _is_head(tree: Tree, index: int) -> bool:
    """A possessor that is a noun phrase of its own ("the rebel leader's offer")."""
    token = tree.tokens[index]
    return token.dep == "poss" and token.pos in ("NOUN", "PROPN")


def is_people(tree: Tree, index: int, words: EventWords) -> bool:
    """True for a noun that names people or a body of people, and for a portion of such."""
    lemma = tree.lemma(index)
    if lemma in words.people or tree.tokens[index].text.lower() in words.people:
        return True
    if tree.tokens[index].tag == "NNS" and lemma.endswith(_ENDINGS) and lemma not in words.things:
        return True
    if lemma in words.portions or tree.tokens[index].text.lower() in words.portions:
        return any(
            is_people(tree, i, words) or tree.tokens[i].pos == "PROPN" for i in tree.preps(index, "of")
        )
    return False


def _name(tree: Tree, index: int) -> tuple[int, ...]:
    """A name with the names it is made of, without what describes it."""
    return tuple(i for i in tree.phrase(index) if tree.tokens[i].dep not in ("case", "det", "punct"))


def _whole(tree: Tree, index: int, words: EventWords, parties: Mapping[int, Party]) -> tuple[int, ...]:
    """The noun phrase without clauses, times and what only hangs on it by accident of the parse."""
    kept = [index]
    queue = [index]
    while queue:
        here = queue.pop()
        for child in tree.children(here):
            token = tree.tokens[child]
            if here != index and token.dep in ("conj", "cc"):
                kept.append(child)  # "officials from Chile and Peru"
                queue.append(child)
                continue
            if token.dep == "appos" and _names_the_same(tree, index, child, parties, words):
                kept.extend(_whole(tree, child, words, {}))
            if token.dep in _DROPPED or token.lemma in words.times or token.text.lower() in words.times:
                continue
            if token.dep == "punct" and token.text not in ("-", "'", "/"):
                continue
            if token.dep in ("prep", "agent", "dative") and not _belongs(tree, child, words):
                continue
            kept.append(child)
            queue.append(child)
    while len(kept) > 1 and tree.tokens[min(kept)].dep in ("det", "predet", "punct", "advmod"):
        kept.remove(min(kept))
    last = max(kept) + 1
    brackets = [tree.tokens[i].text for i in range(min(kept), last)]
    if (
        brackets.count("(") > brackets.count(")")
        and last < len(tree.tokens)
        and tree.tokens[last].text == ")"
    ):
        kept.append(last)
    return tuple(sorted(kept))


def _names_the_same(
    tree: Tree, index: int, beside: int, parties: Mapping[int, Party], words: EventWords
) -> bool:
    """Reads "Ana Silva, the minister", "the minister, Ana Silva": one of both a name, the other what he or she is."""
    one, other = tree.tokens[index], tree.tokens[beside]
    start, end = tree.subtree(beside)[0], max(i for i in tree.phrase(index) if i < beside)
    if (
        beside < index
        or start - end > _BESIDE
        or any(t.pos in ("VERB", "CCONJ") for t in tree.tokens[end:start])
    ):
        return False
    if {one.pos, other.pos} != {"NOUN", "PROPN"} and not (
        one.pos == other.pos == "PROPN" and other.text.isupper()
    ):
        return one.pos == other.pos == "PROPN" and is_people(tree, index, words) != is_people(
            tree, beside, words
        )
    first, second = parties.get(index), parties.get(beside)
    return first is None or second is None or first.actor == second.actor or first.person == second.person


def _belongs(tree: Tree, prep: int, words: EventWords) -> bool:
    if tree.tokens[prep].text.lower() not in _WITHIN:
        return False
    return all(tree.lemma(i) not in words.times for i in tree.children(prep, "pobj"))


def _owner(tree: Tree, index: int, parties: Mapping[int, Party]) -> Party | None:
    """Whose people they are: "Kenyan officials", "rebels in Kenya", "a group of Kenyans"."""
    for child in tree.children(index):
        if tree.tokens[child].dep in _MODIFIERS:
            for i in tree.subtree(child):
                if i in parties:
                    return parties[i]
    for i in tree.preps(index, "of", "in", "from", "for"):
        found = parties.get(i) or _owner(tree, i, parties)
        if found is not None:
            return found
    return None


def _antecedent(
    tree: Tree, index: int, party: Party, parties: Mapping[int, Party], found: Mapping[int, Phrase]
) -> Phrase | None:
    """What a pronoun takes up in the same sentence; nothing where that is another sentence's."""
    same = [
        i
        for i, other in parties.items()
        if i != index and i in found and other.actor.id == party.actor.id and other.person == party.person
    ]
    if not same:
        same = [
            i
            for i, other in parties.items()
            if i != index and i in found and other.actor.id == party.actor.id
        ]
    if not same:
        return None
    before = [i for i in same if i < index]
    nearest = max(before) if before else min(same)
    above = tree.tokens[nearest].head
    if tree.tokens[nearest].dep == "appos" and above in found:
        nearest = above  # "the Labour Office (ILO)": the whole name
    chosen = found[nearest]
    return Phrase(chosen.head, chosen.span, chosen.party, False, True)


def coordinated(cast: Cast, index: int) -> Iterator[Phrase]:
    """The phrase at a token and those coordinated with it, also where the parser takes them for appositions."""
    tree = cast.tree
    seen = set()
    for i in tree.conjuncts(index):
        for j in (i, *_listed(cast, i)):
            phrase = cast.at(j)
            if phrase is not None and phrase.span not in seen:
                seen.add(phrase.span)
                yield phrase


def _listed(cast: Cast, index: int) -> Iterator[int]:
    """In "A, B and C" the parser often takes B for an apposition of A, which a second state cannot be."""
    tree = cast.tree
    own = cast.at(index)
    for child in tree.children(index, "appos"):
        other = cast.at(child)
        if own is None or other is None or own.party is None or other.party is None:
            continue
        if (
            own.party.actor.kind is other.party.actor.kind is ActorKind.STATE
            and own.party.actor != other.party.actor
        ):
            yield from tree.conjuncts(child)
