"""Finds claims about bodies: who is in them, how many are, when they began, and when and where they met.

A body is one that the registry knows; "the movement" is the last body named whose name or kind says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import Quantity, quantities, read_number
from onrecord.check.scene import Scene
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue, PartialDate, Sentence, Span

_GAP = r"(?:[’']s?)?[ \n]"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load_lexicon()
    body = lexicon.body
    roles = any_of(every(body["roles"]))
    adjectives = r"(?:(?:full|current|present|founding|official|participating|sovereign)[ \n])?"
    having = any_of(body["having"])
    ordinal = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{any_of(lexicon.ordinals)}))"
    spelled = rf"(?:{any_of(lexicon.numbers)}-{any_of(lexicon.ordinals)})"
    series = any_of(every(lexicon.meeting["series"]))
    flags = re.IGNORECASE
    return {
        "having": re.compile(rf"(?:[’']s)?(?:[ \n](?:currently|now|already|then|today))?,?[ \n]{having}(?:[ \n](?:a[ \n]total[ \n]of|a[ \n]membership[ \n]of|already|now))?[ \n]", flags),
        "role": re.compile(rf"[ \n]{adjectives}(?P<role>{roles})", flags),
        "more roles": re.compile(r"(?:,?[ \n]and|,)[ \n]", flags),
        "hyphened": re.compile(r"(?P<number>\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)[- ](?:member|nation|state|country)[ \n](?P<rest>[^.;,]{0,30})\Z", flags),
        "anaphor": re.compile(rf"(?<!\w)the[ \n](?P<word>{any_of(body['anaphors'])})", flags),
        "founding": re.compile(
            rf"(?:[ \n]{any_of(body['anaphors'])})?(?:[ \n](?:that|which))?,?[ \n](?:(?:was|were)[ \n])?(?:(?:originally|first|initially|officially|formally)[ \n])?{any_of(body['founding'])}(?!\w)", flags
        ),
        "co-role": re.compile(rf"(?P<count>(?<!\w)(?:\d{{1,2}}|{any_of(lexicon.numbers)})[ \n])?(?P<role>{roles})[ \n](?:of|in|on)[ \n](?:the[ \n])?", flags),
        "is member": re.compile(
            r"[ \n](?:is|are|was|were|became|remains?|has[ \n]been|have[ \n]been)[ \n](?P<not>not[ \n])?(?:both[ \n])?(?:an?[ \n]|the[ \n])?(?:(?:full|founding|permanent|active|fellow)[ \n])?"
            r"(?P<role>members?|member[ \n]states?|observers?)[ \n](?:of|in|on|to)[ \n](?:the[ \n])?", flags
        ),
        "meeting": re.compile(rf"(?<!\w)(?P<number>{ordinal}|{spelled})[ \n]?(?P<inside>(?-i:(?:[A-Z][\w-]*[ \n]){{1,5}})|annual[ \n]|regular[ \n]|extraordinary[ \n]|special[ \n])?(?P<series>{series})", flags),
        "of body": re.compile(r"[ \n](?:of|for)[ \n](?:the[ \n])?", flags),
        "met": re.compile(rf"(?:,)?[ \n](?:which[ \n]|that[ \n])?{any_of(lexicon.meeting['holding'])}(?P<rest>[^.;]{{0,80}})", flags),
        "meeting of": re.compile(rf"(?<!\w)(?:the|a)[ \n](?:(?!of[ \n])[\w-]+[ \n]){{0,3}}(?P<series>{series})[ \n]of[ \n](?:the[ \n])?\Z", flags),
        "place": re.compile(r"(?:[ \n]held|[ \n]here)?[ \n](?:in|at)[ \n](?:the[ \n])?(?P<place>[A-Z][\w’'-]+(?:[ \n](?:d[’']|de[ \n])?[A-Z][\w’'-]+){0,3})"),
    }  # fmt: skip


# --- How many ---------------------------------------------------------------------------------


def find_counts(scene: Scene) -> Iterator[Claim]:
    """Claims such as "As of 2018, the movement had 125 members and 25 observer countries", "the 57-member OIC"."""
    for index, sentence in enumerate(scene.sentences):
        yield from _hyphened(scene, sentence)
        for subject, body in _subjects(scene, index, sentence):
            verb = _patterns()["having"].match(scene.text, subject.end, sentence.span.end)
            if verb is not None:
                yield from _roles(scene, sentence, Span(subject.start, verb.end()), body)


def _subjects(scene: Scene, index: int, sentence: Sentence) -> Iterator[tuple[Span, str]]:
    """Bodies named in the sentence, and "the movement" where one before it is meant."""
    for hit, body in scene.bodies_in(sentence.span):
        yield hit.span, body
    for match in _patterns()["anaphor"].finditer(scene.text, sentence.span.start, sentence.span.end):
        body_before = _antecedent(scene, index, match)
        if body_before is not None:
            yield Span(match.start(), match.end()), body_before


def _antecedent(scene: Scene, index: int, match: re.Match[str]) -> str | None:
    """The last body named before whose name or kind contains the word; None where none does."""
    word = match["word"].casefold().replace("organisation", "organization")
    here = Span(scene.sentences[index].span.start, match.start())
    for span in (here, *(sentence.span for sentence in scene.before(index))):
        for _, id_ in reversed(scene.bodies_in(span)):
            body = scene.registry.body(id_)
            if body and word in f"{body.name} {body.kind}".casefold().replace("organisation", "organization"):
                return id_
    return None


def _roles(scene: Scene, sentence: Sentence, start: Span, body: str) -> Iterator[Claim]:
    """One claim for each "N members" in a row; the first one's span takes in the date before the subject."""
    position, opening = start.end, _opening(scene, sentence, start)
    past = (
        re.search(any_of(load_lexicon().body["having_past"]), start.of(scene.text), re.IGNORECASE) is not None
    )
    on = _when(
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
    """Claims such as "has 12 members in the parliament", "had 30 countries that ...": a part of the members only."""
    return (
        re.compile(
            r"[ \n](?:that|which|who|whose|in|from|on|with|of|voting|present|attending|sign|as|under|to)(?!\w)"
        ).match(text, end)
        is not None
    )


def _opening(scene: Scene, sentence: Sentence, subject: Span) -> int:
    before = scene.text[sentence.span.start : subject.start]
    match = re.search(
        r"(?<!\w)(?:As of|In|Since|By|At the end of)[ \n][^,]{2,30},[ \n](?:the[ \n])?\Z", before
    )
    if match:
        return sentence.span.start + match.start()
    return subject.start - 4 if before[-4:].casefold() == "the " else subject.start


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
        yield _count_claim(scene, Span(start, hit.span.end), body, "member", number, _when(scene, sentence))


def _when(
    scene: Scene, sentence: Sentence, *, past: bool = False, opening: Span | None = None
) -> PartialDate | None:
    """The day that a count or membership is told for; None where the text does not tell.

    A date that opens the sentence decides; else the present is the document's date, and so is a sentence
    without any other year.
    """
    opened = scene.dates_in(opening) if opening else ()
    if opened:
        return None if opened[0].decade else opened[0].first
    hits = scene.dates_in(sentence.span)
    if past:
        return hits[0].first if len(hits) == 1 and not hits[0].decade else None
    written = scene.date
    if any(written is None or hit.decade or hit.first.year != written.year for hit in hits):
        return None
    return written


def _count_claim(
    scene: Scene, span: Span, body: str, status: str, number: Quantity, on: PartialDate | None
) -> Claim:
    terms: dict[str, JsonValue] = {
        "body": body, "role": status, "count": int(number.value), "comparison": number.comparison, "date": str(on) if on else None,
    }  # fmt: skip
    if on is not None:
        terms["year"] = on.year
    return scene.claim(ClaimKind.MEMBERSHIP_COUNT, span, terms, "count of members")


# --- Who --------------------------------------------------------------------------------------


def find_members(scene: Scene) -> Iterator[Claim]:
    """Claims such as "France and Russia, the two co-chairs of the Group", "Kenya is a member of the African Union"."""
    for sentence in scene.sentences:
        bodies = {hit.span.start: (hit.span, body) for hit, body in scene.bodies_in(sentence.span)}
        if not bodies:
            continue
        runs = list(_state_runs(scene, sentence))
        for match in _patterns()["co-role"].finditer(scene.text, sentence.span.start, sentence.span.end):
            named = bodies.get(match.end())
            status = term_of(load_lexicon().body["roles"], match["role"])
            loose = match["role"].casefold() in ("countries", "nations", "states") and not match["count"]
            states = _in_apposition(scene, sentence, runs, match, named[0].end) if named and not loose else ()
            if named and status and states:
                yield _member_claim(
                    scene,
                    sentence,
                    Span(match.start(), named[0].end),
                    named[1],
                    status,
                    states,
                    match["count"],
                )
        for span, states in runs:
            match_is = _patterns()["is member"].match(scene.text, span.end, sentence.span.end)
            named = bodies.get(match_is.end()) if match_is else None
            if match_is and named and not match_is["not"]:
                past = re.match(r"[ \n](?:was|were|became|had)", match_is.group()) is not None
                status = "observer" if match_is["role"].casefold().startswith("observer") else "member"
                if "permanent" in match_is.group().casefold():
                    status = "permanent member"
                yield _member_claim(
                    scene, sentence, Span(span.start, named[0].end), named[1], status, states, None, past=past
                )


def _state_runs(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, tuple[str, ...]]]:
    joined = re.compile(r"(?:,?[ \n](?:and|&)|,)[ \n](?:the[ \n])?", re.IGNORECASE)
    run: list[tuple[Span, str]] = []
    for hit in scene.hits_in(sentence.span):
        state = scene.actor_of(hit, ActorKind.STATE)
        if run and (state is None or not joined.fullmatch(scene.text[run[-1][0].end : hit.span.start])):
            yield Span(run[0][0].start, run[-1][0].end), tuple(dict.fromkeys(id_ for _, id_ in run))
            run = []
        if state is not None:
            run.append((hit.span, state))
    if run:
        yield Span(run[0][0].start, run[-1][0].end), tuple(dict.fromkeys(id_ for _, id_ in run))


def _in_apposition(
    scene: Scene,
    sentence: Sentence,
    runs: list[tuple[Span, tuple[str, ...]]],
    role: re.Match[str],
    end: int,
) -> tuple[str, ...]:
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


def _member_claim(
    scene: Scene,
    sentence: Sentence,
    span: Span,
    body: str,
    status: str,
    states: tuple[str, ...],
    count: str | None,
    *,
    past: bool = False,
) -> Claim:
    value = read_number(count, load_lexicon()) if count else None
    on = _when(scene, sentence, past=past)
    terms: dict[str, JsonValue] = {
        "body": body, "role": status, "group": f"{body} {status}s", "members": list(states),
        "count": int(value) if value else None, "date": str(on) if on else None,
    }  # fmt: skip
    return scene.claim(ClaimKind.MEMBERSHIP, span, terms, "named members")


# --- When it began ----------------------------------------------------------------------------


def find_foundings(scene: Scene) -> Iterator[Claim]:
    """Claims such as "The NAM was formed in the 1960s", "the OAS, founded in 1948,"."""
    for index, sentence in enumerate(scene.sentences):
        for subject, body in _subjects(scene, index, sentence):
            verb = _patterns()["founding"].match(scene.text, subject.end, sentence.span.end)
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
    start = subject.start
    if scene.text[max(sentence.span.start, start - 4) : start].casefold() == "the ":
        start -= 4
    terms: dict[str, JsonValue] = {"body": body, "date": str(hit.first)}
    if hit.decade:
        terms = {"body": body, "decade": hit.first.year}
    return scene.claim(ClaimKind.BODY_FOUNDED, Span(start, hit.span.end), terms, "founding")


# --- When and where it met --------------------------------------------------------------------


def find_meetings(scene: Scene) -> Iterator[Claim]:
    """Numbered sessions and summits that the text gives a place or a date, and meetings on a day."""
    for sentence in scene.sentences:
        numbered = list(_numbered(scene, sentence))
        yield from numbered
        for hit, body in scene.bodies_in(sentence.span):
            if not any(claim.span.covers(hit.span) for claim in numbered):
                yield from _held(scene, sentence, hit.span, body)


def _numbered(scene: Scene, sentence: Sentence) -> Iterator[Claim]:
    bodies = [(hit.span, body) for hit, body in scene.bodies_in(sentence.span)]
    for match in _patterns()["meeting"].finditer(scene.text, sentence.span.start, sentence.span.end):
        before = [pair for pair in bodies if re.fullmatch(_GAP, scene.text[pair[0].end : match.start()])]
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
                start = start - 4 if scene.text[max(0, start - 4) : start].casefold() == "the " else start
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
    holding = re.compile(rf"[ \n](?:was[ \n])?{any_of(load_lexicon().meeting['holding'])}").match(
        scene.text, end, sentence.span.end
    )
    position = holding.end() if holding else end
    for _ in range(2):
        place = _patterns()["place"].match(scene.text, position, sentence.span.end)
        if (
            place
            and "place" not in terms
            and not scene.dates_in(Span(place.start("place"), place.end("place")))
        ):
            terms["place"] = " ".join(place["place"].split())
            position = end = place.end()
        for hit in scene.dates_in(Span(position, min(sentence.span.end, position + 40))):
            if (
                re.fullmatch(
                    r",?[ \n](?:(?:in|on|from|of)[ \n])?(?:the[ \n])?", scene.text[position : hit.span.start]
                )
                and not hit.decade
            ):
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
    if verb is None or (before is None and verb.group().split()[0].casefold() not in ("met", "convened")):
        return
    for hit in scene.dates_in(Span(span.end, min(sentence.span.end, verb.end()))):
        if hit.first.day is None:
            continue
        tail = re.compile(r"[ \n]at[ \n](?:the|a)[ \n][\w-]+[ \n]level", re.IGNORECASE).match(
            scene.text, hit.span.end, sentence.span.end
        )
        start = max(sentence.span.start, span.start - 60) + before.start() if before else span.end + 1
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
