"""Finding an actor by an id or by any name it has or had, in any language the registry knows.

This is for a person who asks by name. Names in a text are found by `Registry.mentions`, which reads English names only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from onrecord.registry.languages import LANGUAGES, cldr_names
from onrecord.registry.match import fold
from onrecord.registry.registry import Registry
from onrecord.vocabulary import ActorName, PartialDate

NAMING = frozenset({"official", "short", "acronym", "alias", "former"})
"""Uses of a name that name the actor itself, and not its people or its capital."""
_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Finder:
    """Every name of a registry, ready to be looked up. Build it with `finder`."""

    registry: Registry
    by_key: dict[str, tuple[ActorName, ...]]
    """Names that are only looked up, by their plain form in small letters."""
    titles: dict[str, tuple[str, ...]]
    """Ids by the name in the tool's own voice, by a holder's name of a seat, and by an office's id."""

    def find(self, name: str, on: PartialDate | None = None) -> tuple[str, ...]:
        """The ids that a name or id may mean, sorted; several where it is ambiguous, none where nobody is so called.

        Somebody's own name goes before the name of a people or a capital, a state or body before a person.
        """
        wanted = " ".join(name.split())
        if wanted in self.registry.actors:
            return (wanted,)
        key = _key(wanted)
        names = (*self.registry.find(wanted, on), *self.by_key.get(key, ()))
        own = {row.actor for row in names if row.use in NAMING}
        for found in (own | {*self.titles.get(key, ())}, {row.actor for row in names}):
            if found:
                return tuple(sorted(found))
        if wanted.upper() in self.registry.actors:
            return (wanted.upper(),)
        people = {tenure.person for tenure in self.registry.find_people(wanted.removeprefix("person:"))}
        return tuple(sorted(f"person:{person}" for person in people))

    def near(self, name: str) -> tuple[str, ...]:
        """Names that look like an unknown one, the nearest first."""
        known = {**dict.fromkeys(self.titles, ""), **{key: rows[0].name for key, rows in self.by_key.items()}}
        known |= {_key(row.name): row.name for rows in self.registry.actor_names.values() for row in rows}
        known |= {_key(tenure.person): tenure.person for tenure in self.registry.tenure_rows}
        found = get_close_matches(_key(name), known, n=_NEAREST, cutoff=0.7)
        return tuple(known[key] or key for key in found)


def finder(registry: Registry) -> Finder:
    """Index the names that are looked up; reads the names of states in all languages."""
    states = registry.actors
    foreign = [
        name for language in LANGUAGES for name in cldr_names(language).values() if name.actor in states
    ]
    by_key: dict[str, list[ActorName]] = {}
    for name in (*foreign, *(row for rows in registry.further_names.values() for row in rows)):
        by_key.setdefault(_key(name.name), []).append(name)
    titles: dict[str, list[str]] = {}
    for title, id_ in _titles(registry):
        titles.setdefault(_key(title), []).append(id_)
    return Finder(
        registry,
        {key: tuple(names) for key, names in by_key.items()},
        {key: tuple(ids) for key, ids in titles.items()},
    )


def _titles(registry: Registry) -> Iterable[tuple[str, str]]:
    for actor in registry.actors.values():
        if actor.id not in registry.office_rows:
            yield actor.name, actor.id
    for seat, rows in registry.seat_rows.items():
        for row in rows:
            yield row.holder, seat


def _key(name: str) -> str:
    return fold(" ".join(name.split())).casefold().removeprefix("the ")
