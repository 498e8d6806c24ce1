"""States in a row and bodies in a chain: the two ends between which a text says who is in what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.vocabulary import ActorKind, Sentence, Span

Run = tuple[Span, tuple[str, ...]]
"""Names of states that commas and "and" join, and their ids."""
Bodies = dict[int, tuple[Span, str]]
"""The bodies named in a sentence, by where the name starts."""

ARTICLE = r"(?:(?:the|a|an|its|their|our)[ \n])?(?:(?!non-)[\w’'.]+(?:-\w+)+[ \n])?"
"""What may stand between a preposition and the name of a body: "the 57-member ", "the Jeddah-based "."""
_JOINED = re.compile(r"(?:,?[ \n](?:and|&)|,|,?[ \n]as[ \n]well[ \n]as)[ \n](?:the[ \n])?", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"(?:[ \n](?:of|in|from|with|by|for|to|at|against|near|on|towards?|between|after|among|over|into|outside)(?:[ \n]the)?[ \n]|[’']s[ \n]|[’'][ \n]|-)\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:—–]|[ \n](?:that|and|but|because)[ \n]")


class Around(NamedTuple):
    """Regular expressions for what stands around a verb or a role, the same wherever bodies are spoken of."""

    adverb: str
    link: str
    """Between the states and the verb: ", which "."""
    adjectives: str
    """Before a role: "permanent ", "elected non-permanent "; may match nothing."""


@cache
def around() -> Around:
    """From the lexicon's words."""
    body = load_lexicon().body
    adverb = rf"(?:,?[ \n](?:{any_of(body['adverbs'])}),?)"
    return Around(
        adverb=adverb,
        link=rf"(?:,?[ \n](?:which|who|that))?{adverb}{{0,2}}",
        adjectives=rf"(?:(?:{any_of(body['adjectives'])}|{any_of(every(body['chairs']))}),?[ \n])*",
    )


def status_of(words: str, role: str | None) -> str:
    """What the states are said to be: the noun tells, else an adjective of a seat, else they are members."""
    body = load_lexicon().body
    status = (term_of(body["seats"], role) if role else None) or "member"
    if status != "member":
        return status
    for term, phrases in reversed(body["chairs"].items()):
        if re.search(any_of(phrases), words, re.IGNORECASE):
            return str(term)
    return status


def bodies_of(scene: Scene, sentence: Sentence) -> Bodies:
    """Bodies named in the sentence, by where they start."""
    return {hit.span.start: (hit.span, body) for hit, body in scene.bodies_in(sentence.span)}


def state_runs(scene: Scene, sentence: Sentence) -> Iterator[Run]:
    """Rows of states, left to right; a state alone is a row of one."""
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


def is_subject(scene: Scene, sentence: Sentence, run: Span) -> bool:
    """False for "the president of Kenya is": the state only belongs to the subject; and for a supposition.

    A question and a clause with "if", "would" or "not" before the state suppose.
    """
    before = scene.text[sentence.span.start : run.start]
    if _OF_ANOTHER.search(f" {before}") or sentence.span.of(scene.text).rstrip().endswith("?"):
        return False
    return not is_supposed(before)


def is_supposed(before: str) -> bool:
    """True where the clause that runs up to here supposes, wishes or denies."""
    clause = before[max((m.end() for m in _CLAUSE.finditer(before)), default=0) :]
    opening = before[: len(before) - len(clause)]
    return _supposing().search(clause) is not None or _ends_so(opening)


def _ends_so(opening: str) -> bool:
    """True after "it is not true that" or "they denied that", right before the clause."""
    return _supposing().search(opening[-24:]) is not None and opening.rstrip().endswith("that")


@cache
def _supposing() -> re.Pattern[str]:
    return re.compile(any_of(load_lexicon().body["supposing"]), re.IGNORECASE)


@cache
def _going_on() -> re.Pattern[str]:
    words = any_of(load_lexicon().body["going_on"])
    return re.compile(rf"(?:[ \n]?\([A-Z]\w+\))?(?:[.,;:!?)”\"’—–]|[ \n][—–(-]|\n|\Z|[ \n](?:{words}|\d))")


def stands_alone(scene: Scene, body: Span) -> bool:
    """False where another noun follows: "the EU delegation", "the UN Human Rights Council", "NATO's mission"."""
    if scene.text[body.end : body.end + 2] in ("’s", "'s", "’ ", "' "):
        return False
    return _going_on().match(scene.text, body.end) is not None


def chain(scene: Scene, bodies: Bodies, start: int) -> tuple[tuple[Span, str], ...]:
    """The body that starts there and those that commas and "and" join to it; empty where none stands alone."""
    found: list[tuple[Span, str]] = []
    while start in bodies:
        found.append(bodies[start])
        joint = _JOINED.match(scene.text, found[-1][0].end)
        start = joint.end() if joint else -1
    return tuple(found) if found and stands_alone(scene, found[-1][0]) else ()
