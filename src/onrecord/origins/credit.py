"""Whose report a copy says it is: the credited agency or outlet, by any of its usual names.

Agencies are dated by nothing and judged by nothing here; `agencies.csv` only says which names are one name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.vocabulary import Document

_WORD = re.compile(r"\w+")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_OPENING = re.compile(r"^(?:by|from|source|via|courtesy of)\b[\s:]*", re.IGNORECASE)
_FILLING = frozenset({"the", "by", "from", "www", "com", "org", "net", "staff", "and", "with"})


def listed_names(file: str) -> Iterator[tuple[str, str, str]]:
    """From a table of names with aliases beside this module: place of the row, the name we print, and each of its names.

    DataError where a row is malformed.
    """
    text = files(__package__).joinpath(file).read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        place = f"origins/{file}:{number}"
        if not row.get("name") or not row.get("source"):
            raise DataError("a row needs a name and a source", where=place)
        for name in (row["name"], *filter(None, (row["aliases"] or "").split("|"))):
            yield place, row["name"], name


@lru_cache(maxsize=1)
def agency_names() -> Mapping[tuple[str, ...], str]:
    """Words of each name of an agency, to the name we print; DataError where a row is malformed."""
    names: dict[tuple[str, ...], str] = {}
    for place, printed, name in listed_names("agencies.csv"):
        if names.setdefault(words_of_name(name), printed) != printed:
            raise DataError(f"{name!r} names two agencies", where=place)
    return names


def words_of_name(name: str) -> tuple[str, ...]:
    """The words by which two names are compared, in lower case."""
    return tuple(_WORD.findall(name.casefold()))


def clean_credit(credit: str | None) -> str | None:
    """`BAKU (RFE/RL)` and `By RFE/RL` as `RFE/RL`; an agency by the name we print for it."""
    if credit is None or not credit.strip():
        return None
    bracketed = _BRACKETED.search(credit)
    name = bracketed.group(1) if bracketed else _OPENING.sub("", credit.strip())
    name = name.strip(" -–—.,:;")
    return agency_names().get(words_of_name(name), name) or None


def names_source(document: Document, other: str | None) -> bool:
    """True where the credit line of `document` names the outlet `other`."""
    credited = clean_credit(document.credit)
    return credited is not None and other is not None and same_outlet(credited, other)


def same_outlet(one: str, other: str) -> bool:
    """True where two names are one outlet: equal, aliases of one agency, or one holding all words of the other."""
    names = agency_names()
    first, second = words_of_name(one), words_of_name(other)
    if names.get(first, one) == names.get(second, other):
        return True
    left, right = set(first) - _FILLING, set(second) - _FILLING
    return bool(left and right) and (left <= right or right <= left)


def publisher(document: Document) -> str | None:
    """Who this copy comes from: the issuer of an official text, otherwise the outlet; then the speaker."""
    first, second = document.outlet, document.issuer
    if document.kind.official:
        first, second = second, first
    return first or second or document.speaker
