"""The title of a page: the heading that its own tags confirm, without the site's name and without the section.

A heading of the page stands above what is written for search engines and social networks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from onrecord.read.decode import clean
from onrecord.read.page_marks import Mark, Marks, text_of
from onrecord.read.page_words import load_page_words
from onrecord.read.paragraphs import squeeze
from onrecord.read.structured import Item

LONGEST_TITLE = 400
"""Characters."""
_MOST = 40
"""Headings that are looked at."""
_DATE_FIRST = re.compile(r"^\d{1,2}[./]\d{1,2}[./]\d{2,4}\s*[-–—|:,]?\s+")
_DATE_LAST = re.compile(r"\s+[-–—|(]?\s*\d{1,2}[./]\d{1,2}[./]\d{4}\)?$")
_BAR = re.compile(
    r"\s+[|»•·]\s+|\s+[–—-]\s+(?=[^–—-]{1,60}$)|(?<=[\u3040-\u9fff！？。])\s?[-_|]\s?(?=[^-_|]{1,12}$)"
)
_EDGES = " \t|–—·•-:/~"
_WORD = re.compile(r"\w+")


def tell_title(marks: Marks, items: Sequence[Item], *, site: str | None) -> tuple[str | None, Mark | None]:
    """The title and the heading that prints it; the heading is None where no heading does."""
    told = _told(marks, items, site)
    headings = [(mark, _heading_text(mark.element)) for mark in marks.headings[:_MOST]]
    headings = [(mark, text) for mark, text in headings if text]
    best: tuple[float, int, Mark, str] | None = None
    words = [_words(title) for title in told]
    for number, (mark, text) in enumerate(headings):
        score = _score(mark, text, words, marks, site)
        if score > 0 and (best is None or score > best[0]):
            best = (score, number, mark, text)
    if best is not None:
        return _without_kicker(best[3], told), best[2]
    return (_longest_part(told[0]) if told else None), None


def _heading_text(element: etree._Element) -> str:
    """The text of a heading without the section, the date and the like that stand inside of it."""
    whole = text_of(element, limit=LONGEST_TITLE)
    if element.tag != "h1":
        return _without_date(whole)
    inside = load_page_words().patterns["in_heading"]
    beside = [
        child
        for child in element.iterdescendants("*")
        if inside.search(child.get("class") or "") or child.tag in ("time", "sup")
    ]
    for child in beside:
        text = text_of(child, limit=LONGEST_TITLE)
        if text and text != whole and whole.startswith(text):
            whole = whole[len(text) :].strip(_EDGES)
        elif text and text != whole and whole.endswith(text):
            whole = whole[: -len(text)].strip(_EDGES)
    return _without_date(whole)


def _without_date(heading: str) -> str:
    """The heading without a date in figures at either end."""
    for pattern in (_DATE_FIRST, _DATE_LAST):
        plain = pattern.sub("", heading)
        if len(plain.split()) >= 3:
            heading = plain
    return heading


def _without_kicker(heading: str, told: Sequence[str]) -> str:
    """The heading without a few words before a colon that no other tag of the page has."""
    for title in told:
        if heading.casefold().endswith(title.casefold()) and len(title.split()) >= 3:
            before = heading[: -len(title)].rstrip()
            if (
                before
                and before != heading[: -len(title)]
                and (before[-1] in _EDGES.strip() or len(before.split()) <= 6)
            ):
                return heading[-len(title) :]
    return heading


def _longest_part(title: str) -> str:
    """The title without the shorter end behind a bar or a dash, which names a site or a section."""
    parts = [part for part in _BAR.split(title) if part.strip()]
    return max(parts[:2], key=len).strip() if len(parts) > 1 else title


def _told(marks: Marks, items: Sequence[Item], site: str | None) -> list[str]:
    """The titles that tags give, most exact first, without the name of the site."""
    found: list[str | None] = [item.headline for item in items if item.article and item.headline]
    found += [marks.meta(name) for name in load_page_words().lists["titles"]]
    found.append(marks.title)
    plain = [_without_site(squeeze(clean(text))[:LONGEST_TITLE], site) for text in found if text]
    return [text for text in dict.fromkeys(plain) if text]


def _without_site(text: str, site: str | None) -> str:
    """The title without the site's name before or behind it."""
    if site is None:
        return text
    folded, name = text.casefold(), site.casefold()
    if folded.endswith(name) and text[: -len(name)].rstrip()[-1:] in tuple(_EDGES.strip()):
        return text[: -len(name)].strip(_EDGES)
    if folded.startswith(name) and text[len(name) :].lstrip()[:1] in tuple(_EDGES.strip()):
        return text[len(name) :].strip(_EDGES)
    return text


def _score(mark: Mark, text: str, told: Sequence[list[str]], marks: Marks, site: str | None) -> float:
    """How sure a heading is the title; 0 for a heading that is not."""
    if (
        len(text) < 2
        or (site is not None and _same(text, site))
        or load_page_words().patterns["no_title"].fullmatch(text)
    ):
        return 0.0
    score = {"h1": 3.0, "h2": 1.0}.get(mark.element.tag, 0.0)
    own = _words(text)
    agreed = max((_agreement(own, title) for title in told), default=0.0)
    if agreed == 0.0 and (mark.element.tag != "h1" or told):
        score -= 2.0
    score += 6.0 * agreed
    if mark.element.get("itemprop") in ("headline", "name"):
        score += 1.0
    if marks.elsewhere(mark.element):
        score -= 2.5
    return score


def _same(first: str, second: str) -> bool:
    return _words(first) == _words(second)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _agreement(first: list[str], second: list[str]) -> float:
    """1 for the same words, less where one is a part of the other or they share most words."""
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shared = len(set(first) & set(second))
    if shared < min(2, len(set(second))):
        return 0.0
    return shared * 2 / (len(set(first)) + len(set(second))) if shared / len(set(first)) >= 0.5 else 0.0
