"""Finds the names of numbered meetings: "the 18th NAM summit", "its sixteenth summit", "the 79th session of the General Assembly".

The number is read with the body it belongs to; words that make it a meeting of another kind are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import read_ordinal
from onrecord.check.scene import Scene
from onrecord.check.subjects import subjects, with_article
from onrecord.check.venues import PLACE
from onrecord.vocabulary import Sentence, Span

_CAPITAL = PLACE.split("]", 1)[0] + "]"
_DATE_WORD = r"(?:the[ \n])?(?:\d|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered meeting as a text names it."""

    span: Span
    body: str
    series: str
    """As in the registry, or with the word that sets it apart before it: `extraordinary session`."""
    number: int
    place: str | None
    """A place inside the name: "the 18th Baku summit of ..."."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load_lexicon()
    meeting, flags = lexicon.meeting, re.IGNORECASE
    ordinals = any_of(lexicon.ordinals)
    number = rf"(?:\d{{1,3}}(?:st|nd|rd|th)(?!\w)|{any_of(lexicon.numbers)}-{ordinals}|{ordinals}|(?-i:(?=[XVI]{{2}})X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?!\w))"
    kind = any_of([*meeting["plain"], *meeting["apart"]])
    word = rf"(?:{kind}|(?-i:{_CAPITAL}[\w.-]*(?:[’']s?)?|of|on|for|and|in|de))"
    return {
        "number": re.compile(rf"(?<![\w-])(?P<number>{number})(?=[ \n])", flags),
        "inside": re.compile(
            rf"[ \n](?P<inside>(?:{word}[ \n]){{0,8}}?)(?P<series>{any_of(every(meeting['series']))})", flags
        ),
        "kinds": re.compile(kind, flags),
        "apart": re.compile(any_of(meeting["apart"]), flags),
        "body's": re.compile(
            rf"(?:(?:[’']s?)?|[ \n](?:has[ \n]|had[ \n])?(?:{any_of(meeting['holding_its'])})[ \n](?:its|their|the)|,?(?:[ \n][\w-]+){{0,4}}[ \n](?:at|during|in|for|of)[ \n](?:its|their))[ \n]", flags,
        ),
        "of body": re.compile(rf"[ \n](?:of|for)[ \n](?:{any_of(meeting['of_whom'])}[ \n]){{0,2}}(?:[A-Z][\w’'-]+[ \n]){{0,2}}?"),
        "another": re.compile(
            rf"(?:[’']s?)?[ \n](?:{any_of(meeting['another'])}|on[ \n](?!{_DATE_WORD})(?-i:(?!{_DATE_WORD})))", flags
        ),
        "partitive": re.compile(r"[ \n]of[ \n](?:the[ \n])?(?!United[ \n]Nations|UN(?!\w))"),
        "summits": re.compile(r"s(?!\w)"),
    }  # fmt: skip


def numbered_meetings(scene: Scene, index: int, sentence: Sentence) -> Iterator[Numbered]:
    """Every numbered meeting of a known body that the sentence names, in the order of the text."""
    bodies = subjects(scene, index, sentence)
    for match in _patterns()["number"].finditer(scene.text, sentence.span.start, sentence.span.end):
        number = _value(match["number"])
        found = None if number is None else _named(scene, sentence, match, bodies)
        if found is None or number is None:
            continue
        span, body, series, place = found
        if _patterns()["another"].match(scene.text, span.end, sentence.span.end):
            continue
        start = with_article(scene.text, span.start, sentence.span.start)
        yield Numbered(Span(start, span.end), body, series, number, place)


def _named(
    scene: Scene, sentence: Sentence, number: re.Match[str], bodies: Sequence[tuple[Span, str]]
) -> tuple[Span, str, str, str | None] | None:
    """(stretch, body, series, place inside the name) for the meeting of that number."""
    match = _patterns()["inside"].match(scene.text, number.end(), sentence.span.end)
    bare = _bare(scene, number.end(), bodies)
    if match is None or (bare and bare[0].end <= match.start("series")):
        if bare is None:
            return None
        span, body, series = bare
        if body == "UNGA" and _patterns()["partitive"].match(scene.text, span.end):
            return None
        return Span(number.start(), span.end), body, series, None
    within = Span(match.start("inside"), match.end())
    inside = [pair for pair in bodies if within.start <= pair[0].start < match.start("series")]
    joint = _patterns()["of body"].match(scene.text, match.end(), sentence.span.end)
    after = [
        pair
        for pair in bodies
        if joint
        and match.end() < pair[0].start
        and _patterns()["of body"].fullmatch(scene.text, match.end(), pair[0].start)
    ]
    before = [
        pair for pair in bodies if _patterns()["body's"].fullmatch(scene.text, pair[0].end, number.start())
    ]
    chosen = inside or after or before
    if not chosen:
        return None
    span, body = chosen[-1] if inside else chosen[0]
    left = _left_over(scene, within, match.start("series"), [pair[0] for pair in inside])
    if left and not _is_place(scene, left):
        return None
    end = max(span.end, match.end())
    if body == "UNGA" and _patterns()["partitive"].match(scene.text, end):
        return None
    series = term_of(load_lexicon().meeting["series"], match["series"]) or ""
    apart = _patterns()["apart"].search(match["inside"])
    if apart is not None:
        series = f"{' '.join(apart.group().casefold().split())} {series}"
    return Span(min(span.start, number.start()), end), body, series, left or None


def _bare(scene: Scene, at: int, bodies: Sequence[tuple[Span, str]]) -> tuple[Span, str, str] | None:
    """A body that is counted without a word for the meeting: "the 55th General Assembly"."""
    table = load_lexicon().meeting["bare"]
    for span, body in bodies:
        gap = scene.text[at : span.start]
        if (
            body in table
            and span.start > at
            and all(_patterns()["kinds"].fullmatch(word) for word in gap.split())
        ):
            apart = _patterns()["apart"].search(gap)
            series = table[body][0]
            return span, body, f"{apart.group().casefold()} {series}" if apart else series
    return None


def _left_over(scene: Scene, within: Span, until: int, named: list[Span]) -> str:
    """The words of the name that are neither the body nor a kind of meeting."""
    text = scene.text[within.start : max(until, within.start)]
    for span in reversed(named):
        text = text[: span.start - within.start] + text[max(0, span.end - within.start) :]
    text = _patterns()["kinds"].sub("", text)
    return " ".join(word for word in text.split() if word not in ("'s", "’s", "'", "’"))


def _is_place(scene: Scene, words: str) -> bool:
    return any(row.use in ("capital", "capital-weak") for row in scene.registry.find(words))


def _value(words: str) -> int | None:
    if re.fullmatch(r"[XVI]+", words):
        digits = [{"X": 10, "V": 5, "I": 1}[letter] for letter in words]
        following = [*digits[1:], 0]
        return sum(-one if one < after else one for one, after in zip(digits, following, strict=True))
    return read_ordinal(words, load_lexicon())
