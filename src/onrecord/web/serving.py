"""Answers until it is told to stop: the socket, the address that is printed, and who may come in."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn

from onrecord.errors import OnRecordError, UsageError
from onrecord.web.app import make_app
from onrecord.web.room import Room
from onrecord.web.security import Door, is_loopback

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8765
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WAITING = 64
"""Requests that are taken at once; more are told to come again."""
_SHORTEST_PASSWORD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where the server listens."""

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    """0 takes any that is free."""
    password: str | None = None
    names: tuple[str, ...] = ()
    """Further names by which the server may be called."""


def make_door(listening: Listening, *, review: bool) -> Door:
    """Who may come in. Raises UsageError where others could, and no password was set."""
    if not is_loopback(listening.host) and not listening.password:
        raise UsageError(
            f"{listening.host} can be reached from other machines, and no password is set",
            remedy="set ONRECORD_PASSWORD, or listen on 127.0.0.1",
        )
    if listening.password is not None and len(listening.password) < _SHORTEST_PASSWORD:
        raise UsageError(
            f"the password is shorter than {_SHORTEST_PASSWORD} characters",
            where="ONRECORD_PASSWORD",
            remedy="set a longer one",
        )
    names = {name.strip("[]").lower() for name in (*listening.names, listening.host)}
    return Door(hosts=frozenset(names | _LOOPBACK), password=listening.password, review=review)


def listen(listening: Listening) -> socket.socket:
    """The open socket. Raises OnRecordError where the port is taken."""
    family = socket.AF_INET
    try:
        if ipaddress.ip_address(listening.host).version == 6:
            family = socket.AF_INET6
    except ValueError:
        pass  # a name
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((listening.host, listening.port))
        opened.listen(_WAITING)
    except (OSError, OverflowError) as error:
        opened.close()
        raise OnRecordError(
            f"cannot be listened on ({getattr(error, 'strerror', None) or error})",
            where=f"{listening.host}:{listening.port}",
            remedy="choose another with --port; 0 takes any that is free",
        ) from error
    return opened


def address_of(opened: socket.socket) -> str:
    """What to type into a browser."""
    host, port = opened.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(
    room: Room,
    listening: Listening,
    *,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Answer until interrupted. `ready` is told the address. Raises OnRecordError where it cannot listen."""
    door = make_door(listening, review=room.review)
    opened = listen(listening)
    logging.getLogger("onrecord.web").setLevel(logging.ERROR)
    config = uvicorn.Config(
        make_app(room, door),
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=_WAITING,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=32_768,
        lifespan="off",
        ws="none",
    )
    try:
        if ready is not None:
            ready(address_of(opened))
        uvicorn.Server(config).run(sockets=[opened])
    finally:
        opened.close()
