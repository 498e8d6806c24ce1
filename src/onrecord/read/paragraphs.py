"""Printed lines to paragraphs: hard-wrapped and double-spaced lines are joined, numbers become labels.

A line is joined to the one before it only where that one plainly had not ended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.read.page import Line

_ENDED = re.compile(r"[.!?:;…։।。][\"'”’»)\]*]*$")
_STOPPED = re.compile(r"[.!?…։。][\"'”’»)\]*]*$")
_ITEM = re.compile(r"(?:\d{1,3}[.)]|\([a-zA-Z0-9]{1,4}\)|[-•*–—·])\s+\S")
# A speaker's label in a transcript: what it opens is never the rest of somebody else's words.
_TURN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|The (?:Acting )?President|The Chair\w*)\b\.?[^:()\n]{0,50}(?:\([^()\n]{2,60}\) ?){1,2}"
    r"|The President|[A-Z]{2}[A-Z.’' -]{2,38}|QUESTION|Q|A): "
)
_NUMBER = re.compile(r"(\d{1,3})[.)]\s*(?=[A-Z“\"'‘«À-ÞЀ-Я(\[])")
_BOLD = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_HEADING_MARK = re.compile(r"^#{1,6}\s+")
WRAP_AT_MOST = 130
"""Characters. Lines that were wrapped by a machine are no longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph's text without line breaks, and its printed number."""

    text: str
    label: str | None = None


def to_lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of clean text, with indent and the number of empty lines before each."""
    lines: list[Line] = []
    gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        marked = "**" in stripped or "__" in stripped or stripped.startswith("#")
        if marked and any(char.isalpha() for char in stripped):
            stripped = _HEADING_MARK.sub("", _BOLD.sub("", stripped)).strip()
        if not stripped:
            gap += 1
            continue
        lines.append(Line(text=squeeze(stripped), indent=len(raw) - len(raw.lstrip()), gap=gap))
        gap = 0
    return tuple(lines)


def squeeze(text: str) -> str:
    """One space where there were several, none at the ends."""
    return " ".join(text.split())


def ended(text: str) -> bool:
    """True where `text` ends as a sentence or clause does."""
    return _ENDED.search(text[-6:]) is not None


def stopped(text: str) -> bool:
    """True where `text` ends as a sentence does."""
    return _STOPPED.search(text[-6:]) is not None


def to_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The paragraphs that the lines print."""
    spaced = _double_spaced(lines)
    width = _wrap_width(lines, spaced=spaced)
    joined: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is not None and _continues(last, line, joined[-1], width=width, spaced=spaced):
            joined[-1] = _join(joined[-1], line.text)
        else:
            joined.append(line.text)
        last = line
    return _labelled(joined)


def whole_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The paragraphs where each line is one: nothing is joined, printed numbers become labels."""
    return _labelled([line.text for line in lines])


def _double_spaced(lines: Sequence[Line]) -> bool:
    """True for text with an empty line after each wrapped line, as extraction from PDF gives."""
    if len(lines) < 8:
        return False
    parted = sum(1 for line in lines if line.gap)
    running = sum(1 for line in lines if len(line.text) <= WRAP_AT_MOST and not ended(line.text))
    return parted >= 0.8 * len(lines) and running >= 0.55 * len(lines)


def _wrap_width(lines: Sequence[Line], *, spaced: bool) -> int | None:
    """The length at which lines were broken; None where they were not."""
    inner = [len(line.text) for line, after in pairwise(lines) if spaced or after.gap == 0]
    if not inner:
        return None
    inner.sort()
    width = inner[int(0.9 * (len(inner) - 1))]
    return width if 25 <= width <= WRAP_AT_MOST else None


def _continues(last: Line, line: Line, paragraph: str, *, width: int | None, spaced: bool) -> bool:
    if last.alone or line.alone or _ITEM.match(line.text) or _TURN.match(line.text):
        return False
    lower = line.text[0].islower()
    near = spaced or line.gap == 0
    if not ended(last.text) and lower and len(last.text) >= (8 if width is None else 2):
        return near or line.gap <= 2
    if width is None or not near or line.gap > 2:
        return False
    if stopped(last.text):
        return len(last.text) >= 0.85 * width and len(paragraph) > width
    return len(last.text) >= 0.6 * width


def _join(first: str, second: str) -> str:
    if first.endswith("-") and len(first) > 1 and first[-2].isalpha() and second[0].islower():
        return first + second
    return f"{first} {second}"


def _labelled(texts: Sequence[str]) -> tuple[Block, ...]:
    """Split off printed numbers that count upwards; a lone number in running text stays."""
    found = {index: match for index, text in enumerate(texts) if (match := _NUMBER.match(text)) is not None}
    counted = _counted([(index, int(match.group(1))) for index, match in found.items()])
    blocks = []
    for index, text in enumerate(texts):
        if index in counted and len(text) > found[index].end():
            blocks.append(Block(text=text[found[index].end() :], label=found[index].group(1)))
        else:
            blocks.append(Block(text=text))
    return tuple(blocks)


def _counted(numbers: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Indexes whose number follows, or is followed by, its neighbour in the count."""
    kept: set[int] = set()
    for (index, number), (after, following) in pairwise(numbers):
        if 0 < following - number <= 3:
            kept.update((index, after))
    if len(numbers) == 1 and numbers[0][1] == 1 and numbers[0][0] == 0:
        kept.add(0)
    return frozenset(kept)
