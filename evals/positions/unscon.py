"""Predictions for `unscon`: whom a speaker in the Security Council criticises in one sentence, as far as rules tell."""

from __future__ import annotations

from evals.positions.reading import Reading
from evals.positions.relations import Relation, polarity_of
from onrecord.vocabulary import JsonValue, Party


def predict(reading: Reading) -> list[Relation]:
    """One relation for each party that the speaker criticises in the sentence; named by its country's name."""
    speaker = reading.voices.speaker
    found: list[Relation] = []
    for position in reading.positions:
        own = speaker is not None and position.holder.actor.id == speaker.actor.id
        if not reading.asked.covers(position.trigger) or not own:
            continue
        found.append(
            {
                "source": reading.row.speaker,
                "target": _name(position.toward),
                "polarity": polarity_of(position),
                "rule": position.rule,
            }
        )
    return found


def _name(party: Party | None) -> JsonValue:
    return {"text": party.actor.name} if party is not None else None
