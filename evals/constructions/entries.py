"""The entries of the construction set: small documents, and for each the positions that a careful reader notes.

Loaded from the TOML files of this folder and checked once. A row is written "holder | stance | toward | basis | speaker".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evals.chains.entries import Entry as Facts
from evals.chains.entries import make_document as document_of
from onrecord.errors import DataError
from onrecord.vocabulary import Basis, Document, Stance

HERE = Path(__file__).parent
NO_TEXTS = frozenset({"names.toml", "floors.toml", "profiles.toml"})
ANY = "*"
NOBODY = "-"
ENDED = "ended "

_KEYS = frozenset({"id", "construction", "as", "office", "text", "rows", "also", "optional", "none"})
_FIELDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRow:
    """A row as a reader would accept it: any of the values of each field; `*` for any value, also one that begins so."""

    holders: tuple[str, ...]
    stances: tuple[str, ...]
    """A stance that was given up has "ended " before it."""
    towards: tuple[str, ...]
    """`-` where there is no counterpart."""
    bases: tuple[str, ...]
    speakers: tuple[str, ...]
    """Names of which one ends the chain; `*` where it is not asked."""
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the set with what it should yield."""

    id: str
    construction: str
    raw: Mapping[str, Any]
    text: str
    rows: tuple[ExpectedRow, ...]
    also: tuple[tuple[ExpectedRow, ...], ...]
    """Other lists of rows that are as good as `rows`."""
    optional: tuple[ExpectedRow, ...]
    none: tuple[ExpectedRow, ...]
    """Traps: rows that must not be found."""

    @property
    def readings(self) -> tuple[tuple[ExpectedRow, ...], ...]:
        """Every acceptable list of rows, the best first."""
        return (self.rows, *self.also)

    @property
    def is_bare(self) -> bool:
        """True where no row is asked for: the whole text is a trap."""
        return not self.rows


def load_entries(folder: Path = HERE) -> tuple[Entry, ...]:
    """All entries in the order of files and rows. Raises DataError that names file and entry."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        if path.name in NO_TEXTS:
            continue
        content = tomllib.loads(path.read_text("utf-8"))
        for raw in content["entry"]:
            try:
                found.append(make_entry({"construction": content["construction"], **raw}))
            except (KeyError, TypeError, ValueError) as error:
                raise DataError(f"malformed: {error}", where=f"{path.name}, {raw.get('id')}") from error
    return tuple(found)


def make_entry(raw: Mapping[str, Any]) -> Entry:
    """An entry out of its row. Raises KeyError, TypeError or ValueError."""
    unknown = set(raw) - _KEYS
    if unknown:
        raise ValueError(f"unknown keys: {sorted(unknown)}")
    _facts(raw)
    return Entry(
        id=raw["id"],
        construction=raw["construction"],
        raw=raw,
        text=raw["text"].strip(),
        rows=tuple(_rows(raw.get("rows", ()))),
        also=tuple(tuple(_rows(reading)) for reading in raw.get("also", ())),
        optional=tuple(_rows(raw.get("optional", ()))),
        none=tuple(_rows(raw.get("none", ()))),
    )


def make_document(entry: Entry) -> Document:
    """The document of an entry, made by hand."""
    facts = _facts(entry.raw)
    return document_of(
        Facts(
            id=entry.id,
            construction=entry.construction,
            raw=facts,
            text=entry.text,
            none=(),
            statements=(),
            swap=(),
        )
    )


def _facts(raw: Mapping[str, Any]) -> dict[str, str]:
    """The document's facts by its profile: "speech Norway" is the profile `speech` with "Norway" filled in."""
    profile, _, filling = raw["as"].partition(" ")
    template = _profiles()[profile]
    if bool(filling) != any("{}" in value for value in template.values()):
        raise ValueError(f"profile {profile!r} filled with {filling!r}")
    facts = {key: value.replace("{}", filling) for key, value in template.items()}
    if "office" in raw:
        facts |= {"speaker_office": raw["office"], "title": f"Statement by the {raw['office']}"}
    return facts


@cache
def _profiles() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads((HERE / "profiles.toml").read_text("utf-8"))
    return found


def _rows(written: Sequence[str]) -> Iterator[ExpectedRow]:
    for line in written:
        fields = [tuple(part.split("/")) for part in line.split(" | ")]
        fields += [(ANY,)] * (_FIELDS - len(fields))
        if len(fields) != _FIELDS:
            raise ValueError(f"too many fields: {line!r}")
        holders, stances, towards, bases, speakers = fields
        for stance in stances:
            if stance != ANY:
                Stance(stance.removeprefix(ENDED))
        for basis in bases:
            if basis != ANY:
                Basis(basis)
        yield ExpectedRow(
            holders=holders, stances=stances, towards=towards, bases=bases, speakers=speakers, written=line
        )
