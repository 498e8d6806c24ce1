"""Persons and the offices they held: looked up by full name, other spelling or family name, and found in texts.

A family name alone is taken from a running text only where it can mean one person of the registry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.registry.contexts import Contexts
from onrecord.registry.match import PhraseMatcher, fold, phrase_matcher
from onrecord.vocabulary import PartialDate, Span, Tenure

Tenures = tuple[Tenure, ...]

_HONORIFICS = re.compile(
    r"(?:(?:h\.?\s?e|mr|mrs|ms|dr|prof|professor|sir|dame|lord|lady|gen|general|col|colonel|sheikh|shaikh|sayyid|"
    r"his|her|excellency|majesty|highness|royal|honou?rable|hon|the|president|minister|secretary|ambassador|"
    r"chancellor|king|queen|prince|crown|emir|sultan|ayatollah|imam|pope)\b\.?,?\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who held an office. `family` may be empty (monarchs, popes)."""

    row: str
    name: str
    """The name most used in English; it is the person's key."""
    family: tuple[str, ...]
    """What a text calls the person after the first mention, in every spelling."""
    common: bool
    """True where the family name alone may well be somebody else, or a word."""
    spellings: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHit:
    """A place where a text names a person of the registry, with the offices that person held."""

    span: Span
    tenures: Tenures
    """Of one person; those in office on the day asked for come first."""
    full: bool
    """False for a family name alone."""

    @property
    def person(self) -> str:
        """The person's name as the registry has it."""
        return self.tenures[0].person


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """Names and family names of persons, each with the tenures it may mean."""

    by_name: dict[str, Tenures]
    by_family: dict[str, Tenures]
    common: frozenset[str]
    """Persons whose family name alone is not enough in a running text."""
    matcher: PhraseMatcher[tuple[bool, Tenures]]
    contexts: Contexts

    def find(self, name: str, on: PartialDate | None) -> Tenures:
        """The tenures that a name may mean, honorifics dropped; with `on`, only those in office that day."""
        key = person_key(name)
        plain = person_key(_HONORIFICS.sub("", name, count=1) if _HONORIFICS.match(name) else name)
        for index, wanted in ((self.by_name, key), (self.by_name, plain), (self.by_family, plain)):
            if wanted in index:
                return tuple(tenure for tenure in index[wanted] if tenure.valid.may_hold(on))
        return ()

    def mentions(self, text: str, on: PartialDate | None) -> tuple[PersonHit, ...]:
        """Persons named in full, and by a family name that means one person.

        With `on`, a family name alone means who is in office that day, or whom the text also names in full.
        """
        found = tuple(self.matcher.find(text))
        named = frozenset(tenure.person for _, (full, tenures) in found if full for tenure in tenures)
        hits = []
        for span, (full, tenures) in found:
            meant = tenures if full else self._meant(self._namesakes(text, span, tenures), on, named)
            if len({tenure.person for tenure in meant}) == 1:
                hits.append(PersonHit(span=span, tenures=_in_office_first(meant, on), full=full))
        return tuple(hits)

    def _namesakes(self, text: str, span: Span, tenures: Tenures) -> Tenures:
        """Without those whose own given name is not the one that stands before the family name."""
        given = self.contexts.given_name(text, span)
        if given is None:
            return tenures
        return tuple(tenure for tenure in tenures if _sound(given) in _sounds(tenure))

    def _meant(self, tenures: Tenures, on: PartialDate | None, named: frozenset[str]) -> Tenures:
        if any(tenure.person in self.common for tenure in tenures):
            return ()
        in_text = tuple(tenure for tenure in tenures if tenure.person in named)
        if in_text or on is None:
            return in_text or tenures
        persons = {tenure.person for tenure in tenures if tenure.valid.may_hold(on)}
        return tuple(tenure for tenure in tenures if tenure.person in persons)


def _sounds(tenure: Tenure) -> frozenset[str]:
    return frozenset(
        _sound(word) for name in (tenure.person, *tenure.names) for word in person_key(name).split()
    )


def _sound(name: str) -> str:
    """First letter and next consonant, which the spellings of one given name share (Sergei, Mohammed, Jim)."""
    return name[:1] + re.sub(r"[^a-z]|[aeiouy]", "", name[1:])[:1]


def _in_office_first(tenures: Tenures, on: PartialDate | None) -> Tenures:
    return tenures if on is None else tuple(sorted(tenures, key=lambda tenure: not tenure.valid.may_hold(on)))


def person_key(name: str) -> str:
    """A name without accents, case, points and doubled space."""
    return " ".join(fold(name).replace(".", " ").casefold().split())


def people_index(people: Iterable[Person], tenures: Iterable[Tenure], contexts: Contexts) -> PeopleIndex:
    """Index the tenures of all persons by every name and family name."""
    held: dict[str, list[Tenure]] = {}
    for tenure in tenures:
        held.setdefault(tenure.person, []).append(tenure)
    known = [person for person in people if person.name in held]
    full, family = _phrases(known, held)
    phrases = {name: (False, found) for name, found in family.items()}
    phrases.update({name: (True, found) for name, found in full.items()})
    return PeopleIndex(
        by_name=_by_key(full),
        by_family=_by_key(family),
        common=frozenset(person.name for person in known if person.common),
        matcher=phrase_matcher(phrases),
        contexts=contexts,
    )


def _phrases(
    people: list[Person], held: dict[str, list[Tenure]]
) -> tuple[dict[str, Tenures], dict[str, Tenures]]:
    full: dict[str, Tenures] = {}
    family: dict[str, Tenures] = {}
    for person in people:
        tenures = tuple(held[person.name])
        for name in dict.fromkeys((person.name, *person.spellings)):
            full[name] = (*full.get(name, ()), *tenures)
        for name in dict.fromkeys(person.family):
            family[name] = (*family.get(name, ()), *tenures)
    return full, family


def _by_key(phrases: dict[str, Tenures]) -> dict[str, Tenures]:
    index: dict[str, Tenures] = {}
    for name, tenures in phrases.items():
        key = person_key(name)
        index[key] = tuple(dict.fromkeys((*index.get(key, ()), *tenures)))
    return index
