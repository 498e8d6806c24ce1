"""What stands between the network and the room: who may ask, how much, and what a browser may do with the answer.

The server answers its own machine alone unless it is told otherwise, and then only with a password. A page may load
nothing but the room's own style, script and pictures; no text of a document can run.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.refusals import Refusal

LONGEST_BODY = 65_536
"""Bytes of a form."""
_AT_ONCE = 2
"""Pages that are made at once; the others wait their turn, which is sooner than if all went on slowly."""
_WRITING = frozenset({"POST"})
_READING = frozenset({"GET", "HEAD"})

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who may come in."""

    hosts: frozenset[str]
    """Names by which the server may be called; a name that another site gave to this machine is refused."""
    password: str | None = None
    """Asked for where the server listens beyond its own machine."""
    review: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Stands in every form of this server; a form of another site does not know it."""

    def knows(self, token: str) -> bool:
        """True for the token of this server's forms."""
        return hmac.compare_digest(token.encode(), self.token.encode())


def is_loopback(host: str) -> bool:
    """True for an address that only this machine can reach."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """Refuses what may not be asked, and sends its headers with every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        """Stand before `app`."""
        self.app = app
        self.door = door
        self._bounded = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not self._bounded:  # only a running loop has the limit
            to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
            self._bounded = True

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store" if self.door.password else "no-cache")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal.answer if refusal else self.app)(scope, _bounded(receive), with_headers)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        method = scope["method"]
        if _host_name(headers.get("host", "")) not in self.door.hosts:
            return Refusal(
                421,
                "this server does not go by that name",
                remedy="open the address that it printed when it started",
            )
        if self.door.password is not None and not _knows(
            headers.get("authorization", ""), self.door.password
        ):
            return Refusal(401, "a password is needed", remedy="give the one the server was started with")
        if method in _READING:
            return None
        if method not in _WRITING or not self.door.review:
            return Refusal(
                405,
                "this room is open for reading alone",
                remedy="start it with --review to take decisions" if method in _WRITING else None,
            )
        return self._strange(headers)

    def _strange(self, headers: Headers) -> Refusal | None:
        """Why a form is refused: it is too long, or another site sent it."""
        size = headers.get("content-length", "")
        if not size.isdigit() or len(size) > 12:
            return Refusal(411, "the form does not tell its length", remedy="send it from the page")
        if int(size) > LONGEST_BODY:
            return Refusal(413, "the form is too long", remedy="shorten the reason")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return Refusal(403, "the form comes from another site", remedy="send it from the page itself")
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            return Refusal(403, "the form comes from another site", remedy="send it from the page itself")
        return None


def _bounded(receive: Receive) -> Receive:
    """The request's body, cut off by an error where it is longer than a form may be."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LONGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return bounded


def _host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0].removeprefix("[").lower()
    return host.partition(":")[0].lower()


def _knows(header: str, password: str) -> bool:
    """True where Basic authentication gives the password, under whatever name."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        given = base64.b64decode(encoded, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(given, password.encode())
