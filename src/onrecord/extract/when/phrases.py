"""Phrases of time in a sentence, with their prepositions and the days they mean.

Libraries for dates give one moment for a phrase, not the days it may mean, and read few of the phrases of news
(measured in docs/reference/dates.md), so the grammar is ours: `forms`, on the words of `words.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.extract.when.days import Days
from onrecord.extract.when.forms import AHEAD, BARE_YEAR, OWN_SPELLS, TODAY, UP_TO, Form, Match, forms
from onrecord.extract.when.words import any_of, load_time_words
from onrecord.vocabulary import PartialDate, Span

_LONGEST = 4000
"""Characters of a sentence that are looked through."""
_LEAD = 48
"""Characters before a phrase in which its preposition stands."""
_PREPOSITIONS = ("on", "in", "during", "at", "over", "within", "throughout", "of", "across")
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
    """All forms; `hint` finds whether there is any, `lead` what stands before one."""

    forms: tuple[Form, ...]
    hint: re.Pattern[str]
    lead: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words = load_time_words()
    plain = r"day|week|month|year|night|morning|evening|afternoon|ago|earlier|past"
    names = any_of([*words.months, *words.weekdays])
    others = any_of(words.untold | words.seasons)
    before = r"|".join(word.replace(" ", r"\s") for word in ("since", "as of", *_PREPOSITIONS, *_UNSURE))
    part = r"(?:earlier|early|late|mid|(?:beginning|end|start|middle|night|morning|evening)\sof)[\s-]"
    return _Grammar(
        forms=forms(words),
        hint=re.compile(rf"\d{{4}}|{names}|{names.upper()}|(?i:{plain}|{others})"),
        lead=re.compile(
            r"(?<!\w)(?:(?:(?P<later>later)|earlier|early|late|back|only|just)\s)?"
            rf"(?:(?P<word>{before})\s)?(?:the\s)?(?:{part})?\Z|\Z",
            re.IGNORECASE,
        ),
    )


def time_phrases(text: str, span: Span, written: PartialDate | None) -> tuple[TimePhrase, ...]:
    """The phrases in a stretch, left to right, that look back or at the day itself; `written` dates the document.

    Those that look ahead ("next week", "later this month") are left out: no stance has been taken then.
    """
    grammar = _grammar()
    end = min(span.end, span.start + _LONGEST)
    if grammar.hint.search(text, span.start, end) is None:
        return ()
    hits = sorted(
        (
            (match.start(), -match.end(), order, match)
            for order, form in enumerate(grammar.forms)
            for match in form.pattern.finditer(text, span.start, end)
        ),
        key=lambda hit: hit[:3],
    )
    found: list[TimePhrase] = []
    taken = span.start
    for start, minus_end, order, match in hits:
        if start < taken:
            continue
        taken = -minus_end
        phrase = _phrase(text, span.start, grammar.forms[order], match, written)
        if phrase is not None:
            found.append(phrase)
    return tuple(found)


def _phrase(
    text: str, start: int, form: Form, match: Match, written: PartialDate | None
) -> TimePhrase | None:
    lead = _grammar().lead.search(text, max(start, match.start() - _LEAD), match.start())
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
