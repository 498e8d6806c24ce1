"""Where a document mentions a resolution or draft, and which one an anaphor means.

A text cited by number is told by it; one that is described is told by body, date and matter.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.check.cited import by_number, cited
from onrecord.check.described import described
from onrecord.check.lexicon import any_of, every, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.text_mention import TextMention
from onrecord.vocabulary import PartialDate, Span

_OWN_NUMBER = re.compile(r"(?:\A|[Rr]esolution[ ])(?P<number>\d{1,4})[ ]?\((?P<year>19[4-9]\d|20\d\d)\)")
"""How the title of a resolution of the Security Council gives its number."""
_OPENING = re.compile(r"\s{0,9}(?:Security[ ]Council[ ])?[Rr]esolution[ \n]", re.IGNORECASE)


@cache
def _talk() -> re.Pattern[str]:
    vote = load_lexicon().vote
    labels = any_of(every(vote["labels"]))
    return re.compile(rf"{any_of([*vote['texts'], *vote['talk']])}|{labels}:", re.IGNORECASE)


def find_texts(scene: Scene) -> tuple[TextMention, ...]:
    """Every mention, in the order of the text; anaphors ("that document") are none."""
    found: list[TextMention] = []
    for sentence in scene.sentences:
        numbered = list(cited(scene, sentence))
        told = [
            mention
            for mention in described(scene, sentence)
            if not any(mention.span.overlaps(other.span) for other in numbered)
        ]
        found.extend(sorted((*numbered, *told), key=lambda mention: mention.span.start))
    return tuple(found)


def antecedent(scene: Scene, mentions: tuple[TextMention, ...], index: int, at: int) -> TextMention | None:
    """What "the resolution" at offset `at` of sentence `index` refers to: the last mention before it.

    The sentences between must go on speaking of a text; None where none of them does for too long.
    """
    silent, allowed = 0, scene.lexicon.limits["silent_sentences"]
    for sentence in (scene.sentences[index], *scene.before(index)):
        before = [
            mention for mention in mentions if sentence.span.covers(mention.span) and mention.span.start < at
        ]
        if before:
            return before[-1]
        silent = 0 if _talk().search(sentence.span.of(scene.text)) else silent + 1
        if silent > allowed:
            return None
    return None


def own_text(scene: Scene, mentions: tuple[TextMention, ...]) -> TextMention | None:
    """The resolution that the document itself is: the number in its title or heading; None where none is told."""
    title = scene.document.title or ""
    for symbol in _OWN_NUMBER.finditer(title):
        number, year = symbol["number"], PartialDate(int(symbol["year"]))
        return by_number(scene, Span(0, 0), "UNSC", number, year, sure=True)
    opening = _OPENING.match(scene.text)
    first = mentions[0] if mentions and mentions[0].how == "number" else None
    return first if first and opening and first.span.start == opening.end() else None


def voted_on(scene: Scene, mention: TextMention) -> tuple[str, ...]:
    """The candidates on which a vote was recorded; the others cannot be meant where votes are told."""
    return tuple(id_ for id_ in mention.candidates if scene.record.roll_calls(id_))
