"""What can be measured of each stretch of a page, to tell the article from what stands around it.

Every measure is a small whole number or a word, so that a table of weights over them can be read by people; lengths and shares
are counted in bins. Nothing here knows a site or a language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.read.boxes import Box, Boxes, Stretch
from onrecord.read.tags import HEADINGS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_WORDS = np.array([1, 2, 3, 5, 8, 12, 18, 28, 45, 80], float)
_LINKED = np.array([0.001, 0.1, 0.25, 0.5, 0.8, 0.97])
_SHARES = np.array([0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9])
_STEPS = np.array([1, 2, 3, 5, 8, 12, 18, 28, 45, 80], float)
_TAGS = (
    "p",
    "div",
    "li",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "dd",
    "dt",
    "figcaption",
    "pre",
    "section",
    "article",
    "th",
    "main",
    "figure",
    "caption",
    "form",
)
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS, 1)}
_FIRST = "“\"‘'«(©|-–•»→›*#[@"
_ENDED = re.compile(r"[.!?…։。！？:;][\"'”’»)\]]*$")
_ENDS = frozenset(".!?…։。！？:;\"'”’»)]")
_TOKEN = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_SMALL_TOKEN = re.compile(r"[a-z]{2,}")
_LEXEME = re.compile(r"[^\W\d_]{2,}")
_AWAY = frozenset(
    [
        "nav",
        "navigation",
        "footer",
        "sidebar",
        "menu",
        "widget",
        "related",
        "aside",
        "comment",
        "comments",
        "disqus",
        "respond",
        "kommentare",
        "<nav>",
        "<footer>",
        "<aside>",
    ]
)
_TITLE = 30
"""Words. A longer stretch is no title."""
_NOTHING: frozenset[str] = frozenset()
_CAPITAL, _DIGIT = 1, 2
_CODES = 0x20000
_PARTS = np.array([1e-9, 0.1, 0.25, 0.5, 0.8])
_SAMPLE = 40
"""Characters from the beginning in which capitals and digits are counted."""


@dataclass(slots=True)
class Measures:
    """One number for each stretch by the name of each measure; the words of the names around it."""

    count: int
    title_at: int | None
    """Index of the first stretch that prints the page's title."""
    numbers: dict[str, Ints] = field(default_factory=dict)
    words: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    """`near`: names of the box, its parent and the one around that; `around`: of all boxes around."""


@lru_cache(maxsize=20_000)
def tokens(names: str) -> frozenset[str]:
    """The words in class, id and role, parted at signs and capitals, in lower case."""
    if names.islower():  # as nearly all names are
        return frozenset(_SMALL_TOKEN.findall(names))
    return frozenset([found.lower() for found in _TOKEN.findall(names)])


@lru_cache(maxsize=20_000)
def _own_tokens(tag: str, names: str, known: frozenset[str] | None) -> tuple[frozenset[str], bool]:
    """The words by which a box is weighed, and whether they put it in the margin."""
    own = tokens(names) | {f"<{tag}>"}
    return own if known is None else own & known, not own.isdisjoint(_AWAY)


def measure(page: Boxes, title: str, *, names: frozenset[str] | None = None) -> Measures:
    """All measures of a page's stretches; `title` is what the page's head gives as its title.

    Where `names` are given, only these words of the boxes' names are looked at.
    """
    return _Page(page, title, names).measures()


class _Page:
    """One page while it is measured: the columns that several measures share."""

    def __init__(self, page: Boxes, title: str, known: frozenset[str] | None) -> None:
        self.boxes: Sequence[Box] = page.boxes
        self.stretches: Sequence[Stretch] = page.stretches
        self.title = _lexemes(title)
        self.known = known
        n = len(page.stretches)
        self.n = n
        self.box: Ints = np.array([s.box for s in page.stretches], np.int64)
        self.parent: Ints = np.array([b.parent for b in page.boxes], np.int64)
        self.first: Ints = np.array([b.first for b in page.boxes], np.int64)
        self.last: Ints = np.array([b.last for b in page.boxes], np.int64)
        self.words: Floats = np.array([s.text.count(" ") + 1 for s in page.stretches], float)
        self.length: Floats = np.array([len(s.text) for s in page.stretches], float)
        linked: Floats = np.array([s.linked for s in page.stretches], float)
        self.link_share: Floats = linked / self.length
        self.linked_before: Floats = _summed(linked)
        self.ended: Ints = np.array(
            [s.text[-1] in _ENDS and _ENDED.search(s.text[-6:]) is not None for s in page.stretches], np.int64
        )
        self.tag: Ints = np.array(
            [_TAG_NUMBER.get(page.boxes[s.box].tag, 0) for s in page.stretches], np.int64
        )
        self._name_boxes()
        away: Ints = np.array([self.away[s.box] for s in page.stretches], np.int64)
        good = (
            (self.words >= 10)
            & (self.link_share < 0.35)
            & ((self.ended > 0) | (self.words >= 20))
            & (away == 0)
        )
        self.good: Floats = np.where(good, self.words, 0.0)
        self.good_before: Floats = _summed(self.good)
        self.total = max(float(self.good.sum()), 1.0)
        self.box_good: Floats = self.good_before[self.last] - self.good_before[self.first]
        self.away_stretch = away
        self.said = [
            _lexemes(s.text) if w < _TITLE else _NOTHING
            for s, w in zip(page.stretches, self.words.tolist(), strict=True)
        ]
        self.title_at = self._find_title()
        self.out = Measures(count=n, title_at=self.title_at)

    def _name_boxes(self) -> None:
        """Words of the names near each box (its own, its parent's, the one around that) and of all around it."""
        kinds: dict[tuple[str, str], int] = {}
        self.kind = [kinds.setdefault((box.tag, box.names), len(kinds)) for box in self.boxes]
        """A number for the tag and the names of each box."""
        told = [_own_tokens(tag, names, self.known) for tag, names in kinds]
        self.own_names = [told[kind][0] for kind in self.kind]
        self.all_names: list[frozenset[str]] = []
        self.away: list[bool] = []
        # Boxes of one kind side by side have the same words around them: each set is made once.
        made: dict[tuple[int, int], frozenset[str]] = {}
        for box, kind in zip(self.boxes, self.kind, strict=True):
            own, away = told[kind]
            if box.parent < 0:
                self.all_names.append(own)
                self.away.append(away)
                continue
            around = self.all_names[box.parent]
            names = made.get((id(around), kind))
            if names is None:
                names = made[id(around), kind] = around if own <= around else around | own
            self.all_names.append(names)
            self.away.append(away or self.away[box.parent])

    def measures(self) -> Measures:
        w = np.searchsorted(_WORDS, self.words)
        link = np.searchsorted(_LINKED, self.link_share)
        self.w, self.link = w, link
        self.w2, self.link3 = np.minimum(w, 8) // 2, link // 3
        self._shape()
        self._place()
        self._neighbours()
        self._containers()
        self._alike()
        self._articles()
        self._named()
        self._titled()
        return self.out

    def _add(self, name: str, *columns: Ints) -> None:
        """A measure, or several at once; the parts are kept apart by factors of 16."""
        total = columns[0].astype(np.int64)
        for column in columns[1:]:
            total = total * 16 + column
        self.out.numbers[name] = total

    def _shape(self) -> None:
        w, link, ended, tag = self.w, self.link, self.ended, self.tag
        self._add("words x links", w, link)
        self._add("words x ended", w, ended)
        self._add("tag x words", tag, self.w2)
        self._add("tag x links", tag, link)
        rows = [_look(s.text) for s in self.stretches]
        look: Ints = np.fromiter(chain.from_iterable(rows), np.int64, 4 * self.n).reshape(self.n, 4)
        capitals, digits = _signs_of([s.text[:_SAMPLE] for s in self.stretches])
        marked: Floats = np.array([s.marked for s in self.stretches], float)
        self._add("marked", np.searchsorted(_LINKED, marked / self.length))
        self._add("first character", look[:, 0])
        self._add("capitals", capitals)
        self._add("digits", digits)
        self._add("commas", look[:, 1])
        self._add("signs", look[:, 2])
        self._add("last character", look[:, 3])

    def _place(self) -> None:
        index = np.arange(self.n)
        before = _summed(self.length)
        self._add("tenth of the page", (10 * before[:-1] / max(before[-1], 1)).astype(np.int64))
        heading = next((box.first for box in self.boxes if box.tag == "h1" and box.first < box.last), None)
        self._add("from first heading", self._distance(index, heading))
        self._add("from title", self._distance(index, self.title_at))
        where = np.flatnonzero(self.good)
        if len(where):
            self._add("in prose", np.where(index < where[0], 1, np.where(index > where[-1], 2, 0)))
        self._add("prose of the page", np.full(self.n, np.searchsorted(_WORDS, self.total / 10)))
        self.out.numbers["in a named margin"] = self.away_stretch

    def _find_title(self) -> int | None:
        wanted = len(self.title)
        for at, said in enumerate(self.said):
            if len(said) >= 3 and len(said) >= 0.4 * wanted > 0 and len(said & self.title) >= 0.8 * len(said):
                return at
        return None

    def _distance(self, index: Ints, mark: int | None) -> Ints:
        """0 where there is no mark, 1 before it, 2 at it, then by steps behind it."""
        if mark is None:
            return np.zeros(self.n, np.int64)
        behind = np.searchsorted(_STEPS, index - mark) + 3
        return np.where(index < mark, 1, np.where(index == mark, 2, behind))

    def _neighbours(self) -> None:
        around = np.where(self.parent[self.box] >= 0, self.parent[self.box], -1)
        for step in (-2, -1, 1, 2):
            at = np.arange(self.n) + step
            inside = (at >= 0) & (at < self.n)
            at = np.clip(at, 0, self.n - 1)
            near = np.where(self.box[at] == self.box, 1, np.where(around[at] == around, 2, 3)) * inside
            self._add(f"{step:+d} words", near, self.w[at])
            self._add(f"{step:+d} links", near, self.link[at])
            self._add(
                f"{step:+d} words x links x words",
                np.where(inside, self.w[at] // 2, 6),
                self.link[at] // 2,
                self.w // 2,
            )

    def _containers(self) -> None:
        chars = _summed(self.length)
        box = self.box
        for up in range(5):
            share = np.searchsorted(_SHARES, self.box_good[box] / self.total)
            self._add(f"up {up} prose", share)
            if up < 3:
                first, last = self.first[box], self.last[box]
                self._add(f"up {up} prose x words x links", share, self.w2, self.link3)
                links = (self.linked_before[last] - self.linked_before[first]) / np.maximum(
                    chars[last] - chars[first], 1
                )
                self._add(f"up {up} links", np.searchsorted(_LINKED, links))
            box = np.where(self.parent[box] >= 0, self.parent[box], box)
        for part in (0.75, 0.92):
            inner = self._descend(part)
            inside = (np.arange(self.n) >= self.first[inner]) & (np.arange(self.n) < self.last[inner])
            self._add(
                f"in box of {part} prose",
                inside.astype(np.int64) * (1 + self.w2 * 16 + self.link3 * 4 + self.ended),
            )

    def _descend(self, part: float) -> int:
        """The innermost box that holds this part of the page's prose."""
        holding = np.flatnonzero(self.box_good >= part * self.box_good[0])
        return int(holding[-1]) if self.box_good[0] > 0 and len(holding) else 0

    def _alike(self) -> None:
        """Prose in stretches of the same kind: same tag and names, and the same around them."""
        kind: Ints = np.array([*self.kind, -1], np.int64)
        one = kind[self.box]
        pair = (
            one * (len(kind) + 1) + kind[self.parent[self.box]]
        )  # a parent of -1 is the last, which has none
        two = np.unique(pair, return_inverse=True)[1]
        own = np.bincount(one, weights=self.good)[one] / self.total
        both = np.searchsorted(_SHARES, np.bincount(two, weights=self.good)[two] / self.total)
        self._add("alike prose", np.searchsorted(_SHARES, own))
        self._add("alike with parent prose", both, self.w2, self.link3)
        mean = np.bincount(two, weights=self.words)[two] / np.bincount(two)[two]
        self._add("words a stretch alike", np.searchsorted(_WORDS, mean))

    def _articles(self) -> None:
        """Whether a stretch stands in the `article` element with most prose, and in the first with any."""
        mine: Ints = np.full(self.n, -1, np.int64)
        tops: list[int] = []
        past = 0
        for box in self.boxes:
            if box.tag == "article" and box.number >= past:
                past = box.end
                mine[box.first : box.last] = box.number
                if box.first < box.last:
                    tops.append(box.number)
        best = max(tops, key=lambda b: (self.box_good[b], -b), default=-1)
        first = next((b for b in tops if self.box_good[b] >= 60), -1)
        self._add("article element", np.where(mine < 0, 0, 1 + 2 * (mine == best) + (mine == first)))

    def _named(self) -> None:
        made: dict[tuple[int, ...], frozenset[str]] = {}
        near = []
        inner = self.box
        outer = np.where(self.parent[inner] >= 0, self.parent[inner], inner)
        outmost = np.where(self.parent[outer] >= 0, self.parent[outer], outer)
        kind: Ints = np.array(self.kind, np.int64)
        for kinds, numbers in zip(
            zip(kind[inner].tolist(), kind[outer].tolist(), kind[outmost].tolist(), strict=True),
            zip(inner.tolist(), outer.tolist(), outmost.tolist(), strict=True),
            strict=True,
        ):
            names = made.get(kinds)
            if names is None:
                names = made[kinds] = _NOTHING.union(*(self.own_names[number] for number in numbers))
            near.append(names)
        self.out.words["near"] = near
        self.out.words["around"] = [self.all_names[b] for b in inner.tolist()]

    def _titled(self) -> None:
        """How like the title a short stretch is, and how far behind a heading it stands."""
        title = self.title
        alike = [
            1 + int(5 * (len(said & title) / len(said))) * 2 if said and title else 0 for said in self.said
        ]
        likeness: Ints = np.array(alike, np.int64)
        self._add("like the title", likeness + ((likeness > 0) & (self.words > 3)))
        index = np.arange(self.n)
        heads = [self.boxes[stretch.box].tag in HEADINGS for stretch in self.stretches]
        heading: Ints = np.maximum.accumulate(np.where(heads, index, -1))
        last = np.concatenate(([-1], heading[:-1]))
        self._add("behind a heading", np.where(last >= 0, np.minimum(index - last, 14), 15))


def _lexemes(text: str) -> frozenset[str]:
    return frozenset(_LEXEME.findall(text.lower()))


def _summed(column: Floats) -> Floats:
    return np.concatenate((np.zeros(1), np.cumsum(column)))


@cache
def _kinds() -> NDArray[np.uint8]:
    """For the code of each character whether it is a capital or a digit; behind the last code there are none."""
    return np.array(
        [_DIGIT if char.isdigit() else _CAPITAL * char.isupper() for char in map(chr, range(_CODES))],
        np.uint8,
    )


def _signs_of(samples: Sequence[str]) -> tuple[Ints, Ints]:
    """The share of capitals and that of digits in each text, as small numbers."""
    lengths = np.array([len(sample) for sample in samples], np.int64)
    signs = np.frombuffer("".join(samples).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds().take(signs, mode="clip")
    starts = np.cumsum(lengths) - lengths
    capitals = np.add.reduceat((kinds == _CAPITAL).astype(np.int64), starts) / lengths
    digits = np.add.reduceat((kinds == _DIGIT).astype(np.int64), starts) / lengths
    return np.searchsorted(_PARTS, capitals, "right"), np.searchsorted(_PARTS, digits, "right")


def _look(text: str) -> tuple[int, int, int, int]:
    """First character, commas, signs, last character: each as a small number."""
    commas = text.count(",")
    signs = 1 if "|" in text or "»" in text or "·" in text else 0
    if "©" in text:
        signs += 2
    if "@" in text:
        signs += 4
    if len(text) > 12 and " " not in text:
        signs += 8
    return _first_kind(text[0]), commas if commas < 3 else 3, signs, _last_kind(text[-1])


@lru_cache(maxsize=4096)
def _first_kind(char: str) -> int:
    if char.isupper():
        return 0
    if char.islower():
        return 1
    if char.isdigit():
        return 2
    place = _FIRST.find(char)
    return 3 if char.isalpha() else 5 + place if place >= 0 else 4


@lru_cache(maxsize=4096)
def _last_kind(char: str) -> int:
    if char in ".。":
        return 0
    if char in "?!？！":
        return 1
    if char == ":":
        return 2
    return 3 if char.isalpha() else 4 if char.isdigit() else 5
