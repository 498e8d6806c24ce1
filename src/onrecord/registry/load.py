"""The one loader of the registry: reads the CSV files of `data/`, checks every row, and indexes them.

A wrong code, date or status, a missing source, or a row id used twice is a `DataError` naming file and row. A user's
folder may hold more rows in files of the same names and columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeAlias, TypeVar

from onrecord.errors import DataError
from onrecord.registry.columns import COLUMNS
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
    seat_row,
    succession_row,
    tenure_row,
)
from onrecord.registry.names import name_index
from onrecord.registry.people import people_index
from onrecord.registry.registry import Registry
from onrecord.registry.rows import Row, merged_rows
from onrecord.registry.states import library_names
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    ActorName,
    Body,
)

Item = TypeVar("Item")
Folders: TypeAlias = Sequence[Traversable]

STATE_KINDS = frozenset({"member state", "observer state", "former state", "other"})
# Namibia's ISO code is also the acronym of the Non-Aligned Movement, whose id it is: a bare NAM is the movement.
_CODE = re.compile(r"(?:state:)?[A-Z]{3}")


@cache
def load_registry() -> Registry:
    """The registry that comes with the package."""
    return read_registry(files("onrecord.registry").joinpath("data"))


def read_registry_with(folder: Path) -> Registry:
    """The bundled registry with the rows of a user's folder; raises `DataError`.

    The folder holds any of the CSV files, each with its usual columns. Its rows are added; a row with the id of a bundled
    row stands in that row's place.
    """
    if not folder.is_dir():
        raise DataError("no folder", where=str(folder), remedy="name a folder of CSV files")
    own = {path.name for path in folder.iterdir() if path.suffix == ".csv"}
    if unknown := sorted(own - set(COLUMNS)):
        raise DataError(
            "no file of the registry has this name",
            where=str(folder / unknown[0]),
            remedy=f"use one of {', '.join(sorted(COLUMNS))}",
        )
    if not own:
        raise DataError(
            "no CSV file", where=str(folder), remedy=f"put one of {', '.join(sorted(COLUMNS))} there"
        )
    return read_registry(files("onrecord.registry").joinpath("data"), folder)


def read_registry(*folders: Traversable) -> Registry:
    """Read the CSV files of one folder, and rows of further folders; raises `DataError`."""
    actors = _actors(folders)
    bodies = _keyed(folders, "bodies.csv", body_row, lambda body: body.id)
    actors |= {body.id: Actor(id=body.id, kind=ActorKind.BODY, name=body.name) for body in bodies.values()}
    _check_parents(bodies)
    groups = [(row.text("id"), row.text("name")) for row in _rows(folders, "groups.csv") if row.source()]
    actors |= {id_: Actor(id=id_, kind=ActorKind.COLLECTIVE, name=name) for id_, name in groups}
    offices = _keyed(folders, "offices.csv", lambda row: office_row(row, actors), lambda office: office.id)
    people = _keyed(folders, "people.csv", person_row, lambda person: person.name)
    tenures = tuple(tenure_row(row, offices, people) for row in _rows(folders, "tenures.csv"))
    names = _names(folders, actors)
    memberships = sorted(
        (membership_row(row, actors) for row in _rows(folders, "memberships.csv")),
        key=lambda item: (item.body, item.member, item.row),
    )
    actors |= {
        office.id: Actor(id=office.id, kind=ActorKind.OFFICE, name=office.title)
        for office in offices.values()
    }
    words = contexts(context_row(row) for row in _rows(folders, "context_words.csv"))
    not_names = [
        row.text("phrase") for row in _rows(folders, "not_names.csv") if row.source() and row.text("reason")
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
        counts=tuple(count_row(row, actors) for row in _rows(folders, "member_counts.csv")),
        coverage=tuple(coverage_row(row, actors) for row in _rows(folders, "coverage.csv")),
        office_rows=offices,
        tenure_rows=tenures,
        meeting_rows=_grouped(
            (meeting_row(row, actors) for row in _rows(folders, "meetings.csv")), lambda item: item.body
        ),
        further_names=_grouped(
            (name_row(row, actors) for row in _rows(folders, "further_names.csv")), lambda name: name.actor
        ),
        seat_rows=_grouped(
            (seat_row(row, actors) for row in _rows(folders, "seats.csv")), lambda row: row.seat
        ),
        successions=tuple(succession_row(row, actors) for row in _rows(folders, "successions.csv")),
        name_index=name_index(names, not_names, words),
        people_index=people_index(people.values(), tenures, words),
    )


def _rows(folders: Folders, name: str) -> Iterable[Row]:
    return merged_rows(folders, name, COLUMNS[name])


def _keyed(
    folders: Folders, name: str, make: Callable[[Row], Item], key: Callable[[Item], str]
) -> dict[str, Item]:
    """The rows of a file by an id of their own, which must not come twice."""
    found: dict[str, Item] = {}
    for row in _rows(folders, name):
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


def _actors(folders: Folders) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    for row in _rows(folders, "states.csv"):
        code, _ = row.text("id"), (row.one_of("kind", STATE_KINDS), row.period(), row.source())
        if _CODE.fullmatch(code) is None:
            raise row.fail(f"{code!r} is not a code of three capital letters")
        if code in actors:
            raise row.fail(f"{code} is there twice")
        actors[code] = Actor(id=code, kind=ActorKind.STATE, name=row.text("name"))
    return actors


def _names(folders: Folders, actors: Mapping[str, Actor]) -> tuple[ActorName, ...]:
    written = [
        name_row(row, actors) for file in ("names.csv", "body_names.csv") for row in _rows(folders, file)
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
