"""Makes a ledger of an older version out of one of today, with its rows in every table that there was then."""

from __future__ import annotations

from pathlib import Path

import duckdb

from onrecord.ledger.database import Database
from onrecord.ledger.migrate import load_migrations, migrate


def write_version(path: Path, version: int, *, like: Path) -> None:
    """A ledger as that version wrote it: its tables and columns, filled from another ledger."""
    database = Database(path)
    migrate(database, load_migrations()[:version])
    database.close()
    with duckdb.connect(str(path)) as old:
        old.execute(f"ATTACH '{like}' AS today (READ_ONLY)")
        columns = old.execute(
            "SELECT t.table_name, list(c.column_name ORDER BY c.column_index) FROM duckdb_tables() AS t "
            "JOIN duckdb_columns() AS c USING (database_oid, table_oid) "
            "WHERE t.database_name = current_database() AND t.table_name <> 'schema_version' GROUP BY 1 ORDER BY 1"
        ).fetchall()
        for table, names in columns:
            listed = ", ".join(names)
            old.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM today.{table}")  # noqa: S608 (our own names)
