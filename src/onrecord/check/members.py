"""Finds which states are said to be in a body: "Kenya is a member of the African Union", "NATO member Turkey".

Roles count too: co-chairs, observers, permanent members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import read_number
from onrecord.check.scene import Scene
from onrecord.check.subjects import time_of
from onrecord.vocabulary import ActorKind, Claim, ClaimKind, JsonValue, Sentence, Span

Run = tuple[Span, tuple[str, ...]]
"""Names of states that commas and "and" join, and their ids."""
_JOINED = re.compile(r"(?:,?[ \n](?:and|&)|,)[ \n](?:the[ \n])?", re.IGNORECASE)
_PAST = re.compile(r"[ \n](?:was|were|became|had)(?!\w)", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load_lexicon()
    roles = any_of(every(lexicon.body["roles"]))
    member = r"(?P<role>members?(?:[ \n-](?:states?|countr(?:y|ies)|nations?))?|observers?)"
    flags = re.IGNORECASE
    return {
        "co-role": re.compile(rf"(?P<count>(?<!\w)(?:\d{{1,2}}|{any_of(lexicon.numbers)})[ \n])?(?P<role>{roles})[ \n](?:of|in|on)[ \n](?:the[ \n])?", flags),
        "is member": re.compile(
            r"[ \n](?:is|are|was|were|became|remains?|has[ \n]been|have[ \n]been)[ \n](?P<not>not[ \n])?(?:both[ \n])?(?:an?[ \n]|the[ \n])?(?:(?:full|founding|permanent|active|fellow)[ \n])?"
            r"(?P<role>members?|member[ \n]states?|observers?)[ \n](?:of|in|on|to)[ \n](?:the[ \n])?", flags
        ),
        "before": re.compile(r",[ \n](?:itself[ \n]|also[ \n])?an?[ \n](?:fellow[ \n]|full[ \n])?\Z", flags),
        "after body": re.compile(rf"[ \n]{member}(?!\w)", flags),
        "not yet": re.compile(rf"{any_of(lexicon.body['not_yet'])}[ \n-]\Z", flags),
    }  # fmt: skip


def find_members(scene: Scene) -> Iterator[Claim]:
    """Every state or row of states said to be in a body, once for each sentence."""
    for sentence in scene.sentences:
        bodies = {hit.span.start: (hit.span, body) for hit, body in scene.bodies_in(sentence.span)}
        if not bodies:
            continue
        runs = list(_state_runs(scene, sentence))
        seen: set[str] = set()
        for claim in (
            *_said_to_be(scene, sentence, bodies, runs),
            *_with_a_role(scene, sentence, bodies, runs),
            *_beside(scene, sentence, bodies, runs),
        ):
            key = str([claim.terms[term] for term in ("body", "role", "members")])
            if key not in seen:
                seen.add(key)
                yield claim


def _said_to_be(
    scene: Scene, sentence: Sentence, bodies: dict[int, tuple[Span, str]], runs: list[Run]
) -> Iterator[Claim]:
    """Claims such as "Germany and Norway are both members of NATO"."""
    for span, states in runs:
        told = _patterns()["is member"].match(scene.text, span.end, sentence.span.end)
        named = bodies.get(told.end()) if told else None
        if told is None or named is None or told["not"]:
            continue
        status = "observer" if told["role"].casefold().startswith("observer") else "member"
        if "permanent" in told.group().casefold():
            status = "permanent member"
        whole, past = Span(span.start, named[0].end), _PAST.match(told.group()) is not None
        yield _member_claim(scene, sentence, whole, named[1], status, states, None, past=past)


def _with_a_role(
    scene: Scene, sentence: Sentence, bodies: dict[int, tuple[Span, str]], runs: list[Run]
) -> Iterator[Claim]:
    """Claims such as "France and Russia, the two co-chairs of the Group"."""
    for match in _patterns()["co-role"].finditer(scene.text, sentence.span.start, sentence.span.end):
        named = bodies.get(match.end())
        status = term_of(load_lexicon().body["roles"], match["role"])
        loose = match["role"].casefold() in ("countries", "nations", "states") and not match["count"]
        if named is None or status is None or loose:
            continue
        states = _in_apposition(scene, runs, match, named[0].end)
        if states:
            span = Span(match.start(), named[0].end)
            yield _member_claim(scene, sentence, span, named[1], status, states, match["count"])


def _beside(
    scene: Scene, sentence: Sentence, bodies: dict[int, tuple[Span, str]], runs: list[Run]
) -> Iterator[Claim]:
    """Claims such as "Norway, a NATO member," and "NATO member Turkey"; not "aspiring EU member Georgia"."""
    text = scene.text
    for body_span, body in bodies.values():
        role = _patterns()["after body"].match(text, body_span.end, sentence.span.end)
        before = text[max(sentence.span.start, body_span.start - 30) : body_span.start]
        if role is None or _patterns()["not yet"].search(before):
            continue
        status = "observer" if role["role"].casefold().startswith("observer") else "member"
        for span, states in runs:
            whole = None
            article = _patterns()["before"].search(text[span.end : body_span.start])
            if article and article.start() == 0 and text[role.end() : role.end() + 1] in (",", ".", ";", ")"):
                whole = Span(span.start, role.end())
            elif span.start == role.end() + 1 and len(states) == 1:
                whole = Span(body_span.start, span.end)
            if whole is not None and len(states) == 1:
                yield _member_claim(scene, sentence, whole, body, status, states, None)


def _state_runs(scene: Scene, sentence: Sentence) -> Iterator[Run]:
    run: list[tuple[Span, str]] = []
    for hit in scene.hits_in(sentence.span):
        state = scene.actor_of(hit, ActorKind.STATE)
        if run and (state is None or not _JOINED.fullmatch(scene.text[run[-1][0].end : hit.span.start])):
            yield Span(run[0][0].start, run[-1][0].end), tuple(dict.fromkeys(id_ for _, id_ in run))
            run = []
        if state is not None:
            run.append((hit.span, state))
    if run:
        yield Span(run[0][0].start, run[-1][0].end), tuple(dict.fromkeys(id_ for _, id_ in run))


def _in_apposition(
    scene: Scene,
    runs: list[Run],
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
    on = time_of(scene, sentence, past=past)
    terms: dict[str, JsonValue] = {
        "body": body, "role": status, "group": f"{body} {status}s", "members": list(states),
        "count": int(value) if value else None, "date": str(on) if on else None,
    }  # fmt: skip
    return scene.claim(ClaimKind.MEMBERSHIP, span, terms, "named members")
