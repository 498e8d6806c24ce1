"""Finds what the members of a body are said to have done: "all EU members abstained", "no NATO member voted against"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.deeds import Deeds, deeds_after
from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.quantities import quantities
from onrecord.check.scene import Scene
from onrecord.vocabulary import ActorKind, JsonValue, Sentence, Span

_BEFORE = 80
_NOT_BLOCS = frozenset({"UN", "UNGA", "UNSC", "UN-SEC"})
"""Bodies that vote as a whole, so that their members are all voters."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    blocs, flags = load_lexicon().vote["blocs"], re.IGNORECASE
    nouns = any_of(blocs["nouns"]["words"])
    share = any_of(every(blocs["shares"]))
    return {
        "share": re.compile(
            rf"(?P<share>{share})[ \n](?:of[ \n])?(?:the[ \n])?(?:\d+[ \n]|(?P<some>[a-z-]+)[ \n])?(?:(?P<noun>{nouns})[ \n](?:of|in)[ \n](?:the[ \n])?)?\Z", flags
        ),
        "members of": re.compile(rf"(?:(?P<article>the)[ \n])?(?:[a-z0-9-]+[ \n])?(?P<noun>{nouns})[ \n](?:of|in)[ \n](?:the[ \n])?\Z", flags),
        "number": re.compile(rf"[ \n](?:of[ \n]the[ \n](?:\w+[ \n])?)?(?:(?:other|fellow)[ \n])?(?:(?P<noun>{nouns})[ \n](?:of|in)[ \n](?:the[ \n])?)?", flags),
        "noun": re.compile(rf"(?:['’]s)?(?:[ \n]{any_of(['Security Council'])})?[ \n](?P<noun>{nouns})", flags),
        "permanent": re.compile(
            r"(?:(?P<share>all|none|each|every|most)[ \n](?:of[ \n])?)?(?:(?P<count>\w+)[ \n](?:out[ \n])?of[ \n])?(?:the[ \n])?(?:(?:five|5|council.s|council.s[ \n]five)[ \n])?permanent[ \n]members?(?:[ \n](?:of|on)[ \n](?:the[ \n])?(?:UN[ \n]|U\.N\.[ \n]|United[ \n]Nations[ \n])?(?:Security[ \n])?Council)?", flags
        ),
        "subject": re.compile(r"(?:\A|[.,;:–—-][\"”]?[ \n]|(?<!\w)(?:and|but|while|whereas|that|as|because|since|when|although|though|where)[ \n])\Z", flags),
        "part": re.compile(r"(?:some|many|most|few|several|other|of|including|except|all|but)[ \n](?:the[ \n])?\Z", flags),
    }  # fmt: skip


def blocs(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, dict[str, JsonValue], Deeds]]:
    """The stretch, the terms and the verbs of every such claim."""
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    taken: list[Span] = []
    for match in _patterns()["permanent"].finditer(text, start, end):
        found = _permanent(scene, sentence, match)
        if found is not None:
            taken.append(found[0])
            yield found
    for hit in scene.hits_in(sentence.span):
        body = scene.any_actor(hit, ActorKind.BODY)
        if body is None or body in _NOT_BLOCS or any(hit.span.overlaps(other) for other in taken):
            continue
        after = _patterns()["noun"].match(text, hit.span.end, end)
        head = _head(text, start, hit.span.start, plural=after is not None)
        if head is None:
            continue
        told = deeds_after(text, after.end() if after else hit.span.end, sentence.span)
        if told is None or told[1]:
            continue
        share, opening = head
        yield (
            Span(opening, after.end() if after else hit.span.end),
            {"bloc": body, **share, **_vote(told[0])},
            told[0],
        )


def _vote(deeds: Deeds) -> dict[str, JsonValue]:
    options = deeds.options
    return {"vote": options[0] if len(options) == 1 else list(options), **deeds.terms()}


def _head(text: str, least: int, at: int, *, plural: bool) -> tuple[dict[str, JsonValue], int] | None:
    """Which part of the members is meant, and where its words begin; None where that is not understood."""
    patterns = _patterns()
    before = text[max(least, at - _BEFORE) : at]
    offset = at - len(before)
    share = patterns["share"].search(before)
    if (
        share is not None
        and (plural or share["noun"])
        and (share["some"] in (None, "other", "of", "its", "fellow") or share["some"].isalpha())
    ):
        if share["some"] not in (None, "of"):
            return None if share["some"] not in _numbers() else (_named(share), offset + share.start())
        return _named(share), offset + share.start()
    for number in reversed(quantities(text, Span(offset, at))):
        between = patterns["number"].fullmatch(text, number.span.end, at)
        if between is not None and (plural or between["noun"]):
            counted: dict[str, JsonValue] = {"count": int(number.value), "comparison": number.comparison}
            return counted, number.span.start
    members = patterns["members of"].search(before)
    if members is not None:
        opening = offset + members.start()
        if patterns["part"].search(text[max(least, opening - 16) : opening]):
            return None
        return {"share": "all" if members["article"] else "itself"}, opening
    if patterns["part"].search(before):
        return None
    article = re.search(r"(?<!\w)the[ \n]\Z", before, re.IGNORECASE)
    opening = offset + article.start() if article else at
    return ({"share": "itself"}, opening) if patterns["subject"].search(text[least:opening]) else None


@cache
def _numbers() -> frozenset[str]:
    return frozenset(load_lexicon().numbers)


def _named(match: re.Match[str]) -> dict[str, JsonValue]:
    return {"share": term_of(load_lexicon().vote["blocs"]["shares"], match["share"])}


def _permanent(
    scene: Scene, sentence: Sentence, match: re.Match[str]
) -> tuple[Span, dict[str, JsonValue], Deeds] | None:
    """The permanent members of the Security Council."""
    told = deeds_after(scene.text, match.end(), sentence.span)
    if told is None or told[1]:
        return None
    terms: dict[str, JsonValue] = {"bloc": "UNSC", "status": "permanent member", **_vote(told[0])}
    if match["count"]:
        number = quantities(scene.text, Span(*match.span("count")))
        if not number:
            return None
        return (
            Span(match.start(), match.end()),
            {**terms, "count": int(number[0].value), "comparison": "exactly"},
            told[0],
        )
    before = scene.text[max(sentence.span.start, match.start() - 16) : match.start()]
    if not match["share"] and _patterns()["part"].search(before):
        return None
    share = {"none": "none", "most": "most"}.get((match["share"] or "").casefold(), "all")
    return Span(match.start(), match.end()), {**terms, "share": share}, told[0]
