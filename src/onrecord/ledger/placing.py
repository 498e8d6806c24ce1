"""Where the words of a decision stand in a document that may have been read anew: quotation with context first, offsets never alone.

The selectors are those of W3C Web Annotation (TextQuoteSelector, TextPositionSelector). Blanks of any kind count as one, since
readings differ in line ends; every other character must be the same. Words that stand nowhere, or in several places that
their context does not tell apart, are not placed.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from onrecord.vocabulary import Selector, Span

CONTEXT = 40
"""Characters kept before and after the words."""
_MOST_PLACES = 1000
"""Places at which the same words are looked at; more are not told apart."""
_SHORT = 20
"""Fewer characters than these say little by themselves: something of their context must be there too."""
_WORD = re.compile(r"\S+")

NOWHERE = "its words stand nowhere in the text as it is read now"
SEVERAL = "its words stand in several places of the text as it is read now"
NOT_HELD = "its document is not held"


class Text:
    """A document's text as it is read now, folded once for all decisions about it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits over the text."""
        return hashlib.sha256(self.text.encode("utf-8", "backslashreplace")).hexdigest()[:16]

    @cached_property
    def folded(self) -> Folded:
        """The text with single blanks."""
        return Folded(self.text)


class Folded:
    """A text with single blanks between its words, and the way from its characters to those of the text."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _WORD.finditer(text)]
        self.text = " ".join(text[start:end] for start, end in spans)
        self._starts = [start for start, _ in spans]
        self._folded = []
        place = 0
        for start, end in spans:
            self._folded.append(place)
            place += end - start + 1

    def fold(self, offset: int) -> int:
        """The folded place of a character of the text."""
        if not self._starts or offset <= self._starts[0]:
            return 0
        at = bisect_right(self._starts, offset) - 1
        following = self._folded[at + 1] - 1 if at + 1 < len(self._folded) else len(self.text)
        return min(self._folded[at] + offset - self._starts[at], following)

    def unfold(self, span: Span) -> Span:
        """The characters of the text that a folded span covers."""
        return Span(self._unfold(span.start), self._unfold(span.end - 1) + 1)

    def _unfold(self, place: int) -> int:
        at = bisect_right(self._folded, place) - 1
        return self._starts[at] + place - self._folded[at]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a selector's words stand now. `span` is None where they are not placed, and `problem` says why."""

    span: Span | None
    problem: str | None = None


def select(text: str, span: Span) -> Selector:
    """How to find these words of a text again."""
    return Selector(
        span=span,
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        text=Text(text).digest,
    )


def place(selector: Selector, text: Text) -> Place:
    """Where the selector's words stand in the text."""
    if selector.text == text.digest and selector.span.of(text.text) == selector.exact:
        return Place(selector.span)
    words = Folded(selector.exact).text
    if not words:
        return Place(None, NOWHERE)
    found = list(islice(_places(words, text.folded.text), _MOST_PLACES + 1))
    if not found:
        return Place(None, NOWHERE)
    only = _told_apart(found, selector, text.folded.text) if len(found) <= _MOST_PLACES else None
    if only is None:
        return Place(None, SEVERAL if len(found) > 1 else NOWHERE)
    return Place(text.folded.unfold(Span(only, only + len(words))))


def move(span: Span | None, selector: Selector, now: Span, text: Text) -> Span | None:
    """A span of the text in which a decision was made, in the text as it is read now.

    None where that is not known: outside the words of the decision, in a text that differs.
    """
    if span is None or selector.text == text.digest:
        return span if span is not None and span.end <= len(text.text) else None
    if not selector.span.covers(span) or span.start == span.end:
        return None
    words = Folded(selector.exact)
    start, end = (words.fold(place - selector.span.start) for place in (span.start, span.end))
    first = text.folded.fold(now.start)
    return text.folded.unfold(Span(first + start, first + end)) if start < end else None


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _told_apart(found: list[int], selector: Selector, text: str) -> int | None:
    """The only place, or the only one with the words before and after it, or with either of them."""
    before, after = Folded(selector.prefix).text, Folded(selector.suffix).text
    length = len(Folded(selector.exact).text)
    if len(found) == 1 and length >= _SHORT:
        return found[0]

    def fits(at: int) -> tuple[bool, bool]:
        left = text[:at].rstrip() if at < CONTEXT * 2 else text[at - CONTEXT * 2 : at].rstrip()
        right = text[at + length : at + length + CONTEXT * 2].lstrip()
        # The first word of what stood before, and the last of what stood after, may be cut.
        return left.endswith(before) and bool(before), right.startswith(after) and bool(after)

    told = {at: fits(at) for at in found}
    for wanted in (all, any):
        left = [at for at in found if wanted(told[at])]
        if left:
            return left[0] if len(left) == 1 else None
    return None
