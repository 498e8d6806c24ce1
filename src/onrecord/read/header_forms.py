"""The printed forms of single header lines: site lines, date lines, bylines, credited names.

Each function reads one short line and says what it holds, or None; none of them knows its place in the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.read.dates import FoundDate, find_date
from onrecord.read.knowledge import Furniture, Kinds
from onrecord.read.outlets import Outlets
from onrecord.read.page import Line
from onrecord.read.paragraphs import squeeze
from onrecord.read.people import looks_like_person, office_in
from onrecord.vocabulary import PartialDate

LONGEST_FACT = 160
"""Characters. No date line, byline, source line or site line is longer."""
_BYLINE = re.compile(
    r"(?:by|author|authors|written by|reported by|text by|von|par|por)\s*[:\-]?\s+(?P<who>\S.{1,90})",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"(?:sources?|agency|via|courtesy(?: of)?|credit|originally published (?:by|in|on))\s*[:\-–—]\s*(?P<who>\S.{1,60})",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?P<name>\S.{0,38}?\S)\s*(?:/|\||»|›|>|::)\s*[\w&' -]{2,40}(?:\s*(?:/|\||»|›|>)\s*[\w&' -]{2,40}){0,3}"
)
DOMAIN = re.compile(r"(?:www\.)?[\w-]+\.(?:[A-Za-z]{2,4})(?:\.[A-Za-z]{2})?", re.IGNORECASE)
_PLACED = re.compile(r"[A-ZÀ-Þ][\w’'-]+\.?(?: [A-ZÀ-Þ][\w’'-]+\.?){0,3},(?: [A-Z][a-z]{2,8},)?")
_LONGEST_PLACED = 50
"""Characters. A line of place and date is no longer."""
YEAR = re.compile(r"(?:19|20)\d{2}")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The knowledge that reading a header needs."""

    outlets: Outlets
    furniture: Furniture
    kinds: Kinds


def is_fact(line: Line, lists: Lists) -> bool:
    """A date line, byline, source line or site line: something only a header has."""
    return len(line.text) <= LONGEST_FACT and (
        date_line(line.text, lists) is not None
        or YEAR.fullmatch(line.text) is not None
        or (_BYLINE.fullmatch(line.text) is not None and byline(line.text, lists) is not None)
        or SOURCE.fullmatch(line.text) is not None
        or site_name(line.text, lists) is not None
    )


def site_name(text: str, lists: Lists) -> str | None:
    """The site's name in "SITE / Section"; None where the line is no such thing."""
    match = _SITE.fullmatch(text) if len(text) <= 120 else None
    if match is None:
        return None
    name = match.group("name")
    outlet = lists.outlets.find(name)
    if outlet is not None:
        return outlet.name
    return name if DOMAIN.fullmatch(name) else None


def date_line(text: str, lists: Lists) -> FoundDate | None:
    """The date of a line that holds a date and nothing else but time, weekday, place of time or outlet."""
    if len(text) > 120:
        return None
    found = find_date(text)
    if found is None:
        return None
    rest = f"{text[: found.start]} {text[found.end :]}"
    other = find_date(rest)
    if other is not None:
        rest = f"{rest[: other.start]} {rest[other.end :]}"
    for outlet in lists.outlets.named_in(rest):
        for name in (outlet.name, *outlet.other_names):
            rest = re.sub(re.escape(name), " ", rest, flags=re.IGNORECASE)
    rest = DOMAIN.sub(" ", rest)
    words = [word.casefold().strip(".") for word in _WORD.findall(rest)]
    if all(word in lists.furniture.date_words for word in words):
        return found
    # "Santiago, 3 May 2019", "Lake Herald, 3 May 2019": a place or an outlet before a whole date.
    before = text[: found.start].strip()
    whole = found.date.day is not None and not text[found.end :].strip(" .")
    return found if whole and len(text) <= _LONGEST_PLACED and _PLACED.fullmatch(before) else None


def byline(text: str, lists: Lists) -> tuple[str | None, str | None, PartialDate | None] | None:
    """Author, credited outlet and date of "By A. Person, Agency | 2 May 2011"; None for another line."""
    match = _BYLINE.fullmatch(text)
    if match is None:
        return None
    authors: list[str] = []
    credit: str | None = None
    date: PartialDate | None = None
    for part in re.split(
        r"\s*[|•·]\s*|\s+[-–—]\s+|,\s+(?!\d)|\s+and\s+|\s+for\s+|\s*&\s*", match.group("who")
    ):
        found = find_date(part)
        if found is not None:
            date = date or found.date
            continue
        if not part or part.casefold() in lists.furniture.date_words:
            continue
        if is_person(part, lists):
            authors.append(part)
        elif lists.outlets.find(part) or (part[0].isupper() and not office_in(part, lists.kinds)):
            credit = credit or credited(part, lists.outlets)
    if not authors and credit is None:
        return None
    return ", ".join(authors) or None, credit, date


def is_person(text: str, lists: Lists) -> bool:
    """True for the shape of a person's name that is no known outlet and names no desk or service."""
    if lists.outlets.find(text) is not None:
        return False
    words = {word.casefold() for word in _WORD.findall(text)}
    return looks_like_person(text) and not words & lists.furniture.not_people


def credited(name: str, outlets: Outlets) -> str | None:
    """The name of a credited outlet, in the table's form where it is known; None for a desk or a sentence."""
    name = squeeze(name).strip(" .,;:()[]")
    outlet = outlets.find(name)
    if outlet is not None:
        return outlet.name
    if (
        not name
        or len(name.split()) > 5
        or re.search(r"\b(?:staff|desk|writers?|correspondents?|reporters?|editors?|admin)\b", name, re.I)
    ):
        return None
    return name if name[0].isupper() else None


def same(first: str, second: str) -> bool:
    """True where two lines differ in case and a closing stop at most."""
    return squeeze(first).casefold().strip(" .") == squeeze(second).casefold().strip(" .")
