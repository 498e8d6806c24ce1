"""Predictions for the sets whose ends are spans of a sentence (`plover_gsr`, `plv`)."""

from __future__ import annotations

from evals.positions.reading import Reading
from evals.positions.relations import Relation, event_relations, position_relations


def predict(reading: Reading) -> list[Relation]:
    """Events first, which know what was only promised or asked for; a position between the same two ends is left out."""
    found = list(event_relations(reading))
    taken = [(relation["source"], relation["target"]) for relation in found]
    found += [r for r in position_relations(reading) if (r["source"], r["target"]) not in taken]
    return found
