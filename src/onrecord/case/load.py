"""Reads a case file and says exactly what is wrong with it where it cannot be used.

id = "border-closure"
title = "The border closure"
parties = ["GRA", "RUR"]              # actor ids
instruments = ["A/RES/62/243"]        # optional
blocs = ["OIC"]                       # optional: bodies whose members are compared with the record

[[matters]]
id = "closure"
label = "Closure of the border"
names = ["border closure", "blockade"]  # on every side, in any language
instruments = ["A/RES/62/243"]          # optional
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.vocabulary import Case, Matter

SIZE_LIMIT = 1_000_000
"""Bytes; a case is a page of text."""
_LONGEST = 500
"""Characters of one name."""

_CASE_KEYS = frozenset({"id", "title", "parties", "matters", "instruments", "blocs"})
_MATTER_KEYS = frozenset({"id", "label", "names", "instruments"})


def load_case(path: Path | Traversable) -> Case:
    """Read a case file. Raises DataError, which names the file and the entry."""
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(
            f"the case file cannot be read ({reason})", where=str(path), remedy="check the path"
        ) from error
    if len(data) > SIZE_LIMIT:
        raise DataError(
            "the case file is too large", where=str(path), remedy=f"keep it under {SIZE_LIMIT} bytes"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            "the case file is not UTF-8 text", where=str(path), remedy="save it as UTF-8"
        ) from error
    return parse_case(text, where=str(path))


def parse_case(text: str, *, where: str) -> Case:
    """The case that a TOML text describes; `where` names it in errors. Raises DataError."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        raise DataError(
            f"the case file is not TOML ({error})", where=where, remedy="correct that line"
        ) from error
    _known(table, _CASE_KEYS, where)
    matters = tuple(
        _matter(entry, f"{where}: matter {number}")
        for number, entry in enumerate(_matters(table, where), start=1)
    )
    ids = [matter.id for matter in matters]
    repeated = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if repeated:
        raise DataError(f"several matters have the id {repeated[0]!r}", where=where, remedy="rename one")
    return Case(
        id=_text(table, "id", where),
        title=_text(table, "title", where),
        # Sides stand in alphabetical order, whatever order the user wrote.
        parties=tuple(sorted(_texts(table, "parties", where, needed=True))),
        matters=matters,
        instruments=_texts(table, "instruments", where),
        blocs=_texts(table, "blocs", where),
    )


def _matters(table: Mapping[str, Any], where: str) -> list[Any]:
    entries = table.get("matters", [])
    if not isinstance(entries, list):
        raise DataError(
            "`matters` must be a list of tables", where=where, remedy="write [[matters]] before each"
        )
    return entries


def _matter(entry: Any, where: str) -> Matter:
    if not isinstance(entry, Mapping):
        raise DataError("a matter must be a table", where=where, remedy="write [[matters]] before it")
    _known(entry, _MATTER_KEYS, where)
    return Matter(
        id=_text(entry, "id", where),
        label=_text(entry, "label", where),
        names=_texts(entry, "names", where, needed=True),
        instruments=_texts(entry, "instruments", where),
    )


def _known(table: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise DataError(
            f"unknown entry {unknown[0]!r}", where=where, remedy=f"the entries are {', '.join(sorted(keys))}"
        )


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    return _checked(table.get(key), key, where)


def _texts(table: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> tuple[str, ...]:
    """The list under `key`, each text once and in the order given."""
    values = table.get(key, [])
    if not isinstance(values, list) or (needed and not values):
        raise DataError(
            f"`{key}` must be a list of texts", where=where, remedy=f'write {key} = ["...", "..."]'
        )
    return tuple(dict.fromkeys(_checked(value, key, where) for value in values))


def _checked(value: Any, key: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        raise DataError(
            f"`{key}` must be a text of 1 to {_LONGEST} characters",
            where=where,
            remedy=f'write {key} = "..."',
        )
    return value.strip()
