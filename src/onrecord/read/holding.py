"""From one source to the documents in it: archives, mailboxes, feeds and tables are opened, as deep as is sane.

Streamed: one member at a time is held. A broken member is skipped with its reason and the others go on; of a broken
container everything is read that came before it broke.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from onrecord.errors import SkipItem, UnreadableDocument
from onrecord.read.archives import LONGEST_NESTED, open_tar, open_zip, open_zip_file
from onrecord.read.feeds import open_feed
from onrecord.read.forms import HEAD, Form, tell_form, tell_zip
from onrecord.read.members import Member, Opener, Ways
from onrecord.read.messages import open_mailbox, open_message
from onrecord.read.rows import open_json, open_json_lines, open_sheet
from onrecord.read.sources import Source, failing
from onrecord.read.streams import BROKEN, Budget, Overflow, flow, trouble_of
from onrecord.read.told import Told
from onrecord.read.warc import open_warc

DEPTH = 4
"""Containers inside one another: mail in a mailbox in an archive is three."""
_OPENERS: Mapping[Form, Opener] = {
    Form.MAILBOX: open_mailbox,
    Form.WARC: open_warc,
    Form.TAR: open_tar,
    Form.ZIP: open_zip,
    Form.JSONL: open_json_lines,
    Form.JSON: open_json,
    Form.CSV: open_sheet,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where we are: the address, what is told of it, and how many containers are around it."""

    address: str
    told: Told
    depth: int = 0


def documents_in(source: Source, *, limit: int, columns: Mapping[str, str] | None = None) -> Iterator[Source]:
    """The source itself where it is a document, else what it holds; what cannot be used raises when it is loaded.

    A member's bytes are in memory until its source is let go: take one at a time. `limit` is in bytes of one document.
    """
    place = _Place(source.address, source.told)
    try:
        stream = source.open() if source.open is not None else io.BytesIO(source.load())
    except SkipItem as error:
        yield failing(source.address, error)
        return
    with stream:
        ways = Ways(limit=limit, columns=columns or {}, budget=Budget.of(_size(stream)))
        yield from _look_into(stream, place, ways, itself=source if source.open is not None else None)


def _look_into(
    stream: BinaryIO, place: _Place, ways: Ways, *, itself: Source | None = None
) -> Iterator[Source]:
    """The documents in a stream. A plain file is handed on as the source that it is, to be opened when its turn comes."""
    try:
        form, stream = _form_of(stream, place, ways)
    except SkipItem as error:
        yield failing(place.address, error)
        return
    if not form.holds_many:
        again = itself is not None and stream.seekable()
        yield itself if again and itself is not None else _document(stream, place, ways)
    elif place.depth >= DEPTH:
        yield _unusable(place, f"lies in more than {DEPTH} containers inside one another", "unpack it first")
    elif form is Form.GZIP:
        unpacked = flow(b"", gzip.GzipFile(fileobj=stream), ways.budget)
        yield from _look_into(unpacked, replace(place, depth=place.depth + 1), ways)
    else:
        yield from _open(form, stream, place, ways)


def _form_of(stream: BinaryIO, place: _Place, ways: Ways) -> tuple[Form, BinaryIO]:
    """The form of a stream, and the stream from its start. Raises SkipItem."""
    head = _read(stream, HEAD, place, whole=False)
    if stream.seekable():
        stream.seek(0)
    else:
        stream = flow(head, stream)
    form = tell_form(head, name=place.address.removesuffix(".gz"), address=place.address)
    if form is Form.ZIP:
        if not stream.seekable():
            stream = _hold(stream, place)
        with open_zip_file(stream, place.address) as archive:
            form = tell_zip(archive, address=place.address)
        stream.seek(0)
    return form, stream


def _open(form: Form, stream: BinaryIO, place: _Place, ways: Ways) -> Iterator[Source]:
    """What a container holds; where it breaks, what came before is read and the break is told."""
    empty = True
    try:
        for source in _members(form, stream, place, ways):
            empty = False
            yield source
        broken: Exception | None = None
    except SkipItem as error:
        yield failing(place.address, error)
        return
    except (Overflow, *BROKEN) as error:
        broken = error
    if broken is not None:
        reason = str(broken) if isinstance(broken, Overflow) else "is broken, or was cut short"
        yield _unusable(place, reason, "what came before was read; unpack it yourself, or save it again")
    elif empty:
        yield _unusable(place, "holds no documents", "check that it is whole")


def _unusable(place: _Place, what: str, remedy: str) -> Source:
    return failing(place.address, UnreadableDocument(what, where=place.address, remedy=remedy))


def _members(form: Form, stream: BinaryIO, place: _Place, ways: Ways) -> Iterator[Source]:
    if form in (Form.MAIL, Form.FEED):
        yield from _open_whole(form, _document(stream, place, ways), place, ways)
        return
    if form is Form.WARC:
        stream = flow(b"", stream, lines=True)
    for member in _OPENERS[form](stream, place.address, ways):
        yield from _member(member, place, ways)
    trouble = trouble_of(stream)
    if trouble is not None:
        raise trouble


def _open_whole(form: Form, document: Source, place: _Place, ways: Ways) -> Iterator[Source]:
    """A message or a feed, which is held as a whole. One that is too long is left for the reader to refuse."""
    data = document.load()
    if len(data) > ways.limit:
        yield document
    elif form is Form.FEED:
        for member in open_feed(data, place.address):
            yield from _member(member, place, ways)
    else:
        is_document, attachments = open_message(data, place.address)
        if is_document:
            yield document
        for member in attachments:
            yield from _member(member, place, ways)


def _member(member: Member, place: _Place, ways: Ways) -> Iterator[Source]:
    address = f"{place.address}!/{member.name}" if member.name else place.address
    inner = _Place(address, replace(member.told, container=place.address), place.depth + 1)
    if member.error is not None:
        yield failing(address, member.error)
        return
    assert member.bytes_of is not None, "a member without an error can be opened"
    try:
        stream = flow(b"", member.bytes_of(), None if member.document else ways.budget)
    except BROKEN as error:
        yield failing(address, _damaged(address, error))
        return
    if member.document:
        yield _document(stream, inner, ways)
    else:
        yield from _look_into(stream, inner, ways)


def _document(stream: BinaryIO, place: _Place, ways: Ways) -> Source:
    """The source whose bytes are what the stream holds, one more than the limit at most."""
    try:
        data = _read(stream, ways.limit + 1, place)
    except SkipItem as error:
        return failing(place.address, error)
    return Source(place.address, partial(_bytes, data), told=place.told)


def _bytes(data: bytes) -> bytes:
    return data


def _read(stream: BinaryIO, size: int, place: _Place, *, whole: bool = True) -> bytes:
    """So many bytes; a stream that broke before its end is damaged, unless its beginning will do."""
    try:
        data = stream.read(size)
    except BROKEN as error:
        raise _damaged(place.address, error) from error
    trouble = trouble_of(stream)
    if isinstance(trouble, Overflow):
        raise UnreadableDocument(str(trouble), where=place.address, remedy="unpack it yourself") from trouble
    if trouble is not None and len(data) < size and whole:
        raise _damaged(place.address, trouble) from trouble
    return data


def _damaged(address: str, error: Exception) -> UnreadableDocument:
    encrypted = "encrypted" in str(error) or "password" in str(error)
    what = "is encrypted" if encrypted else "is damaged where it lies packed"
    return UnreadableDocument(what, where=address, remedy="unpack it yourself, or save it again")


def _hold(stream: BinaryIO, place: _Place) -> BinaryIO:
    """A ZIP inside something packed has to be held whole, because its list of files is at its end."""
    data = _read(stream, LONGEST_NESTED + 1, place)
    if len(data) > LONGEST_NESTED:
        raise UnreadableDocument(
            f"is a ZIP of more than {LONGEST_NESTED:,} bytes inside something else",
            where=place.address,
            remedy="unpack the outer file first",
        )
    return io.BytesIO(data)


def _size(stream: BinaryIO) -> int:
    """Bytes of a file; 0 for what comes through a pipe."""
    if not stream.seekable():
        return 0
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size
