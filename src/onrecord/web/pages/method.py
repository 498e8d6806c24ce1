"""Method and limits: what the figures count and do not claim, the rules that fired, counts that reconcile, and the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger, Run, Summary
from onrecord.ledger.roll import RecordSource
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.room import Room

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What is counted over the whole ledger, once."""

    summary: Summary
    runs: Sequence[Run]
    rules: Sequence[tuple[str, Sequence[tuple[str, int]], int]]
    """(kind, (rule, times), how many rules more)."""
    set_aside: Sequence[tuple[str, str, int]]
    """(stage, reason, times)."""
    sources: Sequence[RecordSource]
    registry: Sequence[tuple[str, int]]


def method(room: Room, ledger: Ledger, asked: Asked) -> Page:
    """The page."""
    return Page(
        template="method.room.html.j2",
        title="Method and limits",
        values={"method": room.once("method", lambda: _method(room, ledger)), "most": _MOST},
    )


def _method(room: Room, ledger: Ledger) -> Method:
    rows = ledger.database.rows
    rules = []
    for label, table, column in (
        ("Statements", "statements", "rule"),
        ("Positions", "positions", "rule"),
        ("Claims", "claims", "rule"),
    ):
        found = [
            (str(rule), int(times))
            for rule, times in rows(
                f"SELECT {column}, count(*) FROM {table} JOIN newest USING (document, method) "  # noqa: S608 (fixed names)
                "GROUP BY 1 ORDER BY 2 DESC, 1"
            )
        ]
        rules.append((label, found[:_MOST], max(0, len(found) - _MOST)))
    aside = rows(
        "SELECT stage, reason, count(*) FROM set_aside JOIN newest USING (document, method) "
        "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $most",
        {"most": _MOST},
    )
    registry = room.registry
    return Method(
        summary=ledger.summary(),
        runs=ledger.runs()[-20:],
        rules=rules,
        set_aside=[(stage, reason, times) for stage, reason, times in aside],
        sources=ledger.roll.sources(),
        registry=(
            ("actors", len(registry.actors)),
            ("bodies", len(registry.bodies)),
            ("spells of membership", sum(map(len, registry.members_of.values()))),
            ("instruments", len(room.record.instruments())),
        ),
    )
