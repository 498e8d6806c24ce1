"""Where the body begins: the first line that is plainly text, whatever stands above it.

Prose, salutations, numbered paragraphs, a speaker's turn and an organ as a subject are text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.read.dates import find_date
from onrecord.read.header_forms import Lists, is_fact
from onrecord.read.knowledge import Rule
from onrecord.read.page import Line
from onrecord.read.paragraphs import stopped
from onrecord.read.people import speaker_turn

DEPTH = 40
"""Lines. Nothing below them is header."""
LONGEST_TITLE = 400
"""Characters."""
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+\S.{20,}")
ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){1,4}$|\b(?:Inc|Jr|Sr|Co|etc|No)\.$")


def boundary(lines: Sequence[Line], first: int, lists: Lists) -> int:
    """One past the last line that may be header: the first body line, or a byline or date just below it."""
    limit = first
    for at in range(first, min(first + 4, len(lines), DEPTH)):
        if is_fact(lines[at], lists):
            limit = at + 1
    return limit


def first_body_line(lines: Sequence[Line], lists: Lists) -> int:
    """Index of the first line that is plainly text; the number of lines where none is."""
    for at, line in enumerate(lines[:DEPTH]):
        if at == 0 and _may_be_title(lines, lists):
            continue
        if is_body(line, lists) or (at and _wrapped(lines, at, lists)):
            return at
    return min(len(lines), DEPTH)


def is_body(line: Line, lists: Lists) -> bool:
    """True for prose, a salutation, a numbered paragraph, a speaker's turn or an organ as a subject."""
    text = line.text
    words = len(text.split())
    if (
        len(text) > LONGEST_TITLE
        or (words >= 12 and stopped(text) and not ABBREVIATED.search(text))
        or words >= 45
    ):
        return True
    if words < 6 and find_date(text) is not None:
        return False
    salutation = lists.furniture.salutation.fullmatch(text) is not None
    # A title in capitals with a dash looks like a dateline, so that a dateline needs its sentence.
    opening = any(
        rule.pattern.match(text) and (words >= 12 or not rule.reason.startswith("report"))
        for rule in _strong(lists.kinds.opening)
    )
    return salutation or opening or _NUMBERED.fullmatch(text) is not None or speaker_turn(text) is not None


def _strong(rules: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule.weight >= 3]


def _wrapped(lines: Sequence[Line], at: int, lists: Lists) -> bool:
    """True for a line that runs on into the next, which starts in lower case."""
    if at + 1 >= len(lines) or stopped(lines[at].text) or is_fact(lines[at], lists):
        return False
    after = lines[at + 1]
    return after.gap <= 1 and after.text[0].islower() and len(lines[at].text.split()) >= 3


def _may_be_title(lines: Sequence[Line], lists: Lists) -> bool:
    """The first line is a title where it stands alone, is short, and is no sentence or has header lines below it."""
    text = lines[0].text
    if len(lines) < 2 or len(text) > LONGEST_TITLE or len(text.split()) > 45:
        return False
    if lists.furniture.salutation.fullmatch(text) or speaker_turn(text) is not None:
        return False
    if lines[1].gap == 0 and len(lines[1].text) > 60 and not stopped(text):
        return lines[1].text[0].isupper() and len(text) < 0.7 * len(lines[1].text)
    if not stopped(text) or ABBREVIATED.search(text):
        return True
    return any(is_fact(line, lists) for line in lines[1:4]) or (text[-1] in "?!" and lines[1].gap > 0)
