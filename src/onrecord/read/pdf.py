"""PDF to a Page: the text layer in reading order, its lines joined to paragraphs, hyphens at line ends mended.

A page that is only a picture is told; a file of pictures alone is refused, because it has no text to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from onrecord.errors import UnreadableDocument
from onrecord.formats import guarded
from onrecord.read.decode import clean
from onrecord.read.furniture import drop_lines
from onrecord.read.knowledge import Furniture
from onrecord.read.page import Hints, Line, Page
from onrecord.read.paragraphs import ended, squeeze, stopped
from onrecord.read.pdf_lines import (
    Printed,
    body_size,
    in_order,
    to_printed,
    usual_gutters,
    without_heads,
    without_notes,
)
from onrecord.vocabulary import LeftOut

_ITEM = re.compile(r"(?:\d{1,3}[.)]|\([A-Za-z0-9]{1,4}\)|[•·▪–—*-])\s+\S")
_COMPOUND = re.compile(
    r"(?:^|[\W_])(?:non|self|well|ex|cross|vice|half|all|so|co|anti|pro|semi|quasi|post|pre|inter|long|short|high|low|"
    r"two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"north|south|east|west|mid|much|ill|then|old|new)-$",
    re.I,
)
"""First parts of words that are written with a hyphen; "inter-" and "pre-" are told by the rest of the document."""
_BREAKS_MORE = ("inter-", "pre-", "post-", "pro-", "co-", "anti-", "semi-")
NARROWEST = 20
"""Characters of a line of running text in the narrowest column."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read_pdf(data: bytes, *, address: str, furniture: Furniture) -> Page:
    """The page that a PDF prints. Raises UnreadableDocument where it has no text, is locked, damaged or too much."""
    told = guarded("pdf", data, address=address).value
    pages, left_out = without_heads(to_printed(told["pages"]))
    pictures = [number for number, page in enumerate(pages) if not page and told["pages"][number]["pictures"]]
    if not any(pages):
        raise _no_text(len(pages), len(pictures), address=address)
    size = body_size(pages)
    gutters = usual_gutters(pages)
    ordered: list[Printed] = []
    for page in pages:
        lines, notes = without_notes(list(in_order(page, usual=gutters)), size)
        ordered.extend(lines)
        left_out.extend(notes)
    paragraphs = [squeeze(clean(text)) for text in join_lines(ordered)]
    kept, dropped = drop_lines([Line(text=text, gap=1) for text in paragraphs if text], furniture)
    return Page(
        lines=kept,
        hints=Hints(),
        properties=Hints(title=told["title"], author=told["author"]),
        left_out=(
            *(LeftOut(reason=item.reason, text=squeeze(clean(item.text))) for item in left_out),
            *dropped,
        ),
        warnings=_warnings(told["pages"], pictures),
        whole=True,
    )


def _no_text(pages: int, pictures: int, *, address: str) -> UnreadableDocument:
    if not pictures:
        return UnreadableDocument("is a PDF without any text", where=address, remedy="check how it was saved")
    counted = "its page is a picture" if pages == 1 else f"{pictures} of its {pages} pages are pictures"
    return UnreadableDocument(
        f"is a scan: {counted}, and there is no text behind them",
        where=address,
        remedy="run an OCR program over it (ocrmypdf, for one), or give its text",
    )


def _warnings(pages: Sequence[Mapping[str, Any]], pictures: Sequence[int]) -> tuple[str, ...]:
    """Pages whose text is missing."""
    damaged = [number for number, page in enumerate(pages) if page.get("damaged")]
    return (
        *((f"pages that are pictures without text were not read: {_listed(pictures)}",) if pictures else ()),
        *((f"damaged pages were not read: {_listed(damaged)}",) if damaged else ()),
    )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number + 1) for number in numbers[:20]) + (" ..." if len(numbers) > 20 else "")


# --- Lines to paragraphs ----------------------------------------------------------------------


def join_lines(lines: Sequence[Printed]) -> list[str]:
    """The paragraphs that lines in reading order print."""
    leading = _leading(lines)
    words = frozenset(word.casefold() for line in lines for word in _WORD.findall(line.text)[1:-1])
    joined: list[list[str]] = []
    for before, line in pairwise((None, *lines)):
        assert line is not None
        if before is not None and _goes_on(before, line, leading):
            joined[-1].append(line.text)
        else:
            joined.append([line.text])
    return [mend(parts, words) for parts in joined]


def _leading(lines: Sequence[Printed]) -> float:
    """The usual distance between two lines of a paragraph."""
    steps = sorted(
        before.middle - line.middle
        for before, line in pairwise(lines)
        if before.page == line.page and 0 < before.middle - line.middle < 4 * (line.size or 12)
    )
    return steps[len(steps) // 3] if steps else 14.0


def _goes_on(before: Printed, line: Printed, leading: float) -> bool:
    """True where `line` continues the paragraph of the line before it."""
    if before.row or line.row or _ITEM.match(line.text) or abs(before.size - line.size) > 0.08 * before.size:
        return False
    step = before.middle - line.middle
    if before.page != line.page or not 0 < step < 6 * leading:
        # The text goes on at the top of the next column or page; only a full line can be broken there.
        return not stopped(before.text) and (
            line.text[:1].islower() or (_full(before, line) and not ended(before.text))
        )
    if step > 1.4 * leading:
        return False
    if _centred(before) and _centred(line):
        return not stopped(before.text)
    indented = line.left - line.column[0] > 0.8 * line.size
    if indented and before.left - before.column[0] < 0.5 * before.size:
        return line.text[:1].islower()
    if _full(before, line):
        # The lines of a list are short, all of them; no column of running text is so narrow.
        return len(before.text) >= NARROWEST or line.text[:1].islower()
    return not ended(before.text) and (line.text[:1].islower() or before.text.endswith((",", "-")))


def _full(line: Printed, after: Printed) -> bool:
    """True where the first word of the next line found no room in this one."""
    word = after.text.split(" ", 1)[0]
    width = (after.right - after.left) / max(len(after.text), 1)
    return line.column[1] - line.right < width * (len(word) + 1) + 0.2 * line.size


def _centred(line: Printed) -> bool:
    before, after = line.left - line.column[0], line.column[1] - line.right
    return before > 2 * line.size and abs(before - after) < 1.5 * line.size


def mend(parts: Iterable[str], words: frozenset[str] = frozenset()) -> str:
    """One paragraph of its lines; a hyphen at a line's end goes where the word is written without it."""
    text = ""
    for part in parts:
        part = part.strip()
        if not text:
            text = part
        elif not (text.endswith(("-", "\u00ad")) and text[-2:-1].isalpha()):
            text += f" {part}"
        elif text.endswith("\u00ad") or (part[:1].islower() and not _keeps_hyphen(text, part, words)):
            text = text[:-1] + part
        else:
            text += part
    return text


def _keeps_hyphen(text: str, part: str, words: frozenset[str]) -> bool:
    """True for a word that is written with a hyphen: elsewhere in the document, or by its first part."""
    first = text[:-1].split()[-1].casefold() if text[:-1].split() else ""
    second = re.match(r"[^\W\d_]*", part)
    rest = second.group().casefold() if second is not None else ""
    tail = re.search(r"[^\W\d_]*$", first)
    stem = tail.group() if tail is not None else ""
    if stem + rest in words:
        return False
    if f"{stem}-{rest}" in words:
        return True
    return _COMPOUND.search(text[-14:]) is not None and not text.casefold().endswith(_BREAKS_MORE)
