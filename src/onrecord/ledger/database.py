"""One DuckDB connection with the settings a ledger needs, and every failure told as a `LedgerError`.

No other module touches duckdb, so no exception of it can leave the package.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from onrecord.errors import LedgerError

Row: TypeAlias = tuple[Any, ...]
Values: TypeAlias = Sequence[object] | Mapping[str, object]

# A name in a query never means a Python variable, and no extension is fetched or loaded unasked.
_AT_CONNECT = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# Files outside the ledger are closed to queries, for good.
_AFTER_CONNECT = ("SET enable_external_access = false", "SET lock_configuration = true")

_ATTACHED = "ledger"
"""What the ledger is called where it stands beside a database in memory."""

MANIFEST = "ledger.json"
"""The file that makes a folder of Parquet files a ledger; see `folder`."""

_MAGIC = slice(8, 12)
"""Where a DuckDB file says `DUCK`."""

_FULL = ("No space left", "File too large", "Disk quota", "Could not write", "out of disk")
_UNTOLD = "failed"
"""What is said of a failure that has no better word."""
_IN_USE = ("Could not set lock", "used by another process", "Can't open a connection to same database")
_DAMAGED = (
    "Corrupt database file",
    "Could not read enough bytes",
    "database has been invalidated",
    "not a valid DuckDB",
)
_DIGITS = re.compile(r" \d{12,}")
"""Checksums tell nobody anything."""
_DENIED = ("Permission denied", "Read-only file system", "read-only mode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a database in memory beside the ledger may use."""

    memory: str = "416MB"
    """All of it: tables in memory, and what queries need; more goes to files in the system's temporary folder."""
    threads: int = 1
    """Of one question. Who answers several at once has the other cores busy already, and dividing them costs a third more."""


_ROOMY = Desk(memory="2GB", threads=2)
"""For one question to a ledger that is a folder."""


class Database:
    """A connection that binds values, runs transactions and speaks our errors."""

    def __init__(
        self,
        path: Path | None,
        *,
        read_only: bool = False,
        reading: Sequence[Path] = (),
        desk: Desk | None = None,
        folders: Sequence[Path] = (),
    ) -> None:
        """Open the file, or memory for None; queries may use the files `reading`, those in `folders` and no others. Raises LedgerError.

        A folder that is a ledger opens as an empty database in memory, for `folder.open_folder` to lay it out.

        With a `desk` the file stands beside an empty database in memory, where tables named `memory.NAME` can be made
        even though the ledger is open for reading alone; `share` gives further connections that see both.
        """
        self.path = path
        self.where = "ledger in memory" if path is None else str(path)
        self.read_only = read_only
        self.is_folder = path is not None and _look_at(path, read_only=read_only)
        self._at_desk = path is not None and (desk is not None or self.is_folder)
        self._is_shared = False
        self._inside = False
        # An absolute path, so that a name such as `md:x` or `:memory:` is a file and nothing else.
        address = ":memory:" if path is None else os.path.abspath(path)  # noqa: PTH100 (links are kept)
        with self._told():
            if self.is_folder:
                self._connection = _beside(":memory:", desk or _ROOMY, read_only=False)
                folders = [*folders, path] if path is not None else folders
            elif desk is None or path is None:
                self._connection = duckdb.connect(address, read_only=read_only, config=dict(_AT_CONNECT))
            else:
                self._connection = _beside(address, desk, read_only=read_only)
            if reading:
                allowed = [str(file.resolve()) for file in reading]
                self._connection.execute("SET allowed_paths = ?", [allowed])
            if folders:
                self._connection.execute(
                    "SET allowed_directories = ?", [[str(folder.resolve()) for folder in folders]]
                )
            for setting in _AFTER_CONNECT:
                self._connection.execute(setting)

    def share(self) -> Database:
        """Another connection to what this one has open, for another thread; close it by itself. Raises LedgerError."""
        shared = Database.__new__(Database)
        shared.path, shared.where = self.path, self.where
        shared.read_only, shared._at_desk, shared._is_shared = self.read_only, self._at_desk, True
        shared.is_folder, shared._inside = self.is_folder, False
        with self._told():
            shared._connection = self._connection.cursor()
            if self._at_desk:
                shared._connection.execute(f"USE {_ATTACHED}")
        return shared

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Run one statement with bound values; its rows. Raises LedgerError."""
        with self._told():
            return self._connection.execute(sql, _storable(values)).fetchall()

    def batches(self, sql: str, values: Values = (), *, size: int) -> Iterator[list[Row]]:
        """Run one statement with bound values; its rows, `size` at a time, over a connection of their own. Raises LedgerError."""
        shared = self.share()
        try:
            with self._told():
                shared._connection.execute(sql, _storable(values))
            while True:
                with self._told():
                    found = shared._connection.fetchmany(size)
                if not found:
                    return
                yield found
        finally:
            shared.close()

    def arrays(self, sql: str, values: Values = ()) -> dict[str, Any]:
        """Run one statement with bound values; its columns as numpy arrays, by name. Raises LedgerError."""
        with self._told():
            return self._connection.execute(sql, _storable(values)).fetchnumpy()

    def script(self, sql: str) -> None:
        """Run several statements that take no values. Raises LedgerError."""
        with self._told():
            self._connection.execute(sql)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block is stored, or none of it; a block inside another is a part of that one."""
        if self._inside:
            yield
            return
        self.script("BEGIN TRANSACTION")
        self._inside = True
        try:
            yield
            self.script("COMMIT")
        except BaseException:
            # A commit that failed has already ended the transaction: the first error is the one to tell.
            with _quiet():
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._inside = False

    def close(self) -> None:
        """Close the file; what was committed is kept."""
        self._fold_log()
        with self._told():
            self._connection.close()

    def _fold_log(self) -> None:
        """Put what the log (`.wal`) holds into the file.

        The database does so itself when it is closed, but not always where it began with the log of a killed program: a
        finished run would leave a ledger whose rows are all beside it. Where it cannot be done, the log is kept as it is.
        """
        if self.path is None or self.read_only or self._is_shared:
            return
        if self.path.with_name(f"{self.path.name}.wal").exists():
            with _quiet():
                self._connection.execute(f"CHECKPOINT {_ATTACHED}" if self._at_desk else "CHECKPOINT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            raise _as_ledger_error(error, self.where) from error
        except RuntimeError as error:
            if "interrupted" in str(error):  # DuckDB's word for Ctrl-C
                raise KeyboardInterrupt from error
            raise


def _beside(address: str, desk: Desk, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A database in memory with the ledger attached to it; names without a prefix mean the ledger's."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        **_AT_CONNECT,
        "memory_limit": desk.memory,
        "threads": desk.threads,
        "temp_directory": str(Path(tempfile.gettempdir()) / f"onrecord-spill-{os.getpid()}"),
    }
    connection = duckdb.connect(":memory:", config=settings)
    quoted = address.replace("'", "''")  # ATTACH takes no bound value
    connection.execute(f"ATTACH '{quoted}' AS {_ATTACHED} ({'READ_ONLY' if read_only else 'READ_WRITE'})")
    connection.execute(f"USE {_ATTACHED}")
    return connection


@contextmanager
def _quiet() -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, RuntimeError):
        return


def _storable(values: Values) -> Values:
    """The values with every string fit for UTF-8: half of a surrogate pair becomes its escape."""
    if isinstance(values, Mapping):
        return {name: _fit(value) for name, value in values.items()}
    return [_fit(value) for value in values]


def _fit(value: object) -> object:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [_fit(item) for item in value]
    return value


def _look_at(path: Path, *, read_only: bool) -> bool:
    """Say what is wrong with the place before DuckDB does, and keep it from guessing at other formats.

    True for a ledger in a folder.
    """
    where = str(path)
    if "\0" in where:  # DuckDB would end the name there
        raise LedgerError("cannot be opened (its name is no name)", where=where, remedy="check the path")
    try:
        if (path / MANIFEST).is_file():
            if not read_only:
                raise LedgerError(
                    "is a ledger in a folder, which is read and not written",
                    where=where,
                    remedy="put it into a file first: onrecord merge FOLDER --into FILE.duckdb",
                )
            return True
        if path.is_dir():
            raise LedgerError("is a folder", where=where, remedy="name a file, such as ledger.duckdb in it")
        if not path.exists():
            _look_at_missing(path, read_only=read_only)
            return False
        with path.open("rb") as file:
            head = file.read(16)
    except (OSError, ValueError) as error:
        raise LedgerError(
            f"cannot be opened ({_reason(error)})", where=where, remedy="check the path and your permissions"
        ) from error
    if head[_MAGIC] != b"DUCK":
        what = "is not a ledger" if head else "is an empty file, not a ledger"
        raise LedgerError(what, where=where, remedy="name another file; this one was left as it is")
    return False


def _look_at_missing(path: Path, *, read_only: bool) -> None:
    if read_only:
        raise LedgerError(
            "no such ledger",
            where=str(path),
            remedy="make one with: onrecord run PATH... --ledger FILE.duckdb",
        )
    if not path.parent.is_dir():
        raise LedgerError("its folder does not exist", where=str(path), remedy="make the folder first")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _as_ledger_error(error: duckdb.Error, where: str) -> LedgerError:
    """What DuckDB said, as one line that says what to do."""
    said = str(error)
    line = said.strip().splitlines()[0] if said.strip() else type(error).__name__
    if any(sign in said for sign in _IN_USE[:2]):
        return LedgerError(
            f"is in use by another program{_holder(said)}",
            where=where,
            remedy="wait until it has ended, then run again",
        )
    if _IN_USE[2] in said:
        return LedgerError("is open in this program already", where=where, remedy="close it first")
    if any(sign in said for sign in _FULL):
        return LedgerError(
            "cannot be written: the disk is full",
            where=where,
            remedy="free some space and run again; what was stored before is kept",
        )
    if any(sign in said for sign in _DENIED):
        return LedgerError(
            "may not be written", where=where, remedy="check its permissions or name another file"
        )
    if any(sign in said for sign in _DAMAGED):
        return LedgerError(
            f"is damaged ({_DIGITS.sub('', line)[:160]})",
            where=where,
            remedy="restore a backup with: onrecord restore BACKUP --ledger FILE --replace",
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return LedgerError("memory ran out", where=where, remedy="read fewer documents at a time")
    if "version number" in said or isinstance(error, duckdb.SerializationException):
        return LedgerError(
            f"was written by another version of DuckDB or is damaged ({line})",
            where=where,
            remedy="upgrade duckdb, or restore the file from a copy",
        )
    return LedgerError(
        f"{_UNTOLD} ({line})", where=where, remedy="try again; if it stays, restore a copy of the file"
    )


def is_bad_input(error: LedgerError) -> bool:
    """True where a file that was read is to blame, not the ledger."""
    return isinstance(error.__cause__, duckdb.InvalidInputException | duckdb.ConversionException)


def is_bad_file(error: LedgerError) -> bool:
    """True where a statement that reads a file failed for no want of disk, memory or permission: the file is damaged."""
    return isinstance(error.__cause__, duckdb.Error) and error.what.startswith(_UNTOLD)


def is_damaged(error: LedgerError) -> bool:
    """True where the ledger's file itself does not hold what was written to it."""
    said = str(error.__cause__)
    return isinstance(error.__cause__, duckdb.SerializationException) or any(
        sign in said for sign in _DAMAGED
    )


def is_in_use(error: LedgerError) -> bool:
    """True where another program has the ledger open, or this one has it open otherwise."""
    return any(sign in str(error.__cause__) for sign in _IN_USE)


def _holder(said: str) -> str:
    """The process that holds the lock, as DuckDB names it."""
    _, found, rest = said.partition("(PID ")
    number = rest.partition(")")[0]
    return f" (process {number})" if found and number.isdigit() else ""
