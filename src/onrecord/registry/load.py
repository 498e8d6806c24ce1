"""The one loader of the registry: reads the CSV files of `data/`, checks every row, and indexes them.

A wrong code, date or status, a missing source, or a row id used twice is a `DataError` naming file and row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from onrecord.errors import DataError
from onrecord.registry.contexts import contexts
from onrecord.registry.facts import (
    body_row,
    context_row,
    count_row,
    coverage_row,
    meeting_row,
    membership_row,
    name_row,
    office_row,
    person_row,
    tenure_row,
)
from onrecord.registry.names import name_index
from onrecord.registry.people import people_index
from onrecord.registry.registry import Registry
from onrecord.registry.rows import Row, read_rows
from onrecord.registry.states import library_names
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    ActorName,
    Body,
)

Item = TypeVar("Item")

STATE_KINDS = frozenset({"member state", "observer state", "former state", "other"})
# Namibia's ISO code is also the acronym of the Non-Aligned Movement, whose id it is: a bare NAM is the movement.
_CODE = re.compile(r"(?:state:)?[A-Z]{3}")
_SPELL = ("valid_from", "valid_to")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "states.csv": ("id", "name", "kind", *_SPELL, "language", "source"),
    "names.csv": ("row", "actor", "name", "use", *_SPELL, "language", "source"),
    "not_names.csv": ("phrase", "reason", "language", "source"),
    "bodies.csv": (
        "row",
        "id",
        "name",
        "kind",
        "parent",
        "founded",
        "founded_place",
        "ended",
        "language",
        "source",
        "checked",
    ),
    "groups.csv": ("row", "id", "name", "kind", "language", "source"),
    "body_names.csv": ("row", "actor", "name", "use", *_SPELL, "language", "source"),
    "memberships.csv": ("row", "body", "member", "status", *_SPELL, "language", "source", "note", "checked"),
    "member_counts.csv": ("row", "body", "status", "count", *_SPELL, "language", "source"),
    "coverage.csv": ("row", "body", "status", *_SPELL, "language", "source"),
    "offices.csv": (
        "row",
        "id",
        "of",
        "title",
        "titles",
        "exists",
        "note",
        *_SPELL,
        "language",
        "source",
        "checked",
    ),
    "people.csv": ("row", "person", "family", "common", "spellings", "language", "source"),
    "tenures.csv": ("row", "office", "person", *_SPELL, "language", "source", "checked"),
    "meetings.csv": (
        "row",
        "body",
        "series",
        "number",
        "place",
        "first_day",
        "last_day",
        "language",
        "source",
        "checked",
    ),
    "context_words.csv": ("word", "kind", "language", "source"),
}


@cache
def load_registry() -> Registry:
    """The registry that comes with the package."""
    return read_registry(files("onrecord.registry").joinpath("data"))


def read_registry(folder: Traversable) -> Registry:
    """Read the CSV files of one folder; raises `DataError`."""
    actors = _actors(folder)
    bodies = _keyed(folder, "bodies.csv", body_row, lambda body: body.id)
    actors |= {body.id: Actor(id=body.id, kind=ActorKind.BODY, name=body.name) for body in bodies.values()}
    _check_parents(bodies)
    groups = [(row.text("id"), row.text("name")) for row in _rows(folder, "groups.csv") if row.source()]
    actors |= {id_: Actor(id=id_, kind=ActorKind.COLLECTIVE, name=name) for id_, name in groups}
    offices = _keyed(folder, "offices.csv", lambda row: office_row(row, actors), lambda office: office.id)
    people = _keyed(folder, "people.csv", person_row, lambda person: person.name)
    tenures = tuple(tenure_row(row, offices, people) for row in _rows(folder, "tenures.csv"))
    names = _names(folder, actors)
    memberships = sorted(
        (membership_row(row, actors) for row in _rows(folder, "memberships.csv")),
        key=lambda item: (item.body, item.member, item.row),
    )
    actors |= {
        office.id: Actor(id=office.id, kind=ActorKind.OFFICE, name=office.title)
        for office in offices.values()
    }
    words = contexts(context_row(row) for row in _rows(folder, "context_words.csv"))
    not_names = [
        row.text("phrase") for row in _rows(folder, "not_names.csv") if row.source() and row.text("reason")
    ]
    # "Israel Katz" is a person wherever he stands, whatever country his name recalls.
    not_names += [
        name for person in people.values() for name in (person.name, *person.spellings) if " " in name
    ]
    return Registry(
        actors=actors,
        actor_names=_grouped(names, lambda name: name.actor),
        bodies=bodies,
        members_of=_grouped(memberships, lambda item: item.body),
        member_in=_grouped(memberships, lambda item: item.member),
        counts=tuple(count_row(row, actors) for row in _rows(folder, "member_counts.csv")),
        coverage=tuple(coverage_row(row, actors) for row in _rows(folder, "coverage.csv")),
        office_rows=offices,
        tenure_rows=tenures,
        meeting_rows=_grouped(
            (meeting_row(row, actors) for row in _rows(folder, "meetings.csv")), lambda item: item.body
        ),
        name_index=name_index(names, not_names, words),
        people_index=people_index(people.values(), tenures, words),
    )


def _rows(folder: Traversable, name: str) -> Iterable[Row]:
    return read_rows(folder, name, _COLUMNS[name])


def _keyed(
    folder: Traversable, name: str, make: Callable[[Row], Item], key: Callable[[Item], str]
) -> dict[str, Item]:
    """The rows of a file by an id of their own, which must not come twice."""
    found: dict[str, Item] = {}
    for row in _rows(folder, name):
        item = make(row)
        if key(item) in found:
            raise row.fail(f"{key(item)} is there twice")
        found[key(item)] = item
    return found


def _grouped(items: Iterable[Item], key: Callable[[Item], str]) -> Mapping[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in groups.items()}


def _actors(folder: Traversable) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    for row in _rows(folder, "states.csv"):
        code, _ = row.text("id"), (row.one_of("kind", STATE_KINDS), row.period(), row.source())
        if _CODE.fullmatch(code) is None:
            raise row.fail(f"{code!r} is not a code of three capital letters")
        if code in actors:
            raise row.fail(f"{code} is there twice")
        actors[code] = Actor(id=code, kind=ActorKind.STATE, name=row.text("name"))
    return actors


def _names(folder: Traversable, actors: Mapping[str, Actor]) -> tuple[ActorName, ...]:
    written = [
        name_row(row, actors) for file in ("names.csv", "body_names.csv") for row in _rows(folder, file)
    ]
    states = frozenset(actor.id for actor in actors.values() if actor.kind is ActorKind.STATE)
    dated = frozenset((name.actor, name.name) for name in written)
    names = (*written, *library_names(states, dated))
    seen: set[str] = set()
    for name in names:
        if name.row in seen:
            raise DataError(
                "the row id is used twice", where=f"names ({name.row})", remedy="renumber the row"
            )
        seen.add(name.row)
    return names


def _check_parents(bodies: Mapping[str, Body]) -> None:
    for body in bodies.values():
        if body.parent is not None and body.parent not in bodies:
            raise DataError(
                f"parent {body.parent!r} is no body", where=f"bodies.csv ({body.row})", remedy="add it"
            )
