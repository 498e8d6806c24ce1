from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.room.visiting import costs, visit
from bench.room.walker import Walker, kind_of

HOME = """
<nav><a href="/documents">Documents</a> <a href="/votes.csv">CSV</a> <a href="https://elsewhere.example/x">away</a>
<a href="mailto:desk@x.example">mail</a> <a href="#top">up</a> <a href="/static/room.css">style</a></nav>
<form action="/positions"><select name="basis"><option value="">any</option><option value="vote">vote</option></select>
<input type="search" name="q"><input name="since"></form>
<form action="/decide" method="post"><input name="reason"></form>
"""


class _Room(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536
    asked: list[str] = []  # noqa: RUF012 (emptied by the fixture)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        path = urlsplit(self.path).path
        body = HOME
        if path == "/documents":
            body = "".join(f'<a href="/document/doc-{n:012x}">one</a>' for n in range(9))
        elif path == "/slow":
            time.sleep(0.1)
        packed = gzip.compress(body.encode())
        self.send_response(500 if path.endswith("3") else 200)
        self.send_header("Content-Type", "text/csv" if path.endswith(".csv") else "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the server's name)
        pass


@pytest.fixture
def room() -> Iterator[str]:
    """A made-up room; its address."""
    _Room.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Room)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_visitors_see_every_kind_of_page_and_what_it_cost(room: str) -> None:
    """Links and forms lead everywhere in the room and nowhere else; times, failures and sizes are those of the pages."""
    visits = visit(room, clients=3, seconds=1.0, files=True, start=("/", "/slow"))
    found = {cost.kind: cost for cost in costs(visits)}
    assert set(found) == {"/", "/slow", "/documents", "/votes.csv", "/document/{id}", "/positions"}
    assert found["/slow"].p50 >= 100
    assert found["/slow"].p50 <= found["/slow"].p95 <= found["/slow"].most
    assert found["/documents"].p50 < found["/slow"].p50
    assert found["/document/{id}"].failed > 0
    assert found["/documents"].failed == 0
    assert sum(cost.count for cost in found.values()) == len(_Room.asked)
    assert all(cost.bytes for cost in found.values())
    queries = [parse_qs(urlsplit(path).query) for path in _Room.asked if path.startswith("/positions")]
    assert {"vote"} == {value for query in queries for value in query.get("basis", [])}
    assert any(query.get("q") for query in queries)


def test_what_was_asked_before_is_told(room: str) -> None:
    """The share of repeated addresses is counted, so that nobody takes a cache for speed."""
    (cost,) = [
        cost for cost in costs(visit(room, clients=1, seconds=0.3, files=True)) if cost.kind == "/documents"
    ]
    assert cost.again == pytest.approx((cost.count - 1) / cost.count)


def test_the_servers_time_is_told_for_each_kind(room: str) -> None:
    """One visitor's pages are held against what the server used meanwhile; without a measure nothing is told."""
    seconds = iter(range(100_000))
    timed = costs(visit(room, clients=1, seconds=0.2, used=lambda: next(seconds) / 1000))
    assert [cost.cpu for cost in timed] == [pytest.approx(1.0)] * len(timed)
    assert {cost.cpu for cost in costs(visit(room, clients=1, seconds=0.1))} == {None}


def test_a_server_that_is_gone_is_a_failure() -> None:
    """No answer is counted as a failure and ends nothing."""
    visits = visit("http://127.0.0.1:9", clients=1, seconds=0.05, files=True)
    assert visits
    assert all(one.failed for one in visits)


def test_the_same_seed_walks_the_same_way() -> None:
    """Two measurements of two versions see the same pages."""

    def walked(seed: int) -> list[tuple[str, bool]]:
        walker = Walker(seed)
        walker.read("/", HOME)
        return [walker.next() for _ in range(40)]

    assert walked(1) == walked(1)
    assert walked(1) != walked(2)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "/"),
        ("/positions?stance=condemns", "/positions"),
        ("/positions.csv?stance=condemns", "/positions.csv"),
        ("/position/pos-3f9a0c21d4e8", "/position/{id}"),
        ("/vote/A/RES/62/243", "/vote/{id}"),
    ],
)
def test_kinds_of_pages(path: str, kind: str) -> None:
    """Pages that are made alike are measured together."""
    assert kind_of(path) == kind
