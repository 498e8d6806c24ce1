"""What weighing stretches one by one cannot see: text shown twice, what stands above the title, lists below the article.

Each rule takes the page and the stretches that are kept, and lets go of some or takes some back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from operator import mul

import numpy as np
from numpy.typing import NDArray

from onrecord.read.body_features import Floats
from onrecord.read.boxes import Boxes
from onrecord.read.furniture import reason_of
from onrecord.read.knowledge import Rule

Kept = NDArray[np.bool_]

ENOUGH = -0.2
"""Score. Evenly weighed stretches are kept: a missing sentence is worse than one too many."""
_NEAR = -1.2
"""Score of a stretch that is kept where both its neighbours in the same box are."""
_RUN = 5
"""Words in a row by which text shown twice is told."""
_TWICE = 12
"""Words. Shorter stretches may say the same by chance, unless they are alike to the letter."""
_SAME = 30
"""Characters."""
_AFTER_TITLE = 60
"""Words. With fewer below the title, what stands above it may be the article."""
_BOXED = 1
"""Boxes around the title."""
_FEW = 8
"""Words of a stretch that is no sentence."""
_WORD = re.compile(r"\w+")
_MACHINE = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:.+Z-]+|(?:https?:)?//\S+\.(?:png|jpe?g|gif|webp|svg)(?:\?\S*)?", re.IGNORECASE
)


def mended(page: Boxes, scores: Floats, *, title_at: int | None, related: Sequence[Rule]) -> Kept:
    """True for each stretch of the article."""
    kept: Kept = scores >= ENOUGH
    words = [stretch.text.count(" ") + 1 for stretch in page.stretches]
    _drop_unspoken(page, kept)
    _drop_above_title(page, kept, words, title_at)
    _drop_related(page, kept, words, related)
    _drop_twice(page, kept, words)
    _drop_tail(page, kept, words)
    _take_back(page, kept, scores, words)
    return kept


def _drop_unspoken(page: Boxes, kept: Kept) -> None:
    """Addresses, times for machines and signs are no text."""
    for at in np.flatnonzero(kept).tolist():
        text = page.stretches[at].text
        if not any(char.isalnum() for char in text) or _MACHINE.fullmatch(text):
            kept[at] = False


def _drop_above_title(page: Boxes, kept: Kept, words: Sequence[int], title_at: int | None) -> None:
    """Lists of other articles above the title, where the article stands below it; what is boxed with the title stays."""
    if title_at is None:
        return
    below = sum(words[at] for at in np.flatnonzero(kept).tolist() if at > title_at)
    box = page.boxes[page.stretches[title_at].box]
    for _ in range(_BOXED):
        if box.parent >= 0:
            box = page.boxes[box.parent]
    if below >= _AFTER_TITLE:
        kept[: min(box.first, title_at)] = False


def _drop_related(page: Boxes, kept: Kept, words: Sequence[int], related: Sequence[Rule]) -> None:
    """What a heading such as "You may also like" stands over, to the end of the box around it."""
    before = _chosen_before(kept, words)
    for at, stretch in enumerate(page.stretches):
        if words[at] <= _FEW and before[at] >= _AFTER_TITLE and before[-1] > before[at]:
            box = page.boxes[stretch.box]
            while box.last - box.first == 1 and box.parent >= 0:
                box = page.boxes[box.parent]
            inside = before[box.last] - before[at]
            if inside and reason_of(stretch.text, related) is not None:
                whole = before[at] - before[box.first]
                if whole == 0 or inside < 0.5 * whole:
                    kept[at : box.last] = False
                    before = _chosen_before(kept, words)


def _chosen_before(kept: Kept, words: Sequence[int]) -> list[int]:
    """Words of the stretches that are kept before each one, and in all."""
    return [0, *accumulate(map(mul, words, kept.tolist()))]


def _drop_twice(page: Boxes, kept: Kept, words: Sequence[int]) -> None:
    seen: set[str] = set()
    runs: set[tuple[str, ...]] = set()
    for at in np.flatnonzero(kept).tolist():
        text = page.stretches[at].text
        if text in seen:
            kept[at] = False
            continue
        if len(text) > _SAME:
            seen.add(text)
        if words[at] < _TWICE:
            continue
        said = _WORD.findall(text)
        own = list(zip(*(said[at:] for at in range(_RUN)), strict=False))
        if own and sum(map(runs.__contains__, own)) > 0.8 * len(own):
            kept[at] = False
        else:
            runs.update(own)


def _drop_tail(page: Boxes, kept: Kept, words: Sequence[int]) -> None:
    """Short lines in other boxes below the last sentence: names, labels, buttons."""
    found = np.flatnonzero(kept).tolist()
    last = next((at for at in reversed(found) if words[at] >= 10), None)
    if last is None:
        return
    own = page.boxes[page.stretches[last].box].parent
    for at in found:
        if at > last and words[at] <= _FEW and page.boxes[page.stretches[at].box].parent != own:
            kept[at] = False


def _take_back(page: Boxes, kept: Kept, scores: Floats, words: Sequence[int]) -> None:
    """A stretch of doubt between two kept ones of the same box."""
    doubted = ~kept[1:-1] & (scores[1:-1] >= _NEAR) & kept[:-2] & kept[2:]
    for at in (np.flatnonzero(doubted) + 1).tolist():
        around = [page.boxes[page.stretches[i].box].parent for i in (at - 1, at, at + 1)]
        if around[0] == around[1] == around[2]:
            kept[at] = True
