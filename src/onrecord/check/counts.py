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
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue, PartialDate, Sentence, Span

_PART = re.compile(
    r"[ \n](?:that|which|who|whose|in|from|on|with|of|voting|present|attending|sign|as|under|to|not|(?!including|comprising|being)\w+ing)(?!\w)"
)
_KINDS = r"(?:group|grouping|bloc|organi[sz]ation|alliance|body|association|union|club|pact|forum|movement|league|community|council)"
_OWNS = re.compile(r"[’']s?[ \n]|[ \n-][A-Z]")
"""After the name of a body this makes it a part of the body, or another one."""
_JOINED = re.compile(r"(?:,?[ \n](?:and|or|but|nor)|,)[ \n]", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    body = load_lexicon().body
    roles = any_of(every(body["roles"]))
    adjectives = r"(?:(?:full|current|present|founding|official|participating|sovereign|independent|different|equal)[ \n])?"
    having = any_of(body["having"])
    flags = re.IGNORECASE
    return {
        "having": re.compile(rf"\)?(?:[’']s)?(?:,?[ \n](?:which|that))?(?:[ \n](?:currently|now|already|then|today))?,?[ \n]{having}(?:[ \n](?:(?:an?|its|the)[ \n](?:current[ \n]|overall[ \n]|total[ \n])?(?:total|membership|family|community|group)[ \n]of|already|now|today|currently|its))*[ \n]", flags),
        "having past": re.compile(any_of(body["having_past"]), flags),
        "role": re.compile(rf"[ \n]{adjectives}(?P<role>{roles})", flags),
        "more roles": re.compile(r"(?:,?[ \n]and|,)[ \n]", flags),
        "spread": re.compile(rf"[ \n](?:on|across|over|in|from|of)[ \n](?:[\w-]{{1,12}}[ \n]){{0,2}}{any_of(body['spread'])}", flags),
        "whole": re.compile(rf"[ \n]{any_of(body['whole'])}", flags),
        "inside": re.compile(rf"(?:[’']s?)?[ \n]{adjectives}(?P<role>{any_of(every(body['seats']))}|allies|countries|states|nations)(?!\w)", flags),
        "after": re.compile(r"[’']s?[ \n](?:current[ \n]|present[ \n])?", flags),
        "members number": re.compile(r"[ \n](?:now[ \n]|currently[ \n])?(?:number|numbered|stands?[ \n]at|stood[ \n]at|reached|has[ \n]reached|had[ \n]reached|rose[ \n]to|grew[ \n]to|has[ \n]grown[ \n]to|has[ \n]risen[ \n]to|is|are|was|were)[ \n](?:now[ \n]|already[ \n]|currently[ \n])?", flags),
        "number of": re.compile(r"(?<!\w)(?:membership[ \n]of|number[ \n]of[ \n](?:member[ \n]states|members|member[ \n]countries)[ \n](?:of|in))[ \n](?:the[ \n])?\Z", flags),
        "membership": re.compile(r"[’']s?[ \n]membership", flags),
        "apposed": re.compile(rf",[ \n](?:which[ \n]is[ \n])?(?:an?|the)[ \n](?:[\w-]+[ \n])?(?P<number>\d{{1,3}}|[A-Za-z]+(?:-[a-z]+){{0,3}}?)[- ](?:member|nation|state|country|strong)[ \n](?:[\w-]+[ \n]){{0,2}}{_KINDS}(?!\w)", flags),
        "apposed of": re.compile(rf",[ \n](?:which[ \n]is[ \n])?(?:an?|the)[ \n](?:[\w-]+[ \n]){{0,3}}?{_KINDS}[ \n](?:of|with|that[ \n](?:groups|unites|includes|comprises|brings[ \n]together))[ \n]", flags),
        "hyphened": re.compile(r"(?P<number>\d{1,3}|[A-Za-z]+(?:-[a-z]+)?(?:[ -]hundred(?:[ -]and)?[ -][a-z]+(?:-[a-z]+)?)?)[- ](?:member|nation|state|country|strong|power|seat)[ \n](?P<rest>[^.;,]{0,30})\Z", flags),
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
            yield from _inside(scene, sentence)
            yield from _apposed(scene, sentence)
            yield from _numbered(scene, sentence)
        for subject, body in subjects(scene, index, sentence):
            verb = _patterns()["having"].match(scene.text, subject.end, sentence.span.end)
            if verb is not None:
                past = _patterns()["having past"].search(verb.group()) is not None
                yield from _roles(scene, sentence, Span(subject.start, verb.end()), body, past=past)


def _roles(scene: Scene, sentence: Sentence, start: Span, body: str, *, past: bool) -> Iterator[Claim]:
    """One claim for each "N members" in a row; the first one's span takes in the date before the subject."""
    position, opening = start.end, _opening(scene, sentence, start)
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
    said_of_all = _patterns()["spread"].match(text, end) or _patterns()["whole"].match(text, end)
    return _PART.match(text, end) is not None and said_of_all is None


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
    for number in quantities(scene.text, sentence.span):
        role = _patterns()["role"].match(scene.text, number.span.end, sentence.span.end)
        of = _patterns()["of"].match(scene.text, role.end(), sentence.span.end) if role else None
        led = _led(scene, sentence, number)
        status = term_of(load_lexicon().body["roles"], role["role"]) if role else None
        for hit, body in scene.bodies_in(Span(of.end(), sentence.span.end)) if of and led and status else ():
            if of is None or status is None or hit.span.start != of.end():
                continue
            ends = not _goes_on(scene.text, hit.span.end) and not _OWNS.match(scene.text, hit.span.end)
            if ends and _may_be_all(scene, sentence, number, body, status):
                span, on = Span(number.span.start, hit.span.end), time_of(scene, sentence)
                yield _count_claim(scene, span, body, status, number, on, definite=not _is_all(led or ""))


def _inside(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    """Claims such as "all 27 EU countries", "the 193 UN member states" and "the EU's 27 members"."""
    for hit, body in scene.bodies_in(sentence.span):
        role = _patterns()["inside"].match(scene.text, hit.span.end, sentence.span.end)
        for number in quantities(
            scene.text, Span(max(sentence.span.start, hit.span.start - 50), sentence.span.end)
        ):
            if role and number.span.end + 1 == hit.span.start and (led := _led(scene, sentence, number)):
                end, definite = role.end(), not _is_all(led)
            elif _patterns()["after"].fullmatch(scene.text, hit.span.end, number.span.start):
                of = _patterns()["role"].match(scene.text, number.span.end, sentence.span.end)
                if of is None:
                    continue
                role, end, definite = of, of.end(), True
            else:
                continue
            status = status_in(role["role"])
            if (
                status
                and not _goes_on(scene.text, end)
                and _may_be_all(scene, sentence, number, body, status)
            ):
                span, on = Span(min(number.span.start, hit.span.start), end), time_of(scene, sentence)
                yield _count_claim(scene, span, body, status, number, on, definite=definite)


def status_in(role: str) -> str | None:
    """What a noun says the members are, whether it counts them or names one."""
    body = load_lexicon().body
    return term_of(body["roles"], role) or (term_of(body["seats"], role) if role.endswith("s") else None)


def _apposed(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    """Claims such as "the OIC, a 57-nation bloc" and "ASEAN, a group of ten states"."""
    for hit, body in scene.bodies_in(sentence.span):
        told = _patterns()["apposed"].match(scene.text, hit.span.end, sentence.span.end)
        value = read_number(told["number"], load_lexicon()) if told else None
        if told and value:
            place = Span(told.start("number"), told.end("number"))
            number = Quantity(span=place, number=place, value=value, comparison="exactly", marked=False)
            span = Span(hit.span.start, told.end())
            yield _count_claim(scene, span, body, "member", number, time_of(scene, sentence))
            continue
        told = _patterns()["apposed of"].match(scene.text, hit.span.end, sentence.span.end)
        for number in quantities(scene.text, Span(told.end(), sentence.span.end))[:1] if told else ():
            role = _patterns()["role"].match(scene.text, number.span.end, sentence.span.end)
            status = term_of(load_lexicon().body["roles"], role["role"]) if role else None
            if (
                told
                and role
                and status
                and number.span.start == told.end()
                and not _goes_on(scene.text, role.end())
            ):
                span = Span(hit.span.start, role.end())
                yield _count_claim(scene, span, body, status, number, time_of(scene, sentence))


def _numbered(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    """Claims such as "the membership of the United Nations has grown to 193", "NATO's membership stands at 28"."""
    for hit, body in scene.bodies_in(sentence.span):
        opening = scene.text[sentence.span.start : hit.span.start]
        led = _patterns()["number of"].search(opening)
        owned = _patterns()["membership"].match(scene.text, hit.span.end, sentence.span.end)
        start = owned.end() if owned else hit.span.end if led else None
        verb = _patterns()["members number"].match(scene.text, start, sentence.span.end) if start else None
        for number in quantities(scene.text, Span(verb.end(), sentence.span.end))[:1] if verb else ():
            if verb is None or number.span.start != verb.end() or "%" in scene.text[number.span.end :][:1]:
                continue
            first = sentence.span.start + led.start() if led else hit.span.start
            past = not re.search(r"(?:number|stands?|has|is|are)[ \n]", verb.group(), re.IGNORECASE)
            on = time_of(scene, sentence, past=past)
            yield _count_claim(scene, Span(first, number.span.end), body, "member", number, on)


def _led(scene: Scene, sentence: Sentence, number: Quantity) -> str | None:
    """What stands before a number that counts all: "the", "its", "all"; None where nothing of the kind does."""
    before = scene.text[max(sentence.span.start, number.span.start - 16) : number.number.start]
    told = re.search(
        r"(?<!\w)(?:(?:all|the|its|these|those|our|each[ \n]of[ \n]the|of[ \n]the)[ \n])+(?:current[ \n]|other[ \n])?\Z",
        before,
        re.IGNORECASE,
    )
    return told.group() if told and "other" not in told.group() else None


def _is_all(led: str) -> bool:
    return re.search(r"(?<!\w)all(?!\w)", led, re.IGNORECASE) is not None


def _may_be_all(scene: Scene, sentence: Sentence, number: Quantity, body: str, status: str) -> bool:
    """False for a small number far from that of all: it counts some that were just named."""
    if number.value >= load_lexicon().limits["definite_count"]:
        return True
    on = time_of(scene, sentence)
    held = scene.registry.member_count(body, on, status) if on else None
    named = {id_ for hit in scene.hits_in(sentence.span) if (id_ := scene.actor_of(hit, ActorKind.STATE))}
    return held is not None and number.value * 2 >= held[0] and len(named) != number.value


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
        if scene.text[hit.span.end : hit.span.end + 1] == "-":
            continue  # "the 50-member NATO-led group"
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
