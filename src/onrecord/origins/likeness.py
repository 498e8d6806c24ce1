"""How much of one report's narration stands in another, sentence by sentence.

Quotations, embedded posts and long single blocks are held out: unrelated reports share those honestly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from onrecord.origins.wording import Passage

QUOTED_RUN = 4
"""Words of a quotation in one text that make the same words a quotation in the other."""
COVERED = 0.5
"""A sentence is found again when this share of its words stands in word pairs of one other sentence."""
LEAST_WORDS = 4
"""Sentences with fewer words are too plain to tell anything."""
BLOCK = 120
"""Words that one paragraph may count for, at least; more only where paragraphs are long throughout."""

ENOUGH = 40
"""Words of narration below which a text is all quotation, and its quotations are compared too."""

_HOLDERS = 60
"""Passages remembered for one word pair; a text that says one thing over and over takes no longer for it."""

Bigram = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready for comparison."""

    passages: tuple[Passage, ...]
    pairs: dict[Bigram, tuple[int, ...]]
    """Word pair to the first passages that hold it."""
    quoted: frozenset[tuple[str, ...]]
    """Runs of `QUOTED_RUN` words that stand inside quotations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts share. Shares are 0 to 1."""

    found: int
    """Words of narration of the shorter text that stand in sentences found again in the longer."""
    narration: int
    """Words of narration of the shorter text."""
    wider: int
    """Words of narration of the longer text."""
    in_order: float
    """Share of the sentences found again that come in the same order."""

    @property
    def share(self) -> float:
        """`found` of `narration`."""
        return self.found / self.narration if self.narration else 0.0


def prepare(passages: tuple[Passage, ...]) -> Wording:
    """Index the word pairs and the quoted runs of one text."""
    pairs: dict[Bigram, list[int]] = {}
    quoted: set[tuple[str, ...]] = set()
    for index, passage in enumerate(passages):
        for pair in set(pairwise(passage.words)):
            holders = pairs.setdefault(pair, [])
            if len(holders) < _HOLDERS:
                holders.append(index)
        for start in range(len(passage.words) - QUOTED_RUN + 1):
            if not any(passage.narration[start : start + QUOTED_RUN]):
                quoted.add(passage.words[start : start + QUOTED_RUN])
    return Wording(passages, {pair: tuple(held) for pair, held in pairs.items()}, frozenset(quoted))


def measure(one: Wording, other: Wording) -> Likeness:
    """Compare from the side of the text with less narration; the order of the two does not matter."""
    weights_one, weights_other = _weights(one, other.quoted), _weights(other, one.quoted)
    if min(sum(weights_one), sum(weights_other)) < ENOUGH:
        weights_one, weights_other = _weights(one, None), _weights(other, None)
    if _rank(one, weights_one) <= _rank(other, weights_other):
        shorter, longer, weights, wider = one, other, weights_one, weights_other
    else:
        shorter, longer, weights, wider = other, one, weights_other, weights_one
    matches = [_best(passage, longer) for passage in shorter.passages]
    found = sum(weight for weight, match in zip(weights, matches, strict=True) if match is not None)
    order = [match for weight, match in zip(weights, matches, strict=True) if weight and match is not None]
    return Likeness(
        found=round(found), narration=round(sum(weights)), wider=round(sum(wider)), in_order=_in_order(order)
    )


def _rank(text: Wording, weights: list[float]) -> tuple[float, list[tuple[str, ...]]]:
    """Shorter first; the words themselves decide a tie, so that the order of the two does not matter."""
    return sum(weights), [passage.words for passage in text.passages]


def _weights(text: Wording, quoted: frozenset[tuple[str, ...]] | None) -> list[float]:
    """Words of narration in each passage, scaled down in paragraphs that are far longer than the rest.

    `quoted` are the quoted runs of the other text; None counts quotations as narration.
    """
    counts = [_narration(passage, quoted) for passage in text.passages]
    blocks: Counter[int] = Counter()
    for passage, count in zip(text.passages, counts, strict=True):
        blocks[passage.paragraph] += count
    if not blocks:
        return []
    limit = max(BLOCK, 3 * median(blocks.values()))
    return [
        count * min(1.0, limit / max(1, blocks[passage.paragraph]))
        for passage, count in zip(text.passages, counts, strict=True)
    ]


def _narration(passage: Passage, quoted: frozenset[tuple[str, ...]] | None) -> int:
    """Words outside quotation marks here and outside quotations of the other text."""
    if len(passage.words) < LEAST_WORDS:
        return 0
    if quoted is None:
        return len(passage.words)
    counts = list(passage.narration)
    for start in range(len(passage.words) - QUOTED_RUN + 1):
        if passage.words[start : start + QUOTED_RUN] in quoted:
            counts[start : start + QUOTED_RUN] = [False] * QUOTED_RUN
    return sum(counts)


def _best(passage: Passage, text: Wording) -> int | None:
    """Index of the passage of `text` that holds most of this one, where it holds at least `COVERED`."""
    pairs = list(pairwise(passage.words))
    votes: Counter[int] = Counter()
    for pair in pairs:
        votes.update(text.pairs.get(pair, ()))
    if not votes:
        return None
    best = min(votes, key=lambda index: (-votes[index], index))
    held = set(pairwise(text.passages[best].words))
    covered = [False] * len(passage.words)
    for start, pair in enumerate(pairs):
        if pair in held:
            covered[start] = covered[start + 1] = True
    enough = sum(covered) >= COVERED * len(passage.words)
    return best if enough and _same_figures(passage, text.passages[best]) else None


def _same_figures(passage: Passage, other: Passage) -> bool:
    """False where both give figures and most differ: a form filled in anew each day, not a copy."""
    figures = {word for word in passage.words if word[0].isdigit()}
    theirs = {word for word in other.words if word[0].isdigit()}
    return len(figures) < 2 or not theirs or 2 * len(figures & theirs) >= len(figures)


def _in_order(matches: Sequence[int]) -> float:
    """Length of the longest ascending run of places, as a share of all."""
    tails: list[int] = []
    for match in matches:
        place = bisect_left(tails, match)
        tails[place : place + 1] = [match]
    return len(tails) / len(matches) if matches else 0.0
