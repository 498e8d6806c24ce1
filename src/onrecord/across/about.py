"""Which state and which places a figure is about, as far as its words tell.

Nothing is guessed: where a sentence names several states, or none, the figure is about nothing that we can tell.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.across.lists import any_word, load_words
from onrecord.check.figures import SHARE
from onrecord.check.lexicon import any_of
from onrecord.registry import Registry
from onrecord.vocabulary import ActorKind, Claim, Document, PartialDate

_NAMING = frozenset({"official", "short", "adjective", "demonym", "capital", "former", "acronym"})
_NAME = r"(?:[A-Z][\w’'-]+(?:[ -](?:[A-Z][\w’'-]+|al-\w+))*)"


def about(
    registry: Registry, document: Document, claim: Claim, quote: str, words: str, name: str
) -> str | None:
    """The one state whose people or land is counted, else the one that the sentence tells it happened in.

    A title is asked only where it tells of the same: "Dozens killed in Iran unrest".
    """
    on = document.date
    if any_word("kept", "own").search(quote) and claim.chain:
        speaker = claim.chain[-1].actor
        return (
            speaker if speaker and _is_state(registry, speaker) else _one(registry, document.issuer or "", on)
        )
    whose = re.split(r"\b(?:by|under)\b", quote)[0] if name == SHARE else quote  # not the holder of the land
    if _states(registry, whose, on):
        return _one(registry, whose, on)
    title = document.title or ""
    told = title if name in load_words()["measures"] and any_word("measures", name).search(title) else ""
    if name == SHARE:
        return None
    return next((found for text in (words, told) if (found := _one(registry, text, on, within=True))), None)


def _one(registry: Registry, text: str, on: PartialDate | None, *, within: bool = False) -> str | None:
    """The only state that the text names; `within` counts those alone that something is told to be in."""
    states = _states(registry, text, on, within=within)
    return states.pop() if len(states) == 1 else None


def _states(registry: Registry, text: str, on: PartialDate | None, *, within: bool = False) -> set[str]:
    return {
        hit.actors[0]
        for hit in registry.mentions(text, on)
        if len(hit.actors) == 1
        and hit.names[0].use in _NAMING
        and _is_state(registry, hit.actors[0])
        and (not within or _preposition().search(text[: hit.span.start]))
    }


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_words()['places']['before'])}(?: \w+ern)?(?: the)? \Z", re.IGNORECASE)


def _is_state(registry: Registry, id_: str) -> bool:
    actor = registry.actor(id_)
    return actor is not None and actor.kind is ActorKind.STATE


@cache
def _site_pattern() -> re.Pattern[str]:
    places = load_words()["places"]
    before = "|".join(re.escape(word) for word in places["before"])
    after = "|".join(re.escape(word) for word in places["after"])
    return re.compile(rf"\b(?:{before}) (?:the )?({_NAME})|\b(?:The )?({_NAME}) (?:{after})\b")


def sites(registry: Registry, document: Document, words: str) -> frozenset[str]:
    """Names after "in", "near" ... or before "attack", "massacre" ... that the registry does not know."""
    never = {word.casefold() for word in load_words()["places"]["never"]}
    found = {match[1] or match[2] for match in _site_pattern().finditer(words)}
    return frozenset(
        name.casefold().removesuffix("’s").removesuffix("'s")
        for name in found
        if not never & set(name.casefold().split()) and not registry.mentions(name, document.date)
    )
