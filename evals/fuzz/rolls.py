"""Roll calls as no publisher would write them: cells, rows and files of every known layout, and what the record makes of them."""

from __future__ import annotations

import csv
import gzip
import io
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

import duckdb

from evals.fuzz.checking import Broken
from evals.fuzz.kinds import Kind, Looked
from evals.fuzz.mutating import damage
from evals.fuzz.stages import knowledge
from evals.fuzz.taking import guarded, refused
from evals.fuzz.wording import ACTORS, DAYS, ODD, make_number, make_words
from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger
from onrecord.record.calls import read_call
from onrecord.record.layouts import FIELDS, OF_VOTES, Layout, load_layouts, read_vote, recognise, seats_of
from onrecord.record.symbols import session_of, symbol_key, take_apart
from onrecord.vocabulary import ActorKind

_KEPT = 200
"""Files after which the ledger that takes them in is made anew."""
_TABLES = ("record_votes", "record_calls", "record_sources", "record_seats")
_CELLS = (
    "Y", "N", "A", "X", "1", "2", "3", "8", "9", "", "yes", "in favour", "an", "AZE", "NOR", "PRT", "2", "20", "385", "NO", "NAM", "2008-03-14", "20080314", "3/14/2008", "2008", "0000-00-00",
    "2008-03-14 00:00:00", "9999-12-31", "13/13/13", "A/RES/62/243", "R/62/243", "a/res/62/243[B-VI]", "S/RES/242 (1967)", "62/243", "R/1/66", "A/RES/3379(XXX)", "A/62/L.42", "///", "39.0",
    "39", "-1", "1e309", "nan", "inf", "NA", "null", "True", "false", "0.5", "99999999999", "0x10", "1_000", "٣", "²", "UNGA", "UNSC", "OIC", "'; DROP TABLE record_votes; --", '"', "\\",
    "=1+1", "a,b", "a\nb", "R/٣/٣", "R/²/1", "٣٣٣٣-٣٣-٣٣", "-0", "1e5", "1e4",
)  # fmt: skip
_FITTING = {
    "call": ("1", "2", "900001"), "symbol": ("A/RES/62/243", "R/62/1", "S/RES/242 (1967)", "A/RES/61/128[B-VI]"), "date": ("2008-03-14", "20080314", "3/14/2008"),
    "seat": ("AZE", "NOR", "PRT", "385", "NO"), "vote": ("Y", "N", "A", "X", "1", "2", "3"), "body": ("UNGA", "UNSC"), "name": ("NORWAY", "PORTUGAL"),
    "stated_yes": ("39", "39.0"), "stated_no": ("7",), "session": ("62",), "rank": ("2", "4"),
}  # fmt: skip
Files = tuple[tuple[str, bytes], ...]


def make_cell(chance: Random) -> str:
    """A cell of a table, or a value of a setting, that may be anything."""
    roll = chance.random()
    if roll < 0.75:
        return chance.choice(_CELLS)
    if roll < 0.85:
        return make_number(chance)
    return chance.choice(
        (chance.choice(ODD), make_words(chance, 6), chance.choice(ACTORS), chance.choice(DAYS))
    )


# --- Rows -------------------------------------------------------------------------------------


def _row(chance: Random) -> tuple[Layout, dict[str, str | None]]:
    names = sorted(FIELDS | OF_VOTES)
    cells: dict[str, str | None] = {name: make_cell(chance) for name in names if chance.random() < 0.7}
    if chance.random() < 0.7:  # so that more is looked at than the day
        cells |= {name: chance.choice(_FITTING[name]) for name in ("date", "symbol", "call")}
    return chance.choice(load_layouts()), cells


def _look_at_row(made: tuple[Layout, dict[str, str | None]]) -> object:
    layout, cells = made
    call = read_call(cells, layout)
    if not isinstance(call, str):
        if not call.key or any(
            count is not None and not 0 <= count < 2**31 for count in (*call.stated, call.rank)
        ):
            raise Broken(f"a roll call that cannot be kept: {call}")
        if symbol_key(call.key) != call.key:
            raise Broken(f"a symbol with two forms: {call.key!r}")
        take_apart(call.key)
        session_of(call.key)
    vote = read_vote(cells.get("vote"), layout)
    seats = seats_of(cells.get("seat"), cells.get("name"), layout.codes, _states())
    return call, vote, seats, recognise(tuple(cells))


@cache
def _states() -> frozenset[str]:
    actors = knowledge().registry.actors
    return frozenset(id_ for id_, actor in actors.items() if actor.kind is ActorKind.STATE)


# --- Files ------------------------------------------------------------------------------------


def _files(chance: Random) -> Files:
    """One file or two, of a known layout, mostly readable at least in part."""
    layout = chance.choice(load_layouts())
    made = [_table(chance, layout)]
    if layout.family == "unvotes" or chance.random() < 0.1:
        made.append(
            _table(chance, chance.choice([one for one in load_layouts() if one.family == layout.family]))
        )
    return tuple((f"{name}.{ending}", data) for name, (ending, data) in zip("ab", made, strict=False))


def _table(chance: Random, layout: Layout) -> tuple[str, bytes]:
    if chance.random() < 0.1:
        return "parquet", _parquet(chance)
    told = {column: field for field, column in layout.columns.items()}
    optional = [column for column in (*told, *layout.against) if chance.random() < 0.5]
    columns = list(dict.fromkeys((*layout.needs, *optional)))
    if chance.random() < 0.2:
        columns += [chance.choice(("", "x", "a b", 'q"', "vote", "ROLL", "date", chance.choice(ODD)))]
    chance.shuffle(columns)
    if chance.random() < 0.08:
        columns = columns[: chance.randrange(len(columns) + 1)]
    rows = [
        [_cell(chance, told.get(column, column)) for column in columns] for _ in range(chance.randint(0, 12))
    ]
    text = io.StringIO()
    ends = chance.choice(("\n", "\r\n"))
    csv.writer(text, delimiter=chance.choice(",,,\t;"), lineterminator=ends, escapechar="\\").writerows(
        [columns, *rows]
    )
    data = text.getvalue().encode(
        chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "utf-8-sig")), "replace"
    )
    for _ in range(chance.choice((0, 0, 1, 2))):
        data = damage(data, chance)
    return "csv", gzip.compress(data, mtime=0) if chance.random() < 0.1 else data


def _cell(chance: Random, field: str) -> str:
    """Mostly what belongs there, so that more of a file is read than its head."""
    return make_cell(chance) if chance.random() < 0.25 else chance.choice(_FITTING.get(field, ("", "x", "1")))


def _parquet(chance: Random) -> bytes:
    data = _good_parquet()
    for _ in range(chance.choice((0, 1, 1, 3))):
        data = damage(data, chance)
    return data if chance.random() < 0.3 else b"PAR1" + data[4:]


@cache
def _good_parquet() -> bytes:
    path = Path(tempfile.gettempdir()) / "good.parquet"
    duckdb.sql(
        "COPY (SELECT i::INTEGER AS undl_id, 'A/RES/62/' || i AS resolution, DATE '2008-03-14' AS date, 'AZE' AS ms_code, "  # noqa: S608 (our own folder)
        f"373 AS cow, 'AZERBAIJAN ' || i AS ms_name, 'Y' AS ms_vote, false AS repaired FROM range(20) t(i)) TO '{path}'"
    )
    return path.read_bytes()


class _Taking:
    """A ledger in memory that takes roll calls in from a few places."""

    current: _Taking | None = None

    def __init__(self) -> None:
        folder = Path(tempfile.gettempdir())
        names = [f"{name}.{ending}" for name in "ab" for ending in ("csv", "parquet")]
        self.places = {name: folder / name for name in names}
        self.ledger = Ledger.open(
            None, reading=tuple(self.places.values()), clock=lambda: datetime(2026, 1, 2, tzinfo=UTC)
        )
        self.left = _KEPT

    @classmethod
    def empty(cls) -> _Taking:
        """One that holds no roll call."""
        taking = cls.current
        if taking is not None and taking.left <= 0:
            taking.ledger.close()
            taking = None
        if taking is None:
            taking = cls.current = cls()
        taking.left -= 1
        for table in _TABLES:
            taking.ledger.database.rows(f"DELETE FROM {table}")  # noqa: S608 (our own names)
        return taking

    def count(self, table: str) -> int:
        """How many rows a table has."""
        ((count,),) = self.ledger.database.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 (our own names)
        return int(count)


def _look_at_files(made: Files) -> Looked:
    taking = _Taking.empty()
    paths = [taking.places[name] for name, _ in made]
    for path, (_, data) in zip(paths, made, strict=True):
        path.write_bytes(data)
    try:
        result = taking.ledger.import_record(paths, states=_states(), tool="made")
    except OnRecordError as error:
        _Taking.current = None
        return refused(error)
    if not (result.sources or result.skipped) or not all(reason for _, reason in result.skipped):
        raise Broken("nothing was taken in, and nothing was said")
    if taking.count("record_calls") != sum(source.calls for source in result.sources):
        raise Broken("roll calls that belong to no source")
    if taking.count("record_votes") != sum(source.votes for source in result.sources):
        raise Broken("votes that belong to no source")
    return Looked(
        outcome={"taken in": len(result.sources), "refused": len(result.skipped)}, rows=repr(result)
    )


ROLLS = (
    Kind(name="rows of roll calls", family="importers", share=60, make=_row, look=guarded(_look_at_row)),
    Kind(
        name="files of roll calls", family="importers", share=3, make=_files, look=_look_at_files, seconds=8.0
    ),
)
"""Kinds of roll calls."""
