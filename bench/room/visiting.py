"""Several visitors at once against a running server, and what each kind of page cost them.

Each visitor is a thread with one connection that is kept open; a page counts until its last byte is there.
"""

from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock, Thread
from urllib.parse import quote, urlsplit

from bench.room.walker import Walker, kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request and its answer."""

    path: str
    milliseconds: float
    status: int
    """0 where the connection failed."""
    size: int
    """Bytes as sent."""
    was_asked: bool
    """The same path was asked for before."""
    at: float
    """Seconds since the first request."""
    cpu: float | None = None
    """Milliseconds of processor time that the server used meanwhile, where somebody measured it."""

    @property
    def failed(self) -> bool:
        """True for everything but a page or a redirect."""
        return not 200 <= self.status < 400


def visit(
    address: str,
    *,
    clients: int,
    seconds: float,
    seed: int = 1,
    start: Iterable[str] = ("/",),
    pause: float = 0.0,
    files: bool = False,
    used: Callable[[], float] | None = None,
) -> list[Visit]:
    """What so many clients met in so many seconds, in the order in which it ended.

    `used` tells the seconds of processor time that the server used so far; with one client that is what a page cost.
    """
    walker, lock, visits, begun = Walker(seed, start, files=files), Lock(), list[Visit](), time.perf_counter()

    def walk() -> None:
        with _Connection(address) as connection:
            while time.perf_counter() - begun < seconds:
                with lock:
                    path, was_asked = walker.next()
                before = used() if used else 0.0
                asked = time.perf_counter()
                status, kind, sent, body = connection.get(path)
                took = time.perf_counter() - asked
                with lock:
                    visits.append(
                        Visit(
                            path=path,
                            milliseconds=1000 * took,
                            status=status,
                            size=sent,
                            was_asked=was_asked,
                            at=asked - begun,
                            cpu=1000 * (used() - before) if used else None,
                        )
                    )
                    if status == 200 and kind.startswith("text/html") and walker.needs(path):
                        walker.read(path, _text(body))
                if pause:
                    time.sleep(pause)

    threads = [Thread(target=walk, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one kind of page cost."""

    kind: str
    count: int
    p50: float
    p95: float
    most: float
    """Milliseconds."""
    failed: int
    bytes: int
    """Of a page, in the mean."""
    again: float
    """Share of requests for an address that was asked for before."""
    slowest: str
    """The path that took longest."""
    cpu: float | None
    """Milliseconds of the server's processor time, in the mean."""


def costs(visits: Iterable[Visit]) -> list[Cost]:
    """The costs of each kind of page, by kind."""
    by_kind: dict[str, list[Visit]] = {}
    for one in visits:
        by_kind.setdefault(kind_of(one.path), []).append(one)
    return [_cost(kind, by_kind[kind]) for kind in sorted(by_kind)]


def _cost(kind: str, visits: list[Visit]) -> Cost:
    times = sorted(one.milliseconds for one in visits)
    return Cost(
        kind=kind,
        count=len(visits),
        p50=_percentile(times, 0.5),
        p95=_percentile(times, 0.95),
        most=times[-1],
        failed=sum(one.failed for one in visits),
        bytes=sum(one.size for one in visits) // len(visits),
        again=sum(one.was_asked for one in visits) / len(visits),
        slowest=max(visits, key=lambda one: one.milliseconds).path,
        cpu=sum(one.cpu or 0.0 for one in visits) / len(visits) if visits[0].cpu is not None else None,
    )


def _percentile(ordered: list[float], share: float) -> float:
    """The least value that is as great as this share of all."""
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


class _Connection:
    """A connection that is opened anew where the server closed it."""

    def __init__(self, address: str) -> None:
        whole = urlsplit(address)
        self._host, self._port = whole.hostname or "127.0.0.1", whole.port or 80
        self._open: http.client.HTTPConnection | None = None

    def __enter__(self) -> _Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def get(self, path: str) -> tuple[int, str, int, bytes]:
        """Status, media type, bytes sent, and the body without compression."""
        try:
            if self._open is None:
                self._open = http.client.HTTPConnection(self._host, self._port, timeout=60)
            safe = quote(path, safe="/?&=%+:,;@~!$'()*-._")
            self._open.request(
                "GET", safe, headers={"Accept-Encoding": "gzip", "Accept": "text/html,text/csv"}
            )
            answer = self._open.getresponse()
            sent = answer.read()
            is_packed = answer.headers.get("Content-Encoding") == "gzip"
            return (
                answer.status,
                answer.headers.get("Content-Type", ""),
                len(sent),
                _Packed(sent) if is_packed else sent,
            )
        except (OSError, http.client.HTTPException):
            self._close()
            return 0, "", 0, b""

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


class _Packed(bytes):
    """A body that is unpacked only where it is read for links."""


def _text(body: bytes) -> str:
    whole = gzip.decompress(body) if isinstance(body, _Packed) else body
    return whole.decode("utf-8", "replace")
