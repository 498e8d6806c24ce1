"""Which texts are worth comparing, and how alike they are, when no machine holds all of them.

Texts are told by the digest of their print. A bucket is a range of sampled runs: whoever has it has every holder of these
runs, in order of size as on one core, so that the pairs that it ties add up over the buckets to those of one core.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.ledger.database import Database
from onrecord.origins.candidates import RUN_BITS, enter, tie
from onrecord.origins.digests import Numbers
from onrecord.origins.likeness import Likeness, measure
from onrecord.origins.matching import WORD_RUNS
from onrecord.scale.parts import UNFINISHED, write_tables
from onrecord.scale.settling import listed
from onrecord.scale.store import Store

RUNS_AT_ONCE = 4_000_000
"""Runs of one bucket, about; each takes some hundred bytes while it is worked on."""
_SAMPLED = (1 << RUN_BITS) // 12
"""Long texts give runs below this, short ones any."""

_HOLDERS = """
CREATE TABLE held AS
SELECT run, size, digest, dense_rank() OVER (ORDER BY size, digest) - 1 AS place FROM (
    SELECT DISTINCT run, size, digest FROM {files} WHERE run >= $low AND run < $high)
"""

_TIED = """
SELECT a.digest AS one, b.digest AS other, t.runs FROM tied AS t
JOIN (SELECT DISTINCT place, digest FROM held) AS a ON a.place = t.one
JOIN (SELECT DISTINCT place, digest FROM held) AS b ON b.place = t.other
ORDER BY t.one, t.other
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A range of runs, and the files that hold the runs of all texts."""

    number: int
    low: int
    high: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of texts to compare, by digest, and the files that hold their words."""

    pairs: tuple[tuple[bytes, bytes], ...]
    files: tuple[str, ...]


def buckets(runs: int, files: Sequence[str]) -> list[Bucket]:
    """The ranges for so many runs; most runs lie in the sampled share of all, evenly."""
    many = max(1, -(-runs // RUNS_AT_ONCE))
    bounds = [place * _SAMPLED // many for place in range(many)]
    ends = [*bounds[1:], 1 << RUN_BITS]
    return [
        Bucket(number=number, low=low, high=high, files=tuple(files))
        for number, (low, high) in enumerate(zip(bounds, ends, strict=True))
    ]


def tie_bucket(bucket: Bucket, *, store: Store) -> str | None:
    """Keep which texts are tied by how many runs of the bucket; the name of the file, None where none are."""
    paths = [store.near(name) for name in bucket.files]
    with tempfile.TemporaryDirectory(prefix="onrecord-ties-") as folder:
        database = Database(None, folders=[Path(folder), store.root])
        try:
            bounds = {"low": bucket.low, "high": bucket.high}
            database.rows(_HOLDERS.format(files=listed(paths)), bounds)
            held = database.arrays("SELECT run, place FROM held")
            ties = tie(enter([held["run"].astype(np.uint64)], held["place"].astype(np.uint64)))
            database.script("CREATE TABLE tied (one INTEGER, other INTEGER, runs INTEGER)")
            database.rows(
                "INSERT INTO tied SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::INTEGER[])",
                [ties.one.tolist(), ties.other.tolist(), ties.runs.tolist()],
            )
            kept = write_tables(
                database,
                {"tied": _TIED},
                name=f"{bucket.number:06}",
                folder=Path(folder),
                store=store,
                below=f"{UNFINISHED}/",
            )
            return next((file.name for file in kept), None)
        finally:
            database.close()


def compare(pairs: Pairs, *, store: Store) -> list[Likeness]:
    """What the texts of each pair share."""
    words = words_of({digest for pair in pairs.pairs for digest in pair}, pairs.files, store=store)
    return list(measure([(words[one], words[other]) for one, other in pairs.pairs], least_runs=WORD_RUNS))


def words_of(digests: Collection[bytes], files: Sequence[str], *, store: Store) -> Mapping[bytes, Numbers]:
    """The prints of texts that these files hold."""
    if not digests:
        return {}
    paths = [store.near(name) for name in files]
    database = Database(None, folders=[store.root])
    try:
        rows = database.rows(
            f"SELECT digest, any_value(words) FROM {listed(paths)} "  # noqa: S608 (quoted paths)
            "WHERE digest IN (SELECT unnest(?::BLOB[])) GROUP BY digest",
            (sorted(digests),),
        )
    finally:
        database.close()
    return {bytes(digest): np.frombuffer(words, "<u4") for digest, words in rows}
