"""Web archives (WARC, ISO 28500) by warcio: the pages, texts and PDF files that were fetched with success.

Streamed record by record; what is no document is counted and told in one line, not record by record.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from onrecord.errors import UnreadableDocument
from onrecord.read.members import Member, Ways
from onrecord.read.streams import BROKEN, Overflow
from onrecord.read.told import Told, web_address

DOCUMENT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/pdf",
    "application/x-pdf",
    "text/markdown",
)
RECORDS = ("response", "resource", "conversion")
"""Kinds of records that hold what was fetched; a `conversion` holds the text that was taken from it (WET)."""
PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")
"""How servers pack what they send. Brotli is not read: its library unpacks a few bytes to gigabytes at one go."""
LONGEST_HEADER = 1_000_000
"""Bytes of the header of one record."""

# It would print addresses, which are whatever a server says.
logging.getLogger("warcio").setLevel(logging.CRITICAL)


def open_warc(stream: BinaryIO, address: str, ways: Ways) -> Iterator[Member]:
    """The documents of the archive, each under the time and the address of its fetching."""
    passed: Counter[str] = Counter()
    met = 0
    try:
        for record in _records(stream):
            if record.rec_type not in RECORDS:
                continue
            met += 1
            reason = _passed_over(record)
            if reason is not None:
                passed[reason] += 1
                continue
            data = record.content_stream().read(ways.limit + 1)
            if data.strip():
                yield _member(record, data, address)
            else:
                passed["empty"] += 1
    except (ArchiveLoadFailed, *BROKEN) as error:
        raise UnreadableDocument(
            f"is broken after {met:,} records",
            where=address,
            remedy="what came before was read; download it again",
        ) from error
    if met == 0 or passed:
        yield Member(name="", error=_told(passed, met, address))


class _Headers:
    """A parser of headers that reads so many bytes of them and no more; the library's own has no bound."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def parse(self, stream: Any, full_statusline: Any = None) -> Any:
        """What the library's parser makes of the header."""
        return self._parser.parse(_Bounded(stream), full_statusline)


class _Bounded:
    """The lines of a stream up to a number of bytes."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._left = LONGEST_HEADER

    def readline(self) -> bytes:
        """The next line; Overflow where the header has no end."""
        line: bytes = self._stream.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise Overflow("holds a header of absurd length: what came after was not read")
        return line


class _Quiet(ArchiveIterator):  # type: ignore[misc]
    """The library's iterator without its talk to standard error; what is wrong shows in the records."""

    INC_RECORD = ""


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records one by one."""
    records = _Quiet(stream)
    records.loader.warc_parser = _Headers(records.loader.warc_parser)
    records.loader.http_parser = _Headers(records.loader.http_parser)
    yield from records


def _passed_over(record: Any) -> str | None:
    """Why a record is no document; None for one that is."""
    http = record.http_headers
    if record.rec_type == "response" and (http is None or http.get_statuscode() != "200"):
        return "with a status other than 200"
    if web_address(_target(record)) is None:
        return "not from the web"
    packed = str(http.get_header("Content-Encoding") or "") if http is not None else ""
    if packed.strip().casefold() not in PACKINGS:
        return "packed in a way that is not read"
    kind = _media_type(record)
    return None if kind in DOCUMENT_TYPES or not kind else "not HTML, text or PDF"


def _target(record: Any) -> str:
    """The address that was fetched; some programs write it in angle brackets."""
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip(" <>\t")


def _media_type(record: Any) -> str:
    http = record.http_headers
    told = (
        http.get_header("Content-Type") if http is not None else record.rec_headers.get_header("Content-Type")
    )
    return str(told or "").partition(";")[0].strip().casefold()


def _member(record: Any, data: bytes, address: str) -> Member:
    url = web_address(_target(record))
    fetched = _time(record.rec_headers.get_header("WARC-Date"))
    stamp = "".join(char for char in fetched or "" if char.isdigit())[:14] or "undated"
    http = record.http_headers
    told = Told(
        url=url, retrieved=fetched, charset=_charset(http.get_header("Content-Type") if http else None)
    )
    return Member(name=f"{stamp}/{url}", bytes_of=lambda: io.BytesIO(data), told=told, document=True)


def _charset(content_type: str | None) -> str | None:
    for part in (content_type or "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().casefold() == "charset":
            return value.strip(" \"'")[:40] or None
    return None


def _time(text: str | None) -> str | None:
    """The time as ISO 8601, as it stands; None where it is none."""
    try:
        datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return text


def _told(passed: Counter[str], met: int, address: str) -> UnreadableDocument:
    """One line for everything that was passed over."""
    if met == 0:
        return UnreadableDocument(
            "holds no record of a fetched page", where=address, remedy="check that it is a whole web archive"
        )
    parts = ", ".join(f"{count:,} {reason}" for reason, count in sorted(passed.items()))
    return UnreadableDocument(
        f"{sum(passed.values()):,} of its {met:,} fetched records are no documents ({parts})",
        where=address,
        remedy="the others were read",
    )
