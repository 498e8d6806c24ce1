"""Finds sessions and summits that a text gives a place or a date, and meetings of a body on a day.

Which meeting is named is read in `numbered`, where and when it was held in `venues`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon
from onrecord.check.numbered import numbered_meetings
from onrecord.check.scene import Scene
from onrecord.check.venues import venue_of
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, Span


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    meeting = load_lexicon().meeting
    flags = re.IGNORECASE
    return {
        "met": re.compile(rf",?[ \n](?:which[ \n]|that[ \n])?(?P<verb>{any_of(meeting['holding'])})(?P<rest>[^.;]{{0,80}})", flags),
        "meeting of": re.compile(rf"(?<!\w)(?:the|a)[ \n](?:(?!of[ \n])[\w-]+[ \n]){{0,3}}(?P<series>{any_of(every(meeting['series']))})[ \n]of[ \n](?:the[ \n])?\Z", flags),
        "level": re.compile(r"[ \n]at[ \n](?:the|a)[ \n][\w-]+[ \n]level", flags),
    }  # fmt: skip


def find_meetings(scene: Scene) -> Iterator[Claim]:
    """Numbered sessions and summits that the text gives a place or a date, and meetings on a day."""
    for index, sentence in enumerate(scene.sentences):
        numbered = list(_numbered(scene, index, sentence))
        yield from numbered
        for hit, body in scene.bodies_in(sentence.span):
            if not any(claim.span.covers(hit.span) for claim in numbered):
                yield from _held(scene, sentence, hit.span, body)


def _numbered(scene: Scene, index: int, sentence: Sentence) -> Iterator[Claim]:
    for name in numbered_meetings(scene, index, sentence):
        venue = venue_of(scene, sentence, name.span)
        place = venue.place or name.place
        if place is None and venue.date is None:
            continue
        terms: dict[str, JsonValue] = {
            "body": name.body, "series": name.series, "number": name.number, "place": place,
            "date": str(venue.date.first) if venue.date else None,
            "until": str(venue.date.period.last) if venue.date and venue.date.period.last != venue.date.first else None,
            "opening": venue.opening, "planned": venue.planned, "past": venue.past,
        }  # fmt: skip
        yield scene.claim(ClaimKind.MEETING, venue.span, terms, "numbered meeting")


def _held(scene: Scene, sentence: Sentence, span: Span, body: str) -> Iterator[Claim]:
    """Claims such as "The Group met on 19 September 2017 ...", "the meeting of the Group, which was held ... on September 19"."""
    verb = _patterns()["met"].match(scene.text, span.end, sentence.span.end)
    before = _patterns()["meeting of"].search(
        scene.text[max(sentence.span.start, span.start - 60) : span.start]
    )
    if verb is None or (before is None and verb["verb"].casefold() not in ("met", "convened")):
        return
    for hit in scene.dates_in(Span(span.end, min(sentence.span.end, verb.end()))):
        if hit.first.day is None:
            continue
        tail = _patterns()["level"].match(scene.text, hit.span.end, sentence.span.end)
        start = max(sentence.span.start, span.start - 60) + before.start() if before else verb.start("verb")
        place = re.search(
            r"(?<!\w)(?:in|at)[ \n](?:the[ \n])?(?P<place>[A-Z][\w’'-]+(?:[ \n](?:[A-Z][\w’'-]+|headquarters)){0,2})",
            scene.text[span.end : hit.span.start],
        )
        terms: dict[str, JsonValue] = {"body": body, "date": str(hit.first)}
        if place:
            terms["place named"] = place["place"]
        yield scene.claim(
            ClaimKind.MEETING, Span(start, tail.end() if tail else hit.span.end), terms, "meeting on a day"
        )
        return
