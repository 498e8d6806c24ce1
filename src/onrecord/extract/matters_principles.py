"""The closed list of principles and demands that positions are about, and its loader.

The list is in `principles.toml`; docs/principles.md shows it to readers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError
from onrecord.extract.matters_patterns import Patterns, Slot, index_patterns, read_pattern
from onrecord.toml_text import parse_toml

_FILE = "extract/principles.toml"
_TEXTS = ("id", "label", "definition", "source")
_LISTS = ("patterns", "breaches", "unless", "over")
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """A principle or demand that positions are about."""

    id: str
    label: str
    definition: str
    source: str
    """Where it is laid down."""
    patterns: tuple[str, ...]
    breaches: tuple[str, ...]
    """How words name that it is broken."""
    unless: tuple[str, ...]
    over: tuple[str, ...]
    """Ids of less specific principles, which give way to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principles:
    """The closed list, ready to be found in words. Numbers of owners count `all`."""

    version: str
    all: tuple[Principle, ...]
    named: Patterns
    broken: Patterns
    barred: Patterns
    breach_words: tuple[Slot, ...]
    ending_words: tuple[Slot, ...]

    @property
    def labels(self) -> Mapping[str, str]:
        """Id to label."""
        return {principle.id: principle.label for principle in self.all}


@cache
def load_principles() -> Principles:
    """The bundled list."""
    return read_principles((files("onrecord.extract") / "principles.toml").read_text("utf-8"), where=_FILE)


def read_principles(text: str, *, where: str) -> Principles:
    """Check and index a list; DataError names the file and the principle at fault."""
    raw = parse_toml(text, where=where)
    entries = raw.get("principle", [])
    if not isinstance(entries, list) or not entries:
        raise DataError("no principles", where=where, remedy="write [[principle]] before each")
    found = tuple(_principle(entry, f"{where}, principle {n}") for n, entry in enumerate(entries, start=1))
    _check_ids(found, where)
    words = raw.get("words", {})
    return Principles(
        version=str(raw.get("version", "0")),
        all=found,
        named=_index(found, "patterns", where),
        broken=_index(found, "breaches", where),
        barred=_index(found, "unless", where),
        breach_words=_words(words, "breach", where),
        ending_words=_words(words, "ending", where),
    )


def _principle(entry: Mapping[str, Any], where: str) -> Principle:
    unknown = sorted(set(entry) - {*_TEXTS, *_LISTS})
    if unknown:
        raise DataError(f"unknown key {unknown[0]!r}", where=where, remedy="see the head of the file")
    for key in _TEXTS:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise DataError(f"`{key}` must be a text", where=where, remedy=f'write {key} = "..."')
    place = f"{where} ({entry['id']})"
    if not _ID.fullmatch(entry["id"]):
        raise DataError("`id` must be small letters and hyphens", where=place, remedy="rename it")
    lists = {key: _texts(entry, key, place) for key in _LISTS}
    if not lists["patterns"]:
        raise DataError("nothing names it", where=place, remedy="give `patterns`")
    return Principle(
        id=entry["id"],
        label=entry["label"].strip(),
        definition=entry["definition"].strip(),
        source=entry["source"].strip(),
        **lists,
    )


def _texts(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    values = entry.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise DataError(f"`{key}` must be a list of texts", where=where, remedy=f'write {key} = ["..."]')
    return tuple(values)


def _check_ids(principles: Sequence[Principle], where: str) -> None:
    ids = [principle.id for principle in principles]
    for principle in principles:
        place = f"{where}, {principle.id}"
        if ids.count(principle.id) > 1:
            raise DataError("two principles have this id", where=place, remedy="rename one")
        for less in principle.over:
            if less not in ids or less == principle.id:
                raise DataError(
                    f"`over` names {less!r}, which is no other id", where=place, remedy="correct it"
                )
        for other in principles:
            if other.id in principle.over and principle.id in other.over:
                raise DataError(f"it and {other.id!r} each give way", where=place, remedy="drop one `over`")


def _index(principles: Sequence[Principle], key: str, where: str) -> Patterns:
    return index_patterns(
        [
            (owner, [_slots(text, f"{where}, {principle.id}") for text in getattr(principle, key)])
            for owner, principle in enumerate(principles)
        ]
    )


def _words(words: Mapping[str, Any], key: str, where: str) -> tuple[Slot, ...]:
    return tuple(slot for text in _texts(words, key, where) for slot in _slots(text, f"{where}, words.{key}"))


def _slots(text: str, where: str) -> tuple[Slot, ...]:
    try:
        return read_pattern(text)
    except ValueError as error:
        raise DataError(str(error), where=where, remedy="see the head of the file") from error
