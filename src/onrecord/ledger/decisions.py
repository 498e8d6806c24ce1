"""People's decisions in the ledger: rows that are added and never changed, by time.

Nothing here judges; `weighing` tells what they come to, and `overlay` keeps it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from onrecord.ledger.among import among
from onrecord.ledger.codec import dumps, from_json
from onrecord.ledger.database import Database, Row
from onrecord.vocabulary import Decision, DecisionAbout, DecisionVerb, Selector

_COLUMNS = (
    "id, about, verb, document, target, selector, seen, new_values, undoes, reason, reviewer, decided, tool"
)
_TICK = timedelta(microseconds=1)


def append_decisions(database: Database, decisions: Iterable[Decision]) -> list[Decision]:
    """Add the decisions that are not held yet, which it gives back; expects to stand inside a transaction."""
    given = {decision.id: decision for decision in decisions}
    if not given:
        return []
    condition, values = among("id", "VARCHAR", sorted(given))
    held = {row[0] for row in database.rows(f"SELECT id FROM decisions WHERE {condition}", values)}  # noqa: S608 (fixed names)
    new = [decision for id_, decision in given.items() if id_ not in held]
    if new:
        columns = zip(*map(_cells, new), strict=True)
        kinds = ["VARCHAR"] * 11 + ["TIMESTAMP", "VARCHAR"]
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
        database.rows(
            f"INSERT INTO decisions ({_COLUMNS}) SELECT {lists}", [list(column) for column in columns]
        )
    return new


def read_decisions(
    database: Database, *, documents: Sequence[str] | None = None, ids: Sequence[str] | None = None
) -> tuple[Decision, ...]:
    """The decisions about these documents, or with these ids (None: all), by time and id."""
    conditions, bound = ["true"], []
    for column, wanted in (("document", documents), ("id", ids)):
        if wanted is not None:
            if not wanted:
                return ()
            condition, values = among(column, "VARCHAR", wanted)
            conditions.append(condition)
            bound.extend(values)
    found = database.rows(
        f"SELECT {_COLUMNS} FROM decisions WHERE {' AND '.join(conditions)} ORDER BY decided, id",  # noqa: S608 (fixed names)
        bound,
    )
    return tuple(map(_decision, found))


def holding(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that were not taken back by whoever made them, in the order of their time."""
    given = {decision.id: decision for decision in decisions}
    undone = set()
    for decision in given.values():
        named = given.get(decision.undoes or "")
        if named is not None and named.reviewer == decision.reviewer:
            undone.add(named.id)
    kept = (d for d in given.values() if d.verb is not DecisionVerb.UNDO and d.id not in undone)
    return tuple(sorted(kept, key=lambda decision: (decision.decided, decision.id)))


def read_on_origins(database: Database) -> tuple[Decision, ...]:
    """The decisions about origins, by time and id."""
    found = database.rows("SELECT id FROM decisions WHERE about = ?", (DecisionAbout.ORIGIN.value,))
    return read_decisions(database, ids=[id_ for (id_,) in found])


def decided_on(database: Database, document: str) -> bool:
    """True where anything was decided about the document or its rows."""
    return bool(database.rows("SELECT 1 FROM decisions WHERE document = ? LIMIT 1", (document,)))


def next_time(database: Database, reviewer: str, document: str, now: datetime) -> datetime:
    """The time of the next decision: now, but always after a reviewer's and a document's last one, whatever the clock says."""
    ((last,),) = database.rows(
        "SELECT max(decided) FROM decisions WHERE reviewer = ? OR document = ?", (reviewer, document)
    )
    return now if last is None else max(now, last.replace(tzinfo=UTC) + _TICK)


def _cells(decision: Decision) -> Row:
    return (
        decision.id,
        decision.about.value,
        decision.verb.value,
        decision.document,
        decision.row,
        None if decision.selector is None else dumps(decision.selector),
        dumps(decision.seen),
        dumps(decision.values),
        decision.undoes,
        decision.reason,
        decision.reviewer,
        decision.decided.replace(tzinfo=None),
        decision.tool,
    )


def _decision(row: Row) -> Decision:
    id_, about, verb, document, target, selector, seen, values, undoes, reason, reviewer, decided, tool = row
    return Decision(
        id=id_,
        about=DecisionAbout(about),
        verb=DecisionVerb(verb),
        document=document,
        row=target,
        selector=None if selector is None else from_json(Selector, json.loads(selector)),
        seen=json.loads(seen),
        values=json.loads(values),
        undoes=undoes,
        reason=reason,
        reviewer=reviewer,
        decided=decided.replace(tzinfo=UTC),
        tool=tool,
    )
