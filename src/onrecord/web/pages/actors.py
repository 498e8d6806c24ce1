"""The actors that documents speak of, and one actor: what the registry holds on it, where it stands, how it voted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger import Ledger
from onrecord.registry.profile import SECTIONS, Fact, profile
from onrecord.report.matrix import Chip
from onrecord.report.phrases import SIGN_WORDS
from onrecord.sheet import Cell
from onrecord.vocabulary import ActorKind, Basis, PartialDate, VoteOption
from onrecord.web.asked import PER_PAGE, Asked, address
from onrecord.web.page import Page, Paging, Sheet
from onrecord.web.pages.matrix import Row, build_table
from onrecord.web.refusals import NotHeld
from onrecord.web.roll import Listed, case_votes
from onrecord.web.room import Room

FILTERS = ("words", "actor")
ACTOR_FILTERS = ("on",)
_FIELDS = (
    "id", "name", "kind", "in_registry", "holder_positions", "holder_reports", "counterpart_positions",
    "counterpart_reports",
)  # fmt: skip
_TITLES = {
    "name": "Name",
    "other name": "Other names",
    "seat": "Seat at the United Nations",
    "predecessor": "Came from",
    "successor": "Became, or gave rise to",
    "office": "Offices and who held them",
    "membership": "Member of",
    "organ": "Organs and parts",
    "count": "How many members",
    "meeting": "Meetings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """An actor in the list."""

    id: str
    name: str
    kind: str
    held: int
    held_origins: int
    met: int
    met_origins: int


def actors(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The actors that fit, those in most reports first."""
    found = _fitting(room, ledger, asked)
    paging = Paging.over(asked, len(found))
    return Page(
        template="actors.html.j2",
        title="Actors",
        values={
            "actors": found[paging.offset : paging.offset + PER_PAGE],
            "paging": paging,
            "kinds": sorted({actor.kind for actor in room.facts.actors if actor.kind}),
            "known": room.registry.actors,
        },
    )


def _all(room: Room, ledger: Ledger) -> dict[str, Met]:
    """Everybody met, by id, those in most reports first."""
    held = {no: (positions, origins) for no, origins, positions in room.tallies.holders(None)}
    towards = {
        no: (positions, origins)
        for no, positions, origins in ledger.database.rows(
            "SELECT toward, count(*), count(DISTINCT origin) FROM memory.positions WHERE toward IS NOT NULL GROUP BY 1"
        )
    }
    found = [
        Met(
            id=actor.id, name=actor.name, kind=actor.kind or "not told", held=held.get(actor.no, (0, 0))[0],
            held_origins=held.get(actor.no, (0, 0))[1], met=towards.get(actor.no, (0, 0))[0],
            met_origins=towards.get(actor.no, (0, 0))[1],
        )
        for actor in room.facts.actors
    ]  # fmt: skip
    found.sort(key=lambda actor: (-actor.held_origins - actor.met_origins, actor.id))
    return {actor.id: actor for actor in found if actor.held or actor.met}


def _met(room: Room, ledger: Ledger) -> dict[str, Met]:
    return room.once("actors", lambda: _all(room, ledger))


def _fitting(room: Room, ledger: Ledger, asked: Asked) -> list[Met]:
    words = (asked.one("words") or "").casefold().split()
    kinds = asked.all("actor")
    return [
        actor
        for actor in _met(room, ledger).values()
        if (not kinds or actor.kind in kinds)
        and all(word in actor.name.casefold() or word in actor.id.casefold() for word in words)
    ]


def actors_sheet(room: Room, ledger: Ledger, asked: Asked) -> Sheet:
    """The actors that fit, as CSV."""
    return Sheet(columns=_FIELDS, rows=_lines(room, _fitting(room, ledger, asked)))


def _lines(room: Room, found: Sequence[Met]) -> Iterator[Sequence[Cell]]:
    for a in found:
        known = str(a.id in room.registry.actors).lower()
        yield a.id, a.name, a.kind, known, a.held, a.held_origins, a.met, a.met_origins


# --- One actor --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Facts of one sort; members of a body stand under their status."""

    title: str
    name: str
    facts: tuple[Fact, ...]
    columns: tuple[str, ...]
    """Those of `kind`, `note` and `valid` that some fact fills."""


def actor(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Page:
    """One actor: what the registry holds, where it stands, what is said towards it, how it voted."""
    known = room.registry.actor(id_)
    met = _met(room, ledger).get(id_)
    if known is None and met is None:
        raise NotHeld(f"no actor has the id {id_[:60]!r}", remedy="look for it among the actors")
    on = asked.day("on")
    facts = profile(room.registry, known, on) if known else ()
    return Page(
        template="actor.html.j2",
        title=facts[0].name if facts else met.name if met else id_,
        values={
            "id": id_,
            "on": on,
            "known": known,
            "head": facts[0] if facts else None,
            "sections": list(_sections(facts)),
            "met": met,
            "row": _row(room, ledger, id_) if met and met.held else None,
            "columns": room.facts.columns,
            "towards": _towards(ledger, id_) if met and met.met else [],
            "votes": _votes(room, ledger, id_),
        },
    )


def actor_sheet(room: Room, ledger: Ledger, asked: Asked, id_: str) -> Sheet:
    """What the registry holds on one actor, as CSV."""
    known = room.registry.actor(id_)
    if known is None and id_ not in _met(room, ledger):
        raise NotHeld(f"no actor has the id {id_[:60]!r}", remedy="look for it among the actors")
    return Sheet(
        columns=("section", "id", "name", "kind", "from", "to", "note", "row", "source"),
        rows=[
            (f.section, f.id, f.name, f.kind, _day(f.valid.first), _day(f.valid.last), f.note, f.row, f.source)
            for f in (profile(room.registry, known, asked.day("on")) if known else ())
        ],
    )  # fmt: skip


def _day(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


def _sections(facts: Sequence[Fact]) -> Iterator[Section]:
    for name in SECTIONS[1:]:
        of_name = [fact for fact in facts if fact.section == name]
        groups = _by_status(of_name) if name == "member" else [(_TITLES[name], of_name)]
        for title, held in groups:
            if held:
                yield Section(
                    title=title,
                    name=name,
                    facts=tuple(held),
                    columns=tuple(
                        column
                        for column, filled in (
                            ("kind", any(fact.kind for fact in held)),
                            ("valid", any(fact.valid.first or fact.valid.last for fact in held)),
                            ("note", any(fact.note for fact in held)),
                        )
                        if filled
                    ),
                )


def _by_status(facts: Sequence[Fact]) -> list[tuple[str, list[Fact]]]:
    statuses = dict.fromkeys(fact.kind for fact in facts)
    return [
        (
            "Members" if status == "member" else f"Listed as {status}",
            [replace(fact, kind="") for fact in facts if fact.kind == status],
        )
        for status in statuses
    ]


def _row(room: Room, ledger: Ledger, id_: str) -> Row | None:
    """Its row of the matrix, venues included."""
    across = ("parties", "matters", "venues")
    table = build_table(
        room, ledger, Asked(path="/matrix", values={"holder": (id_,), "across": across}), most=None
    )
    return next((row for row in table.rows if row.id == id_), None)


def _towards(ledger: Ledger, id_: str) -> list[tuple[Chip, str]]:
    """What holders say towards it, by basis and direction, each mark with the address of its positions."""
    found = ledger.database.rows(
        "SELECT p.rung, p.sign, bool_and(p.by_membership), bool_and(p.modal), count(DISTINCT p.origin)::INTEGER, "
        "count(*)::INTEGER FROM memory.positions AS p "
        "WHERE p.toward = (SELECT no FROM memory.actors WHERE id = $id) GROUP BY p.rung, p.sign ORDER BY 1, 2 DESC",
        {"id": id_},
    )
    return [
        (
            Chip(
                basis=list(Basis)[rung - 1], sign=sign, origins=origins, positions=positions, by_membership=members,
                modal=modal,
            ),
            address(
                "/positions",
                {"toward": (id_,), "basis": (list(Basis)[rung - 1].value,), "direction": (SIGN_WORDS[sign],)},
            ),
        )
        for rung, sign, members, modal, origins, positions in found
    ]  # fmt: skip


def _votes(room: Room, ledger: Ledger, id_: str) -> list[tuple[Listed, VoteOption]]:
    """What it cast on the texts of the case; nothing for who is no state with a seat in any."""
    known = room.registry.actor(id_)
    if known is None or known.kind is not ActorKind.STATE:
        return []
    return [
        (vote.listed, vote.options.get(id_, VoteOption.NOT_A_MEMBER))
        for vote in case_votes(room, ledger)
        if vote.options
    ]
