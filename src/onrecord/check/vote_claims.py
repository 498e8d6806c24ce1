"""Claims about votes in further words: shares, ways of adoption, members of bodies, the only voters, lists, ranks."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.check.alone import alone
from onrecord.check.blocs import blocs
from onrecord.check.composition import composed
from onrecord.check.listed import listed
from onrecord.check.ranks import ranks
from onrecord.check.scene import Scene
from onrecord.check.shares import shares
from onrecord.check.text_mention import TextMention
from onrecord.check.vote_objects import at_a_vote, is_about_a_text, is_loose, voted_by
from onrecord.check.voted_text import text_meant, text_voted_on
from onrecord.check.ways import ways
from onrecord.vocabulary import Claim, ClaimKind, JsonValue


def further_votes(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    """Every such claim of one sentence; none where the text voted on is not told."""
    for find in (_shares, _ways, _blocs, _alone, _listed, _ranks, _composed):
        yield from find(scene, mentions, index)


def _shares(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    for span, terms, deeds in shares(scene, scene.sentences[index]):
        if deeds is not None and not is_about_a_text(scene, mentions, index, deeds):
            continue
        voted = voted_by(scene, mentions, index, span, deeds)
        if voted is not None and "instruments" in voted:
            loose = deeds is not None and is_loose(scene, scene.sentences[index], deeds)
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
        if not is_about_a_text(scene, mentions, index, deeds):
            continue
        voted = voted_by(scene, mentions, index, deeds.span, deeds)
        if voted is not None and "instruments" in voted:
            told = {**voted, **terms, "loose": is_loose(scene, scene.sentences[index], deeds)}
            yield scene.claim(ClaimKind.VOTE_CAST, span, told, "members of a body")


def _alone(scene: Scene, mentions: tuple[TextMention, ...], index: int) -> Iterator[Claim]:
    sentence = scene.sentences[index]
    for found in alone(scene, sentence):
        voted = text_voted_on(scene, mentions, index, found.span.end)
        if voted is None or "instruments" not in voted:
            continue
        loose = found.loose and not at_a_vote(scene, sentence)
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
