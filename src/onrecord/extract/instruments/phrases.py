"""Reads coordinated noun phrases off the words of a clause: "the African Union, the Group and the leaders of B".

Goes by parts of speech and word order, which hold in clauses without subject where the parser's tree does not.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.instruments.openings import Openings
from onrecord.extract.roles import Scene
from onrecord.vocabulary import ActorKind, Party, Span, Token

_MODIFIERS = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "SYM", "X"})
_STANDING_ALONE = frozenset({"those", "all", "others", "them", "it", "both", "each", "him", "her", "us"})
_PREPOSITIONS = frozenset({"of", "in", "to", "for", "from", "within", "on", "between", "among"})
_JOINING = frozenset({"and", "or", "&"})
_MONTHS = frozenset(name.lower() for name in calendar.month_name if name)
_LONGEST = 25


@dataclass(frozen=True)
class Word:
    """A token of a clause with the party tied to it."""

    token: Token
    party: Party | None

    @property
    def text(self) -> str:
        """In lower case."""
        return self.token.text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: positions in the clause's words, `end` exclusive."""

    start: int
    core: int
    """End of the part before any preposition."""
    head: int
    end: int
    inside: tuple[Phrase, ...]
    """Phrases below its prepositions, those coordinated included."""
    preposition: str = ""
    """What it stands below, inside another phrase."""
    named: Phrase | None = None
    """Who it is by name: "the Special Envoy, Ms. Ana Silva"."""


def words_of(scenes: Sequence[Scene], zone: Span) -> tuple[Word, ...]:
    """The words of a stretch of the document, across sentences."""
    first = bisect_left(scenes, zone.start, key=lambda scene: scene.tree.sentence.span.end)
    found: list[Word] = []
    for scene in scenes[first:]:
        if scene.tree.sentence.span.start >= zone.end:
            break
        for token in scene.tree.tokens:
            if zone.start <= token.start and token.end <= zone.end and token.text.strip():
                found.append(Word(token, scene.parties.get(token.index)))
    return tuple(found)


def read_list(words: Sequence[Word], start: int, openings: Openings) -> tuple[Phrase, ...]:
    """The noun phrases coordinated from a place on; a phrase below "of" ends the list with those joined to it."""
    found: list[Phrase] = []
    at = start
    while len(found) < 8:
        phrase = read_phrase(words, at, openings)
        if phrase is None:
            break
        named = _apposed(words, phrase.end, openings)
        if named is not None:
            phrase = replace(phrase, named=named, end=_past_comma(words, named.end))
        found.append(phrase)
        after = _joined(words, phrase.end, openings)
        if after is None:
            break
        at = after
    return tuple(found)


def _apposed(words: Sequence[Word], at: int, openings: Openings) -> Phrase | None:
    """The name after a comma that says who the one before it is."""
    if at + 1 >= len(words) or words[at].text != "," or words[at + 1].text not in openings.titles:
        return None
    return read_phrase(words, at + 1, openings, depth=2)


def _past_comma(words: Sequence[Word], at: int) -> int:
    """Past the comma that closes an apposition, where "and" follows."""
    closing = at + 1 < len(words) and words[at].text == "," and words[at + 1].text in _JOINING
    return at + 1 if closing else at


def read_phrase(words: Sequence[Word], start: int, openings: Openings, depth: int = 0) -> Phrase | None:
    """The noun phrase that begins at a place, with its prepositional phrases."""
    at, head = start, None
    while at < len(words) and at - start < _LONGEST:
        word = words[at]
        if head is not None and words[head].text in ("role", "roles") and word.token.pos in ("NOUN", "PROPN"):
            break  # "the role B has played"
        if head is not None and _is_verb_after_name(words, at, depth, openings):
            break
        if word.text in _STANDING_ALONE and head is None and not _goes_on(words, at + 1):
            head, at = at, at + 1
            break
        if word.token.pos in ("NOUN", "PROPN") or (word.party is not None and word.token.pos != "PRON"):
            head = at
        elif not _is_modifier(words, at, head):
            break
        at += 1
    if head is None:
        return None
    core = at
    at = _afterwards(words, at)
    inside: list[Phrase] = []
    while (
        depth < 3 and at < len(words) and words[at].text in _PREPOSITIONS and _is_nominal(words, at, openings)
    ):
        below = read_phrase(words, at + 1, openings, depth + 1)
        if below is None:
            break
        inside.append(replace(below, preposition=words[at].text))
        at = _afterwards(words, below.end)
        at = _inner_conjuncts(words, at, inside, openings, depth)
    return Phrase(start=start, core=core, head=head, end=at, inside=tuple(inside))


def _is_verb_after_name(words: Sequence[Word], at: int, depth: int, openings: Openings) -> bool:
    """Reads "demands that all in Norland exercise restraint", where the tagger takes the verb for a noun."""
    word = words[at]
    if word.token.pos != "NOUN" or not word.token.text.islower():
        return False
    if word.text in openings.demanded and not (at + 1 < len(words) and words[at + 1].text == "of"):
        return True
    party = words[at - 1].party
    named = party is not None and party.actor.kind is ActorKind.STATE and words[at - 1].token.pos == "PROPN"
    return named and depth > 0


def _inner_conjuncts(
    words: Sequence[Word], at: int, inside: list[Phrase], openings: Openings, depth: int
) -> int:
    """Reads on in "the Governments of A, B and C": names without article belong below the preposition."""
    while True:
        after = _joined(words, at, openings)
        between = inside[-1].preposition in ("between", "among")
        if after is None or not (between or _belongs_below(words, inside[-1], after)):
            return at
        more = read_phrase(words, after, openings, depth + 2)
        if more is None:
            return at
        inside.append(replace(more, preposition=inside[-1].preposition))
        at = more.end


def _belongs_below(words: Sequence[Word], last: Phrase, after: int) -> bool:
    first, other = words[last.start], words[after]
    if first.token.pos == "DET" or other.token.pos == "DET":
        return False
    return words[last.head].token.pos == "PROPN" and other.token.pos == "PROPN"


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """True where "all" or "those" still has its noun to come."""
    for word in words[at : at + 6]:
        if word.token.pos in ("NOUN", "PROPN"):
            return True
        if word.token.pos not in ("DET", "ADJ", "NUM", "ADV", "PUNCT", "PRON") or word.text in (
            "concerned",
            "responsible",
            "in",
            ",",
        ):
            return False
    return False


def _is_modifier(words: Sequence[Word], at: int, head: int | None) -> bool:
    word = words[at]
    pos = word.token.pos
    if word.text in ("'s", "’s", "'", "’", "-", "–", "/"):
        return True
    if at > 0 and words[at - 1].text == "-":
        return True  # "troop-contributing countries"
    if pos == "PART" or word.text == "to":
        return False
    if pos == "PRON":
        return word.token.tag == "PRP$" or word.text in ("all", "those", "both", "these")
    if pos == "VERB" or (pos == "ADV" and head is None):  # "displaced persons", "newly elected government"
        following = words[at + 1].token.pos if at + 1 < len(words) else ""
        return (
            head is None
            and following in ("NOUN", "PROPN", "ADJ", "VERB")
            and word.token.tag in ("VBN", "VBG", "RB")
        )
    if pos == "CCONJ" or word.text == ",":  # "immediate, complete and unconditional withdrawal"
        return (
            0 < at < len(words) - 1 and words[at - 1].token.pos == "ADJ" and words[at + 1].token.pos == "ADJ"
        )
    return pos in _MODIFIERS


def _afterwards(words: Sequence[Word], at: int) -> int:
    """Past "(IWG)" and "concerned", "responsible for": what still belongs to the name."""
    if at < len(words) and words[at].text in ("(", "["):
        for close in range(at + 1, min(at + 8, len(words))):
            if words[close].text in (")", "]"):
                at = close + 1
                break
    if at < len(words) and words[at].text in ("concerned", "responsible", "involved"):
        at += 1
    return at


def _is_nominal(words: Sequence[Word], at: int, openings: Openings) -> bool:
    """True for a preposition that belongs to the name: not "to withdraw", "in accordance with", "in March"."""
    word = words[at]
    if word.token.pos == "PART" or at + 1 >= len(words):
        return False
    after = words[at + 1]
    if (after.token.pos == "VERB" and after.token.tag in ("VB", "VBG")) or after.text in openings.adjuncts:
        return False
    if word.text in ("in", "on", "of") and (after.token.pos == "NUM" or after.text in _MONTHS):
        return False
    if word.text == "of" and after.text in ("all", "any", "every"):
        return False
    if word.text == "in" and after.text in ("a", "an"):  # "in a constructive way"
        return False
    if word.text in ("for", "on"):  # "those responsible for", "the High Commissioner for Refugees"
        following = words[at + 1 : at + 3]
        return words[at - 1].text == "responsible" or any(w.token.text[:1].isupper() for w in following)
    return True


def _joined(words: Sequence[Word], at: int, openings: Openings) -> int | None:
    """Where the next coordinated phrase begins: after ",", "and", "as well as", "and of"."""
    start = at
    if at < len(words) and words[at].text == ",":
        at += 1
    if at < len(words) and words[at].text in _JOINING:
        at += 1
    elif at + 2 < len(words) and [w.text for w in words[at : at + 3]] == ["as", "well", "as"]:
        at += 3
    if at == start or at >= len(words):
        return None
    if (
        words[at].text in ("of", "by", "for", "to", "on", "upon", "with")
        and words[at].token.pos != "PART"
        and words[at - 1].text != ","
    ):
        at += 1
    if at >= len(words):
        return None
    word = words[at]
    nominal = (
        word.token.pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
        or word.text in _STANDING_ALONE
        or word.token.tag == "PRP$"
    )
    return at if nominal and word.text not in openings.adjuncts else None
