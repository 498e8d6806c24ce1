"""The General Assembly's roll calls as a matrix, from the table beside the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from evals.scoring import SHARED
from onrecord.measures import ABSTAIN, NO, NOT_VOTING, YES, VoteMatrix

VOTES = SHARED / "data" / "un_ga_votes.parquet"
BREAKS = {"CHN": [date(1971, 10, 25)]}
"""The day of A/RES/2758 (XXVI), from which the seat is held by the People's Republic of China."""
_CODES = {"Y": YES, "A": ABSTAIN, "N": NO, "X": NOT_VOTING}
# In the registry the bare code is the Non-Aligned Movement.
_SEAT = "case when ms_code = 'NAM' then 'state:NAM' else ms_code end"

Holder = tuple[str, int, bool]
"""A seat, a year, and whether the day is before the seat's first break."""


def assembly(path: Path = VOTES, *, last: date = date(2024, 12, 31)) -> VoteMatrix:
    """All recorded votes up to the day; a roll call's id is its symbol."""
    rows = duckdb.execute(
        f"""select date::varchar as day, resolution, {_SEAT} as seat, ms_vote
            from read_parquet(?) where date <= ? order by date, resolution, seat""",  # noqa: S608
        [str(path), last],
    ).fetchall()
    calls = {call: index for index, call in enumerate(dict.fromkeys((row[1], row[0]) for row in rows))}
    seats = {seat: index for index, seat in enumerate(sorted({row[2] for row in rows}))}
    cells = ((calls[row[1], row[0]], seats[row[2]], _CODES[row[3]]) for row in rows)
    return VoteMatrix.of([(id_, np.datetime64(day)) for id_, day in calls], seats, cells)


def numbers_of_holders(path: Path = VOTES) -> dict[Holder, int]:
    """The Correlates of War number of whoever held a seat, most often where a year has two."""
    cuts = " or ".join(f"(ms_code = '{seat}' and date < '{days[0]}')" for seat, days in BREAKS.items())
    rows = duckdb.execute(
        f"select {_SEAT}, year(date), {cuts}, mode(cow) from read_parquet(?) group by all",  # noqa: S608
        [str(path)],
    ).fetchall()
    return {(seat, year, before): number for seat, year, before, number in rows}
