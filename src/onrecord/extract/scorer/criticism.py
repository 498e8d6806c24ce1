"""Scores one sentence of a speech: does the speaker criticise somebody in it, whom most likely, and why.

Two small linear models decide, one for the sentence and one for each party that it or those before it name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.roles import Scene
from onrecord.extract.scorer.line_features import line_features
from onrecord.extract.scorer.party_features import HARMLESS, Heard, candidates, mentions_in, parties_in
from onrecord.extract.scorer.reasons import Reason, strongest
from onrecord.extract.scorer.speech import Line
from onrecord.extract.scorer.tables import Tables, load_tables, sigmoid
from onrecord.vocabulary import Party, Span

_MOST_TOKENS = 400
_TARGET_SHARE = 0.4
_UNNAMED = -3.0
_SMALLEST = 1e-6
_BLAMING = 1.0
"""From this valence on a word by itself belongs to the evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A sentence that likely criticises somebody."""

    probability: float
    """That the speaker criticises somebody in the sentence, from 0 to 1."""
    certainty: float
    """From 0 to 1, what thresholds are laid on: the odds of criticism, lowered where it is unclear whom it is aimed at."""
    target: Party | None
    """The state most likely meant, by its latest mention; None where neither sentence nor context names any."""
    target_probability: float
    """That it is this party, if anybody named is criticised; 0 without a target."""
    target_here: bool
    """True where the sentence itself names the target."""
    reasons: tuple[Reason, ...]
    """What spoke loudest for criticism, then for the target."""
    evidence: Span
    """From the first to the last of the words that blame, the target's mention included where it is here."""


def criticism(
    scene: Scene,
    *,
    speaker: str | None,
    before: Sequence[Heard] = (),
    least: float | None = None,
    tables: Tables | None = None,
) -> Scored | None:
    """The criticism in one sentence, or None where it is less certain than `least` (else the learned threshold).

    `speaker` is the id of the actor whose "we" it is; `before` what was kept of the sentences before it in the same
    speech, as `judge` returns it. DataError where the bundled tables are broken.
    """
    tables = tables or load_tables()
    scored, _ = judge(Line(scene.tree, scene.parties, speaker), before, tables)
    return scored if scored.certainty >= _threshold(least, tables) else None


def criticisms(
    scenes: Sequence[Scene], *, speaker: str | None, least: float | None = None, tables: Tables | None = None
) -> tuple[Scored | None, ...]:
    """The same for the sentences of one speech in order, each heard after those before it; one value a sentence."""
    tables = tables or load_tables()
    found: list[Scored | None] = []
    heard: list[Heard] = []
    for scene in scenes:
        scored, kept = judge(Line(scene.tree, scene.parties, speaker), heard, tables)
        found.append(scored if scored.certainty >= _threshold(least, tables) else None)
        heard.append(kept)
    return tuple(found)


def _threshold(least: float | None, tables: Tables) -> float:
    return tables.thresholds["criticism"] if least is None else least


def judge(line: Line, before: Sequence[Heard], tables: Tables) -> tuple[Scored, Heard]:
    """The score whatever it is, and what the sentences that follow need of this one."""
    if len(line.tree.tokens) > _MOST_TOKENS:
        line = Line(line.tree, {}, line.speaker)
    here = parties_in(line, tables)
    meant = candidates(line, before, tables, here)
    features = line_features(line, meant, tables)
    probability = tables.probability("criticism", features)
    latest = {p.actor.id: p for heard in before for p in heard.parties.values()}
    latest |= {p.actor.id: p for p in line.others.values()}
    target, chance = best_target(meant, tables)
    reasons = strongest(_shares("criticism", features, tables))
    if target is not None:
        reasons += strongest(_shares("target", meant[target], tables), most=2)
    scored = Scored(
        probability=round(probability, 4),
        certainty=round(certainty(probability, chance), 4),
        target=latest.get(target) if target else None,
        target_probability=round(chance, 4),
        target_here=target in here,
        reasons=reasons,
        evidence=_evidence(line, target, tables),
    )
    own = {p.actor.id: p for p in line.others.values()}
    kept = Heard(parties=own, features=here, mentions=mentions_in(line), criticism=probability)
    return scored, kept


def certainty(criticised: float, aimed: float) -> float:
    """The odds of criticism times a root of the odds of its target; small odds where nobody is named."""
    return sigmoid(_log_odds(criticised) + _TARGET_SHARE * max(_UNNAMED, _log_odds(aimed)))


def _log_odds(probability: float) -> float:
    within = min(max(probability, _SMALLEST), 1 - _SMALLEST)
    return math.log(within / (1 - within))


def best_target(meant: Mapping[str, Mapping[str, float]], tables: Tables) -> tuple[str | None, float]:
    """The party most likely criticised, and how likely; the first by name where two are even."""
    rated = [(tables.probability("target", features), actor) for actor, features in sorted(meant.items())]
    if not rated:
        return None, 0.0
    chance, actor = max(rated, key=lambda pair: pair[0])
    return actor, chance


def _shares(judgement: str, features: Mapping[str, float], tables: Tables) -> dict[str, float]:
    weights = tables.judgements[judgement]
    return {f: weights[f] * value for f, value in features.items() if f in weights}


def _evidence(line: Line, target: str | None, tables: Tables) -> Span:
    """The stretch that blames; the whole sentence where no single word does."""
    chosen = [i for i, party in line.others.items() if party.actor.id == target]
    for i, lemma in enumerate(line.lemmas):
        hostile = any(group not in HARMLESS for group in tables.groups.get(lemma, ()))
        if hostile or tables.valence(line.words[i])[0] >= _BLAMING:
            chosen.append(i)
    return line.tree.span(tuple(chosen)) if len(chosen) > 1 else line.tree.sentence.span
