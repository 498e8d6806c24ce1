"""Who a noun phrase of an adopted text names: somebody the registry knows, a collective, or a mere thing.

A collective stays what the text calls it, without article and without the clause that follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.instruments.openings import Openings
from onrecord.extract.instruments.phrases import Phrase, Word
from onrecord.extract.roles import Scene
from onrecord.vocabulary import Actor, ActorKind, Document, Party, Span

KNOWN = frozenset({ActorKind.STATE, ActorKind.BODY, ActorKind.PERSON, ActorKind.OFFICE})
GENITIVE = frozenset({"'s", "’s", "'", "’"})
_MEMBERS = re.compile(r"group:([A-Z]\w*)(?:-\w+)? members")
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Reading:
    """A document, the words it is read with, and the parties it names, by their names in lower case."""

    document: Document
    openings: Openings
    names: Mapping[str, Party]
    house: str | None = None
    """Id of the body that adopts it."""


def known_names(document: Document, scenes: Sequence[Scene]) -> dict[str, Party]:
    """What a document calls those whom the registry knows; a name that fits two is left out."""
    found: dict[str, Party] = {}
    twice: set[str] = set()
    for scene in scenes:
        for _, party in sorted(scene.parties.items()):
            if party.mention is None or not is_known(party):
                continue
            name = _plain(party.mention.of(document.text))
            if not name[:1].isupper() and "-" not in name:
                continue
            if found.setdefault(name.lower(), party).actor.id != party.actor.id:
                twice.add(name.lower())
    return {name: party for name, party in found.items() if name not in twice}


def _plain(name: str) -> str:
    """Without article, on one line."""
    words = name.split()
    return " ".join(words[1:] if words and words[0].lower() in ("the", "a", "an") else words)


def is_known(party: Party | None) -> bool:
    """True for a state, a body or a person that is somebody by id; not for "we" and collectives."""
    return party is not None and party.actor.kind in KNOWN and party.actor.id != "self"


def people_at(reading: Reading, words: Sequence[Word], phrase: Phrase) -> list[Party]:
    """The parties that a phrase names, empty for a thing: known ones by their id, others as the text says."""
    head = words[phrase.head]
    party = head.party
    if words[phrase.start].token.tag == "PRP$" and words[phrase.start].text not in ("our", "your"):
        return []  # "his staff", "its observers": beside the one they belong to
    if head.text in ("people", "peoples") and any(
        words[at].token.pos == "ADJ" and is_known(words[at].party) for at in range(phrase.start, phrase.head)
    ):
        return [as_written(reading, words, phrase)]  # "the Norlandic people" is not the state
    if party is not None and is_known(party):
        beside = [
            p for below in phrase.inside[1:] if below.preposition == "of" for p in known_at(words, below)
        ]
        return [party, *beside]  # "the Republic of A and B"
    lemma = head.token.lemma.lower()
    if head.text in reading.openings.acting or lemma in reading.openings.acting:
        inner = [
            p for below in phrase.inside if below.preposition in ("of", "in") for p in known_at(words, below)
        ]
        if inner:
            return inner
        adjective = [
            p for at in range(phrase.start, phrase.head) if (p := words[at].party) is not None and is_known(p)
        ]
        if adjective:
            return adjective[:1]
    if phrase.named is not None:
        named = known_at(words, phrase.named)
        if named:
            return named
    last = words[min(phrase.end, len(words)) - 1]
    if (
        head.token.pos == "PROPN"
        and last.token.pos == "NOUN"
        and last.token.text.islower()
        and not _is_people(reading, last)
    ):
        return []  # "the first Coalition to Protect Norland meeting"
    if party is not None and party.actor.kind is ActorKind.INSTRUMENT:
        return []
    if party is not None and _is_own_members(reading, party):
        return [party]
    general = _is_people(reading, head)
    if not general and any(char.isdigit() for word in words[phrase.start : phrase.end] for char in word.text):
        return []  # "UNSCR 9999"
    acronym = head.token.pos == "PROPN" and len(head.token.text) > 2 and head.token.text.isupper()
    if not general and not acronym and not (head.token.pos == "PROPN" and party is not None):
        return []
    return [as_written(reading, words, phrase)]


def _is_own_members(reading: Reading, party: Party) -> bool:
    """True for "the Member States" of the organization that speaks; those of the UN stay as the text says."""
    found = _MEMBERS.fullmatch(party.actor.id)
    return found is not None and reading.house is not None and reading.house.split("-")[0] == found.group(1)


def _is_people(reading: Reading, word: Word) -> bool:
    forms = {word.text, word.token.lemma.lower()}
    if forms & reading.openings.people:
        return True
    return bool(forms & reading.openings.houses) and word.token.text[:1].isupper()


def known_at(words: Sequence[Word], phrase: Phrase) -> list[Party]:
    """The known party at the head of a phrase, or below its "of"."""
    party = words[phrase.head].party
    if party is not None and is_known(party):
        return [party]
    return [p for below in phrase.inside if below.preposition == "of" for p in known_at(words, below)]


def as_written(reading: Reading, words: Sequence[Word], phrase: Phrase) -> Party:
    """A phrase as a collective, or as whoever the document calls so elsewhere."""
    start = phrase.start
    while start < phrase.head and words[start].text in ("the", "a", "an", "its", "their"):
        start += 1
    end = max(phrase.end, phrase.head + 1)
    while end > phrase.head + 1 and words[end - 1].text in (",", "(", "-", *GENITIVE):
        end -= 1
    span = Span(words[start].token.start, words[end - 1].token.end)
    name = " ".join(span.of(reading.document.text).split())[:_LONGEST_NAME]
    held = reading.names.get(name.lower())
    if held is not None:
        return replace(held, mention=span)
    actor = Actor.collective(name)
    return Party(actor=actor, mention=span, rule="as the text says")
