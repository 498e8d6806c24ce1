"""Finds claims about votes: tallies, what a named state did, and who the voters were.

A tally is taken only where states vote; a loose word ("opposed", "backed") counts only where it speaks of a text
that was voted on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.alternatives import screen
from onrecord.check.composition import find_composition
from onrecord.check.deeds import patterns
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.tallies import tallies
from onrecord.check.tally import COUNTED, RESULT, VOTES, Tally
from onrecord.check.text_mention import TextMention
from onrecord.check.vote_claims import further_votes
from onrecord.check.vote_objects import at_a_vote, is_about_a_text, is_loose, voted_by
from onrecord.check.voters import Voters, named_voters
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, SetAside

_WORTH_A_LOOK = screen([
    "vot", "abst", "pass", "carried", "result", "tally", "outcome", "unanim", "consensus", "adopt", "majority",
    "veto", "reject", "oppos", "back", "support", "endors", "approv", "favor", "favour", "against", "absent", "block",
    "consecutive", "successive", "ballot", "present", "refrain", "sided", "objected",
])  # fmt: skip


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote = load_lexicon().vote
    return {
        "other voters": re.compile(any_of(vote["other_voters"])),
        "parts": re.compile(
            rf"(?<!\w){any_of(vote['parts'])}(?!\w)|(?<!\w)[Pp]aragraphs?[ \n]\d+[^.;]{{0,80}}?(?:adopted|retained|kept|rejected|vote)"
            rf"|(?<!\w){any_of(vote['other_bodies'])}(?:,[^,.;]{{1,60}},)?[ \n](?:had[ \n]|has[ \n])?(?:\w+ly[ \n])?(?:adopted|approved|passed|voted|endorsed|rejected|decided)"
        ),
        "supposed": re.compile(
            rf"(?:\A|[,;][ \n])(?:even[ \n])?(?:if|had|should|unless|supposing|were)[ \n](?=.*(?<!\w)(?:would|could|might|will|shall|may)(?!\w))|\?[\"”’)]?\Z|(?<!\w){any_of(vote['disclaimed'])}(?!\w)", re.IGNORECASE | re.DOTALL
        ),
    }  # fmt: skip


def find_votes(scene: Scene, mentions: tuple[TextMention, ...]) -> Iterator[Claim | SetAside]:
    """Every claim about votes, sentence by sentence."""
    for index, sentence in enumerate(scene.sentences):
        text = sentence.span.of(scene.text)
        if not _WORTH_A_LOOK.search(text.casefold()):
            continue
        if _others_vote(sentence, text, mentions):
            if patterns()["strict"].search(text):
                yield _aside(scene, sentence, "the voters named here are not states")
            continue
        if _patterns()["supposed"].search(text):
            yield _aside(scene, sentence, "the vote is supposed, asked about or denied")
            continue
        if _patterns()["parts"].search(text):
            yield _aside(scene, sentence, "the vote is one of a committee, or on a part of a text")
            continue
        yield from _tallies(scene, mentions, index)
        yield from _cast(scene, mentions, index)
        yield from further_votes(scene, mentions, index)


def _others_vote(sentence: Sentence, text: str, mentions: tuple[TextMention, ...]) -> bool:
    """True where parliaments, courts or voters vote; a referendum may be what a text cited by number is about."""
    words = {match.group() for match in _patterns()["other voters"].finditer(text)}
    cited = any(mention.how == "number" and sentence.span.covers(mention.span) for mention in mentions)
    return bool(words - {"referendum"} if cited else words)


def _aside(scene: Scene, sentence: Sentence, reason: str) -> SetAside:
    return SetAside(stage="check", reason=reason, document=scene.document.id, span=sentence.span)


def _tallies(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim | SetAside]:
    sentence = scene.sentences[index]
    found = tallies(scene, sentence)
    for tally in found:
        if tally.deeds is not None and not is_about_a_text(scene, mentions, index, tally.deeds):
            continue
        voted = voted_by(scene, mentions, index, tally.span, tally.deeds)
        if voted is None:
            yield _aside(scene, sentence, "no body or text that the tally could belong to")
            continue
        terms = {**tally.terms, "loose": _stays_loose(scene, sentence, tally, found)}
        yield scene.claim(ClaimKind.VOTE_TALLY, tally.span, {**voted, **terms}, tally.rule)
        if tally.rule == COUNTED:
            yield from find_composition(scene, sentence, voted, tally)


def _stays_loose(scene: Scene, sentence: Sentence, tally: Tally, found: tuple[Tally, ...]) -> bool:
    """A loose word says what was voted where the same sentence counts votes in words of voting beside it."""
    if tally.deeds is None or not tally.deeds.loose:
        return False
    if not tally.deeds.never_a_vote and at_a_vote(scene, sentence):
        return False
    beside = any(
        other.rule in (VOTES, RESULT) or (other.deeds is not None and not other.deeds.loose)
        for other in found
        if other is not tally
    )
    return tally.deeds.never_a_vote or not beside


def _cast(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim | SetAside]:
    sentence = scene.sentences[index]
    for voters in named_voters(scene, sentence):
        if not is_about_a_text(scene, mentions, index, voters.deeds):
            continue
        voted = voted_by(scene, mentions, index, voters.deeds.span, voters.deeds)
        if voted is None:
            continue
        for state in voters.states:
            terms: dict[str, JsonValue] = {
                **voted,
                "state": state,
                "vote": _vote(voters),
                **voters.deeds.terms(),
                "loose": is_loose(scene, sentence, voters.deeds),
            }
            yield scene.claim(ClaimKind.VOTE_CAST, voters.span, terms, "named voters")


def _vote(voters: Voters) -> JsonValue:
    options = voters.deeds.options
    return options[0] if len(options) == 1 else list(options)
