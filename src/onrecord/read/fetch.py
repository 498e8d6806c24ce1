"""The one network edge: a web page on the user's word, fetched politely, and kept.

Nothing here runs unless a run was told to fetch. Every step raises NotFetched and nothing else, so that one page
that may not or cannot be had never stops the others.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.metadata import version

from onrecord.errors import NotFetched
from onrecord.read.page_cache import Kept, PageCache
from onrecord.read.robots import PRODUCT, Robots, read_robots, robots_after
from onrecord.read.sources import Source
from onrecord.read.web_address import WebAddress, join_address, parse_address
from onrecord.read.wire import Limits, Reply, Wire
from onrecord.vocabulary import Document

TYPES = (
    "text/",
    "application/xhtml+xml",
    "application/pdf",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rtf",
    "application/msword",
    "application/epub+zip",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
"""Openings of the content types that may be a document; a page without any is tried."""
_NOT_TEXT = ("text/css", "text/javascript", "text/calendar", "text/event-stream")
_ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/plain, application/xml;q=0.9, */*;q=0.1"
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)


def user_agent(contact: str = "") -> str:
    """How the program names itself to sites: name, version, and how to reach whoever runs it."""
    name = f"{PRODUCT}/{version('onrecord')}"
    return f"{name} (+{contact})" if contact else name


@dataclass(kw_only=True)
class Fetcher:
    """Fetches pages one after another, and remembers what each site asked for and when it was last visited."""

    cache: PageCache
    agent: str = field(default_factory=user_agent)
    wire: Wire = field(default_factory=Wire)
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _robots: dict[str, Robots] = field(default_factory=dict)
    _visited: dict[str, float] = field(default_factory=dict)
    _taken: dict[str, Kept] = field(default_factory=dict)

    @property
    def limits(self) -> Limits:
        """What one page may take."""
        return self.wire.limits

    def source(self, url: str) -> Source:
        """The page as something to read, fetched when its bytes are asked for."""
        return Source(url, partial(self.fetch, url))

    def fetch(self, url: str) -> bytes:
        """The bytes of a page, from the folder of kept pages while they are fresh. Raises NotFetched."""
        address = parse_address(url, ports=self.limits.ports)
        held = self.cache.load(str(address))
        try:
            kept, body = held if held and self._fresh(held[0]) else self._take(address, held)
        except NotFetched as error:
            where = "" if error.where in (None, url, str(address)) else f"leads to {error.where}, which "
            raise NotFetched(f"{where}{error.what}", where=url, remedy=error.remedy) from error
        self._taken[url] = kept
        return body

    def stamp(self, document: Document) -> Document:
        """The document with the address that gave its bytes and the time; any other document as it is."""
        origin = document.provenance
        kept = self._taken.get(origin.container or origin.address)
        if kept is None:
            return document
        url = origin.url if origin.container else kept.final_url
        return replace(document, provenance=replace(origin, url=url, retrieved=kept.retrieved))

    def _fresh(self, kept: Kept) -> bool:
        return 0 <= self.now().timestamp() - kept.checked < self.limits.fresh

    # --- One page, with its redirects --------------------------------------------------------

    def _take(self, address: WebAddress, held: tuple[Kept, bytes] | None) -> tuple[Kept, bytes]:
        final, reply = self._follow(address, held, heed=True)
        if reply.status == 304 and held is not None and held[0].final_url == str(final):
            return self.cache.confirm(*held, checked=self.now().timestamp()), held[1]
        if reply.status != 200:
            raise _by_status(reply.status, final)
        content_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type and (not content_type.startswith(TYPES) or content_type in _NOT_TEXT):
            raise NotFetched(
                f"is {content_type[:80]}, not a document",
                where=str(final),
                remedy="if it is one, save it and name the file",
            )
        return self._keep(address, final, reply), reply.body

    def _keep(self, address: WebAddress, final: WebAddress, reply: Reply) -> Kept:
        now = self.now()
        kept = Kept(
            url=str(address),
            final_url=str(final),
            content_type=_header(reply, "content-type"),
            etag=_header(reply, "etag"),
            last_modified=_header(reply, "last-modified"),
            retrieved=now.astimezone(UTC).isoformat(timespec="seconds"),
            checked=now.timestamp(),
            digest=hashlib.sha256(reply.body).hexdigest(),
        )
        self.cache.store(kept, reply.body)
        return kept

    def _follow(
        self, address: WebAddress, held: tuple[Kept, bytes] | None, *, heed: bool
    ) -> tuple[WebAddress, Reply]:
        """The last address of a chain of redirects and its answer; robots.txt is heeded at each, unless it is itself asked for."""
        left = self.limits.seconds
        seen = {str(address)}
        for _ in range(self.limits.redirects + 1):
            if heed:
                self._ask_leave(address)
            headers = {"User-Agent": self.agent, "Accept": _ACCEPT, **_conditions(address, held)}
            started = self.wire.clock()
            reply = self._ask(address, headers, left)
            left -= self.wire.clock() - started
            if reply.status not in _REDIRECTS or not reply.headers.get("location"):
                return address, reply
            address = join_address(address, reply.headers["location"], ports=self.limits.ports)
            if str(address) in seen:
                raise NotFetched("goes round in redirects", where=str(address), remedy="check the address")
            seen.add(str(address))
        raise NotFetched(
            f"is redirected more than {self.limits.redirects} times",
            where=str(address),
            remedy="give the address where the page stands",
        )

    def _ask(self, address: WebAddress, headers: dict[str, str], seconds: float) -> Reply:
        """One request after the pause that the host wants; once more where it says when to come back."""
        self._pause(address, 0)
        reply = self.wire.get(address, headers, seconds=seconds)
        wait = _retry_after(reply, self.now()) if reply.status in _BUSY else None
        if wait is None or wait > self.limits.longest_pause:
            return reply
        self._pause(address, wait)
        return self.wire.get(address, headers, seconds=seconds)

    # --- What the site asks for ---------------------------------------------------------------

    def _ask_leave(self, address: WebAddress) -> None:
        """NotFetched where the site does not want this page visited."""
        robots = self._robots.get(address.origin)
        if robots is None:
            robots = self._robots[address.origin] = self._find_robots(address)
        if robots.refusal is not None:
            raise NotFetched(robots.refusal.what, where=str(address), remedy=robots.refusal.remedy)
        if not robots.allows(str(address)):
            raise NotFetched(
                "may not be visited by programs, says the site's robots.txt",
                where=str(address),
                remedy="open it yourself, save it and name the file",
            )
        if robots.delay > self.limits.longest_pause and address.authority in self._visited:
            raise NotFetched(
                f"the site wants {robots.delay:,.0f} seconds between two visits",
                where=str(address),
                remedy="fetch it in a later run",
            )

    def _find_robots(self, address: WebAddress) -> Robots:
        own = replace(address, target="/robots.txt")
        held = self.cache.load(str(own))
        if held is not None and self._fresh(held[0]):
            return read_robots(held[1])
        try:
            final, reply = self._follow(own, None, heed=False)
        except NotFetched as error:
            return Robots(refusal=NotFetched(f"{error.what} (its robots.txt)", remedy=error.remedy))
        if reply.status == 200:
            self._keep(own, final, reply)
            return read_robots(reply.body)
        return robots_after(reply.status)

    def _pause(self, address: WebAddress, least: float) -> None:
        """Wait until the host may be asked again."""
        robots = self._robots.get(address.origin)
        wanted = min(max(self.limits.pause, robots.delay if robots else 0), self.limits.longest_pause)
        last = self._visited.get(address.authority)
        if last is not None:
            wait = max(last + wanted - self.wire.clock(), least)
            if wait > 0:
                self.sleep(wait)
        self._visited[address.authority] = self.wire.clock()


def _conditions(address: WebAddress, held: tuple[Kept, bytes] | None) -> dict[str, str]:
    """What to ask a server that has given this page before: only whether it changed."""
    if held is None or held[0].final_url != str(address):
        return {}
    etag, modified = held[0].etag, held[0].last_modified
    return {
        **({"If-None-Match": etag} if etag else {}),
        **({"If-Modified-Since": modified} if modified else {}),
    }


def _header(reply: Reply, name: str) -> str:
    """A header worth keeping; nothing where it is of absurd length or no ASCII."""
    value = reply.headers.get(name, "")
    return value if len(value) <= 1_000 and value.isascii() else ""


def _retry_after(reply: Reply, now: datetime) -> float | None:
    """Seconds after which a busy server may be asked again; None where it does not say."""
    text = reply.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) < 9:
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max((then - now).total_seconds(), 0)


def _by_status(status: int, address: WebAddress) -> NotFetched:
    what, remedy = f"answers with status {status}", "check the address, or try again later"
    if status in (404, 410):
        what, remedy = f"is not there (status {status})", "check the address"
    elif status in (401, 402, 403, 451):
        what, remedy = (
            f"is not open to this program (status {status})",
            "open it yourself, save it and name the file",
        )
    elif status in _BUSY:
        what, remedy = f"is busy (status {status})", "try again later"
    return NotFetched(what, where=str(address), remedy=remedy)
