"""The printed lines of a PDF in the order in which a person reads them: column by column, row by row.

What recurs at the edge of page after page, page numbers and footnotes are told apart from the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.vocabulary import LeftOut

EDGE_LINES = 3
"""Lines at the top and at the bottom of a page that may be running heads."""
LONGEST_HEAD = 160
"""Characters of a running head."""
SAME_HEIGHT = 14.0
"""Points by which a running head may move from page to page."""
LEAST_IN_COLUMN = 5
"""Lines; fewer beside others are a table or a letterhead, no column."""
SMALL_PRINT = 0.9
"""Of the size of the body: a footnote is no larger."""
_PAGE_NUMBER = re.compile(
    r"[\W_]{0,6}(?:(?:page|p\.|pg\.?|seite|p[aá]gina|стр\.?)\s?)?(?P<number>\d{1,4}|[ivxlc]{1,7})(?:\s?(?:/|of|de|von|из)\s?\d{1,4})?[\W_]{0,6}",
    re.I,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[.)]?\s?\S")
_ITEM_MARK = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|[•·▪–—*-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line with its box in points; `column` tells the edges of the column that it stands in."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    row: bool = False
    """Several cells on one base line."""
    column: tuple[float, float] = (0.0, 0.0)

    @property
    def middle(self) -> float:
        """Height of the middle of the line."""
        return (self.top + self.bottom) / 2


def to_printed(pages: Sequence[Mapping[str, Any]]) -> list[list[Printed]]:
    """The lines of each page, as the child told them."""
    return [
        [
            Printed(text=text, page=number, left=left, bottom=bottom, right=right, top=top, size=size)
            for text, left, bottom, right, top, size in page["lines"]
            if text.strip()
        ]
        for number, page in enumerate(pages)
    ]


# --- What is no text --------------------------------------------------------------------------


def without_heads(pages: Sequence[Sequence[Printed]]) -> tuple[list[list[Printed]], list[LeftOut]]:
    """The pages without running heads and page numbers; each of these once."""
    edges = [_edges(page) for page in pages]
    heads = _recurring(edges)
    numbers = _page_numbers(edges)
    left: dict[LeftOut, None] = {}
    kept = []
    for page in pages:
        rest = []
        for line in page:
            if line in numbers:
                left[LeftOut(reason="page number", text=line.text)] = None
            elif line in heads:
                left[LeftOut(reason="running head", text=line.text)] = None
            else:
                rest.append(line)
        kept.append(rest)
    return kept, list(left)


def _edges(page: Sequence[Printed]) -> list[Printed]:
    """Lines at the top and the bottom, by height."""
    heights = sorted({round(line.middle) for line in page})
    outer = {*heights[:EDGE_LINES], *heights[-EDGE_LINES:]}
    return [line for line in page if round(line.middle) in outer and len(line.text) <= LONGEST_HEAD]


def _recurring(edges: Sequence[Sequence[Printed]]) -> set[Printed]:
    """Lines that stand at one height of several pages, whatever figures are in them."""
    by_words: dict[str, list[Printed]] = defaultdict(list)
    for page in edges:
        for line in page:
            by_words[re.sub(r"\d+", "#", line.text.casefold())].append(line)
    least = max(2, -(-len(edges) // 4))
    found: set[Printed] = set()
    for lines in by_words.values():
        for line in lines:
            near = {other.page for other in lines if abs(other.middle - line.middle) <= SAME_HEIGHT}
            if len(near) >= least and len(lines) <= 4 * len(edges):
                found.add(line)
    return found


def _page_numbers(edges: Sequence[Sequence[Printed]]) -> set[Printed]:
    """Lone numbers at the edge that count with the pages; on a single page, one at its very bottom."""
    by_shift: dict[int, list[Printed]] = defaultdict(list)
    for page in edges:
        for line in page:
            match = _PAGE_NUMBER.fullmatch(line.text)
            if match is not None:
                by_shift[_number(match["number"]) - line.page].append(line)
    if len(edges) == 1:
        lowest = min(edges[0], key=lambda line: line.middle, default=None)
        return {line for lines in by_shift.values() for line in lines if line is lowest and len(edges[0]) > 2}
    return {line for lines in by_shift.values() if len({line.page for line in lines}) > 1 for line in lines}


def _number(text: str) -> int:
    """The value of a page number in figures or small Roman numerals."""
    if text.isdigit():
        return int(text)
    values = [_ROMAN[sign] for sign in text.casefold()]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


def body_size(pages: Sequence[Sequence[Printed]]) -> float:
    """The size in which most characters are printed."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def without_notes(lines: Sequence[Printed], size: float) -> tuple[list[Printed], list[LeftOut]]:
    """The lines of a page, in reading order, without the footnotes in small print at its end."""
    end = len(lines)
    while end and lines[end - 1].size <= SMALL_PRINT * size:
        end -= 1
    starts = [at for at in range(end, len(lines)) if _NOTE_MARK.match(lines[at].text)]
    if not starts or end == 0:
        return list(lines), []
    notes: list[str] = []
    for at in range(starts[0], len(lines)):
        if at in starts or not notes:
            notes.append(lines[at].text)
        else:
            notes[-1] += " " + lines[at].text
    return list(lines[: starts[0]]), [LeftOut(reason="footnote", text=note) for note in notes]


# --- In which order ---------------------------------------------------------------------------


def usual_gutters(pages: Sequence[Sequence[Printed]]) -> tuple[float, ...]:
    """Where pages that are full of text are parted: a page with little on it is parted there too."""
    return tuple(sorted({gutter for page in pages if (gutter := _gutter(page)) is not None}))


def in_order(lines: Sequence[Printed], *, usual: Sequence[float] = (), depth: int = 0) -> Iterator[Printed]:
    """The lines of a page as read: columns one after the other, between the lines that run across them."""
    gutter = _gutter(lines) if depth < 2 else None
    if gutter is None and depth == 0:
        gutter = next((place for place in usual if _parts(lines, place)), None)
    if gutter is None:
        yield from _down(lines)
        return
    sides: tuple[list[Printed], list[Printed]] = ([], [])
    across: list[Printed] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if line.left < gutter < line.right:
            for side in sides:
                yield from in_order(side, depth=depth + 1)
                side.clear()
            across.append(line)
        else:
            yield from _down(across)
            across.clear()
            sides[line.left >= gutter].append(line)
    yield from _down(across)
    for side in sides:
        yield from in_order(side, depth=depth + 1)


def _gutter(lines: Sequence[Printed]) -> float | None:
    """Where a white strip parts two columns of running text; None where there is none."""
    if len(lines) < 2 * LEAST_IN_COLUMN:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    candidates = sorted({line.left - 1.0 for line in lines if 0.3 * width < line.left - left < 0.72 * width})
    best: tuple[int, float] | None = None
    for place in candidates[:200]:
        crossing = sum(line.left < place < line.right for line in lines)
        before = [line for line in lines if line.right <= place]
        after = [line for line in lines if line.left >= place]
        if crossing > 0.35 * len(lines) or not (_is_column(before, width) and _is_column(after, width)):
            continue
        if _beside(before, after) and (best is None or crossing < best[0]):
            best = (crossing, place)
    return best[1] if best is not None else None


def _parts(lines: Sequence[Printed], place: float) -> bool:
    """True where nothing crosses the place and lines stand beside one another there."""
    before = [line for line in lines if line.right <= place]
    after = [line for line in lines if line.left >= place]
    return len(before) + len(after) == len(lines) and bool(before and after) and _beside(before, after)


def _is_column(lines: Sequence[Printed], width: float) -> bool:
    """Enough lines, and as long as those of running text: the cells of a table are short."""
    if len(lines) < LEAST_IN_COLUMN:
        return False
    lengths = sorted(line.right - line.left for line in lines)
    return lengths[len(lengths) // 2] > 0.2 * width and lengths[len(lengths) * 3 // 4] > 0.25 * width


def _beside(before: Sequence[Printed], after: Sequence[Printed]) -> bool:
    """True where the two share most of their height."""
    bottom = max(min(line.bottom for line in before), min(line.bottom for line in after))
    top = min(max(line.top for line in before), max(line.top for line in after))
    shorter = min(
        max(line.top for line in side) - min(line.bottom for line in side) for side in (before, after)
    )
    return top - bottom > 0.5 * shorter


def _down(lines: Sequence[Printed]) -> Iterator[Printed]:
    """The lines of one column from top to bottom; what stands on one base line is one line."""
    if not lines:
        return
    rights = sorted(line.right for line in lines)
    column = (min(line.left for line in lines), rights[int(0.95 * (len(rights) - 1))])
    rows: list[list[Printed]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < 0.4 * min(line.size or 1, rows[-1][0].size or 1):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        yield replace(_joined(sorted(row, key=lambda line: line.left)), column=column)


def _joined(row: Sequence[Printed]) -> Printed:
    """The cells of a base line as one; a number or bullet before its item makes no row."""
    if len(row) == 1:
        return row[0]
    # Bold type is printed twice by some programs, a hair apart.
    cells = [cell for at, cell in enumerate(row) if not at or not _twice(row[at - 1], cell)]
    item = len(cells) == 2 and _ITEM_MARK.fullmatch(cells[0].text) is not None
    text = " ".join(cell.text for cell in cells)
    return Printed(
        text=text,
        page=cells[0].page,
        left=cells[0].left,
        bottom=min(cell.bottom for cell in cells),
        right=max(cell.right for cell in cells),
        top=max(cell.top for cell in cells),
        size=max(cell.size for cell in cells),
        row=len(cells) > 1 and not item,
    )


def _twice(before: Printed, cell: Printed) -> bool:
    return before.text == cell.text and abs(before.left - cell.left) < 2
