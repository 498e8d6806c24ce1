"""Which texts hold which sampled runs, as a ledger keeps it: row by row, and in pieces for a run that many texts hold.

So a lookup finds a few rows of each run by the index; the rows of a crowd would make the database go through all there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from onrecord.ledger.adding import add_rows
from onrecord.ledger.among import among, portions
from onrecord.ledger.database import Database
from onrecord.origins import Holders, Joined, Text
from onrecord.origins.crowds import Holder, Order, pack, stretch, unpack


def read_holders(database: Database, texts: Collection[Text]) -> Holders:
    """The texts that hold any run of these; of a crowd those that stand between these, or next to one of them."""
    wanted = np.unique(np.concatenate([text.sample for text in texts])).astype(np.int64).tolist()
    crowds = _pieces(database, wanted)
    rows = _rows(database, [run for run in wanted if run not in crowds])
    kept = [run for run, _ in rows] + [run for run, pieces in crowds.items() for _ in pieces]
    orders = _orders(database, {number for _, number in rows})
    for run, around in _around(texts, crowds).items():
        for size, digest, number in stretch(crowds[run], around):
            orders[number] = (size, digest)
            rows.append((run, number))
    return Holders(
        runs=np.array([run for run, _ in rows], np.uint64),
        numbers=np.array([number for _, number in rows], np.int64),
        orders=orders,
        crowds=frozenset(crowds),
        kept=np.array(kept, np.uint64),
    )


def keep_holders(database: Database, joined: Joined) -> None:
    """Keep the runs of new texts; expects to stand inside a transaction."""
    fresh = [(number, joined.texts[number]) for number in sorted(joined.fresh)]
    rows: list[tuple[int, int]] = []
    pieces: list[tuple[int, bytes]] = []
    for number, text in fresh:
        piece = pack([(text.size, text.digest, number)]) if joined.crowds else b""
        for run in text.sample.tolist():
            if run in joined.crowds:
                pieces.append((run, piece))
            else:
                rows.append((run, number))
    add_rows(database, "print_runs (run, print)", ("BIGINT", "INTEGER"), rows)
    add_rows(database, "print_crowds (run, holders)", ("BIGINT", "BLOB"), pieces)
    if joined.grown:
        _put_together(database, joined.grown)


def _put_together(database: Database, runs: Sequence[int]) -> None:
    """Put the rows and pieces of some runs into one piece for each."""
    rows, crowds = _rows(database, runs), _pieces(database, runs)
    orders = _orders(database, {number for _, number in rows})
    holders: defaultdict[int, list[Holder]] = defaultdict(list)
    for run, number in rows:
        holders[run].append((*orders[number], number))
    for run, pieces in crowds.items():
        holders[run] += unpack(pieces)
    for table, gone in (("print_runs", {run for run, _ in rows}), ("print_crowds", set(crowds))):
        condition, values = among("run", "BIGINT", sorted(gone))
        if gone:
            database.rows(f"DELETE FROM {table} WHERE {condition}", values)  # noqa: S608 (fixed names)
    whole = [(run, pack(held)) for run, held in holders.items()]
    add_rows(database, "print_crowds (run, holders)", ("BIGINT", "BLOB"), whole)


def _rows(database: Database, runs: Sequence[int]) -> list[tuple[int, int]]:
    """Run and text of each row of these runs."""
    return [
        (run, number)
        for some in portions(runs)
        for run, number in database.rows(
            "SELECT r.run, r.print FROM (SELECT unnest(?::BIGINT[]) AS run) AS q JOIN print_runs AS r USING (run)",
            (some,),
        )
    ]


def _pieces(database: Database, runs: Sequence[int]) -> dict[int, list[bytes]]:
    """Those of these runs that are kept in pieces."""
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    # There are few crowds, and to go through them once takes no longer than to look up a few.
    for run, piece in database.rows(
        "SELECT r.run, r.holders FROM (SELECT unnest(?::BIGINT[]) AS run) AS q JOIN print_crowds AS r USING (run)",
        (list(runs),),
    ):
        found[run].append(piece)
    return found


def _orders(database: Database, numbers: Collection[int]) -> dict[int, Order]:
    found: dict[int, Order] = {}
    for some in portions(sorted(numbers)):
        condition, values = among("no", "INTEGER", some)
        for number, size, digest in database.rows(
            f"SELECT no, size, digest FROM prints WHERE {condition}",  # noqa: S608 (fixed names)
            values,
        ):
            found[number] = (size, digest)
    return found


def _around(texts: Collection[Text], crowds: Collection[int]) -> Mapping[int, list[Order]]:
    """Each crowd to the new texts that hold its run."""
    found: defaultdict[int, list[Order]] = defaultdict(list)
    known = np.array(sorted(crowds), np.uint64)
    for text in texts:
        for run in text.sample[np.isin(text.sample, known)].tolist():
            found[run].append((text.size, text.digest))
    return found
