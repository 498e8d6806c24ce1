"""Finds the turns of a transcript: who speaks from which printed name to the next.

Titles, brackets and questions are taken at their word; bare names only where they take turns and talk. A
single label is a turn only where the document's speaker or a state in brackets stands in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.registry import Registry
from onrecord.resolve.turn_labels import Label, LabelWords, Manner, load_label_words, read_label
from onrecord.resolve.turn_names import Namer
from onrecord.vocabulary import Actor, ActorKind, Document, DocumentKind, Party, Span, Turn

_TALK = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me)\b|\bI['’]|\?")
_ANONYMOUS = (Manner.QUESTION, Manner.ANSWER, Manner.CHAIR)
_FEWEST_LETTERS = 2
_TRANSCRIPT_SHARE = 0.4
"""Of the paragraphs from the first label on; with so many labelled, all up to the last label is talk."""
_MOST_BETWEEN = 3
"""Paragraphs. In a report, more than these between two labels are the reporter's own."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """A label with the number of its paragraph."""

    paragraph: int
    label: Label


def find_turns(
    document: Document,
    *,
    registry: Registry,
    speaker: Party | None,
    forum: Actor | None = None,
    publisher: Actor | None = None,
) -> tuple[Turn, ...]:
    """The turns in the order of the text; empty for a document that is no transcript.

    `speaker` is whose words the document is said to be, `forum` the body before which it was spoken,
    `publisher` the state or body that gives it out.
    """
    openings = _accepted(document, _openings(document), registry, speaker)
    if not openings:
        return ()
    words = load_label_words()
    namer = Namer(
        document, registry, speaker, forum, publisher, labels=tuple(opening.label for opening in openings)
    )
    turns = []
    for at, opening in enumerate(openings):
        paragraphs = _paragraphs_of(document, openings, at, words)
        content = _content(document, opening.label, paragraphs, words)
        if content:
            name, party = namer.who(opening.label)
            turns.append(
                Turn(
                    span=Span(opening.label.start, content[-1].end),
                    source=opening.label.source,
                    cue=opening.label.cue,
                    content=content,
                    name=name,
                    party=party,
                )
            )
    return tuple(turns)


def _openings(document: Document) -> list[_Opening]:
    found = []
    for number, paragraph in enumerate(document.paragraphs):
        label = read_label(document.text, paragraph.span)
        if label is not None and label.words < paragraph.span.end:
            found.append(_Opening(number, label))
    return found


def _accepted(
    document: Document, openings: Sequence[_Opening], registry: Registry, speaker: Party | None
) -> list[_Opening]:
    """The openings that are turns, by the company they keep."""
    strong = [o for o in openings if o.label.manner in (Manner.TITLED, *_ANONYMOUS)]
    questions = [o for o in strong if o.label.manner in _ANONYMOUS]
    if (
        len(questions) == len(strong)
        and len({o.label.manner for o in strong}) < 2
        and len(openings) == len(strong)
    ):
        strong = []  # "Q ..." alone, and nobody who answers: no transcript
    capitals = [o for o in openings if o.label.manner is Manner.CAPITALS]
    names = [o for o in openings if o.label.manner is Manner.NAME and not _is_place(o.label, registry)]
    kept: set[int] = set()
    if len(strong) > 1 and _talk(document, strong):
        kept.update(o.paragraph for o in strong)
    for bare, supported in ((capitals, bool(strong)), (names, bool(questions))):
        if _take_turns(document, bare, supported):
            kept.update(o.paragraph for o in (*bare, *strong))
    accepted = [o for o in openings if o.paragraph in kept]
    return accepted or [o for o in openings[:1] if _stands_alone(document, o, speaker)]


def _stands_alone(document: Document, opening: _Opening, speaker: Party | None) -> bool:
    """A single label that names the document's own speaker, or a state in brackets behind a title."""
    label = opening.label
    if label.manner not in (Manner.TITLED, Manner.CAPITALS) or document.kind is not DocumentKind.SPEECH:
        return False
    known = speaker.person if speaker is not None else document.speaker
    same = bool(known and label.name and known.split()[-1].casefold() == label.key)
    return same or (bool(label.bracket) and opening.paragraph == 0)


def _take_turns(document: Document, openings: Sequence[_Opening], supported: bool) -> bool:
    """Two or more bare names, one of them back again or beside labels that are surer, and most of them talk."""
    if not openings or len(openings) + supported < 2:
        return False
    back = max(Counter(o.label.key for o in openings).values()) > 1
    return (back or supported) and _talk(document, openings)


def _talk(document: Document, openings: Sequence[_Opening]) -> bool:
    """They are followed by words, and most of these are such as people say: I, you, a question, a quotation."""
    texts = [document.text[o.label.words : document.paragraphs[o.paragraph].span.end] for o in openings]
    wordy = sum(1 for text in texts if sum(char.isalpha() for char in text) >= _FEWEST_LETTERS)
    talking = sum(1 for text in texts if _TALK.search(text) or text[:1] in '"“')
    return 10 * wordy >= 9 * len(texts) and 2 * talking >= len(texts)


def _is_place(label: Label, registry: Registry) -> bool:
    """A label that is wholly the name of a state or body: a heading more often than a speaker."""
    name = label.name or ""
    return any(
        hit.span.end - hit.span.start >= len(name) - 4
        for hit in registry.mentions(name)
        if (actor := registry.actor(hit.actors[0])) is not None
        and actor.kind in (ActorKind.STATE, ActorKind.BODY)
    )


def _paragraphs_of(document: Document, openings: Sequence[_Opening], at: int, words: LabelWords) -> range:
    """The paragraphs of a turn: up to the next label; in a report only as far as turns stand close together."""
    first = openings[at].paragraph
    following = openings[at + 1].paragraph if at + 1 < len(openings) else None
    limit = following if following is not None else len(document.paragraphs)
    transcript = document.kind is DocumentKind.SPEECH
    close = len(openings) >= _TRANSCRIPT_SHARE * (len(document.paragraphs) - openings[0].paragraph)
    # In a report, what follows the last turn, or stands far before the next, is the reporter's own.
    if not transcript and (following is None or (not close and following - first - 1 > _MOST_BETWEEN)):
        limit = first + 1
    for number in range(first + 1, limit):
        if words.closing.fullmatch(document.paragraphs[number].span.of(document.text).strip()):
            return range(first, number)
    return range(first, limit)


def _content(document: Document, label: Label, paragraphs: range, words: LabelWords) -> tuple[Span, ...]:
    """The words of a turn, one span a paragraph or more, without stage directions and closing lines."""
    found: list[Span] = []
    for number in paragraphs:
        span = document.paragraphs[number].span
        start = label.words if number == paragraphs[0] else span.start
        found.extend(_without_directions(document.text, Span(start, span.end), words))
    return tuple(found)


def _without_directions(text: str, span: Span, words: LabelWords) -> list[Span]:
    cuts = [
        Span(*match.span())
        for pattern in (words.direction, words.ending)
        for match in pattern.finditer(text, span.start, span.end)
        if pattern is words.direction or match.end() >= span.end - 2
    ]
    kept: list[Span] = []
    start = span.start
    for cut in sorted(cuts):
        kept.append(Span(start, max(start, cut.start)))
        start = max(start, cut.end)
    kept.append(Span(start, max(start, span.end)))
    return [trimmed for part in kept if (trimmed := _trimmed(text, part)) is not None]


def _trimmed(text: str, span: Span) -> Span | None:
    """Without blanks at the edges; None where no word is left."""
    part = span.of(text)
    if not any(char.isalnum() for char in part):
        return None
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, start + len(part.strip()))
