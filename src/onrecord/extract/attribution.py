"""Attribution: who is said to have said what, with the chain from the outlet inward.

A first reader: verbs of saying with a clause or a quotation, relayed sayings ("was quoted by his office as
telling"), "according to", and quotations that go on without a cue of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.chains import base_chain, chain_at, link_name
from onrecord.extract.cues import Cues
from onrecord.extract.quotes import quotations
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Saying, merge_spans, sayings_in
from onrecord.identity import make_id
from onrecord.vocabulary import Document, Extraction, Form, Link, Span, Statement, Voices


def attribute(
    document: Document, scenes: Sequence[Scene], *, voices: Voices, cues: Cues
) -> tuple[Extraction[Statement], tuple[Saying, ...]]:
    """Statements with whole chains, and the sayings behind them in the same order."""
    quotes = quotations(document)
    sayings: list[Saying] = []
    for number, scene in enumerate(scenes):
        sayings.extend(sayings_in(document, number, scene, quotes, cues))
    sayings = _continued(document, scenes, sayings, quotes)
    sayings = [own for s in sayings if (own := _own_voice(s, voices, quotes)) is not None]
    base = base_chain(document, voices)
    statements = tuple(_statement(document, saying, sayings, quotes, base) for saying in sayings)
    return Extraction(found=statements), tuple(sayings)


def _own_voice(saying: Saying, voices: Voices, quotes: Sequence[Span]) -> Saying | None:
    """Reads "I said" of a speech is its speaker's; "we believe" in a report without speaker is nobody's we know."""
    if all(party is None or party.actor.id != "self" for party, _ in saying.speakers):
        return saying
    if voices.speaker is None or quoted_at(saying.cue.start, quotes):
        return None
    speakers = tuple(
        (voices.speaker if p is not None and p.actor.id == "self" else p, s) for p, s in saying.speakers
    )
    return Saying(
        sentence=saying.sentence, cue=saying.cue, speakers=speakers, content=saying.content, rule=saying.rule
    )


def _continued(
    document: Document, scenes: Sequence[Scene], sayings: Sequence[Saying], quotes: Sequence[Span]
) -> list[Saying]:
    """A saying that touches a quotation takes the whole of it; a loose quotation goes to the last speaker."""
    grown = []
    claimed: set[Span] = set()
    for saying in sayings:
        touched = [
            q for q in quotes if any(q.overlaps(c) for c in saying.content) and not _inside(saying.cue, q)
        ]
        whole = [q for q in touched if q.end - q.start > 40]
        claimed.update(touched)
        grown.append(_with(saying, whole) if whole else saying)
    for quote in quotes:
        if quote in claimed or len(quote.of(document.text).split()) < 6:
            continue
        previous = _speaker_before(document, scenes, grown, quote)
        if previous is not None:
            place = grown.index(previous)
            grown[place] = _with(previous, [quote])
    return grown


def _inside(cue: Span, quote: Span) -> bool:
    return quote.covers(cue)


def _with(saying: Saying, quotes: Sequence[Span]) -> Saying:
    content = merge_spans([*saying.content, *quotes])
    return Saying(
        sentence=saying.sentence, cue=saying.cue, speakers=saying.speakers, content=content, rule=saying.rule
    )


def _speaker_before(
    document: Document, scenes: Sequence[Scene], sayings: Sequence[Saying], quote: Span
) -> Saying | None:
    """The saying that ends just before a quotation without a cue, in its own or the previous paragraph."""
    number = next((i for i, p in enumerate(document.paragraphs) if p.span.covers(quote)), None)
    if number is None:
        return None
    near = [
        s
        for s in sayings
        if s.cue.start < quote.start and scenes[s.sentence].tree.sentence.paragraph in (number, number - 1)
    ]
    return max(near, key=lambda s: s.cue) if near else None


def _statement(
    document: Document,
    saying: Saying,
    sayings: Sequence[Saying],
    quotes: Sequence[Span],
    base: tuple[Link, ...],
) -> Statement:
    outer = [s for s in sayings if s is not saying]
    chain = chain_at(saying.cue.start, base, outer)
    for party, source in saying.speakers:
        chain = (
            *chain,
            Link(
                name=link_name(party, source),
                actor=party.actor.id if party else None,
                source=source,
                cue=saying.cue,
            ),
        )
    first = saying.content[0]
    return Statement(
        id=make_id("statement", document.id, saying.cue.start, first.start, first.end),
        document=document.id,
        chain=chain,
        source=saying.speakers[-1][1],
        cue=saying.cue,
        content=saying.content,
        form=_form(saying.content, quotes),
        rule=saying.rule,
    )


def _form(content: Sequence[Span], quotes: Sequence[Span]) -> Form:
    """Direct where all of it stands in quotation marks, mixed where some does."""
    size = sum(c.end - c.start for c in content)
    quoted = sum(max(0, min(c.end, q.end) - max(c.start, q.start)) for c in content for q in quotes)
    if quoted == 0:
        return Form.INDIRECT
    return Form.DIRECT if quoted >= 0.9 * size else Form.MIXED


def quoted_at(place: int, quotes: Sequence[Span]) -> bool:
    """True where a character stands in quotation marks."""
    return any(q.start <= place < q.end for q in quotes)
