"""Resolutions that a sentence describes: "a General Assembly resolution on Ukraine", "the 1993 resolutions".

A settlement ("the resolution of the conflict") is none; "the resolution" alone is an anaphor and left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from onrecord.check.candidates import fitting, is_sure
from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.text_mention import VOTING, TextMention, mention_at
from onrecord.vocabulary import Sentence, Span

_WINDOW = 120
"""Characters before "resolution" in which its article and adjectives stand."""
_WHEN = re.compile(
    r"[ \n](?:on|in|of|last)[ \n](?:\d{4}(?!\w)|(?:\d{1,2}[ \n])?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:[ \n]\d{1,2})?(?:,?[ \n]\d{4})?)(?!\w)"
)
_SINCE = re.compile(r"(?:since|after|before|until|from|between)[ \n](?:the[ \n])?\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[ \n](?:[Nn]o\.?[ ]?)?[\[(]?(?:(?:E?S-)?\d|[AS]/(?:RES|\d))")
"""A number after "resolution": its text is cited, not described."""
_END = re.compile(
    r"[,;:.!?]|--|–|—|[ \n](?:that|which|who|while|but|when|after|before)[ \n]|[ \n](?:was|were|has[ \n]been|won|received)[ \n]|[ \n](?:by|with)[ \n](?:(?:a|an|the)[ \n](?:[\w-]+[ \n]){0,2}(?:vote|majority|margin)|[\w-]+[ \n](?:votes?|abstentions?|in[ \n]favou?r|to)(?!\w))"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = load_lexicon().text
    return {
        "head": re.compile(r"(?<!\w)(?:draft[ \n]resolution|resolution)(?P<plural>s?)(?!\w)", re.IGNORECASE),
        "determiner": re.compile(
            rf"(?<!\w)(?P<word>an?|another|the|one|no|{any_of(text['definite'])})(?P<between>[^,;.()]{{0,60}})\Z", re.IGNORECASE
        ),
        "not-text-before": re.compile(rf"{any_of(text['settling_before'])}[ \n]\Z", re.IGNORECASE),
        "not-text-after": re.compile(rf"[ \n]{any_of(text['settling_after'])}", re.IGNORECASE),
        "matter": re.compile(rf"[ \n]{any_of(text['matter'])}[ \n]", re.IGNORECASE),
        "recent": re.compile(any_of(text["recent"]), re.IGNORECASE),
        "adopting": re.compile(rf"{any_of(text['adopting'])}", re.IGNORECASE),
        "not adopted": re.compile(rf"{any_of(text['not_adopted'])}[^,;.]{{0,20}}\Z", re.IGNORECASE),
        "adoption": re.compile(rf"(?:(?:the|its|their)[ \n])?{any_of(text['adoption'])}[ \n](?:by|of|in)(?!\w)", re.IGNORECASE),
    }  # fmt: skip


def described(scene: Scene, sentence: Sentence) -> Iterator[TextMention]:
    """Every text told by words, left to right; a number that follows tells it better and is left to others."""
    patterns = _patterns()
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    for head in patterns["head"].finditer(text, start, end):
        before, after = text[max(start, head.start() - _WINDOW) : head.start()], text[head.end() : end]
        if patterns["not-text-before"].search(before) or patterns["not-text-after"].match(after):
            continue
        if _NUMBER.match(after):
            continue
        determiner = _determiner(before)
        phrase = _matter(text, head.end(), end)
        np_start = head.start() - len(before) + determiner[1] if determiner else head.start()
        bodies = _bodies_of(scene, sentence, np_start, head)
        when = _dates_of(scene, sentence, np_start, phrase or Span(head.end(), head.end()))
        definite = determiner is not None and determiner[0].casefold() not in (
            "a",
            "an",
            "another",
            "one",
            "no",
        )
        if (
            definite
            and not phrase
            and not when
            and not (bodies and np_start <= bodies[0][0].start < head.end())
        ):
            continue  # "the resolution": an anaphor
        yield _describe(
            scene, sentence, head=head, np_start=np_start, phrase=phrase, bodies=bodies, when=when
        )


def _determiner(before: str) -> tuple[str, int] | None:
    """The determiner of the noun phrase that ends here and its offset; the nearest one."""
    found = None
    for match in re.finditer(
        r"(?<!\w)(?:an?|another|the|that|this|these|those|such|said|one|no)(?!\w)", before, re.IGNORECASE
    ):
        if len(before) - match.end() <= 60 and not re.search(r"[,;.()]", before[match.end() :]):
            found = (match.group(), match.start())
    return found


def _matter(text: str, start: int, end: int) -> Span | None:
    """The phrase that says what the resolution is about, up to the end of the clause; "on Thursday" says when."""
    opening = _patterns()["matter"].match(text, start, end)
    if (when := _WHEN.match(text, start, end)) is not None:
        opening = _patterns()["matter"].match(text, when.end(), end)
    if opening is None:
        return None
    stop = _END.search(text, opening.end(), end)
    end = stop.start() if stop else end
    if (when := _WHEN.search(text, opening.end(), end)) is not None and when.start() > opening.end():
        end = when.start()
    return Span(opening.end(), end)


def _bodies_of(
    scene: Scene, sentence: Sentence, np_start: int, head: re.Match[str]
) -> tuple[tuple[Span, str], ...]:
    """Whose resolution: the body in the noun phrase, right after it, or else the nearest one before it."""
    named = [(hit.span, body) for hit, body in scene.bodies_in(sentence.span)]
    inside = [pair for pair in named if np_start <= pair[0].start < head.end()]
    following = re.compile(r"[ \n](?:of|by|from|in|at)[ \n](?:the[ \n])?").match(scene.text, head.end())
    after = [pair for pair in named if following and pair[0].start == following.end()]
    before = [pair for pair in named if pair[0].end <= np_start]
    return tuple(inside or after or before[-1:])


def _dates_of(scene: Scene, sentence: Sentence, np_start: int, phrase: Span) -> tuple[DateHit, ...]:
    """Dates that tell when it was adopted: near the noun phrase, not inside what it is about."""
    window = Span(max(sentence.span.start, np_start - 80), min(sentence.span.end, phrase.end + 40))
    hits = [hit for hit in scene.dates_in(window) if not hit.decade]
    outside = [hit for hit in hits if not phrase.covers(hit.span)]
    return tuple(
        hit
        for hit in outside or hits
        if not _SINCE.search(scene.text[max(0, hit.span.start - 14) : hit.span.start])
    )


def _describe(
    scene: Scene,
    sentence: Sentence,
    *,
    head: re.Match[str],
    np_start: int,
    phrase: Span | None,
    bodies: tuple[tuple[Span, str], ...],
    when: tuple[DateHit, ...],
) -> TextMention:
    text, patterns = scene.text, _patterns()
    adoption = _adoption(text, sentence.span.start, np_start)
    body = bodies[-1][1] if bodies else None
    date = when[0].first if len({hit.first.year for hit in when}) == 1 else None
    starts = [np_start, *(span.start for span, _ in bodies), *([adoption.start] if adoption else [])]
    span = Span(_with_article(text, min(starts), sentence.span.start), phrase.end if phrase else head.end())
    matter = phrase.of(text) if phrase else None
    mention = mention_at(span, "description", body=body, date=date)
    if body is not None and body not in (*VOTING, "UN"):
        return replace(mention, how="elsewhere", matter=matter)
    is_news = date is None and patterns["recent"].search(sentence.span.of(text)) is not None
    rows, told_by = fitting(scene, sentence, body=body, date=date, matter=matter, is_news=is_news)
    return replace(
        mention,
        matter=matter if told_by == "phrase" else told_by,
        candidates=tuple(row.id for row in rows),
        sure=is_sure(scene, rows, date, matter if told_by == "phrase" else None),
        exists=adoption is not None
        or (head["plural"] == "s" and body is not None and _dated(when, np_start, head)),
    )


def _dated(when: tuple[DateHit, ...], np_start: int, head: re.Match[str]) -> bool:
    """True where the noun phrase itself has the date: "the 1993 resolutions", "the resolutions of 1993"."""
    return any(np_start <= hit.span.start <= head.end() + 8 for hit in when)


def _adoption(text: str, start: int, np_start: int) -> Span | None:
    """Words before the noun phrase that say it was adopted: "has adopted", "the passage by ... of"."""
    patterns = _patterns()
    for name in ("adoption", "adopting"):
        matches = list(patterns[name].finditer(text, start, np_start))
        if not matches:
            continue
        last = matches[-1]
        between = text[last.end() : np_start]
        by_whom = (
            name == "adoption"
            and not last.group().endswith("of")
            and re.fullmatch(r"[^;.]{0,80}[ \n]of[ \n]", between)
        )
        if (by_whom or not between.strip() or _WHEN.fullmatch(between.rstrip())) and not patterns[
            "not adopted"
        ].search(text[max(start, last.start() - 40) : last.start()]):
            return Span(last.start(), last.end())
    return None


def _with_article(text: str, start: int, least: int) -> int:
    article = re.search(r"(?<!\w)[Tt]he[ \n]\Z", text[max(least, start - 5) : start])
    return start - (article.end() - article.start()) if article else start
