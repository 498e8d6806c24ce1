"""`python -m bench.room.making FILE [--documents N] [--record FOLDER]`: a ledger of made-up documents, written in bulk.

The tables are those that `Ledger.open` makes, so that the schema is the real one; 100,000 documents hold a million positions,
and three in ten of them share their report with others. The same seed gives the same rows.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pandas as pd

from bench.room.casting import make_cast
from bench.room.printing import Place, Press, Rows, document_id
from bench.room.reports import Newsroom
from bench.room.words import make_words
from onrecord.identity import make_id
from onrecord.ledger import Ledger
from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind

RECORD = ("un_ga_votes", "un_ga_resolutions", "un_sc_votes", "un_sc_resolutions")
"""The files of the full record, as Parquet, that an import takes together."""
_METHOD = "made-up rows"
_STARTED = datetime(2026, 1, 1)
_SHARED = 0.3
"""Of a hundred documents, how many share their report with others."""
_COPIES = {2: 50, 3: 25, 4: 10, 6: 8, 8: 4, 12: 3}
"""Copies of a report, and how many of a hundred copied reports have so many."""
_AT_ONCE = 2_000
"""Documents that are written together."""


def main() -> None:
    """Make the ledger that the options ask for."""
    parser = argparse.ArgumentParser(prog="python -m bench.room.making", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--record", type=Path, help="the folder with the roll calls of the United Nations as Parquet"
    )
    options = parser.parse_args()
    started = time.perf_counter()
    make_ledger(options.file, documents=options.documents, seed=options.seed)
    if options.record:
        import_record(options.file, options.record)
    for table, count in count_rows(options.file).items():
        print(f"{table:18s} {count:10,}")
    print(f"{options.file.stat().st_size / 1e6:,.0f} MB in {time.perf_counter() - started:.0f} s")


def make_ledger(path: Path, *, documents: int, seed: int = 1) -> None:
    """Make a new ledger of so many documents."""
    if path.exists():
        raise FileExistsError(path)
    with Ledger.open(path):
        pass  # the tables of today
    cast = make_cast()
    newsroom = Newsroom(cast, {language: make_words(language) for language in ("en", "ru", "ar", "zh")}, seed)
    press = Press(cast, seed)
    places = list(_places(documents, seed))
    with duckdb.connect(str(path)) as connection:
        for begin in range(0, documents, _AT_ONCE):
            made: Rows = {}
            for number, place in enumerate(places[begin : begin + _AT_ONCE], begin):
                for table, rows in press.printed(newsroom.report(place.report), place, number).items():
                    made.setdefault(table, []).extend(rows)
            _store(connection, made, begin)
        _store_origins(connection, places, seed, cast.outlets)
        connection.execute(
            "INSERT INTO runs (id, started, finished, tool, method) VALUES (1, ?, ?, 'bench', ?)",
            (_STARTED, _STARTED, _METHOD),
        )


def import_record(path: Path, folder: Path) -> None:
    """Add the full record of the United Nations to a ledger."""
    files = [folder / f"{name}.parquet" for name in RECORD]
    states = {id_ for id_, actor in load_registry().actors.items() if actor.kind is ActorKind.STATE}
    with Ledger.open(path, reading=files) as ledger:
        ledger.import_record(files, states=states, tool="bench")


def count_rows(path: Path) -> dict[str, int]:
    """How many rows each table holds; those that hold none are left out."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_name").fetchall()
        counts = {name: connection.table(name).count("*").fetchall()[0][0] for (name,) in tables}
    return {name: count for name, count in counts.items() if count}


def _places(documents: int, seed: int) -> list[Place]:
    """Which copy of which report each document is, in the order in which they are read."""
    random = Random(seed)
    places: list[Place] = []
    report = 0
    while len(places) < documents:
        size = 1
        if random.random() < _share_of_reports():
            (size,) = random.choices(list(_COPIES), list(_COPIES.values()))
        size = min(size, documents - len(places))
        places += [Place(report, copy, size) for copy in range(size)]
        report += 1
    random.shuffle(places)
    return places


def _share_of_reports() -> float:
    """Of all reports, how many have copies, so that the wanted share of documents does."""
    mean = sum(size * share for size, share in _COPIES.items()) / sum(_COPIES.values())
    return _SHARED / (_SHARED + mean * (1 - _SHARED))


def _store(connection: duckdb.DuckDBPyConnection, made: Rows, begin: int) -> None:
    for table, rows in made.items():
        if rows:
            keyed = {} if table == "edits" else {"method": _METHOD, "run": 1}
            _insert(connection, table, rows, keyed)
    documents = [row["document"] for row in made["documents"]]
    numbered = list(enumerate(documents, begin + 1))
    _insert(
        connection,
        "readings",
        [{"ord": n, "document": id_} for n, id_ in numbered],
        {"method": _METHOD, "run": 1},
    )
    addresses = [row["address"] for row in made["documents"]]
    _insert(
        connection,
        "sources",
        [
            {"ord": n, "document": id_, "address": address, "outcome": "added"}
            for (n, id_), address in zip(numbered, addresses, strict=True)
        ],
        {"run": 1},
    )


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Any]], same: dict[str, Any]
) -> None:
    """Add rows; what is the `same` in all of them is bound."""
    frame = pd.DataFrame(rows, dtype=object)
    kinds = dict(
        connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", (table,)
        ).fetchall()
    )
    names = list(frame.columns)
    cells = ", ".join(f'CAST("{name}" AS {kinds[name]})' for name in names)
    columns = ", ".join(f'"{name}"' for name in [*same, *names])
    connection.register("made", frame.where(frame.notna(), None))
    connection.execute(
        f"INSERT INTO {table} ({columns}) SELECT {'?, ' * len(same)}{cells} FROM made",  # noqa: S608 (names of ours)
        list(same.values()),
    )
    connection.unregister("made")


def _store_origins(
    connection: duckdb.DuckDBPyConnection, places: Sequence[Place], seed: int, outlets: Sequence[str]
) -> None:
    """Origins, which documents print them, and what these are to one another."""
    reports = {place.report: place.copies for place in places}
    origins, printed, relations = [], [], []
    for order, (report, copies) in enumerate(sorted(reports.items())):
        documents = [document_id(seed, report, copy) for copy in range(copies)]
        origin = make_id("origin", documents[0])
        name = outlets[report % len(outlets)]
        alone = "no other document prints this report"
        reason = (
            alone
            if copies == 1
            else "97% of the shorter text's narration stands in the other, sentence by sentence"
        )
        listed = ",".join(f'"{id_}"' for id_ in documents)
        origins.append(
            {"ord": order, "id": origin, "name": name, "documents": f"[{listed}]", "reason": reason}
        )
        printed += [{"origin": origin, "ord": n, "document": id_} for n, id_ in enumerate(documents)]
        relations += list(_relations(origin, documents, name, reason))
    for table, rows in (("origins", origins), ("origin_documents", printed)):
        _insert(connection, table, rows, {})
    _insert(connection, "relations", relations, {"method": _METHOD})


def _relations(origin: str, documents: Sequence[str], name: str, reason: str) -> Iterator[dict[str, Any]]:
    for order, id_ in enumerate(documents):
        parent = documents[0] if order else None
        yield {
            "origin": origin, "ord": order, "document": id_, "parent": parent, "kind": "copy" if order else "original",
            "reason": reason, "beside": parent, "credit": name if order else None,
        }  # fmt: skip


if __name__ == "__main__":
    main()
