"""Names of actors as they stand in texts, and the hits that finding them gives.

One string may name several actors ("Congo", "Guinean"); a hit then carries the names of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.registry.contexts import Contexts
from onrecord.registry.match import PhraseMatcher, fold, phrase_matcher, tokens
from onrecord.vocabulary import ActorName, PartialDate, Span

Names = tuple[ActorName, ...]

_USE_ORDER = (
    "official",
    "short",
    "acronym",
    "alias",
    "former",
    "adjective",
    "demonym",
    "capital",
    "metonym",
    "capital-weak",
)
_SHOUTED = ("US", "WHO", "OAS")
_LONG = 400
"""Characters. What is longer is a document's text, which is kept until the next one comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A place where a text names an actor; several actors in `names` mean that the string is ambiguous."""

    span: Span
    names: Names
    """Names valid on the day asked for come first."""

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of the actors it may mean, in the order of `names`."""
        return tuple(dict.fromkeys(name.actor for name in self.names))


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All names, for looking up one string and for reading a whole text."""

    by_name: dict[str, Names]
    matcher: PhraseMatcher[Names]
    contexts: Contexts
    last_read: dict[tuple[str, PartialDate | None], tuple[NameHit, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The document read last: several stages ask for its names one after the other."""

    def find(self, name: str, on: PartialDate | None) -> Names:
        """The rows of one string; a leading "the", accents and, as a last resort, case make no difference."""
        key = _key(name)
        return in_time(self.by_name.get(key) or self.by_name.get(key.casefold(), ()), on)

    def mentions(self, text: str, on: PartialDate | None) -> tuple[NameHit, ...]:
        """Every actor's name in `text`, longest first at each place."""
        found = self.last_read.get((text, on))
        if found is None:
            found = self._mentions(text, on)
            if len(text) > _LONG:
                self.last_read.clear()
                self.last_read[text, on] = found
        return found

    def _mentions(self, text: str, on: PartialDate | None) -> tuple[NameHit, ...]:
        return tuple(
            NameHit(span=span, names=in_time(names, on))
            for span, names in self.matcher.find(text)
            if names and not self.contexts.elsewhere(text, span, names)
        )


def in_time(names: Names, on: PartialDate | None) -> Names:
    """The same names, those valid on the day first."""
    if on is None or len(names) == 1:
        return names
    return tuple(sorted(names, key=lambda name: not name.valid.may_hold(on)))


def name_index(names: Iterable[ActorName], not_names: Iterable[str], contexts: Contexts) -> NameIndex:
    """Index the names; `not_names` are longer strings in which an actor's name means something else."""
    grouped: dict[str, list[ActorName]] = {}
    for name in names:
        grouped.setdefault(_key(name.name), []).append(name)
    ordered = {key: tuple(sorted(group, key=_rank)) for key, group in grouped.items()}
    phrases: dict[str, Names] = dict(ordered)
    phrases.update({_key(phrase): () for phrase in not_names if _key(phrase) not in phrases})
    matcher = phrase_matcher(phrases, shouted=_SHOUTED)
    loose: dict[str, Names] = {}
    for key, group in ordered.items():
        loose[key.casefold()] = tuple(sorted({*loose.get(key.casefold(), ()), *group}, key=_rank))
    return NameIndex({**loose, **ordered}, matcher, contexts)


def _key(name: str) -> str:
    words = fold(" ".join(name.split()))
    return words[4:] if words[:4].casefold() == "the " and len(words) > 4 else words


def _rank(name: ActorName) -> tuple[int, str, str]:
    return (_USE_ORDER.index(name.use), name.actor, name.row)


__all__ = ["NameHit", "NameIndex", "in_time", "name_index", "tokens"]
