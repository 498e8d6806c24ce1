"""Instruments by the words of their titles: "a resolution on the embargo against Cuba" finds those so titled.

A name in the phrase must be in the title, in any of its forms ("Syrian" finds "Syrian Arab Republic"); of the other words that
carry meaning at least half must, and the titles that have most of them are found.
"""

from __future__ import annotations

from functools import cache

from onrecord.check.lexicon import load_lexicon
from onrecord.check.scene import Scene
from onrecord.record import Record, title_words
from onrecord.vocabulary import ActorKind, Instrument

_COMMON = 150
"""A single word that stands in more titles than this tells nothing by itself."""


def titled(scene: Scene, phrase: str) -> frozenset[str]:
    """Ids of the instruments whose titles fit the phrase best; empty where too little of it is found."""
    names, words = _taken_apart(scene, phrase)
    named: frozenset[str] | None = None
    for name in names:
        having = frozenset().union(*(_with_all(scene.record, form) for form in name))
        named = having if named is None else named & having
    if named is not None and not named:
        return frozenset()
    counts: dict[str, int] = {}
    for word in words:
        for id_ in scene.record.titled(word):
            if named is None or id_ in named:
                counts[id_] = counts.get(id_, 0) + 1
    most = max(counts.values(), default=0)
    if 2 * most < len(words):
        return frozenset()
    if not words:
        return named or frozenset()
    found = frozenset(id_ for id_, count in counts.items() if count == most)
    return found if named is not None or most > 1 or len(found) <= _COMMON else frozenset()


def is_titled_so(scene: Scene, row: Instrument, phrase: str) -> bool:
    """True where the title has every name and every word of the phrase that carries meaning."""
    names, words = _taken_apart(scene, phrase)
    title = frozenset(title_words(row.title))
    return (
        bool(names or words)
        and all(any(title.issuperset(form) for form in name) for name in names)
        and title.issuperset(words)
    )


@cache
def _empty() -> frozenset[str]:
    """Words of a phrase that say nothing of its matter."""
    return frozenset(word for phrase in load_lexicon().text["empty"] for word in title_words(phrase))


def _taken_apart(scene: Scene, phrase: str) -> tuple[tuple[frozenset[tuple[str, ...]], ...], tuple[str, ...]]:
    """The states named in a phrase, each with the words of all its names, and the other words that carry meaning."""
    names: list[frozenset[tuple[str, ...]]] = []
    rest, at = "", 0
    for hit in scene.registry.mentions(phrase, scene.date):
        states = {
            name.actor
            for name in hit.names
            if (actor := scene.registry.actor(name.actor)) and actor.kind is ActorKind.STATE
        }
        if len(states) == 1:
            forms = (
                row for row in scene.registry.names(states.pop()) if row.use not in ("capital", "metonym")
            )
            names.append(frozenset(title_words(row.name) for row in forms))
            rest, at = rest + phrase[at : hit.span.start], hit.span.end
    words = dict.fromkeys(word for word in title_words(rest + phrase[at:]) if word not in _empty())
    return tuple(names), tuple(word for word in words if not word.isdigit())


def _with_all(record: Record, words: tuple[str, ...]) -> frozenset[str]:
    """The instruments whose titles have all these words."""
    found: frozenset[str] | None = None
    for word in words:
        found = record.titled(word) if found is None else found & record.titled(word)
    return found or frozenset()
