"""A site on this machine for the tests of fetching, and a fetcher that may visit it and nothing else.

That loopback may be visited is a parameter of the fetcher, which nothing outside Python can set.
"""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from onrecord.read.fetch import Fetcher
from onrecord.read.page_cache import PageCache
from onrecord.read.wire import Limits, Wire

CERTIFICATE = Path(__file__).with_name("news_test.pem")
"""Certificate and key of news.test, made for these tests and trusted nowhere."""
PAGE = b"<html><body><article><p>Norway said on Friday that it had signed the treaty.</p></article></body></html>"
HOSTS = {"news.test": ["127.0.0.1"], "other.test": ["127.0.0.1"], "inside.test": ["10.0.0.7"]}


@dataclass(frozen=True)
class Answer:
    """What the site sends for one path; `write` takes over the socket after the headers."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    body: bytes = PAGE
    write: Callable[[Callable[[bytes], object]], None] | None = None


@dataclass
class Site:
    """Its answers by path, and what it was asked."""

    port: int
    scheme: str = "http"
    answers: dict[str, Answer | Callable[[Mapping[str, str]], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/page", host: str = "news.test") -> str:
        """The address of a page of this site."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextlib.contextmanager
def open_site(*, tls: bool = False) -> Iterator[Site]:
    """A site that answers while the test runs; every path that has no answer is 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            answer = site.answers.get(self.path, Answer(status=404, body=b"none"))
            answer = answer if isinstance(answer, Answer) else answer(dict(self.headers))
            with contextlib.suppress(OSError):
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.write is None and answer.status != 304:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.write is not None:
                    answer.write(self.wfile.write)
                elif answer.status != 304:
                    self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that gives up is what several tests are about

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(port=server.server_address[1], scheme="https" if tls else "http")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class World:
    """The parts of the world that a test sets: what hosts are called, the hour, and how long was waited."""

    hosts: dict[str, list[str]] = field(default_factory=lambda: dict(HOSTS))
    hour: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)
    waited: list[float] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> list[str]:
        """The addresses of a host; OSError for a host that is not there."""
        self.looked_up.append(host)
        if host not in self.hosts:
            raise OSError("no such host")
        return self.hosts[host]

    def fetcher(
        self, folder: Path, *sites: Site, tls: ssl.SSLContext | None = None, **limits: float
    ) -> Fetcher:
        """A fetcher that may visit loopback, at the ports of these sites."""
        ports = (80, 443, *(site.port for site in sites))
        wire = Wire(
            limits=Limits(**{"bytes": 50_000, "seconds": 5.0, **limits}, ports=ports),  # type: ignore[arg-type]
            resolve=self.resolve,
            may_visit=lambda address: address == "127.0.0.1",
            tls=tls,
        )
        return Fetcher(
            cache=PageCache(folder / "pages"), wire=wire, sleep=self.waited.append, now=lambda: self.hour
        )
