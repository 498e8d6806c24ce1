"""Official texts and press releases: whose words they are, and whether a document prints somebody else's.

A reprint of a release is one source, its issuer, however many outlets print it.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.origins.credit import publisher, same_outlet
from onrecord.origins.sourcing import Says, SourceLine
from onrecord.vocabulary import Document, DocumentKind

_FILE = "origins/distributors.csv"
_WORD = re.compile(r"\w+")
_ISSUED = frozenset({DocumentKind.SPEECH, DocumentKind.COMMUNIQUE, DocumentKind.RESOLUTION})


@lru_cache(maxsize=1)
def distributors() -> frozenset[tuple[str, ...]]:
    """Words of the names of services that spread releases for their issuers; DataError where a row is malformed."""
    names: set[tuple[str, ...]] = set()
    text = files(__package__).joinpath("distributors.csv").read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if not row.get("name") or not row.get("source"):
            raise DataError("a row needs a name and a source", where=f"{_FILE}:{number}")
        names.update(_words(name) for name in (row["name"], *filter(None, (row["aliases"] or "").split("|"))))
    return frozenset(names)


def is_distributed(document: Document) -> bool:
    """True where the credit line names a service that spreads releases."""
    return bool(document.credit) and _words(document.credit or "") in distributors()


def is_official(document: Document, lines: tuple[SourceLine, ...]) -> bool:
    """True for a speech, communique or resolution whose issuer is named, and for a release as its issuer gives it out."""
    if document.kind in _ISSUED:
        return bool(document.issuer or document.speaker)
    released = any(line.says is Says.RELEASED for line in lines)
    return released and document.issuer is not None and is_own(document)


def is_own(document: Document) -> bool:
    """True where nobody but the issuer is known to publish this copy."""
    if document.outlet is None:
        return True
    issuers = [name for name in (document.issuer, document.speaker) if name]
    return not issuers or any(same_outlet(document.outlet, name) for name in issuers)


def issued_by(document: Document) -> str | None:
    """Whose text it is: the issuer, the speaker, or who publishes it."""
    return document.issuer or document.speaker or publisher(document)


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name.casefold()))
