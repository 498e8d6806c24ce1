"""Finds texts cited by number in paragraphs that no rules of their language cover.

A symbol ("A/RES/62/243") is the same in every language; a number with its year ("822 (1993)") is taken where a word
for a resolution stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.check.cited import symbols, with_year
from onrecord.check.lexicon import every, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.text_mention import TextMention
from onrecord.vocabulary import Sentence, Span

_END = re.compile(r"(?<=[.!?。؟։…])\s+")


def pieces(scene: Scene, paragraphs: Sequence[int]) -> tuple[Sentence, ...]:
    """Stretches of uncovered paragraphs that end like sentences; they have no tokens, for nothing was parsed."""
    found = []
    for number in paragraphs:
        span = scene.document.paragraphs[number].span
        start = span.start
        for match in _END.finditer(scene.text, span.start, span.end):
            found.append(Sentence(Span(start, match.start()), (), number))
            start = match.end()
        found.append(Sentence(Span(start, span.end), (), number))
    return tuple(piece for piece in found if piece.span.start < piece.span.end)


def cited_elsewhere(scene: Scene, piece: Sentence) -> Iterator[TextMention]:
    """Texts cited by number, in the order of the text."""
    found = list(symbols(scene, piece))
    if _resolution().search(scene.text, piece.span.start, piece.span.end):
        # Whose resolution it is, other words of the language may tell; they are not read here.
        dated = (replace(mention, sure=False) for mention in with_year(scene, piece))
        found += [m for m in dated if not any(m.span.overlaps(other.span) for other in found)]
    yield from sorted(found, key=lambda mention: mention.span)


@cache
def _resolution() -> re.Pattern[str]:
    """A word that begins like one for a resolution; some languages write an article or preposition onto it."""
    return re.compile("|".join(re.escape(stem) for stem in every(load_lexicon().elsewhere)), re.IGNORECASE)
