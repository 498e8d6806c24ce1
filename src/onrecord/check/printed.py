"""Finds printed results ("39-7-100", "by 39 votes to 7", "Against: 7") and margins ("by a margin of 32 votes")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import quantities
from onrecord.check.scene import Scene
from onrecord.check.tally import MARGIN, MOST, RESULT, Tally, count_terms, numbers_in
from onrecord.vocabulary import Sentence, Span


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote = load_lexicon().vote
    number = rf"(?:\d{{1,3}}|(?:{any_of(load_lexicon().numbers)}-)?{any_of(load_lexicon().numbers)})"
    flags = re.IGNORECASE
    no_result = rf"(?![ \n-]{any_of(vote['no_result'])})"
    return {
        "votes to": re.compile(
            rf"(?<!\w)(?:{any_of(vote['results'])})[ \n](?:a[ \n](?:recorded[ \n])?vote[ \n]of[ \n])?(?P<yes>{number})[ \n](?:(?:votes?|in[ \n]favou?r)[ \n])?to[ \n](?P<no>{number}){no_result}(?:[ \n]against)?"
            rf"(?:,?[ \n](?:with|and)[ \n](?P<abstain>{number})[ \n](?:abstentions?|abstaining|countries[ \n]abstaining|states[ \n]abstaining|members[ \n]abstaining))?",
            flags,
        ),
        "votes only": re.compile(
            rf"(?<!\w)(?:adopted|passed|approved|carried)[^.;]{{0,60}}?[ \n](?:by|with)[ \n](?P<yes>{number})[ \n]votes(?=,[ \n]with[ \n]|[ \n]with[ \n])", flags
        ),
        "votes to, alone": re.compile(
            rf"(?<![\w-])(?P<yes>{number})[ \n]votes?(?:[ \n]in[ \n]favou?r)?[ \n]to[ \n](?P<no>{number}){no_result}", flags
        ),
        "dashed": re.compile(
            rf"(?<![\w-])(?P<yes>\d{{1,3}})[-–](?P<no>\d{{1,3}})(?:[-–](?P<abstain>\d{{1,3}}))?(?![\w-]){no_result}"
            r"(?:,?[ \n](?:with|and)[ \n](?P<abstain2>\d{1,3})[ \n](?:abstentions?|abstaining))?", flags
        ),
        "label": re.compile(rf"(?<!\w)(?P<option>{any_of(every(vote['labels']))}):[ \n](?P<number>{number})(?=[ \n]*(?:[.,;)]|\Z))", flags),
        "vote word": re.compile(r"(?<!\w)(?:vote|voted|votes|voting|adopted|passed|approved|carried|result|tally|outcome)(?!\w)", flags),
        "margin": re.compile(r"(?<!\w)(?:margin|lead|majority)[ \n]of[ \n]\Z", flags),
        "margin after": re.compile(r"(?:[ \n]votes?)?(?![ \n-]{1,2}(?:to|\d|per|percent|%))(?=[ \n]*(?:[,.;:)]|\Z|(?:and|with|on|in|at|for)(?!\w)))", flags),
    }  # fmt: skip


def totals(scene: Scene, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "by 39 votes to 7 with 100 abstentions", "a vote of 128-9, with 35 abstentions"."""
    text = scene.text
    for match in _patterns()["label"].finditer(text, sentence.span.start, sentence.span.end):
        option = term_of(load_lexicon().vote["labels"], match["option"])
        numbers = quantities(text, Span(*match.span("number")))
        if option and numbers and numbers[0].value <= MOST:
            yield Tally(span=numbers[0].span, terms=count_terms(numbers[0], [option]), rule=RESULT)
    if not _patterns()["vote word"].search(sentence.span.of(text)):
        return
    on = scene.dates_in(sentence.span)
    for name in ("votes to", "votes to, alone", "dashed", "votes only"):
        for match in _patterns()[name].finditer(text, sentence.span.start, sentence.span.end):
            before = text[max(sentence.span.start, match.start() - 24) : match.start()]
            if re.search(
                r"(?<!\w)(?:rejected|defeated|voted[ \n]down)[ \n](?:by[ \n](?:a[ \n]vote[ \n]of[ \n])?)?\Z",
                before,
            ):
                continue  # what was rejected is another text, or a part of this one
            for group in ("yes", "no", "abstain", "abstain2"):
                given = match.groupdict().get(group)
                numbers = quantities(text, Span(*match.span(group))) if given else ()
                if numbers and not any(hit.span.overlaps(numbers[0].span) for hit in on):
                    option = group.rstrip("2")
                    yield Tally(span=numbers[0].span, terms=count_terms(numbers[0], [option]), rule=RESULT)


def margins(scene: Scene, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "by a margin of more than 100 votes": those in favour less those against."""
    text = scene.text
    if not _patterns()["vote word"].search(sentence.span.of(text)):
        return
    for number in numbers_in(text, sentence.span):
        after = _patterns()["margin after"].match(text, number.span.end, sentence.span.end)
        if after and _patterns()["margin"].search(
            text[max(sentence.span.start, number.span.start - 20) : number.span.start]
        ):
            terms = {**count_terms(number, ["yes"]), "margin": True}
            yield Tally(span=Span(number.span.start, after.end()), terms=terms, rule=MARGIN)
