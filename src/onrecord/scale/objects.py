"""Files in an object store, listed and opened by Arrow; credentials are those of the machine, as its store's tools find them."""

from __future__ import annotations

from typing import BinaryIO, cast

from onrecord.errors import SkipItem, UnreadableDocument, UsageError
from onrecord.read import Source


def list_objects(address: str) -> list[tuple[str, int]]:
    """Address and size of the object, or of each object below a folder, by name. Raises UsageError."""
    from pyarrow.fs import FileSelector, FileSystem, FileType

    try:
        system, path = FileSystem.from_uri(address)
        itself = system.get_file_info(path)
        if itself.type == FileType.Directory:
            found = [
                info for info in system.get_file_info(FileSelector(path, recursive=True)) if info.is_file
            ]
        else:
            found = [itself]
    except (OSError, ValueError, NotImplementedError) as error:
        raise UsageError(
            f"cannot be listed ({str(error).splitlines()[0]})",
            where=address,
            remedy="check the address and the credentials of this machine",
        ) from error
    scheme = (
        address[: len(address) - len(path)] if address.endswith(path) else address.partition("://")[0] + "://"
    )
    kept = [info for info in found if not info.base_name.startswith((".", "_"))]
    return sorted((scheme + info.path, max(0, info.size or 0)) for info in kept)


def open_object(address: str, *, limit: int) -> Source:
    """One object as a source; what cannot be opened says so when it is loaded."""

    def opened() -> BinaryIO:
        from pyarrow.fs import FileSystem

        try:
            system, path = FileSystem.from_uri(address)
            return cast("BinaryIO", system.open_input_file(path))
        except (OSError, ValueError, NotImplementedError) as error:
            raise _unreadable(address, error) from error

    def load() -> bytes:
        with opened() as stream:
            try:
                return bytes(stream.read(limit + 1))
            except OSError as error:
                raise _unreadable(address, error) from error

    return Source(address, load, open=opened)


def _unreadable(address: str, error: Exception) -> SkipItem:
    return UnreadableDocument(
        f"cannot be read ({str(error).splitlines()[0]})",
        where=address,
        remedy="check the address and the credentials of the machine",
    )
