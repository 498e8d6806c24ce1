"""Predictions for `dse`: does one of two marked entities praise or blame the other, by the rules and by the scorer.

Rules match the two entities by their spans, or by the actor that the text takes up again elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.positions.reading import Reading
from evals.positions.relations import Relation, polarity_of
from onrecord.extract.scorer import score_pair
from onrecord.vocabulary import Party, Span


def predict(reading: Reading) -> list[Relation]:
    """What the rules find between the two entities; where they find nothing, what the scorer does, with its reasons."""
    return by_rules(reading) or by_score(reading)


def by_score(reading: Reading) -> list[Relation]:
    """The stance that the scorer of pairs finds between the two entities; one or none."""
    pair = reading.row.pair
    assert pair is not None
    scored = score_pair(reading.trees, *pair)
    if scored is None:
        return []
    source, target = pair if scored.holder == 0 else pair[::-1]
    return [
        {
            "source": {"text": source.of(reading.row.text), "span": [source.start, source.end]},
            "target": {"text": target.of(reading.row.text), "span": [target.start, target.end]},
            "polarity": scored.polarity,
            "probability": scored.probability,
            "rule": "scorer: " + "; ".join(str(reason) for reason in scored.reasons),
        }
    ]


def by_rules(reading: Reading) -> list[Relation]:
    """The relations between the two entities that positions or events give; usually one or none."""
    assert reading.row.pair is not None
    found: list[Relation] = []
    for source, target, polarity, rule in _signed(reading):
        ends = (_entity(source, reading), _entity(target, reading))
        if None in ends or ends[0] == ends[1] or not polarity:
            continue
        first, second = (reading.row.pair[end] for end in ends if end is not None)
        found.append(
            {
                "source": {"text": first.of(reading.row.text), "span": [first.start, first.end]},
                "target": {"text": second.of(reading.row.text), "span": [second.start, second.end]},
                "polarity": polarity,
                "rule": rule,
            }
        )
    return found


def _signed(reading: Reading) -> Iterator[tuple[Span | None, Span | None, int, str]]:
    for position in reading.positions:
        toward = position.toward
        yield (
            position.holder.mention,
            toward.mention if toward else None,
            polarity_of(position),
            position.rule,
        )
    for event in reading.events:
        yield event.source.span, event.target.span, event.polarity, event.rule


def _entity(end: Span | None, reading: Reading) -> int | None:
    """Which of the two entities an end is: 0, 1 or None."""
    pair = reading.row.pair
    if end is None or pair is None:
        return None
    for number, entity in enumerate(pair):
        if entity.overlaps(end):
            return number
    actor = _actor_at(end, reading)
    if actor is None:
        return None
    for number, entity in enumerate(pair):
        if _actor_at(entity, reading) == actor:
            return number
    return None


def _actor_at(span: Span, reading: Reading) -> str | None:
    """Who is named at a stretch: the person, where the text has one, else the actor."""
    for tree, parties in zip(reading.trees, reading.parties, strict=True):
        for index, party in sorted(parties.items()):
            token = tree.tokens[index]
            if span.start <= token.start < span.end:
                return _name(party)
    return None


def _name(party: Party) -> str:
    return party.person or party.actor.id
