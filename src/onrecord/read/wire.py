"""One request over the network: to a checked address only, with a limit on time, on headers and on bytes.

The connection goes to the address that was checked; certificate and name are verified against the host.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpcore

from onrecord.errors import NotFetched
from onrecord.read.guard import MayVisit, Resolve, address_to_visit, is_public, look_up
from onrecord.read.web_address import WebAddress
from onrecord.settings import DEFAULT_FETCH_PORTS, DEFAULT_MAX_BYTES

_HEAD = 128 * 1024
"""Bytes on the wire beside the body: status, headers, the frames of chunks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of the world's time and space one page may take."""

    bytes: int = DEFAULT_MAX_BYTES
    """Of a body, as sent and as unpacked."""
    seconds: float = 60
    """For a page with all its redirects, pauses between requests apart."""
    read_seconds: float = 15
    """Without a single byte."""
    connect_seconds: float = 10
    redirects: int = 5
    pause: float = 1
    """Seconds between two requests to one host, where it asks for no more."""
    longest_pause: float = 60
    """Seconds; a host that asks for more is not waited for."""
    fresh: float = 86_400
    """Seconds for which a kept page is taken as it is."""
    ports: tuple[int, ...] = DEFAULT_FETCH_PORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered. Header names are in lower case; `body` is unpacked, and read of a 200 alone."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Wire:
    """How requests are made. The parameters stand in for the world in tests; nothing sets them from outside."""

    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = look_up
    may_visit: MayVisit = is_public
    tls: ssl.SSLContext | None = None
    """None: verified against the Mozilla certificates that certifi brings."""
    clock: Callable[[], float] = time.monotonic

    def get(self, address: WebAddress, headers: Mapping[str, str], *, seconds: float) -> Reply:
        """One GET, no redirect followed. Raises NotFetched, and nothing else."""
        backend = _Backend(self, self.clock() + seconds)
        url = httpcore.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        )
        sent = {"Host": address.authority, **headers, "Accept-Encoding": "gzip", "Connection": "close"}
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self.tls, http1=True, http2=False, retries=0, network_backend=backend
                ) as pool,
                pool.stream(
                    "GET", url, headers=list(sent.items()), extensions={"timeout": self._timeouts()}
                ) as response,
            ):
                return self._read(response, address)
        except NotFetched as error:
            raise NotFetched(error.what, where=str(address), remedy=error.remedy) from error
        except httpcore.TimeoutException as error:
            raise _failed(address, "answers too slowly") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise _failed(address, f"cannot be fetched ({_in_short(error)})") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise _failed(address, f"cannot be fetched ({_in_short(error)})") from error

    def _timeouts(self) -> dict[str, float]:
        read = self.limits.read_seconds
        return {"connect": self.limits.connect_seconds, "read": read, "write": read, "pool": read}

    def _read(self, response: httpcore.Response, address: WebAddress) -> Reply:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
        }
        if response.status != 200:
            return Reply(status=response.status, headers=headers, body=b"")
        announced = headers.get("content-length", "0")
        if len(announced) > 18 or (announced.isdigit() and int(announced) > self.limits.bytes):
            raise _too_large(address, self.limits.bytes)
        parts, size = [], 0
        for part in _unpacked(response.iter_stream(), headers.get("content-encoding", ""), address):
            size += len(part)
            if size > self.limits.bytes:
                raise _too_large(address, self.limits.bytes)
            parts.append(part)
        return Reply(status=response.status, headers=headers, body=b"".join(parts))


class _Backend(httpcore.NetworkBackend):
    """Opens the one connection of a request, to the address that was checked."""

    def __init__(self, wire: Wire, deadline: float) -> None:
        self.wire = wire
        self.deadline = deadline
        self.bytes_left = wire.limits.bytes + _HEAD

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the host up once, check every answer, and connect to an address, never to a name."""
        wire = self.wire
        seconds = self.left(timeout)
        ip = address_to_visit(
            host, port, resolve=wire.resolve, may_visit=wire.may_visit, seconds=seconds or 10
        )
        return _Stream(httpcore.SyncBackend().connect_tcp(ip, port, self.left(timeout)), self)

    def left(self, timeout: float | None) -> float:
        """Seconds that one step may take; NotFetched where the whole took too long."""
        left = self.deadline - self.wire.clock()
        if left <= 0:
            raise NotFetched("takes too long", remedy="try again later, or save the page and name the file")
        return left if timeout is None else min(left, timeout)

    def took(self, count: int) -> None:
        """Count bytes from the wire; NotFetched where they are too many."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise NotFetched(
                "sends more than it may",
                remedy="save the page and name the file, or raise ONRECORD_MAX_BYTES",
            )


class _Stream(httpcore.NetworkStream):
    """A connection that keeps to what is left of a request's time and bytes."""

    def __init__(self, inner: httpcore.NetworkStream, backend: _Backend) -> None:
        self.inner = inner
        self.backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self.inner.read(max_bytes, self.backend.left(timeout))
        self.backend.took(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self.backend.left(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self.inner.start_tls(ssl_context, server_hostname, self.backend.left(timeout))
        return _Stream(inner, self.backend)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


def _unpacked(parts: Iterable[bytes], encoding: str, address: WebAddress) -> Iterator[bytes]:
    """The body's bytes; of gzip never more at once than a step, so that nothing can swell unseen."""
    coding = encoding.strip().lower()
    if coding in ("", "identity"):
        yield from parts
        return
    if coding not in ("gzip", "x-gzip"):
        raise _failed(address, f"comes packed in a way that was not asked for ({coding[:40]})")
    step = 64 * 1024
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for packed in parts:
            while packed:
                yield unpacker.decompress(packed, step)
                packed = unpacker.unconsumed_tail
                if unpacker.eof and unpacker.unused_data:
                    packed, unpacker = unpacker.unused_data, zlib.decompressobj(wbits=31)
        while part := unpacker.decompress(unpacker.unconsumed_tail, step):
            yield part
    except zlib.error as error:
        raise _failed(address, "is damaged: its gzip cannot be unpacked") from error
    if not unpacker.eof:
        raise _failed(address, "is cut off: its gzip has no end")


def _failed(address: WebAddress, what: str) -> NotFetched:
    return NotFetched(
        what,
        where=str(address),
        remedy="check the address, try again later, or save the page and name the file",
    )


def _too_large(address: WebAddress, limit: int) -> NotFetched:
    return NotFetched(
        f"is larger than the limit of {limit:,} bytes",
        where=str(address),
        remedy="raise ONRECORD_MAX_BYTES, if you trust the site",
    )


def _in_short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
