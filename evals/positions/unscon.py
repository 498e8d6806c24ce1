"""Predictions for `unscon`: whom a speaker in the Security Council criticises in one sentence, by scorer and rules.

The scorer of criticism judges every row; `by_rules` gives what positions say.
"""

from __future__ import annotations

from evals.positions.reading import Reading
from evals.positions.relations import Relation, polarity_of
from onrecord.extract.frames import load_lexicon
from onrecord.extract.roles import Scene
from onrecord.extract.scorer import Scored, criticisms
from onrecord.vocabulary import JsonValue, Party


def predict(reading: Reading) -> list[Relation]:
    """The party that the scorer finds criticised, with its reasons; one or none."""
    speaker = reading.voices.speaker.actor.id if reading.voices.speaker else None
    scenes = [
        Scene(tree, parties, load_lexicon())
        for tree, parties in zip(reading.trees, reading.parties, strict=True)
    ]
    scored = criticisms(scenes, speaker=speaker)
    best: Scored | None = None
    for scene, found in zip(scenes, scored, strict=True):
        asked = scene.tree.sentence.span.start >= reading.asked.start
        if asked and found is not None and (best is None or found.certainty > best.certainty):
            best = found
    if best is None:
        return []
    return [
        {
            "source": reading.row.speaker,
            "target": _name(best.target),
            "polarity": -1,
            "probability": best.probability,
            "rule": "scorer: " + "; ".join(str(reason) for reason in best.reasons),
        }
    ]


def by_rules(reading: Reading) -> list[Relation]:
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
