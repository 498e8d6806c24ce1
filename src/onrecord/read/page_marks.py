"""One walk over a page's tree that gathers what its markup says: meta tags, links, headings, times, bylines.

Everything keeps its place in the page, so that what stands in comments, teasers and footers can be told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal

from lxml import etree

from onrecord.read.decode import clean
from onrecord.read.page_words import load_page_words
from onrecord.read.paragraphs import squeeze
from onrecord.read.structured import LONGEST

_TEXTS = etree.XPath(".//text()")
_PROPS = etree.XPath("descendant-or-self::*[@itemprop]")
_WRAPPERS = frozenset({"html", "body", "main"})
Place = Literal["page", "beside", "comments"]
LONGEST_LINE = 300
"""Characters. A line that tells a date or an author is no longer."""
_LONGEST_NAMES = 300
"""Characters of a class. What stands behind them is not looked at."""
_LONGEST_ID = 20
"""Characters. A longer id numbers an element and does not name it."""
_NEAR = 12
"""Elements behind a heading that belong to it; before it they are twice as many."""
_MOST = 400
"""Times, dated and by-lines each. Pages have a tenth of it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mark:
    """An element and its place: how many elements stand before it."""

    element: etree._Element
    order: int


@dataclass(slots=True, kw_only=True)
class Marks:
    """What one walk gathers. Filled while walking, and not changed after."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    scripts: list[str] = field(default_factory=list)
    title: str | None = None
    headings: list[Mark] = field(default_factory=list)
    elements: list[etree._Element] = field(default_factory=list)
    places: dict[etree._Element, int] = field(default_factory=dict)
    around: frozenset[etree._Element] = frozenset()
    """The elements around the heading that is the title: what they hold is not set apart from it."""
    near: frozenset[etree._Element] = frozenset()
    """The elements right around that heading, which belong to it whatever they are called."""
    _where: dict[etree._Element, Place] = field(default_factory=dict)
    _props: tuple[Mark, ...] | None = None
    _related: tuple[Mark, ...] | None = None
    _names: tuple[list[str], list[str]] | None = None
    """The classes and the ids of all elements."""

    def meta(self, *names: str) -> str | None:
        """The first content of the first of these meta tags that has any."""
        for name in names:
            for value in self.metas.get(name, ()):
                return value
        return None

    def times(self) -> tuple[Mark, ...]:
        """Time elements, and abbreviations, which an older convention used for them."""
        return self._marked(self.elements[0].iter("time", "abbr"))

    def props(self) -> tuple[Mark, ...]:
        """Elements of microdata."""
        if self._props is None:
            self._props = self._marked(_PROPS(self.elements[0]))
        return self._props

    def related(self) -> tuple[Mark, ...]:
        """Links that say what they are to the page."""
        if self._related is None:
            self._related = self._marked(
                element for element in self.elements[0].iter("a") if element.get("rel")
            )
        return self._related

    def _marked(self, elements: Iterable[etree._Element]) -> tuple[Mark, ...]:
        return tuple(Mark(element=element, order=self.places[element]) for element in islice(elements, _MOST))

    def called(self, key: Literal["dated", "byline"]) -> tuple[Mark, ...]:
        """The elements whose class or id calls them a date or a byline."""
        if self._names is None:
            self._names = (
                [element.get("class", "") for element in self.elements],
                [element.get("id", "") for element in self.elements],
            )
        classes, ids = self._names
        calling = {names for names in set(classes) if _is_called(names, key)}
        naming = {name for name in set(ids) if len(name) < _LONGEST_ID and _is_called(name, key)}
        found = (
            Mark(element=self.elements[order], order=order)
            for order, (names, name) in enumerate(zip(classes, ids, strict=True))
            if names in calling or name in naming
        )
        return tuple(islice(found, _MOST))

    def elsewhere(self, element: etree._Element) -> bool:
        """True inside comments, teasers, side bars and footers: by the names of the elements around."""
        return self.place(element) != "page"

    def place(self, element: etree._Element) -> Place:
        """Where an element stands: in comments, beside the text, or in the page that the heading heads."""
        known = self._where
        path = []
        found: Place = "page"
        node: etree._Element | None = element
        while node is not None and node not in known:
            path.append(node)
            told = None if node in self.around or node.tag in _WRAPPERS else self._names_place(node)
            if told is not None or node in self.around or node.tag in _WRAPPERS:
                found = told or "page"
                break
            node = node.getparent()
        else:
            found = known[node] if node is not None else "page"
        for step in path:
            known[step] = found
        return found

    def _names_place(self, node: etree._Element) -> Place | None:
        """What an element's own tag and name say of its place; None where they say nothing."""
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        told = _place_of(names)
        if node.tag == "article":
            return None
        if told == "comments":
            return told
        if node.tag in ("aside", "nav"):
            return "beside"
        if told != "beside" and node.tag != "footer":
            return None
        own = node in self.near or ("footer" in f"{node.tag} {names}".casefold() and self._in_article(node))
        return None if own else "beside"

    def _in_article(self, node: etree._Element) -> bool:
        """True for the footer of the article itself, which tells its author and its date."""
        return any(above in self.around for above in node.iterancestors("article"))

    def settle(self, heading: Mark | None) -> None:
        """Say which heading is the title, after which places are told by it."""
        if heading is not None:
            self.around = frozenset(heading.element.iterancestors())
            first = max(0, heading.order - 2 * _NEAR)
            self.near = frozenset(self.elements[first : heading.order + _NEAR])
            self._where.clear()


def gather(tree: etree._Element) -> Marks:
    """Everything that the facts of a page are told from."""
    marks = Marks(elements=list(tree.iter("*")))
    marks.places = dict(zip(marks.elements, range(len(marks.elements)), strict=True))
    for element in tree.iter("meta", "link", "script", "title"):
        if element.tag == "meta":
            _meta(marks, element)
        elif element.tag == "link":
            if (element.get("rel") or "").casefold() == "canonical":
                marks.canonical = marks.canonical or element.get("href")
        elif element.tag == "script":
            if element.text and _is_structured(element):
                marks.scripts.append(element.text[:LONGEST])
        elif marks.title is None and not _in_drawing(element):
            marks.title = text_of(element)
    marks.headings = list(marks._marked(tree.iter("h1", "h2", "h3")))
    return marks


def _is_structured(script: etree._Element) -> bool:
    """True for JSON-LD, also where its type is left out."""
    kind = (script.get("type") or "").casefold()
    return "ld+json" in kind or (
        not kind and script.text.lstrip()[:1] == "{" and "schema.org" in script.text[:300]
    )


@lru_cache(maxsize=20_000)
def _is_called(names: str, key: str) -> bool:
    """Whether the classes or the id of an element call it a date or a byline."""
    folded = names[:_LONGEST_NAMES].casefold()
    return any(map(folded.__contains__, load_page_words().lists[key]))


@lru_cache(maxsize=20_000)
def _place_of(names: str) -> Place | None:
    """The place that the classes and the id of an element tell; "page" for a part of the article itself."""
    patterns = load_page_words().patterns
    places: tuple[tuple[str, Place], ...] = (("comments", "comments"), ("own", "page"), ("beside", "beside"))
    return next((place for key, place in places if patterns[key].search(names[:_LONGEST_NAMES])), None)


def _in_drawing(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in ("svg", "symbol", "g")


def _meta(marks: Marks, element: etree._Element) -> None:
    name = (
        element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
    )
    content = element.get("content") or element.get("value")
    if name and content and content.strip():
        value = squeeze(clean(content[:1000]))
        if value:
            marks.metas.setdefault(name.strip().casefold(), []).append(value)


def text_of(element: etree._Element, *, limit: int = LONGEST_LINE) -> str:
    """The shown text of an element on one line, a space between its parts; what is longer than `limit` is cut."""
    parts: list[str] = []
    size = 0
    for text in (
        element.itertext() if next(element.iterdescendants("script"), None) is None else _shown(element)
    ):
        if text.strip():
            parts.append(text)
            size += len(text)
            if size > 2 * limit:
                break
    shown = squeeze(" ".join(parts))
    plain = clean(shown)
    return (plain if plain is shown else squeeze(plain))[:limit]


def _shown(element: etree._Element) -> Iterator[str]:
    """The texts of an element without those of its scripts."""
    for node in _TEXTS(element):
        if node.getparent().tag not in ("script", "style") or node.is_tail:
            yield node
