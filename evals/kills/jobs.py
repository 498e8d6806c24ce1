"""The kinds of work that are killed: each prepares a folder, works in it, and tells what must hold afterwards.

Work that was killed is done again with the same call, as a user would; it must then have come to what it comes to undisturbed.
"""

from __future__ import annotations

import functools
import inspect
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from evals.kills import made
from evals.kills.children import Tell
from evals.kills.older import write_version
from evals.kills.state import decisions, documents, faults
from onrecord import assembly, review, runs
from onrecord.keeping import backup_ledger, restore_ledger
from onrecord.ledger import Ledger
from onrecord.ledger.migrate import load_migrations
from onrecord.registry import load_registry
from onrecord.vocabulary import ActorKind

LEDGER = "ledger.duckdb"
WHOLE = "whole.duckdb"
"""A finished ledger that other work starts from."""
DECISIONS = "decisions.jsonl"
_DOCUMENTS, _CALLS, _DECISIONS = 8, 150, 12
_WATCHED = (
    "begin", "keep", "skip", "add", "hold", "store_joined", "store_families", "finish", "decide", "keep_decisions", "close",
)  # fmt: skip
"""What of a ledger is told as a stage when it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One kind of work."""

    name: str
    prepare: Callable[[Path, Path, int], None]
    """Fills an empty folder, given the folder of what was made before and a seed."""
    work: Callable[[Path, Random, Tell], None]
    """Does it; what it acknowledges is kept from then on."""
    lost: Callable[[Path, Sequence[str]], list[str]]
    """What of all that was acknowledged is not there, or is wrong otherwise."""
    arguments: Callable[[Path], list[str]] | None = None
    """The command that does the same; None where there is none."""
    repeats: bool = True
    """True where doing it again comes to the same state."""


def jobs() -> tuple[Job, ...]:
    """Everything that this version can do."""
    known = (_RUN, _IMPORT, _MIGRATE, _REVIEW, _EXCHANGE, _BACKUP, _RESTORE)
    return (*known, _JOBS) if "jobs" in inspect.signature(assembly.run).parameters else known


def watched(work: Callable[[Path, Random, Tell], None], tell: Tell) -> Callable[[Path, Random], None]:
    """The work with the stages of ledgers told; for a process that does nothing else and ends."""
    for name in _WATCHED:
        setattr(Ledger, name, _telling(getattr(Ledger, name), name, tell))
    return lambda folder, random: work(folder, random, tell)


def _telling(method: Callable[..., Any], name: str, tell: Tell) -> Callable[..., Any]:
    @functools.wraps(method)
    def told(*arguments: Any, **named: Any) -> Any:
        tell(name)
        return method(*arguments, **named)

    return told


def states() -> set[str]:
    """Ids of the states that a code may name."""
    return {id_ for id_, actor in load_registry().actors.items() if actor.kind is ActorKind.STATE}


# --- Runs -------------------------------------------------------------------------------------


def _prepare_run(folder: Path, _: Path, seed: int) -> None:
    made.make_documents(folder / "texts", seed, _DOCUMENTS)


def _run(folder: Path, random: Random, tell: Tell, **options: Any) -> None:
    runs._BATCH = random.choice((1, 3, 64))  # documents that are stored together: several batches of so few
    """Read the texts; a document is acknowledged when the next one is begun."""
    with Ledger.open(folder / LEDGER) as ledger:
        result = assembly.run([folder / "texts"], ledger=ledger, **options)
        summary = result.summary
        if (summary.sources, summary.added + summary.held) != (_DOCUMENTS + 1, _DOCUMENTS):
            tell(f"error {summary.sources} sources, {summary.added} added, {summary.held} held")
        for id_ in sorted(document.id for document in ledger.texts()):
            tell(f"ack {id_}")


def _lost_documents(folder: Path, acknowledged: Sequence[str]) -> list[str]:
    missing = set(acknowledged) - documents(folder / LEDGER)
    return (
        [f"documents that a finished run told are missing: {', '.join(sorted(missing))}"] if missing else []
    )


def _arguments_of_run(folder: Path) -> list[str]:
    return ["run", str(folder / "texts"), "--ledger", str(folder / LEDGER)]


_RUN = Job(
    name="run", prepare=_prepare_run, work=_run, lost=_lost_documents, arguments=_arguments_of_run
)  # fmt: skip
_JOBS = Job(
    name="run --jobs 2",
    prepare=_prepare_run,
    work=functools.partial(_run, jobs=2),
    lost=_lost_documents,
    arguments=lambda folder: [*_arguments_of_run(folder), "--jobs", "2"],
)


# --- Roll calls -------------------------------------------------------------------------------


def _prepare_import(folder: Path, _: Path, seed: int) -> None:
    made.make_roll_calls(folder / "one.csv", seed, _CALLS)
    made.make_roll_calls(folder / "two.csv", seed + 1, _CALLS)


def _import(folder: Path, _: Random, tell: Tell) -> None:
    files = [folder / "one.csv", folder / "two.csv"]
    with Ledger.open(folder / LEDGER, reading=files) as ledger:
        told = ledger.import_record(files, states=states(), tool="kills", progress=tell)
    if len(told.sources) != len(files) or any(source.votes != _CALLS * 10 for source in told.sources):
        tell(f"error {told}")


_IMPORT = Job(
    name="record import",
    prepare=_prepare_import,
    work=_import,
    lost=lambda *_: [],
    arguments=lambda folder: [
        "record", "import", str(folder / "one.csv"), str(folder / "two.csv"), "--ledger", str(folder / LEDGER),
    ],
)  # fmt: skip


# --- Older ledgers ----------------------------------------------------------------------------


def _prepare_migration(folder: Path, before: Path, seed: int) -> None:
    version = 1 + (2 * seed) % (len(load_migrations()) - 1)
    write_version(folder / LEDGER, version, like=before / WHOLE)


def _migrate(folder: Path, _: Random, tell: Tell) -> None:
    tell("opening")
    with Ledger.open(folder / LEDGER):
        tell("migrated")


_MIGRATE = Job(name="migration", prepare=_prepare_migration, work=_migrate, lost=lambda *_: [])


# --- Decisions --------------------------------------------------------------------------------


def _prepare_review(folder: Path, before: Path, _: int) -> None:
    shutil.copy(before / WHOLE, folder / LEDGER)


def _review(folder: Path, random: Random, tell: Tell) -> None:
    """Decide about rows at random; each decision is acknowledged when the call comes back."""
    with Ledger.open(folder / LEDGER) as ledger:
        rows = [row.position.id for row in ledger.positions()]
        for _ in range(_DECISIONS):
            made_now = _decide(ledger, random.choice(rows), random)
            if made_now is not None:
                tell(f"ack {made_now}")


def _decide(ledger: Ledger, row: str, random: Random) -> str | None:
    reviewer, verb = (
        random.choice(("Ana", "Ben")),
        random.choice(("accept", "reject", "correct", "undo", "join")),
    )
    if verb == "accept":
        return review.accept(ledger, row, reviewer=reviewer).id
    if verb == "join":
        one, other = random.sample([held.id for held in ledger.texts()], 2)
        decide = random.choice((review.join_documents, review.part_documents))
        return decide(ledger, one, other, reviewer=reviewer, reason="read both").id
    if verb == "reject":
        return review.reject(ledger, row, reviewer=reviewer, reason="no stance").id
    if verb == "correct":
        stance = random.choice(("demands", "rejects", "supports"))
        return review.correct(ledger, row, {"stance": stance}, reviewer=reviewer, reason="other").id
    undone = {made_then.undoes for made_then in ledger.decisions()}
    own = [
        d for d in ledger.decisions() if d.reviewer == reviewer and d.verb != "undo" and d.id not in undone
    ]
    return review.undo(ledger, own[-1].id, reviewer=reviewer, reason="a slip").id if own else None


def _lost_decisions(folder: Path, acknowledged: Sequence[str]) -> list[str]:
    told = {line.split(":", 1)[0] for line in acknowledged}
    missing = told - decisions(folder / LEDGER)
    return [f"decisions that were told are missing: {', '.join(sorted(missing))}"] if missing else []


_REVIEW = Job(
    name="review", prepare=_prepare_review, work=_review, lost=_lost_decisions, repeats=False
)  # fmt: skip


def _prepare_exchange(folder: Path, before: Path, _: int) -> None:
    shutil.copy(before / WHOLE, folder / LEDGER)
    shutil.copy(before / DECISIONS, folder / DECISIONS)


def _exchange(folder: Path, _: Random, tell: Tell) -> None:
    with (
        Ledger.open(folder / LEDGER) as ledger,
        (folder / DECISIONS).open(encoding="utf-8") as lines,
    ):
        told = review.import_decisions(ledger, lines)
    if told.skipped or told.added + told.held != told.lines:
        tell(f"error {told}")


_EXCHANGE = Job(
    name="review import",
    prepare=_prepare_exchange,
    work=_exchange,
    lost=lambda *_: [],
    arguments=lambda folder: ["review", "import", str(folder / DECISIONS), "--ledger", str(folder / LEDGER)],
)


# --- Copies -----------------------------------------------------------------------------------


def _prepare_copies(folder: Path, before: Path, _: int) -> None:
    """A ledger with a backup that holds less than the ledger does."""
    shutil.copy(before / WHOLE, folder / "backup.duckdb")
    shutil.copy(before / WHOLE, folder / LEDGER)
    with Ledger.open(folder / LEDGER) as ledger:
        ledger.skip("later.txt", "gone", ledger.begin(tool="kills", method="later"))


def _backup(folder: Path, _: Random, tell: Tell) -> None:
    tell("copying")
    tell(f"ack {backup_ledger(folder / LEDGER, folder / 'backup.duckdb').digest}")


def _restore(folder: Path, _: Random, tell: Tell) -> None:
    tell("copying")
    restore_ledger(folder / "backup.duckdb", folder / LEDGER, replace=True)


def _lost_copies(folder: Path, _: Sequence[str]) -> list[str]:
    """The backup is a whole ledger at every moment, and nothing that was there is gone."""
    wrong = faults(folder / "backup.duckdb")
    if not (folder / LEDGER).exists():
        wrong.append("the ledger is gone")
    return [f"the backup: {fault}" for fault in wrong]


_BACKUP = Job(
    name="backup",
    prepare=_prepare_copies,
    work=_backup,
    lost=_lost_copies,
    arguments=lambda folder: ["backup", str(folder / "backup.duckdb"), "--ledger", str(folder / LEDGER)],
)
_RESTORE = Job(
    name="restore",
    prepare=_prepare_copies,
    work=_restore,
    lost=_lost_copies,
    arguments=lambda folder: [
        "restore", str(folder / "backup.duckdb"), "--ledger", str(folder / LEDGER), "--replace",
    ],
)  # fmt: skip
