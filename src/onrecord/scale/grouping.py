"""Origins of documents that lie in many parts: the outcome is that of grouping all of them on one core.

Texts that may be one report hang together in clusters; each is decided by itself, by the same rules as on one core,
because no rule looks at texts of two clusters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import numpy as np

from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.ledger.grouping import write_origins
from onrecord.origins import Likeness, Source, Text
from onrecord.origins.candidates import needed
from onrecord.origins.digests import Numbers
from onrecord.origins.group import assemble
from onrecord.origins.matching import Judge, Pair, may_match
from onrecord.scale.candidates import Pairs, buckets, compare, tie_bucket, words_of
from onrecord.scale.parts import Part
from onrecord.scale.settling import count, listed, raw
from onrecord.scale.store import Store
from onrecord.scale.workers import Workers
from onrecord.vocabulary import OriginGroup

Item = TypeVar("Item")
_PAIRS_AT_ONCE, _TEXTS_AT_ONCE = 4096, 4000
_EMPTY = np.zeros(0, np.uint32)

_PRINTED = """
CREATE TABLE printed AS
SELECT p.portion, p.part, p.digest, p.size, p.document, p.outlet, p.credit, p.publisher,
    p.date_first, p.date_last, p.length
FROM ({raw}) AS p JOIN firsts AS f USING (portion, part, document)
"""
_TEXTS = """
CREATE TABLE texts AS
SELECT digest, size, home, row_number() OVER (ORDER BY size, digest) - 1 AS place FROM (
    SELECT digest, any_value(size) AS size, min((portion, part)) AS home FROM printed GROUP BY digest)
"""
_TIES = """
CREATE TABLE ties AS
SELECT t.*, a.place AS first, b.place AS second, a.size FROM (
    SELECT one, other, sum(runs)::INTEGER AS runs FROM {files} GROUP BY one, other) AS t
JOIN texts AS a ON a.digest = t.one JOIN texts AS b ON b.digest = t.other JOIN least AS l ON l.size = a.size
WHERE t.runs >= l.runs
"""
_LIKENESSES = """
CREATE TABLE likenesses (
    first BIGINT, second BIGINT, runs INTEGER, found INTEGER, narration INTEGER, wider INTEGER,
    in_order DOUBLE, word_runs DOUBLE, same BOOLEAN)
"""
_MEASURES = ("found", "narration", "wider", "in_order", "word_runs", "same")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """Two texts by their places in a cluster, the smaller one first."""

    pair: Pair
    runs: int
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Texts in order of size, with all ties among them, and the files that hold their words."""

    texts: tuple[Text, ...]
    ties: tuple[Tied, ...]
    files: tuple[str, ...]


def group_parts(ledger: Ledger, parts: Sequence[Part], *, store: Store, workers: Workers) -> None:
    """Fill the origins of a ledger that was settled from its parts."""
    database = ledger.database
    prints = [part for part in parts if part.file("prints")]
    if not prints:
        return
    database.script(_PRINTED.format(raw=raw(prints, "print_documents", store)))
    database.script(_TEXTS)
    _tie(database, prints, store, workers)
    _compare(database, {part.place: part for part in prints}, store, workers)
    jobs = _clusters(database, {part.place: part for part in prints})
    for groups in workers.each(partial(group_clusters, store=store), _portions(jobs)):
        with database.transaction():
            write_origins(database, groups, [0] * len(groups))


def group_clusters(clusters: Sequence[Cluster], *, store: Store) -> list[OriginGroup]:
    """The origins of the texts of each cluster."""
    return [group for cluster in clusters for group in group_cluster(cluster, partial(words_of, store=store))]


def group_cluster(
    cluster: Cluster, find_words: Callable[[Collection[bytes], Sequence[str]], Mapping[bytes, Numbers]]
) -> tuple[OriginGroup, ...]:
    """The origins of one cluster, by the rules of `onrecord.origins`."""
    texts = cluster.texts
    shares = {tied.pair: (tied.runs / texts[tied.pair[0]].size, tied.runs) for tied in cluster.ties}
    likeliest = sorted(shares, key=lambda pair: (-shares[pair][0], -shares[pair][1], pair))

    def words(places: Collection[int]) -> Mapping[int, Numbers]:
        found = find_words({texts[place].digest for place in places}, cluster.files)
        return {place: found[texts[place].digest] for place in places}

    known = {tied.pair: tied.likeness for tied in cluster.ties}
    judge = Judge(words, lambda place: texts[place].sources[0], known)
    return assemble(texts, {pair: shares[pair][0] for pair in likeliest}, judge).groups


# --- Ties -------------------------------------------------------------------------------------


def _tie(database: Database, parts: Sequence[Part], store: Store, workers: Workers) -> None:
    """Fill `ties`: pairs that share enough runs."""
    sizes = [size for (size,) in database.rows("SELECT DISTINCT size FROM texts ORDER BY size")]
    database.script("CREATE TABLE least (size INTEGER, runs DOUBLE)")
    database.rows(
        "INSERT INTO least SELECT unnest(?::INTEGER[]), unnest(?::DOUBLE[])",
        [sizes, needed(np.array(sizes, np.int64)).tolist()],
    )
    files = [name for part in parts if (name := part.file("print_runs"))]
    runs = sum(file.rows for part in parts for file in part.files if file.table == "print_runs")
    jobs = buckets(runs, files) if files else []
    tied = [name for name in workers.each(partial(tie_bucket, store=store), jobs) if name is not None]
    if tied:
        database.script(_TIES.format(files=listed([store.near(name) for name in tied])))
    else:
        database.script(
            "CREATE TABLE ties (one BLOB, other BLOB, runs INTEGER, first BIGINT, second BIGINT, size INTEGER)"
        )


def _compare(
    database: Database, parts: Mapping[tuple[int, int], Part], store: Store, workers: Workers
) -> None:
    """Fill `likenesses`: the ties with what their texts share."""
    database.script(_LIKENESSES)
    rows = database.batches(
        "SELECT t.one, t.other, t.first, t.second, t.runs, a.home, b.home FROM ties AS t "
        "JOIN texts AS a ON a.place = t.first JOIN texts AS b ON b.place = t.second ORDER BY a.home, t.first, t.second",
        size=_PAIRS_AT_ONCE,
    )
    asked: list[list[tuple[int, int, int]]] = []

    def jobs() -> Iterator[Pairs]:
        for batch in rows:
            asked.append([(first, second, runs) for _, _, first, second, runs, _, _ in batch])
            homes = {_place(home) for row in batch for home in row[5:]}
            yield Pairs(
                pairs=tuple((bytes(row[0]), bytes(row[1])) for row in batch), files=_files(homes, parts)
            )

    for done, likenesses in enumerate(workers.each(partial(compare, store=store), jobs())):
        columns = zip(
            *(
                (*tied, *(getattr(likeness, name) for name in _MEASURES))
                for tied, likeness in zip(asked[done], likenesses, strict=True)
            ),
            strict=True,
        )
        kinds = (
            "BIGINT",
            "BIGINT",
            "INTEGER",
            "INTEGER",
            "INTEGER",
            "INTEGER",
            "DOUBLE",
            "DOUBLE",
            "BOOLEAN",
        )
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
        database.rows(f"INSERT INTO likenesses SELECT {lists}", [list(column) for column in columns])
        asked[done] = []


# --- Clusters ---------------------------------------------------------------------------------


def _clusters(database: Database, parts: Mapping[tuple[int, int], Part]) -> Iterator[Cluster]:
    """The texts of all documents, those together that a chain of possible matches connects."""
    _connect(database)
    rows = database.batches(
        "SELECT c.cluster, t.place, t.digest, t.size, t.home FROM texts AS t JOIN clusters AS c USING (place) "
        "ORDER BY c.cluster, t.place",
        size=_TEXTS_AT_ONCE,
    )
    held: list[tuple[int, int, bytes, int, tuple[int, int]]] = []
    for batch in rows:
        held.extend(
            (cluster, at, bytes(digest), size, _place(home)) for cluster, at, digest, size, home in batch
        )
        last = held[-1][0]
        whole = [row for row in held if row[0] != last]
        held = [row for row in held if row[0] == last]
        if whole:
            yield from _made(database, whole, parts)
    if held:
        yield from _made(database, held, parts)


def _connect(database: Database) -> None:
    """Fill `clusters`: for each text the first one that it hangs together with."""
    above = np.arange(count(database, "texts"), dtype=np.int64)

    def root(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = int(above[place])
        return place

    database.script("CREATE TABLE clusters (place BIGINT, cluster BIGINT)")
    for batch in database.batches(
        f"SELECT first, second, {', '.join(_MEASURES)} FROM likenesses",  # noqa: S608 (fixed names)
        size=10_000,
    ):
        for first, second, *measures in batch:
            if may_match(_likeness(measures)):
                one, other = sorted((root(first), root(second)))
                above[other] = one
    for start in range(0, len(above), 100_000):
        places = range(start, min(start + 100_000, len(above)))
        database.rows(
            "INSERT INTO clusters SELECT unnest(?::BIGINT[]), unnest(?::BIGINT[])",
            [list(places), [root(place) for place in places]],
        )


def _made(
    database: Database,
    rows: Sequence[tuple[int, int, bytes, int, tuple[int, int]]],
    parts: Mapping[tuple[int, int], Part],
) -> Iterator[Cluster]:
    """Whole clusters of rows that are sorted by cluster."""
    first, last = rows[0][0], rows[-1][0]
    sources = _sources(database, first, last)
    ties: dict[int, list[tuple[int, int, int, Likeness]]] = {}
    for cluster, one, other, runs, *measures in database.rows(
        f"SELECT a.cluster, l.first, l.second, l.runs, {', '.join(_MEASURES)} FROM likenesses AS l "  # noqa: S608
        "JOIN clusters AS a ON a.place = l.first JOIN clusters AS b ON b.place = l.second "
        "WHERE a.cluster = b.cluster AND a.cluster BETWEEN ? AND ? ORDER BY l.first, l.second",
        (first, last),
    ):
        ties.setdefault(cluster, []).append((one, other, runs, _likeness(measures)))
    members: dict[int, list[tuple[int, bytes, int, tuple[int, int]]]] = {}
    for cluster, *text in rows:
        members.setdefault(cluster, []).append(tuple(text))  # type: ignore[arg-type]
    for cluster, texts in members.items():
        at = {place: number for number, (place, _, _, _) in enumerate(texts)}
        yield Cluster(
            texts=tuple(
                Text(
                    digest=digest,
                    numbers=_EMPTY,
                    sample=_EMPTY.astype(np.uint64),
                    size=size,
                    sources=sources[place],
                )
                for place, digest, size, _ in texts
            ),
            ties=tuple(
                Tied(pair=(at[one], at[other]), runs=runs, likeness=likeness)
                for one, other, runs, likeness in ties.get(cluster, ())
            ),
            files=_files({home for _, _, _, home in texts}, parts) if len(texts) > 1 else (),
        )


def _sources(database: Database, first: int, last: int) -> dict[int, list[Source]]:
    """Place of a text to the documents that print it, by id, for the clusters from one to another."""
    found: dict[int, list[Source]] = {}
    for place, document, outlet, credit, publisher, begins, ends, length in database.rows(
        "SELECT t.place, p.document, p.outlet, p.credit, p.publisher, p.date_first, p.date_last, p.length "
        "FROM clusters AS c JOIN texts AS t USING (place) JOIN printed AS p USING (digest) "
        "WHERE c.cluster BETWEEN ? AND ? ORDER BY t.place, p.document",
        (first, last),
    ):
        found.setdefault(place, []).append(
            Source(
                document=document,
                outlet=outlet,
                credit=credit,
                publisher=publisher,
                first=begins,
                last=ends,
                length=length,
            )
        )
    return found


def _portions(clusters: Iterable[Cluster]) -> Iterator[list[Cluster]]:
    """Clusters that one job groups."""
    clusters = iter(clusters)
    while portion := list(islice(clusters, 1)):
        while sum(len(cluster.texts) for cluster in portion) < _TEXTS_AT_ONCE and (
            more := list(islice(clusters, 64))
        ):
            portion += more
        yield portion


def _likeness(measures: Sequence[object]) -> Likeness:
    return Likeness(**dict(zip(_MEASURES, measures, strict=True)))  # type: ignore[arg-type]


def _place(home: Any) -> tuple[int, int]:
    """The part that a row names: the database gives a pair as a mapping or a tuple."""
    portion, part = home.values() if isinstance(home, dict) else home
    return int(portion), int(part)


def _files(homes: Collection[tuple[int, int]], parts: Mapping[tuple[int, int], Part]) -> tuple[str, ...]:
    return tuple(name for home in sorted(homes) if (name := parts[home].file("prints")) is not None)
