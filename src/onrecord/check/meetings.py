"""Finds sessions and summits that a text gives a place or a date, and meetings of a body on a day.

A number is read with the body it belongs to: "the 18th NAM summit", "the NAM held its 18th summit".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.dates import is_date_word
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.check.subjects import subjects, with_article
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, Span


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load_lexicon()
    holding = any_of(lexicon.meeting["holding"])
    ordinal = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{any_of(lexicon.ordinals)}))"
    spelled = rf"(?:{any_of(lexicon.numbers)}-{any_of(lexicon.ordinals)})"
    series = any_of(every(lexicon.meeting["series"]))
    flags = re.IGNORECASE
    return {
        "meeting": re.compile(rf"(?<!\w)(?P<number>{ordinal}|{spelled})[ \n]?(?P<inside>(?-i:(?:[A-Z][\w-]*[ \n]){{1,5}})|annual[ \n]|regular[ \n]|extraordinary[ \n]|special[ \n])?(?P<series>{series})", flags),
        "body's": re.compile(rf"(?:(?:[’']s?)?|[ \n](?:has[ \n])?{any_of(lexicon.meeting['holding_its'])}[ \n]its|,?(?:[ \n][\w-]+){{0,4}}[ \n](?:at|during|in)[ \n]its)[ \n]", flags),
        "of body": re.compile(r"[ \n](?:of|for)[ \n](?:the[ \n])?", flags),
        "was held": re.compile(rf",?[ \n](?:which[ \n])?(?:was[ \n])?{holding}", flags),
        "met": re.compile(rf"(?:,)?[ \n](?:which[ \n]|that[ \n])?(?P<verb>{holding})(?P<rest>[^.;]{{0,80}})", flags),
        "meeting of": re.compile(rf"(?<!\w)(?:the|a)[ \n](?:(?!of[ \n])[\w-]+[ \n]){{0,3}}(?P<series>{series})[ \n]of[ \n](?:the[ \n])?\Z", flags),
        "place": re.compile(r",?(?:[ \n]held|[ \n]here)?[ \n](?:in|at)[ \n](?:the[ \n])?(?P<place>[A-Z][\w’'-]+(?:[ \n](?:d[’']|de[ \n])?[A-Z][\w’'-]+){0,3})"),
        "host": re.compile(rf",[ \n]which[ \n](?-i:(?P<place>[A-Z][\w’'-]+(?:[ \n][A-Z][\w’'-]+){{0,2}}))[ \n]{any_of(lexicon.meeting['hosting'])}", flags),
        "when": re.compile(r",?[ \n](?:(?:in|on|from|of)[ \n])?(?:the[ \n])?"),
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
    bodies = list(subjects(scene, index, sentence))
    for match in _patterns()["meeting"].finditer(scene.text, sentence.span.start, sentence.span.end):
        before = [
            pair for pair in bodies if _patterns()["body's"].fullmatch(scene.text, pair[0].end, match.start())
        ]
        joint = _patterns()["of body"].match(scene.text, match.end(), sentence.span.end)
        after = [pair for pair in bodies if joint and pair[0].start == joint.end()]
        inside = [
            pair
            for pair in bodies
            if match["inside"] and match.start("inside") <= pair[0].start < match.end("inside")
        ]
        for span, body in (before or after or inside)[:1]:
            number = _ordinal(match["number"])
            start, end = min(span.start, match.start()), max(span.end, match.end())
            terms, end = _place_and_date(scene, sentence, end)
            if number is not None and terms:
                series = term_of(load_lexicon().meeting["series"], match["series"])
                start = with_article(scene.text, start, sentence.span.start)
                yield scene.claim(
                    ClaimKind.MEETING,
                    Span(start, end),
                    {"body": body, "series": series, "number": number, **terms},
                    "numbered meeting",
                )


def _ordinal(text: str) -> int | None:
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    total = 0
    for word in text.casefold().split("-"):
        lexicon = load_lexicon()
        value = lexicon.ordinals.get(word, lexicon.numbers.get(word))
        if value is None:
            return None
        total += value
    return total


def _place_and_date(scene: Scene, sentence: Sentence, end: int) -> tuple[dict[str, JsonValue], int]:
    """The place and date that follow at once, and where they end."""
    terms: dict[str, JsonValue] = {}
    holding = _patterns()["was held"].match(scene.text, end, sentence.span.end)
    position = holding.end() if holding else end
    host = _patterns()["host"].match(scene.text, end, sentence.span.end)
    if host:
        terms["place"] = host["place"]
        position = end = host.end()
    for _ in range(2):
        place = _patterns()["place"].match(scene.text, position, sentence.span.end)
        if place and "place" not in terms and not is_date_word(place["place"].split()[0]):
            terms["place"] = " ".join(place["place"].split())
            position = end = place.end()
        for hit in scene.dates_in(Span(position, min(sentence.span.end, position + 40))):
            if _patterns()["when"].fullmatch(scene.text, position, hit.span.start) and not hit.decade:
                terms["date"] = str(hit.first)
                position = end = hit.span.end
            break
    return terms, end


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
