"""Where the acts of a clause begin: "Commending A ..., and reiterating its full support for them" has two.

Works on characters alone, so that a bad parse of such texts, which have no subject, cannot hide a clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.extract.instruments.openings import Openings
from onrecord.vocabulary import Span, Stance

_JOINT = re.compile(r"(?:;\s*(?:and\s+)?|,\s+and\s+|\s+and\s+|,\s+(?=(?:also|further|once)\b))")
_FIRST = re.compile(r",?\s*([A-Za-z-]+)")
_HAVING = re.compile(r"having\s+\w+", re.IGNORECASE)
_LONGEST = 4000
"""Characters of a clause that are read; what follows in a longer one is no opening any more."""
_NEAR = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One stance that a clause shows."""

    opening: Span
    """The words that show it: "reiterating its full support"."""
    form: str
    """One of `openings.FORMS`, or `adjective`."""
    rule: str
    """How it was read: `verb/condemn`, `noun/support`, `with/concern`, `that/must` ..."""
    stance: Stance | None
    towards: str
    zone: Span
    """What follows, up to the next act or the clause's end: whom and what it is about."""
    reach: int = 0
    """Up to which character the evidence goes where a word farther on shows the stance ("... is inadmissible")."""
    shared: Span | None = None
    """The zone of a later act, where both have one object."""


def read_opening(text: str, start: int, end: int, openings: Openings) -> Act | None:
    """The opening that begins at a character, or None; its zone ends at `end`."""
    first = _FIRST.match(text, start, end)
    word = first.group(1).lower() if first is not None else ""
    if word not in openings.first_words and not word.endswith("ly"):
        return None
    at = _skip(openings.aside_pattern, text, start, end)
    if text[at : at + 1] == ",":
        at += 1
    while at < end and text[at].isspace():
        at += 1
    verb = openings.verb_pattern.match(text, at, end)
    if verb is not None:
        plain, form = openings.verbs[_flat(verb.group())]
        after = _skip(openings.aside_pattern, text, verb.end(), end)
        return _bare(Span(start, verb.end()), form, f"verb/{plain}", Span(min(after, end), end))
    adjective = openings.adjective_pattern.match(text, at, end)
    if adjective is not None:
        shown = openings.adjectives[_flat(adjective.group())]
        return Act(
            opening=Span(start, adjective.end()),
            form="adjective",
            rule=f"adjective/{shown.word}",
            stance=shown.stance,
            towards=shown.towards,
            zone=Span(adjective.end(), end),
        )
    having = _HAVING.match(text, at, end)
    if having is not None:
        return _bare(Span(start, having.end()), "participle", "verb/having", Span(having.end(), end))
    return None


def _bare(opening: Span, form: str, rule: str, zone: Span) -> Act:
    return Act(opening=opening, form=form, rule=rule, stance=None, towards="nobody", zone=zone)


def bare_acts(text: str, clause: Span, openings: Openings) -> tuple[Act, ...]:
    """The acts of a clause whose span begins with its opening, before their stances are judged."""
    clause = Span(clause.start, min(clause.end, clause.start + _LONGEST))
    bare = read_opening(text, clause.start, clause.end, openings)
    if bare is None:
        return ()
    found = [bare]
    for joint in _JOINT.finditer(text, bare.opening.end, clause.end):
        last = found[-1]
        if joint.start() < last.zone.start:
            continue
        act = read_opening(text, joint.end(), clause.end, openings)
        if act is None or not _continues(text, joint, act, found[0], last, openings):
            continue
        found[-1] = replace(last, zone=Span(last.zone.start, joint.start()))
        found.append(act)
    return tuple(found)


def _continues(text: str, joint: re.Match[str], act: Act, first: Act, last: Act, openings: Openings) -> bool:
    """True where a coordinated verb is the clause's own, and not that of something inside it."""
    if re.match(r"\s+(?:by|of)\s|-", text[act.opening.end : act.opening.end + 4]):
        return False  # "acts of", "and supported by"
    forms = {first.form, act.form}
    if act.form == "adjective":
        return first.form in ("adjective", "participle") and joint.group().strip() != "and"
    if first.form == "adjective":
        return act.form == "participle"
    if len(forms) > 1:
        return False
    between = text[max(last.zone.start, joint.start() - _NEAR) : joint.start()]
    if act.form == "participle" and joint.group().strip() == "and":
        # "... its resolution condemning A and deploring B": coordinated with a participle inside.
        return not any(
            openings.verbs[_flat(v.group())][1] == "participle"
            for v in openings.verb_pattern.finditer(between)
        )
    if act.form == "present" and ";" not in joint.group():
        return not re.search(r"\b(?:which|who|that)\s+(?:[a-z]+ly\s+)?[a-z]+s\b[^,;]*$", between)
    if act.form in ("plain", "past") and joint.group().strip() == "and":
        return not re.search(r"\b(?:to|which|who|that|will|would|should|must|shall)\b[^,;]*$", between)
    return not (act.form == "plain" and re.search(r"\bto\s+[a-z]+\b", between) and ";" not in joint.group())


def _skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return found.end() if found is not None else start


def _flat(words: str) -> str:
    return " ".join(words.lower().split())
