"""What a copy changed, sentence by sentence, in reading order.

Equal sentences anchor the alignment; between anchors, sentences are paired by the words they share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.origins.wording import normalise, split_sentences, words_of
from onrecord.vocabulary import Document, Edit

ALIKE = 0.4
"""Share of words two sentences need in common (Dice) to be one sentence, changed."""
_LARGEST_EXACT = 10_000_000
"""Pairs of sentences beyond which sentences that recur all the time anchor nothing, to bound the time."""
_LARGEST_BLOCK = 40_000
"""Pairs of sentences compared between two anchors; beyond that they are taken as dropped and added."""


def edits(original: Document, copy: Document) -> tuple[Edit, ...]:
    """Every sentence of both documents: `same`, `changed`, `added` or `dropped`.

    Forms of quotation marks, dashes and spaces do not make a sentence `changed`.
    """
    ours = [span.of(original.text) for span in split_sentences(original.text)]
    theirs = [span.of(copy.text) for span in split_sentences(copy.text)]
    head, tail = _equal_ends(_keys(ours), _keys(theirs))
    middle = _align(ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
    return (
        *_same(ours[:head], theirs[:head]),
        *middle,
        *_same(ours[len(ours) - tail :], theirs[len(theirs) - tail :]),
    )


def _equal_ends(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many sentences are equal at the start, and how many of the rest at the end."""
    shortest = min(len(ours), len(theirs))
    head = next((place for place in range(shortest) if ours[place] != theirs[place]), shortest)
    rest = shortest - head
    return head, next((place for place in range(rest) if ours[-1 - place] != theirs[-1 - place]), rest)


def _align(ours: Sequence[str], theirs: Sequence[str]) -> list[Edit]:
    """Edits between two runs of sentences, anchored on the equal ones."""
    huge = len(ours) * len(theirs) > _LARGEST_EXACT
    matcher = SequenceMatcher(None, _keys(ours), _keys(theirs), autojunk=huge)
    found: list[Edit] = []
    for tag, start, end, their_start, their_end in matcher.get_opcodes():
        left, right = ours[start:end], theirs[their_start:their_end]
        found.extend(_same(left, right) if tag == "equal" else _pair(left, right))
    return found


def _same(left: Sequence[str], right: Sequence[str]) -> list[Edit]:
    return [Edit(kind="same", original=mine, copy=other) for mine, other in zip(left, right, strict=True)]


def _keys(sentences: Sequence[str]) -> list[str]:
    return [normalise(sentence) for sentence in sentences]


def _pair(left: Sequence[str], right: Sequence[str]) -> list[Edit]:
    """Align two short runs of sentences so that the likeness of the pairs is greatest."""
    if len(left) * len(right) > _LARGEST_BLOCK:
        return [_dropped(text) for text in left] + [_added(text) for text in right]
    scores = _scores(left, right)
    best = _table(scores, len(left), len(right))
    found: list[Edit] = []
    i = j = 0
    while i < len(left) or j < len(right):
        if (
            i < len(left)
            and j < len(right)
            and scores[i][j]
            and best[i][j] == best[i + 1][j + 1] + scores[i][j]
        ):
            found.append(Edit(kind="changed", original=left[i], copy=right[j]))
            i, j = i + 1, j + 1
        elif i < len(left) and (j == len(right) or best[i][j] == best[i + 1][j]):
            found.append(_dropped(left[i]))
            i += 1
        else:
            found.append(_added(right[j]))
            j += 1
    return found


def _scores(left: Sequence[str], right: Sequence[str]) -> list[list[float]]:
    """Likeness of every pair, 0 where it is below `ALIKE`."""
    ours, theirs = ([Counter(words_of(text)) for text in side] for side in (left, right))
    return [[_likeness(mine, other) for other in theirs] for mine in ours]


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    share = 2 * (one & other).total() / total if total else 0.0
    return share if share >= ALIKE else 0.0


def _table(scores: list[list[float]], rows: int, columns: int) -> list[list[float]]:
    """Greatest total likeness from each place to the end."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    return best


def _dropped(text: str) -> Edit:
    return Edit(kind="dropped", original=text, copy=None)


def _added(text: str) -> Edit:
    return Edit(kind="added", original=None, copy=text)
