"""Finds who the counted voters are said to have been: "most of them members of NATO".

Only membership of a body can be counted in the record; any other property stays a claim without record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.check.lexicon import any_of, every, load_lexicon, term_of
from onrecord.check.scene import Scene
from onrecord.check.tally import Tally
from onrecord.check.voted_text import Voted
from onrecord.vocabulary import Claim, ClaimKind, JsonValue, Sentence, Span

_NEAR = 12
"""Characters between the tally and what is told of its voters."""
_OBJECT_NEAR = 40
"""The same where the verb and its object stand between."""


@cache
def _shares() -> re.Pattern[str]:
    shares = any_of(every(load_lexicon().composition["shares"]))
    return re.compile(
        rf"(?P<share>{shares})[ \n](?:of[ \n])(?:them|these|those|which|whom)(?P<what>[^,;.–—]{{1,120}})",
        re.IGNORECASE,
    )


@cache
def _of_those() -> re.Pattern[str]:
    vote = load_lexicon().vote
    shares = any_of(every(load_lexicon().composition["shares"]))
    did = any_of([*every(vote["doing"]), *every(vote["labels"])])
    who = rf"(?:those|the[ \n](?:[\w-]+[ \n])?{any_of(vote['voters'])})"
    were = r"[ \n](?:was|were|are|is|belonged[ \n]to)[ \n](?:an?[ \n])?(?P<{0}>[^,;.–—]{{1,120}})"
    return re.compile(
        rf"(?P<share2>{shares})[ \n]of[ \n]{who}[ \n](?:(?:who|that|which)[ \n])?(?P<did2>{did})[^,;.]{{0,80}}?{were.format('what2')}|"
        rf"(?<!\w)of[ \n]{who}[ \n](?:(?:who|that|which)[ \n])?(?P<did>{did})[^.;]{{0,160}}?,[ \n](?P<share>{shares})"
        rf"(?:[ \n]of[ \n]them)?{were.format('what')}",
        re.IGNORECASE,
    )


def composed(scene: Scene, sentence: Sentence) -> Iterator[tuple[Span, dict[str, JsonValue]]]:
    """Claims such as "of those who voted in favour of it, most were members of NATO": the stretch and the terms."""
    vote = load_lexicon().vote
    for match in _of_those().finditer(scene.text, sentence.span.start, sentence.span.end):
        order = "" if match["share"] else "2"
        did, share = match[f"did{order}"], match[f"share{order}"]
        what = Span(*match.span(f"what{order}"))
        bodies = [body for _, body in scene.bodies_in(what)]
        terms: dict[str, JsonValue] = {
            "option": term_of(vote["labels"], did) or term_of(vote["doing"], did),
            "share": term_of(load_lexicon().composition["shares"], share),
            "of": what.of(scene.text).strip(),
        }
        if len(bodies) == 1:
            terms["members of"] = bodies[0]
        yield Span(match.start(f"share{order}"), match.end()), terms


def find_composition(scene: Scene, sentence: Sentence, voted: Voted, tally: Tally) -> Iterator[Claim]:
    """At most one claim: what is told right after the counted voters."""
    match = _shares().search(scene.text, tally.span.end, min(sentence.span.end, tally.span.end + 160))
    if match is None:
        return
    between = scene.text[tally.span.end : match.start()]
    if len(between) > _NEAR and not re.fullmatch(rf"[^,;.–—]{{0,{_OBJECT_NEAR}}},[ \n]", between):
        return
    what = Span(match.start("what"), match.end("what"))
    bodies = [body for _, body in scene.bodies_in(what)]
    composed: dict[str, JsonValue] = {
        "option": tally.terms["option"],
        "share": term_of(load_lexicon().composition["shares"], match["share"]),
        "of": what.of(scene.text).strip(),
    }
    if len(bodies) == 1:
        composed["members of"] = bodies[0]
    span = Span(match.start(), match.end())
    yield scene.claim(ClaimKind.VOTE_COMPOSITION, span, {**voted, **composed}, "share of the voters")
