"""Finds what named states, or the speaker's own, are said to have done in a vote.

The names stand before the verb, or after its "by"; a verb that is denied, wished or planned makes no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.check.deeds import Deeds, deeds_after, passive_deeds, patterns
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.registry import NameHit
from onrecord.vocabulary import ActorKind, Sentence, Span

_JOIN = re.compile(
    r"(?:,?[ \n](?:and|or|&)(?:[ \n](?:either|simply))?|,|/)[ \n]?(?:the[ \n])?|,[ \n]the[ \n]", re.IGNORECASE
)
_NEGATION = re.compile(
    r"(?:not|never|n't|n’t|to|would|will|could|should|might|may|must|if|cannot)[ \n]\Z", re.IGNORECASE
)
_BY = re.compile(r"[ \n]by[ \n](?:the[ \n])?")
_PASSIVE = re.compile(r"(?:(?:that|which)[ \n])?(?:(?:was|were|is|been|being)[ \n])?\Z")
_SELF = re.compile(r"(?<!\w)(?:we|(?:my|our)[ \n](?:delegation|country|government))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voters:
    """Named states and what they did."""

    span: Span
    states: tuple[str, ...]
    deeds: Deeds
    passive: bool


def named_voters(scene: Scene, sentence: Sentence) -> Iterator[Voters]:
    """Every stretch of names with its verbs, in the order of the text."""
    seen: set[int] = set()
    for found in (*_active(scene, sentence), *_passive(scene, sentence), *_first_person(scene, sentence)):
        if found.deeds.span.start not in seen:
            seen.add(found.deeds.span.start)
            yield found


def _active(scene: Scene, sentence: Sentence) -> Iterator[Voters]:
    """Claims such as "Chile and Cuba -- long at odds with the sponsors -- voted against the resolution"."""
    for span, states in state_runs(scene, sentence):
        told = deeds_after(scene.text, span.end, sentence.span)
        if told is not None and not _is_denied(scene, sentence, told[0]):
            start = _article(scene.text, span.start, sentence.span.start)
            yield Voters(span=Span(start, span.end), states=states, deeds=told[0], passive=False)


def _passive(scene: Scene, sentence: Sentence) -> Iterator[Voters]:
    """Claims such as "that was rejected by Chile"."""
    text = scene.text
    runs = {span.start: (span, states) for span, states in state_runs(scene, sentence)}
    for cue in patterns()["cue"].finditer(text, sentence.span.start, sentence.span.end):
        by = _BY.match(text, cue.end(), sentence.span.end)
        if by is None or by.end() not in runs:
            continue
        deeds = passive_deeds(text, cue, sentence.span)
        if deeds is None or _is_denied(scene, sentence, deeds):
            continue
        opening = _PASSIVE.search(text[sentence.span.start : cue.start()])
        start = sentence.span.start + opening.start() if opening else cue.start()
        span, states = runs[by.end()]
        yield Voters(span=Span(start, span.end), states=states, deeds=deeds, passive=True)


def _first_person(scene: Scene, sentence: Sentence) -> Iterator[Voters]:
    """Claims such as "My delegation voted in favour": the state whose office the speaker holds."""
    for match in _SELF.finditer(scene.text, sentence.span.start, sentence.span.end):
        told = deeds_after(scene.text, match.end(), sentence.span)
        if told is None or _is_denied(scene, sentence, told[0]):
            continue
        states = _speakers_state(scene)
        if states:
            yield Voters(
                span=Span(match.start(), told[0].span.end), states=states, deeds=told[0], passive=False
            )


def _speakers_state(scene: Scene) -> tuple[str, ...]:
    """The one state for which the document's speaker speaks; empty where that cannot be told."""
    told = " ; ".join(part for part in (scene.document.speaker_office, scene.document.issuer) if part)
    states = {
        name.actor
        for hit in scene.registry.mentions(told, scene.date)
        for name in hit.names
        if (actor := scene.registry.actor(name.actor)) and actor.kind is ActorKind.STATE
    }
    return tuple(states) if len(states) == 1 and scene.document.speaker else ()


def _is_denied(scene: Scene, sentence: Sentence, deeds: Deeds) -> bool:
    at = deeds.span.start
    return _NEGATION.search(scene.text[max(sentence.span.start, at - 12) : at]) is not None


def state_runs(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Names of states that a comma or "and" joins, as one stretch each."""
    run: list[tuple[NameHit, str]] = []
    for hit in scene.hits_in(sentence.span):
        state = scene.actor_of(hit, ActorKind.STATE)
        if run and (state is None or not _JOIN.fullmatch(scene.text[run[-1][0].span.end : hit.span.start])):
            yield _run(run)
            run = []
        if state is not None:
            run.append((hit, state))
    if run:
        yield _run(run)
    for match in _together().finditer(scene.text, sentence.span.start, sentence.span.end):
        told = term_of(load_lexicon().vote["together"], match.group())
        yield Span(match.start(), match.end()), tuple((told or "").split())


@cache
def _together() -> re.Pattern[str]:
    return re.compile(any_of(every(load_lexicon().vote["together"])), re.IGNORECASE)


def _run(run: list[tuple[NameHit, str]]) -> tuple[Span, tuple[str, ...]]:
    return Span(run[0][0].span.start, run[-1][0].span.end), tuple(dict.fromkeys(state for _, state in run))


def _article(text: str, start: int, least: int) -> int:
    before = text[max(least, start - 4) : start]
    return start - 4 if before.casefold() == "the " else start
