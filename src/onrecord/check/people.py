"""Finds claims about offices: who is said to hold which office of which state or body, and when.

Only persons whom the registry knows, or offices that it says do not exist, make a claim; the same person and
office is claimed once a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.check.history import is_of_another_time
from onrecord.check.holders import Held, Told, holders_in
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue


def find_offices(scene: Scene) -> Iterator[Claim]:
    """Every person with an office beside the name, once each."""
    seen: set[tuple[str, str, str, str]] = set()
    for held in _settled(scene):
        key = (held.of, held.title.casefold().replace("-", " "), held.person, str(held.on or held.told))
        known = held.on or held.first or held.last or scene.date
        if key in seen or (known is None and _is_idle(scene, held)):
            continue
        seen.add(key)
        terms: dict[str, JsonValue] = {
            "of": held.of, "office": held.title, "person": held.person,
            "date": str(held.on or scene.date) if held.on or scene.date else None,
            "from": str(held.first) if held.first else None, "until": str(held.last) if held.last else None,
            "told now": held.told is Told.NOW, "implied": held.told is Told.IMPLIED, "past": held.told is Told.PAST,
        }  # fmt: skip
        actor = scene.registry.actor(held.of)
        terms["state" if actor and actor.kind is ActorKind.STATE else "body"] = held.of
        yield scene.claim(ClaimKind.OFFICE, held.span, terms, f"office, {held.told.value}")


def _settled(scene: Scene) -> list[Held]:
    """All that is told, where a title beside a name is of the time of writing only if nothing speaks against it."""
    found = [
        (index, held)
        for index, sentence in enumerate(scene.sentences)
        for held in holders_in(scene, sentence)
    ]
    return [
        replace(held, told=Told.OPEN)
        if held.told is Told.IMPLIED
        and (_is_history(scene, index, held) or _is_known_better(scene, held, found))
        else held
        for index, held in found
    ]


def _is_history(scene: Scene, index: int, held: Held) -> bool:
    """Whether the words around speak of another time, or the text calls the person former."""
    if is_of_another_time(scene, index, held.span):
        return True
    family = re.escape(held.person.split()[-1])
    former = any_of([*load_lexicon().office["before_now"], *load_lexicon().office["then"]])
    return (
        re.search(rf"{former}[ \n-](?:[\w.-]+[ \n]){{0,6}}{family}(?!\w)", scene.text, re.IGNORECASE)
        is not None
    )


def _is_known_better(scene: Scene, held: Held, found: list[tuple[int, Held]]) -> bool:
    """True where the text gives the office elsewhere to whom the record has in it: here it means another time."""
    office = scene.registry.find_office(held.of, held.title)
    if office is None or scene.date is None:
        return False
    now = {row.person for row in scene.registry.tenures(office.id, scene.date)}
    return held.person not in now and any(
        other.person in now and other.of == held.of and other.person != held.person for _, other in found
    )


def _is_idle(scene: Scene, held: Held) -> bool:
    """True where an undated text leaves nothing to check: the office exists and the person is recorded in it at some time.

    Without a date such a claim could only be "not checkable"; an office that does not exist needs no date.
    """
    office = scene.registry.find_office(held.of, held.title)
    if office is None:
        return True
    tenures = scene.registry.find_people(held.person)
    return office.exists and any(row.office == office.id for row in tenures)
