"""ZIP and tar: their members one by one, as streams, never on disk.

Hostile archives are bounded by the budget (bytes unpacked, members) and by the depth that `holding` keeps.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from onrecord.errors import SkipItem, UnreadableDocument, UnsupportedFormat
from onrecord.read.members import Member, Ways, harmless_name, is_data, is_hidden
from onrecord.read.streams import BROKEN, Forward, Overflow, Readable

LONGEST_NESTED = 200_000_000
"""Bytes of a ZIP inside something packed: it has to be held whole to be opened."""
LONGEST_DIRECTORY = 20_000_000
"""Bytes of the list of members that a ZIP ends with."""
_AGAIN = "save or download it again"


def open_zip_file(stream: BinaryIO, address: str) -> zipfile.ZipFile:
    """The archive in a stream that can be sought; UnreadableDocument where it is broken, or its list of files absurd."""
    try:
        _bound_directory(stream, address)
        return zipfile.ZipFile(stream)
    except BROKEN as error:
        raise UnreadableDocument(
            "is a broken ZIP: its list of files cannot be read", where=address, remedy=_AGAIN
        ) from error


def open_zip(stream: BinaryIO, address: str, ways: Ways) -> Iterator[Member]:
    """The files of a ZIP in its own order."""
    archive = open_zip_file(stream, address)
    places: set[int] = set()
    for info in archive.infolist():
        if info.is_dir():
            continue
        if info.header_offset in places:
            raise Overflow("lists the same packed bytes as several files: what came after was not read")
        places.add(info.header_offset)
        name = harmless_name(info.filename)
        if info.flag_bits & 1:
            error = UnreadableDocument(
                "is encrypted in its ZIP", where=f"{address}!/{name}", remedy="pack it without a password"
            )
            yield Member(name=name, error=error)
        else:
            yield from _file(name, partial(archive.open, info), address, ways)


def open_tar(stream: BinaryIO, address: str, ways: Ways) -> Iterator[Member]:
    """The files of a tar in its own order; links, devices and folders are none."""
    forward = Forward(stream)
    try:
        archive = tarfile.open(fileobj=forward, mode="r:", errorlevel=0)  # noqa: SIM115
        while (info := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # it would keep every one of them
            if not info.isfile() or info.issparse():
                continue
            yield from _file(harmless_name(info.name), partial(_of_tar, archive, info), address, ways)
    except Overflow:
        raise
    except BROKEN as error:
        raise UnreadableDocument("is a broken tar", where=address, remedy=_AGAIN) from error


def _file(name: str, bytes_of: Callable[[], Readable], address: str, ways: Ways) -> Iterator[Member]:
    """A member, unless it is hidden; settings and data are refused as in a folder."""
    ways.budget.member()
    if is_hidden(name):
        return
    error: SkipItem | None = None
    if is_data(name, ways):
        error = UnsupportedFormat(
            "is settings or data, not a document",
            where=f"{address}!/{name}",
            remedy="take it out and name the file itself to read it",
        )
    yield Member(name=name, bytes_of=bytes_of, error=error)


def _of_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Readable:
    stream = archive.extractfile(info)
    assert stream is not None, "only files are asked for"
    return stream


def _bound_directory(stream: BinaryIO, address: str) -> None:
    """The library loads the whole list of members: its length is told at the end of the file."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 65_557))
    tail = stream.read(65_557)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    told = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if told == 0xFFFFFFFF:  # ZIP64: the length stands in a record of its own
        at = tail.rfind(b"PK\x06\x06")
        told = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else LONGEST_DIRECTORY + 1
    if told > LONGEST_DIRECTORY:
        raise UnreadableDocument(
            "is a ZIP with a list of files of absurd length", where=address, remedy="unpack it yourself"
        )
