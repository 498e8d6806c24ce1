"""Quotations that no cue introduces, right after somebody was named: "She was blunt: “...”", "He disagreed. “...”"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.extract.lookup import disjoint, is_taken
from onrecord.extract.roles import Scene
from onrecord.extract.sayings.saying import Saying
from onrecord.extract.sayings.speakers import antecedent, speaker_at
from onrecord.extract.sayings.view import View
from onrecord.syntax import SUBJECTS
from onrecord.vocabulary import UNKNOWN, Document, Span

_LEAST_WORDS = 3


def loose_sayings(
    document: Document, lines: Sequence[View], scenes: Sequence[Scene], sayings: Sequence[Saying]
) -> Iterator[Saying]:
    """A saying for each quotation that nobody has, and that follows on a colon or on a sentence about a person."""
    if not lines:
        return
    quotes, outer = lines[0].quotes, lines[0].outer
    taken = disjoint(span for s in sayings for span in s.content)
    for number, quote in enumerate(quotes):
        if outer[number] is not None or len(quote.of(document.text).split()) < _LEAST_WORDS:
            continue
        if is_taken(taken, quote):
            continue
        place = _before(lines, quote)
        if place is None:
            continue
        saying = _saying(document, lines[place], scenes[place], quote)
        if saying is not None:
            yield saying


def _before(lines: Sequence[View], quote: Span) -> int | None:
    """The last sentence with a word before the quotation, in the same paragraph."""
    number = bisect_right(lines, quote.start, key=lambda view: view.tree.sentence.span.end)
    if number == len(lines):
        return None
    within = lines[number]
    for view in (within, *([lines[within.number - 1]] if within.number else [])):
        same = view.tree.sentence.paragraph == within.tree.sentence.paragraph
        if same and any(t.end <= quote.start and view.is_word(t.index) for t in view.tokens):
            return view.number
    return None


def _saying(document: Document, view: View, scene: Scene, quote: Span) -> Saying | None:
    tree = view.tree
    ahead = _ahead(document.text, quote.start)
    goes_on = bool(view.words) and view.tokens[view.words[-1]].start >= quote.end
    if ahead not in (":", ".", "!", "?") or goes_on or any(q is not None for q in view.quote_of[:1]):
        return None
    verb = next(
        (
            t
            for t in view.tokens
            if t.pos in ("VERB", "AUX") and tree.children(t.index, *SUBJECTS) and t.end <= quote.start
        ),
        None,
    )
    if verb is None:
        return None
    subject = antecedent(tree, tree.children(verb.index, *SUBJECTS)[0])
    speaker = speaker_at(scene, subject)
    named = view.tokens[subject].pos == "PROPN"
    person = named or (speaker.party is not None and speaker.party.person is not None)
    if not (person or (ahead == ":" and scene.is_human(subject) and speaker.name != UNKNOWN)):
        return None
    return Saying(
        sentence=view.number,
        cue=tree.span((verb.index,)),
        speakers=(speaker,),
        content=(quote,),
        rule="quote:loose",
    )


def _ahead(text: str, place: int) -> str:
    """The last character before a place that is no blank; empty at the start of the text."""
    while place and text[place - 1].isspace():
        place -= 1
    return text[max(0, place - 1) : place]
