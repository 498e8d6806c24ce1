"""Which text a claim about a vote is about: the one cited in the sentence, else the last one mentioned.

The answer is the terms of the claim: body, candidates, whether nothing else can be meant.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.text_mention import TextMention
from onrecord.check.texts import antecedent, own_text, voted_on
from onrecord.vocabulary import DocumentKind, JsonValue, Sentence

OWN_VOTE = re.compile(r"Adopted[ \n](?:unanimously[ \n])?at[ \n](?:the|its)[ \n]\d")
"""The line under a resolution of the Security Council that tells its vote."""
_COUNCIL = re.compile(
    r"(?<!Rights )(?<!of )(?<!Social )(?<!European )[Tt]he[ \n](?:Security[ \n])?Council(?![ \n]of)|Council['’]s"
)
_LEAST_DIGITS = 3
"""Digits of a bare number that can only be one of the Council's where its sentence speaks of the Council."""
_OBJECT = 110
"""Characters after the verb in which a cited number is its object."""

_SAME_VOTE = 14
"""Days within which a speech about "the draft" may mean the text adopted meanwhile."""

Voted = dict[str, JsonValue]


@cache
def _today() -> re.Pattern[str]:
    return re.compile(any_of(load_lexicon().vote["of_today"]), re.IGNORECASE)


@cache
def _other_time() -> re.Pattern[str]:
    return re.compile(any_of(load_lexicon().vote["other_time"]), re.IGNORECASE)


@cache
def _voting() -> re.Pattern[str]:
    lexicon = load_lexicon()
    return re.compile(any_of([*lexicon.text["adopting"], *lexicon.vote["talk"]]), re.IGNORECASE)


def text_voted_on(
    scene: Scene, mentions: tuple[TextMention, ...], index: int, at: int, *, vetoed: bool = False
) -> Voted | None:
    """The text voted on, as terms; None where there is none. What was vetoed is no adopted text."""
    sentence = scene.sentences[index]
    here = [mention for mention in mentions if sentence.span.covers(mention.span)]
    found = _object(here, at)
    if OWN_VOTE.search(sentence.span.of(scene.text)) or (
        scene.document.kind is DocumentKind.RESOLUTION and not here
    ):
        found = own_text(scene, mentions)
        if found is None:
            return None
        here = [found]
    elif found is None:
        found = antecedent(scene, mentions, index, at)
        if found is not None and (
            _is_another_vote(scene, sentence, found, at) or _is_another_time(scene, sentence, found)
        ):
            return None
    bodies = [body for _, body in scene.bodies_in(sentence.span) if body in ("UNGA", "UNSC", "UN")]
    if found is None:
        return {"body": bodies[0]} if bodies else None
    found = told_by_council(scene, sentence, found)
    if found.span in {mention.span for mention in here}:
        return _terms(scene, found, _candidates(scene, found, None, vetoed=vetoed))
    own_body = bodies[-1] if bodies and bodies[-1] in ("UNGA", "UNSC") else None
    sure = found.sure and _is_the_only_one(scene, mentions, found, index)
    return _terms(scene, replace(found, sure=sure), _candidates(scene, found, own_body, vetoed=vetoed))


def _is_another_vote(scene: Scene, sentence: Sentence, found: TextMention, at: int) -> bool:
    """True where the words tell of a draft or of today's vote, and the text mentioned before is older than that."""
    if not _today().search(scene.text, at, min(sentence.span.end, at + _OBJECT)):
        return False
    rows = [row for id_ in found.candidates if (row := scene.record.instrument(id_))]
    written = scene.date
    return all(
        written is None or written.first - row.date.last > timedelta(days=_SAME_VOTE)
        for row in rows
        if row.adopted
    ) and any(row.adopted for row in rows)


def _is_another_time(scene: Scene, sentence: Sentence, found: TextMention) -> bool:
    """True where the sentence gives a time at which none of the texts mentioned before was voted on."""
    if _other_time().search(scene.text, sentence.span.start, sentence.span.end):
        return True
    rows = [row for id_ in found.candidates if (row := scene.record.instrument(id_))]
    years = {hit.first.year for hit in scene.dates_in(sentence.span) if not hit.decade}
    return bool(rows) and bool(years) and not any(row.date.year in years for row in rows)


def _is_the_only_one(scene: Scene, mentions: tuple[TextMention, ...], found: TextMention, index: int) -> bool:
    """True where no other text was mentioned nearby, or the sentence that mentions this one tells of its vote."""
    nearby = (scene.sentences[index], *scene.before(index))
    others = [
        mention
        for mention in mentions
        if any(sentence.span.covers(mention.span) for sentence in nearby)
        and not set(mention.candidates) & set(found.candidates)
    ]
    told = [sentence for sentence in nearby if sentence.span.covers(found.span)]
    return not others or any(_voting().search(sentence.span.of(scene.text)) for sentence in told)


def text_meant(scene: Scene, sentence: Sentence, mention: TextMention) -> Voted:
    """The terms of a claim about this very text."""
    found = told_by_council(scene, sentence, mention)
    return _terms(scene, found, _candidates(scene, found, None, vetoed=False))


def told_by_council(scene: Scene, sentence: Sentence, found: TextMention) -> TextMention:
    """The mention with the one text of the Security Council, where its sentence tells whose bare number it is."""
    rows = [row for id_ in found.candidates if (row := scene.record.instrument(id_)) and row.body == "UNSC"]
    if found.how != "number" or found.sure or len(rows) != 1 or len(found.number or "") < _LEAST_DIGITS:
        return found
    before = scene.text[max(0, found.span.start - 10) : found.span.start]
    if "UNSCR" in before or _COUNCIL.search(sentence.span.of(scene.text)):
        return replace(found, body="UNSC", candidates=(rows[0].id,), sure=True)
    return found


def object_in(sentence: Sentence, mentions: tuple[TextMention, ...], at: int) -> bool:
    """True where the sentence itself cites or describes a text right after `at`."""
    return any(
        sentence.span.covers(mention.span) and at - 1 <= mention.span.start < at + _OBJECT
        for mention in mentions
    )


def _object(here: list[TextMention], at: int) -> TextMention | None:
    """Which text of the same sentence: one cited right after the verb, the next one after it, the last before it."""
    after = [mention for mention in here if mention.span.start >= at - 1]
    numbered = [mention for mention in after if mention.how == "number" and mention.span.start < at + _OBJECT]
    before = [mention for mention in here if mention.span.start < at]
    chosen = numbered[:1] or after[:1] or before[-1:]
    return chosen[0] if chosen else None


def _candidates(scene: Scene, found: TextMention, body: str | None, *, vetoed: bool) -> tuple[str, ...]:
    """Instruments that can be meant; a body that the sentence names must be theirs."""
    candidates = voted_on(scene, found) or found.candidates
    rows = [row for id_ in candidates if (row := scene.record.instrument(id_))]
    return tuple(
        row.id
        for row in rows
        if (body is None or row.body == body) and not (vetoed and row.adopted and found.how != "number")
    )


def _terms(scene: Scene, found: TextMention, candidates: tuple[str, ...]) -> Voted:
    terms: Voted = {"body": found.body, "instruments": list(candidates), "sure": found.sure}
    if found.how == "elsewhere" and not found.candidates:
        terms["elsewhere"] = True
    if len(candidates) == 1 and (row := scene.record.instrument(candidates[0])):
        terms |= {"body": row.body, "instrument": row.id, "year": row.date.year}
    elif found.date is not None:
        terms["year"] = found.date.year
    return terms
