"""Finds how many are said to have voted so: counted voters, printed results, margins.

A number counts voters only where it stands before them and names the whole group that did it: "100 of the 193
members" counts 100, "all but five" counts nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from onrecord.check.deeds import Deeds, deeds_after, passive_deeds, patterns
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.printed import margins, totals
from onrecord.check.quantities import Quantity
from onrecord.check.scene import Scene
from onrecord.check.tally import COUNTED, VOTES, Tally, count_terms, numbers_in, terms_of_count
from onrecord.vocabulary import JsonValue, Sentence, Span

_BEFORE = 40


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote = load_lexicon().vote
    number = rf"(?:\d{{1,3}}|(?:{any_of(load_lexicon().numbers)}-)?{any_of(load_lexicon().numbers)})"
    noun = rf"(?:[ \n]{any_of(vote['voter_words'])})*[ \n]{any_of([*vote['voters'], 'others'])}"
    home = rf"(?:[ \n]of[ \n](?:the[ \n])?{any_of(vote['voter_homes'])})?"
    part = r"(?P<part>[ \n](?:out[ \n])?of[ \n](?:the[ \n]|its[ \n]|all[ \n]|all[ \n]the[ \n])?(?:\d{1,3}(?!\w)|(?:five|ten|eleven|fifteen)(?!\w)|(?=states|countries|members|member|nations|others|council|UN)))?"
    flags = re.IGNORECASE
    return {
        "voters": re.compile(rf"{part}(?:{noun})?{home}", flags),
        "some": re.compile(noun, flags),
        "total": re.compile(r"(?<!\w)(?:out[ \n])?of[ \n](?:the[ \n]|its[ \n]|all[ \n]|all[ \n]the[ \n]|only[ \n]|just[ \n])?\Z", flags),
        "left out": re.compile(rf"{any_of(vote['leaving_out'])}[ \n](?:the[ \n])?\Z", flags),
        "beside names": re.compile(r"(?<!\w)(?-i:[A-Z])[\w’'.-]*,?[ \n](?:and|along[ \n]with|together[ \n]with|joined[ \n]by|plus|alongside|as[ \n]well[ \n]as)[ \n](?:the[ \n])?\Z", flags),
        "others": re.compile(r"[ \n](?:of[ \n](?:the|its)[ \n])?(?:more[ \n])?(?:others?|fellow|further)(?!\w)", flags),
        "range": re.compile(rf"(?<![\w-])(?:between[ \n][\w-]{{1,20}}[ \n]and|{number}[ \n](?:to|or))[ \n]\Z", flags),
        "whole": re.compile(rf"{any_of(vote['whole_group'])}[ \n]\Z", flags),
        "nobody": re.compile(rf"(?:{any_of(vote['nobody'])}|{any_of(vote['not_one'])}[ \n](?:(?:other|UN|council)[ \n])?(?:member[ \n])?{any_of(vote['voters'])})(?:[ \n]of[ \n](?:the[ \n])?(?:\d{{1,3}}[ \n])?{any_of(vote['voters'])})?", flags),
        "counted": re.compile(rf"[ \n](?:(?:of[ \n])?(?:the[ \n])?(?:{any_of(vote['voters'])})[ \n])?(?P<term>{any_of(every(vote['counted']))})", flags),
        "won": re.compile(rf"{any_of(vote['winning'])}[ \n]\Z", flags),
        "votes": re.compile(r"[ \n]votes?(?=[ \n]*(?:[,.;:)]|\Z|(?:and|while|with|in[ \n]the|from|out)(?!\w)))", flags),
    }  # fmt: skip


def tallies(scene: Scene, sentence: Sentence) -> tuple[Tally, ...]:
    """Every tally of a sentence; where two overlap, the one that the verbs tell."""
    found: list[Tally] = []
    for tally in (
        *_nobody(scene.text, sentence),
        *_counted(scene.text, sentence),
        *totals(scene, sentence),
        *margins(scene, sentence),
    ):
        if not any(tally.span.overlaps(other.span) for other in found):
            found.append(tally)
    return tuple(found)


# --- Counted voters ---------------------------------------------------------------------------


def _counted(text: str, sentence: Sentence) -> Iterator[Tally]:
    """Claims such as "over 150 others abstained or stayed away", "35 abstentions", "opposed by eleven countries"."""
    end = sentence.span.end
    numbers = numbers_in(text, sentence.span)
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
            option = terms_of_count(0, "exactly", told[0].options)
            terms = {**option, **told[0].terms()}
            yield Tally(span=Span(match.start(), told[0].span.end), terms=terms, rule=COUNTED, deeds=told[0])


def _counts_the_voters(text: str, start: int, number: Quantity) -> bool:
    """False for one end of a range, for those who are left out, and for the rest beside those named."""
    before = text[max(start, number.span.start - _BEFORE) : number.span.start]
    if _patterns()["beside names"].search(before) and _patterns()["others"].match(text, number.span.end):
        return False
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
    return {**count_terms(number, deeds.options), **deeds.terms()}


def _votes(text: str, sentence: Sentence, number: Quantity, limit: int) -> Tally | None:
    """Claims such as "35 abstentions", "nine votes against", "won 100 votes"."""
    if not _is_vote_sentence(text, sentence):
        return None
    before = text[max(sentence.span.start, number.span.start - _BEFORE) : number.span.start]
    votes = _patterns()["votes"].match(text, number.span.end, limit)
    if votes and _patterns()["won"].search(before):
        return Tally(
            span=Span(number.span.start, votes.end()), terms=count_terms(number, ["yes"]), rule=VOTES
        )
    counted = _patterns()["counted"].match(text, number.span.end, limit)
    option = term_of(load_lexicon().vote["counted"], counted["term"]) if counted else None
    if counted is None or option is None:
        return None
    if counted["term"].casefold() in ("for", "against") and not _is_result(text, sentence):
        return None
    return Tally(span=Span(number.span.start, counted.end()), terms=count_terms(number, [option]), rule=VOTES)


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
