"""Finds claims about votes: tallies, what a named state did, and who the voters were.

A tally is taken only where states vote; a loose word ("opposed", "backed") counts only where it speaks of a text
that was voted on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.alone import alone
from onrecord.check.blocs import blocs
from onrecord.check.composition import composed, find_composition
from onrecord.check.deeds import Deeds, patterns
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.listed import listed
from onrecord.check.ranks import ranks
from onrecord.check.scene import Scene
from onrecord.check.shares import shares
from onrecord.check.tallies import COUNTED, RESULT, VOTES, Tally, tallies
from onrecord.check.text_mention import TextMention
from onrecord.check.voted_text import Voted, object_in, text_meant, text_voted_on
from onrecord.check.voters import Voters, named_voters
from onrecord.check.ways import ways
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, SetAside, Span

_TO_NUMBER = re.compile(
    r"(?:[ \n](?:for|the|UN|U\.N\.|United|Nations|General|Assembly|Security|Council|draft|resolution|text|No\.|Assembly['’]s|Council['’]s))*[ \n(]{1,2}",
    re.IGNORECASE,
)
"""What stands between a loose verb and the number of the text that is its object."""
_WAS = re.compile(r"(?:,?[ \n](?:which|that))?[ \n](?:was|were|has[ \n]been|had[ \n]been)[ \n]")
_WORTH_A_LOOK = re.compile(
    r"vot|abst|unanim|consensus|adopt|majority|veto|reject|oppos|back|support|endors|approv|favou?r|against|absent|block|consecutive|successive|ballot|present|refrain|sided|objected",
    re.IGNORECASE,
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote, flags = load_lexicon().vote, re.IGNORECASE
    texts = any_of(vote["texts"])
    return {
        "other voters": re.compile(any_of(vote["other_voters"])),
        "parts": re.compile(any_of(vote["parts"])),
        "at a vote": re.compile(any_of(vote["at_a_vote"]), flags),
        "talk": re.compile(any_of([*vote["texts"], *vote["talk"]]), flags),
        "text after": re.compile(
            rf"[ \n](?:(?:the|a|an|this|that)[ \n])?(?:(?!of[ \n])[\w'’.-]+[ \n]){{0,3}}?{texts}s?(?!\w)", flags
        ),
        "it after": re.compile(r"[ \n](?:it|this|that)(?=[ \n]*(?:[,.;:)]|\Z|(?:and|while|with|or)(?!\w)))", flags),
        "text before": re.compile(rf"(?:{texts}[^;.]{{0,160}}(?:that|which)|{texts})[ \n](?:was|were|has[ \n]been)[ \n]\Z", flags),
        "it before": re.compile(r"(?:(?:\A|[,;][ \n](?:and[ \n]|but[ \n])?)it|(?:that|which))[ \n](?:was|has[ \n]been)[ \n]\Z", flags),
    }  # fmt: skip


def find_votes(scene: Scene, mentions: tuple[TextMention, ...]) -> Iterator[Claim | SetAside]:
    """Every claim about votes, sentence by sentence."""
    for index, sentence in enumerate(scene.sentences):
        text = sentence.span.of(scene.text)
        if not _WORTH_A_LOOK.search(text):
            continue
        if _others_vote(sentence, text, mentions):
            if patterns()["strict"].search(text):
                yield _aside(scene, sentence, "the voters named here are not states")
            continue
        if _patterns()["parts"].search(text):
            yield _aside(scene, sentence, "the vote is one of a committee, or on a part of a text")
            continue
        yield from _tallies(scene, mentions, index)
        yield from _shares(scene, mentions, index)
        yield from _ways(scene, mentions, index)
        yield from _cast(scene, mentions, index)
        yield from _blocs(scene, mentions, index)
        yield from _alone(scene, mentions, index)
        yield from _listed(scene, mentions, index)
        yield from _ranks(scene, mentions, index)
        yield from _composed(scene, mentions, index)


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
        if tally.deeds is not None and not _is_about_a_text(scene, mentions, index, tally.deeds):
            continue
        voted = _voted(scene, mentions, index, tally.span, tally.deeds)
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
    if not tally.deeds.never_a_vote and _at_a_vote(scene, sentence):
        return False
    beside = any(
        other.rule in (VOTES, RESULT) or (other.deeds is not None and not other.deeds.loose)
        for other in found
        if other is not tally
    )
    return tally.deeds.never_a_vote or not beside


def _at_a_vote(scene: Scene, sentence: Sentence) -> bool:
    """True where the sentence says that what it tells was done in a vote."""
    return _patterns()["at a vote"].search(sentence.span.of(scene.text)) is not None


def _is_loose(scene: Scene, sentence: Sentence, deeds: Deeds) -> bool:
    return deeds.loose and (deeds.never_a_vote or not _at_a_vote(scene, sentence))


def _cast(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim | SetAside]:
    sentence = scene.sentences[index]
    for voters in named_voters(scene, sentence):
        if not _is_about_a_text(scene, mentions, index, voters.deeds):
            continue
        voted = _voted(scene, mentions, index, voters.deeds.span, voters.deeds)
        if voted is None:
            continue
        for state in voters.states:
            terms: dict[str, JsonValue] = {
                **voted,
                "state": state,
                "vote": _vote(voters),
                **voters.deeds.terms(),
                "loose": _is_loose(scene, sentence, voters.deeds),
            }
            yield scene.claim(ClaimKind.VOTE_CAST, voters.span, terms, "named voters")


def _shares(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    for span, terms, deeds in shares(scene, scene.sentences[index]):
        if deeds is not None and not _is_about_a_text(scene, mentions, index, deeds):
            continue
        voted = _voted(scene, mentions, index, span, deeds)
        if voted is not None and "instruments" in voted:
            loose = deeds is not None and _is_loose(scene, scene.sentences[index], deeds)
            told = {**voted, **terms, "loose": loose}
            yield scene.claim(ClaimKind.VOTE_TALLY, span, told, "share of the voters")


def _ways(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    for way in ways(scene, scene.sentences[index], mentions):
        told = (text for text in way.texts if text.candidates or text.number or text.matter)
        meant = [text_meant(scene, scene.sentences[index], text) for text in told]
        if not way.texts:
            voted = text_voted_on(scene, mentions, index, way.span.end)
            meant = [voted] if voted is not None and voted.get("instruments") else []
        for voted in meant:
            if voted.get("elsewhere"):
                continue
            terms: dict[str, JsonValue] = {"option": "yes", "comparison": way.way, "way": way.way}
            yield scene.claim(ClaimKind.VOTE_TALLY, way.span, {**voted, **terms}, "way of adoption")


def _blocs(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    for span, terms, deeds in blocs(scene, scene.sentences[index]):
        if not _is_about_a_text(scene, mentions, index, deeds):
            continue
        voted = _voted(scene, mentions, index, deeds.span, deeds)
        if voted is not None and "instruments" in voted:
            told = {**voted, **terms, "loose": _is_loose(scene, scene.sentences[index], deeds)}
            yield scene.claim(ClaimKind.VOTE_CAST, span, told, "members of a body")


def _alone(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    sentence = scene.sentences[index]
    for found in alone(scene, sentence):
        voted = text_voted_on(scene, mentions, index, found.span.end)
        if voted is None or "instruments" not in voted:
            continue
        loose = found.loose and not _at_a_vote(scene, sentence)
        only: list[JsonValue] = list(found.states) if found.only else []
        terms: dict[str, JsonValue] = {"only": only, "vote": found.vote, "loose": loose}
        if len(found.states) == 1:
            terms["state"] = found.states[0]
        yield scene.claim(ClaimKind.VOTE_CAST, found.span, {**voted, **terms}, "the only voters")


def _listed(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    sentence = scene.sentences[index]
    for span, states, vote, veto in listed(scene, sentence):
        voted = text_voted_on(scene, mentions, index, span.end, vetoed=veto)
        if voted is None or not voted.get("instruments"):
            continue
        for state in states:
            yield scene.claim(
                ClaimKind.VOTE_CAST, span, {**voted, "state": state, "vote": vote}, "listed voters"
            )


def _ranks(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    for span, terms in ranks(scene, scene.sentences[index]):
        voted = text_voted_on(scene, mentions, index, span.end)
        if voted is not None and voted.get("instruments"):
            yield scene.claim(ClaimKind.VOTE_TALLY, span, {**voted, **terms}, "rank of the vote")


def _composed(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    for span, terms in composed(scene, scene.sentences[index]):
        voted = text_voted_on(scene, mentions, index, span.start)
        if voted is not None and "instruments" in voted:
            yield scene.claim(ClaimKind.VOTE_COMPOSITION, span, {**voted, **terms}, "share of the voters")


def _vote(voters: Voters) -> JsonValue:
    options = voters.deeds.options
    return options[0] if len(options) == 1 else list(options)


def _voted(
    scene: Scene, mentions: tuple[TextMention, ...], index: int, span: Span, deeds: Deeds | None
) -> Voted | None:
    """The text voted on; None where the words introduce a text of which nothing else is told."""
    sentence = scene.sentences[index]
    if deeds is not None and deeds.another_text and not object_in(sentence, mentions, deeds.span.start):
        return None
    at = deeds.cues[0].span.end if deeds is not None and deeds.span.end <= span.end else span.end
    return text_voted_on(scene, mentions, index, at, vetoed=deeds is not None and deeds.veto)


def _is_about_a_text(scene: Scene, mentions: tuple[TextMention, ...], index: int, deeds: Deeds) -> bool:
    """A loose verb is about a vote only where its object, or what was rejected, is a text just spoken of."""
    if not deeds.loose:
        return True
    sentence, text = scene.sentences[index], scene.text
    first = deeds.cues[0].span
    before = text[sentence.span.start : first.start]
    resolution = any(sentence.span.covers(mention.span) for mention in mentions)
    near = resolution or _just_spoken_of(scene, index)
    after = _patterns()["text after"].match(text, first.end, sentence.span.end)
    cited = any(
        _TO_NUMBER.fullmatch(text, first.end, mention.span.start)
        for mention in mentions
        if mention.how == "number" and first.end < mention.span.start <= sentence.span.end
    )
    was = any(
        mention.how == "number" and _WAS.fullmatch(text, mention.span.end, first.start)
        for mention in mentions
        if sentence.span.start <= mention.span.start < first.start
    )
    if after or cited or was or _patterns()["text before"].search(before):
        return near
    it = _patterns()["it after"].match(text, first.end, sentence.span.end)
    return near and (it or _patterns()["it before"].search(before)) is not None


def _just_spoken_of(scene: Scene, index: int) -> bool:
    """True where the sentence before speaks of a text or a vote."""
    nearest = scene.sentences[index - 1].span.of(scene.text) if index else ""
    return _patterns()["talk"].search(nearest) is not None
