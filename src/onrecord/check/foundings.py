"""Finds when a body is said to have begun: "The NAM was formed in the 1960s", "the OAS, founded in 1948,".

The year, the day or the decade must follow in the same clause, or open the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.states import stands_alone
from onrecord.check.subjects import subjects, with_article
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, Span

_OPENS = re.compile(r"(?:\A|[.;:,—–”\"(]|[ \n](?:and|but))\s*\Z")
_PART_OF = re.compile(
    r"(?:summit|session|meeting|conference|office|school|committee|commission|council|secretariat|forum|branch|mission|programme|program|fund)s?[ \n](?:of|for)[ \n](?:the[ \n])?\Z",
    re.IGNORECASE,
)
"""Before a body: something of it was begun, not the body."""
_AFTER = r"(?:[ \n](?:in|at|by|as|with|under|on)[ \n][^,.;]{1,60})?,[ \n](?:the[ \n])?(?:(?:[\w’']+(?:-\w+)+|regional|global)[ \n])?"
_UNTIL = r"[^.;]{0,40}?[ \n](?:in|on|since)[ \n](?:the[ \n](?:year[ \n])?)?(?:early[ \n]|late[ \n]|mid-)?"
"""What may stand between founding and its date: "by ten states in ", "at the Bandung Conference on "."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    body = load_lexicon().body
    anaphor = rf"(?:[ \n]{any_of(body['anaphors'])})?(?:[ \n]?\([A-Z]\w+\))?"
    adverb = r"(?:(?:originally|first|initially|officially|formally|itself|only|also)[ \n])?"
    verbs, birth = any_of(body["founding"]), any_of(body["birth"])
    flags = re.IGNORECASE
    return {
        "founded": re.compile(rf"{anaphor}(?:(?:,?[ \n](?:that|which))?,?[ \n](?:was|were|had[ \n]been)[ \n]|,[ \n]|[ \n]\()(?:was[ \n])?{adverb}{verbs}(?!\w)", flags),
        "began": re.compile(rf"{anaphor}(?:,?[ \n](?:that|which))?,?[ \n]{adverb}(?P<verb>{any_of(body['beginning'])})", flags),
        "opening": re.compile(rf"(?<!\w)(?P<verb>{verbs}|since[ \n]its[ \n]{birth}|from[ \n]its[ \n]{birth}|since[ \n]being[ \n]{verbs}|after[ \n]its[ \n]{birth})(?!\w)", flags),
        "birth of": re.compile(rf"(?<!\w)(?:the|its|with[ \n]the)[ \n](?:formal[ \n]|official[ \n])?{birth}[ \n]of[ \n](?:the[ \n])?\Z", flags),
        "its birth": re.compile(rf"[’']s?[ \n](?:formal[ \n]|official[ \n])?{birth}", flags),
        "active": re.compile(rf"(?<!\w)(?<!was )(?<!were ){verbs}[ \n](?:the[ \n])?\Z", flags),
        "since its": re.compile(rf",?[ \n](?:[^.;,]{{1,60}}?,?[ \n])?since[ \n](?:its|it[ \n]was)[ \n](?:{birth}|{verbs})", flags),
    }  # fmt: skip


def find_foundings(scene: Scene) -> Iterator[Claim]:
    """Claims such as "The NAM was formed in the 1960s", "Founded in 1948, the OAS", "the creation of NATO in 1949"."""
    for index, sentence in enumerate(scene.sentences):
        done: set[str] = set()
        for subject, body in subjects(scene, index, sentence):
            for span, hit in _told(scene, sentence, subject):
                if body not in done:
                    done.add(body)
                    yield _founding_claim(scene, sentence, span, body, hit)


def _told(scene: Scene, sentence: Sentence, subject: Span) -> Iterator[tuple[Span, DateHit]]:
    """Where the founding of this subject is told, up to the date, and the date."""
    text, patterns = scene.text, _patterns()
    if _PART_OF.search(text[max(sentence.span.start, subject.start - 60) : subject.start]):
        return
    for name in ("founded", "began", "since its"):
        verb = patterns[name].match(text, subject.end, sentence.span.end)
        hit = _date_after(scene, sentence, verb.end(), bare=name == "began") if verb else None
        if hit:
            yield Span(subject.start, hit.span.end), hit
    before = text[sentence.span.start : subject.start]
    owned = patterns["its birth"].match(text, subject.end, sentence.span.end)
    led = patterns["birth of"].search(before) or patterns["active"].search(before)
    if owned or (led and stands_alone(scene, subject)):
        hit = _date_after(scene, sentence, owned.end() if owned else subject.end)
        if hit:
            start = sentence.span.start + led.start() if led else subject.start
            yield Span(start, hit.span.end), hit
    for opened in patterns["opening"].finditer(text, sentence.span.start, subject.start):
        hit = _date_after(scene, sentence, opened.end())
        alone = hit and re.fullmatch(_AFTER, text[hit.span.end : subject.start], re.IGNORECASE)
        if hit and alone and _OPENS.search(text[sentence.span.start : opened.start()]):
            yield Span(opened.start(), subject.end), hit


def _date_after(scene: Scene, sentence: Sentence, end: int, *, bare: bool = False) -> DateHit | None:
    """The first date after the words, where "in" or "on" leads to it and no other clause begins."""
    for hit in scene.dates_in(Span(end, min(sentence.span.end, end + 70))):
        between = scene.text[end : hit.span.start]
        if re.fullmatch(_UNTIL, between) or (bare and re.fullmatch(r"[ \n](?:the[ \n])?", between)):
            return (
                None if re.search(r"[ \n](?:and|but|which|who|that|when|after|before)[ \n]", between) else hit
            )
        return None
    return None


def _founding_claim(scene: Scene, sentence: Sentence, subject: Span, body: str, hit: DateHit) -> Claim:
    start = with_article(scene.text, subject.start, sentence.span.start)
    terms: dict[str, JsonValue] = {"body": body, "date": str(hit.first)}
    if hit.decade:
        terms = {"body": body, "decade": hit.first.year}
    return scene.claim(ClaimKind.BODY_FOUNDED, Span(start, subject.end), terms, "founding")
