"""Finds which states are said to be in a body: "Kenya is a member of the African Union", "NATO member Turkey".

Roles count too: co-chairs, observers, permanent and elected members. When a state joined or left is found by `joinings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.joinings import find_joinings
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import read_number
from onrecord.check.scene import Scene
from onrecord.check.states import (
    ARTICLE,
    Bodies,
    Run,
    around,
    bodies_of,
    chain,
    is_subject,
    is_supposed,
    stands_alone,
    state_runs,
    status_of,
)
from onrecord.check.subjects import time_of
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, PartialDate, Sentence, Span

_CLOSED = re.compile(r"(?:[.,;:!?)]|[ \n]?[—–]|[ \n]-|\Z|\n|[ \n](?:has|have|is|had|was|said|and)(?!\w))")
_EXAMPLES = re.compile(
    r"(?:,?[ \n](?:including|such[ \n]as|like|notably|among[ \n]them|particularly|especially)|:)[ \n](?:the[ \n])?",
    re.I,
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load_lexicon()
    body = lexicon.body
    roles, seats = any_of(every(body["roles"])), any_of(every(body["seats"]))
    adverb, link, adjectives = around()
    article = rf"(?:(?:an?|the|both|all|one[ \n]of[ \n](?:the|its)|among[ \n](?:the|its))[ \n]){{0,2}}(?:(?:{any_of(lexicon.numbers)}|\d{{1,3}})[ \n])?"
    into = rf"[ \n](?:of|in|on|to)[ \n]{ARTICLE}"
    tense = rf"(?P<tense>{any_of(body['is'])}|{any_of(body['was'])})"
    apposed = rf"(?:,|[ \n]?[—–]|[ \n]-|[ \n]\()[ \n]?(?:(?:{any_of(body['adverbs'])})[ \n]){{0,2}}"
    flags = re.IGNORECASE
    return {
        "co-role": re.compile(rf"(?P<count>(?<!\w)(?:\d{{1,2}}|{any_of(lexicon.numbers)})[ \n])?(?P<role>{roles})[ \n](?:of|in|on)[ \n](?:the[ \n])?", flags),
        "is member": re.compile(rf"{link}[ \n]{tense}{adverb}{{0,2}}[ \n]{article}{adjectives}(?P<role>{seats}){into}", flags),
        "is body member": re.compile(rf"{link}[ \n]{tense}{adverb}{{0,2}}[ \n]{article}{adjectives}", flags),
        "belongs": re.compile(rf"{link}[ \n](?P<tense>{any_of(body['belongs'])}|{any_of(body['belonged'])})[ \n]{ARTICLE}", flags),
        "seated": re.compile(rf"{link}[ \n](?P<tense>{any_of(body['seat_verbs'])}){adverb}?[ \n](?:(?:an?|its|the|their|one[ \n]of[ \n]the)[ \n])?{adjectives}(?P<role>{any_of(every(body['chairs']))})[ \n](?:seats?|membership)[ \n](?:of|in|on|at)[ \n]{ARTICLE}", flags),
        "apposed": re.compile(rf"{apposed}{article}{adjectives}(?P<role>{seats}){into}", flags),
        "apposed body": re.compile(rf"{apposed}{article}{adjectives}", flags),
        "fronted": re.compile(rf"(?<!\w)(?P<as>as|being|among)[ \n]{article}{adjectives}(?P<role>{seats}){into}", flags),
        "fronted body": re.compile(rf"(?<!\w)(?P<as>as|being|among)[ \n]{article}{adjectives}\Z", flags),
        "named": re.compile(r",?[ \n](?:(?:only|both|even|neither|all)[ \n])?(?:the[ \n])?", flags),
        "role of": re.compile(rf"(?<!\w){adjectives}(?P<role>{roles}){into}", flags),
        "others": re.compile(rf",?[ \n]and[ \n](?:(?:the|all|many|most|some|several|various|two|three|four)[ \n])*other[ \n]{adjectives}", flags),
        "after body": re.compile(rf"[ \n-]{adjectives}(?P<role>{seats}|allies|ally|states|countries|nations|governments)(?!\w)", flags),
        "not yet": re.compile(rf"{any_of(body['not_yet'])}[ \n-]\Z", flags),
    }  # fmt: skip


def find_members(scene: Scene) -> Iterator[Claim]:
    """Every state or row of states said to be in a body, or to have come into it, once for each sentence."""
    for sentence in scene.sentences:
        bodies = bodies_of(scene, sentence)
        if not bodies:
            continue
        runs = list(state_runs(scene, sentence))
        if not runs:
            continue
        events = list(find_joinings(scene, sentence, bodies, runs))
        yield from events
        seen = {str((claim.terms["body"], claim.terms["members"])) for claim in events}
        for claim in (
            *_said_to_be(scene, sentence, bodies, runs),
            *_with_a_role(scene, sentence, bodies, runs),
            *_apposed(scene, sentence, bodies, runs),
            *_fronted(scene, sentence, bodies, runs),
            *_beside(scene, sentence, bodies, runs),
            *_examples(scene, sentence, bodies, runs),
        ):
            key = str((claim.terms["body"], claim.terms["members"]))
            if key not in seen:
                seen.add(key)
                yield claim


def _said_to_be(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "Germany and Norway are both members of NATO", "Chad sits on the Security Council"."""
    for span, states in runs:
        if not is_subject(scene, sentence, span):
            continue
        for name in ("is member", "belongs", "seated"):
            told = _patterns()[name].match(scene.text, span.end, sentence.span.end)
            if told is None or (told["tense"].casefold() == "were" and len(states) == 1):
                continue
            words = told.groupdict().get("role")
            for place, body in chain(scene, bodies, told.end()):
                whole = Span(span.start, place.end)
                on = _time(scene, sentence, whole, told["tense"])
                yield _claim(scene, whole, body, status_of(told.group(), words), states, on)
            break
        else:
            yield from _is_body_member(scene, sentence, bodies, span, states)


def _is_body_member(
    scene: Scene, sentence: Sentence, bodies: Bodies, span: Span, states: tuple[str, ...]
) -> Iterator[Claim]:
    """Claims such as "Kenya is an African Union member state"."""
    told = _patterns()["is body member"].match(scene.text, span.end, sentence.span.end)
    named = bodies.get(told.end()) if told else None
    role = _patterns()["after body"].match(scene.text, named[0].end, sentence.span.end) if named else None
    if told and named and role and (told["tense"].casefold() != "were" or len(states) > 1):
        whole = Span(span.start, role.end())
        on = _time(scene, sentence, whole, told["tense"])
        status = status_of(told.group() + role.group(), role["role"])
        yield _claim(scene, whole, named[1], status, states, on)


def _with_a_role(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "France and Russia, the two co-chairs of the Group"."""
    for match in _patterns()["co-role"].finditer(scene.text, sentence.span.start, sentence.span.end):
        named = bodies.get(match.end())
        status = term_of(load_lexicon().body["roles"], match["role"])
        loose = match["role"].casefold() in ("countries", "nations", "states") and not match["count"]
        if named is None or status is None or loose or not stands_alone(scene, named[0]):
            continue
        states = _in_apposition(scene, runs, match, named[0].end)
        if states:
            span = Span(match.start(), named[0].end)
            on = time_of(scene, sentence)
            yield _claim(scene, span, named[1], status, states, on, count=match["count"])


def _apposed(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "Ghana, itself a member of the African Union," and "Norway, a NATO member,"."""
    for span, states in runs:
        before = scene.text[max(sentence.span.start, span.start - 4) : span.start]
        if len(states) != 1 or before.casefold() == " of ":
            continue
        told = _patterns()["apposed"].match(scene.text, span.end, sentence.span.end)
        if told is not None:
            for place, body in chain(scene, bodies, told.end()):
                whole, status = Span(span.start, place.end), status_of(told.group(), told["role"])
                yield _claim(scene, whole, body, status, states, time_of(scene, sentence))
            continue
        told = _patterns()["apposed body"].match(scene.text, span.end, sentence.span.end)
        named = bodies.get(told.end()) if told else None
        role = _patterns()["after body"].match(scene.text, named[0].end, sentence.span.end) if named else None
        if told and named and role and _CLOSED.match(scene.text, role.end()):
            status = status_of(told.group() + role.group(), role["role"])
            one = re.search(r"(?<!\w)(?:an?|the|one)[ \n]", told.group(), re.IGNORECASE)
            if one and role["role"].casefold() not in ("states", "countries", "nations", "governments"):
                whole = Span(span.start, role.end())
                yield _claim(scene, whole, named[1], status, states, time_of(scene, sentence))


def _fronted(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "As one of the permanent members of the Security Council, France" and "As an EU member, Malta"."""
    for told in _patterns()["fronted"].finditer(scene.text, sentence.span.start, sentence.span.end):
        places = chain(scene, bodies, told.end())
        states = _named_next(scene, runs, places[-1][0].end) if places else None
        if states and not _agree(told, told["role"], states[1]):
            continue
        for place, body in places if states else ():
            whole = Span(told.start(), states[0].end) if states else place
            status, on = status_of(told.group(), told["role"]), time_of(scene, sentence)
            yield _claim(scene, whole, body, status, states[1] if states else (), on)
    for place, body in bodies.values():
        opening = scene.text[max(sentence.span.start, place.start - 50) : place.start]
        led = _patterns()["fronted body"].search(opening)
        role = _patterns()["after body"].match(scene.text, place.end, sentence.span.end)
        states = _named_next(scene, runs, role.end()) if led and role else None
        if led and role and states and _agree(led, role["role"], states[1]):
            whole = Span(place.start - len(opening) + led.start(), states[0].end)
            status, on = status_of(led.group() + role.group(), role["role"]), time_of(scene, sentence)
            yield _claim(scene, whole, body, status, states[1], on)


def _agree(led: re.Match[str], role: str, states: tuple[str, ...]) -> bool:
    """False for "as members of the EU, Norway": several are spoken of, and it is not one of them that is named."""
    among = led["as"].casefold() == "among" or "one of" in " ".join(led.group().casefold().split())
    return among or role.casefold().endswith("s") == (len(states) > 1)


def _named_next(scene: Scene, runs: list[Run], end: int) -> Run | None:
    """The states that follow at once; none where the name only owns what is spoken of next."""
    link = _patterns()["named"].match(scene.text, end)
    for span, states in runs:
        owns = scene.text[span.end : span.end + 2] in ("’s", "'s", "’ ", "' ")
        if link and span.start == link.end() and "," in scene.text[end : span.start] and not owns:
            return span, states
    return None


def _beside(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "NATO member Turkey" and "EU members Hungary and Malta"; not "aspiring EU member Georgia"."""
    text = scene.text
    for body_span, body in bodies.values():
        role = _patterns()["after body"].match(text, body_span.end, sentence.span.end)
        before = text[max(sentence.span.start, body_span.start - 30) : body_span.start]
        if role is None or _patterns()["not yet"].search(before):
            continue
        status, one = (
            status_of(before + role.group(), role["role"]),
            not role["role"].casefold().endswith("s"),
        )
        for span, states in runs:
            link = (
                re.fullmatch(r"[ \n](?:the[ \n])?", text[role.end() : span.start])
                if span.start > role.end()
                else None
            )
            if link and (len(states) == 1) == one:
                whole, on = Span(body_span.start, span.end), time_of(scene, sentence)
                yield _claim(scene, whole, body, status, states, on)


def _examples(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "EU members including Malta" and "Chad and other members of the African Union"."""
    for place, body, start, end, told in _groups(scene, sentence, bodies):
        before = scene.text[max(sentence.span.start, start - 30) : start]
        if _patterns()["not yet"].search(before):
            continue
        led = _EXAMPLES.match(scene.text, end)
        for span, states in runs:
            others = _patterns()["others"].match(scene.text, span.end)
            if led and span.start == led.end() and led.group()[0] != ":":
                whole = Span(start, span.end)
            elif others and others.end() == start and not is_supposed(before):
                whole = Span(span.start, max(end, place.end))
            else:
                continue
            on = time_of(scene, sentence)
            yield _claim(scene, whole, body, status_of(told, told.strip()), states, on, loose=len(states) > 1)


def _groups(scene: Scene, sentence: Sentence, bodies: Bodies) -> Iterator[tuple[Span, str, int, int, str]]:
    """Members spoken of together: (name of the body, body, start, end, the word that says what they are)."""
    for place, body in bodies.values():
        role = _patterns()["after body"].match(scene.text, place.end, sentence.span.end)
        if role and role["role"].casefold().endswith("s"):
            yield place, body, place.start, role.end(), role["role"]
    for role in _patterns()["role of"].finditer(scene.text, sentence.span.start, sentence.span.end):
        named = bodies.get(role.end())
        if named and stands_alone(scene, named[0]):
            yield *named, role.start(), named[0].end, role["role"]


def _time(scene: Scene, sentence: Sentence, whole: Span, tense: str) -> PartialDate | None:
    """A sentence in the present that opens with no date speaks of the day on which it was written."""
    past = any(tense.casefold() == " ".join(word.split()) for word in _past_words())
    if not past and not scene.dates_in(Span(sentence.span.start, whole.start)):
        return scene.date
    return time_of(scene, sentence, past=past)


def _past_words() -> tuple[str, ...]:
    body = load_lexicon().body
    return (*body["was"], *body["belonged"], "held", "had", "occupied")


def _in_apposition(scene: Scene, runs: list[Run], role: re.Match[str], end: int) -> tuple[str, ...]:
    """The states named right before ("X and Y, the two ...") or right after ("the two ...: X and Y")."""
    for span, states in runs:
        if span.end <= role.start() and re.fullmatch(
            r"(?:,|[ \n]?(?:--|–|—)|[ \n]\(|[ \n](?:are|were|as))[ \n]?(?:(?:all|both)[ \n])?(?:the[ \n])?",
            scene.text[span.end : role.start()],
        ):
            return states
        between = scene.text[end : span.start]
        if span.start >= end and re.fullmatch(
            r"(?:,|:|[ \n]?(?:--|–|—)|[ \n]\(|[ \n](?:are|were))[ \n]?(?:namely[ \n]|i\.e\.[ \n])?(?:the[ \n])?",
            between,
            re.IGNORECASE,
        ):
            marked = between.strip()[:1] in tuple(":-–—(")
            closing = scene.text[span.end : span.end + 4].lstrip()[:1]
            if marked or (role["count"] and closing in ("", *",.;)-–—:")):
                return states
    return ()


def _claim(
    scene: Scene,
    span: Span,
    body: str,
    status: str,
    states: tuple[str, ...],
    on: PartialDate | None,
    *,
    count: str | None = None,
    loose: bool = False,
) -> Claim:
    value = read_number(count, load_lexicon()) if count else None
    terms: dict[str, JsonValue] = {
        "body": body, "role": status, "group": f"{body} {status}s", "members": list(states),
        "count": int(value) if value else None, "date": str(on) if on else None, "loose": loose,
    }  # fmt: skip
    return scene.claim(ClaimKind.MEMBERSHIP, span, terms, "named members")
