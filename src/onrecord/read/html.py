"""HTML to a Page: the article's stretches, reader comments, and the rest left out with its reason.

Comments are cut from the tree before the article is sought, so that none of them can be taken for text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from lxml import etree

from onrecord.errors import UnreadableDocument
from onrecord.read.body import choose
from onrecord.read.boxes import Boxes, to_boxes, without
from onrecord.read.decode import clean
from onrecord.read.furniture import drop_lines, reason_of
from onrecord.read.knowledge import Furniture
from onrecord.read.outlets import Outlets
from onrecord.read.page import Line, Page
from onrecord.read.page_comments import find_comments
from onrecord.read.page_facts import page_facts
from onrecord.read.paragraphs import squeeze
from onrecord.read.tags import HEADINGS
from onrecord.vocabulary import LeftOut

LEAST = 80
"""Characters. A page with less of an article has none that could be told."""
_LONGEST_TITLE = 1000
_ALONE = HEADINGS | {"li", "dt", "dd", "th", "td", "tr"}


def read_html(text: str, *, address: str, furniture: Furniture, outlets: Outlets) -> Page:
    """The page that HTML shows; raises UnreadableDocument where it holds no text."""
    tree = parse_html(text, address=address)
    boxes = to_boxes(tree, address=address)
    found = find_comments(boxes)
    page = without(boxes, found.taken)
    chosen = choose(page, title=titles_of(tree), related=furniture.related)
    lines = tuple(_lines(page, chosen.body))
    warnings: tuple[str, ...] = ()
    if sum(len(line.text) for line in lines) < LEAST:
        lines = tuple(_lines(page, range(len(page.stretches)))) or lines
        warnings = ("no article could be told from the page: all of its text was read",)
    for box in found.boxes:
        _remove(box.element)
    kept, dropped = drop_lines(lines, furniture)
    notes = _notes(page, chosen.body, furniture)
    hints = page_facts(tree, address=address, outlets=outlets)
    left_out = (*chosen.left_out, *notes, *dropped)
    return Page(lines=kept, hints=hints, comments=found.comments, left_out=left_out, warnings=warnings)


def parse_html(text: str, *, address: str) -> etree._Element:
    """The page's tree without remarks; raises UnreadableDocument where there is none."""
    parser = etree.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    source = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.replace("\x00", "").lstrip("\ufeff"))
    try:
        tree = etree.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if tree is None:
        raise UnreadableDocument(
            "is HTML without any content", where=address, remedy="check that the page was saved whole"
        )
    _take_in_what_follows(tree)
    return tree


def _take_in_what_follows(tree: etree._Element) -> None:
    """Put what stands behind a page that is closed too early, a tree of its own to the parser, at the end of its body."""
    body = tree.find("body")
    end = tree if body is None else body
    while (behind := tree.getnext()) is not None:
        end.append(behind)
        behind.tag = "p"  # for its own words; what it holds stands beside them
        end.extend(list(behind))


def _remove(element: etree._Element) -> None:
    """Take an element off the tree and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def titles_of(tree: etree._Element) -> str:
    """What the head gives as the page's title, in each of its ways."""
    printed: str | None = None
    shared = []
    for element in tree.iter("title", "meta"):
        if element.tag == "meta":
            shared.append(element.get("content") if element.get("property") == "og:title" else None)
        elif printed is None:
            printed = element.text or ""
    return " ".join(part for part in (printed, *shared) if part)[:_LONGEST_TITLE]


def _lines(page: Boxes, chosen: Iterable[int]) -> Iterator[Line]:
    for at in chosen:
        text = squeeze(clean(page.stretches[at].text))
        if text:
            yield Line(text=text, gap=1, alone=_alone(page, page.stretches[at].box))


def _alone(page: Boxes, number: int) -> bool:
    """True inside a heading, an item or a row, up to two boxes deep."""
    for _ in range(3):
        if number < 0:
            break
        if page.boxes[number].tag in _ALONE:
            return True
        number = page.boxes[number].parent
    return False


def _notes(page: Boxes, body: Collection[int], furniture: Furniture) -> Iterator[LeftOut]:
    """Lines that say how the text was made; the choice of the article may drop them, the reader must not."""
    rules = [rule for rule in furniture.anywhere if rule.reason == "editor's note"]
    kept = frozenset(body)
    for at, stretch in enumerate(page.stretches):
        if at not in kept and reason_of(stretch.text, rules) is not None:
            yield LeftOut(reason="editor's note", text=squeeze(clean(stretch.text)))
