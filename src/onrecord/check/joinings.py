"""Finds when a state is said to have come into a body or left it, and which term it sat in the Security Council.

"Malta joined the European Union in 2004", "In 1992, Armenia was admitted to the United Nations", "elected for 2012-2013".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, every, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.states import ARTICLE, Bodies, Run, around, chain, is_subject, is_supposed, status_of
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue, PartialDate, Sentence, Span

COUNCIL = "UNSC"
"""The body with elected members for a term of years."""
_IN = r"(?:back[ \n])?(?:only[ \n]|again[ \n]|as[ \n]early[ \n]as[ \n]|early[ \n]|late[ \n])?(?:in|on|since|from|as[ \n]of|effective|as[ \n]from)[ \n](?:the[ \n](?:year|spring|summer|autumn|fall)(?:[ \n]of)?[ \n]|early[ \n]|late[ \n]|mid-)?"
_TERM = re.compile(
    r"(?<![\w/])(?P<first>(?:19|20)\d\d)[ \n]?(?:[-–—/]|to|and|through|until)[ \n]?(?P<last>(?:(?:19|20)\d\d|\d\d))(?![\w/])"
)
_SINCE = re.compile(r"(?<!\w)since(?!\w)", re.IGNORECASE)
_ONE_CLAUSE = re.compile(r"[^.;:?!]{0,110}")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load_lexicon()
    body = lexicon.body
    adverb, link, adjectives = around()
    role = rf"(?P<role>{any_of(every(body['seats']))})"
    being = any_of(body["is"])
    into = rf"{ARTICLE}"
    flags = re.IGNORECASE
    return {
        "joined": re.compile(rf"{link}[ \n](?:{any_of(body['joining'])})[ \n]{into}", flags),
        "lasting": re.compile(rf"{link}[ \n](?:{any_of(body['lasting'])})[ \n]{into}", flags),
        "being": re.compile(rf"{link}[ \n](?:{being}){adverb}{{0,2}}[ \n](?:(?:an?|the|one[ \n]of[ \n]the)[ \n])?{adjectives}{role}[ \n](?:of|in|to|on)[ \n]{into}", flags),
        "became": re.compile(rf"{link}[ \n](?:became|had[ \n]become|has[ \n]become|have[ \n]become|becomes){adverb}{{0,2}}[ \n](?:(?:an?|the|one[ \n]of[ \n]the)[ \n])?(?:\w+(?:st|nd|rd|th)[ \n])?{adjectives}{role}[ \n](?:of|in|to|on)[ \n]{into}", flags),
        "observing": re.compile(rf"{link}[ \n](?:was|were|had[ \n]been|has[ \n]been)[ \n](?:granted|given|accorded)[ \n](?P<role>observer)[ \n](?:status|seat)[ \n](?:in|at|by|with)[ \n]{into}", flags),
        "left": re.compile(rf"{link}[ \n](?:{any_of(body['leaving'])})[ \n]{into}", flags),
        "suspended": re.compile(rf"{link}[ \n](?:{any_of(body['suspending'])})[ \n]{into}", flags),
        "entering": re.compile(rf"[’']s?[ \n](?:{any_of(body['entering'])})[ \n](?:in)?to[ \n](?:membership[ \n](?:of|in)[ \n])?{into}", flags),
        "by": re.compile(rf"(?<!\w)(?:since|after|upon|on|before|following)[ \n](?:its[ \n](?:{any_of(body['entering'])})[ \n](?:in)?to|{any_of(body['entering_by'])})[ \n]{into}", flags),
        "admitting": re.compile(rf"(?:[ \n](?:has|had))?[ \n](?:{any_of(body['admitting'])})[ \n](?:the[ \n])?", flags),
        "aside": re.compile(rf"(?:[ \n](?:(?:together|along|alongside|simultaneously)[ \n]with|alongside)[ \n][^.;]{{1,70}}?|[ \n]as[ \n](?:an?|its|the|one)[ \n][^,.;]{{1,40}}?|[ \n]?\([^)\d]{{1,20}}\))?,?[ \n]{_IN}", flags),
        "fronted": re.compile(rf"(?<!\w){_IN}\Z", flags),
        "more": re.compile(r",?[ \n]and[ \n](?:then[ \n]|later[ \n])?(?:the[ \n])?", flags),
        "doing": re.compile(r"[ \n](?:in|by)[ \n]\w+ing(?!\w)|[ \n]to[ \n](?!date)\w+|[ \n]respectively|,[ \n]respectively", flags),
        "ago": re.compile(rf"[ \n](?:(?P<ago>\d{{1,2}}|{any_of(lexicon.numbers)}|a)[ \n](?P<unit>years?|decades?)[ \n]ago|(?P<last>(?:early[ \n]|late[ \n]|earlier[ \n])?(?:last|this)[ \n]year))", flags),
        "seated": re.compile(any_of(body["seated"]), flags),
        "not elected": re.compile(any_of(body["not_elected"]), flags),
    }  # fmt: skip


def find_joinings(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims with a date of coming or going, and with a term in the Security Council."""
    for span, states in runs:
        yield from _terms(scene, sentence, bodies, span, states)
        if is_subject(scene, sentence, span):
            yield from _dated(scene, sentence, bodies, span, states)
        yield from _entering(scene, sentence, bodies, span, states)
    yield from _admitted(scene, sentence, bodies, runs)
    yield from _by_joining(scene, sentence, bodies, runs)


def _dated(
    scene: Scene, sentence: Sentence, bodies: Bodies, span: Span, states: tuple[str, ...]
) -> Iterator[Claim]:
    """Claims such as "Malta joined the European Union in 2004", "In 1955, Spain entered the United Nations"."""
    for name in ("joined", "became", "observing", "left", "suspended", "being", "lasting"):
        told = _patterns()[name].match(scene.text, span.end, sentence.span.end)
        places = chain(scene, bodies, told.end()) if told else ()
        if told is None or not places:
            continue
        words = told.groupdict().get("role")
        status = "suspended" if name == "suspended" else status_of(told.group(), words)
        event = "left" if name == "left" else "joined"
        end = places[-1][0].end
        hit = _date_after(scene, sentence, end) if not _patterns()["doing"].match(scene.text, end) else None
        until = hit.span.end if hit else end
        on = hit.first if hit else None
        if name in ("being", "lasting"):
            on = on if hit and _SINCE.search(scene.text[end : hit.span.start]) else None
        elif hit is None:
            on = _fronted_date(scene, sentence, span, end)
            if on is None:
                on, until = _ago(scene, end)
        if on is None or (hit and _patterns()["doing"].match(scene.text, hit.span.end)):
            return
        for place, body in places:
            whole = Span(span.start, until if len(places) == 1 else max(until, place.end))
            yield _claim(scene, whole, body, status, states, event, on)
        yield from _second(scene, sentence, bodies, states, event, hit)
        return


def _second(
    scene: Scene,
    sentence: Sentence,
    bodies: Bodies,
    states: tuple[str, ...],
    event: str,
    before: DateHit | None,
) -> Iterator[Claim]:
    """The second half of "joined NATO in 1999 and the European Union in 2004"."""
    link = _patterns()["more"].match(scene.text, before.span.end, sentence.span.end) if before else None
    places = chain(scene, bodies, link.end()) if link else ()
    hit = _date_after(scene, sentence, places[-1][0].end) if places else None
    if link and hit:
        for _, body in places:
            yield _claim(scene, Span(link.end(), hit.span.end), body, "member", states, event, hit.first)


def _entering(
    scene: Scene, sentence: Sentence, bodies: Bodies, span: Span, states: tuple[str, ...]
) -> Iterator[Claim]:
    """Claims such as "Malta's accession to the European Union in 2004"."""
    told = _patterns()["entering"].match(scene.text, span.end, sentence.span.end)
    for place, body in chain(scene, bodies, told.end()) if told else ():
        hit = _date_after(scene, sentence, place.end)
        if hit and scene.date and hit.first.last <= scene.date.last:
            yield _claim(scene, Span(span.start, hit.span.end), body, "member", states, "joined", hit.first)


def _admitted(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "NATO admitted Montenegro in 2017"."""
    for place, body in bodies.values():
        told = _patterns()["admitting"].match(scene.text, place.end, sentence.span.end)
        for span, states in runs if told else ():
            before = scene.text[sentence.span.start : place.start]
            if told is None or span.start != told.end() or is_supposed(before):
                continue
            hit = _date_after(scene, sentence, span.end)
            if hit:
                whole = Span(place.start, hit.span.end)
                yield _claim(scene, whole, body, "member", states, "joined", hit.first)


def _by_joining(scene: Scene, sentence: Sentence, bodies: Bodies, runs: list[Run]) -> Iterator[Claim]:
    """Claims such as "Since joining the European Union in 2004, Malta" and "since its accession to NATO in 2009"."""
    for told in _patterns()["by"].finditer(scene.text, sentence.span.start, sentence.span.end):
        for place, body in chain(scene, bodies, told.end()):
            hit = _date_after(scene, sentence, place.end)
            if hit is None:
                continue
            after = [
                run
                for run in runs
                if re.fullmatch(r",?[ \n](?:the[ \n])?", scene.text[hit.span.end : run[0].start])
                and "," in scene.text[hit.span.end : run[0].start]
            ]
            first = [
                run for run in runs if run[0].end <= told.start() and is_subject(scene, sentence, run[0])
            ]
            chosen = after or (first[:1] if len(runs) == 1 else [])
            for span, states in chosen:
                whole = Span(min(told.start(), span.start), max(hit.span.end, span.end))
                yield _claim(scene, whole, body, "member", states, "joined", hit.first)


def _date_after(scene: Scene, sentence: Sentence, end: int) -> DateHit | None:
    """The date that follows with "in", "on" or "since"; a decade is none."""
    told = _patterns()["aside"].match(scene.text, end, sentence.span.end)
    if told is None:
        return None
    found = scene.dates_in(Span(told.end(), min(sentence.span.end, told.end() + 40)))
    return next((hit for hit in found if hit.span.start == told.end() and not hit.decade), None)


def _fronted_date(scene: Scene, sentence: Sentence, span: Span, end: int) -> PartialDate | None:
    """The date that opens the clause of "In 2004, Malta joined"; None where another date stands in between."""
    before = Span(max(sentence.span.start, span.start - 40), span.start)
    closed = re.match(r"[.,;)]|[ \n](?:and|with|as|at|under|after|while|when)(?!\w)|\n|\Z", scene.text[end:])
    for hit in scene.dates_in(before):
        opening = scene.text[sentence.span.start : hit.span.start]
        between = scene.text[hit.span.end : span.start]
        if _patterns()["fronted"].search(opening) and re.fullmatch(r",?[ \n](?:the[ \n])?", between):
            return hit.first if closed and not hit.decade else None
    return None


def _ago(scene: Scene, end: int) -> tuple[PartialDate | None, int]:
    """The year that "last year" means in a dated text, and where the words end."""
    told = _patterns()["ago"].match(scene.text, end)
    if told is None or scene.date is None or not told["last"]:
        return None, end
    back = 1 if told["last"].casefold().split()[-2] == "last" else 0
    return PartialDate(scene.date.year - back), told.end()


def _terms(
    scene: Scene, sentence: Sentence, bodies: Bodies, span: Span, states: tuple[str, ...]
) -> Iterator[Claim]:
    """Claims such as "Chad was elected to the Security Council for 2014-2015"."""
    clause = _ONE_CLAUSE.match(scene.text, span.end, sentence.span.end)
    if clause is None or not any(body == COUNCIL for _, body in bodies.values()):
        return
    for term in _TERM.finditer(scene.text, span.end, clause.end()):
        words = scene.text[span.end : term.start()]
        ends = [
            place.end
            for place, body in bodies.values()
            if body == COUNCIL and span.end <= place.start < min(term.end() + 40, clause.end())
        ]
        others = scene.hits_in(Span(span.end, term.start()))
        if not ends or any(scene.any_actor(hit, ActorKind.STATE) for hit in others):
            return
        before = scene.text[sentence.span.start : span.start]
        if not _patterns()["seated"].search(words) or _patterns()["not elected"].search(words):
            return
        if is_supposed(before) or _patterns()["not elected"].search(before[-40:]):
            return
        first = int(term["first"])
        last = int(term["last"]) if len(term["last"]) == 4 else first // 100 * 100 + int(term["last"])
        if first <= last <= first + 2:
            whole = Span(span.start, max(term.end(), min(ends)))
            on = PartialDate(first)
            yield _claim(scene, whole, COUNCIL, "elected member", states, "term", on, last)
        return


def _claim(
    scene: Scene,
    span: Span,
    body: str,
    status: str,
    states: tuple[str, ...],
    event: str,
    on: PartialDate,
    until: int | None = None,
) -> Claim:
    terms: dict[str, JsonValue] = {
        "body": body, "role": status, "group": f"{body} {status}s", "members": list(states),
        "event": event, "date": str(on), "until": until,
    }  # fmt: skip
    return scene.claim(ClaimKind.MEMBERSHIP, span, terms, "joining or leaving")
