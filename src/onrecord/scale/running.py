"""One run over many machines, from the inputs to a ledger in a folder.

Everything that is worked out is a file under a name that its inputs decide. A run that is cut short goes on from the
parts that are there, and the manifest, written last, makes the folder a ledger.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from onrecord.assembly import Setup, open_setup
from onrecord.errors import StopSource, UsageError
from onrecord.ledger import Ledger, Skipped
from onrecord.ledger.database import MANIFEST
from onrecord.ledger.folder import FORMAT, Manifest, TableFile, lay_out, read_manifest, write_manifest
from onrecord.ledger.migrate import load_migrations
from onrecord.ledger.tables import TABLES
from onrecord.origins import edits
from onrecord.scale.grouping import group_parts
from onrecord.scale.inputs import Batch, Portion, batches, cut, list_inputs
from onrecord.scale.packing import pack, unpack
from onrecord.scale.parts import UNFINISHED, Part, make_part, without, write_tables
from onrecord.scale.relating import relate_parts
from onrecord.scale.settling import Settled, settle
from onrecord.scale.store import Store, open_store
from onrecord.scale.workers import Workers
from onrecord.settings import Settings
from onrecord.vocabulary import Case

AT_ONCE = 200
"""Documents of one batch, and so of one part, unless the caller says otherwise."""
_PLAN = f"{UNFINISHED}/plan.json"
_WHOLE = {
    "runs": "SELECT * FROM runs",
    "sources": "SELECT * FROM sources ORDER BY run, ord",
    "readings": "SELECT * FROM readings ORDER BY ord",
    "origins": "SELECT * FROM origins ORDER BY documents",
    "origin_documents": "SELECT * FROM origin_documents ORDER BY origin, ord",
    "relations": "SELECT * FROM relations ORDER BY origin, ord",
    "brought_together": "SELECT * FROM brought_together ORDER BY origin, ord",
    "edits": "SELECT * FROM edits ORDER BY original_document, copy_document, ord",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that a machine needs to know to read a document as the others do."""

    settings: Settings = field(default_factory=Settings.read)
    case: Case | None = None
    lexicon: bytes | None = None
    """A TOML file of stance frames of the user's own."""
    columns: Mapping[str, str] | None = None
    folder: str = field(default_factory=lambda: str(Path.cwd()))
    """Where relative paths begin, on every machine."""
    at_once: int = AT_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a run has come: parts that are there, and their documents."""

    stage: str
    parts: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What a run over many machines did. `met == added + held + skipped`."""

    manifest: Manifest
    reasons: tuple[Skipped, ...]


def spread(
    paths: Sequence[str],
    *,
    into: str,
    workers: Workers,
    recipe: Recipe | None = None,
    progress: Callable[[Step], None] | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Spread:
    """Read what `paths` name into a new ledger folder; one bad document never stops the others.

    Raises UsageError where the folder holds another run or a whole ledger, and StopSource where the run cannot go on:
    the same call takes up what is there. Claims are laid beside the bundled record.
    """
    recipe = recipe or Recipe()
    told = progress or (lambda step: None)
    store = open_store(into)
    if store.read(MANIFEST) is not None:
        raise UsageError(
            "holds a whole ledger already",
            where=into,
            remedy="name another folder; onrecord merge joins them",
        )
    setup = _setup(pack(recipe))
    method = setup.stages.method
    told(Step(stage="listing"))
    inputs = list_inputs(paths, limit=recipe.settings.max_bytes, columns=recipe.columns)
    portions = cut(inputs, most=recipe.at_once)
    started = _plan(store, portions, recipe, method, clock)
    made = _make_parts(portions, recipe, method, store, workers, told)
    with tempfile.TemporaryDirectory(prefix="onrecord-desk-") as folder:
        desk = Path(folder)
        with _open_desk(desk, store) as ledger:
            told(Step(stage="ordering", parts=len(made)))
            settled = settle(ledger, made, store=store, method=method)
            parts = _prune(made, settled, store, workers)
            _lay_out(ledger, parts, store)
            told(Step(stage="grouping", parts=len(parts), documents=settled.added))
            group_parts(ledger, parts, store=store, workers=workers)
            relate_parts(ledger, parts, store=store, workers=workers, edits=edits)
            finished = clock().astimezone(UTC).replace(tzinfo=None)
            _note_run(ledger, setup.tool, method, started, finished)
            files = tuple(_whole_files(ledger, parts, desk, store))
            reasons = ledger.skipped()
    manifest = Manifest(
        format=FORMAT,
        schema=load_migrations()[-1].version,
        tool=setup.tool,
        method=method,
        started=started,
        finished=finished,
        met=settled.met,
        added=settled.added,
        held=settled.held,
        skipped=settled.skipped,
        files=files,
    )
    data = write_manifest(manifest)
    read_manifest(data, where=into)
    store.write(data, MANIFEST)
    _clear(store, made, files)
    return Spread(manifest=manifest, reasons=reasons)


# --- Parts ------------------------------------------------------------------------------------


@cache
def _setup(recipe: bytes) -> Setup:
    """Knowledge and model, loaded once a process."""
    known: Recipe = unpack(recipe)
    with tempfile.TemporaryDirectory(prefix="onrecord-words-") as folder:
        lexicon = None
        if known.lexicon is not None:
            (lexicon := Path(folder) / "lexicon.toml").write_bytes(known.lexicon)
        return open_setup(known.settings, known.case, lexicon, columns=known.columns)


def open_portion(portion: Portion, *, recipe: bytes) -> Iterator[Batch]:
    """The documents of a portion, in batches; a job of one machine."""
    known: Recipe = unpack(recipe)
    with _in_folder(known):
        yield from batches(portion, most=known.at_once, limit=known.settings.max_bytes, columns=known.columns)


def make(batch: Batch, *, recipe: bytes, method: str, store: Store) -> Part:
    """Make the part of a batch; a job of one machine."""
    known: Recipe = unpack(recipe)
    setup = _setup(recipe)
    if setup.stages.method != method:
        raise StopSource(
            "one of the machines reads by other rules or another model than this one",
            remedy="install the same onrecord on all of them",
        )
    with _in_folder(known):
        return make_part(
            batch,
            store=store,
            stages=setup.stages,
            tool=setup.tool,
            limit=known.settings.max_bytes,
            seconds=known.settings.max_seconds,
        )


def _make_parts(
    portions: Sequence[Portion],
    recipe: Recipe,
    method: str,
    store: Store,
    workers: Workers,
    told: Callable[[Step], None],
) -> list[Part]:
    """The part of every batch once, in the order of the inputs, however often one was made."""
    packed = pack(recipe)
    made: dict[tuple[int, int], Part] = {}
    documents = 0
    for part in workers.make_parts(
        portions,
        partial(open_portion, recipe=packed),
        partial(make, recipe=packed, method=method, store=store),
    ):
        if part.place not in made:
            made[part.place] = part
            documents += part.met
            told(Step(stage="reading", parts=len(made), documents=documents))
    return [made[place] for place in sorted(made)]


def _in_folder(recipe: Recipe) -> chdir[str]:
    """Relative paths mean the same on every machine, and stand in the ledger as the user wrote them."""
    if not Path(recipe.folder).is_dir():
        raise StopSource(
            "one of the machines does not have this folder",
            where=recipe.folder,
            remedy="start in a folder that all of them share, or name the inputs by their whole paths there",
        )
    return chdir(recipe.folder)


def _plan(
    store: Store, portions: Sequence[Portion], recipe: Recipe, method: str, clock: Callable[[], datetime]
) -> datetime:
    """When the run began. Raises UsageError where the folder holds parts of another one."""
    listed = [[one.address, one.size, str(one.error or "")] for portion in portions for one in portion.inputs]
    told = json.dumps([listed, recipe.at_once, sorted((recipe.columns or {}).items()), method])
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    kept = store.read(_PLAN)
    if kept is None:
        started = clock().astimezone(UTC).replace(tzinfo=None)
        plan = {"digest": digest, "started": started.isoformat()}
        store.write(json.dumps(plan).encode(), _PLAN)
        return started
    plan = json.loads(kept)
    if plan["digest"] != digest:
        raise UsageError(
            "holds an unfinished run over other inputs, or by other rules",
            where=store.where,
            remedy="end that one with its own command, or name another folder",
        )
    return datetime.fromisoformat(plan["started"])


def _prune(parts: Sequence[Part], settled: Settled, store: Store, workers: Workers) -> list[Part]:
    """The parts without the documents that earlier ones have."""
    jobs = [(part, settled.doubles[part.place]) for part in parts if part.place in settled.doubles]
    pruned = {part.place: part for part in workers.each(partial(_without, store=store), jobs)}
    return [pruned.get(part.place, part) for part in parts]


def _without(job: tuple[Part, list[str]], *, store: Store) -> Part:
    part, documents = job
    return without(part, documents, store=store)


def _clear(store: Store, made: Sequence[Part], files: Sequence[TableFile]) -> None:
    """Take away what is no part of the whole ledger."""
    kept = {file.name for file in files}
    for part in made:
        for file in part.files:
            if file.name not in kept and not file.name.startswith(UNFINISHED):
                store.discard(file.name)
    store.remove(UNFINISHED)


# --- The whole --------------------------------------------------------------------------------


def _open_desk(folder: Path, store: Store) -> Ledger:
    """A ledger on this machine's disk, where what concerns all parts is worked out."""
    return Ledger.open(folder / "desk.duckdb", folders=[folder, store.root])


def _lay_out(ledger: Ledger, parts: Sequence[Part], store: Store) -> None:
    names: dict[str, list[str]] = {}
    for part in parts:
        for table in TABLES:
            name = part.file(table.name)
            if name is not None:
                names.setdefault(table.name, []).append(str(store.near(name)))
    lay_out(ledger.database, names, root=Path("/"))


def _note_run(ledger: Ledger, tool: str, method: str, started: datetime, finished: datetime) -> None:
    ledger.database.rows(
        "INSERT INTO runs (id, started, finished, tool, method) VALUES (1, ?, ?, ?, ?)",
        (started, finished, tool, method),
    )


def _whole_files(ledger: Ledger, parts: Sequence[Part], folder: Path, store: Store) -> Iterable[TableFile]:
    """The files of the ledger: those of the parts, then the tables that concern all of them."""
    documents = {table.name for table in TABLES}
    yield from (file for part in parts for file in part.files if file.table in documents)
    yield from write_tables(ledger.database, _WHOLE, name="all", folder=folder, store=store)
