"""The case at a glance: what was read, who stands where most, where the record differs, what came last."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ledger import Ledger
from onrecord.vocabulary import Basis
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.pages.matrix import build_table
from onrecord.web.room import Room
from onrecord.web.shelf import ShownClaim

_MOST_HOLDERS = 12
_MOST_CHECKS = 5
_MOST_DOCUMENTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A document in a short list."""

    id: str
    title: str
    outlet: str | None
    date: str | None
    positions: int


def home(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The first page."""
    table = build_table(room, ledger, Asked(path=asked.path), most=_MOST_HOLDERS)
    return Page(
        template="home.html.j2",
        title=room.case.title if room.case else "The case at a glance",
        values={
            "counts": _counts(ledger),
            "table": table,
            "differing": _differing(room, ledger),
            "recent": _recent(ledger),
            "parties": [(id_, room.actor_name(id_)) for id_ in (room.case.parties if room.case else ())],
        },
    )


def _counts(ledger: Ledger) -> dict[str, object]:
    rows = ledger.database.rows
    ((documents, origins),) = rows("SELECT count(*), count(DISTINCT origin) FROM memory.documents")
    by_rung: dict[int, int] = dict(rows("SELECT rung, count(*) FROM memory.positions GROUP BY rung"))
    by_verdict: dict[str, int] = dict(
        rows("SELECT coalesce(value, 'not compared'), count(*) FROM memory.claims GROUP BY ALL")
    )
    ((statements,),) = rows("SELECT count(*) FROM memory.statements")
    return {
        "documents": documents,
        "origins": origins,
        "positions": [(basis, by_rung.get(basis.rung, 0)) for basis in Basis],
        "all_positions": sum(by_rung.values()),
        "statements": statements,
        "claims": sorted(by_verdict.items(), key=lambda item: (-item[1], item[0])),
        "all_claims": sum(by_verdict.values()),
    }


def _differing(room: Room, ledger: Ledger) -> list[ShownClaim]:
    """The newest claims that differ from the record."""
    numbers = ledger.database.rows(
        "SELECT min(no) FROM memory.claims WHERE value = 'differs' GROUP BY origin, id ORDER BY 1 LIMIT $most",
        {"most": _MOST_CHECKS},
    )
    return room.shelf.claims(no for (no,) in numbers)


def _recent(ledger: Ledger) -> list[Recent]:
    rows = ledger.database.rows(
        "SELECT id, coalesce(title, name), outlet, date, positions FROM memory.documents ORDER BY no LIMIT $most",
        {"most": _MOST_DOCUMENTS},
    )
    return [
        Recent(id=id_, title=title, outlet=outlet, date=date, positions=positions)
        for id_, title, outlet, date, positions in rows
    ]
