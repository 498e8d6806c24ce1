"""Texts laid end to end as character codes: where their words, sentences and paragraphs open, and what is quoted.

Everything is found for all texts of a page at once, and what is found in a text depends on that text alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.digests import Digests, Flags, Numbers, Places, mix
from onrecord.origins.letters import (
    DIGIT,
    LINE,
    LOOSE,
    MARK,
    OPENS,
    QUOTE,
    SIGN,
    SPACE,
    STOP,
    UNSPACED,
    WORD,
    letters,
    plain,
)
from onrecord.origins.wording import conventions

_LONGEST_WORD = 64
"""Characters of one word that are told apart."""
_LONGEST_OPENER = 300
_FOLLOWS_STOP = 3
"""Characters after a stop in which the space has to come: room for a closing mark and a bracket."""
DIGEST_BITS = 28
"""Bits by which words are told apart."""

_MASKS = np.array([0, 0xFFFF, 0xFFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF], np.uint64)
_OPENS_BEFORE = np.array([ord(mark) for mark in " \t\n([{-–—/\u00a0"], np.uint16)
_POINTS = np.array([ord("."), ord(",")], np.uint16)
_STANDS_OPEN = np.array([ord(mark) for mark in "「『"], np.uint16)


class Page:
    """Texts laid end to end as code units, a line end before each and after the last."""

    def __init__(self, texts: Sequence[str]) -> None:
        table = letters()
        parts = [text.encode("utf-16-le", "surrogatepass") for text in texts]
        self.codes = _laid_out(parts)
        self.kinds = table.kinds.take(self.codes)
        if (loose := self.kinds == LOOSE).any():
            self.codes, parts = _composed(texts, parts, loose)
            self.kinds = table.kinds.take(self.codes)
            self.kinds[self.kinds == LOOSE] = WORD
        self._find_marks()
        self.starts, self.ends = self._words()
        folded = table.folded.take(self.codes)
        # Four characters from each place on, as one number.
        self._fours: Digests = np.ndarray((len(folded) - 3,), "<u8", folded.tobytes(), 0, (2,))
        self.after_line = np.searchsorted(self.starts, self.lines)
        self.bounds = _bounds(parts)
        self.firsts = np.searchsorted(self.starts, self.bounds).tolist()
        """First word of each text, and the number of all words."""
        self._digests: Numbers | None = None

    def _find_marks(self) -> None:
        """Where lines, quotation marks, stops and signs stand; a point or comma between digits is part of the number."""
        marks = np.flatnonzero(self.kinds >= LINE)
        kinds = self.kinds.take(marks) & MARK
        self.lines, self.quotes, self.stops, self.signs = (
            marks[kinds == kind] for kind in (LINE, QUOTE, STOP, SIGN)
        )
        points = np.concatenate((self.stops, self.signs))
        points = points[(self.kinds[points - 1] & self.kinds[points + 1] & DIGIT) != 0]
        self.kinds[points[np.isin(self.codes[points], _POINTS)]] = WORD

    def _words(self) -> tuple[Places, Places]:
        """Where words start and end; of a script without spaces, each letter is the start of one."""
        inside = (self.kinds & WORD).view(bool)
        alone = self.kinds & UNSPACED
        if not alone.any():
            edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
            return edges[::2], edges[1::2]
        alone = alone.astype(bool)
        change = alone[1:] | alone[:-1]
        starts = np.flatnonzero(inside[1:] & (~inside[:-1] | change)) + 1
        ends = np.flatnonzero(inside[:-1] & (~inside[1:] | change)) + 1
        return starts, ends

    def digests(self) -> Numbers:
        """A digest of 28 bits for each word; a letter of a script without spaces goes with the one after it."""
        if self._digests is None:
            lengths = np.minimum(self.ends - self.starts, _LONGEST_WORD)
            paired = (self.kinds.take(self.starts) & UNSPACED) != 0
            if paired.any():
                lengths[paired & ((self.kinds[self.ends] & UNSPACED) != 0)] = 2
            found = mix(self._fours[self.starts] & _MASKS.take(np.minimum(lengths, 4)))
            longer, read = np.flatnonzero(lengths > 4), 4
            while len(longer):
                part = self._fours[self.starts[longer] + read] & _MASKS.take(
                    np.minimum(lengths.take(longer) - read, 4)
                )
                found[longer] = mix(found[longer] ^ part)
                read += 4
                longer = longer[lengths[longer] > read]
            self._digests = (found >> np.uint64(64 - DIGEST_BITS)).astype(np.uint32)
        return self._digests

    def figures(self) -> Numbers:
        """1 for a word that starts with a digit."""
        told: Flags = (self.kinds.take(self.starts) & DIGIT) != 0
        return told.astype(np.uint32)

    def openings(self) -> tuple[Numbers, Numbers]:
        """1 for each word that opens a passage, and 1 for each that opens a paragraph."""
        passages, paragraphs = np.zeros((2, len(self.starts) + 1), np.uint32)
        paragraphs[self.after_line] = passages[self.after_line] = passages[self._sentences()] = 1
        return passages[:-1], paragraphs[:-1]

    def _sentences(self) -> Places:
        """The words that open a sentence after a stop."""
        stops = self.stops
        following = np.searchsorted(self.starts, stops)
        inside = (following > 0) & (following < len(self.starts))
        stops, following = stops[inside], following[inside]
        opening = self.starts[following]
        apart = (self.kinds[stops] & SPACE) != 0
        for step in range(1, _FOLLOWS_STOP + 1):
            apart |= ((self.kinds[stops + step] & SPACE) != 0) & (stops + step < opening)
        opens = apart & ((self.kinds[opening] & OPENS) != 0)
        return np.asarray(following[opens & ~self._shortened(stops, following - 1)])

    def _shortened(self, stops: Places, before: Places) -> Flags:
        """True for a full stop right after an abbreviation or an initial."""
        initial = (self.ends[before] - self.starts[before] == 1) & (
            (self.kinds[self.starts[before]] & (DIGIT | UNSPACED)) == 0
        )
        short = initial | np.isin(self.digests()[before], _marks().abbreviations)
        return np.asarray((self.codes[stops] == ord(".")) & (self.ends[before] == stops) & short)

    def quoted(self) -> Numbers:
        """1 for each word inside a quotation, an embedded post, a gallery or a text given in full."""
        opens, closes = zip(self._quotations(), self._given_whole(), strict=True)
        edges = len(self.starts) + 1
        depth = np.bincount(np.concatenate(opens), minlength=edges)
        depth -= np.bincount(np.concatenate(closes), minlength=edges)
        return (np.cumsum(depth[:-1]) > 0).astype(np.uint32)

    def _quotations(self) -> tuple[Places, Places]:
        """First words of quotations, and the first words after them.

        An opening mark that meets another before it is closed is dropped. A paragraph that opens a quotation and never
        closes it is quoted to its end, unless it is the only paragraph of its text.
        """
        marks = self.quotes
        if not len(marks):
            return marks, marks
        apart = np.diff(marks) > 1
        first, last = marks[np.append(True, apart)], marks[np.append(apart, True)]
        opening = np.isin(self.codes[first - 1], _OPENS_BEFORE) | ((self.kinds[first - 1] & MARK) == LINE)
        opening &= (self.kinds[last + 1] & SPACE) == 0
        opening |= np.isin(self.codes[first], _STANDS_OPEN)
        line = np.searchsorted(self.lines, first)
        following = np.append(line[1:] == line[:-1], False)
        closed = opening & following & ~np.append(opening[1:], False)
        begins, stops = np.searchsorted(self.starts, last), np.searchsorted(self.starts, first)
        unclosed = opening & ~following & (stops == self.after_line[line - 1]) & ~self._only(line)
        return (
            np.concatenate((begins[closed], begins[unclosed])),
            np.concatenate((stops[1:][closed[:-1]], self.after_line[line[unclosed]])),
        )

    def _only(self, lines: Places) -> Flags:
        """True for lines (places in `lines`) that are the only ones with words in their text."""
        counted = np.cumsum(np.append(False, self.after_line[1:] > self.after_line[:-1]))
        ends = np.searchsorted(self.lines, self.bounds) - 1
        return np.asarray(np.diff(counted[ends])[self._text(lines)] <= 1)

    def _text(self, lines: Places) -> Places:
        """The texts in which lines stand."""
        return np.asarray(np.searchsorted(self.bounds, self.lines[lines], side="right") - 1)

    def _given_whole(self) -> tuple[Places, Places]:
        """Words from and to which whole paragraphs are somebody's: posts, galleries, and what a colon opens in full."""
        lines = self._lines_to_read()
        begins, stops = [], []
        for line, text, only in zip(
            lines.tolist(), self._text(lines).tolist(), self._only(lines).tolist(), strict=True
        ):
            folded = self._line(line)
            if not only and any(mark in folded for mark in _marks().whole):
                begins.append(self.after_line[line - 1])
                stops.append(self.after_line[line])
            if _opens_full_text(folded):
                begins.append(self.after_line[line])
                stops.append(self.firsts[text + 1])
        return np.array(begins, np.int64), np.array(stops, np.int64)

    def _lines_to_read(self) -> Places:
        """Ends of lines (places in `lines`) that hold a telling word or mark, or end in a colon."""
        colons = self.signs[self.codes[self.signs] == ord(":")]
        colons = colons[(self.kinds[colons + 1] & SPACE) != 0]
        colons = colons[
            np.searchsorted(self.starts, colons) == self.after_line[np.searchsorted(self.lines, colons)]
        ]
        told = [self.starts[np.isin(self.digests(), _marks().words)], colons]
        told += [self.signs[self.codes[self.signs] == code] for code in _marks().codes]
        return np.unique(np.searchsorted(self.lines, np.concatenate(told)))

    def _line(self, line: int) -> str:
        codes = self.codes[self.lines[line - 1] + 1 : self.lines[line]]
        return codes.astype("<u2").tobytes().decode("utf-16-le", "replace").casefold()


def _laid_out(parts: Sequence[bytes]) -> NDArray[np.uint16]:
    # Eight code units beyond the end, so that a word and what follows a stop may be read without a check.
    return np.frombuffer(b"\n\0" + b"\n\0".join(parts) + b"\n\0" * 9, "<u2")


def _bounds(parts: Sequence[bytes]) -> Places:
    """Where each text starts, and where the last one ends."""
    return np.cumsum([1] + [len(part) // 2 + 1 for part in parts])


def _composed(
    texts: Sequence[str], parts: list[bytes], loose: Flags
) -> tuple[NDArray[np.uint16], list[bytes]]:
    """The texts anew, those that hold loose characters composed."""
    held = set(np.searchsorted(_bounds(parts), np.flatnonzero(loose), side="right").tolist())
    parts = [
        plain(text).encode("utf-16-le", "surrogatepass") if place in held else part
        for place, (text, part) in enumerate(zip(texts, parts, strict=True), start=1)
    ]
    return _laid_out(parts), parts


def _opens_full_text(folded: str) -> bool:
    """True for a short line that ends in a colon and says that a text is given in full."""
    ends = len(folded) < _LONGEST_OPENER and folded.rstrip().endswith(":")
    return ends and any(opener in folded for opener in conventions().full_text_openers)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The conventions as digests: what tells that a line has to be read."""

    whole: tuple[str, ...]
    words: Numbers
    codes: tuple[int, ...]
    abbreviations: Numbers


@lru_cache(maxsize=1)
def _marks() -> _Marks:
    kept = conventions()
    whole = kept.post_marks + kept.gallery_marks
    words, codes = [], []
    for mark in whole:
        page = Page([mark])
        if len(page.starts):
            words.append(page.digests()[np.argmax(page.ends - page.starts)])
        else:
            codes.append(ord(mark[-1]))
    short = [Page([name]).digests() for name in sorted(kept.abbreviations)]
    return _Marks(
        whole=whole,
        words=np.array(words, np.uint32),
        codes=tuple(codes),
        abbreviations=np.array([digests[0] for digests in short if len(digests) == 1], np.uint32),
    )
