"""Quotations without a cue of their own: "..., she said. "..."", and those that open the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.sayings.contents import merge_spans
from onrecord.extract.sayings.judging import Told
from onrecord.extract.sayings.view import View
from onrecord.vocabulary import Span

_LEAST_WORDS = 4
_WORDS_BETWEEN = 1


def with_following(
    text: str, views: Sequence[View], quotes: Sequence[Span], told: Sequence[Told]
) -> list[Told]:
    """The attributions, each with the unclaimed quotations that follow on it without a word between."""
    grown = list(told)
    speaking = sorted(
        (i for i, t in enumerate(grown) if t.view.quote_of[t.cue] is None), key=lambda i: grown[i].place
    )
    with_cue = {grown[i].view.number for i in speaking}
    claimed = _claimed(quotes, told)
    outer = views[0].outer if views else ()
    for number, quote in enumerate(quotes):
        if number in claimed or outer[number] is not None:
            continue
        lines = _lines(views, number, quote)
        if not lines or not _follows_on(lines, quote, text, with_cue):
            continue
        before = [i for i in speaking if grown[i].place < quote.start]
        if not before:
            continue
        last = grown[before[-1]]
        ends = [s.end for s in last.content if s.end <= quote.start]
        sentence = last.view.tree.sentence.span.end
        if sentence <= quote.start + 2:
            ends.append(sentence)
        if ends and len(text[max(ends) : quote.start].split()) <= _WORDS_BETWEEN:
            grown[before[-1]] = replace(last, content=merge_spans([*last.content, quote]))
    return grown


def _claimed(quotes: Sequence[Span], told: Sequence[Told]) -> set[int]:
    """Numbers of the quotations that an attribution from outside them already has."""
    found = set()
    for t in told:
        for number, quote in enumerate(quotes):
            if quote.start <= t.place < quote.end:
                continue
            if any(span.overlaps(quote) for span in t.content):
                found.add(number)
    return found


def _lines(views: Sequence[View], number: int, quote: Span) -> list[View]:
    """The sentences with a word inside the quotation."""
    return [
        v
        for v in views
        if v.tree.sentence.span.overlaps(quote) and any(v.is_word(i) for i in v.inside(number))
    ]


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
