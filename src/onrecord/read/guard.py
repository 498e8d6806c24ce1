"""Which machines may be visited: a host is looked up once, every answer is checked, and one is visited.

A page on the open web must not lead the program into the user's own network (a router, a cloud's metadata service).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, Queue
from threading import Thread
from typing import TypeAlias

from onrecord.errors import NotFetched

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
"""Host and port to IP addresses, as text; OSError where there are none."""
MayVisit: TypeAlias = Callable[[str], bool]
"""True for an IP address that may be visited."""

_GLOBAL_UNICAST = ip_network("2000::/3")
_NOT_VISITED = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # the same, Teredo among them
        "2002::/16",  # 6to4: an IPv4 address inside
        "2001:db8::/32",
        "3fff::/20",
    )
)
"""Ranges that lead elsewhere or nowhere, of which `ipaddress` says that they are global or not always that they
are not: the IANA registries of special-purpose addresses. The prefixes of NAT64 and of mapped IPv4 addresses lie
outside global unicast."""


def is_public(address: str) -> bool:
    """True for an ordinary address of the open Internet; False for everything special, and for no address."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    if any(ip in network for network in _NOT_VISITED if network.version == ip.version):
        return False
    return ip.is_global and not _special(ip)


def _special(ip: IPv4Address | IPv6Address) -> bool:
    return (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
    )


def look_up(host: str, port: int) -> Sequence[str]:
    """The system's answers for a host, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def address_to_visit(
    host: str, port: int, *, resolve: Resolve = look_up, may_visit: MayVisit = is_public, seconds: float = 10
) -> str:
    """The one IP address that is then visited; NotFetched where there is none or where any answer is not public."""
    try:
        answers = _in_time(lambda: resolve(host, port), seconds)
    except (OSError, UnicodeError) as error:
        raise NotFetched(
            f"{host} is not found", where=host, remedy="check the address and your connection"
        ) from error
    if not answers:
        raise NotFetched(f"{host} has no address", where=host, remedy="check the address")
    refused = [answer for answer in answers if not may_visit(answer)]
    if refused:
        raise NotFetched(
            f"{host} is at {refused[0]}, which is no address of the open web",
            where=host,
            remedy="save the page and name the file",
        )
    return answers[0]


def _in_time(ask: Callable[[], Sequence[str]], seconds: float) -> Sequence[str]:
    """The system's lookup knows no time limit of its own, so that it is asked beside this thread."""
    answers: Queue[Sequence[str] | Exception] = Queue(maxsize=1)

    def run() -> None:
        try:
            answers.put(ask())
        except Exception as error:
            answers.put(error)

    Thread(target=run, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.01))
    except Empty:
        raise TimeoutError("the lookup took too long") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
