"""The tree of an HTML page as boxes and the stretches of text between their borders, in one walk.

A box is an element that starts a new line when shown; everything else is text of the stretch around it. Whatever
judges a page (comments, article, furniture) judges these, so that the tree is walked once.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree

from onrecord.errors import UnreadableDocument
from onrecord.read.tags import INLINE, UNSEEN

DEPTH_LIMIT = 250
"""Elements inside one another. Real pages stay far below; deeper trees are made to break readers."""
ELEMENT_LIMIT = 50_000
"""Elements. Real pages have a tenth of it."""
LONGEST_NAMES = 300
"""Characters of class, id and role. What stands behind them is not looked at."""
_NAMING = frozenset(("class", "id", "role", "itemprop"))
_MARKED = frozenset(("b", "strong", "em", "i"))
_LINK, _MARK, _BREAK, _TEXT, _SKIPPED = range(1, 6)
"""What an element that is no box does to the stretch around it."""
_HOW = {
    **dict.fromkeys(INLINE, _TEXT),
    **dict.fromkeys(_MARKED, _MARK),
    **dict.fromkeys(UNSEEN, _SKIPPED),
    "a": _LINK,
    "br": _BREAK,
}
_SENTENCE_END = re.compile(r"[.!?…։。:;][\"'”’»)\]]*\s*$")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Box:
    """An element that starts a new line: its place in the tree and which stretches stand in it."""

    number: int
    parent: int
    """Number of the box around it; -1 for the outermost."""
    tag: str
    names: str
    """Class, id, role and itemprop as written, parted by spaces; "hidden" where the page hides it."""
    element: etree._Element
    first: int
    """Index of its first stretch, if it has any."""
    last: int = 0
    """One past its last stretch."""
    end: int = 0
    """One past the number of the last box within it."""


@dataclass(slots=True)
class Stretch:
    """Text between two borders of boxes, with one space where there were several."""

    text: str
    box: int
    """Number of the innermost box around it."""
    linked: int
    """Characters of it that are links."""
    marked: int
    """Characters of it that are bold or emphasised."""


@dataclass(slots=True)
class Boxes:
    """A page's boxes in document order and its stretches in reading order."""

    boxes: list[Box] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)


class _Pen:
    """Writes the stretches of a page, part by part."""

    __slots__ = ("linked", "links", "marked", "marks", "page", "parts")

    def __init__(self, page: Boxes) -> None:
        self.page = page
        self.parts: list[str] = []
        self.linked = self.marked = 0
        self.links = self.marks = 0
        """How many links, and how many bold or emphasised elements, the walk is inside of."""

    def write_inside(self, text: str) -> None:
        """Text inside of links or emphasis, which is counted."""
        self.parts.append(text)
        if self.links:
            self.linked += len(text)
        if self.marks:
            self.marked += len(text)

    def flush(self, box: int) -> None:
        """The end of a stretch in this box."""
        parts = self.parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        if not text.isascii() and _INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text)
        text = " ".join(text.split())
        if text:
            length = len(text)
            linked = self.linked if self.linked < length else length
            marked = self.marked if self.marked < length else length
            self.page.stretches.append(Stretch(text, box, linked, marked))
        self.linked = self.marked = 0

    def line_break(self, box: int) -> None:
        """A second break, or one behind a sentence, starts a new stretch; another is a space."""
        if self.parts[-1] == "\n" or _SENTENCE_END.search(self.parts[-1][-8:]):
            self.flush(box)
        else:
            self.parts.append("\n")


def to_boxes(tree: etree._Element, *, address: str) -> Boxes:
    """Walk the page once; raises UnreadableDocument where it is nested too deep or has too many elements."""
    page = Boxes()
    boxes, stretches, pen = page.boxes, page.stretches, _Pen(page)
    parts, kind_of = pen.parts, _HOW.get
    current = -1
    depth = elements = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        how = kind_of(tag)
        if event == "start":
            depth += 1
            elements += 1
            if depth > DEPTH_LIMIT or elements > ELEMENT_LIMIT:
                _refuse(depth, address)
            if how is None:
                if parts:
                    pen.flush(current)
                number = len(boxes)
                boxes.append(Box(number, current, tag, _names(element), element, len(stretches)))
                current = number
            elif how == _SKIPPED:
                walk.skip_subtree()
                continue
            elif how == _LINK:
                pen.links += 1
            elif how == _MARK:
                pen.marks += 1
            elif how == _BREAK and parts:
                pen.line_break(current)
            text = element.text
        else:
            depth -= 1
            if how is None:
                if parts:
                    pen.flush(current)
                box = boxes[current]
                box.last = len(stretches)
                box.end = len(boxes)
                current = box.parent
            elif how == _LINK:
                pen.links -= 1
            elif how == _MARK:
                pen.marks -= 1
            text = element.tail
        if text:
            if pen.links or pen.marks:
                pen.write_inside(text)
            elif parts or not text.isspace():
                parts.append(text)
    return page


def _refuse(depth: int, address: str) -> None:
    what = (
        f"elements nested deeper than {DEPTH_LIMIT}"
        if depth > DEPTH_LIMIT
        else f"more than {ELEMENT_LIMIT:,} elements"
    )
    raise UnreadableDocument(f"has {what}", where=address, remedy="save the page's text instead")


def _names(element: etree._Element) -> str:
    items = element.items()
    if not items:
        return ""
    parts = []
    for key, value in items:
        if key in _NAMING:
            parts.append(value[:LONGEST_NAMES])
        elif key == "style" and _HIDDEN.search(value[:LONGEST_NAMES]):
            parts.append("hidden")
    return " ".join(parts)


def without(page: Boxes, taken: Collection[int]) -> Boxes:
    """The page without the stretches at these indexes; its boxes stay, and hold what is left."""
    if not taken:
        return page
    kept = [0]
    stretches = []
    for index, stretch in enumerate(page.stretches):
        if index not in taken:
            stretches.append(stretch)
        kept.append(len(stretches))
    boxes = [
        Box(b.number, b.parent, b.tag, b.names, b.element, kept[b.first], kept[b.last], b.end)
        for b in page.boxes
    ]
    return Boxes(boxes=boxes, stretches=stretches)
