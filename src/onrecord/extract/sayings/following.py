"""Quotations without a cue of their own: "..., she said. "..."", and those that open the next paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from onrecord.extract.lookup import touching
from onrecord.extract.sayings.contents import merge_spans
from onrecord.extract.sayings.judging import Told
from onrecord.extract.sayings.view import View
from onrecord.vocabulary import Span

_LEAST_WORDS = 4
_WORDS_BETWEEN = 1
_WORD = re.compile(r"\S+")


def with_following(
    text: str, views: Sequence[View], quotes: Sequence[Span], told: Sequence[Told]
) -> list[Told]:
    """The attributions, each with the unclaimed quotations that follow on it without a word between."""
    speaking = sorted(
        (i for i, t in enumerate(told) if t.view.quote_of[t.cue] is None), key=lambda i: told[i].place
    )
    places = [told[i].place for i in speaking]
    with_cue = {told[i].view.number for i in speaking}
    more: dict[int, list[Span]] = {}
    for number in _unclaimed(quotes, views, told):
        quote = quotes[number]
        lines = _lines(views, number, quote)
        before = bisect_left(places, quote.start)
        if not before or not lines or not _follows_on(lines, quote, text, with_cue):
            continue
        last = speaking[before - 1]
        end = _end_before(told[last], more.get(last, []), quote)
        if end is not None and _is_next(text, end, quote.start):
            more.setdefault(last, []).append(quote)
    return [
        replace(t, content=merge_spans([*t.content, *more[i]])) if i in more else t
        for i, t in enumerate(told)
    ]


def _unclaimed(quotes: Sequence[Span], views: Sequence[View], told: Sequence[Told]) -> Iterator[int]:
    """Numbers of the outer quotations that no attribution from outside them has."""
    around = views[0].outer if views else [0] * len(quotes)
    outer = [quote for number, quote in enumerate(quotes) if around[number] is None]
    claimed = {
        quote
        for t in told
        for span in t.content
        for quote in touching(outer, span)
        if not quote.start <= t.place < quote.end
    }
    return (n for n, quote in enumerate(quotes) if around[n] is None and quote not in claimed)


def _end_before(told: Told, more: Sequence[Span], quote: Span) -> int | None:
    """Where the attribution ends, with what has followed on it, before a quotation; None where it does not."""
    number = bisect_right(told.content, quote.start, key=lambda span: span.end)
    ends = [*(span.end for span in told.content[max(0, number - 1) : number]), *(s.end for s in more[-1:])]
    sentence = told.view.tree.sentence.span.end
    if sentence <= quote.start + 2:
        ends.append(sentence)
    return max(ends, default=None)


def _is_next(text: str, end: int, start: int) -> bool:
    """True where at most one word stands between two places."""
    return sum(1 for _ in islice(_WORD.finditer(text, end, start), _WORDS_BETWEEN + 1)) <= _WORDS_BETWEEN


def _lines(views: Sequence[View], number: int, quote: Span) -> list[View]:
    """The sentences with a word inside the quotation."""
    first = bisect_right(views, quote.start, key=lambda view: view.tree.sentence.span.end)
    last = bisect_left(views, quote.end, key=lambda view: view.tree.sentence.span.start)
    return [v for v in views[first:last] if any(v.is_word(i) for i in v.inside(number))]


def _follows_on(lines: Sequence[View], quote: Span, text: str, with_cue: set[int]) -> bool:
    """True where its sentences are wholly quoted, or begin quoted and have no cue of their own."""
    outside = any(
        v.is_word(t.index) and not quote.start <= t.start < quote.end for v in lines for t in v.tokens
    )
    if not outside:
        return True
    first = next((t for t in lines[0].tokens if lines[0].is_word(t.index)), None)
    opens = first is not None and quote.start <= first.start
    long = len(quote.of(text).split()) >= _LEAST_WORDS
    return opens and long and not any(v.number in with_cue for v in lines)
