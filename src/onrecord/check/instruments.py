"""Turns mentions of resolutions into claims that such a text was adopted, when, and at which session.

Cited numbers are claims; of described texts only those that the document says were adopted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from onrecord.check.adoption import Adoption, told_adoption
from onrecord.check.scene import Scene
from onrecord.check.text_mention import TextMention
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, Span


def find_instruments(scene: Scene, mentions: tuple[TextMention, ...]) -> Iterator[Claim]:
    """One claim for each number cited, the first time and whenever it is dated anew, and for each text said to be adopted."""
    seen: set[tuple[str | None, ...]] = set()
    starts = [sentence.span.start for sentence in scene.sentences]
    for mention in mentions:
        if mention.how == "number":
            sentence = _sentence_of(scene, starts, mention.span)
            told = told_adoption(scene, sentence, mention.span) if sentence else Adoption(mention.span)
            year = str(mention.date) if mention.date else None
            key = (mention.body, mention.number, year, str(told.date) if told.date else None, told.session)
            if key not in seen:
                seen.add(key)
                seen.add((mention.body, mention.number, year, None, None))
                yield _claim(scene, mention, "number", told)
        elif mention.exists and mention.body is not None and (mention.matter or mention.date):
            yield _claim(scene, mention, "description", Adoption(mention.span))


def _sentence_of(scene: Scene, starts: list[int], span: Span) -> Sentence | None:
    at = bisect_right(starts, span.start) - 1
    return scene.sentences[at] if at >= 0 and scene.sentences[at].span.covers(span) else None


def _claim(scene: Scene, mention: TextMention, rule: str, told: Adoption) -> Claim:
    candidates = [
        id_
        for id_ in mention.candidates
        if rule == "number" or ((row := scene.record.instrument(id_)) and row.adopted)
    ]
    bodies = sorted({row.body for id_ in candidates if (row := scene.record.instrument(id_))})
    terms: dict[str, JsonValue] = {
        "body": bodies[0] if len(bodies) == 1 else mention.body, "instruments": list(candidates),
        "described": rule == "description", "sure": mention.sure and rule == "number", "session": told.session,
        "adopted on": str(told.date) if told.date else None, "no year": told.yearless,
    }  # fmt: skip
    if mention.number is not None:
        terms["number"] = mention.number
    if mention.date is not None:
        terms["year"] = mention.date.year
    if mention.matter is not None:
        terms["matter"] = mention.matter
    return scene.claim(ClaimKind.INSTRUMENT, told.span, terms, f"text told by {rule}")
