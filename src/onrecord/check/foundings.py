"""Finds when a body is said to have begun: "The NAM was formed in the 1960s", "the OAS, founded in 1948,".

The year, the day or the decade must follow the verb at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.subjects import subjects, with_article
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, Span


@cache
def _founding() -> re.Pattern[str]:
    body = load_lexicon().body
    return re.compile(
        rf"(?:[ \n]{any_of(body['anaphors'])})?(?:[ \n](?:that|which))?,?[ \n](?:(?:was|were)[ \n])?"
        rf"(?:(?:originally|first|initially|officially|formally)[ \n])?{any_of(body['founding'])}(?!\w)",
        re.IGNORECASE,
    )


def find_foundings(scene: Scene) -> Iterator[Claim]:
    """Claims such as "The NAM was formed in the 1960s", "the OAS, founded in 1948,"."""
    for index, sentence in enumerate(scene.sentences):
        for subject, body in subjects(scene, index, sentence):
            verb = _founding().match(scene.text, subject.end, sentence.span.end)
            if verb is None:
                continue
            for hit in scene.dates_in(Span(verb.end(), min(sentence.span.end, verb.end() + 60))):
                if re.fullmatch(
                    r"[^.;]{0,40}?[ \n](?:in|on)[ \n](?:the[ \n])?(?:early[ \n]|late[ \n]|mid-)?",
                    scene.text[verb.end() : hit.span.start],
                ):
                    yield _founding_claim(scene, sentence, subject, body, hit)
                break


def _founding_claim(scene: Scene, sentence: Sentence, subject: Span, body: str, hit: DateHit) -> Claim:
    start = with_article(scene.text, subject.start, sentence.span.start)
    terms: dict[str, JsonValue] = {"body": body, "date": str(hit.first)}
    if hit.decade:
        terms = {"body": body, "decade": hit.first.year}
    return scene.claim(ClaimKind.BODY_FOUNDED, Span(start, hit.span.end), terms, "founding")
