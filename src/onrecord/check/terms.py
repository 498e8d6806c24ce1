"""Reads for which time an office is told: "in 2004", "since 1997", "until 2003", "from 1997 to 2003"."""

from __future__ import annotations

import re

from onrecord.check.scene import Scene
from onrecord.vocabulary import PartialDate, Sentence, Span

_REACH = 60
_YEAR = r"(?:1[89]|20)\d\d"
_RANGE = re.compile(
    rf",?[ \n]\(?(?:(?:from|between)[ \n])?(?P<first>{_YEAR})[ \n]?(?:to|until|till|through|and|-|–)[ \n]?(?P<last>{_YEAR})(?!\w)\)?"
)
_WORD = re.compile(
    r",?[ \n](?P<word>in|on|since|until|till|from|as of|ever since|back in)[ \n](?:early[ \n]|late[ \n]|mid-)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:In|On|Since|By|Until)[ \n]\Z")

Term = tuple[PartialDate | None, PartialDate | None, PartialDate | None, Span]


def term_of_office(scene: Scene, sentence: Sentence, stretch: Span) -> Term:
    """(on a date, first, last, the stretch with the date); all None where nothing is told beside the office."""
    end = sentence.span.end
    between = _RANGE.match(scene.text, stretch.end, end)
    if between:
        years = (PartialDate(int(between["first"])), PartialDate(int(between["last"])))
        return None, *years, Span(stretch.start, between.end())
    word = _WORD.match(scene.text, stretch.end, end)
    for hit in scene.dates_in(Span(stretch.end, min(end, stretch.end + _REACH))) if word else ():
        if word and word.end() == hit.span.start and not hit.decade:
            return (*_told(word["word"].casefold(), hit.first), Span(stretch.start, hit.span.end))
        break
    hits = scene.dates_in(Span(sentence.span.start, stretch.start))
    if len(hits) == 1 and not hits[0].decade:
        opening = scene.text[sentence.span.start : hits[0].span.start]
        if _OPENING.fullmatch(opening):
            told = _told(opening.strip().casefold(), hits[0].first)
            return (*told, Span(sentence.span.start, stretch.end))
    return None, None, None, stretch


def _told(word: str, date: PartialDate) -> tuple[PartialDate | None, PartialDate | None, PartialDate | None]:
    if word in ("since", "ever since", "from"):
        return None, date, None
    if word in ("until", "till"):
        return None, None, date
    return date, None, None
