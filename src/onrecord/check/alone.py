"""Finds who is said to have been the only one: "the only country to vote against", "cast the lone vote against"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.check.deeds import deeds_after
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.check.voters import state_runs
from onrecord.vocabulary import JsonValue, Sentence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """Named states that alone did something in a vote."""

    span: Span
    states: tuple[str, ...]
    vote: JsonValue
    loose: bool
    only: bool = True
    """False for "was the one to abstain", which need not say that nobody else did."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote, flags = load_lexicon().vote, re.IGNORECASE
    alone, doing = any_of(vote["alone"]["words"]), any_of(every(vote["doing"]))
    voters = any_of(vote["voters"])
    beside = r"(?:,?[ \n](?:was|were|is|are|being|remained|stood)(?:[ \n]also)?|,)"
    return {
        "to do": re.compile(
            rf"{beside}[ \n](?:the[ \n])?(?:{alone}(?:[ \n](?:(?:UN|council|assembly|member|other)[ \n])*{voters}|[ \n]ones?)?|alone|(?P<one>one))[ \n](?:(?:in[ \n]the[ \n]\w+|on[ \n]the[ \n]\w+)[ \n])?(?:to|that|which|who|in)[ \n](?P<doing>{doing})", flags
        ),
        "cast": re.compile(
            rf"[ \n](?:cast|casting|casts|gave|was|were)[ \n]the[ \n]{alone}[ \n](?:(?:\w+[ \n])?(?P<way>dissenting|negative|opposing|no|abstaining)[ \n](?:votes?|ballots?)|(?P<plain>votes?|ballots?)(?=[ \n](?P<for>against|opposed|in[ \n]favou?r|for)(?!\w))|(?P<noun>veto|abstention|dissenter|dissent|holdout))", flags
        ),
        "only": re.compile(r"(?<!\w)(?:only|just|alone)[ \n](?:the[ \n])?\Z", flags),
    }  # fmt: skip


def alone(scene: Scene, sentence: Sentence) -> Iterator[Alone]:
    """Every such claim, in the order of the names."""
    text, end = scene.text, sentence.span.end
    for span, states in state_runs(scene, sentence):
        to_do = _patterns()["to do"].match(text, span.end, end)
        if to_do is not None:
            option = term_of(load_lexicon().vote["doing"], to_do["doing"])
            yield Alone(
                span=Span(span.start, to_do.end()),
                states=states,
                vote=option,
                loose=_is_loose(to_do["doing"]),
                only=to_do["one"] is None,
            )
            continue
        cast = _patterns()["cast"].match(text, span.end, end)
        if cast is not None:
            yield Alone(span=Span(span.start, cast.end()), states=states, vote=_cast(cast), loose=False)
            continue
        before = text[max(sentence.span.start, span.start - 16) : span.start]
        only = _patterns()["only"].search(before)
        told = deeds_after(text, span.end, sentence.span) if only else None
        if only and told and not told[1] and not told[0].readings and told[0].unread is None:
            options = told[0].options
            opening = span.start - len(before) + only.start()
            yield Alone(
                span=Span(opening, told[0].span.end),
                states=states,
                vote=options[0] if len(options) == 1 else list(options),
                loose=told[0].loose,
            )


def _cast(match: re.Match[str]) -> str:
    told = (match["way"] or match["noun"] or match["for"] or "").casefold()
    if told in ("abstaining", "abstention"):
        return "abstain"
    return "yes" if told.startswith(("in", "for")) else "no"


def _is_loose(words: str) -> bool:
    return " ".join(words.split()).casefold() in load_lexicon().vote["alone"]["loose"]
