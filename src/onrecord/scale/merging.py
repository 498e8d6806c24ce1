"""A ledger folder into a ledger file, part by part: what is in it already is not added again.

The run of the folder becomes a run of the file, with its times, and each of its sources is met once, in their order. A
merge that is cut short goes on behind the last source that it put in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.joins import regroup
from onrecord.ledger import Ledger, Run, Summary, overlay
from onrecord.ledger.database import MANIFEST, Database
from onrecord.ledger.folder import Manifest, TableFile, open_manifest, read_manifest
from onrecord.ledger.tables import TABLES
from onrecord.scale.parts import file_digest
from onrecord.scale.settling import listed
from onrecord.scale.store import SCHEMES, Store, open_store

_NAMES = tuple(table.name for table in TABLES)

_ADDED = "SELECT ord FROM {files} WHERE outcome = 'added' ORDER BY ord"

_COMING = """
CREATE TEMP TABLE coming AS
SELECT s.ord, s.address, s.document, s.reason,
    CASE WHEN s.outcome = 'added' AND d.document IS NOT NULL THEN 'held' ELSE s.outcome END AS outcome
FROM {files} AS s
LEFT JOIN documents AS d ON d.document = s.document AND d.method = $method
WHERE s.ord > $after AND s.ord <= $until
"""

_READ_BY = """
INSERT INTO readings (ord, document, method, run)
SELECT (SELECT coalesce(max(ord), 0) FROM readings) + row_number() OVER (ORDER BY c.ord), c.document, $method, $run
FROM (SELECT document, min(ord) AS ord FROM coming WHERE document IS NOT NULL GROUP BY document) AS c
LEFT JOIN newest AS n ON n.document = c.document AND n.method = $method
WHERE n.document IS NULL
ORDER BY c.ord
"""

_MET = """
INSERT INTO sources (run, ord, address, outcome, document, reason)
SELECT $run, ord, address, outcome, document, reason FROM coming ORDER BY ord
"""

_DECIDED = """
SELECT DISTINCT document FROM coming WHERE document IN (SELECT document FROM decisions) ORDER BY document
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge did."""

    run: Run
    new: int
    """Sources of the folder that were put in by this call."""
    summary: Summary


def merge_folder(folder: str, *, into: Path, progress: Callable[[int, int], None] | None = None) -> Merged:
    """Put a ledger folder into a ledger file, made if missing, and group its documents with those that are there.

    Raises LedgerError where the folder is not whole, or a file of it was changed.
    """
    store, manifest = _open(folder)
    parts = _parts(manifest)
    sources = [store.near(file.name) for file in manifest.files if file.table == "sources"]
    with Ledger.open(into, folders=[store.root]) as ledger:
        run, done = _run_of(ledger, manifest)
        ends = _ends(ledger.database, sources, parts)
        put = 0
        for number, (part, end) in enumerate(zip(parts, ends, strict=True), 1):
            if end > done:
                near = {file.table: _checked(file, store) for file in part}
                with ledger.database.transaction():
                    _add(ledger.database, run, near, sources, after=done, until=end)
                put, done = put + end - done, end
            if progress is not None:
                progress(number, len(parts))
        regroup(ledger)
        ledger.database.rows("UPDATE runs SET finished = ? WHERE id = ?", (manifest.finished, run.id))
        return Merged(run=run, new=put, summary=ledger.summary(run))


# --- The folder -------------------------------------------------------------------------------


def _open(folder: str) -> tuple[Store, Manifest]:
    store = open_store(folder)
    if not folder.startswith(SCHEMES) and (Path(folder) / MANIFEST).is_file():
        return store, open_manifest(Path(folder))
    data = store.read(MANIFEST)
    if data is None:
        raise LedgerError(
            f"is no ledger folder: it has no {MANIFEST}",
            where=folder,
            remedy="name a folder that onrecord spread wrote to its end",
        )
    return store, read_manifest(data, where=folder)


def _parts(manifest: Manifest) -> list[list[TableFile]]:
    """The files of each part that has documents, in order; a last one without files stands for what came after them."""
    files = sorted((file for file in manifest.files if file.table in _NAMES), key=_stem)
    parts = [list(part) for _, part in groupby(files, key=_stem)]
    return [*(part for part in parts if any(file.table == _NAMES[0] for file in part)), []]


def _stem(file: TableFile) -> str:
    return file.name.rpartition("/")[2]


def _ends(database: Database, sources: Sequence[Path], parts: Sequence[Sequence[TableFile]]) -> list[int]:
    """The last source of each part: parts are in the order of the sources, and each tells how many documents it has."""
    if not sources:
        return [0] * len(parts)
    added = [ord_ for (ord_,) in database.rows(_ADDED.format(files=listed(sources)))]
    ((last,),) = database.rows(f"SELECT max(ord) FROM {listed(sources)}")  # noqa: S608 (quoted paths)
    ends: list[int] = []
    documents = 0
    for part in parts[:-1]:
        documents += next(file.rows for file in part if file.table == _NAMES[0])
        ends.append(int(added[documents - 1]))
    return [*ends, int(last)]


def _checked(file: TableFile, store: Store) -> Path:
    """The file, which is as it was written."""
    path = store.near(file.name)
    if file_digest(path) != file.digest:
        raise LedgerError(
            f"was changed after it was written: {file.name}",
            where=store.where,
            remedy="copy the folder again; what was put in before is kept",
        )
    return path


# --- The file ---------------------------------------------------------------------------------


def _run_of(ledger: Ledger, manifest: Manifest) -> tuple[Run, int]:
    """The run in the file that stands for that of the folder, and the last source of it that was put in."""
    database = ledger.database
    known = next(
        (
            run
            for run in ledger.runs()
            if (run.started, run.tool, run.method) == (manifest.started, manifest.tool, manifest.method)
        ),
        None,
    )
    if known is None:
        ((last,),) = database.rows("SELECT coalesce(max(id), 0) FROM runs")
        known = Run(
            id=last + 1, started=manifest.started, finished=None, tool=manifest.tool, method=manifest.method
        )
        database.rows(
            "INSERT INTO runs (id, started, tool, method) VALUES (?, ?, ?, ?)",
            (known.id, known.started, known.tool, known.method),
        )
    ((done,),) = database.rows("SELECT coalesce(max(ord), 0) FROM sources WHERE run = ?", (known.id,))
    return known, int(done)


def _add(
    database: Database,
    run: Run,
    files: Mapping[str, Path],
    sources: Sequence[Path],
    *,
    after: int,
    until: int,
) -> None:
    """Put in the sources from one to another, with the documents that the file does not have by this method."""
    database.script("DROP TABLE IF EXISTS coming")
    database.rows(
        _COMING.format(files=listed(sources)), {"after": after, "until": until, "method": run.method}
    )
    for table in TABLES:
        if table.name in files:
            columns = ", ".join((*_key(table is TABLES[0]), *table.columns))
            database.rows(
                f"INSERT INTO {table.name} (run, {columns}) SELECT ?, {columns} FROM {listed([files[table.name]])} "  # noqa: S608 (fixed names, quoted paths)
                "WHERE document IN (SELECT document FROM coming WHERE outcome = 'added')",
                (run.id,),
            )
    bound = {"run": run.id, "method": run.method}
    database.rows(_READ_BY, bound)
    database.rows(_MET, {"run": run.id})
    for (document,) in database.rows(_DECIDED):
        overlay.rebuild(database, document)
    database.script("DROP TABLE coming")


def _key(is_document: bool) -> tuple[str, ...]:
    return ("document", "method") if is_document else ("document", "method", "ord")
