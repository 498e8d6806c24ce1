"""Reader comments on plain text that was once a page: found, parted by author, and taken off the lines.

Comments are told by their own form ("3. AB said:", "Name | 2 May 2011 at 10:15"), never by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.read.dates import find_date
from onrecord.read.page import Line
from onrecord.read.paragraphs import stopped
from onrecord.vocabulary import Comment

_SAID = re.compile(
    r"(?:(?P<number>\d{1,4})[.)]?\s+)?(?P<author>\S.{0,58}?)??\s*\b(?:said|says|wrote|writes|commented|replied)"
    r"(?P<when>\s+(?:on|at)\b.{4,50}|\s+\d.{3,40}\bago)?\s*(?P<colon>[:…]|\.\.\.)?",
    re.IGNORECASE,
)
_AUTHOR_DATE = re.compile(
    r"(?:(?P<number>\d{1,4})[.)]\s+)?(?:posted by:?\s+|by\s+)?(?P<author>[^|•·:]{1,50}?)\s*(?:[|•·—–-]|,|\bon\b|\bat\b)\s*(?P<when>.{4,50})",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:about |over )?(?:\d{1,3}|an?) (?:second|minute|hour|day|week|month|year)s? ago\b", re.IGNORECASE
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_HEADING = re.compile(
    r"(?:(?:reader|user|readers['’]?)\s+)?comments?(?:\s+on\s.{1,120})?\s*[:(\[]?\s*(?P<count>\d{1,5})?\s*[)\]:]?"
    r"|(?P<count2>\d{1,5})\s+(?:comments?|responses?|replies|thoughts)(?:\s+(?:to|on)\s.{1,160})?"
    r"|(?:responses|replies):?|join the (?:conversation|discussion)|what (?:do you think|others say)\??",
    re.IGNORECASE,
)
_LONGEST_HEAD = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The head line of a comment."""

    index: int
    author: str | None
    number: int | None
    form: str


def take_comments(
    lines: Sequence[Line], *, is_furniture: Callable[[Line], bool]
) -> tuple[tuple[Line, ...], tuple[Comment, ...], tuple[Line, ...]]:
    """Lines without the comments, the comments in order, and what stood among them without being one."""
    heading = _heading(lines)
    entries = _entries(lines, heading)
    if entries:
        first = heading if heading is not None and heading < entries[0].index else entries[0].index
        comments = tuple(
            Comment(order=order, author=entry.author, text=text)
            for order, (entry, text) in enumerate(_bodies(lines, entries, is_furniture), 1)
        )
        other = list(lines[first : entries[0].index])
        other += [line for line in lines[entries[0].index :] if is_furniture(line)]
        return tuple(lines[:first]), comments, tuple(other)
    if heading is not None and _count(lines[heading]):
        texts = [line.text for line in lines[heading + 1 :] if not is_furniture(line)]
        other = [lines[heading], *(line for line in lines[heading + 1 :] if is_furniture(line))]
        comments = tuple(Comment(order=order, author=None, text=text) for order, text in enumerate(texts, 1))
        return tuple(lines[:heading]), comments, tuple(other)
    return tuple(lines), (), ()


def _heading(lines: Sequence[Line]) -> int | None:
    """The last heading of a comment section that stands behind some text."""
    for index in range(len(lines) - 1, 1, -1):
        text = lines[index].text
        # In running text a line may be "comments on ..." by the chance of the line break.
        alone = lines[index].gap > 0 or stopped(lines[index - 1].text)
        if alone and not text[0].islower() and len(text) <= _LONGEST_HEAD and _HEADING.fullmatch(text):
            return index
    return None


def _count(line: Line) -> int:
    match = _HEADING.fullmatch(line.text)
    groups = match.groupdict() if match else {}
    return int(groups.get("count") or groups.get("count2") or 0)


def _entries(lines: Sequence[Line], heading: int | None) -> tuple[Entry, ...]:
    found = []
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST_HEAD or index + 1 >= len(lines):
            continue
        if index and line.gap == 0 and not stopped(lines[index - 1].text) and len(lines[index - 1].text) > 30:
            continue
        entry = _said(index, line) or _dated(index, line)
        if entry is not None:
            found.append(entry)
    return _trusted(found, lines, heading)


def _said(index: int, line: Line) -> Entry | None:
    match = _SAID.fullmatch(line.text)
    if match is None:
        return None
    number = match.group("number")
    if not (number or match.group("colon") or match.group("when")):
        return None
    author = (match.group("author") or "").strip(" ,:")
    if len(author.split()) > 6:
        return None
    return Entry(index=index, author=author or None, number=int(number) if number else None, form="said")


def _dated(index: int, line: Line) -> Entry | None:
    match = _AUTHOR_DATE.fullmatch(line.text)
    if match is None or len(match.group("author").split()) > 5:
        return None
    when = match.group("when")
    date = find_date(when)
    if date is None and not _AGO.match(when):
        return None
    if date is not None and date.start > 14:
        return None
    number = match.group("number")
    return Entry(
        index=index,
        author=match.group("author").strip(" ,"),
        number=int(number) if number else None,
        form="dated" if date is None or not _TIME.search(when) else "timed",
    )


def _trusted(entries: Sequence[Entry], lines: Sequence[Line], heading: int | None) -> tuple[Entry, ...]:
    """Heads that count upwards from 1, or that stand under a comment heading, or that repeat near the end.

    "He said:" occurs in articles and transcripts, so that a head alone proves nothing.
    """
    numbered = [entry for entry in entries if entry.number is not None]
    if numbered and numbered[0].number == 1 and _counts_up(numbered):
        return tuple(numbered)
    if heading is not None:
        return tuple(entry for entry in entries if entry.index > heading)
    # Without number or heading only "name, day and time" heads are a form that articles do not have.
    timed = [entry for entry in entries if entry.form == "timed" and entry.index > 0.2 * len(lines)]
    return tuple(timed) if len(timed) >= 2 else ()


def _counts_up(entries: Sequence[Entry]) -> bool:
    numbers = [entry.number or 0 for entry in entries]
    return all(0 < after - before <= 3 for before, after in pairwise(numbers))


def _bodies(
    lines: Sequence[Line], entries: Sequence[Entry], is_furniture: Callable[[Line], bool]
) -> list[tuple[Entry, str]]:
    ends = [entry.index for entry in entries[1:]] + [len(lines)]
    bodies = []
    for entry, end in zip(entries, ends, strict=True):
        inner = [line for line in lines[entry.index + 1 : end] if not is_furniture(line)]
        text = ""
        for line in inner:
            text += ("\n\n" if line.gap and text else "\n" if text else "") + line.text
        bodies.append((entry, text))
    return bodies
