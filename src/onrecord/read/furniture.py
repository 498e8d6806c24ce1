"""Page furniture told apart from text: by whole lines, by place, and by how it addresses the reader.

Nothing is dropped without a reason; every line goes either to the body or to `left_out`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.read.knowledge import Furniture, Rule
from onrecord.read.page import Line
from onrecord.read.paragraphs import Block, stopped
from onrecord.vocabulary import LeftOut

LONGEST_LINE = 700
"""Characters. No furniture pattern is tried on a longer line."""
NOTICE_WEIGHT = 3.0
SHORT_NOTICE = 14
"""Words. "To find out more, click here." needs less evidence than a paragraph."""
LONG_NOTICE = 40
"""Words. A long paragraph is more likely to be text, and needs more."""
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")


def reason_of(text: str, rules: Sequence[Rule]) -> str | None:
    """The reason of the first rule that the whole of `text` fits."""
    if len(text) > LONGEST_LINE:
        return None
    for rule in rules:
        if rule.pattern.fullmatch(text):
            return rule.reason
    return None


def drop_lines(lines: Sequence[Line], furniture: Furniture) -> tuple[tuple[Line, ...], tuple[LeftOut, ...]]:
    """Take out lines that are furniture wherever they stand, captions, and the second of two equal lines."""
    kept: list[Line] = []
    left_out: list[LeftOut] = []
    gap = 0
    for index, line in enumerate(lines):
        reason = _line_reason(lines, index, furniture)
        if reason is None:
            kept.append(replace(line, gap=max(line.gap, gap)))
            gap = 0
        else:
            left_out.append(LeftOut(reason=reason, text=line.text))
            # What stood around a dropped line must not grow together.
            gap = max(gap, line.gap, 1)
    return tuple(kept), tuple(left_out)


def _line_reason(lines: Sequence[Line], index: int, furniture: Furniture) -> str | None:
    line = lines[index]
    before = lines[index - 1] if index else None
    if before is not None and _runs_on(before, line):
        return None
    reason = reason_of(line.text, furniture.anywhere) or reason_of(line.text, furniture.captions)
    if before is None and reason == "print footer":
        return None  # a document's symbol in the first line is its title
    if reason is None and before is not None and line.text == before.text and len(line.text) > 3:
        return "repeated line"
    return reason


def _runs_on(before: Line, line: Line) -> bool:
    """True where `line` is the rest of a sentence, so that "save" is a word and no button."""
    if stopped(before.text) or len(before.text) < 30:
        return False
    return line.text[0].islower() or (line.gap == 0 and before.text[-1] in ",-–—" and len(before.text) < 130)


def notice_weight(text: str, furniture: Furniture) -> float:
    """How plainly a paragraph speaks to the reader or of its publisher; 0 for the words of a person."""
    if len(text) > 2000 or _FIRST_PERSON.search(text) or text.startswith(("“", '"', "«")):
        return 0.0
    total = 0.0
    for rule in furniture.notices:
        # Three different words of one sort are as much as more of them; the same word again is none.
        seen = {match.group().casefold() for match in rule.pattern.finditer(text)}
        total += rule.weight * min(len(seen), 3)
    return total


def drop_tail(blocks: Sequence[Block], furniture: Furniture) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Take furniture off the end: edge lines, notices, and short lines that stand between them."""
    end = len(blocks)
    reasons: dict[int, str] = {}
    index = end - 1
    while index > 0:
        reason = _tail_reason(blocks[index].text, furniture)
        if reason is None:
            bridge = _bridge(blocks, index, furniture, anything=bool(reasons))
            if bridge is None:
                break
            for between in range(bridge + 1, index + 1):
                reasons[between] = "navigation"
            index = bridge
            continue
        reasons[index] = reason
        index -= 1
    kept = tuple(block for at, block in enumerate(blocks) if at not in reasons)
    left_out = tuple(LeftOut(reason=reasons[at], text=blocks[at].text) for at in sorted(reasons))
    return kept, left_out


def _tail_reason(text: str, furniture: Furniture) -> str | None:
    reason = reason_of(text, furniture.anywhere) or reason_of(text, furniture.edges)
    reason = reason or reason_of(text.strip("()[]"), furniture.edges)
    words = len(text.split())
    enough = NOTICE_WEIGHT - 1 if words <= SHORT_NOTICE else NOTICE_WEIGHT
    enough += 2 if words > LONG_NOTICE else 0
    if reason is None and notice_weight(text, furniture) >= enough:
        return "legal notice"
    return reason


def _bridge(blocks: Sequence[Block], index: int, furniture: Furniture, *, anything: bool) -> int | None:
    """The furniture block up to three short lines further up, if that is what stands there."""
    if not anything:
        return None
    for at in range(index, max(index - 4, 0), -1):
        text = blocks[at].text
        if _tail_reason(text, furniture) is not None:
            return at
        if len(text.split()) > 8 or stopped(text):
            return None
    return None
