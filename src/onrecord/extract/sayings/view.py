"""One sentence as the reader of sayings sees it: its tree, and which of its words stand in which quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.syntax import Tree
from onrecord.vocabulary import Span, Token

TIMES = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "today", "yesterday", "tomorrow"),
        *(
            "week",
            "month",
            "year",
            "day",
            "morning",
            "afternoon",
            "night",
            "evening",
            "hour",
            "time",
            "weekend",
        ),
        *("summer", "spring", "fall", "autumn", "winter"),
    }
)
"""Words for times: what hangs on them is rarely said, and they say nothing."""


_MOST_QUOTES = 10
"""A cue is not asked about every quotation of a sentence that holds hundreds of them."""


@dataclass(frozen=True)
class View:
    """One sentence with the document's quotations. Numbers are token indexes within the sentence."""

    number: int
    """Which sentence of the document it is."""
    tree: Tree
    quotes: Sequence[Span]
    """All quotations of the document, outer ones before those inside them."""
    outer: Sequence[int | None]
    """For each quotation the number of the one around it."""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.tree.tokens

    @cached_property
    def here(self) -> tuple[int, ...]:
        """Numbers of the quotations that touch the sentence."""
        span = self.tree.sentence.span
        last = bisect_right(self.quotes, span.end, key=lambda quote: quote.start)
        found = []
        for number in range(last - 1, -1, -1):
            if self.quotes[number].end > span.start:
                found.append(number)
            elif self.outer[number] is None:
                break
        return tuple(reversed(found))

    @cached_property
    def quote_of(self) -> tuple[int | None, ...]:
        """For each token the number of the innermost quotation around it."""
        found: list[int | None] = [None] * len(self.tokens)
        for number in self.here:
            for index in self.inside(number):
                found[index] = number
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _inside(self) -> dict[int, frozenset[int]]:
        """What was asked of `inside` before: every cue of the sentence asks for every quotation."""
        return {}

    def inside(self, number: int) -> frozenset[int]:
        """The tokens within a quotation."""
        held = self._inside.get(number)
        if held is None:
            first = bisect_left(self._starts, self.quotes[number].start)
            held = frozenset(range(first, bisect_left(self._starts, self.quotes[number].end)))
            self._inside[number] = held
        return held

    @cached_property
    def words(self) -> tuple[int, ...]:
        """The tokens that are no punctuation mark or blank, in order."""
        return tuple(t.index for t in self.tokens if self.is_word(t.index))

    def words_between(self, first: int, end: int) -> int:
        """How many words stand from one token up to, not including, another."""
        return max(0, bisect_left(self.words, end) - bisect_left(self.words, first))

    def quotes_near(self, index: int) -> tuple[int, ...]:
        """Numbers of the quotations on both sides of a token, at most ten on each."""
        place = self.tokens[index].start
        middle = bisect_left(self.here, place, key=lambda number: self.quotes[number].start)
        return self.here[max(0, middle - _MOST_QUOTES) : middle + _MOST_QUOTES]

    def is_word(self, index: int) -> bool:
        """True for a token that is no punctuation mark or blank."""
        return self.tokens[index].pos not in ("PUNCT", "SPACE")

    def quoted_share(self, tokens: frozenset[int], page: int | None = None) -> int:
        """0 where none of the tokens is quoted, 2 where nearly all are, else 1; the quotation `page` is not counted."""
        if not self.here:
            return 0
        quoted = sum(1 for i in tokens if self.quote_of[i] not in (None, page))
        return 0 if not quoted else 2 if quoted >= 0.8 * len(tokens) else 1


def views(trees: Sequence[Tree], quotes: Sequence[Span]) -> tuple[View, ...]:
    """One view a sentence; the quotations are sorted, outer ones before those inside them."""
    outer: list[int | None] = []
    for number, quote in enumerate(quotes):
        around = number - 1 if number else None
        while around is not None and not quotes[around].covers(quote):
            around = outer[around]
        outer.append(around)
    return tuple(View(number, tree, quotes, outer) for number, tree in enumerate(trees))
