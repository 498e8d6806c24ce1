"""A message (RFC 5322, MIME) or a saved page (MHTML) to headers, bodies and attachments, by the standard library.

Runs in the guarded child: parts nested thousands deep take the parser hours.
"""

from __future__ import annotations

import email
import email.errors
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from onrecord.formats.child import Answer, Refused

DEPTH = 30
"""Parts inside one another."""
MOST_PARTS = 1_000
LONGEST_HEADER = 2_000
"""Characters that are decoded of one header."""
_NOT_DOCUMENTS = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "text/calendar",
)


@dataclass(slots=True)
class _Taken:
    """What is collected on the way through the parts."""

    blobs: list[bytes] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    passed_over: int = 0
    parts: int = 0

    def keep(self, data: bytes) -> int:
        self.blobs.append(data)
        return len(self.blobs) - 1


def take_mail(data: bytes, options: Mapping[str, Any]) -> Answer:
    """`{subject, sender, date, url, saved_page, bodies, attachments, passed_over}`.

    A body is `{type: plain | html, charset, blob}`, an attachment `{name, type, blob}`; `blob` is the number of its bytes.
    `date` is in ISO form, `url` where a saved page came from.
    """
    message = email.message_from_bytes(data)
    if message.get_content_type() == "multipart/encrypted":
        raise Refused("is an encrypted message", remedy="save it decrypted")
    taken = _Taken()
    saved = _is_saved_page(message)
    _take(message, taken, depth=0)
    root = _root(message) if saved else None
    value = {
        "subject": _header(message, "Subject"),
        "sender": parseaddr(_header(message, "From") or "")[0] or None,
        "date": _date(message),
        "url": _header(message, "Snapshot-Content-Location")
        or (_header(root, "Content-Location") if root is not None else None),
        "saved_page": saved,
        "bodies": taken.bodies,
        "attachments": [] if saved else taken.attachments,
        "passed_over": taken.passed_over,
    }
    return value, tuple(taken.blobs)


def _is_saved_page(message: Message) -> bool:
    """A page saved by a browser is a message whose root part says where on the web it came from."""
    if message.get("Snapshot-Content-Location"):
        return True
    root = _root(message)
    located = root is not None and root.get("Content-Location") is not None
    return located and message.get("Received") is None and message.get("Message-ID") is None


def _root(message: Message) -> Message | None:
    """The part of a multipart/related message that the others belong to."""
    if message.get_content_type() != "multipart/related":
        return None
    parts = [part for part in _children(message) if part.get_content_type() == "text/html"]
    return parts[0] if parts else None


def _take(part: Message, taken: _Taken, *, depth: int) -> None:
    taken.parts += 1
    if depth > DEPTH or taken.parts > MOST_PARTS:
        what = f"parts nested deeper than {DEPTH}" if depth > DEPTH else f"more than {MOST_PARTS:,} parts"
        raise Refused(f"has {what}", remedy="save the message's text instead")
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        for child in _choice(part):
            _take(child, taken, depth=depth + 1)
    elif kind == "multipart/related":
        children = list(_children(part))
        first = _root(part) or (children[0] if children else None)
        for child in children:
            if child is first or child.get_content_disposition() == "attachment":
                _take(child, taken, depth=depth + 1)
            else:
                taken.passed_over += 1
    elif part.is_multipart() and kind != "message/rfc822":
        for child in _children(part):
            _take(child, taken, depth=depth + 1)
    else:
        _leaf(part, kind, taken)


def _choice(part: Message) -> Iterator[Message]:
    """Of the forms of one body: the plain one, else the last, which the sender thought the best."""
    children = list(_children(part))
    plain = [c for c in children if c.get_content_type() == "text/plain" and _bytes(c).strip()]
    yield from plain[:1] or children[-1:]


def _leaf(part: Message, kind: str, taken: _Taken) -> None:
    attached = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    if kind in ("text/plain", "text/html") and not attached:
        data = _bytes(part)
        if data.strip():
            charset = part.get_content_charset()
            taken.bodies.append({"type": kind[5:], "charset": charset, "blob": taken.keep(data)})
    elif kind in _NOT_DOCUMENTS or (kind.startswith("image/") and part.get("Content-ID") is not None):
        taken.passed_over += 1
    elif kind == "message/rfc822" and part.is_multipart():
        name = f"{_file_name(part) or f'message-{len(taken.attachments) + 1}'}"
        name = name if name.endswith(".eml") else f"{name}.eml"
        inner = next(_children(part)).as_bytes()
        taken.attachments.append({"name": name, "type": kind, "blob": taken.keep(inner)})
    else:
        name = _file_name(part) or f"attachment-{len(taken.attachments) + 1}"
        taken.attachments.append({"name": name, "type": kind, "blob": taken.keep(_bytes(part))})


def _children(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Message))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Message) -> str | None:
    try:
        return _decoded(part.get_filename())
    except (ValueError, LookupError, TypeError):
        return None


def _header(message: Message, name: str) -> str | None:
    return _decoded(message.get(name))


def _decoded(value: object) -> str | None:
    """A header's words on one line; as they stand where they are wrongly encoded."""
    if value is None:
        return None
    text = str(value)[:LONGEST_HEADER]
    with suppress(email.errors.HeaderParseError, LookupError, ValueError):  # an encoding nobody knows
        text = str(make_header(decode_header(text)))
    return " ".join(text.split()) or None


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
