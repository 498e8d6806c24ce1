"""What became of every annotated attribution and of every prediction, by the benchmark's own matching.

What that matching of pairs leaves is paired off once more by content, best overlap first, so that each attribution and
each prediction has exactly one of these outcomes:

  found            source and content right (Jaccard of word tokens at least .5); where the annotation has no
                   source, the prediction has none either
  wrong boundary   the source right, the content overlapping by less than .5
  wrong source     the content right, the source not
  both wrong       the content overlapping, neither right
  missed           an attribution without a prediction of its own
  spurious         a prediction without an attribution
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OUTCOMES = ("found", "wrong boundary", "wrong source", "both wrong")
"""Those that an attribution and a prediction share."""
_HALF = 0.5

Key = tuple[frozenset[int], frozenset[int]]
"""Word tokens of (source, content), as the benchmark compares them."""
Row = dict[str, Any]
"""A line of the benchmark's files, or one attribution in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one attribution or prediction; `gold` or `pred` is None where the other side has nothing."""

    document: str
    outcome: str
    exact: bool
    gold: Row | None
    pred: Row | None


def all_fates(
    golds: Mapping[str, Row],
    preds: Mapping[str, Row],
    scorer: Any,
    *,
    statements: bool,
) -> Iterator[Fate]:
    """One fate for every attribution and prediction; with `statements`, of those that the benchmark counts then."""
    for name, gold in golds.items():
        pred = preds.get(name, {})
        if statements:
            gold, pred = scorer.only_statements(gold, pred, scorer.Words(gold["text"]))
        yield from _fates(
            name, _keyed(gold, gold["text"], scorer), _keyed(pred, gold["text"], scorer), scorer
        )


def _keyed(row: Row, text: str, scorer: Any) -> dict[Key, Row]:
    """Attributions by what is compared, in the benchmark's order; equal ones count once, as they do there."""
    words = scorer.Words(text)
    found: dict[Key, Row] = {}
    for a in row.get("attributions", []):
        key = words.tokens(a.get("source") or []), words.tokens(a.get("content") or [])
        if key[1]:
            found.setdefault(key, a)
    return dict(sorted(found.items(), key=lambda item: (sorted(item[0][1]), sorted(item[0][0]))))


def _fates(name: str, golds: dict[Key, Row], preds: dict[Key, Row], scorer: Any) -> Iterator[Fate]:
    """First the benchmark's matching of pairs, then what is left by content alone, best overlap first."""
    pairs = scorer.match([g for g in golds if g[0]], [p for p in preds if p[0]], scorer.pair_score(_HALF))
    matched = [(g, p) for _, g, p in pairs]
    left = [
        [k for k in keys if k not in done] for keys, done in zip((golds, preds), _sides(matched), strict=True)
    ]
    matched += [(g, p) for _, g, p in scorer.match(*left, lambda g, p: scorer.jac(g[1], p[1]))]
    for g, p in matched:
        outcome = _outcome(g, p, scorer)
        yield Fate(document=name, outcome=outcome, exact=g == p, gold=golds[g], pred=preds[p])
    done = _sides(matched)
    for g in [g for g in golds if g not in done[0]]:
        yield Fate(document=name, outcome="missed", exact=False, gold=golds[g], pred=None)
    for p in [p for p in preds if p not in done[1]]:
        yield Fate(document=name, outcome="spurious", exact=False, gold=None, pred=preds[p])


def _sides(matched: Sequence[tuple[Key, Key]]) -> tuple[set[Key], set[Key]]:
    return {g for g, _ in matched}, {p for _, p in matched}


def _outcome(g: Key, p: Key, scorer: Any) -> str:
    content = scorer.jac(g[1], p[1]) >= _HALF
    source = scorer.jac(g[0], p[0]) >= _HALF if g[0] or p[0] else True
    if content:
        return "found" if source else "wrong source"
    return "wrong boundary" if source else "both wrong"
