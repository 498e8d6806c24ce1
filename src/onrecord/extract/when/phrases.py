"""Phrases of time in a sentence, with their prepositions and the days they mean.

Libraries for dates give one moment for a phrase, not the days it may mean, and read few of the phrases of news
(measured in docs/reference/dates.md), so the grammar is ours: `forms`, on the words of `words.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from onrecord.extract.when.days import Days
from onrecord.extract.when.forms import AHEAD, BARE_YEAR, OWN_SPELLS, TODAY, UP_TO, Form, Match, forms
from onrecord.extract.when.words import TimeWords, load_time_words
from onrecord.vocabulary import PartialDate, Span

_LONGEST = 4000
"""Characters of a sentence that are looked through."""
_LEAD = 48
"""Characters before a phrase in which its preposition stands."""
_PREPOSITIONS = ("on", "in", "during", "at", "over", "within", "throughout", "of", "across")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\d{4}")
_COMMON = frozenset(
    [
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "decades",
        "century",
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
        "weekend",
        "overnight",
        "night",
        "evening",
        "ago",
        "earlier",
        "past",
    ]
)
SINCE = "from then to the document's date: "
_UNSURE = (
    "until",
    "till",
    "before",
    "after",
    "by",
    "following",
    "ahead of",
    "prior to",
    "from",
    "between",
    "beyond",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A phrase of time in the text."""

    span: Span
    """The whole phrase, with its preposition."""
    core: Span
    """The words that name the time ("Wednesday")."""
    days: Days | None
    """None where they cannot be told."""
    named: Days | None
    """The days of the core alone, without what its preposition makes of them."""
    rule: str
    bare_year: bool
    """Four digits and nothing else, which may also count something."""
    month: bool
    """The name of a month and nothing else, which may also name somebody."""
    today: bool
    """It names the document's day itself."""
    lasting: bool
    """It goes on up to the document's date ("since May", "over the past two years")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    """All forms; `signals` are words of which each holds one, `lead` finds what stands before one."""

    forms: tuple[Form, ...]
    signals: frozenset[str]
    lead: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words = load_time_words()
    before = r"|".join(word.replace(" ", r"\s") for word in ("since", "as of", *_PREPOSITIONS, *_UNSURE))
    part = r"(?:earlier|early|late|mid|(?:beginning|end|start|middle|night|morning|evening)\sof)[\s-]"
    return _Grammar(
        forms=forms(words),
        signals=_signals(words),
        lead=re.compile(
            r"(?<!\w)(?:(?:(?P<later>later)|earlier|early|late|back|only|just)\s)?"
            rf"(?:(?P<word>{before})\s)?(?:the\s)?(?:{part})?\Z|\Z",
            re.IGNORECASE,
        ),
    )


def _signals(words: TimeWords) -> frozenset[str]:
    """Words without which no form fits: of each phrase the longest, so that most sentences are passed over quickly."""
    longest = {max(phrase.split(), key=lambda word: (len(word), word)) for phrase in words.untold}
    names = {name.casefold().rstrip(".") for name in (*words.months, *words.weekdays)}
    return frozenset(longest | names | words.seasons | words.parts_of_day | _COMMON)


def time_phrases(text: str, span: Span, written: PartialDate | None) -> tuple[TimePhrase, ...]:
    """The phrases in a stretch, left to right, that look back or at the day itself; `written` dates the document.

    Those that look ahead ("next week", "later this month") are left out: no stance has been taken then.
    """
    stretch = text[span.start : min(span.end, span.start + _LONGEST)]
    return tuple(
        replace(phrase, span=_moved(phrase.span, span.start), core=_moved(phrase.core, span.start))
        for phrase in _found(stretch, written)
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@lru_cache(maxsize=64)
def _found(text: str, written: PartialDate | None) -> tuple[TimePhrase, ...]:
    """The phrases of one sentence; several stances of it ask for them one after the other."""
    grammar = _grammar()
    words = frozenset(_WORD.findall(text.casefold()))
    if grammar.signals.isdisjoint(words) and _YEAR.search(text) is None:
        return ()
    hits = sorted(
        (
            (match.start(), -match.end(), order, match)
            for order, form in enumerate(grammar.forms)
            if not form.words or not form.words.isdisjoint(words)
            for match in form.pattern.finditer(text)
        ),
        key=lambda hit: hit[:3],
    )
    found: list[TimePhrase] = []
    taken = 0
    for start, minus_end, order, match in hits:
        if start < taken:
            continue
        taken = -minus_end
        phrase = _phrase(text, grammar.forms[order], match, written)
        if phrase is not None:
            found.append(phrase)
    return tuple(found)


def _phrase(text: str, form: Form, match: Match, written: PartialDate | None) -> TimePhrase | None:
    lead = _grammar().lead.search(text, max(0, match.start() - _LEAD), match.start())
    assert lead is not None, "every part of it may be missing"
    word = re.sub(r"\s", " ", lead["word"] or "").casefold()
    somebody = form.rule.startswith("month,") and word in ("on", "at")  # "called on May": somebody
    if form.rule == AHEAD or somebody or (lead["later"] and form.rule in OWN_SPELLS):
        return None
    named, rule = _days(form, match, written), form.rule
    days = named
    if word in _UNSURE and not match.groupdict().get("until"):
        days = None
    if word == "since" and days is not None:
        days = (days[0], written.last) if written is not None and days[0] <= written.last else None
        rule = f"{SINCE}{rule}"
    return TimePhrase(
        span=Span(lead.start(), match.end()),
        core=Span(match.start(), match.end()),
        days=days,
        named=named,
        rule=rule,
        bare_year=form.rule == BARE_YEAR,
        month=form.rule.startswith("month,"),
        today=form.rule == TODAY,
        lasting=word == "since" or form.rule == UP_TO,
    )


def _days(form: Form, match: Match, written: PartialDate | None) -> Days | None:
    """The days of a phrase; where the document's date is a month or a year, all that its days would give."""
    try:
        if not form.relative:
            return form.resolve(match, date.min)
        if written is None:
            return None
        first, last = form.resolve(match, written.first), form.resolve(match, written.last)
    except (ValueError, OverflowError):
        return None  # no such day, or one before the calendar begins
    return None if first is None or last is None else (first[0], last[1])
