"""Everything the registry holds on one actor, at a date or in all time, as plain facts that each name their row.

The date is a day, month or year: what may have held on some day of it is shown. Without one, every spell is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.registry.called import all_names, name_on
from onrecord.registry.registry import FULL, Registry
from onrecord.vocabulary import Actor, ActorKind, Body, Membership, Office, PartialDate, Period, Tenure

SECTIONS = (
    "actor",
    "name",
    "other name",
    "seat",
    "predecessor",
    "successor",
    "office",
    "membership",
    "organ",
    "count",
    "member",
    "meeting",
)
"""The kinds of facts in the order in which they are given."""
NEAREST_MEETINGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a profile."""

    section: str
    id: str
    """Of the actor or office that the line names; of the profile's own actor for its names."""
    name: str
    kind: str = ""
    """What it is: a language and use of a name, a status, a title, a kind of body."""
    valid: Period = field(default_factory=Period)
    note: str = ""
    row: str = ""
    source: str = ""


def profile(registry: Registry, actor: Actor, on: PartialDate | None = None) -> tuple[Fact, ...]:
    """The facts on a state, body, office, group or person, in the order of `SECTIONS`."""
    if actor.kind is ActorKind.PERSON:
        return tuple(_person(registry, actor, on))
    if actor.kind is ActorKind.OFFICE:
        return tuple(_office_alone(registry, actor, on))
    return tuple(
        fact
        for part in (_self, _names, _seats, _succession, _offices, _memberships, _organs, _members, _meetings)
        for fact in part(registry, actor, on)
    )


def _self(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    body = registry.body(actor.id)
    name = name_on(registry, actor, on)
    if body is None:
        yield Fact(section="actor", id=actor.id, name=name, kind=actor.kind.value)
        return
    place = f" in {body.founded_place}" if body.founded_place else ""
    notes = [f"founded {body.founded or 'at a day not held'}{place}"] if body.founded or place else []
    notes += [f"ended {body.ended}"] if body.ended else []
    notes += [f"part of {body.parent} ({registry.actors[body.parent].name})"] if body.parent else []
    yield Fact(
        section="actor",
        id=actor.id,
        name=name,
        kind=body.kind,
        valid=Period(first=body.founded, last=body.ended),
        note="; ".join(notes),
        row=body.row,
        source=body.source,
    )


def _names(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    for called in all_names(registry, actor, on):
        row = called.row or registry.seat_holder(actor.id, on) or registry.body(actor.id)
        use = f", {called.row.use}" if called.row is not None and not called.main else ""
        yield Fact(
            section="name" if called.main else "other name",
            id=actor.id,
            name=called.name,
            kind=f"{called.language}{use}",
            valid=Period() if row is None or isinstance(row, Body) else row.valid,
            note=called.note,
            row=row.row if row is not None else "",
            source=row.source if row is not None else "",
        )


def _seats(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    one = registry.seat_holder(actor.id, on)
    rows = registry.seat_holders(actor.id) if on is None else ((one,) if one is not None else ())
    for row in rows:
        number = f"Correlates of War number {row.cow}" if row.cow is not None else ""
        yield Fact(
            section="seat",
            id=row.seat,
            name=row.holder,
            kind=row.how,
            valid=row.valid,
            note="; ".join(filter(None, (row.note, number))),
            row=row.row,
            source=row.source,
        )


def _succession(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    """What came before, and what came after; with a date only what had come about by then."""
    for section, rows in (
        ("predecessor", registry.predecessors(actor.id)),
        ("successor", registry.successors(actor.id)),
    ):
        for row in rows:
            if on is not None and row.on.first > on.last:
                continue
            before = section == "predecessor"
            yield Fact(
                section=section,
                id=row.predecessor if before else row.successor,
                name=row.predecessor_name if before else row.successor_name,
                kind=row.how,
                valid=Period(first=row.on),
                note=row.note,
                row=row.row,
                source=row.source,
            )


def _offices(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    for office in registry.offices(actor.id):
        if office.valid.may_hold(on):
            yield from _holders(registry, office, on)


def _holders(registry: Registry, office: Office, on: PartialDate | None) -> Iterator[Fact]:
    tenures = registry.tenures(office.id, on)
    if not tenures or not office.exists:
        yield Fact(
            section="office",
            id=office.id,
            name="holder not held" if office.exists else "does not exist",
            kind=office.title,
            note=office.note,
            row=office.row,
            source=office.source,
        )
    for number, tenure in enumerate(tenures if office.exists else ()):
        yield _tenure_fact(tenure, office, tenure.person, "" if number else office.note)


def _tenure_fact(tenure: Tenure, office: Office, name: str, note: str = "") -> Fact:
    return Fact(
        section="office",
        id=office.id,
        name=name,
        kind=office.title,
        valid=tenure.valid,
        note=note,
        row=tenure.row,
        source=tenure.source,
    )


def _office_alone(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    office = registry.office(actor.id)
    assert office is not None, "an actor of this kind is made from its office"
    yield Fact(
        section="actor",
        id=office.id,
        name=office.title,
        kind="office",
        note=f"of {office.of}",
        row=office.row,
        source=office.source,
    )
    yield from _holders(registry, office, on)


def _person(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    yield Fact(section="actor", id=actor.id, name=actor.name, kind="person")
    for tenure in registry.find_people(actor.name, on):
        office = registry.office(tenure.office)
        if office is not None and tenure.person == actor.name:
            yield _tenure_fact(tenure, office, registry.actors[office.of].name)


def _memberships(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    rows = registry.memberships(actor.id, on)
    for row in sorted(rows, key=lambda row: (row.body, _start(row.valid), row.status)):
        yield _spell("membership", row, row.body, registry.actors[row.body].name)


def _members(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    rows = [row for row in registry.members_of.get(actor.id, ()) if row.valid.may_hold(on)]
    statuses = sorted({row.status for row in rows}, key=lambda status: (status not in FULL, status))
    for status in ("member", *(status for status in statuses if status not in FULL)):
        held = registry.member_count(actor.id, on, status) if on is not None else None
        row = registry.row(held[1][0]) if held is not None and held[1] else None
        if held is not None and row is not None:
            from_list = isinstance(row, Membership)
            yield Fact(
                section="count",
                id=actor.id,
                name=str(held[0]),
                kind=status,
                note="counted from the list, which is whole at that time" if from_list else "",
                row=row.row,
                source=row.source,
            )
    for status in statuses:
        of_status = [row for row in rows if row.status == status]
        for row in sorted(of_status, key=lambda row: (_called(registry, row.member, on), _start(row.valid))):
            yield _spell("member", row, row.member, _called(registry, row.member, on))


def _called(registry: Registry, id_: str, on: PartialDate | None) -> str:
    actor = registry.actor(id_)
    return id_.removeprefix("group:") if actor is None else name_on(registry, actor, on)


def _spell(section: str, row: Membership, id_: str, name: str) -> Fact:
    return Fact(
        section=section,
        id=id_,
        name=name,
        kind=row.status,
        valid=row.valid,
        note=row.note,
        row=row.row,
        source=row.source,
    )


def _start(period: Period) -> PartialDate:
    return period.first or PartialDate(1)


def _organs(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    for body in registry.bodies.values():
        valid = Period(first=body.founded, last=body.ended)
        if body.parent == actor.id and valid.may_hold(on):
            yield Fact(
                section="organ",
                id=body.id,
                name=body.name,
                kind=body.kind,
                valid=valid,
                row=body.row,
                source=body.source,
            )


def _meetings(registry: Registry, actor: Actor, on: PartialDate | None) -> Iterator[Fact]:
    """All of them; with a date the nearest few, in the order of time."""
    rows = [row for row in registry.meeting_rows.get(actor.id, ()) if row.held.first is not None]
    if on is not None:
        rows = sorted(rows, key=lambda row: abs((_start(row.held).first - on.first).days))[:NEAREST_MEETINGS]
    for row in sorted(rows, key=lambda row: (_start(row.held), row.row)):
        number = f" {row.number}" if row.number is not None else ""
        yield Fact(
            section="meeting",
            id=actor.id,
            name=row.place or "",
            kind=f"{row.series}{number}",
            valid=row.held,
            row=row.row,
            source=row.source,
        )
