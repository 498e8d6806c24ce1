"""How much of one report's narration stands in another, sentence by sentence, for many pairs of prints at once.

Quotations, embedded posts and long single blocks are held out: unrelated reports share those honestly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.digests import Digests, Flags, Places, mix, run_digests
from onrecord.origins.overlap import PAIR_BITS, Pair, chunks, word_runs
from onrecord.origins.prints import FIGURE, FLAGS, PARAGRAPH, PASSAGE, QUOTED

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

_HOLDERS = 32
"""Sentences remembered for one word pair; a text that says one thing over and over takes no longer for it."""
_PLACE_BITS = 20
"""Bits that number the words of two texts: twice as many places as there are in the longest pair."""
_PLACE = np.uint64((1 << _PLACE_BITS) - 1)

Amounts: TypeAlias = NDArray[np.float64]


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
    word_runs: float
    """Share of the smaller set of five-word runs that the larger holds."""
    same: bool
    """True where the words are the same throughout, however they are set."""

    @property
    def share(self) -> float:
        """`found` of `narration`."""
        return self.found / self.narration if self.narration else 0.0


def measure(pairs: Sequence[Pair], *, least_runs: float = 0.0) -> list[Likeness]:
    """Compare each pair from the side of the text with less narration; a pair's result depends on that pair alone.

    Texts that share less than `least_runs` of their word runs are not looked at any closer: nothing of them is found.
    """
    shares = [share for chunk in chunks(pairs) for share in word_runs(chunk)]
    near = [pair for pair, share in zip(pairs, shares, strict=True) if share >= least_runs]
    closer = (likeness for chunk in chunks(near) for likeness in _Comparison(chunk).likenesses())
    return [
        _likeness(pair, share, next(closer) if share >= least_runs else _NOTHING)
        for pair, share in zip(pairs, shares, strict=True)
    ]


def _likeness(pair: Pair, word_runs: float, found: _Found) -> Likeness:
    one, other = pair
    return Likeness(
        found=found.found,
        narration=found.narration,
        wider=found.wider,
        in_order=found.in_order,
        word_runs=word_runs,
        same=len(one) == len(other) and bool(np.array_equal(one >> FLAGS, other >> FLAGS)),
    )


class _Found(NamedTuple):
    """What a closer look finds; the fields are those of `Likeness`."""

    found: int
    narration: int
    wider: int
    in_order: float


_NOTHING = _Found(0, 0, 0, 0.0)


class _Comparison:
    """Pairs of prints laid end to end: texts 0 and 1 are the first pair, 2 and 3 the second."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        texts = [numbers for pair in pairs for numbers in pair]
        self.numbers = np.concatenate(texts)
        self.lengths = np.array([len(numbers) for numbers in texts])
        self.text = np.repeat(np.arange(len(texts)), self.lengths)
        self.words: Digests = (self.numbers >> FLAGS).astype(np.uint64)
        opens = (self.numbers & PASSAGE) != 0
        self.passage = np.cumsum(opens) - 1
        """Of each word; passages are numbered through all texts."""
        self.starts = np.flatnonzero(opens)
        self.sizes = np.diff(np.append(self.starts, len(self.numbers)))
        self.passage_text = self.text[self.starts]
        blocks = np.cumsum((self.numbers[self.starts] & PARAGRAPH) != 0) - 1
        self.block = blocks
        """The paragraph of each passage, numbered through all texts."""

    def likenesses(self) -> list[_Found]:
        """What is found of every pair, in order."""
        if not len(self.starts):
            return [_NOTHING] * len(self.pairs)
        weights = self._weights()
        totals = np.bincount(self.passage_text, weights, minlength=len(self.lengths))
        shorter = np.arange(0, len(totals), 2) + (totals[::2] > totals[1::2])
        best = self._found_again(shorter)
        counted = weights * (best >= 0)
        found = np.bincount(self.passage_text, counted, minlength=len(totals))[shorter]
        told = np.flatnonzero(counted)
        ends = np.searchsorted(self.passage_text[told], shorter | 1, side="right").tolist()
        matches = best[told].tolist()
        amounts = [
            np.rint(each).astype(int).tolist() for each in (found, totals[shorter], totals[shorter ^ 1])
        ]
        orders = [_in_order(matches[start:end]) for start, end in pairwise([0, *ends])]
        return [_Found(*each) for each in zip(*amounts, orders, strict=True)]

    # --- How much each passage counts ---------------------------------------------------------

    def _weights(self) -> Amounts:
        """Words of narration in each passage, scaled down in paragraphs that are far longer than the rest."""
        told = self.sizes >= LEAST_WORDS
        counts = np.add.reduceat(self._narration().astype(np.int64), self.starts) * told
        weights = self._scaled(counts)
        totals = np.bincount(self.passage_text, weights, minlength=len(self.lengths))
        scarce = np.repeat(np.minimum(totals[::2], totals[1::2]) < ENOUGH, 2)[self.passage_text]
        if scarce.any():
            weights = self._scaled(np.where(scarce, self.sizes * told, counts))
        return weights

    def _scaled(self, counts: Places) -> Amounts:
        sums = np.bincount(self.block, counts).astype(np.float64)
        limits = np.full(len(self.lengths), float(BLOCK))
        if (sums > BLOCK).any():
            limits = np.maximum(limits, 3 * self._medians(sums))
        limit = limits[self.passage_text]
        return np.asarray(counts * np.minimum(1.0, limit / np.maximum(1, sums[self.block])))

    def _medians(self, sums: Amounts) -> Amounts:
        """The median of the paragraphs of each text; 0 for a text without."""
        text = np.zeros(len(sums), np.int64)
        text[self.block] = self.passage_text
        ordered = sums[np.lexsort((sums, text))]
        count = np.bincount(text, minlength=len(self.lengths))
        first = np.cumsum(count) - count
        low, high = first + (count - 1) // 2, first + count // 2
        last = len(ordered) - 1
        return np.where(count, (ordered[np.clip(low, 0, last)] + ordered[np.clip(high, 0, last)]) / 2, 0.0)

    def _narration(self) -> Flags:
        """Words outside quotation marks here and outside quotations of the other text."""
        quoted = (self.numbers & QUOTED) != 0
        if not quoted.any() or len(quoted) < QUOTED_RUN:
            return np.asarray(~quoted)
        inside = self.passage[QUOTED_RUN - 1 :] == self.passage[: 1 - QUOTED_RUN]
        whole = inside.copy()
        for step in range(QUOTED_RUN):
            whole &= quoted[step : len(quoted) - QUOTED_RUN + 1 + step]
        runs = run_digests(self.words, QUOTED_RUN)
        text = self.text[: len(runs)]
        salt = mix(np.arange(1, len(self.lengths) + 1, dtype=np.uint64))
        theirs = np.sort(runs[whole] ^ salt[text[whole] ^ 1])
        held = _held(runs ^ salt.take(text), theirs, inside)
        for step in range(QUOTED_RUN):
            quoted[held + step] = True
        return np.asarray(~quoted)

    # --- Which passages are found again -------------------------------------------------------

    def _found_again(self, shorter: Places) -> Places:
        """The passage of the longer text that holds most of each passage of the shorter, where that is enough; or -1."""
        word, passage = self._shared_pairs(shorter)
        best = np.full(len(self.starts), -1)
        if not len(word):
            return best
        votes = np.sort((self.passage.take(word) << _PLACE_BITS) | passage)
        firsts = np.flatnonzero(np.append(True, votes[1:] != votes[:-1]))
        counts = np.diff(np.append(firsts, len(votes)))
        voted, held = votes.take(firsts) >> _PLACE_BITS, votes.take(firsts) & int(_PLACE)
        # Most votes first, then the earlier passage.
        ranks = (counts << _PLACE_BITS) | (int(_PLACE) - held)
        heads = np.flatnonzero(np.append(True, voted[1:] != voted[:-1]))
        best[voted[heads]] = int(_PLACE) - (np.maximum.reduceat(ranks, heads) & int(_PLACE))
        chosen = word[passage == best.take(self.passage.take(word))]
        covered = np.zeros(len(self.words), np.int64)
        covered[chosen] = covered[chosen + 1] = 1
        enough = np.add.reduceat(covered, self.starts) >= COVERED * self.sizes
        best[~enough] = -1
        best[self._other_figures(best)] = -1
        return best

    def _shared_pairs(self, shorter: Places) -> tuple[Places, Places]:
        """First words of word pairs of the shorter texts, each with a passage of the longer that holds that pair."""
        words = self.words
        digests = mix((words[:-1] << np.uint64(32)) | words[1:])
        longer = np.repeat(np.arange(len(self.lengths)) != np.repeat(shorter, 2), self.lengths)[:-1]
        # Places of the longer text come after those of the shorter, so that each run of equal pairs starts with ours.
        keys = np.arange(len(digests)) + longer * len(words)
        keys = keys.astype(np.uint64) | (self.text[:-1] >> 1).astype(np.uint64) << np.uint64(64 - PAIR_BITS)
        keys |= digests >> np.uint64(PAIR_BITS + _PLACE_BITS) << np.uint64(_PLACE_BITS)
        keys = keys[self.passage[1:] == self.passage[:-1]]
        keys.sort()
        group = np.cumsum(
            np.append(False, keys[1:] >> np.uint64(_PLACE_BITS) != keys[:-1] >> np.uint64(_PLACE_BITS))
        )
        place = (keys & _PLACE).astype(np.int64)
        ours = place < len(self.words)
        held, holder = group[~ours], self.passage.take(place[~ours] - len(self.words))
        apart = np.append(True, (held[1:] != held[:-1]) | (holder[1:] != holder[:-1]))[: len(held)]
        held, holder = held[apart], holder[apart]
        count = np.bincount(held, minlength=len(keys))
        first = np.cumsum(count) - count
        word, of = place[ours], group[ours]
        times = np.minimum(count.take(of), _HOLDERS)
        word, of, times = word[times > 0], of[times > 0], times[times > 0]
        upto = np.cumsum(times)
        step = np.arange(upto[-1] if len(upto) else 0) - np.repeat(upto - times, times)
        return np.repeat(word, times), holder.take(np.repeat(first.take(of), times) + step)

    def _other_figures(self, best: Places) -> Flags:
        """True where both passages give figures and most differ: a form filled in anew each day, not a copy."""
        places = np.flatnonzero((self.numbers & FIGURE) != 0)
        keys = np.sort((self.passage[places].astype(np.uint64) << np.uint64(32)) | self.words[places])
        keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
        passage = (keys >> np.uint64(32)).astype(np.int64)
        given = np.bincount(passage, minlength=len(best))
        asked = best[passage] >= 0
        theirs = (best[passage[asked]].astype(np.uint64) << np.uint64(32)) | (
            keys[asked] & np.uint64(0xFFFF_FFFF)
        )
        common = np.bincount(passage[asked][np.isin(theirs, keys)], minlength=len(best))
        return np.asarray((best >= 0) & (given >= 2) & (given[best] > 0) & (2 * common < given))


def _held(keys: Digests, wanted: Digests, where: Flags) -> Places:
    """Places (of those `where` allows) of keys that stand in `wanted`, which is sorted."""
    if not len(wanted):
        return np.zeros(0, np.int64)
    # Most keys are not wanted, and a table of their first bits tells so at once.
    bits = np.uint64(64 - 18)
    table = np.zeros(1 << 18, np.bool_)
    table[wanted >> bits] = True
    places = np.flatnonzero(table[keys >> bits] & where)
    found = np.searchsorted(wanted, keys[places])
    return np.asarray(places[wanted[np.minimum(found, len(wanted) - 1)] == keys[places]])


def _in_order(matches: Sequence[int]) -> float:
    """Length of the longest ascending run of places, as a share of all."""
    tails: list[int] = []
    for match in matches:
        place = bisect_left(tails, match)
        tails[place : place + 1] = [match]
    return len(tails) / len(matches) if matches else 0.0
