"""Sayings that marks and layout introduce, and no verb: turns of a transcript, a colon before a quotation, a dash after it.

Each function reads the text and its paragraphs; the sentences only say who is named in a source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.extract.blocks import OPENING, is_quotation, stays_open
from onrecord.extract.labels import load_source_labels
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying, Speaker
from onrecord.vocabulary import UNKNOWN, Document, Paragraph, Party, Span, Voices

_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: (?:[A-ZÀ-Þ][\w.’'-]*|of|the|for|de|da|del|al|bin|van|von|der|la|el)){0,6}"
# “...” — Ana Silva, foreign minister, 3 May 2016
_DASH = re.compile(
    rf"\s*(?P<cue>[—–―]|--?|~)\s?(?P<source>{_NAME}(?:,? \(?@\w{{1,30}}\)?)?(?:, [^\n\"”]{{2,80}})?)\.?\s*"
)
# text — Ana Silva (@anasilva) May 3, 2016
_POST = re.compile(
    rf"\s(?P<cue>[—–―]|--?)\s?(?P<source>{_NAME} \(@\w{{1,30}}\))(?=\s+[A-Z][a-z]{{2,8}}\.? \d|\s*$|\s*<|\s*\d{{1,2}} [A-Z])"
)
# Clinton: “...” ; Rep. Jo Roe (R-S.C.): "..." ; where the name opens a sentence.
_COLON = re.compile(
    rf"(?:(?<=[.!?”\"’] )|(?<=^)|(?<= [-–—] ))(?P<source>{_NAME}(?: \([A-Z][\w.-]{{0,10}}\))?)\s?(?P<cue>:)\s?(?=[\"“«])"
)
# What follows a name behind a dash and does not belong to it: ", 3 May 2016", ", Lisbon", ", speaking in Lisbon".
_DATED = re.compile(r",? (?:on )?(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}$|, \d{4}$")
_PLACED = re.compile(r", (?:\w+ing\b.*|[A-ZÀ-Þ][\w-]+)$")


@dataclass(frozen=True)
class Places:
    """The sentences of a document by their place in it."""

    scenes: Sequence[Scene]

    @cached_property
    def _starts(self) -> list[int]:
        return [scene.tree.sentence.span.start for scene in self.scenes]

    def sentence_at(self, place: int) -> int:
        """Index of the sentence around a character, or of the nearest one before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def named_speaker(self, document: Document, source: Span) -> Speaker:
        """The speaker whom a stretch of the text names."""
        return Speaker(party=self._party_in(source), source=source, name=source.of(document.text))

    def _party_in(self, source: Span) -> Party | None:
        """The party whose name stands in a source span: a person before the state or body that he or she is of."""
        first, last = self.sentence_at(source.start), self.sentence_at(source.end)
        inside = [
            party
            for scene in self.scenes[first : last + 1]
            for index, party in sorted(scene.parties.items())
            if source.start <= scene.tree.tokens[index].start and scene.tree.tokens[index].end <= source.end
        ]
        people = [party for party in inside if party.person]
        return next(iter(people or inside), None)


def turn_sayings(document: Document, scenes: Sequence[Scene], *, voices: Voices) -> tuple[Saying, ...]:
    """Each turn of a transcript as one saying, around everything that is said in it.

    None where all turns are the words of the document's own speaker: the base of every chain says so already.
    """
    if voices.speaker is not None and all(turn.name == voices.speaker.person for turn in voices.turns):
        return ()
    places = Places(scenes)
    return tuple(
        Saying(
            sentence=places.sentence_at(turn.content[0].start),
            cue=turn.cue,
            speakers=(Speaker(party=turn.party, source=turn.source, name=turn.name or UNKNOWN),),
            content=turn.content,
            rule="turn",
        )
        for turn in voices.turns
        if turn.content and scenes
    )


def dash_sayings(document: Document, scenes: Sequence[Scene]) -> tuple[Saying, ...]:
    """Reads a quotation with its author behind a dash, on the same line or the next, and posts signed "— Name (@handle) date"."""
    if not scenes:
        return ()
    found, places = [], Places(scenes)
    for number, paragraph in enumerate(document.paragraphs):
        for content, source, cue in (
            *_dash_below(document, number),
            *_dash_behind(document.text, paragraph),
            *_posts(document.text, paragraph),
        ):
            found.append(_saying(document, places, content, source, cue, "dash"))
    return tuple(sorted(found, key=lambda saying: saying.cue))


def colon_sayings(document: Document, scenes: Sequence[Scene], *, voices: Voices) -> tuple[Saying, ...]:
    """Reads "Silva: “...”" where the name opens a sentence; what lies in a turn's label is left to the turn."""
    if not scenes:
        return ()
    found, places = [], Places(scenes)
    for paragraph in document.paragraphs:
        for match in _COLON.finditer(document.text, paragraph.span.start, paragraph.span.end):
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            content = _quotation(document.text, match.end(), paragraph.span.end)
            turn = voices.turn_at(cue.start)
            if (
                content is not None
                and _is_source(source.of(document.text))
                and (turn is None or turn.cue != cue)
            ):
                found.append(_saying(document, places, content, source, cue, "colon"))
    return tuple(found)


def _dash_below(document: Document, number: int) -> Iterator[tuple[Span, Span, Span]]:
    """A paragraph that is nothing but a dash and a name, under one that is nothing but a quotation."""
    paragraph = document.paragraphs[number].span
    match = _DASH.fullmatch(document.text, paragraph.start, paragraph.end) if number else None
    if match is None or not _is_source(match.group("source")):
        return
    quoted: list[Span] = []
    for above in reversed(document.paragraphs[:number]):
        part = above.span.of(document.text)
        if not (is_quotation(part) or (quoted and part[:1] in OPENING and stays_open(part))):
            break
        quoted.append(above.span)
    if quoted:
        yield Span(quoted[-1].start, quoted[0].end), _source_of(match), Span(*match.span("cue"))


def _dash_behind(text: str, paragraph: Paragraph) -> Iterator[tuple[Span, Span, Span]]:
    """A paragraph that is a quotation, a dash and a name."""
    span = paragraph.span
    if text[span.start : span.start + 1] not in OPENING:
        return
    content = _quotation(text, span.start, span.end)
    match = _DASH.fullmatch(text, content.end, span.end) if content is not None else None
    if content is not None and match is not None and _is_source(match.group("source")):
        yield content, _source_of(match), Span(*match.span("cue"))


def _posts(text: str, paragraph: Paragraph) -> Iterator[tuple[Span, Span, Span]]:
    """Posts that are copied with their signature; a mark-up tag that opens one is no part of it."""
    start = paragraph.span.start
    for match in _POST.finditer(text, paragraph.span.start, paragraph.span.end):
        opening = text.rfind(">", start, match.start()) + 1
        content = _stripped(text, Span(max(start, opening), match.start()))
        if content is not None:
            yield content, Span(*match.span("source")), Span(*match.span("cue"))
        start = match.end()


def _quotation(text: str, start: int, limit: int) -> Span | None:
    """The quotation that opens at a character, up to its last closing mark before other words begin."""
    opening = text[start : start + 1]
    closing = {"“": "”", "«": "»", "„": "”“"}.get(opening, '"')
    depth = start + 1
    end = min((at for mark in closing if (at := text.find(mark, depth, limit)) >= 0), default=-1)
    if end < 0 and opening == "“":
        end = text.find('"', depth, limit)
    if end < 0:
        return Span(start, limit) if limit - start > 1 and opening else None
    return Span(start, end + 1)


def _is_source(name: str) -> bool:
    """True for a name; what follows it after a comma (an office, a place) is not asked."""
    return load_source_labels().is_source(re.sub(r"\s*\([^()]*\)$", "", name.split(",")[0]))


def _source_of(match: re.Match[str]) -> Span:
    """The name and the office; a date, a place or an occasion behind them is no part of it."""
    source = match.group("source").rstrip(" .")
    cut = _DATED.search(source) or _PLACED.search(source)
    return Span(match.start("source"), match.start("source") + (cut.start() if cut else len(source)))


def _stripped(text: str, span: Span) -> Span | None:
    part = span.of(text)
    if not any(char.isalnum() for char in part):
        return None
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, start + len(part.strip()))


def _saying(document: Document, places: Places, content: Span, source: Span, cue: Span, rule: str) -> Saying:
    return Saying(
        sentence=places.sentence_at(content.start),
        cue=cue,
        speakers=(places.named_speaker(document, source),),
        content=(content,),
        rule=rule,
    )
