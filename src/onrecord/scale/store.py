"""The folder that all machines share: a path on every one of them, or an address in an object store.

A file appears under its name whole or not at all, and writing it twice leaves one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import LedgerError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

SCHEMES = ("s3://", "gs://", "gcs://", "hdfs://", "viewfs://", "abfs://", "abfss://", "file://")
"""Addresses that Arrow opens; everything else is a path."""


class Store(Protocol):
    """Where the files of one ledger lie. Every method raises LedgerError where the store fails."""

    @property
    def where(self) -> str:
        """Its address, as the user wrote it."""

    @property
    def root(self) -> Path:
        """The folder of this machine in which all files lie that `near` gives."""

    def put(self, file: Path, name: str) -> None:
        """Move a file of this machine into the store."""

    def write(self, data: bytes, name: str) -> None:
        """Keep these bytes under a name."""

    def read(self, name: str) -> bytes | None:
        """The bytes under a name; None where there are none."""

    def remove(self, folder: str) -> None:
        """Take a folder of the store away, with its files."""

    def discard(self, name: str) -> None:
        """Take one file away, where it is there."""

    def near(self, name: str) -> Path:
        """The file under a name, as a file of this machine."""


def open_store(address: str) -> Store:
    """The store at an address; its folder is made when the first file is put there."""
    if address.startswith(SCHEMES):
        return _remote(address)
    return Shared(Path(address).absolute(), where=address)


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder that has the same path on all machines."""

    folder: Path
    where: str

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self.folder

    def put(self, file: Path, name: str) -> None:
        """Copy beside the name, then rename: what is read under the name is whole."""
        with _told(self.where):
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".writing-", delete=False) as beside:
                with file.open("rb") as source:
                    shutil.copyfileobj(source, beside)
                beside.flush()
                os.fsync(beside.fileno())
            os.chmod(beside.name, 0o644)  # noqa: PTH101 (temporary files are private; this one is shared)
            os.replace(beside.name, target)  # noqa: PTH105 (a name, not a path)
            file.unlink()

    def write(self, data: bytes, name: str) -> None:
        """See `put`."""
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            (path := Path(folder) / "file").write_bytes(data)
            self.put(path, name)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file."""
        with _told(self.where):
            try:
                return (self.folder / name).read_bytes()
            except FileNotFoundError:
                return None

    def remove(self, folder: str) -> None:
        """Files of a lost machine that still writes there may stay."""
        shutil.rmtree(self.folder / folder, ignore_errors=True)

    def discard(self, name: str) -> None:
        """It may be gone already."""
        with _told(self.where):
            (self.folder / name).unlink(missing_ok=True)

    def near(self, name: str) -> Path:
        """The file itself."""
        return self.folder / name


class Remote:
    """A folder in an object store, as Arrow opens it; an object is there whole or not at all."""

    def __init__(self, system: FileSystem, folder: str, where: str) -> None:
        self._system, self._folder, self.where = system, folder, where
        self._near = tempfile.TemporaryDirectory(prefix="onrecord-near-")

    def __reduce__(self) -> tuple[object, ...]:
        """On another machine it is opened anew, with that machine's credentials."""
        return (open_store, (self.where,))

    @property
    def root(self) -> Path:
        """Where copies are kept as long as the program runs."""
        return Path(self._near.name)

    def put(self, file: Path, name: str) -> None:
        """Send the file."""
        with _told(self.where), file.open("rb") as source:
            self._make_room(name)
            with self._system.open_output_stream(self._at(name), compression=None) as stream:
                shutil.copyfileobj(source, stream)
        file.unlink()

    def write(self, data: bytes, name: str) -> None:
        """Send the bytes."""
        with _told(self.where):
            self._make_room(name)
            with self._system.open_output_stream(self._at(name), compression=None) as stream:
                stream.write(data)

    def read(self, name: str) -> bytes | None:
        """The bytes of an object."""
        with _told(self.where):
            try:
                with self._system.open_input_stream(self._at(name), compression=None) as stream:
                    return bytes(stream.read())
            except FileNotFoundError:
                return None

    def remove(self, folder: str) -> None:
        """With all objects below it."""
        with _told(self.where):
            self._system.delete_dir_contents(self._at(folder), missing_dir_ok=True)

    def discard(self, name: str) -> None:
        """It may be gone already."""
        with _told(self.where), suppress(FileNotFoundError):
            self._system.delete_file(self._at(name))

    def near(self, name: str) -> Path:
        """A copy on this machine, fetched once."""
        copy = Path(self._near.name) / name
        if not copy.exists():
            data = self.read(name)
            if data is None:
                raise LedgerError(f"has no file {name}", where=self.where, remedy="run again")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        return copy

    def _at(self, name: str) -> str:
        return f"{self._folder}/{name}"

    def _make_room(self, name: str) -> None:
        """Stores with real folders want them made."""
        self._system.create_dir(self._at(name).rpartition("/")[0], recursive=True)


@cache
def _remote(address: str) -> Remote:
    try:
        from pyarrow.fs import FileSystem
    except ImportError as error:
        raise LedgerError(
            "is in an object store, for which Arrow is needed",
            where=address,
            remedy="install it with: pip install 'onrecord[ray]'",
        ) from error
    with _told(address):
        system, folder = FileSystem.from_uri(address)
    return Remote(system, folder.rstrip("/"), address)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Every failure of a disk or a store in our words."""
    try:
        yield
    except (OSError, ValueError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise LedgerError(
            f"cannot be used ({reason})",
            where=where,
            remedy="check the address, the space and your permissions; the same command goes on from there",
        ) from error
