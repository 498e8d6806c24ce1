"""One batch of documents as one part: a ledger in memory, filled as on one core, and its tables as Parquet files.

A part is named by the place of its batch. A job that is run again writes the same bytes under the same names, and a
part counts from the moment when its receipt is written.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.ledger.codec import dumps, from_json
from onrecord.ledger.database import Database
from onrecord.ledger.folder import TableFile, lay_out
from onrecord.ledger.tables import TABLES
from onrecord.read import Source
from onrecord.runs import Stages, run, take_all
from onrecord.scale.inputs import Batch
from onrecord.scale.store import Store
from onrecord.vocabulary import Document, Edit

UNFINISHED = "unfinished"
"""The folder of what is taken away when the ledger is whole."""
RECEIPTS = f"{UNFINISHED}/parts"
_DOCUMENTS = tuple(table.name for table in TABLES)

# What is numbered or grouped when all parts are there; each row tells its part.
_RAW = {
    "sources": "SELECT {place}, ord, address, outcome, document, reason FROM sources ORDER BY ord",
    "readings": "SELECT {place}, ord, document, method FROM readings ORDER BY ord",
    "prints": "SELECT digest, size, words FROM prints ORDER BY digest",
    "print_runs": "SELECT DISTINCT r.run, p.size, p.digest FROM print_holders AS r JOIN prints AS p ON p.no = r.print ORDER BY ALL",
    "print_documents": (
        "SELECT {place}, p.digest, p.size, d.document, d.outlet, d.credit, d.publisher, d.date_first, d.date_last, d.length "
        "FROM print_documents AS d JOIN prints AS p ON p.no = d.print ORDER BY d.document"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The receipt of one part: its files, and what became of its documents. `met == added + held + skipped`."""

    portion: int
    number: int
    files: tuple[TableFile, ...]
    met: int
    added: int
    held: int
    skipped: int

    @property
    def place(self) -> tuple[int, int]:
        """Parts in this order hold the documents in the order of the inputs."""
        return self.portion, self.number

    @property
    def name(self) -> str:
        """The name of its files."""
        return f"{self.portion:06}-{self.number:06}"

    def file(self, table: str) -> str | None:
        """The name of the file with its rows of a table; None where it has no rows."""
        return next((file.name for file in self.files if file.table == table), None)


def make_part(
    batch: Batch, *, store: Store, stages: Stages[Source], tool: str, limit: int, seconds: float = inf
) -> Part:
    """Read and analyse a batch and keep its rows; a part that is kept already is not made again. Raises StopSource.

    `limit` is in bytes of a document, `seconds` are those that it may take.
    """
    kept = store.read(f"{RECEIPTS}/{batch.name}.json")
    if kept is not None:
        return from_json(Part, json.loads(kept))
    sources = [loaded.source(limit=limit) for loaded in batch.documents]
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-part-") as folder,
        Ledger.open(None, folders=[Path(folder)]) as ledger,
    ):
        taking = partial(take_all, stages.read, stages.analyse, seconds=seconds)
        result = run([], ledger=ledger, stages=_only(stages, sources), tool=tool, taking=taking)
        place = f"{batch.portion} AS portion, {batch.number} AS part"
        selected = {name: f"SELECT * FROM {name}" for name in _DOCUMENTS}  # noqa: S608 (fixed names)
        raw = {name: sql.format(place=place) for name, sql in _RAW.items()}
        keep = partial(write_tables, ledger.database, name=batch.name, folder=Path(folder), store=store)
        files = (*keep(selected), *keep(raw, below=f"{UNFINISHED}/"))
    summary = result.summary
    part = Part(
        portion=batch.portion,
        number=batch.number,
        files=files,
        met=summary.sources,
        added=summary.added,
        held=summary.held,
        skipped=len(summary.skipped),
    )
    keep_receipt(part, store)
    return part


def keep_receipt(part: Part, store: Store) -> None:
    """Let the part count from now on."""
    store.write(dumps(part).encode(), f"{RECEIPTS}/{part.name}.json")


def write_tables(
    database: Database, selected: Mapping[str, str], *, name: str, folder: Path, store: Store, below: str = ""
) -> Iterator[TableFile]:
    """Keep the rows of each query as a Parquet file of its table, where there are any; rows stand as they were stored."""
    for table, sql in selected.items():
        path = folder / f"{table}.parquet"
        ((rows,),) = database.rows(f"SELECT count(*) FROM ({sql})")  # noqa: S608 (queries of ours)
        if rows:
            quoted = str(path).replace("'", "''")
            database.script(f"COPY ({sql}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
            size, digest = path.stat().st_size, file_digest(path)
            file = TableFile(
                table=table, name=f"{below}{table}/{name}.parquet", rows=rows, size=size, digest=digest
            )
            store.put(path, file.name)
            yield file


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def without(part: Part, documents: Sequence[str], *, store: Store) -> Part:
    """The part without the rows of documents that an earlier part has, under names of its own."""
    digest = hashlib.sha256(" ".join(sorted(documents)).encode()).hexdigest()[:12]
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-part-") as folder,
        open_parts([part], store=store, folders=[Path(folder)]) as ledger,
    ):
        database = ledger.database
        database.script("CREATE TEMP TABLE gone (document VARCHAR)")
        database.rows("INSERT INTO gone SELECT unnest(?::VARCHAR[])", (sorted(documents),))
        selected = {
            table: f"SELECT * FROM {table} WHERE document NOT IN (SELECT document FROM gone)"  # noqa: S608 (fixed names)
            for table in _DOCUMENTS
            if part.file(table) is not None
        }
        files = list(
            write_tables(database, selected, name=f"{part.name}-{digest}", folder=Path(folder), store=store)
        )
    raw = [file for file in part.files if file.table not in _DOCUMENTS]
    return replace(part, files=(*files, *raw))


@contextmanager
def open_parts(parts: Sequence[Part], *, store: Store, folders: Sequence[Path] = ()) -> Iterator[Ledger]:
    """A ledger in memory over the documents of some parts; other tables are empty and may be filled."""
    names: dict[str, list[Path]] = {}
    for part in parts:
        for file in part.files:
            if file.table in _DOCUMENTS:
                names.setdefault(file.table, []).append(store.near(file.name))
    with Ledger.open(None, folders=[*folders, store.root]) as ledger:
        lay_out(ledger.database, {table: map(str, paths) for table, paths in names.items()}, root=Path("/"))
        ledger.database.script(
            "INSERT INTO readings SELECT row_number() OVER (), document, method, run FROM documents"
        )
        yield ledger


def _only(stages: Stages[Source], sources: Sequence[Source]) -> Stages[Source]:
    """The stages over documents that are at hand. What copies changed is worked out when all documents are known."""
    return replace(stages, find=lambda _: sources, open=lambda source: (source,), edits=_no_edits)


def _no_edits(original: Document, copy: Document) -> tuple[Edit, ...]:
    return ()
