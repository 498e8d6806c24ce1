"""Predictions for `petr2_gsr`: CAMEO actor codes of both ends and the CAMEO code of the event."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

from evals.positions.places import country_of
from evals.positions.reading import Reading
from evals.positions.relations import Relation
from onrecord.events import End, Event, How
from onrecord.registry import Registry
from onrecord.vocabulary import Actor, ActorKind, Party

_BEFORE_PLACE = re.compile(r" (?:in|of|from|at|near) ")
_COUNTRY = 3
_MOST = 2
_BODIES = {"UN": "IGOUNO", "UNSC": "IGOUNO", "UNGA": "IGOUNO", "EU": "IGOEUREEC", "NATO": "IGOWSTNAT"}


def predict(reading: Reading) -> list[Relation]:
    """One relation for each event both of whose ends have a country or a kind of body."""
    found: list[Relation] = []
    for event in reading.events:
        if event.how is How.NEAR:
            continue  # every row counts here: no target that only stands near by
        # This coder's answers give what is promised or planned the code of the act itself.
        cameo = event.act if event.intended and not event.rule.startswith("mean-to") else event.cameo
        pairs = product(codes_of(event.source, reading), codes_of(event.target, reading))
        for one, other in pairs:
            if one == other:
                continue
            for source, target in ((one, other), *(((other, one),) if _each_other(event) else ())):
                found.append(
                    {
                        "source": {"code": source},
                        "target": {"code": target},
                        "cameo": cameo,
                        "rule": event.rule,
                    }
                )
    return found


def _each_other(event: Event) -> bool:
    return event.how is How.EACH_OTHER


def codes_of(end: End, reading: Reading) -> list[str]:
    """The CAMEO codes of an end, country first: one for each state that a phrase names ("Chilean and Kenyan officials")."""
    registry = reading.knowledge.registry
    own = _of_party(end.party, reading) if end.party is not None else None
    whole = end.span.of(reading.document.text)
    name = _BEFORE_PLACE.split(whole, maxsplit=1)[0]
    named = list(dict.fromkeys(_named(name, registry))) or list(dict.fromkeys(_named(whole, registry)))
    if own is None and not named and (country := country_of(whole)) is not None:
        own = country
    codes = named if own is None or (own in named and len(named) > 1) else [own]
    return [f"{code}{end.role}" if len(code) == _COUNTRY else code for code in codes[:_MOST]]


def _of_party(party: Party, reading: Reading) -> str | None:
    actor = party.actor
    if actor.kind in (ActorKind.STATE, ActorKind.BODY) or actor.id in _groups():
        return _of_actor(actor)
    registry = reading.knowledge.registry
    people = registry.find_people(party.person or actor.name, on=reading.row.date) or registry.find_people(
        party.person or actor.name
    )
    offices = {registry.office(tenure.office) for tenure in people}
    states = {office.of for office in offices if office is not None}
    return states.pop() if len(states) == 1 else None


def _of_actor(actor: Actor) -> str:
    if actor.kind is ActorKind.STATE:
        return actor.id.removeprefix("state:")
    return _groups().get(actor.id) or _BODIES.get(actor.id, f"IGO{actor.id[:3]}")


def _named(text: str, registry: Registry) -> Iterator[str]:
    """The codes of states and bodies that a phrase names, its capitals included."""
    hits = registry.mentions(text) or tuple(hit for word in text.split() for hit in registry.mentions(word))
    for hit in hits:
        actor = registry.actor(hit.names[0].actor)
        if actor is not None and (actor.kind in (ActorKind.STATE, ActorKind.BODY) or actor.id in _groups()):
            yield _of_actor(actor)


@cache
def _groups() -> dict[str, str]:
    """Actor id -> CAMEO code of the groups that are no state and no body of states."""
    return dict(tomllib.loads(Path(__file__).with_name("groups.toml").read_text("utf-8")))
