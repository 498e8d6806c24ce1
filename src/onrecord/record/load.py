"""Reads the record's CSV files, checks every row, and recounts printed totals against names.

A malformed row is a DataError that names file and row; nothing is repaired in silence.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from onrecord.errors import DataError
from onrecord.record.tables import Coverage, NamesHeld, Record
from onrecord.vocabulary import Instrument, PartialDate, Period, RollCall, Vote, VoteOption

_COLUMNS = {
    "instruments.csv": ("id", "body", "number", "date", "title", "matters", "adopted", "source"),
    "roll_calls.csv": (
        ("id", "instrument", "body", "date", "yes", "no", "abstain", "not_voting", "rank", "names", "source")
    ),
    "votes.csv": ("roll_call", "option", "states"),
    "coverage.csv": ("id", "body", "matters", "first", "last", "source"),
}
Choice = TypeVar("Choice", bound=StrEnum)
_CAST = tuple(option for option in VoteOption if option is not VoteOption.NOT_A_MEMBER)

_ACTOR_IDS = {"NAM": "state:NAM"}
"""Codes that are no actor ids: Namibia's is the id of the Non-Aligned Movement."""


@cache
def load_record() -> Record:
    """The bundled record, read once; DataError where a row is malformed."""
    return read_record(files("onrecord.record") / "data")


def read_record(folder: Traversable) -> Record:
    """The record in a folder of the four CSV files; DataError naming file and row where one is malformed."""
    instruments = tuple(_instrument(row, at) for row, at in _rows(folder, "instruments.csv"))
    known = {row.id for row in instruments}
    _unique([row.id for row in instruments], "instruments.csv")
    ranked: list[tuple[int, RollCall]] = []
    held: dict[str, NamesHeld] = {}
    for row, at in _rows(folder, "roll_calls.csv"):
        call = _roll_call(row, at)
        if call.instrument not in known:
            raise DataError(f"unknown instrument {call.instrument!r}", where=at)
        ranked.append((_number(row["rank"], at), call))
        held[call.id] = _choice(NamesHeld, row["names"], at)
    _unique([call.id for _, call in ranked], "roll_calls.csv")
    calls = tuple(call for _, call in sorted(ranked, key=lambda pair: (pair[1].instrument, pair[0])))
    votes = tuple(vote for row, at in _rows(folder, "votes.csv") for vote in _votes(row, at, held))
    _unique([vote.row for vote in votes], "votes.csv")
    _recount(calls, votes, held)
    coverage = tuple(_coverage(row, at) for row, at in _rows(folder, "coverage.csv"))
    return Record(
        instrument_rows=tuple(sorted(instruments, key=lambda row: (row.body, row.date, row.id))),
        roll_call_rows=calls,
        vote_rows=votes,
        names_held=held,
        ranks={call.id: rank for rank, call in ranked},
        coverage=coverage,
    )


def _rows(folder: Traversable, name: str) -> Iterator[tuple[dict[str, str], str]]:
    """Each row of a file with its place, "instruments.csv, row 2" (row 1 is the header)."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read: {error}", where=name) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != _COLUMNS[name]:
        raise DataError(f"the columns must be {', '.join(_COLUMNS[name])}", where=name)
    for index, row in enumerate(reader, start=2):
        at = f"{name}, row {index}"
        if None in row or None in row.values():
            raise DataError("too many or too few cells", where=at)
        blank = [column for column, value in row.items() if not value.strip()]
        if blank:
            raise DataError(f"empty cell: {', '.join(blank)}", where=at)
        yield row, at


def _instrument(row: dict[str, str], at: str) -> Instrument:
    if row["adopted"] not in ("yes", "no"):
        raise DataError("adopted must be yes or no", where=at)
    return Instrument(
        row=f"instrument:{row['id']}",
        id=row["id"],
        body=row["body"],
        number=row["number"],
        date=_date(row["date"], at),
        title=row["title"],
        matters=_list(row["matters"]),
        adopted=row["adopted"] == "yes",
        source=row["source"],
    )


def _roll_call(row: dict[str, str], at: str) -> RollCall:
    return RollCall(
        row=f"rollcall:{row['id']}",
        id=row["id"],
        instrument=row["instrument"],
        body=row["body"],
        date=_date(row["date"], at),
        yes=_number(row["yes"], at),
        no=_number(row["no"], at),
        abstain=_number(row["abstain"], at),
        not_voting=_number(row["not_voting"], at),
        source=row["source"],
    )


def _votes(row: dict[str, str], at: str, held: dict[str, NamesHeld]) -> Iterator[Vote]:
    if row["roll_call"] not in held:
        raise DataError(f"unknown roll call {row['roll_call']!r}", where=at)
    option = _choice(VoteOption, row["option"], at)
    for state in row["states"].split():
        if len(state) != 3 or not (state.isascii() and state.isupper()):
            raise DataError(f"not a three-letter code: {state!r}", where=at)
        yield Vote(
            row=f"vote:{row['roll_call']}:{state}",
            roll_call=row["roll_call"],
            state=_ACTOR_IDS.get(state, state),
            option=option,
        )


def _coverage(row: dict[str, str], at: str) -> Coverage:
    return Coverage(
        row=f"coverage:{row['id']}",
        body=row["body"],
        matters=_list(row["matters"]),
        period=Period(first=_date(row["first"], at), last=_date(row["last"], at)),
        source=row["source"],
    )


def _recount(calls: Sequence[RollCall], votes: Sequence[Vote], held: dict[str, NamesHeld]) -> None:
    """Names held whole must add up to the totals; names held in part may not exceed them."""
    counted = Counter((vote.roll_call, vote.option) for vote in votes)
    for call in calls:
        totals = dict(zip(_CAST, (call.yes, call.no, call.abstain, call.not_voting), strict=True))
        for option, total in totals.items():
            names = counted[call.id, option]
            wrong = {NamesHeld.ALL: names != total, NamesHeld.SOME: names > total, NamesHeld.NONE: names > 0}
            if wrong[held[call.id]]:
                raise DataError(
                    f"{call.id}: {total} {option} in roll_calls.csv, {names} names", where="votes.csv"
                )


def _unique(ids: Sequence[str], file: str) -> None:
    repeated = sorted(id_ for id_, times in Counter(ids).items() if times > 1)
    if repeated:
        raise DataError(f"given twice: {', '.join(repeated)}", where=file)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _number(cell: str, at: str) -> int:
    if not (cell.isascii() and cell.isdigit()):
        raise DataError(f"not a whole number: {cell!r}", where=at)
    return int(cell)


def _date(cell: str, at: str) -> PartialDate:
    try:
        return PartialDate.parse(cell)
    except ValueError as error:
        raise DataError(str(error), where=at) from error


def _choice(kind: type[Choice], cell: str, at: str) -> Choice:
    try:
        return kind(cell)
    except ValueError as error:
        raise DataError(f"not one of {', '.join(kind)}: {cell!r}", where=at) from error
