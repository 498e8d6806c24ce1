"""Printed author fields parted into names: cues, addresses, dates and offices cut off, agencies told apart.

Nothing is looked up but known outlets; what is left must be short and hold letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.read.dates import find_dates
from onrecord.read.outlets import Outlet, Outlets, fold
from onrecord.read.page_words import load_page_words
from onrecord.read.people import looks_like_person, state_name

LONGEST_NAME = 60
"""Characters of one name."""
_LONGEST_FIELD = 400
"""Characters of a field. What stands behind them is not read."""
_MOST_WORDS = 6
_SPLIT = re.compile(r"\s*[;|•·]\s*|\s*,\s+|\s*/\s*|\s+[-–—]\s+")
_STOPPED = re.compile(r"\b(?:Jr|Sr|[A-Z])\.$")
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms)\.?\s+(?=\S+\s+\S)", re.IGNORECASE)
_DOMAIN = re.compile(r"\w\.(?:com|net|org|info|tv|eu|[a-z]{2})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The people that author fields name, and the first agency or outlet among them."""

    people: tuple[str, ...]
    credit: str | None


def read_names(printed: Sequence[str], *, outlets: Outlets, site: str | None) -> Names:
    """Part printed author fields into people and a credit; the site's own name is neither."""
    people: dict[str, str] = {}
    credit: str | None = None
    for text in printed:
        if site is not None and fold(text) == fold(site):
            continue
        for part in _parts(text):
            outlet = _outlet(part, outlets)
            if outlet is not None:
                credit = credit or outlet.name
                continue
            name = _person(part, site)
            if name is not None:
                people.setdefault(name.casefold(), name)
    return Names(people=tuple(people.values()), credit=credit)


def _parts(text: str) -> Iterator[str]:
    """The single names of a field, without what stands before, between and behind them."""
    patterns = load_page_words().patterns
    text = patterns["by"].sub("", text[:_LONGEST_FIELD])
    for part in _SPLIT.split(text):
        for name in patterns["joined"].split(part) if len(part.split()) > 2 else [part]:
            plain = _plain(name)
            if plain:
                yield plain


def _plain(name: str) -> str:
    patterns = load_page_words().patterns
    text = patterns["by"].sub("", name).strip() if len(name.split()) > 1 else name
    found = next(find_dates(text), None)
    if found is not None:
        text = text[: found.start]
    text = _HONORIFIC.sub("", patterns["job_before"].sub("", patterns["behind"].sub("", text)))
    stop = "" if _STOPPED.search(text) else "."
    return text.strip(f" ,;:-–—|/\"'~*<>{stop}")


def _outlet(name: str, outlets: Outlets) -> Outlet | None:
    """The known outlet that a part names; "CNN Business" is a desk, "Dawn Roe" a person, though Dawn is a newspaper."""
    return outlets.find(name) or (
        outlets.find(name.split()[0]) if name[:3].isupper() and not looks_like_person(name.title()) else None
    )


def _person(name: str, site: str | None) -> str | None:
    """A part that may be a person's name; None for the site, a desk, an office, a place or a label."""
    known = load_page_words()
    words = name.split()
    if (
        len(name) > LONGEST_NAME
        or not 1 <= len(words) <= _MOST_WORDS
        or not any(char.isalpha() for char in name)
    ):
        return None
    if (site is not None and _of_site(name, site)) or name.casefold() in known.lists["nobody"]:
        return None
    if not name[0].isalnum() or not (name[-1].isalnum() or name[-1] == ".") or _DOMAIN.search(name):
        return None
    if any(known.patterns[key].search(name) for key in ("desk", "job")) or (
        len(words) > 1 and name.islower()
    ):
        return None
    return name if state_name(name) is None else None


def _of_site(name: str, site: str) -> bool:
    """True for the site's own name, and for the first words of a longer one."""
    return fold(name) == fold(site) or (" " in name and fold(site).startswith(fold(name)))
