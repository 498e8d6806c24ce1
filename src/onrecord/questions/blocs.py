"""Blocs in time: who belonged on the day of a vote, and where no list says so.

A suspended or observing state is no member; it is told apart and never counted among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.registry import Registry
from onrecord.vocabulary import ActorKind, Membership, PartialDate

if TYPE_CHECKING:
    from onrecord.measures import Mask, VoteMatrix

_EARLIEST, _LATEST = date(1, 1, 1), date(9999, 12, 31)
_FULL = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloc:
    """A body, or states that the user lists. `id` is the body's, or the list as given."""

    id: str
    name: str
    states: tuple[str, ...] | None
    """None: the members of the body, whoever they were on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersOn:
    """A bloc on one day."""

    bloc: Bloc
    on: PartialDate
    members: tuple[str, ...]
    suspended: tuple[str, ...]
    rows: tuple[str, ...]
    whole: bool
    """False where the registry does not promise that nobody is missing."""


def find_actor(registry: Registry, name: str, *, kind: ActorKind, on: PartialDate | None = None) -> str:
    """The actor of one kind with this id or name; UsageError where there is none, or several."""
    for id_ in (name, name.upper(), f"state:{name.upper()}"):
        actor = registry.actor(id_)
        if actor is not None and actor.kind is kind:
            return id_
    found = {row.actor for row in registry.find(name, on)}
    fitting = sorted(id_ for id_ in found if (actor := registry.actor(id_)) and actor.kind is kind)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(f"{name!r} may be {', '.join(fitting)}", remedy="give the id of the one you mean")
    known = {actor.name: id_ for id_, actor in registry.actors.items() if actor.kind is kind} | {
        id_: id_ for id_, actor in registry.actors.items() if actor.kind is kind
    }
    near = get_close_matches(name, known, n=3)
    hint = f"; near: {', '.join(f'{known[n]} ({n})' if known[n] != n else n for n in near)}" if near else ""
    raise UsageError(f"no {kind.value} is called {name!r}{hint}", remedy="see: onrecord actor NAME")


def find_bloc(registry: Registry, text: str) -> Bloc:
    """A body by id or name (`OIC`), or states (`AZE,ARM,GEO`); UsageError where something is not known."""
    if "," in text:
        states = [
            find_actor(registry, part.strip(), kind=ActorKind.STATE)
            for part in text.split(",")
            if part.strip()
        ]
        return Bloc(id=",".join(states), name=", ".join(states), states=tuple(dict.fromkeys(states)))
    id_ = find_actor(registry, text, kind=ActorKind.BODY)
    if id_ not in registry.members_of:
        raise UsageError(f"no members of {id_} are held", remedy="list the states: AZE,ARM,GEO")
    return Bloc(id=id_, name=registry.actors[id_].name, states=None)


def members_on(registry: Registry, bloc: Bloc, on: PartialDate) -> MembersOn:
    """Who belonged to the bloc on a day."""
    if bloc.states is not None:
        return MembersOn(
            bloc=bloc, on=on, members=tuple(sorted(bloc.states)), suspended=(), rows=(), whole=True
        )
    rows = registry.members(bloc.id, on)
    suspended = {row.member for row in registry.members(bloc.id, on, "suspended")}
    members = {row.member: row.row for row in rows if row.member not in suspended}
    return MembersOn(
        bloc=bloc,
        on=on,
        members=tuple(sorted(members)),
        suspended=tuple(sorted(suspended)),
        rows=tuple(members[id_] for id_ in sorted(members)),
        whole=registry.list_is_whole(bloc.id, on),
    )


def member_mask(registry: Registry, bloc: Bloc, matrix: VoteMatrix) -> Mask:
    """Where a seat belonged to the bloc on the day of a call, shape (calls, seats)."""
    import numpy as np

    mask = np.zeros(matrix.codes.shape, dtype=np.bool_)
    columns = {id_: column for column, id_ in enumerate(matrix.seats)}
    if bloc.states is not None:
        mask[:, [columns[id_] for id_ in bloc.states if id_ in columns]] = True
        return mask
    spells = registry.members_of.get(bloc.id, ())
    for value, rows in (
        (True, registry.members(bloc.id)),
        (False, [s for s in spells if s.status == "suspended"]),
    ):
        for row in rows:
            if row.member in columns:
                first, last = _days(row)
                inside = (matrix.dates >= np.datetime64(first)) & (matrix.dates <= np.datetime64(last))
                mask[inside, columns[row.member]] = value
    return mask


def _days(row: Membership) -> tuple[date, date]:
    first, last = row.valid.first, row.valid.last
    return (first.first if first else _EARLIEST), (last.last if last else _LATEST)


def find_states(registry: Registry, names: Sequence[str]) -> tuple[str, ...]:
    """Actor ids of states, each once, in the order given; UsageError where one is not known."""
    return tuple(dict.fromkeys(find_actor(registry, name, kind=ActorKind.STATE) for name in names))
