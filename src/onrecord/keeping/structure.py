"""Whether the tables of a ledger are those of its version, and whether each of them can be read to the last byte.

What tables there must be is asked of an empty ledger that the same migrations make in memory.
"""

from __future__ import annotations

from functools import cache

from onrecord.errors import LedgerError
from onrecord.keeping.audit import Audit, Check
from onrecord.keeping.findings import Remedy
from onrecord.ledger.database import Database, Row
from onrecord.ledger.migrate import APPLICATION, load_migrations, migrate

_COLUMNS = """
SELECT t.table_name, c.column_name, c.data_type, c.is_nullable
FROM duckdb_tables() AS t JOIN duckdb_columns() AS c USING (database_oid, schema_oid, table_oid)
WHERE t.database_name = current_database() AND NOT t.internal
"""
_OTHERS = """
SELECT 'index ' || index_name FROM duckdb_indexes() WHERE database_name = current_database()
UNION ALL SELECT 'view ' || view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
UNION ALL SELECT lower(constraint_type) || ' of ' || table_name || ' ' || array_to_string(constraint_column_names, ', ')
FROM duckdb_constraints() WHERE database_name = current_database() AND constraint_type = 'PRIMARY KEY'
"""
_STEPS = Check(
    name="migration",
    table="schema_version",
    what="migrations are not noted as this program knows them",
    sql="",
    remedy=Remedy.UPGRADE,
)
_TABLES = Check(
    name="structure",
    table="tables",
    what="columns, views or indexes are missing or of another kind",
    sql="",
)
_UNREADABLE = Check(
    name="unreadable",
    table="tables",
    what="tables cannot be read whole: the file is damaged",
    sql="",
)


def look_at_structure(audit: Audit) -> bool:
    """Note missing steps, tables, columns, views and indexes; True where all other questions can be asked."""
    wrong = _wrong_steps(audit.database)
    audit.note(_STEPS, len(wrong), wrong)
    missing = _missing(audit.database)
    audit.note(_TABLES, len(missing), missing)
    return not missing


def tables_of(database: Database) -> list[str]:
    """The names of the ledger's tables, in order."""
    return sorted({row[0] for row in database.rows(_COLUMNS)})


def fingerprint(database: Database, table: str) -> tuple[int, str]:
    """The rows of a table, and a digest of all that is in them, whatever their order. Raises LedgerError.

    Every byte of the table is read, and the database holds each block against its checksum.
    """
    name = '"' + table.replace('"', '""') + '"'
    ((count, digest, total),) = database.rows(
        f"SELECT count(*), coalesce(bit_xor(hash(t)), 0), coalesce(sum(hash(t)), 0) FROM {name} AS t"  # noqa: S608 (quoted)
    )
    return int(count), f"{digest:016x}{total:x}"


def read_everything(audit: Audit) -> int | None:
    """Read every table to its last byte; the number of all rows, None where some cannot be read."""
    total, unreadable = 0, []
    for table in tables_of(audit.database):
        try:
            total += fingerprint(audit.database, table)[0]
        except LedgerError as error:
            unreadable.append(f"{table}: {error.what}")
    audit.note(_UNREADABLE, len(unreadable), unreadable)
    return None if unreadable else total


def _wrong_steps(database: Database) -> list[str]:
    """Steps that are noted twice, out of their place, or under another name, and those that are not noted."""
    noted = database.rows(
        "SELECT version, name FROM schema_version WHERE application = ? ORDER BY version", (APPLICATION,)
    )
    known = [(step.version, step.name) for step in load_migrations()]
    wrong = [pair for pair in noted if pair not in known or noted.count(pair) > 1]
    wrong += [pair for pair in known if pair not in noted]
    return [f"{version:04d}_{name}" for version, name in sorted(set(wrong))]


def _missing(database: Database) -> list[str]:
    """What a ledger of this version has and this one has not."""
    columns, others = _expected()
    lost = columns - set(database.rows(_COLUMNS))
    gone = others - set(database.rows(_OTHERS))
    return sorted(f"{table}.{column} {kind}" for table, column, kind, _ in lost) + sorted(
        name for (name,) in gone
    )


@cache
def _expected() -> tuple[frozenset[Row], frozenset[Row]]:
    """The columns, and the views, indexes and keys, of a ledger of this version."""
    example = Database(None)
    try:
        migrate(example, load_migrations())
        return frozenset(example.rows(_COLUMNS)), frozenset(example.rows(_OTHERS))
    finally:
        example.close()
