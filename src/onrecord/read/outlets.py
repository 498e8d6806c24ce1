"""The known outlets, agencies and bodies' own sites, and how a line of text names one of them.

The rows lie in `outlets.csv`; an outlet that is not there is still read where the page names itself.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType

from onrecord.errors import DataError
from onrecord.read.knowledge import FOLDER

KINDS = ("agency", "newspaper", "broadcaster", "site", "government", "body")
_COLUMNS = ["name", "other_names", "hosts", "kind", "country", "source"]
_JOIN = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One publisher, its other names and the hosts of its pages."""

    name: str
    other_names: tuple[str, ...]
    hosts: tuple[str, ...]
    kind: str
    """One of KINDS."""
    country: str | None
    """ISO 3166-1 alpha-3; None for bodies and for outlets of no one country."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """The table, indexed by folded name and by host."""

    rows: tuple[Outlet, ...]
    by_name: Mapping[str, Outlet] = field(repr=False)
    by_host: Mapping[str, Outlet] = field(repr=False)

    def find(self, name: str) -> Outlet | None:
        """The outlet that `name` names as a whole, without regard to case, spaces and marks."""
        return self.by_name.get(fold(name))

    def at(self, host: str) -> Outlet | None:
        """The outlet whose site `host` is, or is a part of."""
        parts = host.casefold().split(":")[0].split(".")
        for start in range(len(parts) - 1):
            outlet = self.by_host.get(".".join(parts[start:]))
            if outlet is not None:
                return outlet
        return None

    def named_in(self, line: str) -> tuple[Outlet, ...]:
        """The outlets that a short line names, in order; capitals count ("Time" is not "time")."""
        words = [(match.group(), match.start()) for match in re.finditer(r"[\w./&’'-]+", line)]
        found: list[Outlet] = []
        at = 0
        while at < len(words):
            length, outlet = self._longest(words, at, line)
            if outlet is not None and outlet not in found:
                found.append(outlet)
            at += max(length, 1)
        return tuple(found)

    def _longest(self, words: list[tuple[str, int]], at: int, line: str) -> tuple[int, Outlet | None]:
        if words[at][0][0].islower():
            return 1, None
        for length in range(min(6, len(words) - at), 0, -1):
            last, start = words[at + length - 1]
            outlet = self.find(line[words[at][1] : start + len(last)])
            if outlet is not None:
                return length, outlet
        return 1, None


def fold(name: str) -> str:
    """A name without case, spaces, marks and a leading article, for comparison."""
    folded = _JOIN.sub("", name.casefold().removeprefix("the "))
    return folded or name.casefold()


def read_outlets(text: str, *, where: str) -> Outlets:
    """Outlets of a CSV text; DataError names file and row where one is malformed."""
    reader = csv.DictReader(io.StringIO(text), strict=True)
    if reader.fieldnames != _COLUMNS:
        raise DataError(
            f"columns must be {', '.join(_COLUMNS)}", where=where, remedy="correct the first line"
        )
    rows: list[Outlet] = []
    names: dict[str, Outlet] = {}
    hosts: dict[str, Outlet] = {}
    for number, row in enumerate(reader, 2):
        outlet = _outlet(row, where=f"{where}, line {number}")
        rows.append(outlet)
        for name in (outlet.name, *outlet.other_names):
            if names.setdefault(fold(name), outlet) is not outlet:
                raise DataError(f"{name!r} names two outlets", where=f"{where}, line {number}")
        for host in outlet.hosts:
            if hosts.setdefault(host, outlet) is not outlet:
                raise DataError(f"{host!r} belongs to two outlets", where=f"{where}, line {number}")
    return Outlets(rows=tuple(rows), by_name=MappingProxyType(names), by_host=MappingProxyType(hosts))


def _outlet(row: Mapping[str, str | None], *, where: str) -> Outlet:
    if None in row or any(row.get(column) is None for column in _COLUMNS):
        raise DataError(f"needs {len(_COLUMNS)} cells", where=where, remedy="correct the row")
    cells = {column: (row[column] or "").strip() for column in _COLUMNS}
    if not cells["name"] or not cells["source"] or cells["kind"] not in KINDS:
        raise DataError(
            f"needs a name, a source and a kind of {', '.join(KINDS)}", where=where, remedy="correct the row"
        )
    return Outlet(
        name=cells["name"],
        other_names=_parts(cells["other_names"]),
        hosts=tuple(host.casefold() for host in _parts(cells["hosts"])),
        kind=cells["kind"],
        country=cells["country"] or None,
        source=cells["source"],
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def load_outlets() -> Outlets:
    """The bundled table."""
    path = resources.files(FOLDER).joinpath("outlets.csv")
    return read_outlets(path.read_text(encoding="utf-8"), where="read/outlets.csv")
