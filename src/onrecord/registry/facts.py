"""One line of a data file to one value: each function checks the codes and closed lists of its kind of row.

All raise `DataError` naming file, line and row id. The column `checked` is read for its form alone: it tells the
reader of the files, not the program, which rows were held against their source.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.registry.contexts import WORD_KINDS
from onrecord.registry.people import Person
from onrecord.registry.registry import Coverage
from onrecord.registry.rows import Row
from onrecord.registry.seats import SEAT_CHANGES, SUCCESSIONS, SeatHolder, Succession
from onrecord.vocabulary import Actor, ActorName, Body, Meeting, MemberCount, Membership, Office, Tenure

USES = frozenset(
    {
        "official",
        "short",
        "adjective",
        "demonym",
        "capital",
        "capital-weak",
        "metonym",
        "acronym",
        "former",
        "alias",
    }
)
STATUSES = frozenset(
    {
        "member",
        "permanent member",
        "elected member",
        "observer",
        "associate",
        "partner",
        "applicant",
        "suspended",
        "co-chair",
    }
)
BODY_KINDS = frozenset(
    {"organization", "organ", "group", "court", "alliance", "movement", "agency", "union", "conference"}
)


def known_actor(row: Row, column: str, actors: Mapping[str, Actor]) -> str:
    """The id in a column: a state, a body, or a `group:` that no list holds."""
    code = row.text(column)
    if code not in actors and not code.startswith("group:"):
        raise row.fail(f"{column} {code!r} is neither a state of states.csv nor a body of bodies.csv")
    return code


def name_row(row: Row, actors: Mapping[str, Actor]) -> ActorName:
    """A line of names.csv or body_names.csv."""
    return ActorName(
        row=row.text("row"),
        actor=known_actor(row, "actor", actors),
        name=row.text("name"),
        use=row.one_of("use", USES),
        valid=row.period(),
        language=row.text("language"),
        source=row.source(),
    )


def context_row(row: Row) -> tuple[str, str]:
    """A line of context_words.csv: a word and its kind."""
    row.source()
    return row.text("word"), row.one_of("kind", WORD_KINDS)


def body_row(row: Row) -> Body:
    """A line of bodies.csv."""
    row.checked()
    return Body(
        row=row.text("row"),
        id=row.text("id"),
        name=row.text("name"),
        kind=row.one_of("kind", BODY_KINDS),
        parent=row.optional("parent"),
        founded=row.date("founded"),
        founded_place=row.optional("founded_place"),
        ended=row.date("ended"),
        source=row.source(),
    )


def membership_row(row: Row, actors: Mapping[str, Actor]) -> Membership:
    """A line of memberships.csv."""
    row.checked()
    return Membership(
        row=row.text("row"),
        body=known_actor(row, "body", actors),
        member=known_actor(row, "member", actors),
        status=row.one_of("status", STATUSES),
        valid=row.period(),
        source=row.source(),
        note=row.optional("note") or "",
    )


def count_row(row: Row, actors: Mapping[str, Actor]) -> MemberCount:
    """A line of member_counts.csv."""
    count = row.number("count")
    if count is None:
        raise row.fail("count is empty")
    return MemberCount(
        row=row.text("row"),
        body=known_actor(row, "body", actors),
        status=row.one_of("status", STATUSES),
        count=count,
        valid=row.period(),
        source=row.source(),
    )


def coverage_row(row: Row, actors: Mapping[str, Actor]) -> Coverage:
    """A line of coverage.csv."""
    return Coverage(
        row=row.text("row"),
        body=known_actor(row, "body", actors),
        status=row.one_of("status", STATUSES),
        valid=row.period(),
        source=row.source(),
    )


def office_row(row: Row, actors: Mapping[str, Actor]) -> Office:
    """A line of offices.csv."""
    row.checked()
    return Office(
        row=row.text("row"),
        id=row.text("id"),
        of=known_actor(row, "of", actors),
        title=row.text("title"),
        titles=row.several("titles"),
        exists=row.flag("exists"),
        note=row.optional("note") or "",
        source=row.source(),
        valid=row.period(),
    )


def person_row(row: Row) -> Person:
    """A line of people.csv."""
    return Person(
        row=row.text("row"),
        name=row.text("person"),
        family=row.several("family"),
        common=row.flag("common"),
        spellings=row.several("spellings"),
        source=row.source(),
    )


def tenure_row(row: Row, offices: Mapping[str, Office], people: Mapping[str, Person]) -> Tenure:
    """A line of tenures.csv; office and person must have their own lines."""
    row.checked()
    office, person = row.text("office"), row.text("person")
    if office not in offices:
        raise row.fail(f"office {office!r} is not in offices.csv")
    if person not in people:
        raise row.fail(f"person {person!r} is not in people.csv")
    return Tenure(
        row=row.text("row"),
        office=office,
        person=person,
        names=people[person].spellings,
        valid=row.period(),
        source=row.source(),
    )


def meeting_row(row: Row, actors: Mapping[str, Actor]) -> Meeting:
    """A line of meetings.csv."""
    row.checked()
    return Meeting(
        row=row.text("row"),
        body=known_actor(row, "body", actors),
        series=row.text("series"),
        number=row.number("number"),
        place=row.optional("place"),
        held=row.period("first_day", "last_day"),
        source=row.source(),
    )


def seat_row(row: Row, actors: Mapping[str, Actor]) -> SeatHolder:
    """A line of seats.csv."""
    return SeatHolder(
        row=row.text("row"),
        seat=known_actor(row, "seat", actors),
        holder=row.text("holder"),
        cow=row.number("cow"),
        valid=row.period(),
        how=row.one_of("how", SEAT_CHANGES),
        source=row.source(),
        note=row.optional("note") or "",
    )


def succession_row(row: Row, actors: Mapping[str, Actor]) -> Succession:
    """A line of successions.csv."""
    on = row.date("date")
    if on is None:
        raise row.fail("date is empty")
    return Succession(
        row=row.text("row"),
        predecessor=known_actor(row, "predecessor", actors),
        predecessor_name=row.text("predecessor_name"),
        successor=known_actor(row, "successor", actors),
        successor_name=row.text("successor_name"),
        on=on,
        how=row.one_of("how", SUCCESSIONS),
        source=row.source(),
        note=row.optional("note") or "",
    )
