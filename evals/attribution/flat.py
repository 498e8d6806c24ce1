"""Sayings as the benchmark writes them: flat, each word in one attribution, the outermost one kept."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.sayings import Saying


def flat(sayings: Sequence[Saying]) -> list[Saying]:
    """Without the sayings whose cue stands in another's content, and without second readings of one cue."""
    kept: list[Saying] = []
    for number, saying in enumerate(sayings):
        inside = any(
            other.covers(saying.cue.start) and not saying.covers(other.cue.start)
            for i, other in enumerate(sayings)
            if i != number
        )
        if not inside and not any(other.cue == saying.cue for other in kept):
            kept.append(saying)
    return kept
