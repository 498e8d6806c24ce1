"""Structured data of a page: the JSON-LD that sites write for search engines, reduced to what reading asks of it.

Broken JSON is mended where one reading is left; what still cannot be parsed says nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

LONGEST = 400_000
"""Characters of one script. Longer ones are data of applications."""
_MOST_ITEMS = 200
_DEEPEST = 12
_LONGEST_VALUE = 1000
ARTICLES = frozenset(
    [
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "opinionnewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "report",
        "scholarlyarticle",
        "techarticle",
        "medicalscholarlyarticle",
        "socialmediaposting",
        "liveblogposting",
        "discussionforumposting",
        "advertisercontentarticle",
        "satiricalarticle",
        "legislation",
        "speakablespecification",
    ]
)
"""Types of schema.org, folded, that are one text."""
_PAGES = frozenset(
    [
        "webpage",
        "itempage",
        "aboutpage",
        "creativework",
        "videoobject",
        "podcastepisode",
        "recipe",
        "howto",
        "qapage",
        "event",
    ]
)
_PEOPLE = frozenset({"person"})
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "about", "itemReviewed")
"""Where an article may lie inside of another item; comments and lists of other articles are not looked into."""
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",(?=\s*[}\]])")
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,40}?\*/|<!\[CDATA\[)+|(?:-->|//\s*\]\]>|\]\]>|;)+\s*$", re.DOTALL
)
_DATES = re.compile(r"[\"'](datePublished|dateCreated|dateModified)[\"']\s*:\s*[\"']([^\"'<>]{6,40})[\"']")
_ARTICLE = re.compile(r"[\"'](?:\w{0,20}Article|BlogPosting)[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody or something that an item names; `person` is None where the type is not told."""

    text: str
    person: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article or page as structured data tells it; dates as printed."""

    article: bool
    headline: str | None
    authors: tuple[Name, ...]
    publisher: str | None
    published: str | None
    created: str | None
    modified: str | None
    url: str | None


def read_items(scripts: Sequence[str]) -> tuple[Item, ...]:
    """The articles and pages in some JSON-LD scripts, in order."""
    found: list[Item] = []
    for script in scripts:
        data = _parse(script[:LONGEST])
        if data is None:
            found.extend(_salvage(script[:LONGEST]))
        named = {str(node["@id"]): node for node in _nodes(data) if "@id" in node and len(node) > 1}
        for node in _nodes(data):
            item = _item(node, named)
            if item is not None and len(found) < _MOST_ITEMS:
                found.append(item)
    return tuple(found)


def read_people(scripts: Sequence[str]) -> tuple[str, ...]:
    """The people who stand by themselves in a graph of a page, beside its article or page."""
    found = []
    for script in scripts:
        for node in _nodes(_parse(script[:LONGEST])):
            name = _text(node.get("name")) if _types(node) & _PEOPLE else None
            if name and name not in found:
                found.append(name)
    return tuple(found)


def _parse(script: str) -> Any:
    text = _WRAPPED.sub("", script.strip())
    for form in (text, _TRAILING.sub("", _CONTROL.sub(" ", text)), unescape(_CONTROL.sub(" ", text))):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _salvage(script: str) -> Iterator[Item]:
    """The dates of an article whose script is no JSON, where it states each of them once."""
    told: dict[str, set[str]] = {}
    for match in _DATES.finditer(script):
        told.setdefault(match.group(1), set()).add(match.group(2)[:10])
    dates = {key: values.pop() for key, values in told.items() if len(values) == 1}
    if dates:
        yield Item(
            article=_ARTICLE.search(script) is not None,
            headline=None,
            authors=(),
            publisher=None,
            published=dates.get("datePublished"),
            created=dates.get("dateCreated"),
            modified=dates.get("dateModified"),
            url=None,
        )


def _nodes(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for part in data[:_MOST_ITEMS]:
            yield from _nodes(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in _INSIDE:
            if isinstance(data.get(key), (dict, list)):
                yield from _nodes(data[key], depth + 1)


def _item(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Item | None:
    types = _types(node)
    article = bool(types & ARTICLES)
    if not article and not types & _PAGES:
        return None
    authors = tuple(_names(node.get("author"), named))
    creators = tuple(_names(node.get("creator"), named))
    if {name.text for name in authors} <= {name.text for name in creators}:
        authors = creators  # some pages name the first author alone as such, and all of them as creators
    publishers = [name.text for name in _names(node.get("publisher"), named)]
    return Item(
        article=article,
        headline=_text(node.get("headline")) or (_text(node.get("name")) if article else None),
        authors=authors,
        publisher=publishers[0] if publishers else None,
        published=_text(node.get("datePublished")),
        created=_text(node.get("dateCreated")) or _text(node.get("uploadDate")),
        modified=_text(node.get("dateModified")),
        url=_text(node.get("url")) or _address(node.get("mainEntityOfPage")),
    )


def _types(node: Mapping[str, Any]) -> set[str]:
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return {part.rsplit("/", 1)[-1].casefold() for part in values if isinstance(part, str)}


def _names(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Iterator[Name]:
    for part in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(part, dict):
            told = named.get(str(part.get("@id")), part) if "name" not in part else part
            types = _types(told)
            names = told.get("name")
            for name in names if isinstance(names, list) else [names]:
                text = _text(name)
                if text:
                    yield Name(text=text, person=bool(types & _PEOPLE) if types else None)
        elif _text(part):
            yield Name(text=_text(part) or "", person=None)


def _address(value: Any) -> str | None:
    return _text(value.get("@id") or value.get("url")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    return unescape(value)[:_LONGEST_VALUE].strip() or None if isinstance(value, str) else None
