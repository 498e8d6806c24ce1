"""The registry as one immutable value, and the questions it answers.

Every answer is made of rows that carry their own id and source; "not held" is None or empty, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from onrecord.registry.names import NameHit, NameIndex
from onrecord.registry.people import PeopleIndex, PersonHit
from onrecord.registry.seats import SeatHolder, Succession, holder_on
from onrecord.vocabulary import (
    Actor,
    ActorKind,
    ActorName,
    Body,
    Meeting,
    MemberCount,
    Membership,
    Office,
    PartialDate,
    Period,
    Tenure,
)

FULL = frozenset({"member", "permanent member", "elected member"})
"""Statuses that are a seat; asking for "member" gives all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The period in which the list of one status in one body is held whole, so that it may be counted."""

    row: str
    body: str
    status: str
    valid: Period
    source: str


RegistryRow: TypeAlias = (
    ActorName
    | Body
    | Membership
    | MemberCount
    | Coverage
    | Office
    | Tenure
    | Meeting
    | SeatHolder
    | Succession
)
"""Any row of the registry; each has its own id and source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All rows, indexed. Build it with `load_registry`."""

    actors: Mapping[str, Actor]
    actor_names: Mapping[str, tuple[ActorName, ...]]
    bodies: Mapping[str, Body]
    members_of: Mapping[str, tuple[Membership, ...]]
    member_in: Mapping[str, tuple[Membership, ...]]
    counts: tuple[MemberCount, ...]
    coverage: tuple[Coverage, ...]
    office_rows: Mapping[str, Office]
    tenure_rows: tuple[Tenure, ...]
    meeting_rows: Mapping[str, tuple[Meeting, ...]]
    further_names: Mapping[str, tuple[ActorName, ...]]
    """Names that are looked up but never read from a text: other languages, names of the past."""
    seat_rows: Mapping[str, tuple[SeatHolder, ...]]
    successions: tuple[Succession, ...]
    name_index: NameIndex
    people_index: PeopleIndex
    _rows: dict[str, RegistryRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: chain[RegistryRow] = chain(
            chain.from_iterable(self.actor_names.values()),
            self.bodies.values(),
            chain.from_iterable(self.members_of.values()),
            self.counts,
            self.coverage,
            self.office_rows.values(),
            self.tenure_rows,
            chain.from_iterable(self.meeting_rows.values()),
            chain.from_iterable(self.further_names.values()),
            chain.from_iterable(self.seat_rows.values()),
            self.successions,
        )
        object.__setattr__(self, "_rows", {row.row: row for row in rows})

    def row(self, row_id: str) -> RegistryRow | None:
        """The row with this id, such as `tenure:UN-SG:9`."""
        return self._rows.get(row_id)

    def actor(self, actor_id: str) -> Actor | None:
        """The state, body, office or person of that id."""
        found = self.actors.get(actor_id)
        if found is None and actor_id.startswith("person:"):
            name = actor_id.removeprefix("person:")
            if any(tenure.person == name for tenure in self.find_people(name)):
                return Actor(id=actor_id, kind=ActorKind.PERSON, name=name)
        return found

    def names(self, actor_id: str) -> tuple[ActorName, ...]:
        """Every name of the actor, in the order of the files."""
        return self.actor_names.get(actor_id, ())

    def find(self, name: str, on: PartialDate | None = None) -> tuple[ActorName, ...]:
        """The rows of one name, those valid on the day first; several actors where it is ambiguous."""
        return self.name_index.find(name, on)

    def mentions(self, text: str, on: PartialDate | None = None) -> tuple[NameHit, ...]:
        """Every place where `text` names a state or body: longest, not overlapping, left to right."""
        return self.name_index.mentions(text, on)

    def body(self, body_id: str) -> Body | None:
        """The body of that id."""
        return self.bodies.get(body_id)

    def members(
        self, body: str, on: PartialDate | None = None, status: str = "member"
    ) -> tuple[Membership, ...]:
        """Spells of that status on the day, by member id. "member" includes permanent and elected members."""
        return tuple(
            row for row in self.members_of.get(body, ()) if _counts_as(row, status) and row.valid.may_hold(on)
        )

    def memberships(self, member: str, on: PartialDate | None = None) -> tuple[Membership, ...]:
        """Every spell of one actor in any body, of any status, by body id."""
        return tuple(row for row in self.member_in.get(member, ()) if row.valid.may_hold(on))

    def member_count(
        self, body: str, on: PartialDate | None = None, status: str = "member"
    ) -> tuple[int, tuple[str, ...]] | None:
        """How many, and the rows that tell: a count row, else the list where it is held whole. None: not held.

        Several counts may hold in a year or month in which the number changed; the last of them is given.
        """
        counts = [
            row for row in self.counts if (row.body, row.status) == (body, status) and row.valid.may_hold(on)
        ]
        if counts:
            return counts[-1].count, (counts[-1].row,)
        if on is None or not self._whole(body, status, on):
            return None
        rows = {row.member: row.row for row in self._on_last_day(body, status, on)}
        return len(rows), tuple(sorted(rows.values()))

    def _on_last_day(self, body: str, status: str, on: PartialDate) -> tuple[Membership, ...]:
        """The members at the end of a year, month or day: a spell that ended within it no longer counts."""
        last = PartialDate(on.last.year, on.last.month, on.last.day)
        return self.members(body, last, status)

    def _whole(self, body: str, status: str, on: PartialDate) -> bool:
        return any(
            (row.body, row.status) == (body, status)
            and (row.valid.first is None or row.valid.first.first <= on.first)
            and (row.valid.last is None or on.last <= row.valid.last.last)
            for row in self.coverage
        )

    def list_is_whole(self, body: str, on: PartialDate, status: str = "member") -> bool:
        """True where nobody of that status is missing, so that absence from the list means "not a member"."""
        return self._whole(body, status, on)

    def offices(self, of: str) -> tuple[Office, ...]:
        """The offices of a state or body, those that do not exist included (`exists` False)."""
        return tuple(office for office in self.office_rows.values() if office.of == of)

    def office(self, office_id: str) -> Office | None:
        """The office of that id."""
        return self.office_rows.get(office_id)

    def find_office(self, of: str, title: str) -> Office | None:
        """The office of a state or body with that title in any wording; case and hyphens make no difference."""
        wanted = _title_key(title)
        for office in self.offices(of):
            if any(_title_key(wording) == wanted for wording in (office.title, *office.titles)):
                return office
        return None

    def tenures(self, office: str | None = None, on: PartialDate | None = None) -> tuple[Tenure, ...]:
        """Who held an office (all offices: None) on the day."""
        return tuple(
            row
            for row in self.tenure_rows
            if (office is None or row.office == office) and row.valid.may_hold(on)
        )

    def find_people(self, name: str, on: PartialDate | None = None) -> tuple[Tenure, ...]:
        """Tenures of everybody so called: in full, in another spelling or by family name; honorifics are dropped."""
        return self.people_index.find(name, on)

    def people_mentions(self, text: str, on: PartialDate | None = None) -> tuple[PersonHit, ...]:
        """Every place where `text` names a person in full, or by a family name that can mean one person only."""
        return self.people_index.mentions(text, on)

    def meetings(
        self, body: str, series: str | None = None, number: int | None = None, on: PartialDate | None = None
    ) -> tuple[Meeting, ...]:
        """The meetings of a body that fit everything asked for."""
        return tuple(
            row
            for row in self.meeting_rows.get(body, ())
            if (series is None or row.series == series)
            and (number is None or row.number == number)
            and row.held.may_hold(on)
        )

    def seat_holders(self, seat: str) -> tuple[SeatHolder, ...]:
        """Everybody who held a seat at the United Nations, in the order of time; empty where it never changed."""
        return self.seat_rows.get(seat, ())

    def seat_holder(self, seat: str, on: PartialDate | None = None) -> SeatHolder | None:
        """Who held the seat at the end of that day, month or year; None where no row says."""
        return holder_on(self.seat_holders(seat), on)

    def predecessors(self, actor_id: str) -> tuple[Succession, ...]:
        """What came before a state or body, in the order of the file."""
        return tuple(row for row in self.successions if row.successor == actor_id)

    def successors(self, actor_id: str) -> tuple[Succession, ...]:
        """What came after a state or body, or separated from it, in the order of the file."""
        return tuple(row for row in self.successions if row.predecessor == actor_id)


def _counts_as(row: Membership, status: str) -> bool:
    return row.status in FULL if status == "member" else row.status == status


def _title_key(title: str) -> str:
    words = title.casefold().replace("-", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
