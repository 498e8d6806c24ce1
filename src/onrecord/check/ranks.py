"""Finds how a vote is said to rank: "drew the most votes against in 1976", "for the 28th consecutive year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.alternatives import screen
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import read_ordinal
from onrecord.check.scene import Scene
from onrecord.vocabulary import JsonValue, Sentence, Span

_YEAR = r"(?P<year>19[4-9]\d|20\d\d)"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    ranks, flags = load_lexicon().vote["ranks"], re.IGNORECASE
    counted = rf"(?P<counted>{any_of(every(ranks['counted']))})"
    rank = rf"(?P<rank>{any_of(every(ranks['extremes']))})"
    number = r"(?:[ \n](?:number|amount|count|total|level)[ \n]of)?[ \n]"
    when = rf"(?:[ \n](?:(?:in|of|that|so[ \n]far[ \n]in)[ \n](?:the[ \n]year[ \n])?{_YEAR}(?!\w)|since[ \n](?P<since>19[4-9]\d|20\d\d)(?!\w)|(?P<ever>ever|on[ \n]record|in[ \n](?:its|UN|the[ \n]Assembly['’]s)[ \n]history)))"
    ordinals = any_of(load_lexicon().ordinals)
    return {
        "none more": re.compile(
            rf"(?<!\w)no[ \n](?:other[ \n])?resolution[^.;]{{0,50}}?[ \n]{any_of(ranks['drawing'])}[ \n](?P<rank>more|fewer)[ \n]{counted}{when}?", flags
        ),
        "most": re.compile(rf"(?:{any_of(ranks['drawing'])}|with|by)[ \n](?:the|its)[ \n]{rank}{number}{counted}{when}", flags),
        "consecutive": re.compile(
            rf"for[ \n](?:the|a)[ \n](?P<number>\d{{1,3}}(?:st|nd|rd|th)|(?:[a-z]+[ -])?{ordinals})[ \n](?:consecutive|straight|successive)[ \n](?:year|time|session)", flags
        ),
    }  # fmt: skip


@cache
def _rank_words() -> re.Pattern[str]:
    extremes = every(load_lexicon().vote["ranks"]["extremes"])
    return screen(
        [*extremes, "no other resolution", "no resolution", "consecutive", "straight", "successive"]
    )


def ranks(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, dict[str, JsonValue]]]:
    """The stretch and the terms of every such claim."""
    if not _rank_words().search(sentence.span.of(scene.text).casefold()):
        return
    extremes = load_lexicon().vote["ranks"]["extremes"]
    for name in ("none more", "most"):
        for match in _patterns()[name].finditer(scene.text, sentence.span.start, sentence.span.end):
            word = match["rank"].casefold()
            rank = {"more": "most", "fewer": "fewest"}.get(word) or term_of(extremes, word)
            option = term_of(load_lexicon().vote["ranks"]["counted"], match["counted"])
            terms: dict[str, JsonValue] = {"option": option, "rank": rank}
            if match["year"]:
                terms["in"] = int(match["year"])
            if match["since"]:
                terms["since"] = int(match["since"])
            yield Span(match.start(), match.end()), terms
    for match in _patterns()["consecutive"].finditer(scene.text, sentence.span.start, sentence.span.end):
        number = read_ordinal(match["number"], load_lexicon())
        if number is not None:
            yield Span(match.start(), match.end()), {"option": "yes", "rank": "consecutive", "count": number}
