"""Who wrote a page: structured data, meta tags and the byline near the heading, reduced to the names of people.

Agencies among the authors are credits; accounts of a desk, the site's own name and addresses are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Literal

from lxml import etree

from onrecord.read.author_names import Names, read_names
from onrecord.read.dates import find_dates
from onrecord.read.outlets import Outlets
from onrecord.read.page_marks import Mark, Marks, text_of
from onrecord.read.page_words import load_page_words
from onrecord.read.people import looks_like_person
from onrecord.read.printed_lines import PrintedLine
from onrecord.read.structured import Item, read_people

Trust = Literal["sure", "card", "likely"]
"""Whether a place gives nothing but names, may give a lone word as a name, or names only what looks like people."""
_MOST = 12
"""Authors of one page."""
_LONGEST = 150
"""Characters of a byline."""
_JOINER = re.compile(r"\s*(?:[,;&]|,?\s(?:and|und|et|y|e|och|og|en|и)\s)\s*", re.IGNORECASE)
_MOST_LABELS = 20
_PROSE = 250
"""Characters of a paragraph that is no line about the author."""
_LINES = (
    "p",
    "div",
    "span",
    "strong",
    "b",
    "em",
    "i",
    "h4",
    "h5",
    "h6",
    "dt",
    "td",
    "li",
    "address",
    "small",
    "label",
)


def tell_authors(
    marks: Marks,
    items: Sequence[Item],
    heading: Mark | None,
    lines: Callable[[], Sequence[PrintedLine]],
    *,
    outlets: Outlets,
    site: str | None,
) -> tuple[str | None, str | None]:
    """Names of the people as printed, else parted by ", ", and the agency among them; None for what no place tells."""
    credit: str | None = None
    account: str | None = None
    bylines = _Bylines(marks, heading)
    for printed, trust in _sources(marks, items, bylines, lines):
        names = read_names(printed, outlets=outlets, site=site)
        credit = credit or names.credit
        people = _trusted(names, trust)
        if people and all(_is_account(name) for name in people):
            # "j.roe" is an account; another place that is as sure may give its name.
            account = account or _joined(people, printed)
        elif people and (account is None or trust == "sure"):
            if len(people) == 1:
                people, printed = _more(people[0], bylines, outlets, site) or (people, printed)
            return _joined(people, printed), credit
    return account, credit


def _more(
    name: str, bylines: _Bylines, outlets: Outlets, site: str | None
) -> tuple[tuple[str, ...], list[str]] | None:
    """The names of a marked byline that opens with the one that was told and has further ones; None where there is none."""
    for printed, trust in bylines:
        people = _trusted(read_names(printed, outlets=outlets, site=site), trust) if len(printed) == 1 else ()
        if len(people) > 1 and people[0].casefold() == name.casefold():
            return people, printed
    return None


def _joined(people: Sequence[str], printed: Sequence[str]) -> str:
    """Several names of one field as it joins them ("A and B"), where nothing else stands between; else with commas."""
    if len(printed) == 1 and 1 < len(people) <= _MOST:
        between = "|".join(re.escape(name) for name in people)
        rest = re.split(between, printed[0])
        first, last = printed[0].find(people[0]), printed[0].rfind(people[-1])
        if (
            len(rest) == len(people) + 1
            and first < last
            and all(_JOINER.fullmatch(part) for part in rest[1:-1])
        ):
            return " ".join(printed[0][first : last + len(people[-1])].split())
    return ", ".join(people[:_MOST])


def _trusted(names: Names, trust: Trust) -> tuple[str, ...]:
    """All names of a sure place, a lone word of an author's card, else those that look like people."""
    if trust == "sure" or (trust == "card" and len(names.people) == 1 and " " not in names.people[0]):
        return names.people
    return tuple(name for name in names.people if looks_like_person(name))


def _is_account(name: str) -> bool:
    return " " not in name and (name.islower() or any(not char.isalpha() for char in name))


def _sources(
    marks: Marks, items: Sequence[Item], bylines: _Bylines, lines: Callable[[], Sequence[PrintedLine]]
) -> Iterator[tuple[list[str], Trust]]:
    """The names that each place gives, the surest place first, and how far each is to be trusted."""
    for item in items:
        if item.article:
            yield [name.text for name in item.authors if name.person is not False], "sure"
    known = load_page_words()
    for name in known.lists["authors"]:
        yield (
            [
                value
                for value in marks.metas.get(name, ())[:_MOST]
                if not value.startswith(("http", "/", "@"))
            ],
            "sure",
        )
    for number in "12":
        if known.patterns["written_by"].search(marks.meta(f"twitter:label{number}") or ""):
            yield [marks.meta(f"twitter:data{number}") or ""], "sure"
    people = read_people(marks.scripts)
    if len(people) == 1:
        yield list(people), "sure"
    yield from bylines
    for names in _printed(lines()):
        yield names, "likely"
    for names in _labelled(marks):
        yield names, "likely"


class _Bylines:
    """The names that marked elements give, looked for once and as far as they are asked for."""

    def __init__(self, marks: Marks, heading: Mark | None) -> None:
        self._found: list[tuple[list[str], Trust]] = []
        self._coming = _marked(marks, heading)

    def __iter__(self) -> Iterator[tuple[list[str], Trust]]:
        at = 0
        while at < len(self._found) or self._look():
            yield self._found[at]
            at += 1

    def _look(self) -> bool:
        """Look for the next one; False where there is none."""
        known = len(self._found)
        self._found += islice(self._coming, 1)
        return len(self._found) > known


def _marked(marks: Marks, heading: Mark | None) -> Iterator[tuple[list[str], Trust]]:
    """Elements that are marked or named as bylines, outside of comments and teasers, the nearest to the heading first."""
    at = heading.order if heading is not None else 0
    profile = load_page_words().patterns["profile"]
    told = [mark for mark in (*marks.props(), *marks.related()) if _says_author(mark)]
    links = [
        Mark(element=element, order=marks.places[element])
        for element in marks.elements[0].iter("a")
        if profile.search(element.get("href") or "") and not _in_prose(element)
    ]
    for group, sure in ((told, True), (None, False), (links, False)):
        near = [
            mark
            for mark in (marks.called("byline") if group is None else group)
            if not marks.elsewhere(mark.element)
        ]
        near.sort(key=lambda mark: (mark.order < at - 40, abs(mark.order - at)))
        for mark in near[:6]:
            parts = _name_parts(mark)
            texts = (
                [mark.element.get("content") or ""]
                if mark.element.get("content")
                else [text_of(part, limit=_LONGEST + 10) for part in parts]
            )
            if all(0 < len(text) < _LONGEST for text in texts):
                yield texts, "sure" if sure else "card" if _is_card(mark, parts) else "likely"


def _in_prose(link: etree._Element) -> bool:
    """True for a link in a paragraph of prose: to whom the text is about, not to who wrote it."""
    around = link.getparent()
    return around.tag == "p" and len(text_of(around)) >= _PROSE


def _is_card(mark: Mark, parts: Sequence[etree._Element]) -> bool:
    """True for an author's card or a link to a profile, where a lone word is the name of a blogger."""
    called = (mark.element.get("class") or "").casefold()
    return "vcard" in called or "author-name" in called or parts[0].tag == "a"


def _says_author(mark: Mark) -> bool:
    return "author" in f"{mark.element.get('itemprop') or ''} {mark.element.get('rel') or ''}".split()


def _name_parts(mark: Mark) -> list[etree._Element]:
    """The elements inside of a marked author that are the names: marked so, or linked to a profile; else the whole."""
    inside = list(islice(mark.element.iter("*"), 40))
    profile = load_page_words().patterns["profile"]
    for element in inside:
        if element.get("itemprop") == "name":
            return [element]
    links = [
        element for element in inside if element.tag == "a" and profile.search(element.get("href") or "")
    ]
    return [link for link in links if text_of(link, limit=80)] or [mark.element]


def _labelled(marks: Marks) -> Iterator[list[str]]:
    """Lines anywhere in the page that open with "Author:" or its like, or a label with the name behind it."""
    patterns = load_page_words().patterns
    openings = load_page_words().lists["openings"]
    opened = (
        element
        for element in marks.elements[0].iter(*_LINES)
        if element.text and element.text.lstrip(" \n\t\r(-–—").startswith(openings)
    )
    for element in islice(opened, _MOST_LABELS):
        if marks.place(element) == "comments":
            continue
        text = text_of(element, limit=_LONGEST)
        if patterns["label"].fullmatch(text):
            text = f"{text} {_behind(element)}"
        match = patterns["labelled"].match(" ".join(text.split())[:_LONGEST])
        if match is not None:
            yield [match.group("who")]


def _behind(label: etree._Element) -> str:
    """The text right behind an element, or that of the next one."""
    tail = (label.tail or "").strip()
    after = label.getnext()
    return tail or (text_of(after, limit=_LONGEST) if after is not None else "")


def _printed(lines: Sequence[PrintedLine]) -> Iterator[list[str]]:
    """Bylines in words around the heading: "By A", "Autor: A", a label with the name below, a date with a name."""
    patterns = load_page_words().patterns
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        name = line.text.strip(" ,")
        if patterns["label"].fullmatch(line.label) and looks_like_person(name):
            yield [name]
        match = patterns["printed_by"].search(line.text)
        if match is not None and not patterns["not_written"].search(line.text[: match.start("cue")]):
            yield [match.group("who")]
        for found in find_dates(line.text):
            rest = f"{line.text[: found.start]} {line.text[found.end :]}".strip(" |•·–—-,/")
            if looks_like_person(rest):
                yield [rest]
