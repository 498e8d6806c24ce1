"""Finds how many members a body is said to have: "the movement had 125 members", "the 57-member OIC".

A number that counts a part of the members only makes no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import Quantity, quantities, read_number
from onrecord.check.scene import Scene
from onrecord.check.subjects import subjects, time_of
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, PartialDate, Sentence, Span

_PART = re.compile(
    r"[ \n](?:that|which|who|whose|in|from|on|with|of|voting|present|attending|sign|as|under|to)(?!\w)"
)
_JOINED = re.compile(r"(?:,?[ \n](?:and|or|but|nor)|,)[ \n]", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    body = load_lexicon().body
    roles = any_of(every(body["roles"]))
    adjectives = r"(?:(?:full|current|present|founding|official|participating|sovereign)[ \n])?"
    having = any_of(body["having"])
    flags = re.IGNORECASE
    return {
        "having": re.compile(rf"\)?(?:[’']s)?(?:,?[ \n](?:which|that))?(?:[ \n](?:currently|now|already|then|today))?,?[ \n]{having}(?:[ \n](?:a[ \n]total[ \n]of|a[ \n]membership[ \n]of|already|now))?[ \n]", flags),
        "having past": re.compile(any_of(body["having_past"]), flags),
        "role": re.compile(rf"[ \n]{adjectives}(?P<role>{roles})", flags),
        "more roles": re.compile(r"(?:,?[ \n]and|,)[ \n]", flags),
        "spread": re.compile(rf"[ \n](?:on|across|over|in|from|of)[ \n](?:[\w-]{{1,12}}[ \n]){{0,2}}{any_of(body['spread'])}", flags),
        "hyphened": re.compile(r"(?P<number>\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)[- ](?:member|nation|state|country)[ \n](?P<rest>[^.;,]{0,30})\Z", flags),
        "belonging": re.compile(rf"[ \n](?:{roles})[ \n](?:{any_of(body['belonging'])})[ \n](?:the[ \n])?", flags),
        "of": re.compile(r"[ \n]of[ \n](?:the[ \n])?", flags),
    }  # fmt: skip


def find_counts(scene: Scene) -> Iterator[Claim]:
    """Claims such as "As of 2018, the movement had 125 members and 25 observer countries"."""
    for index, sentence in enumerate(scene.sentences):
        if scene.bodies_in(sentence.span):
            yield from _hyphened(scene, sentence)
            yield from _belonging(scene, sentence)
            yield from _definite(scene, sentence)
        for subject, body in subjects(scene, index, sentence):
            verb = _patterns()["having"].match(scene.text, subject.end, sentence.span.end)
            if verb is not None:
                yield from _roles(scene, sentence, Span(subject.start, verb.end()), body)


def _roles(scene: Scene, sentence: Sentence, start: Span, body: str) -> Iterator[Claim]:
    """One claim for each "N members" in a row; the first one's span takes in the date before the subject."""
    position, opening = start.end, _opening(scene, sentence, start)
    past = _patterns()["having past"].search(start.of(scene.text)) is not None
    on = time_of(
        scene, sentence, past=past, opening=Span(opening, start.start) if opening < start.start else None
    )
    for number in quantities(scene.text, Span(start.end, sentence.span.end)):
        role = _patterns()["role"].match(scene.text, number.span.end, sentence.span.end)
        if role is None or number.span.start != position:
            break
        status = term_of(load_lexicon().body["roles"], role["role"])
        first = start.end == position
        span = Span(opening if first else number.span.start, role.end())
        if status and not _goes_on(scene.text, role.end()):
            yield _count_claim(scene, span, body, status, number, on)
        following = _patterns()["more roles"].match(scene.text, role.end(), sentence.span.end)
        if following is None:
            break
        position = following.end()


def _goes_on(text: str, end: int) -> bool:
    """True for "has 12 members in the parliament", a part of them; not for "57 members on four continents"."""
    return _PART.match(text, end) is not None and _patterns()["spread"].match(text, end) is None


def _opening(scene: Scene, sentence: Sentence, subject: Span) -> int:
    before = scene.text[sentence.span.start : subject.start]
    match = re.search(
        r"(?<!\w)(?:As of|In|Since|By|At the end of)[ \n][^,]{2,30},[ \n](?:the[ \n])?\Z", before
    )
    if match:
        return sentence.span.start + match.start()
    return subject.start - 4 if before[-4:].casefold() == "the " else subject.start


def _belonging(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    """Claims such as "Some 120 countries are members of the movement", where they open the sentence."""
    start = sentence.span.start
    for number in quantities(scene.text, Span(start, min(sentence.span.end, start + 60)))[:1]:
        verb = _patterns()["belonging"].match(scene.text, number.span.end, sentence.span.end)
        if verb is None or number.span.start != start:
            continue
        for hit, body in scene.bodies_in(Span(verb.end(), sentence.span.end)):
            if hit.span.start == verb.end() and not _JOINED.match(scene.text, hit.span.end):
                span = Span(number.span.start, hit.span.end)
                yield _count_claim(scene, span, body, "member", number, time_of(scene, sentence))


def _definite(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    """Claims such as "the 57 participating States of the OSCE"; a small number may be some of them just named."""
    least = load_lexicon().limits["definite_count"]
    for number in quantities(scene.text, sentence.span):
        before = scene.text[max(sentence.span.start, number.span.start - 4) : number.span.start]
        role = _patterns()["role"].match(scene.text, number.span.end, sentence.span.end)
        of = _patterns()["of"].match(scene.text, role.end(), sentence.span.end) if role else None
        if not role or not of or number.value < least or before.casefold().strip() != "the":
            continue
        status = term_of(load_lexicon().body["roles"], role["role"])
        for hit, body in scene.bodies_in(Span(of.end(), sentence.span.end)):
            if hit.span.start == of.end() and status and not _goes_on(scene.text, hit.span.end):
                span, on = Span(number.span.start, hit.span.end), time_of(scene, sentence)
                yield _count_claim(scene, span, body, status, number, on, definite=True)


def _hyphened(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    for hit, body in scene.bodies_in(sentence.span):
        before = scene.text[max(sentence.span.start, hit.span.start - 60) : hit.span.start]
        match = _patterns()["hyphened"].search(before)
        if match is None or scene.bodies_in(Span(hit.span.start - len(match["rest"]), hit.span.start)):
            continue
        value = read_number(match["number"], load_lexicon())
        if value is None or not re.fullmatch(r"(?:[A-Z][\w.]*[ \n])*", match["rest"]):
            continue
        start = hit.span.start - len(before) + match.start()
        number = Quantity(
            span=Span(start, start),
            number=Span(start, start),
            value=value,
            comparison="exactly",
            marked=False,
        )
        yield _count_claim(scene, Span(start, hit.span.end), body, "member", number, time_of(scene, sentence))


def _count_claim(
    scene: Scene,
    span: Span,
    body: str,
    status: str,
    number: Quantity,
    on: PartialDate | None,
    *,
    definite: bool = False,
) -> Claim:
    terms: dict[str, JsonValue] = {
        "body": body, "role": status, "count": int(number.value), "comparison": number.comparison, "date": str(on) if on else None, "definite": definite,
    }  # fmt: skip
    if on is not None:
        terms["year"] = on.year
    return scene.claim(ClaimKind.MEMBERSHIP_COUNT, span, terms, "count of members")
