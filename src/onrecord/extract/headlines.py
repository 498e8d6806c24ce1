"""Sayings of a headline that stands in the text: "Silva: Chile must act", "Chile must act - Silva".

A title that was taken off the text has no place in it, and so no evidence: only a first paragraph of the text is read.
Headlines with a verb of saying are sentences like others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.labels import load_source_labels
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying
from onrecord.extract.turns import Places
from onrecord.vocabulary import Document, Span, Voices

_COLON = re.compile(r"(?P<label>[^:\n]{2,70}?)\s?(?P<cue>:)\s+(?P<said>\S[^\n]*)")
_PREFIX = re.compile(r"(?P<word>[A-Za-z]+)\s?[-–—:|]\s+")
_ABOUT = re.compile(r"\s+(?:on|to|about|at|after)\s+(?=\S)", re.IGNORECASE)
_DASH = re.compile(
    r"(?P<said>[^\n]{8,}?)(?:\s+(?P<cue>[-–—])|\s?(?P<colon>:))\s+(?P<source>[^\n:–—]{2,45}?)\.?"
)
_LAST_STOP = re.compile(r"[.;,\s]+$")
_QUOTES = "\"“‘'«"
_LONGEST = 28
"""Words. A longer first paragraph is no headline."""
_LONGEST_NAME = 4
_FEWEST_SAID = 2
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


def headline_sayings(document: Document, scenes: Sequence[Scene], *, voices: Voices) -> tuple[Saying, ...]:
    """The saying that a colon or a dash makes of the first paragraph; empty where it is no such headline."""
    if not scenes or len(document.paragraphs) < 2:
        return ()
    line = _first_line(document)
    if len(line.of(document.text).split()) > _LONGEST or voices.turn_at(line.start) is not None:
        return ()
    found = _by_colon(document, line, scenes) or _by_dash(document, line)
    if found is None:
        return ()
    source, cue, content, rule = found
    return (
        Saying(
            sentence=0,
            cue=cue,
            speakers=(Places(scenes).named_speaker(document, source),),
            content=(content,),
            rule=rule,
        ),
    )


def _first_line(document: Document) -> Span:
    span = document.paragraphs[0].span
    end = document.text.find("\n", span.start, span.end)
    return Span(span.start, end if end >= 0 else span.end)


def _by_colon(document: Document, line: Span, scenes: Sequence[Scene]) -> tuple[Span, Span, Span, str] | None:
    """Reads "Silva: ...", "Silva on the lake: ...", "EXCLUSIVE - Silva: ..."."""
    labels = load_source_labels()
    start = line.start
    prefix = _PREFIX.match(document.text, start, line.end)
    if prefix is not None and prefix.group("word").casefold() in labels.prefixes:
        start = prefix.end()
    match = _COLON.match(document.text, start, line.end)
    if match is None:
        return None
    content = _without_stop(document.text, Span(*match.span("said")))
    if len(content.of(document.text).split()) < _FEWEST_SAID:
        return None
    label, cue = Span(*match.span("label")), Span(*match.span("cue"))
    about = _ABOUT.search(document.text, label.start, label.end)
    short = Span(label.start, about.start()) if about is not None else label
    quoted = content.of(document.text)[:1] in _QUOTES
    verb = _verb_in(scenes, label)
    if verb is not None and quoted and labels.is_source(document.text[label.start : verb].strip()):
        source = Span(label.start, label.start + len(document.text[label.start : verb].rstrip()))
        return source, Span(verb, cue.end), content, "headline colon"
    if labels.is_source(short.of(document.text)) and (about is None or quoted or _clause_in(scenes, content)):
        return short, cue, content, "headline colon"
    return None


def _by_dash(document: Document, line: Span) -> tuple[Span, Span, Span, str] | None:
    """Reads "... - Silva", "... : report"; the site's own name behind a dash is no source."""
    match = _DASH.fullmatch(document.text, line.start, line.end)
    if match is None:
        return None
    labels = load_source_labels()
    name = match.group("source")
    site = {(document.outlet or "").casefold(), (document.credit or "").casefold()}
    known = name.casefold() in labels.nouns
    person = match.group("cue") and labels.is_source(name) and _is_named_below(document.text, name, line.end)
    if name.casefold() in site or not (known or person):
        return None
    cue = Span(*match.span("cue" if match.group("cue") else "colon"))
    content = _without_stop(document.text, Span(*match.span("said")))
    return Span(*match.span("source")), cue, content, "headline dash"


def _is_named_below(text: str, name: str, start: int) -> bool:
    """True for up to four capitalised words of which the last comes back within a sentence: a name, not "It May Surprise You"."""
    words = name.split()
    if len(words) > _LONGEST_NAME or not all(word[:1].isupper() for word in words):
        return False
    return re.search(rf"[a-z,] {re.escape(words[-1])}\b", text[start:]) is not None


def _verb_in(scenes: Sequence[Scene], span: Span) -> int | None:
    """Where the first verb of a stretch stands, as far as the parser sees one in a headline."""
    for scene in scenes:
        if scene.tree.sentence.span.start >= span.end:
            break
        for token in scene.tree.tokens:
            if span.start < token.start and token.end <= span.end and token.tag in _FINITE:
                return token.start
    return None


def _clause_in(scenes: Sequence[Scene], span: Span) -> bool:
    """True where a finite verb stands in a stretch."""
    return _verb_in(scenes, Span(max(0, span.start - 1), span.end)) is not None


def _without_stop(text: str, span: Span) -> Span:
    """Without a closing stop, and without a second headline behind a semicolon at the end of the line."""
    part = _LAST_STOP.sub("", span.of(text))
    return Span(span.start, span.start + max(1, len(part)))
