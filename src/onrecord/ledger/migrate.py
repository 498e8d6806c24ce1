"""Brings a ledger's tables to the version this program knows, one numbered SQL file at a time.

All steps of one opening are one transaction: an older ledger is either brought up to date or left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError, LedgerError
from onrecord.ledger.database import Database

APPLICATION = "onrecord"
_FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step from `version - 1` to `version`."""

    version: int
    name: str
    sql: str


@cache
def load_migrations() -> tuple[Migration, ...]:
    """The steps that ship with the package, in order. Raises DataError where one is missing or misnamed."""
    folder = files("onrecord.ledger") / "migrations"
    steps: list[Migration] = []
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".sql"):
            continue
        match = _FILE_NAME.fullmatch(file.name)
        if match is None or int(match[1]) != len(steps) + 1:
            raise DataError("a migration is misnamed or out of order", where=file.name)
        steps.append(Migration(version=int(match[1]), name=match[2], sql=file.read_text("utf-8")))
    return tuple(steps)


def migrate(database: Database, steps: Sequence[Migration]) -> int:
    """Bring the ledger to the last of `steps`; the version it had. Raises LedgerError."""
    held, newest = held_version(database), steps[-1].version
    if held > newest:
        raise LedgerError(
            f"was written by a newer OnRecord (ledger version {held}, this program knows {newest})",
            where=database.where,
            remedy="upgrade onrecord; the ledger was left as it is",
        )
    if held == newest:
        return held
    if database.read_only:
        raise LedgerError(
            f"is of an older version ({held}, this program reads {newest})" if held else "holds nothing yet",
            where=database.where,
            remedy="bring it up to date with: onrecord run PATH... --ledger FILE.duckdb",
        )
    with database.transaction():
        for step in steps[held:]:
            database.script(step.sql)
            database.rows(
                "INSERT INTO schema_version (application, version, name) VALUES (?, ?, ?)",
                (APPLICATION, step.version, step.name),
            )
    return held


def held_version(database: Database) -> int:
    """The version of the ledger in the file; 0 for a file without tables. Raises LedgerError."""
    columns = database.rows(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'main'"
    )
    if not columns:
        return 0
    if ("schema_version", "application") in columns:
        ((version,),) = database.rows(
            "SELECT max(version) FROM schema_version WHERE application = ?", (APPLICATION,)
        )
        if version is not None:
            return int(version)
    raise LedgerError(
        "is a DuckDB file, but not a ledger",
        where=database.where,
        remedy="name another file; this one was left as it is",
    )
