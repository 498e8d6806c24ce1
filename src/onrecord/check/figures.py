"""Finds figures that only a party or a witness gives: the killed, the displaced, the share of a territory.

The record holds none of them; the claim keeps the value, so that it can be laid beside the same figure elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.quantities import plain, quantities
from onrecord.check.scene import Scene
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue, Sentence, Span

SHARE = "share of territory"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    figure = load_lexicon().figure
    people = any_of(figure["people"])
    fates = any_of(figure["fates"])
    flags = re.IGNORECASE
    return {
        "then": re.compile(rf"(?:[ \n](?:of[ \n])?[\w’'-]+){{0,4}}?[ \n](?:{people}[^.;,:]{{0,50}}?[ \n])?(?:(?:were|was|are|is|have[ \n]been|had[ \n]been|has[ \n]been|remain|went|people)[ \n])?(?P<fate>{fates})", flags),
        "direct": re.compile(rf"[ \n](?P<fate>{fates})", flags),
        "before": re.compile(rf"(?P<fate>{any_of(figure['before'])})[ \n](?:the[ \n])?\Z", flags),
        "people": re.compile(rf"(?:[ \n][\w’'-]+){{0,2}}?[ \n]{people}", flags),
        "share": re.compile(
            rf"(?:[ ]?%|[ \n]per[ \n]?cent)[ \n]of[ \n][^.;,]{{0,50}}?{any_of(figure['parts'])}(?:[ \n][^.;,]{{0,30}}?{any_of(figure['holds'])})?", flags
        ),
    }  # fmt: skip


def find_figures(scene: Scene) -> Iterator[Claim]:
    """Numbers of people and what became of them, and shares of land."""
    for sentence in scene.sentences:
        for number in quantities(scene.text, sentence.span):
            if number.value < 2 or _is_year(number.value):
                continue
            found = _share(scene, sentence, number.span) or _people(scene, sentence, number.span)
            if found is not None:
                span, quantity = found
                terms: dict[str, JsonValue] = {
                    "quantity": quantity,
                    "value": f"{plain(number.value)}%" if quantity == SHARE else int(number.value),
                    "comparison": number.comparison,
                }
                yield scene.claim(ClaimKind.FIGURE, span, terms, "figure")


def _is_year(value: float) -> bool:
    return 1900 <= value <= 2100


def _share(scene: Scene, sentence: Sentence, number: Span) -> tuple[Span, str] | None:
    match = _patterns()["share"].match(scene.text, number.end, sentence.span.end)
    return (Span(number.start, match.end()), SHARE) if match else None


def _people(scene: Scene, sentence: Sentence, number: Span) -> tuple[Span, str] | None:
    patterns, text = _patterns(), scene.text
    then = patterns["then"].match(text, number.end, sentence.span.end)
    if then and _is_anothers(text, number.end, then.end()):
        return None
    if (then and (re.search(patterns["people"], then.group()) or _names_a_people(scene, then))) or (
        then := patterns["direct"].match(text, number.end, sentence.span.end)
    ):
        return Span(_another(text, sentence, number.start), then.end()), then["fate"].casefold()
    before = patterns["before"].search(text[max(sentence.span.start, number.start - 40) : number.start])
    if before is None:
        return None
    start = max(sentence.span.start, number.start - 40) + before.start()
    people = patterns["people"].match(text, number.end, sentence.span.end)
    if people:
        return Span(start, people.end()), before["fate"].casefold()
    for hit in scene.hits_in(Span(number.end, min(sentence.span.end, number.end + 40))):
        if hit.span.start == number.end + 1 and scene.any_actor(hit, ActorKind.STATE):
            return Span(start, hit.span.end), before["fate"].casefold()
    return None


def _names_a_people(scene: Scene, then: re.Match[str]) -> bool:
    """True for "a million Chileans have been driven from their homes": a demonym counts people."""
    span = Span(then.start(), then.end())
    return any(
        name.use == "demonym" and hit.span.start == then.start() + 1
        for hit in scene.hits_in(span)
        for name in hit.names
    )


def _is_anothers(text: str, start: int, end: int) -> bool:
    """True where what became of people is told of a number between: "five residents and at least 15 wounded"."""
    between = quantities(text, Span(start, end))
    return any(_patterns()["direct"].match(text, other.span.end, end) for other in between)


def _another(text: str, sentence: Sentence, start: int) -> int:
    match = re.search(
        r"(?:Another|another|a further)[ \n]\Z", text[max(sentence.span.start, start - 12) : start]
    )
    return start - (match.end() - match.start()) if match else start
