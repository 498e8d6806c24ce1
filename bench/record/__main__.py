"""How long an import of the whole record takes, and each question beside pandas doing the same from the CSV.

`python -m bench.record` reads ../shared/data, and writes a file in the Library's layout of 2026 with the same votes to a
temporary folder (some 400 MB). It prints seconds, the best of three, and ratios of one run. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import duckdb
import pandas as pd

from bench.record import by_pandas
from onrecord.ledger import Ledger
from onrecord.measures import VoteMatrix
from onrecord.questions.blocs import find_bloc, member_mask, members_on
from onrecord.questions.cohesion import bloc_over_time
from onrecord.questions.compare import compare, nearest
from onrecord.questions.held import Held, open_held
from onrecord.questions.points import points_of
from onrecord.questions.votes import VoteAnswer, votes
from onrecord.questions.words import words_beside_votes
from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind, PartialDate

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
PARQUET = ("un_ga_votes", "un_ga_resolutions", "un_sc_votes", "un_sc_resolutions")
SYMBOL, ON = "A/RES/62/243", PartialDate(2008, 3, 14)
Out = TypeVar("Out")

_TO_CSV = """
COPY (
    SELECT v.undl_id, v.ms_code, v.ms_name, v.ms_vote, v.date, r.session, v.resolution, '' AS draft, r.committee_report,
        r.meeting, r.title, r.agenda_title, r.subjects, '' AS vote_note, r.yes::DOUBLE AS total_yes, r.no::DOUBLE AS total_no,
        r.abstain::DOUBLE AS total_abstentions, r.non_voting::DOUBLE AS total_non_voting, r.total_ms::DOUBLE AS total_ms,
        r.undl_link
    FROM read_parquet('{votes}') v JOIN read_parquet('{calls}') r USING (undl_id) ORDER BY v.date, v.undl_id, v.ms_code
) TO '{out}' (HEADER)
"""


def main() -> None:
    """Time imports and questions."""
    argparse.ArgumentParser(prog="python -m bench.record", description=__doc__).parse_args()
    if not DATA.is_dir():
        print(f"the reference data are not here ({DATA}): nothing measured")
        return
    with TemporaryDirectory() as folder:
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    print(
        f"{os.cpu_count()} cores; duckdb {version('duckdb')}, pandas {version('pandas')}, numpy {version('numpy')}"
    )
    official = folder / "official.csv"
    duckdb.sql(
        _TO_CSV.format(
            votes=DATA / "un_ga_votes.parquet", calls=DATA / "un_ga_resolutions.parquet", out=official
        )
    )
    full, again = folder / "full.duckdb", folder / "official.duckdb"
    load_registry()
    print("\nimport, once")
    for name, path, files in (
        ("the four Parquet files", full, [DATA / f"{name}.parquet" for name in PARQUET]),
        (
            f"General Assembly as the Library's CSV ({official.stat().st_size / 1e6:.0f} MB)",
            again,
            [official],
        ),
    ):
        held, seconds = _timed(lambda path=path, files=files: _import(path, files), times=1)  # type: ignore[misc]
        print(f"  {name:58s} {seconds:6.2f} s  {held:9,} votes")
    frame, reading = _timed(lambda: by_pandas.read(official), times=1)
    print(f"  {'pandas reading five columns of that CSV':58s} {reading:6.2f} s  {len(frame):9,} votes")
    _questions(full, frame, reading)


def _import(path: Path, files: list[Path]) -> int:
    states = {id_ for id_, actor in load_registry().actors.items() if actor.kind is ActorKind.STATE}
    with Ledger.open(path, reading=files) as ledger:
        result = ledger.import_record(files, states=states, tool="bench")
    return sum(source.votes for source in result.sources)


def _questions(full: Path, frame: Any, reading: float) -> None:
    registry = load_registry()
    oic, nam = find_bloc(registry, "OIC"), find_bloc(registry, "NAM")
    members = {bloc.id: _codes(members_on(registry, bloc, ON).members) for bloc in (oic, nam)}
    with open_held(full) as held:
        of_day = _members_by_call(held.matrix("UNGA"), held, frame)

    def asked(question: Callable[[Held], Out]) -> Callable[[], Out]:
        def ask() -> Out:
            with open_held(full) as held:
                return question(held)

        return ask

    def vote(held: Held) -> VoteAnswer:
        return votes(SYMBOL, roll=held.roll, registry=held.registry, record=held.record, blocs=(oic, nam))

    def cohesion(held: Held) -> Any:
        matrix = held.matrix("UNGA", date(1990, 1, 1), date(2025, 12, 31))
        return bloc_over_time(matrix, oic, registry=held.registry, body="UNGA")

    rows: tuple[tuple[str, Callable[[], Any], Callable[[], Any] | None], ...] = (
        (f"votes {SYMBOL} by OIC and NAM", asked(vote), lambda: by_pandas.votes(frame, SYMBOL, members)),
        ("compare AZE ARM, all years", asked(lambda held: compare(held.matrix("UNGA"), ("AZE", "ARM"))), lambda: by_pandas.compare(frame, "AZE", "ARM")),
        ("bloc OIC, 1990-2025", asked(cohesion), lambda: by_pandas.bloc(frame, of_day, 1990, 2025)),
        ("align AZE with all seats, all years", asked(lambda held: nearest(held.matrix("UNGA"), "AZE", least=20)), lambda: by_pandas.nearest(frame, "AZE")),
        (f"words of the OIC on {SYMBOL} (no documents)", asked(lambda held: words_beside_votes(SYMBOL, oic, held=held)), None),
    )  # fmt: skip
    print("\nquestions to the full record, the ledger opened each time; best of three")
    print(f"  {'':44s} {'onrecord':>9s} {'pandas, from CSV':>18s} {'pandas, read already':>22s}")
    for name, ours, theirs in rows:
        _, seconds = _timed(ours)
        line = f"  {name:44s} {seconds:7.3f} s"
        if theirs is not None:
            _, computing = _timed(theirs)
            for other, width in ((reading + computing, 9), (computing, 13)):
                line += f" {other:{width}.3f} s {other / seconds:6.1f}x"
        print(line)
    with Ledger.open(full) as ledger:
        matrix = ledger.roll.matrix("UNGA")
        found, seconds = _timed(lambda: points_of(matrix, registry=registry, ledger=ledger), times=1)
        _, kept = _timed(lambda: points_of(matrix, registry=registry, ledger=ledger))
    print(f"  {f'ideal points, {len(found):,} of them, estimated':44s} {seconds:7.3f} s")
    print(f"  {'ideal points, kept in the ledger':44s} {kept:7.3f} s")


def _members_by_call(matrix: VoteMatrix, held: Held, frame: Any) -> Any:
    """The members of the OIC on the day of each roll call, by the Library's number, as pandas is handed them."""
    mask = member_mask(held.registry, find_bloc(held.registry, "OIC"), matrix)
    numbers = frame.drop_duplicates("resolution").set_index("resolution")["undl_id"]
    calls, seats = mask.nonzero()
    codes = _codes(matrix.seats)
    return pd.DataFrame(
        {
            "undl_id": numbers.loc[[matrix.calls[call] for call in calls]].to_numpy(),
            "ms_code": [codes[seat] for seat in seats],
        }
    )


def _codes(seats: tuple[str, ...]) -> list[str]:
    return [seat.removeprefix("state:") for seat in seats]


def _timed(work: Callable[[], Out], *, times: int = 3) -> tuple[Out, float]:
    """What it gives, and the least seconds it took."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return result, best


if __name__ == "__main__":
    main()
