"""A web address as it may be asked for: taken apart once, checked, and put together again.

Whatever two programs could read in two ways (credentials, control characters, backslashes) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.errors import NotFetched
from onrecord.harmless import one_line
from onrecord.settings import DEFAULT_FETCH_PORTS

LONGEST = 2_000
"""Characters of an address; a longer one is refused."""

_WEB = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DEFAULT_PORT = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*|\[[0-9a-f:.]{2,45}\]")
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_KEPT = "/%:@!$&'()*+,;=~-._"
"""Signs that stand in a path as they are; everything else is written as UTF-8 in percent signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """A checked address. `host` is ASCII, without the brackets of an IPv6 address."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and query, ASCII."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: "https://example.org", with the port where it is not the usual one."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as a `Host` header gives them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORT[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def looks_like_address(text: str) -> bool:
    """True for what is written as an address (`https://...`) and not as a path."""
    return _WEB.match(text) is not None


def parse_address(text: str, *, ports: Collection[int] = DEFAULT_FETCH_PORTS) -> WebAddress:
    """Take an address apart; NotFetched where it is none, or one that is not visited. The fragment is dropped."""
    where = one_line(text[:LONGEST])
    if len(text) > LONGEST:
        raise NotFetched(f"is longer than {LONGEST:,} characters", where=where, remedy="check the address")
    if _UNFIT.search(text):
        raise NotFetched("holds blanks or control characters", where=where, remedy="check the address")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise NotFetched(f"is no web address ({error})", where=where, remedy="check the address") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT:
        raise NotFetched(
            f"only http and https are fetched, not {scheme or 'this'}",
            where=where,
            remedy="save it as a file and name the file",
        )
    if parts.username is not None or parts.password is not None:
        raise NotFetched("holds a name or password", where=where, remedy="give the address without them")
    port = _DEFAULT_PORT[scheme] if port is None else port
    if port not in ports:
        raise NotFetched(
            f"port {port} is not visited", where=where, remedy="name the port in ONRECORD_FETCH_PORTS"
        )
    return WebAddress(scheme=scheme, host=_host(parts, where), port=port, target=_target(parts))


def join_address(
    base: WebAddress, location: str, *, ports: Collection[int] = DEFAULT_FETCH_PORTS
) -> WebAddress:
    """The address that a redirect leads to; NotFetched where it may not be followed."""
    try:
        joined = urljoin(str(base), location[: LONGEST + 1].strip())
    except ValueError as error:
        raise NotFetched("is redirected to no address", where=str(base), remedy="check the page") from error
    found = parse_address(joined, ports=ports)
    if (base.scheme, found.scheme) == ("https", "http"):
        raise NotFetched(
            f"leads from https to http ({found})",
            where=str(base),
            remedy="give that address itself, if you mean it",
        )
    return found


def _host(parts: SplitResult, where: str) -> str:
    """The host in ASCII; names in other letters as IDNA writes them."""
    name = (parts.hostname or "").rstrip(".")
    try:
        ascii_name = name if name.isascii() else name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_name = ""
    bracketed = f"[{ascii_name}]" if ":" in ascii_name else ascii_name
    if len(ascii_name) > 253 or not _HOST.fullmatch(bracketed):
        raise NotFetched("names no host that can be asked", where=where, remedy="check the address")
    return ascii_name


def _target(parts: SplitResult) -> str:
    path = quote(parts.path, safe=_KEPT) or "/"
    return f"{path}?{quote(parts.query, safe=_KEPT + '?')}" if parts.query else path
