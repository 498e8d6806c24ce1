"""Text that was garbled before it came to us: repaired where only one reading is possible, else told.

UTF-8 that somebody read as Windows-1252 ("donâ€™t") or Windows-1251 ("РџСЂРё") is put right passage by passage, so
that a page of which a part was pasted in from elsewhere keeps the rest as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from ftfy import TextFixerConfig, fix_encoding_and_explain
from ftfy.badness import badness
from numpy.typing import NDArray

_CONFIG = TextFixerConfig(unescape_html=False)
_ASCII, _BLANK = 0x7F, 0x20
_BEFORE_BLANK = tuple(ord(sign) for sign in "ÂÃ")
_ENDS = "\n<>"
"""What ends a passage."""
_LONGEST = 4_000
"""Characters of a passage that are looked at together; a longer one is cut."""
_MOST_PASSAGES = 30_000
"""Of a text; what comes after them stays as it is. The longest reports have some hundreds."""
_MOST_ROUNDS = 2
_OTHER_CODECS = ("sloppy-windows-1251", "koi8-r", "cp866", "mac-cyrillic")
"""Misreadings that ftfy leaves alone outside Russian, with a stricter test than its own."""
_SINGLE = re.compile("(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")
"""A sign beyond ASCII that has none beside it: no letter that was misread, which gives two or more."""
_FEWEST = 3
"""Letters that must come out right before such a passage is repaired."""
_BETTER = 5
"""How much less garbled a passage must look after its repair, so that no half of it is repaired into other garble."""
_TWICE = re.compile(r"&(?:amp;){1,3}(?=(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});)")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060-\u2064](?<=[^\u0590-\u109f].)(?=[^\u0590-\u109f])", re.DOTALL)
"""Zero-width signs but in scripts that need them (Hebrew and Arabic to Burmese)."""
_UNSEEN = [*range(0x200B, 0x200E), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A)]
"""The signs of both patterns above."""
_LOST = "\ufffd"
_SCRIPT, _SCRIPT_END = re.compile("<(?:script|style)\\b", re.I), re.compile("</(?:script|style)\\b", re.I)
"""Programs hold tables of letters that look garbled and are not."""


def repair(text: str, *, markup: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text with garbled passages put right, and what was done or could not be done, in words.

    In `markup` the signs of the markup itself stay as they are.
    """
    if text.isascii():
        return _unescape_twice(text) if not markup else (text, ())
    before = text.count(_LOST)
    beyond = _beyond(text)
    repaired, warnings = _repair_passages(text, beyond)
    if repaired is not text:
        text, beyond = repaired, _beyond(repaired)
    if not markup:
        text, more = _unescape_twice(text)
        warnings = (*warnings, *more)
    return text, (*warnings, *_lost(before), *_unseen(text, beyond))


def _repair_passages(text: str, beyond: _Beyond) -> tuple[str, tuple[str, ...]]:
    repaired: Counter[str] = Counter()
    left = looked_at = at = 0
    parts: list[str] = []
    programs = _Programs(text)
    for start, end in _suspects(text, beyond):
        looked_at += 1
        if looked_at > _MOST_PASSAGES:
            break
        passage = text[start:end]
        bad = badness(passage)
        fixed, how = _repair_passage(passage, bad)
        if how:
            repaired[how] += 1
            parts += (text[at:start], fixed)
            at = end
            bad = badness(fixed)
        if bad > 1 and _LOST not in passage and not programs.hold(start):
            left += 1
    parts.append(text[at:])
    warnings = [
        f"garbled text repaired in {count} passages: UTF-8 had been read as {how}"
        for how, count in sorted(repaired.items())
    ]
    if left:
        warnings.append(f"garbled text left in {left} passages: which letters were meant cannot be told")
    if looked_at > _MOST_PASSAGES:
        warnings.append(f"looked for garbled text in the first {_MOST_PASSAGES:,} passages alone")
    return "".join(parts) if repaired else text, tuple(warnings)


def _suspects(text: str, beyond: _Beyond) -> Iterator[tuple[int, int]]:
    """Where the passages stand that hold something suspect: lines, the text between tags, none of them too long."""
    end = 0
    for place in _places(beyond):
        if place < end:
            continue
        start = max(end, *(text.rfind(mark, end, place) + 1 for mark in _ENDS))
        if place - start >= _LONGEST:
            start = place
        stops = [at for mark in _ENDS if (at := text.find(mark, place, start + _LONGEST)) >= 0]
        end = min(stops, default=min(start + _LONGEST, len(text)))
        if not stops and end < len(text):
            end = max(text.rfind(" ", place + 2, end) + 1, place + 2)
        yield start, end


class _Beyond(NamedTuple):
    """The signs of a text beyond ASCII: where they stand, their codes, and those of the signs behind them (0 behind the last)."""

    places: NDArray[np.int64]
    codes: NDArray[np.uint32]
    behind: NDArray[np.uint32]


def _beyond(text: str) -> _Beyond:
    signs = np.frombuffer(f"{text}\0".encode("utf-32-le", "surrogatepass"), np.uint32)
    places = np.flatnonzero(signs > _ASCII)
    return _Beyond(places, signs[places], signs[places + 1])


def _places(beyond: _Beyond) -> list[int]:
    """Where two signs beyond ASCII stand together: a misread letter is two or more, of which the last may now be a blank."""
    first, after = beyond.codes, beyond.behind
    blank = ((first == _BEFORE_BLANK[0]) | (first == _BEFORE_BLANK[1])) & (after == _BLANK)
    places: list[int] = beyond.places[(after > _ASCII) | blank].tolist()
    return places


class _Programs:
    """Where programs and styles stand in markup; asked in ascending order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = self.end = -1
        self.over = False

    def hold(self, at: int) -> bool:
        """True where the character stands inside a program."""
        while at >= self.end and not self.over:
            opened = _SCRIPT.search(self.text, max(self.end, 0))
            if opened is None:
                self.over = True
                break
            closed = _SCRIPT_END.search(self.text, opened.end())
            self.start = opened.start()
            self.end = closed.end() if closed is not None else len(self.text) + 1
        return self.start <= at < self.end


def _repair_passage(passage: str, bad: int) -> tuple[str, str]:
    """The passage put right, and as what it had been read; the passage as it is and "" where nothing is certain."""
    how: list[str] = []
    current = passage
    for _ in range(_MOST_ROUNDS):
        fixed, codec = _one_round(current, bad)
        if not codec:
            break
        current, bad = fixed, badness(fixed)
        how.append(codec)
    return current, " and again as ".join(how)


def _one_round(passage: str, bad: int) -> tuple[str, str]:
    for codec in () if _SINGLE.search(passage) else _OTHER_CODECS:
        strict = _strictly(passage, codec)
        if strict is not None:
            return strict, codec.removeprefix("sloppy-")
    if not bad:
        return passage, ""
    fixed, steps = fix_encoding_and_explain(passage, _CONFIG)
    # A lone control character is taken for a sign of Windows-1252 too; that is a guess.
    from_utf8 = any("utf" in step.parameter for step in steps or ())
    if from_utf8 and badness(fixed) * _BETTER <= bad:
        codecs = [step.parameter.removeprefix("sloppy-") for step in steps or () if step.action == "encode"]
        return fixed, " and again as ".join(codecs) or "windows-1252"
    return passage, ""


def _strictly(passage: str, codec: str) -> str | None:
    """The passage, if every sign of it is part of UTF-8 misread, and what comes out is words of one script beside Latin."""
    try:
        fixed = passage.encode(codec).decode("utf-8")
    except UnicodeError:
        return None
    letters = [char for char in fixed if ord(char) > 127 and char.isalpha()]
    scripts = {unicodedata.name(char, "?").split()[0] for char in letters} - {"LATIN"}
    readable = all(ord(char) < 128 or char.isprintable() or char in "\u00a0\u00ad" for char in fixed)
    return fixed if len(letters) >= _FEWEST and len(scripts) <= 1 and readable else None


def _unescape_twice(text: str) -> tuple[str, tuple[str, ...]]:
    """HTML's names of signs that were escaped twice ("&amp;quot;") are left escaped once."""
    if "&amp;" not in text:
        return text, ()
    text, count = _TWICE.subn("&", text)
    return text, (f"{count} signs had been escaped twice and were put right",) if count else ()


def _lost(count: int) -> tuple[str, ...]:
    """What no repair can bring back."""
    return (f"{count} characters were lost before the text was saved",) if count else ()


def _unseen(text: str, beyond: _Beyond) -> tuple[str, ...]:
    """Signs that nobody sees and that the reading removes."""
    around = beyond.codes[(beyond.codes >= _UNSEEN[0]) & (beyond.codes <= _UNSEEN[-1])]
    if not np.isin(around, _UNSEEN).any():
        return ()
    turns, invisible = len(_TURNS.findall(text)), len(_INVISIBLE.findall(text))
    return tuple(
        f"{count} {what} removed"
        for count, what in (
            (turns, "signs that turn the direction of reading"),
            (invisible, "invisible signs of no width"),
        )
        if count
    )
