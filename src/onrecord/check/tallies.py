"""Finds how many are said to have voted so: counted voters, printed results, margins.

A number counts voters only where it stands before them and names the whole group that did it: "100 of the 193
members" counts 100, "all but five" counts nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.check.deeds import Deeds, deeds_after, passive_deeds, patterns
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import Quantity, quantities
from onrecord.check.scene import Scene
from onrecord.vocabulary import JsonValue, Sentence, Span

COUNTED, VOTES, RESULT, MARGIN = "counted voters", "counted votes", "printed totals", "margin"
MOST = 200
"""No roll call of states has more seats; a larger number is a year or something else."""
_BEFORE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A stretch that says how many; `deeds` where verbs tell it."""

    span: Span
    terms: dict[str, JsonValue]
    rule: str
    deeds: Deeds | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote = load_lexicon().vote
    number = rf"(?:\d{{1,3}}|(?:{any_of(load_lexicon().numbers)}-)?{any_of(load_lexicon().numbers)})"
    noun = rf"(?:[ \n]{any_of(vote['voter_words'])})*[ \n]{any_of([*vote['voters'], 'others'])}"
    home = rf"(?:[ \n]of[ \n](?:the[ \n])?{any_of(vote['voter_homes'])})?"
    part = r"(?P<part>[ \n](?:out[ \n])?of[ \n](?:the[ \n]|its[ \n]|all[ \n]|all[ \n]the[ \n])?(?:\d{1,3}(?!\w)|(?=states|countries|members|member|nations|others|council|UN)))?"
    flags = re.IGNORECASE
    no_result = rf"(?![ \n-]{any_of(vote['no_result'])})"
    return {
        "voters": re.compile(rf"{part}(?:{noun})?{home}", flags),
        "some": re.compile(noun, flags),
        "total": re.compile(r"(?<!\w)(?:out[ \n])?of[ \n](?:the[ \n]|its[ \n]|all[ \n]|all[ \n]the[ \n]|only[ \n]|just[ \n])?\Z", flags),
        "left out": re.compile(rf"{any_of(vote['leaving_out'])}[ \n](?:the[ \n])?\Z", flags),
        "range": re.compile(rf"(?<![\w-])(?:between[ \n][\w-]{{1,20}}[ \n]and|{number}[ \n](?:to|or))[ \n]\Z", flags),
        "whole": re.compile(rf"{any_of(vote['whole_group'])}[ \n]\Z", flags),
        "nobody": re.compile(rf"(?:{any_of(vote['nobody'])}|{any_of(vote['not_one'])}[ \n](?:(?:other|UN|council)[ \n])?(?:member[ \n])?{any_of(vote['voters'])})(?:[ \n]of[ \n](?:the[ \n])?(?:\d{{1,3}}[ \n])?{any_of(vote['voters'])})?", flags),
        "counted": re.compile(rf"[ \n](?:(?:of[ \n])?(?:the[ \n])?(?:{any_of(vote['voters'])})[ \n])?(?P<term>{any_of(every(vote['counted']))})", flags),
        "won": re.compile(rf"{any_of(vote['winning'])}[ \n]\Z", flags),
        "votes": re.compile(r"[ \n]votes?(?=[ \n]*(?:[,.;:)]|\Z|(?:and|while|with|in[ \n]the|from|out)(?!\w)))", flags),
        "votes to": re.compile(
            rf"(?<!\w)(?:{any_of(vote['results'])})[ \n](?:a[ \n](?:recorded[ \n])?vote[ \n]of[ \n])?(?P<yes>{number})[ \n](?:(?:votes?|in[ \n]favou?r)[ \n])?to[ \n](?P<no>{number}){no_result}(?:[ \n]against)?"
            rf"(?:,?[ \n](?:with|and)[ \n](?P<abstain>{number})[ \n](?:abstentions?|abstaining|countries[ \n]abstaining|states[ \n]abstaining|members[ \n]abstaining))?",
            flags,
        ),
        "votes to, alone": re.compile(
            rf"(?<![\w-])(?P<yes>{number})[ \n]votes?(?:[ \n]in[ \n]favou?r)?[ \n]to[ \n](?P<no>{number}){no_result}", flags
        ),
        "dashed": re.compile(
            rf"(?<![\w-])(?P<yes>\d{{1,3}})[-–](?P<no>\d{{1,3}})(?:[-–](?P<abstain>\d{{1,3}}))?(?![\w-]){no_result}"
            r"(?:,?[ \n](?:with|and)[ \n](?P<abstain2>\d{1,3})[ \n](?:abstentions?|abstaining))?", flags
        ),
        "label": re.compile(rf"(?<!\w)(?P<option>{any_of(every(vote['labels']))}):[ \n](?P<number>{number})(?=[ \n]*(?:[.,;)]|\Z))", flags),
        "vote word": re.compile(r"(?<!\w)(?:vote|voted|votes|voting|adopted|passed|approved|carried)(?!\w)", flags),
        "margin": re.compile(r"(?<!\w)(?:margin|lead|majority)[ \n]of[ \n]\Z", flags),
        "margin after": re.compile(r"(?:[ \n]votes?)?(?![ \n-]{1,2}(?:to|\d|per|percent|%))(?=[ \n]*(?:[,.;:)]|\Z|(?:and|with|on|in|at|for)(?!\w)))", flags),
    }  # fmt: skip


def tallies(scene: Scene, sentence: Sentence) -> tuple[Tally, ...]:
    """Every tally of a sentence; where two overlap, the one that the verbs tell."""
    found: list[Tally] = []
    for tally in (
        *_nobody(scene.text, sentence),
        *_counted(scene.text, sentence),
        *_totals(scene, sentence),
        *_margins(scene, sentence),
    ):
        if not any(tally.span.overlaps(other.span) for other in found):
            found.append(tally)
    return tuple(found)


# --- Counted voters ---------------------------------------------------------------------------


def _counted(text: str, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "over 150 others abstained or stayed away", "35 abstentions", "opposed by eleven countries"."""
    end = sentence.span.end
    numbers = _numbers(text, sentence.span)
    for number, following in pairwise((*numbers, None)):
        assert number is not None
        if not _counts_the_voters(text, sentence.span.start, number):
            continue
        limit = min(end, following.span.start) if following else end
        tally = (
            _told_opposed(text, sentence, number, limit)
            or _doing(text, sentence, number)
            or _done_by(text, sentence, number)
            or _votes(text, sentence, number, limit)
        )
        if tally is not None:
            yield tally


def _nobody(text: str, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "no one voted against"."""
    for match in _patterns()["nobody"].finditer(text, sentence.span.start, sentence.span.end):
        told = deeds_after(text, match.end(), sentence.span)
        if told is not None and not told[1]:
            option = _count_of(0, "exactly", told[0].options)
            terms = {**option, **told[0].terms()}
            yield Tally(span=Span(match.start(), told[0].span.end), terms=terms, rule=COUNTED, deeds=told[0])


def _numbers(text: str, span: Span) -> list[Quantity]:
    """Numbers of a size that voters can have; the "no" of "11 no votes" is none."""
    found: list[Quantity] = []
    for number in quantities(text, span):
        word = number.number.of(text).casefold()
        if word == "no" and found and found[-1].span.end + 1 == number.span.start:
            continue
        if number.value <= MOST and number.value == int(number.value):
            found.append(number)
    return found


def _counts_the_voters(text: str, start: int, number: Quantity) -> bool:
    """False for one end of a range and for those who are left out."""
    before = text[max(start, number.span.start - _BEFORE) : number.span.start]
    return not (_patterns()["left out"].search(before) or _patterns()["range"].search(before))


def _doing(text: str, sentence: Sentence, number: Quantity) -> Tally | None:
    """The number, the voters, and what they did."""
    noun = _patterns()["voters"].match(text, number.span.end, sentence.span.end)
    assert noun is not None
    told = deeds_after(text, noun.end(), sentence.span)
    if told is None:
        return None
    deeds, relative = told
    before = text[max(sentence.span.start, number.span.start - _BEFORE) : number.span.start]
    is_named = _patterns()["some"].search(noun.group()) is not None
    if not is_named and noun["part"] is None and deeds.span.start != noun.end() + 1:
        return None
    if relative and (noun["part"] or not _patterns()["whole"].search(f" {before}")) and not number.marked:
        return None  # "two of the countries that abstained", "two countries that abstained last year"
    if not relative and _patterns()["total"].search(before):
        return None  # "most of the 193 members voted"
    end = deeds.span.end if deeds.span.start - noun.end() <= 20 else noun.end()
    return Tally(span=Span(number.span.start, end), terms=_terms(number, deeds), rule=COUNTED, deeds=deeds)


def _done_by(text: str, sentence: Sentence, number: Quantity) -> Tally | None:
    """Claims such as "was opposed by eleven countries"."""
    before = text[sentence.span.start : number.span.start]
    by = re.search(r"[ \n]by[ \n](?:the[ \n])?\Z", before)
    noun = _patterns()["some"].match(text, number.span.end, sentence.span.end)
    if (
        by is None
        or noun is None
        or re.match(r"[ \n](?:in|from|of|that|which|who)(?!\w)", text[noun.end() :])
    ):
        return None
    stop = sentence.span.start + by.start()
    for match in patterns()["cue"].finditer(text, max(sentence.span.start, stop - 40), stop):
        if match.end() == stop:
            deeds = passive_deeds(text, match, sentence.span)
            if deeds is not None:
                span = Span(match.start(), noun.end())
                return Tally(span=span, terms=_terms(number, deeds), rule=COUNTED, deeds=deeds)
    return None


def _terms(number: Quantity, deeds: Deeds) -> dict[str, JsonValue]:
    return {**_count(number, deeds.options), **deeds.terms()}


def _count(number: Quantity, options: list[str]) -> dict[str, JsonValue]:
    return _count_of(int(number.value), number.comparison, options)


def _count_of(count: int, comparison: str, options: list[str]) -> dict[str, JsonValue]:
    option: JsonValue = options[0] if len(options) == 1 else list(options)
    return {"option": option, "count": count, "comparison": comparison}


def _votes(text: str, sentence: Sentence, number: Quantity, limit: int) -> Tally | None:
    """Claims such as "35 abstentions", "nine votes against", "won 100 votes"."""
    if not _is_vote_sentence(text, sentence):
        return None
    before = text[max(sentence.span.start, number.span.start - _BEFORE) : number.span.start]
    votes = _patterns()["votes"].match(text, number.span.end, limit)
    if votes and _patterns()["won"].search(before):
        return Tally(span=Span(number.span.start, votes.end()), terms=_count(number, ["yes"]), rule=VOTES)
    counted = _patterns()["counted"].match(text, number.span.end, limit)
    option = term_of(load_lexicon().vote["counted"], counted["term"]) if counted else None
    if counted is None or option is None:
        return None
    if counted["term"].casefold() in ("for", "against") and not _is_result(text, sentence):
        return None
    return Tally(span=Span(number.span.start, counted.end()), terms=_count(number, [option]), rule=VOTES)


def _told_opposed(text: str, sentence: Sentence, number: Quantity, limit: int) -> Tally | None:
    """Claims such as "143 in favour, five opposed and 35 abstentions": a loose word inside a result is a vote."""
    tally = _votes(text, sentence, number, limit)
    is_bare = tally is not None and tally.span.of(text).casefold().endswith(" opposed")
    return tally if is_bare and _is_result(text, sentence) else None


def _is_vote_sentence(text: str, sentence: Sentence) -> bool:
    """True where something in the sentence is a vote, beyond a bare "for" or "against"."""
    words = r"(?<!\w)(?:vot(?:e|es|ed|ing)|abstentions?|abstain(?:ed|ing))(?!\w)"
    return re.search(words, sentence.span.of(text)) is not None


def _is_result(text: str, sentence: Sentence) -> bool:
    """True where the sentence tells a result, so that a bare "for" or "against" after a number is a vote."""
    words = r"(?<!\w)(?:vote[sd]?|abstentions?|abstaining|abstained|in[ \n]favou?r|against)(?!\w)"
    return len(re.findall(words, sentence.span.of(text))) >= 2


# --- Printed results, margins -----------------------------------------------------------------


def _totals(scene: Scene, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "by 39 votes to 7 with 100 abstentions", "a vote of 128-9, with 35 abstentions"."""
    text = scene.text
    for match in _patterns()["label"].finditer(text, sentence.span.start, sentence.span.end):
        option = term_of(load_lexicon().vote["labels"], match["option"])
        numbers = quantities(text, Span(*match.span("number")))
        if option and numbers and numbers[0].value <= MOST:
            yield Tally(span=numbers[0].span, terms=_count(numbers[0], [option]), rule=RESULT)
    if not _patterns()["vote word"].search(sentence.span.of(text)):
        return
    on = scene.dates_in(sentence.span)
    for name in ("votes to", "votes to, alone", "dashed"):
        for match in _patterns()[name].finditer(text, sentence.span.start, sentence.span.end):
            for group in ("yes", "no", "abstain", "abstain2"):
                given = match.groupdict().get(group)
                numbers = quantities(text, Span(*match.span(group))) if given else ()
                if numbers and not any(hit.span.overlaps(numbers[0].span) for hit in on):
                    option = group.rstrip("2")
                    yield Tally(span=numbers[0].span, terms=_count(numbers[0], [option]), rule=RESULT)


def _margins(scene: Scene, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "by a margin of more than 100 votes": those in favour less those against."""
    text = scene.text
    if not _patterns()["vote word"].search(sentence.span.of(text)):
        return
    for number in _numbers(text, sentence.span):
        after = _patterns()["margin after"].match(text, number.span.end, sentence.span.end)
        if after and _patterns()["margin"].search(
            text[max(sentence.span.start, number.span.start - 20) : number.span.start]
        ):
            terms = {**_count(number, ["yes"]), "margin": True}
            yield Tally(span=Span(number.span.start, after.end()), terms=terms, rule=MARGIN)
