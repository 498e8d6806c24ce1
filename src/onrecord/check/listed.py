"""Finds named states in lists and beside nouns: "Against: A and B", "1 abstention (China)", "the veto of Russia".

What they did stands in a label, a bracket's opening or a noun, not in a verb after the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.check.voters import state_runs
from onrecord.vocabulary import Sentence, Span

_BEFORE = 180
"""Characters before a list in which the words that open it stand."""
_COUNT = r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote, flags = load_lexicon().vote, re.IGNORECASE
    did = any_of([*every(vote["doing"]), *every(vote["labels"])])
    who = rf"(?:those|{any_of(vote['voters'])}|the[ \n](?:[\w-]+[ \n]){{0,2}}{any_of(vote['voters'])})"
    told = rf"{who}[ \n](?:(?:that|who|which)[ \n])?(?P<did>{did})"
    return {
        "among": re.compile(rf",?[ \n](?:(?:was|were|is|are|being)[ \n])?(?:also[ \n])?among[ \n]{told}", flags),
        "those": re.compile(rf"(?:among[ \n])?{told}(?:[^.;:()]{{0,120}}?)[ \n](?:were|was|included|including|are|include)[ \n](?:the[ \n])?\Z", flags),
        "label": re.compile(rf"(?:\A|[.;(\n][ \n]?|[ \n])(?P<did>{any_of(every(vote['labels']))})(?:[ \n]\(\d{{1,3}}\))?:[ \n](?:the[ \n])?\Z", flags),
        "bracket": re.compile(rf"(?<![\w-]){_COUNT}[ \n](?:votes?[ \n])?(?P<did>{any_of(every(vote['labels']))})[ \n]\((?:the[ \n])?\Z", flags),
        "after votes to": re.compile(rf"[ \n]votes?[ \n]to[ \n](?P<did>{_COUNT})[ \n]\((?:the[ \n])?\Z", flags),
        "veto of": re.compile(r"(?<!\w)vetoe?s?[ \n](?:of|by|from)[ \n](?:the[ \n])?\Z", flags),
        "its veto": re.compile(r"(?:['’]s?)?[ \n](?:\w+[ \n])?veto(?!\w)(?![ \n](?:power|right|threat))", flags),
        "its vote": re.compile(
            r"(?:['’]s?)?[ \n](?:(?P<kind>positive|affirmative|negative|yes|no)[ \n])?(?:vote[ \n](?P<how>in[ \n]favou?r|for|against|on)(?!\w)|(?P<abstention>abstention)(?!\w))", flags
        ),
        "blocked": re.compile(rf"[ \n](?:(?:has|had|have|again|then)[ \n])?{any_of(vote['blocking']['words'])}[ \n][^.;]{{0,60}}?(?:draft|resolution)", flags),
        "denied": re.compile(r"(?<!\w)(?:threat|threatened|risk|possible|potential|without|fear|avoid|right|power)[ \n](?:\w+[ \n]){0,2}\Z", flags),
    }  # fmt: skip


def listed(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, tuple[str, ...], str, bool]]:
    """The names, the states, what they did, and whether it was a veto, in the order of the text."""
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    for span, states in state_runs(scene, sentence):
        before = text[max(start, span.start - _BEFORE) : span.start]
        found = _told_before(before) or _told_after(text, span.end, end, before)
        if found is not None:
            yield span, states, *found


def _told_before(before: str) -> tuple[str, bool] | None:
    patterns = _patterns()
    for name in ("label", "bracket", "those"):
        match = patterns[name].search(before)
        if match is not None:
            term = _term(match["did"])
            return None if term is None else (term, False)
    if patterns["after votes to"].search(before):
        return "no", False
    veto = patterns["veto of"].search(before)
    if veto is not None and not patterns["denied"].search(before[: veto.start()]):
        return "no", True
    return None


def _told_after(text: str, start: int, end: int, before: str) -> tuple[str, bool] | None:
    patterns = _patterns()
    among = patterns["among"].match(text, start, end)
    if among is not None:
        term = _term(among["did"])
        return None if term is None else (term, False)
    own = patterns["its vote"].match(text, start, end)
    if own is not None:
        option = _own(own)
        return None if option is None else (option, False)
    denied = patterns["denied"].search(before) is not None
    if not denied and (
        patterns["its veto"].match(text, start, end) or patterns["blocked"].match(text, start, end)
    ):
        return "no", True
    return None


def _own(match: re.Match[str]) -> str | None:
    """What "its vote against", "its positive vote on" or "its abstention" was."""
    if match["abstention"]:
        return "abstain"
    if match["kind"]:
        return "yes" if match["kind"].casefold() in ("positive", "affirmative", "yes") else "no"
    how = match["how"].casefold()
    return None if how == "on" else "no" if how == "against" else "yes"


def _term(words: str) -> str | None:
    vote: Mapping[str, Mapping[str, list[str]]] = load_lexicon().vote
    return term_of(vote["labels"], words) or term_of(vote["doing"], words)
