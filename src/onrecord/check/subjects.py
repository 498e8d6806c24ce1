"""Bodies as the subjects of sentences, and the time of which a sentence speaks.

A body is one that the registry knows; "the movement" is the last body named whose name or kind says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.vocabulary import PartialDate, Sentence, Span

_IT = re.compile(
    r"(?=[ABIi])(?:\A|(?<=[.!?][ \n])|(?<=[”\"][ \n])|(?<=\n)|(?:As of|In|By)[ \n][^,.;]{2,24},?[ \n])(?P<it>[Ii]t)(?=[ \n])"
)
"""A pronoun that opens a sentence, after a date at most."""
_OPENING = re.compile(r"(?:[Tt]he[ \n])?")
_SINCE = re.compile(r"(?:since|until|after|by|from)[ \n](?:the[ \n])?\Z", re.IGNORECASE)


@cache
def _anaphor() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)the[ \n](?P<word>{any_of(load_lexicon().body['anaphors'])})", re.IGNORECASE)


def subjects(scene: Scene, index: int, sentence: Sentence) -> tuple[tuple[Span, str], ...]:
    """Bodies named in the sentence, and "the movement" or "it" where one before it is meant."""
    found = scene.subjects.get(index)
    if found is None:
        found = scene.subjects[index] = tuple(_subjects(scene, index, sentence))
    return found


def _subjects(scene: Scene, index: int, sentence: Sentence) -> Iterator[tuple[Span, str]]:
    for hit, body in scene.bodies_in(sentence.span):
        yield hit.span, body
    for match in _anaphor().finditer(scene.text, sentence.span.start, sentence.span.end):
        body_before = _antecedent(scene, index, match)
        if body_before is not None:
            yield Span(match.start(), match.end()), body_before
    for pronoun in _IT.finditer(scene.text, sentence.span.start, sentence.span.end):
        body_told = _subject_before(scene, index)
        if body_told is not None:
            yield Span(pronoun.start("it"), pronoun.end("it")), body_told


def _subject_before(scene: Scene, index: int) -> str | None:
    """The body that the sentence before begins with; None where it begins with anything else."""
    if not index:
        return None
    span = scene.sentences[index - 1].span
    named = scene.bodies_in(span)
    opens = bool(named) and _OPENING.fullmatch(scene.text, span.start, named[0][0].span.start) is not None
    return named[0][1] if opens else None


def _antecedent(scene: Scene, index: int, match: re.Match[str]) -> str | None:
    """The last body named before whose name or kind contains the word; None where none does."""
    word = match["word"].casefold().replace("organisation", "organization")
    here = Span(scene.sentences[index].span.start, match.start())
    for span in (here, *(sentence.span for sentence in scene.before(index))):
        for _, id_ in reversed(scene.bodies_in(span)):
            body = scene.registry.body(id_)
            if body and word in f"{body.name} {body.kind}".casefold().replace("organisation", "organization"):
                return id_
    return None


def time_of(
    scene: Scene, sentence: Sentence, *, past: bool = False, opening: Span | None = None
) -> PartialDate | None:
    """The day that a count or membership is told for; None where the text does not tell.

    A date that opens the sentence decides; else the present is the document's date, and so is a sentence
    without any other year. "Since 2006" is no other time.
    """
    opened = scene.dates_in(opening) if opening else ()
    if opened:
        return None if opened[0].decade else opened[0].first
    hits = [
        hit
        for hit in scene.dates_in(sentence.span)
        if past or not _SINCE.search(scene.text[max(0, hit.span.start - 12) : hit.span.start])
    ]
    if past:
        return hits[0].first if len(hits) == 1 and not hits[0].decade else None
    written = scene.date
    if any(written is None or hit.decade or hit.first.year != written.year for hit in hits):
        return None
    return written


def with_article(text: str, start: int, least: int) -> int:
    """Where the stretch begins if a "the" before it belongs to it."""
    return start - 4 if text[max(least, start - 4) : start].casefold() == "the " else start
