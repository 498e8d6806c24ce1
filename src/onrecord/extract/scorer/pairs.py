"""Scores one pair of entities in a sentence: does either praise or blame the other, how surely, and why.

One linear model looks both ways with the same weights, so that exchanging the entities mirrors the score.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.scorer.pair_features import pair_features
from onrecord.extract.scorer.passage import Passage
from onrecord.extract.scorer.reasons import Reason, strongest
from onrecord.extract.scorer.tables import Tables, load_tables
from onrecord.syntax import Tree
from onrecord.vocabulary import Span

_MOST_TOKENS = 400
"""A longer passage is no sentence."""
BLAME, PRAISE = 0, 1
READINGS = ((0, PRAISE), (1, PRAISE), (0, BLAME), (1, BLAME))
"""(which entity holds the stance, which stance), in the order of their probabilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """A stance of one of two entities towards the other."""

    holder: int
    """0 or 1: which of the two entities praises or blames."""
    polarity: int
    """1 praises, -1 blames."""
    probability: float
    """Of just this reading, from 0 to 1; "neither does" and the other readings share the rest."""
    reasons: tuple[Reason, ...]
    evidence: Span
    """From the first to the last of the words that tie the two together, both included."""


def score_pair(
    trees: Sequence[Tree],
    first: Span,
    second: Span,
    *,
    least: float | None = None,
    tables: Tables | None = None,
) -> PairScore | None:
    """The likelier stance between two entities, by their spans in the document; None where there likely is none.

    A stance is given where it is likelier than "none" after the threshold that was learned, or, with `least`, where
    it is at least so probable. DataError where the bundled tables are broken.
    """
    tables = tables or load_tables()
    passage = Passage.of(trees)
    if len(passage.tokens) > _MOST_TOKENS:
        return None
    looks = (
        pair_features(passage, first, second, tables),
        pair_features(passage, second, first, tables),
    )
    if not looks[0]:
        return None
    chances = probabilities([_logits(look, tables) for look in looks])
    best = max(range(len(READINGS)), key=lambda i: chances[i + 1])
    chance = chances[best + 1]
    if chance < least if least is not None else math.log(chance / chances[0]) < tables.thresholds["pair"]:
        return None
    holder, stance = READINGS[best]
    shares = _shares(looks[holder], stance, tables)
    return PairScore(
        holder=holder,
        polarity=1 if stance == PRAISE else -1,
        probability=round(chance, 4),
        reasons=strongest(shares),
        evidence=_evidence(passage, first, second),
    )


def _logits(features: Mapping[str, float], tables: Tables) -> tuple[float, float]:
    blame = praise = 0.0
    for feature, value in features.items():
        weights = tables.pairs.get(feature)
        if weights is not None:
            blame += weights[BLAME] * value
            praise += weights[PRAISE] * value
    return blame, praise


def probabilities(looks: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Of "none" and of each of `READINGS`, from (blame, praise) seen from either entity."""
    logits = [0.0, *(looks[holder][stance] for holder, stance in READINGS)]
    top = max(logits)
    raised = [math.exp(x - top) for x in logits]
    return tuple(x / sum(raised) for x in raised)


def _shares(features: Mapping[str, float], stance: int, tables: Tables) -> dict[str, float]:
    return {f: tables.pairs[f][stance] * value for f, value in features.items() if f in tables.pairs}


def _evidence(passage: Passage, first: Span, second: Span) -> Span:
    one, two = passage.inside(first), passage.inside(second)
    way = passage.path(passage.head_of(one), passage.head_of(two))
    tied = {*one, *two}
    if way is not None:
        tied |= {*way[0], way[1], *way[2]}
    return passage.span(tied)
