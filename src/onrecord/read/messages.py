"""Mail: the messages of a mailbox (MBOX) one by one, and a message with each of its attachments.

A message's own text is a document, and each attachment is another one at an address of its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from onrecord.errors import UnreadableDocument
from onrecord.formats import guarded
from onrecord.read.members import Member, Ways, harmless_name

_FROM = re.compile(rb"From \S.{0,300}\d\d:\d\d.{0,40}\d{4}")
"""The line before a message: `From`, a sender, a time."""
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)


def open_mailbox(stream: BinaryIO, address: str, ways: Ways) -> Iterator[Member]:
    """The messages of a mailbox in order, each under its number."""
    for number, data in enumerate(_messages(stream, ways.limit), 1):
        name = f"message-{number}.eml"
        if len(data) > ways.limit:
            error = UnreadableDocument(
                f"is larger than the limit of {ways.limit:,} bytes",
                where=f"{address}!/{name}",
                remedy="raise ONRECORD_MAX_BYTES, or save its attachments",
            )
            yield Member(name=name, error=error)
        else:
            yield Member(name=name, bytes_of=partial(io.BytesIO, _QUOTED_FROM.sub(rb"\1", data)))


def open_message(data: bytes, address: str) -> tuple[bool, Iterator[Member]]:
    """Whether a message is itself a document, and its attachments. Raises UnreadableDocument."""
    parts = guarded("mail", data, address=address)
    told = parts.value
    is_document = bool(told["bodies"]) or not told["attachments"]
    names: set[str] = set()
    return is_document, iter(
        [
            Member(
                name=_once(harmless_name(item["name"]), names),
                bytes_of=partial(io.BytesIO, parts.blobs[item["blob"]]),
            )
            for item in told["attachments"]
        ]
    )


def _once(name: str, names: set[str]) -> str:
    """The name, with a number before it where another attachment has it already."""
    number, found = 1, name
    while found in names:
        number += 1
        found = f"{number}-{name}"
    names.add(found)
    return found


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The bytes of each message, one more than `limit` at most; the rest of a longer one is passed over."""
    held: list[bytes] | None = None
    size = 0
    empty = True
    for line in iter(partial(stream.readline, limit + 1), b""):
        if empty and line.startswith(b"From ") and _FROM.match(line):
            if held is not None:
                yield b"".join(held)
            held, size = [], 0
        elif held is not None and size <= limit:
            held.append(line[: limit + 1 - size])
            size += len(held[-1])
        empty = not line.strip()
    if held is not None:
        yield b"".join(held)
