"""Counting what was added: totals from names, parts that are one vote with their whole, totals stated otherwise."""

from __future__ import annotations

from onrecord.ledger.database import Database
from onrecord.ledger.importing.notes import Notes
from onrecord.record.symbols import Symbol, take_apart

_COUNTED = ("yes", "against", "abstain", "not_voting")


def recount(database: Database, source: int, *, partial: bool) -> None:
    """Recount each roll call from its names; where only some are held, they are no count of it.

    Where every seat is listed and none voted, the Security Council adopted without a vote (its Library's pages list
    the members all the same); of any other body the list says only that the votes are not held.
    """
    if partial:
        database.rows(
            "UPDATE record_calls SET names = 'some' WHERE source = ? AND no IN (SELECT call FROM record_votes)",
            (source,),
        )
        return
    database.rows(
        "UPDATE record_calls SET names = 'all', yes = n.yes, against = n.against, abstain = n.abstain, "
        "not_voting = n.not_voting "
        "FROM (SELECT call, count(*) FILTER (option = 1) AS yes, count(*) FILTER (option = 2) AS abstain, "
        "count(*) FILTER (option = 3) AS against, count(*) FILTER (option = 4) AS not_voting "
        "FROM record_votes GROUP BY call) n WHERE n.call = record_calls.no AND source = $source",
        {"source": source},
    )
    nobody = "source = $source AND names = 'all' AND yes + against + abstain = 0"
    database.rows(
        f"UPDATE record_calls SET way = 'without a vote' WHERE {nobody} AND body = 'UNSC'",  # noqa: S608 (our words)
        {"source": source},
    )
    database.rows(
        "UPDATE record_calls SET way = 'not recorded', names = 'none', not_voting = NULL, yes = NULL, against = NULL, "  # noqa: S608 (our words)
        f"abstain = NULL, stated_yes = NULL, stated_no = NULL, stated_abstain = NULL, stated_not_voting = NULL WHERE {nobody} AND way = 'recorded'",
        {"source": source},
    )


def mark_same(database: Database, source: int) -> None:
    """Mark a part of an omnibus resolution whose roll call is the whole's: one vote, kept under two symbols."""
    rows = database.rows(
        "SELECT no, key, body, date FROM record_calls WHERE source = ? AND names = 'all' ORDER BY no",
        (source,),
    )
    groups: dict[tuple[str, str, str], list[tuple[int, Symbol]]] = {}
    for no, key, body, date in rows:
        symbol = take_apart(key)
        groups.setdefault((body, symbol.base, date), []).append((no, symbol))
    several = {no for group in groups.values() if len(group) > 1 for no, _ in group}
    alike: dict[int, int] = dict(
        database.rows(
            "SELECT call, sum(hash(seat, option)::HUGEINT) FROM record_votes "
            "WHERE call IN (SELECT unnest(?::INTEGER[])) GROUP BY call",
            [sorted(several)],
        )
    )
    for group in groups.values():
        for no, symbol in group:
            whole = [w for w, other in group if other.covers(symbol) and alike.get(w) == alike.get(no)]
            if whole:
                database.rows("UPDATE record_calls SET same_as = ? WHERE no = ?", (whole[0], no))


def note_totals(database: Database, source: int, notes: Notes) -> None:
    """Totals that a source states and its own names do not give."""
    differs = " OR ".join(
        f"{'stated_no' if name == 'against' else f'stated_{name}'} <> {name}" for name in _COUNTED
    )
    for symbol, *numbers in database.rows(
        "SELECT symbol, yes, against, abstain, not_voting, stated_yes, stated_no, stated_abstain, stated_not_voting "  # noqa: S608
        f"FROM record_calls WHERE source = ? AND names = 'all' AND ({differs}) ORDER BY no",
        (source,),
    ):
        names, stated = (
            "-".join("?" if n is None else str(n) for n in part) for part in (numbers[:4], numbers[4:])
        )
        notes.add("totals stated differ from the names", f"{symbol}: names {names}, stated {stated}")
