"""All sayings of one document: proposals, judged, with the quotations that follow and the speakers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.lookup import disjoint, is_inside
from onrecord.extract.quotes import with_inner
from onrecord.extract.roles import Scene
from onrecord.extract.sayings.blocks import with_blocks
from onrecord.extract.sayings.cues import Cues
from onrecord.extract.sayings.following import with_following
from onrecord.extract.sayings.judging import PLAIN, Told, told_in
from onrecord.extract.sayings.loose import loose_sayings
from onrecord.extract.sayings.phrases import phrase_sayings
from onrecord.extract.sayings.proposals import propose
from onrecord.extract.sayings.relays import relayed
from onrecord.extract.sayings.saying import Saying
from onrecord.extract.sayings.speakers import bodies_of
from onrecord.extract.sayings.told_nouns import told_noun
from onrecord.extract.sayings.view import View, views
from onrecord.vocabulary import Act, Document, Span

_NEXT = ("quote", "next")
_OWNING = frozenset({"poss", "p:by", "p:from", "pobj>prep|nsubj"})
_NAMED_THINGS = frozenset({"dobj", "nsubjpass", "head:acl", "head:relcl", "npadvmod"})


def told_of(document: Document, lines: Sequence[View], cues: Cues) -> list[Told]:
    """The attributions that are sure enough, in the order of their cues."""
    quotes = lines[0].quotes if lines else ()
    judged = told_in(list(propose(lines, cues.counts)), cues.weights, cues.speech)
    sure = [t for t in judged if _is_sure(t, cues)]
    told = disjoint(span for t in sure for span in t.content)
    held = {(t.place, t.lemma) for t in sure}
    for t in judged:
        if (
            t.probability_within <= t.probability
            or (t.place, t.lemma) in held
            or not is_inside(t.place, told)
        ):
            continue  # only what stands in words that are told already is judged as its speaker's own text
        within = replace(t, probability=t.probability_within)
        if _is_sure(within, cues):
            sure.append(within)
    sure.sort(key=lambda t: (t.place, t.content))
    return with_following(document.text, lines, quotes, _parted(sure))


def act_of(told: Told, cues: Cues) -> Act:
    """What kind of act it is; any cue with a quotation of its own is speech."""
    return Act.SPEECH if told.construction.startswith(_NEXT) else cues.act_of(told.lemma)


def _is_sure(told: Told, cues: Cues) -> bool:
    if told.lemma in cues.clause_only and told.construction in _NAMED_THINGS:
        return False  # "pointed the traffic", "answered the call"
    source = told.view.tokens[told.source.head] if told.source is not None else None
    if (
        source is not None
        and source.text.lower() == "that"
        and source.index <= 1
        and told.cue == source.index + 1
    ):
        return False  # "That said, ..."
    token = told.view.tokens[told.cue]
    if token.dep == "acl" and token.tag == "VBN" and told.source is None and told.construction in PLAIN:
        return False  # "said in a circular seen on Friday that ...": the clause is the circular's
    bare = told.construction == "ccomp:bare" and told.kind == "verb"
    if bare and act_of(told, cues) is Act.ATTITUDE and told.lemma.partition("_")[0] not in cues.bare:
        return False  # "they supported us - I thank them": a slip of the parser
    if (
        source is None
        and told.kind == "verb"
        and token.dep == "ROOT"
        and token.tag in ("VB", "VBP")
        and told.construction != "ccomp:that"
    ):
        return False  # "Imagine that ...", "Thank you for coming"
    return told.probability >= cues.least[act_of(told, cues)] or is_plain(told, cues)


def is_plain(told: Told, cues: Cues) -> bool:
    """True for a cue of saying with a named source and a clause after "that": plain whatever was counted.

    The counts come from one kind of news; nouns and passives of diplomacy are rare there.
    """
    clause = told.construction in PLAIN and told.construction != "xcomp:to"
    agent = told.source is not None and told.source.how.startswith("p:")
    raised = told.construction == "xcomp:to" and agent and told.kind == "verb"
    nominal = f"{told.lemma}|{told.construction}" in cues.nominal and _is_owned(told)
    return told.source is not None and (clause or raised or nominal) and act_of(told, cues) is Act.SPEECH


def _is_owned(told: Told) -> bool:
    """True for a noun whose owner stands with it: "her emphasis", "the call by the bishops"."""
    return told.source is not None and told.source.how in _OWNING


def _parted(told: Sequence[Told]) -> list[Told]:
    """Of two attributions that each hold the other's cue, the surer one."""
    dropped = set()
    for number, one in enumerate(told):
        for other in range(number + 1, len(told)):
            two = told[other]
            if two.view is not one.view:
                break
            if _holds(one, two.place) and _holds(two, one.place):
                dropped.add(other if one.probability >= two.probability else number)
    return [t for i, t in enumerate(told) if i not in dropped]


def _holds(told: Told, place: int) -> bool:
    return any(span.start <= place < span.end for span in told.content)


def read_sayings(
    document: Document, scenes: Sequence[Scene], quotes: Sequence[Span], cues: Cues
) -> list[Saying]:
    """The sayings in the order of their cues."""
    lines = views([scene.tree for scene in scenes], with_inner(document, quotes))
    found: list[Saying] = [
        saying
        for view, scene in zip(lines, scenes, strict=True)
        for saying in phrase_sayings(view, scene, cues)
    ]
    relays = _relays(scenes, cues)
    inner = {(number, verb): saying for (number, _), (saying, verb) in relays.items()}
    for told in told_of(document, lines, cues):
        place = (told.view.number, told.cue)
        if place in relays and relays[place][0].content:
            continue
        saying = _saying(told, scenes[told.view.number], cues)
        relay = inner.get(place) or (relays[place][0] if place in relays else None)
        if relay is not None and any(s.cue == relay.cue and s.rule == relay.rule for s in found):
            continue
        found.append(_merged(relay, saying) if relay is not None else saying)
        found.extend(told_noun(told, scenes[told.view.number], cues))
    for saying, _ in relays.values():
        if saying.content and not any(s.rule == "relayed" and s.cue == saying.cue for s in found):
            found.append(saying)
    found = with_blocks(document, lines, scenes, found, cues)
    found.extend(loose_sayings(document, lines, scenes, found))
    return sorted(found, key=lambda s: (s.cue, s.content))


def _relays(scenes: Sequence[Scene], cues: Cues) -> dict[tuple[int, int], tuple[Saying, int]]:
    found = {}
    for number, scene in enumerate(scenes):
        for token in scene.tree.tokens:
            if token.pos == "VERB" and (relay := relayed(number, scene, token.index, cues)) is not None:
                found[number, token.index] = relay
    return found


def _merged(relay: Saying, inner: Saying) -> Saying:
    """The relay's speakers with the content as the inner verb gives it."""
    return replace(relay, content=inner.content, act=inner.act)


def _saying(told: Told, scene: Scene, cues: Cues) -> Saying:
    return Saying(
        sentence=told.view.number,
        cue=_cue_span(told),
        speakers=bodies_of(told, scene, cues),
        content=told.content,
        rule=told.construction,
        act=act_of(told, cues),
        words=scene.tree.span(tuple(told.source_tokens)) if told.source_tokens else None,
        silent=cues.act_of(told.lemma) is Act.ATTITUDE and told.lemma.partition("_")[0] not in cues.bare,
        passes_on=told.lemma in cues.relay and told.construction == "dobj",
    )


def _cue_span(told: Told) -> Span:
    """The cue with the auxiliaries and adverbs that stand right beside it."""
    low = high = told.cue
    while low - 1 in told.cue_tokens:
        low -= 1
    while high + 1 in told.cue_tokens:
        high += 1
    return told.view.tree.span((low, high))
