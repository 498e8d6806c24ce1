"""Attribution: who is said to have said, thought or done what, with the chain from the outlet inward.

Sayings come from sentences and from layout (turns, headlines, signed quotations); statements are their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.chains import base_chain, chain_at, instrument_name, with_links
from onrecord.extract.headlines import headline_sayings
from onrecord.extract.lookup import Around, is_inside, touching
from onrecord.extract.quotes import quotations
from onrecord.extract.roles import Scene
from onrecord.extract.sayings import Cues, Saying, Speaker, read_sayings
from onrecord.extract.turns import colon_sayings, dash_sayings, turn_sayings
from onrecord.identity import make_id
from onrecord.vocabulary import Document, Extraction, Form, Link, Party, Span, Statement, Voices

_DEEPEST = 30
"""So many sayings around a word are looked at for its chain: marks that open and never close nest without end."""
_OWN_WORDS = frozenset({"turn", "block", "dash", "colon"})
"""Layout that gives somebody's own words without quotation marks."""


def attribute(
    document: Document, scenes: Sequence[Scene], *, voices: Voices, cues: Cues
) -> tuple[Extraction[Statement], tuple[Saying, ...]]:
    """Statements with whole chains, and the sayings behind them in the same order."""
    quotes = quotations(document)
    sayings = find_sayings(document, scenes, quotes, voices=voices, cues=cues)
    base = base_chain(document, voices)
    statements = tuple(
        _statement(document, saying, outer, quotes, base)
        for saying, outer in zip(sayings, _outer(sayings), strict=True)
    )
    return Extraction(found=statements), tuple(sayings)


def find_sayings(
    document: Document, scenes: Sequence[Scene], quotes: Sequence[Span], *, voices: Voices, cues: Cues
) -> list[Saying]:
    """The sayings of a document, by grammar and by layout, in the order of their cues."""
    turns = turn_sayings(document, scenes, voices=voices)
    signed = [
        *turns,
        *dash_sayings(document, scenes),
        *colon_sayings(document, scenes, voices=voices),
    ]
    # A headline may itself be a name before a quotation: it is then read once.
    cues_read = {saying.cue for saying in signed}
    signed += [s for s in headline_sayings(document, scenes, voices=voices) if s.cue not in cues_read]
    read = read_sayings(document, scenes, quotes, cues)
    beside = Around.of((s.cue, s.source_span or s.cue, *s.content) for s in signed)
    kept = [
        left
        for s in read
        if (left := _without(s, [signed[i] for i in beside.near(s.cue, *s.content)])) is not None
    ]
    found = [*signed, *kept]
    own = [saying for s in found if (saying := _own_voice(s, voices, quotes)) is not None]
    if voices.instrument is not None or voices.body is not None:
        own = [_of_text(s, scenes, voices) for s in own]
    return sorted(own, key=lambda s: (s.cue, s.content, s.rule))


def _outer(sayings: Sequence[Saying]) -> Iterator[list[Saying]]:
    """For each saying those around its cue, nearest first."""
    around = Around.of(s.content for s in sayings)
    for saying in sayings:
        place = saying.cue.start
        near = (sayings[i] for i in around.near(Span(place, place + 1)))
        others = (s for s in near if s is not saying and s.covers(place))
        yield sorted(others, key=lambda s: s.size)[:_DEEPEST]


def _without(saying: Saying, signed: Sequence[Saying]) -> Saying | None:
    """A saying without the words that layout gives to somebody else: a turn, a quotation signed with a name."""
    taken = [
        span
        for other in signed
        if not other.covers(saying.cue.start)
        for span in (other.source_span, *other.content)
        if span is not None
    ]
    if any(other.cue.overlaps(saying.cue) for other in signed):
        return None
    left = tuple(span for span in saying.content if not any(t.overlaps(span) for t in taken))
    return replace(saying, content=left) if left else None


def _own_voice(saying: Saying, voices: Voices, quotes: Sequence[Span]) -> Saying | None:
    """Reads "I said" of a speech is its speaker's; "we believe" in a report without speaker is nobody's we know."""
    if all(s.party is None or s.party.actor.id != "self" for s in saying.speakers):
        return saying
    speaker = voices.speaker_at(saying.cue.start)
    if speaker is None or quoted_at(saying.cue.start, quotes):
        return None
    return replace(
        saying,
        speakers=tuple(
            replace(s, party=speaker, own=True) if s.party is not None and s.party.actor.id == "self" else s
            for s in saying.speakers
        ),
    )


def _of_text(saying: Saying, scenes: Sequence[Scene], voices: Voices) -> Saying:
    """Reads "Recalling that", "Demands that" at the head of a paragraph: the resolution or communique itself says so."""
    first = scenes[saying.sentence].tree.tokens[0] if scenes else None
    if (
        first is None
        or saying.speaker.source is not None
        or not saying.cue.start <= first.start < saying.cue.end
    ):
        return saying
    if voices.instrument is not None:
        name = instrument_name(voices.instrument)
        return replace(saying, speakers=(Speaker(party=None, source=None, name=name),))
    party = Party(actor=voices.body, mention=None, rule="own text") if voices.body is not None else None
    return replace(saying, speakers=(Speaker(party=party, source=None),))


def _statement(
    document: Document,
    saying: Saying,
    outer: Sequence[Saying],
    quotes: Sequence[Span],
    base: tuple[Link, ...],
) -> Statement:
    first = saying.content[0]
    return Statement(
        id=make_id("statement", document.id, saying.cue.start, first.start, first.end),
        document=document.id,
        chain=with_links(chain_at(saying.cue.start, base, outer, named=True), saying),
        source=saying.source_span,
        cue=saying.cue,
        content=saying.content,
        form=Form.DIRECT if saying.rule in _OWN_WORDS else _form(saying.content, quotes),
        act=saying.act,
        rule=saying.rule,
    )


def _form(content: Sequence[Span], quotes: Sequence[Span]) -> Form:
    """Direct where all of it stands in quotation marks, mixed where some does."""
    size = sum(c.end - c.start for c in content)
    quoted = sum(min(c.end, q.end) - max(c.start, q.start) for c in content for q in touching(quotes, c))
    if quoted == 0:
        return Form.INDIRECT
    return Form.DIRECT if quoted >= 0.9 * size else Form.MIXED


def quoted_at(place: int, quotes: Sequence[Span]) -> bool:
    """True where a character stands in quotation marks."""
    return is_inside(place, quotes)
