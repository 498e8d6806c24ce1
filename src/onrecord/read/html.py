"""HTML to a Page: the article by trafilatura, reader comments by their containers, the rest left out.

Comments are cut from the tree before the article is sought, so that none of them can be taken for text.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction

from onrecord.errors import UnreadableDocument
from onrecord.read.decode import clean
from onrecord.read.furniture import drop_lines, reason_of
from onrecord.read.knowledge import Furniture
from onrecord.read.outlets import Outlets
from onrecord.read.page import Line, Page
from onrecord.read.page_comments import cut_comments
from onrecord.read.page_facts import page_facts
from onrecord.read.paragraphs import squeeze
from onrecord.vocabulary import LeftOut

DEPTH_LIMIT = 250
"""Elements inside one another. Real pages stay far below; deeper trees are made to break readers."""
ELEMENT_LIMIT = 50_000
"""Elements. Real pages have a tenth of it."""
_BLOCKS = ("p", "head", "quote", "item", "code", "row", "ab", "list")
_FURNITURE_TAGS = (
    ("navigation", "//nav|//header//ul|//*[@role='navigation']"),
    ("caption", "//figcaption"),
    ("footer", "//footer"),
    ("form", "//form"),
)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(text: str, *, address: str, furniture: Furniture, outlets: Outlets) -> Page:
    """The page that HTML shows; raises UnreadableDocument where it holds no text."""
    tree = _parse(text, address=address)
    hints = page_facts(tree, address=address, outlets=outlets)
    comments = cut_comments(tree)
    left_out = (*_furniture(tree), *_notes(tree, furniture))
    extracted = _extract(tree, address=address)
    lines = tuple(_lines(extracted.body)) if extracted is not None else ()
    warnings: tuple[str, ...] = ()
    if sum(len(line.text) for line in lines) < 80:
        lines = _all_text(tree) or lines
        warnings = ("no article could be told from the page: all of its text was read",)
    kept, dropped = drop_lines(lines, furniture)
    return Page(lines=kept, hints=hints, comments=comments, left_out=(*left_out, *dropped), warnings=warnings)


def _parse(text: str, *, address: str) -> etree._Element:
    parser = lxml_html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.replace("\x00", "").lstrip("\ufeff"))
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument(
            "is HTML without any content", where=address, remedy="check that the page was saved whole"
        ) from error
    _refuse_bombs(tree, address=address)
    return tree


def _refuse_bombs(tree: etree._Element, *, address: str) -> None:
    """Extraction takes time by elements and by depth, so that both have a limit."""
    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > DEPTH_LIMIT or elements > ELEMENT_LIMIT:
            what = (
                f"elements nested deeper than {DEPTH_LIMIT}"
                if depth > DEPTH_LIMIT
                else f"more than {ELEMENT_LIMIT:,} elements"
            )
            raise UnreadableDocument(f"has {what}", where=address, remedy="save the page's text instead")


def _extract(tree: etree._Element, *, address: str):  # type: ignore[no-untyped-def]
    """Trafilatura's document, or None where it finds none or fails on a hostile page."""
    try:
        return bare_extraction(
            tree,
            url=address if address.startswith("http") else None,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
        )
    except Exception:
        return None


def _lines(body: etree._Element) -> Iterator[Line]:
    for element in body.iter(*_BLOCKS):
        if element.tag in ("list", "quote", "row") and element.find(".//p") is not None:
            continue
        if element.tag == "list" or any(
            parent.tag in ("p", "item", "row", "head") for parent in element.iterancestors()
        ):
            continue
        text = squeeze(clean(_text_of(element)))
        for part in text.split("\n"):
            if part.strip():
                yield Line(text=part.strip(), gap=1)


def _text_of(element: etree._Element) -> str:
    parts = []
    for node in element.iter():
        if node.tag == "lb" or (node.tag in ("p", "item", "cell") and node is not element):
            parts.append(" ")
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _all_text(tree: etree._Element) -> tuple[Line, ...]:
    """Every paragraph-like element's own text, for pages that are no articles."""
    found = []
    for element in tree.iter("p", "li", "h1", "h2", "h3", "blockquote", "td", "div", "pre"):
        if element.tag in ("div", "td") and len(element):
            continue
        text = squeeze(clean(" ".join(element.itertext())))
        if text:
            found.append(Line(text=text, gap=1))
    return tuple(found)


def _furniture(tree: etree._Element) -> Iterator[LeftOut]:
    for reason, path in _FURNITURE_TAGS:
        for element in tree.xpath(path):
            text = squeeze(clean(" ".join(element.itertext())))[:500]
            if text:
                yield LeftOut(reason=reason, text=text)


def _notes(tree: etree._Element, furniture: Furniture) -> Iterator[LeftOut]:
    """Lines that say how the text was made; the article's extraction may drop them, the reader must not."""
    rules = [rule for rule in furniture.anywhere if rule.reason == "editor's note"]
    for element in tree.iter("p", "div", "em", "small", "aside"):
        if element.tag == "p" or len(element) == 0:
            text = squeeze(clean("".join(element.itertext())))
            if reason_of(text, rules) is not None:
                yield LeftOut(reason="editor's note", text=text)
