"""When and at which session a cited text is said to have been adopted: "of 14 June 1967", "at its 38th session".

A date or session is the text's own only where nothing but words of adopting stands between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.check.dates import DateHit
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.quantities import read_ordinal
from onrecord.check.scene import Scene
from onrecord.vocabulary import PartialDate, Sentence, Span

_ADOPTED = r"(?:adopted|approved|passed|endorsed)"
_MANNER = r"(?:[ \n](?:unanimously|by[ \n]consensus|overwhelmingly|without[ \n]a[ \n]vote))?"
_BODY = r"(?:(?:the|this|our)[ \n])?(?:UN[ \n]|U\.N\.[ \n]|United[ \n]Nations[ \n])?(?:General[ \n]|Security[ \n])?(?:Assembly|Council)"
_BY_WHOM = rf"(?:[ \n]by[ \n]{_BODY})?"
_EPITHET = r"(?:(?:its|the|a|landmark|historic|famous)[ \n]){0,2}"
_NOUN = rf"(?:{_EPITHET}(?:(?:UN|U\.N\.|United[ \n]Nations|General[ \n]Assembly|Security[ \n]Council)[ \n])?[Rr]esolution[ \n])?(?:[Nn]o\.?[ ]?)?"
_AT = r"(?:(?:back[ \n])?(?:on|in)[ \n])"
_AFTER = re.compile(
    r",?[ \n](?:\([^)]{0,40}\)[ \n])?(?:"
    r"(?:of|dated|from|which[ \n]dates[ \n]from|dates[ \n](?:back[ \n]to|from|to)|dating[ \n](?:from|to|back[ \n]to))[ \n]"
    r"|(?:which[ \n])?(?:was[ \n]|came[ \n])(?:put[ \n])?(?:to[ \n](?:the|a)[ \n]vote|voted[ \n](?:on|upon|through))[ \n](?:on|in)[ \n]"
    rf"|(?:which|that)[ \n]{_BODY}[ \n](?:had[ \n]|has[ \n])?(?:\w+ly[ \n])?{_ADOPTED}{_MANNER}[ \n]{_AT}"
    rf"|(?:which[ \n])?(?:was[ \n]|were[ \n]|had[ \n]been[ \n])?(?:unanimously[ \n])?{_ADOPTED}{_MANNER}{_BY_WHOM}{_MANNER}[ \n]{_AT}?"
    r")(?:the[ \n])?|[ \n]\("
)
"""Between a citation and the date that follows it."""
_BEFORE = re.compile(
    rf",?[ \n](?:(?:that[ \n])?{_BODY}(?:[ \n](?:had|has))?(?:[ \n]\w+ly)?[ \n]{_ADOPTED}{_MANNER}[ \n]{_NOUN}|(?:of[ \n])?{_NOUN})"
)
"""Between a date and the citation that follows it, where the date opens the sentence or its clause."""
_VERB_AFTER = re.compile(rf",?[ \n](?:\w+ly[ \n])?{_ADOPTED}{_MANNER}[ \n]{_NOUN}")
_SUBJECT = re.compile(rf"{_BODY},?[ \n](?:on|in)[ \n](?:the[ \n])?\Z")
_ONLY_NOUN = re.compile(rf",?[ \n](?:(?:of|as|under)[ \n])?{_NOUN}")
_PASSIVE = re.compile(rf"[ \n](?:was|were|had[ \n]been)[ \n](?:\w+ly[ \n])?{_ADOPTED}")
"""After a citation that a date before it dates: "On 2 May, resolution 5 was adopted"."""
_OPENS = re.compile(
    rf"(?:(?:\A|[,;:][ \n]|[ \n](?:that|when|and|as)[ \n])(?:{_AT}|[Ii]t[ \n]was[ \n](?:on|in)[ \n])|{_BODY},?[ \n](?:on|in)[ \n])(?:the[ \n])?\Z",
    re.IGNORECASE,
)
_LEADS = re.compile(
    rf"(?:(?:{_ADOPTED}|Adopted|Approved|Passed){_MANNER}{_BY_WHOM}[ \n](?:on|in)[ \n]|[Aa]doption[ \n](?:on|in)[ \n]|(?:[’']s|[Tt]he|[Ii]ts)[ \n])\Z"
)
"""Before a date that is the text's own though it stands before it: "adopted on 2 May, resolution 5", "its 1993 resolution 5"."""
_AFTER_VERB = re.compile(r",?[ \n](?:on|in)[ \n](?:the[ \n])?")
_VERB_BEFORE = re.compile(
    rf"(?:{_ADOPTED}{_MANNER}|[Aa]doption[ \n]of|[Aa]dopting|[Pp]assing|[Pp]assage[ \n]of)[ \n]{_NOUN}\Z"
)
_OTHER_PAPER = re.compile(
    rf"(?:[Rr]eports?|[Ll]etters?|[Ss]tatements?|[Nn]otes?|[Dd]ebates?|[Mm]eetings?|[Bb]riefings?|[Rr]eviews?|[Pp]apers?|[Ss]tud(?:y|ies)|[Cc]onferences?|[Aa]rticles?|[Ss]peech(?:es)?|[Rr]emarks|[Cc]omments?|[Gg]uidance)(?!\w)[^.;]{{0,60}}[ \n](?:on|about|concerning|regarding|under|to|of|into)[ \n](?:the[ \n])?{_NOUN}\Z"
)
"""Before a citation: another paper is about it, and a date after the citation may be that paper's."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NEAR = 120


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is told of the adoption; `span` covers the words, the citation included."""

    span: Span
    date: PartialDate | None = None
    yearless: bool = False
    """The text gives day and month alone; the year in `date` says nothing."""
    session: str | None = None
    """As in the number of a text: `38`, `S-5`, `ES-10`."""


def told_adoption(scene: Scene, sentence: Sentence, citation: Span) -> Adoption:
    """Date and session that the sentence gives for the text cited there; nothing where it gives none."""
    session, reach = _session(scene, sentence, citation)
    lead = scene.text[max(sentence.span.start, citation.start - _NEAR) : citation.start]
    after = (_AFTER, _AFTER_VERB) if _VERB_BEFORE.search(lead) else (_AFTER,)
    if _OTHER_PAPER.search(lead):
        return Adoption(span=reach, session=session)
    for hit in _days(scene, Span(citation.end, min(sentence.span.end, citation.end + _NEAR))):
        if any(pattern.fullmatch(scene.text, citation.end, hit.span.start) for pattern in after):
            if session is None:
                session, reach = _session(scene, sentence, Span(citation.start, hit.span.end))
            return _dated(scene, citation, hit, session, reach)
    for hit in _days(scene, Span(max(sentence.span.start, citation.start - _NEAR), citation.start)):
        if _precedes(scene, sentence, hit, citation):
            return _dated(scene, citation, hit, session, reach)
    return Adoption(span=reach, session=session)


def _precedes(scene: Scene, sentence: Sentence, hit: DateHit, citation: Span) -> bool:
    """True where a date before the citation is that of its adoption."""
    before = scene.text[max(sentence.span.start, hit.span.start - 80) : hit.span.start]
    if _VERB_AFTER.fullmatch(scene.text, hit.span.end, citation.start):
        return _SUBJECT.search(before) is not None
    if _ONLY_NOUN.fullmatch(scene.text, hit.span.end, citation.start):
        passive = _PASSIVE.match(scene.text, citation.end, sentence.span.end) is not None
        return _LEADS.search(before) is not None or (passive and _OPENS.search(before) is not None)
    return _BEFORE.fullmatch(scene.text, hit.span.end, citation.start) is not None and (
        _OPENS.search(before) is not None
    )


def _days(scene: Scene, span: Span) -> list[DateHit]:
    """Days, months and years, but no ranges of them."""
    return [hit for hit in scene.dates_in(span) if not hit.decade and hit.period.last == hit.first]


def _dated(scene: Scene, citation: Span, hit: DateHit, session: str | None, reach: Span) -> Adoption:
    at = hit.span
    span = Span(min(citation.start, at.start, reach.start), max(citation.end, at.end, reach.end))
    return Adoption(
        span=span, date=hit.first, yearless=_YEAR.search(at.of(scene.text)) is None, session=session
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lexicon = load_lexicon()
    spelled = rf"(?:{any_of(lexicon.numbers)}-)?{any_of(lexicon.ordinals)}"
    session = rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{spelled})[ \n](?P<kind>regular[ \n]|special[ \n]|emergency[ \n]special[ \n])?session"
    of_whom = rf"(?:[ \n]of[ \n]{_BODY})?"
    at = r"(?:[Aa]t|[Dd]uring|[Ii]n(?:[ \n]the[ \n]course[ \n]of)?)[ \n](?:its|the)"
    before = re.compile(
        rf"(?<!\w){at}[ \n]{session}{of_whom},?[ \n](?:[^;.]{{0,60}}[ \n])?(?:had[ \n])?(?:\w+ly[ \n])?{_ADOPTED}(?:,[^;.]{{0,80}},|{_MANNER})[ \n]{_NOUN}\Z"
        rf"|[Tt]he[ \n]{session.replace('<ordinal>', '<ordinal2>').replace('<kind>', '<kind2>')}{of_whom}[ \n](?:had[ \n])?{_ADOPTED}{_MANNER}[ \n]{_NOUN}\Z"
    )
    opening = re.compile(rf"(?<!\w){at}[ \n]{session}{of_whom},?[ \n]{_NOUN}\Z")
    after_verb = re.compile(rf",?[ \n](?:at|during|in)[ \n](?:its|the)[ \n]{session}{of_whom}")
    after = re.compile(
        rf",?[ \n](?:(?:which[ \n])?(?:was[ \n])?(?:unanimously[ \n])?{_ADOPTED}{_MANNER}{_BY_WHOM}[ \n](?:at|by|during|in)|(?:which|that)[ \n]{_BODY}[ \n](?:had[ \n])?{_ADOPTED}[ \n](?:at|during|in)|of|from)[ \n](?:its|the)[ \n]{session}{of_whom}"
    )
    return before, opening, after, after_verb


def _session(scene: Scene, sentence: Sentence, citation: Span) -> tuple[str | None, Span]:
    """The session and the stretch from it to the citation."""
    before, opening, after, after_verb = _patterns()
    lead = scene.text[max(sentence.span.start, citation.start - 2 * _NEAR) : citation.start]
    match = before.search(lead)
    if match is None and _PASSIVE.match(scene.text, citation.end, sentence.span.end):
        match = opening.search(lead)
    if match is not None:
        return _numbered(match), Span(citation.start - (len(lead) - match.start()), citation.end)
    match = after.match(scene.text, citation.end, sentence.span.end)
    if match is None and _VERB_BEFORE.search(lead):
        match = after_verb.match(scene.text, citation.end, sentence.span.end)
    if match is not None:
        return _numbered(match), Span(citation.start, match.end())
    return None, citation


def _numbered(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    number = read_ordinal(groups["ordinal"] or groups["ordinal2"], load_lexicon())
    kind = (groups["kind"] or groups.get("kind2") or "").split()
    prefix = "ES-" if "emergency" in kind else "S-" if "special" in kind else ""
    return None if number is None else f"{prefix}{number}"
