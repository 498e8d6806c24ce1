"""Predictions for `unscon`: whom a speaker in the Security Council criticises in one sentence, by scorer and rules.

The scorer of criticism judges every row, beside the plainest rules; `by_rules` gives what positions alone say.
"""

from __future__ import annotations

from evals.positions.reading import Reading
from evals.positions.relations import Relation, polarity_of
from onrecord.extract.frames import load_lexicon
from onrecord.extract.roles import Scene
from onrecord.extract.scorer import Scored, criticisms, load_tables
from onrecord.vocabulary import JsonValue, Party, Position, Stance

_PLAIN = frozenset({Stance.ACCUSES, Stance.CRITICIZES, Stance.REJECTS, Stance.THREATENS})
"""Where a rule finds one of these, about nine in ten sentences were annotated as criticism."""


def predict(reading: Reading) -> list[Relation]:
    """The party that the speaker criticises; one or none.

    The scorer decides, with its reasons; where a rule finds him accusing, criticising, rejecting or threatening, that
    is enough.
    """
    best = _surest(reading)
    ruled = [p for p in _own(reading) if p.stance in _PLAIN]
    if best is not None and best.certainty >= load_tables().thresholds["criticism"]:
        rule = "scorer: " + "; ".join(str(reason) for reason in best.reasons)
    elif ruled:
        rule = ruled[0].rule
    else:
        return []
    target = best.target if best is not None else None
    named = target or next((p.toward for p in ruled if p.toward is not None), None)
    relation: Relation = {
        "source": reading.row.speaker,
        "target": _name(named),
        "polarity": -1,
        "rule": rule,
    }
    return [relation]


def _surest(reading: Reading) -> Scored | None:
    """The score of the sentence asked about; of two sentences the surer one."""
    speaker = reading.voices.speaker.actor.id if reading.voices.speaker else None
    scenes = [
        Scene(tree, parties, load_lexicon())
        for tree, parties in zip(reading.trees, reading.parties, strict=True)
    ]
    asked = [scene.tree.sentence.span.start >= reading.asked.start for scene in scenes]
    scored = criticisms(scenes, speaker=speaker, least=0.0)
    found = [s for s, here in zip(scored, asked, strict=True) if here and s is not None]
    return max(found, key=lambda s: s.certainty, default=None)


def _own(reading: Reading) -> list[Position]:
    """The speaker's positions whose words are in the sentence asked about."""
    speaker = reading.voices.speaker
    return [
        p
        for p in reading.positions
        if speaker is not None and p.holder.actor.id == speaker.actor.id and reading.asked.covers(p.trigger)
    ]


def by_rules(reading: Reading) -> list[Relation]:
    """One relation for each party that the speaker criticises in the sentence; named by its country's name."""
    return [
        {
            "source": reading.row.speaker,
            "target": _name(position.toward),
            "polarity": polarity_of(position),
            "rule": position.rule,
        }
        for position in _own(reading)
    ]


def _name(party: Party | None) -> JsonValue:
    return {"text": party.actor.name} if party is not None else None
