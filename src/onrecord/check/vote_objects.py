"""What a sentence about votes speaks of: the text voted on, and whether a loose word ("opposed", "backed") is a vote."""

from __future__ import annotations

import re
from functools import cache

from onrecord.check.deeds import Deeds
from onrecord.check.lexicon import any_of, load_lexicon
from onrecord.check.scene import Scene
from onrecord.check.text_mention import TextMention
from onrecord.check.voted_text import Voted, object_in, text_voted_on
from onrecord.vocabulary import Sentence, Span

_TO_NUMBER = re.compile(
    r"(?:[ \n](?:for|the|UN|U\.N\.|United|Nations|General|Assembly|Security|Council|draft|resolution|text|No\.|Assembly['’]s|Council['’]s))*[ \n(]{1,2}",
    re.IGNORECASE,
)
"""What stands between a loose verb and the number of the text that is its object."""
_NOTHING = re.compile(r"[ \n]*(?:[,.;:)]|\Z|(?:and|while)(?!\w))")
_WAS = re.compile(r"(?:,?[ \n](?:which|that))?[ \n](?:was|were|has[ \n]been|had[ \n]been)[ \n]")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    vote, flags = load_lexicon().vote, re.IGNORECASE
    texts = any_of(vote["texts"])
    return {
        "at a vote": re.compile(any_of(vote["at_a_vote"]), flags),
        "talk": re.compile(any_of([*vote["texts"], *vote["talk"]]), flags),
        "text after": re.compile(
            rf"[ \n](?:(?:the|a|an|this|that)[ \n])?(?:(?!of[ \n])[\w'’.-]+[ \n]){{0,3}}?{texts}s?(?!\w)", flags
        ),
        "it after": re.compile(r"[ \n](?:it|this|that)(?=[ \n]*(?:[,.;:)]|\Z|(?:and|while|with|or)(?!\w)))", flags),
        "text before": re.compile(rf"(?:{texts}[^;.]{{0,160}}(?:that|which)|{texts})[ \n](?:was|were|has[ \n]been)[ \n]\Z", flags),
        "it before": re.compile(r"(?:(?:\A|[,;][ \n](?:and[ \n]|but[ \n])?)it|(?:that|which))[ \n](?:was|has[ \n]been)[ \n]\Z", flags),
    }  # fmt: skip


def at_a_vote(scene: Scene, sentence: Sentence) -> bool:
    """True where the sentence says that what it tells was done in a vote."""
    return _patterns()["at a vote"].search(sentence.span.of(scene.text)) is not None


def is_loose(scene: Scene, sentence: Sentence, deeds: Deeds) -> bool:
    """True where what was done need not mean a vote, so that it cannot contradict one."""
    return deeds.loose and (deeds.never_a_vote or not at_a_vote(scene, sentence))


def voted_by(
    scene: Scene, mentions: tuple[TextMention, ...], index: int, span: Span, deeds: Deeds | None
) -> Voted | None:
    """The text voted on; None where the words introduce a text of which nothing else is told."""
    sentence = scene.sentences[index]
    if deeds is not None and deeds.another_text and not object_in(sentence, mentions, deeds.span.start):
        return None
    at = deeds.cues[0].span.end if deeds is not None and deeds.span.end <= span.end else span.end
    return text_voted_on(scene, mentions, index, at, vetoed=deeds is not None and deeds.veto)


def is_about_a_text(scene: Scene, mentions: tuple[TextMention, ...], index: int, deeds: Deeds) -> bool:
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
    if near and at_a_vote(scene, sentence) and _NOTHING.match(text, first.end, sentence.span.end):
        return True
    it = _patterns()["it after"].match(text, first.end, sentence.span.end)
    return near and (it or _patterns()["it before"].search(before)) is not None


def _just_spoken_of(scene: Scene, index: int) -> bool:
    """True where the sentence before speaks of a text or a vote."""
    nearest = scene.sentences[index - 1].span.of(scene.text) if index else ""
    return _patterns()["talk"].search(nearest) is not None
