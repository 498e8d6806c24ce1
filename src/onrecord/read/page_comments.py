"""Reader comments in HTML: the parts of a page that hold them, and each comment in them.

They are told by the names that comment systems give to their elements, and where there are none by the lines that say who
wrote and when. What is found is taken off the page, so that the article is sought in what remains.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.read.boxes import Box, Boxes
from onrecord.read.comment_names import role, speaks
from onrecord.read.comment_texts import Written, is_heading, read_box, read_run, signed, signing
from onrecord.read.tags import HEADINGS
from onrecord.vocabulary import Comment

Before = Sequence[int]
"""Characters before each stretch of a page, and behind the last."""
_MOST = 5000
"""Comments. A page has fewer; more are not read."""
_WHOLE = 0.95
"""Share of a page's text. A box that holds more is the page, whatever it is called."""
_NO_SECTION = frozenset(("html", "body", "main"))
_NO_ENTRY = HEADINGS | {"form", "nav", "ol", "ul", "dl", "dt", "table", "tbody"}
_UNTOLD = 250
"""Characters. A part named for comments that holds fewer, and no comment, is a heading, a form or a notice."""
_LEAST = 20
"""Characters of a comment that only its place in a list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The comments of a page, and the boxes and stretches that hold them and what belongs to them."""

    comments: tuple[Comment, ...]
    taken: frozenset[int]
    """Indexes of stretches."""
    boxes: tuple[Box, ...]


def find_comments(page: Boxes) -> Found:
    """All comments in the order of the page."""
    before = [0, *accumulate(len(stretch.text) for stretch in page.stretches)]
    sections = _sections(page, before)
    written: list[Written] = []
    taken: set[int] = set()
    read: list[Box] = []
    for section in sections:
        found = _in_section(page, section, before)
        if not found and _is_text(section, before):
            continue
        read.append(section)
        shift = len(written)
        for comment in found:
            if comment.parent is not None:
                comment.parent += shift
        written.extend(found)
        taken.update(range(section.first, section.last))
    if not written:
        first, written = _signed_runs(page)
        if written:
            taken.update(range(first, written[-1].last))
    return Found(comments=_numbered(written), taken=frozenset(taken), boxes=tuple(read))


def _numbered(written: list[Written]) -> tuple[Comment, ...]:
    kept = [index for index, comment in enumerate(written) if comment.text and not _again(written, index)][
        :_MOST
    ]
    order = {index: number for number, index in enumerate(kept, 1)}
    return tuple(
        Comment(
            order=order[index],
            author=written[index].author,
            text=written[index].text,
            parent=_answered(written, index, order),
        )
        for index in kept
    )


def _answered(written: list[Written], index: int, order: dict[int, int]) -> int | None:
    """Order of the nearest comment above in the thread that is kept."""
    parent = written[index].parent
    while parent is not None and parent not in order:
        parent = written[parent].parent
    return order[parent] if parent is not None else None


def _again(written: list[Written], index: int) -> bool:
    """True for the same words by the same reader directly below: printed twice, not said twice."""
    this, before = written[index], written[index - 1] if index else None
    return before is not None and (this.author, this.text) == (before.author, before.text)


def _sections(page: Boxes, before: Before) -> list[Box]:
    """Outermost boxes that hold comments and no article."""
    found = []
    past = 0
    total = before[-1]
    for box in page.boxes:
        if not box.names or box.number < past or box.first == box.last or not speaks(box.names):
            continue
        if box.tag in _NO_SECTION:
            continue
        named = role(box.names)
        if not named.section or (box.tag == "article" and not named.entry):
            continue
        share = (before[box.last] - before[box.first]) / total
        if share > _WHOLE or (share > 0.4 and named.state) or _holds_article(page, box, share):
            continue
        past = box.end
        found.append(box)
    return found


def _holds_article(page: Boxes, box: Box, share: float) -> bool:
    """A wrapper named for comments may hold the article too; then it is no section."""
    if share < 0.02:
        return False
    inner = page.boxes[box.number + 1 : box.end]
    inside = 0
    for one in inner:
        if one.number < inside:
            continue
        named = role(one.names)
        if named.entry or (named.section and not named.state):
            inside = one.end  # what stands in a comment is the comment's
        elif one.tag == "h1" or one.tag == "article":
            return True
    return False


def _is_text(section: Box, before: Before) -> bool:
    """True for a part named for comments that holds much text, none of it told as one: it may be anything."""
    what = role(section.names)
    return not what.teaser and not what.form and _length(before, section) > _UNTOLD


def _in_section(page: Boxes, section: Box, before: Before) -> list[Written]:
    what = role(section.names)
    if what.teaser or what.form:
        return []
    entries = _entries(page, section, before)
    if not entries:
        return read_run(page, section.first, section.last)
    written: list[Written] = []
    open_entries: list[tuple[Box, int]] = []
    depths: dict[int, int] = {}
    firsts = {entry.number for entry in entries}
    for entry in entries:
        while open_entries and entry.number >= open_entries[-1][0].end:
            open_entries.pop()
        comment = read_box(page, entry, firsts)
        depth = role(entry.names).depth
        if open_entries:
            comment.parent = open_entries[-1][1]
        elif depth is not None:
            comment.parent = next((depths[up] for up in range(depth - 1, -1, -1) if up in depths), None)
        if not comment.text and comment.author is None:
            continue
        outer = written[open_entries[-1][1]] if open_entries else None
        if outer is not None and not outer.text:
            # The outer box holds the name, the inner one the words.
            outer.text, outer.author = comment.text, outer.author or comment.author
            open_entries.append((entry, open_entries[-1][1]))
            continue
        written.append(comment)
        open_entries.append((entry, len(written) - 1))
        if depth is not None:
            depths = {up: index for up, index in depths.items() if up < depth} | {depth: len(written) - 1}
    return written


def _entries(page: Boxes, section: Box, before: Before) -> list[Box]:
    """Boxes of single comments: named as such, else holding a comment's words, else alike and many."""
    inner = [
        box
        for box in page.boxes[section.number : section.end]
        if box.first < box.last and box.tag not in _NO_ENTRY
    ]
    named = [(box, what) for box in inner if not (what := role(box.names)).form]
    strong = [box for box, what in named if what.entry]
    if len(strong) == 1 and strong[0] is section:
        strong = []
    weak = _outermost([box for box, what in named if what.section and what.text and box is not section])
    items = [box for box in inner if box.tag in ("li", "dd") and _length(before, box) > _LEAST]
    best: list[Box] = []
    most = 0
    for choice in (
        strong,
        weak,
        _alike(page, section, before),
        items,
        [section] if role(section.names).entry else [],
    ):
        covered = _covered(before, choice)
        if covered > 0.3 * _length(before, section):
            return choice
        if covered > most:
            best, most = choice, covered
    return best


def _covered(before: Before, boxes: list[Box]) -> int:
    """Characters in the boxes, those of boxes in others counted once."""
    total = past = 0
    for box in boxes:
        if box.number >= past:
            total += _length(before, box)
            past = box.end
    return total


def _outermost(named: list[Box]) -> list[Box]:
    found: list[Box] = []
    for box in named:
        if not found or box.number >= found[-1].end:
            found.append(box)
    # One box named "comments-content" around all of them is no comment.
    return found if len(found) > 1 else []


def _alike(page: Boxes, section: Box, before: Before) -> list[Box]:
    """Boxes of one kind side by side that hold most of the section: two that are signed, or three and more."""
    kinds: dict[tuple[int, str, str], list[Box]] = {}
    for box in page.boxes[section.number + 1 : section.end]:
        if box.tag in ("div", "li", "article", "section", "tr") and box.first < box.last:
            kinds.setdefault((box.parent, box.tag, _kind_name(box)), []).append(box)
    best = max(kinds.values(), key=lambda boxes: (_covered(before, boxes), -boxes[0].number), default=[])
    if len(best) < 2 or _covered(before, best) < 0.5 * _length(before, section):
        return []
    signed_ones = sum(_signed_by_name(page, box) for box in best)
    return best if signed_ones >= 0.5 * len(best) or (len(best) >= 3 and "form" not in best[0].names) else []


def _kind_name(box: Box) -> str:
    return box.names.split(" ")[0].rstrip("0123456789") if box.names else ""


def _signed_by_name(page: Boxes, box: Box) -> bool:
    return any(role(one.names).author for one in page.boxes[box.number + 1 : box.end]) or any(
        signing(stretch.text) is not None
        for stretch in page.stretches[box.first : min(box.last, box.first + 6)]
    )


def _length(before: Before, box: Box) -> int:
    return before[box.last] - before[box.first]


def _signed_runs(page: Boxes) -> tuple[int, list[Written]]:
    """Comments of a page that names none of its boxes, by lines such as "Posted by: Ana at 3 May 2011"."""
    feet = [index for index, stretch in enumerate(page.stretches) if signed(stretch.text)]
    kinds = Counter(_kind(page, index) for index in feet)
    if not kinds:
        return 0, []
    kind, many = min(kinds.items(), key=lambda item: (-item[1], item[0]))
    if many < 3:
        return 0, []
    feet = [index for index in feet if _kind(page, index) == kind]
    heading = next((index for index in range(feet[-2]) if is_heading(page.stretches[index].text)), None)
    if heading is not None:
        feet = [index for index in feet if index > heading]  # what is signed above it is the article
    return read_signed(page, feet, None if heading is None else heading + 1)


def _kind(page: Boxes, index: int) -> tuple[str, str]:
    box = page.boxes[page.stretches[index].box]
    return box.tag, box.names


def read_signed(page: Boxes, feet: list[int], first: int | None) -> tuple[int, list[Written]]:
    """Comments that end with the signing lines at `feet`, the first of them beginning at `first` where that is known."""
    written = []
    if first is None:
        own = _own_box(page, feet[0], feet)
        first = own.first if own is not None else feet[0] - 1
    at = first
    for foot in feet:
        own = _own_box(page, foot, feet)
        start = max(at, own.first) if own is not None else at
        text = "\n\n".join(stretch.text for stretch in page.stretches[start:foot])
        written.append(Written(author=signing(page.stretches[foot].text), text=text, last=foot + 1))
        at = foot + 1
    return first, written


def _own_box(page: Boxes, foot: int, feet: list[int]) -> Box | None:
    """The box around a signing line that holds no other one."""
    box = page.boxes[page.boxes[page.stretches[foot].box].parent]
    others = bisect_left(feet, box.last) - bisect_left(feet, box.first)
    return box if others == 1 and box.last - box.first > 1 else None
