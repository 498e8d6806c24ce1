"""Finds which share is said to have voted so: "more than two thirds of the members voted for", "a two-thirds majority"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.alternatives import screen
from onrecord.check.deeds import Deeds, deeds_after
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.vocabulary import JsonValue, Sentence, Span

_READINGS: list[JsonValue] = ["members", "voting or abstaining"]
"""Whom "all members" may mean: every seat, or all who took part."""


_OF_ALL = re.compile(r"(?<!\w)(?:of|all)(?!\w)")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon, flags = load_lexicon(), re.IGNORECASE
    vote, shares = lexicon.vote, lexicon.vote["shares"]
    comparison = rf"(?:(?P<comparison>{any_of(every(lexicon.comparisons))})[ \n])?"
    noun = rf"(?:{any_of([*vote['voter_words'], 'its'])}[ \n])*{any_of([*vote['voters'], 'membership'])}"
    home = rf"(?:[ \n](?:of|in)[ \n](?:the[ \n])?{any_of(vote['voter_homes'])})?"
    return {
        "share": re.compile(
            rf"{comparison}(?P<share>{any_of(every(shares))})[ \n](?:of[ \n])?(?:the[ \n]|its[ \n]|all[ \n]|all[ \n]the[ \n])?(?:(?P<whole>\d{{2,3}})[ \n])?(?P<noun>{noun}){home}", flags
        ),
        "majority": re.compile(
            rf"{any_of(vote['majorities']['won'])}[ \n](?:(?:a|the|its)[ \n])?{comparison}(?:(?:a|the)[ \n])?(?:(?:required|necessary|needed|clear)[ \n])?(?P<share>two[ -]thirds)[ \n]majority", flags
        ),
        "by": re.compile(
            rf"(?:(?:adopted|approved|backed|supported|carried|passed|endorsed)[ \n](?:by|with)|(?:won|drew|received|had|got|secured|gained))[ \n](?:the[ \n](?:votes?|support|backing|approval)[ \n]of[ \n])?{comparison}(?P<share>{any_of(set(every(shares)) - set(shares['1/1']))})[ \n](?:of[ \n])?(?:the[ \n]|its[ \n]|all[ \n])?{noun}{home}", flags
        ),
        "others": re.compile(r"(?<!\w)(?:others?|remaining|further|more[ \n](?:countries|states))(?!\w)", flags),
        "voting": re.compile(r"[ \n](?:present[ \n]and[ \n])?voting(?!\w)", flags),
    }  # fmt: skip


@cache
def _voter_words() -> re.Pattern[str]:
    return screen([*load_lexicon().vote["voters"], "membership", "majority"])


def shares(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, dict[str, JsonValue], Deeds | None]]:
    """The stretch, the terms, and the verbs that tell it where there are any."""
    text, end = scene.text, sentence.span.end
    if not _voter_words().search(sentence.span.of(text).casefold()):
        return
    for match in _patterns()["share"].finditer(text, sentence.span.start, end):
        if match["whole"] and not _OF_ALL.search(match.group()):
            continue  # "at the most 39 countries": the number counts the voters
        voting = _patterns()["voting"].match(text, match.end(), end)
        told = deeds_after(text, voting.end() if voting else match.end(), sentence.span)
        if told is None or told[1]:
            continue
        share, comparison = _share(match)
        if _patterns()["others"].search(match.group()):
            continue  # who is left beside those named is not counted
        options = told[0].options
        terms: dict[str, JsonValue] = {
            "option": options[0] if len(options) == 1 else list(options),
            "share": share,
            "comparison": comparison,
            "of": ["voting"] if voting else _READINGS if share == "1/1" else ["members"],
            **told[0].terms(),
        }
        yield Span(match.start(), told[0].span.end), terms, told[0]
    for match in _patterns()["by"].finditer(text, sentence.span.start, end):
        share, comparison = _share(match)
        terms = {"option": "yes", "share": share, "comparison": comparison, "of": ["members"]}
        yield Span(match.start(), match.end()), terms, None
    for match in _patterns()["majority"].finditer(text, sentence.span.start, end):
        terms = {"option": "yes", "share": "2/3", "comparison": _share(match)[1], "of": ["voting", "members"]}
        yield Span(match.start(), match.end()), terms, None


def _share(match: re.Match[str]) -> tuple[str, str]:
    """The share as a fraction, and what it takes to bear it out: a bare share is meant roughly, a majority is more."""
    lexicon = load_lexicon()
    share = term_of(lexicon.vote["shares"], match["share"]) or "2/3"
    said = match["comparison"]
    if said:
        return share, term_of(lexicon.comparisons, said) or "about"
    words = match["share"].casefold()
    if share == "1/1":
        return share, "exactly"
    if "majority" in words or words == "most":
        return share, "more than"
    return share, "at least" if match.re is _patterns()["majority"] else "about"
