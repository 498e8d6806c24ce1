"""Who opens a sentence of a communique: "we", the meeting, the ministers, "the President of A and the Premier of B".

Works on characters, as the clauses do; whether those named are the ones who adopt the text is asked later.
"""

from __future__ import annotations

import re

from onrecord.extract.instruments.acts import Act, read_opening
from onrecord.extract.instruments.openings import Openings
from onrecord.vocabulary import Span

_HEADS = (
    "meeting|conference|summit|leaders|ministers|participants|sides|parties|countries|governments|presidents|heads|group|"
    "council|committee|assembly|coalition|members|delegations|partners|nations|co-chairs"
)
_BETWEEN = (
    r"two|three|four|five|other|joint|Foreign|Prime|Contact|Extraordinary|Islamic|Arab|G7|G20|"
    r"Heads\sof\sState\s(?:and|or)\sGovernment\sof"
)
_LEAD = re.compile(
    r"(?:(?:Together|Today|Finally|Moreover|Furthermore|Accordingly|Additionally|Further),?"
    r"|(?:In|On|At|As|For|Through|With)\s[^,.;:]{3,80},"
    r"|[A-Z][a-z]+ing\s[^.;]{10,300}?,(?=\s+(?:[Ww]e|[Tt]he|[Bb]oth|[Tt]hey)\b))\s+"
)
_SUBJECT = re.compile(
    r"(?:[Ww]e(?:,\s[^,]{3,120},(?:\s[^,]{3,80},){0,3})?"
    rf"|[Ii]t|[Tt]hey|[Bb]oth(?:\s(?:{_HEADS}))?"
    rf"|(?:[Tt]he|[Tt]heir|[Oo]ur)\s(?:(?:{_BETWEEN})\s){{0,3}}(?i:{_HEADS})"
    r"(?:\sof\s(?:State|the)(?:\s[A-Z][\w’'-]*|\sand|\sof|\sthe){0,6})?),?\s+"
)
_NAME = r"(?:The\s|the\s)?[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|of|the|de|von|al)){0,7}"
_PAIR = re.compile(rf"{_NAME},?\sand\s{_NAME}")
_SMALL = re.compile(r"(?<=\s)[a-z]+")
_BEING = re.compile(r"(?:are|were|is|was|remain|remained)\s+")
_LONGEST_PAIR = 160


def read_subject(text: str, start: int, end: int, openings: Openings) -> tuple[Span, Act] | None:
    """Who opens a sentence, and with which of the opening verbs; None where it opens otherwise."""
    lead = _LEAD.match(text, start, end)
    subject = _SUBJECT.match(text, lead.end() if lead is not None else start, end)
    if subject is None:
        return _pair(text, start, end, openings)
    act = read_opening(text, subject.end(), end, openings)
    if act is None or act.form in ("adjective", "participle"):
        act = _be(text, subject.end(), end, openings)
    if act is None:
        return None
    return Span(subject.start(), subject.start() + len(subject.group().rstrip(" ,\n"))), act


def _pair(text: str, start: int, end: int, openings: Openings) -> tuple[Span, Act] | None:
    """Reads "The Prime Minister and the President underscored": two names before the verb."""
    most = min(end, start + _LONGEST_PAIR)
    if text.find(" and ", start, most) < 0:
        return None
    for word in _SMALL.finditer(text, start, most):
        if word.group() not in openings.first_words:
            continue
        act = read_opening(text, word.start(), end, openings)
        before = text[start : word.start()].rstrip()
        if act is not None and act.form in ("plain", "past") and _PAIR.fullmatch(before):
            return Span(start, start + len(before)), act
    return None


def _be(text: str, start: int, end: int, openings: Openings) -> Act | None:
    """Reads "We are deeply concerned at", "They were united in their condemnation"."""
    be = _BEING.match(text, start, end)
    act = read_opening(text, be.end(), end, openings) if be is not None else None
    return act if act is not None and act.form == "adjective" else None
