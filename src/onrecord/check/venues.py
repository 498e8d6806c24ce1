"""Where and when a text says that something was held, in the words after its name and before it.

"... was held in Baku on 25 October 2019", "Baku hosted ... in 2019", "On 25 October 2019 ... opened in Baku",
"leaders met in Baku for ...", "the venue of ... was Baku".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from onrecord.check.dates import DateHit, is_date_word
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.vocabulary import Sentence, Span

PLACE = r"[A-ZÀ-ÖØ-ÞĆČĐĞİŁŚŠŞŻŽ][\w’'-]*(?:[ \n](?:d[’']|de[ \n]|del[ \n]|es[ \n]|[eaE]l-|[eaE]l[ \n])?[A-ZÀ-ÖØ-ÞĆČĐĞİŁŚŠŞŻŽ][\w’'-]+){0,3}"
"""Capitalised words that may be the name of a town or state."""
_REACH = 90
_ANY_TIME = frozenset({"host", "hosts", "hosting", "is hosting", "is held", "takes place", "opens", "begins"})
"""Of the words of holding, those that do not say that it has been."""
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Venue:
    """What is told of place and time; `span` covers the words, the name included."""

    span: Span
    place: str | None = None
    date: DateHit | None = None
    opening: bool = False
    """The date is told for the beginning."""
    planned: bool = False
    """Told as something to come."""
    past: bool = False
    """Told as something that was."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    meeting, flags = load_lexicon().meeting, re.IGNORECASE
    place = rf"(?-i:(?P<place>{PLACE}))"
    city = r"(?:the[ \n](?:(?-i:[A-Z])\w+[ \n]){0,2}(?:capital|city|town|resort)(?:[ \n]of)?,?[ \n](?:of[ \n](?-i:[A-Z])\w+,?[ \n])?)?"
    copula = any_of(meeting["copulas"])
    return {
        "held": re.compile(rf",?[ \n](?:(?:which|that)[ \n])?(?:(?:was|were)[ \n](?:also[ \n])?(?:due|scheduled|planned)[ \n])?(?:\w+ly[ \n]|last[ \n]|first[ \n])?(?P<verb>{any_of(meeting['holding'])})(?=[\s,(])(?:[ \n](?:\w+ly|here|last|first))?", flags),
        "place": re.compile(rf",?[ \n](?:\(|held[ \n]|here[ \n])?(?:in|at|by|to)[ \n]{city}(?:the[ \n](?=[A-Z]))?{place}(?:,[ \n]?(?-i:[A-Z])[\w.]+(?:[ \n](?-i:[A-Z])[\w.]+){{0,2}}(?=,|[ \n](?:on|in|from|last|this)[ \n]|[.;)]))?,?", flags),
        "bracket": re.compile(rf"[ \n]\((?:held[ \n])?(?:in[ \n])?(?!(?-i:[A-Z]{{2}})){place}(?:,[ \n][A-Z][\w.]+)?(?=[,;)]|[ \n](?:in|on|from)[ \n])", flags),
        "acronym": re.compile(r"[ \n]\([A-Z][A-Z-]+(?:[ \n-][\dXVI]+)?\)"),
        "host": re.compile(rf",[ \n]which[ \n]{place}[ \n](?:{any_of(meeting['hosting'])})", flags),
        "was in": re.compile(rf"[ \n]{copula}[ \n](?:the[ \n]city[ \n]of[ \n])?{place}(?=[.,;\n]|\Z)", flags),
        "when": re.compile(r"(?:,|,?[ \n]\(|[ \n])?[ \n]?(?:(?:in|on|from|of|back[ \n]in|between|early[ \n]in|late[ \n]in|earlier[ \n]in)[ \n])?(?:early[ \n]|late[ \n]|mid-)?(?:the[ \n])?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ \n])?"),
        "level": re.compile(r",?[ \n]at[ \n](?:the|a)[ \n][\w-]+[ \n]level", flags),
        # From here on, what stands before the name, read backwards.
        "article": re.compile(r"(?:(?<=[\s(])|\A)(?:the|its|their|a)[ \n]\Z", flags),
        "link": re.compile(rf",?[ \n](?P<link>{any_of(meeting['towards'])})[ \n]\Z", flags),
        "hosts": re.compile(rf"(?P<all>{place}(?:,[^,;.]{{1,50}},|,[ \n]which(?:[ \n]ha[sd])?)?[ \n](?P<verb>{any_of(meeting['hosts'])}))[ \n]\Z", flags),
        "venue": re.compile(rf"(?<!\w)(?:{any_of(meeting['venue'])})[ \n](?:of|for)[ \n]\Z", flags),
        "place before": re.compile(rf"(?:\A|[\s(])(?P<all>(?:in|at)[ \n]{city}{place}(?:,[ \n](?-i:[A-Z])\w+(?=,))?),?[ \n]?\Z", flags),
        "noun": re.compile(rf"(?:{any_of(meeting['nouns'])})(?:[ \n][\w-]+){{0,3}}[ \n]\Z", flags),
        "copula": re.compile(rf"[ \n](?:{copula})[ \n]\Z", flags),
        "opens": re.compile(r"(?:\A|[,;:(“\"][ \n]?|(?:^|[ \n])(?:and|when|where|while|but|as|that|then|later)[ \n])\Z", flags),
        "prep": re.compile(r"(?:(?<=\W)|\A)(?:(?:in|on|from|by|during|back[ \n]in|early[ \n]in|late[ \n]in)[ \n])(?:the[ \n])?(?:early[ \n]|late[ \n])?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ \n])?\Z", flags),
        "opening": re.compile(any_of(meeting["opening"]), flags),
        "planned": re.compile(any_of(meeting["planned"]), flags),
    }  # fmt: skip


def venue_of(scene: Scene, sentence: Sentence, name: Span) -> Venue:
    """Place and date that the sentence gives for what it names there; what comes after goes before."""
    venue = _after(scene, sentence, Venue(name))
    return _before(scene, sentence, name, venue)


def _after(scene: Scene, sentence: Sentence, venue: Venue) -> Venue:
    text, end, patterns = scene.text, sentence.span.end, _patterns()
    at = venue.span.end
    lead = text[sentence.span.start : venue.span.start]
    if patterns["venue"].search(patterns["article"].sub("", lead)):
        match = patterns["was in"].match(text, at, end)
        return (
            replace(venue, span=Span(venue.span.start, match.end()), place=_name(match)) if match else venue
        )
    if acronym := patterns["acronym"].match(text, at, end):
        at = acronym.end()
    host = patterns["host"].match(text, at, end)
    if host:
        at = host.end()
        venue = replace(venue, span=Span(venue.span.start, at), place=_name(host))
    held = patterns["held"].match(text, at, end)
    if held:
        opening = patterns["opening"].fullmatch(held["verb"]) is not None
        planned = patterns["planned"].search(held.group()) is not None
        at, venue = (
            held.end(),
            replace(
                venue,
                opening=opening,
                planned=planned,
                past=not planned and held["verb"].casefold() not in _ANY_TIME,
            ),
        )
    for _ in range(_STEPS):
        level = patterns["level"].match(text, at, end)
        if level:
            at = level.end()
        place = patterns["place"].match(text, at, end) or patterns["bracket"].match(text, at, end)
        if place and venue.place is None and not is_date_word(place["place"].split()[0]):
            at = place.end()
            stop = at - 1 if text[at - 1] == "," else at
            venue = replace(venue, span=Span(venue.span.start, stop), place=_name(place))
        elif venue.date is None and (hit := _date_at(scene, at, end)) is not None:
            at = hit.span.end
            venue = replace(venue, span=Span(venue.span.start, at), date=hit)
        else:
            break
    return venue


def _date_at(scene: Scene, at: int, end: int) -> DateHit | None:
    for hit in scene.dates_in(Span(at, min(end, at + _REACH))):
        if hit.decade:
            return None
        return hit if _patterns()["when"].fullmatch(scene.text, at, hit.span.start) else None
    return None


def _before(scene: Scene, sentence: Sentence, name: Span, venue: Venue) -> Venue:
    """Peel off, from the name leftwards, an article, a link, and a place and date in either order."""
    start, patterns = sentence.span.start, _patterns()
    lead = scene.text[start : name.start]
    lead = lead[: len(lead) - len(match.group())] if (match := patterns["article"].search(lead)) else lead
    tied = False
    hosts = patterns["hosts"].search(lead)
    if hosts and not is_date_word(hosts["place"].split()[0]):
        lead = lead[: hosts.start()]
        planned = venue.planned or patterns["planned"].search(hosts["verb"]) is not None
        venue = replace(
            venue,
            span=Span(start + hosts.start("all"), venue.span.end),
            place=_name(hosts),
            planned=planned,
            past=not planned and hosts["verb"].casefold() not in _ANY_TIME,
        )
        tied = True
    elif link := patterns["link"].search(lead):
        lead, tied = lead[: link.start()], True
    elif copula := patterns["copula"].search(lead):
        lead = lead[: copula.start()]
        place = _last_place(lead + " ") or _last_place(_without_date(scene, start, lead) + " ")
        if place is None or not patterns["noun"].search(lead[: place.start("all")]):
            return venue
        tied = True
    return _peel(scene, start, lead, venue, tied)


def _without_date(scene: Scene, start: int, lead: str) -> str:
    hits = scene.dates_in(Span(start, start + len(lead)))
    if not hits or hits[-1].span.end != start + len(lead.rstrip(" ,\n")):
        return lead
    kept = lead[: hits[-1].span.start - start]
    return _patterns()["prep"].sub("", kept).rstrip()


def _last_place(lead: str) -> re.Match[str] | None:
    match = _patterns()["place before"].search(lead)
    return match if match and not is_date_word(match["place"].split()[0]) else None


def _peel(scene: Scene, start: int, lead: str, venue: Venue, tied: bool) -> Venue:
    patterns = _patterns()
    peeled = venue
    for _ in range(2):
        lead = lead if lead.endswith((" ", "\n")) else lead + " "
        bare = lead.rstrip(" ,\n")
        hits = scene.dates_in(Span(start, start + len(bare)))
        prep = patterns["prep"].search(scene.text[start : hits[-1].span.start]) if hits else None
        place = _last_place(lead)
        if (
            hits
            and hits[-1].span.end == start + len(bare)
            and not hits[-1].decade
            and (prep or hits[-1].span.start == start)
        ):
            left = start + prep.start() if prep else hits[-1].span.start
            if peeled.date is None:
                peeled = replace(peeled, span=Span(left, peeled.span.end), date=hits[-1])
        elif place:
            left = start + place.start("all")
            if peeled.place is None:
                peeled = replace(peeled, span=Span(left, peeled.span.end), place=_name(place))
        else:
            break
        lead = lead[: left - start]
    return peeled if tied or not lead.strip() or patterns["opens"].search(lead) else venue


def _name(match: re.Match[str]) -> str:
    return " ".join(match["place"].split())
