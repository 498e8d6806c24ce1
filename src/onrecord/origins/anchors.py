"""What stays the same in every language: figures, and names written with the same letters, in their order.

They tell whether a text that says it is a translation can be one of a certain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onrecord.origins.wording import split_sentences
from onrecord.vocabulary import Document

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d{3}(?!\d))*(?:[.,]\d+)?|[^\W\d_]{2,}")
_LONGEST_TEXT = 60_000
"""Characters compared; what comes after them decides nothing more."""
_MOST = 1_500
"""Anchors compared."""
_LEAST_NAME = 4
"""Letters of a name, unless it is an acronym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The anchors that two texts share, in the same order in both."""

    figures: int
    """Different figures found in the same order in both."""
    names: int
    """Different names found so."""
    of_figures: float
    """Figures found so, as a share of those of the text that has fewer: 0 to 1; 1 where it has none."""
    in_order: float
    """Anchors in the same order, as a share of all that stand in both."""

    @property
    def count(self) -> int:
        """Figures and names together."""
        return self.figures + self.names

    @property
    def enough(self) -> bool:
        """True where chance or another report of the same matter does not explain it."""
        return self.figures >= 3 and self.count >= 6 and self.of_figures >= 0.7 and self.in_order >= 0.7

    def told(self) -> str:
        """The counts in words."""
        return f"{self.figures} figures and {self.names} names stand in both in the same order ({self.of_figures:.0%} of the figures of the shorter)"


@lru_cache(maxsize=512)
def anchors_of(text: str, day: date | None) -> tuple[str, ...]:
    """Figures and names of a text, sentence by sentence; the year of publication, which every text of the day has, left out.

    Those of one sentence are sorted: languages differ in the order of words, hardly in that of sentences.
    """
    found: list[str] = []
    shown = text[:_LONGEST_TEXT]
    for sentence in split_sentences(shown):
        found.extend(sorted(_in_sentence(sentence.of(shown), "" if day is None else str(day.year))))
    return tuple(found[:_MOST])


def _in_sentence(words: str, year: str) -> Iterator[str]:
    for match in _TOKEN.finditer(words):
        token = match.group()
        if token[0].isdigit():
            figure = _figure(token)
            if figure != year:
                yield figure
        elif token[0].isupper() and (len(token) >= _LEAST_NAME or token.isupper()):
            yield _letters(token)


def _figure(token: str) -> str:
    """`1,200`, `1.200` and `1 200` as 1200; `3.5` and `3,5` as 3.5; `007` as 7."""
    whole = re.sub(r"[.,\u00a0\u202f' ](?=\d{3}(?!\d))", "", token)
    number, _, rest = whole.replace(",", ".").partition(".")
    return (number.lstrip("0") or "0") + (f".{rest}" if rest else "")


def _letters(token: str) -> str:
    """In one case, marks on letters dropped."""
    plain = unicodedata.normalize("NFD", token.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def shared_anchors(one: Document, other: Document) -> Shared:
    """Compare two texts of whatever languages; their order does not matter."""
    days = [document.date.first if document.date else None for document in (one, other)]
    ours, theirs = anchors_of(one.text, days[0]), anchors_of(other.text, days[1])
    common = set(ours) & set(theirs)
    left = [anchor for anchor in ours if anchor in common]
    right = [anchor for anchor in theirs if anchor in common]
    matched = _in_order(*sorted((left, right)))  # one order, so that it does not matter which is given first
    figures = {anchor for anchor in matched if anchor[0].isdigit()}
    fewest = min(len(_figures(ours)), len(_figures(theirs)))
    shortest = min(len(left), len(right))
    return Shared(
        figures=len(figures),
        names=len(set(matched)) - len(figures),
        of_figures=len(figures) / fewest if fewest else 1.0,
        in_order=len(matched) / shortest if shortest else 0.0,
    )


def _figures(anchors: Sequence[str]) -> set[str]:
    return {anchor for anchor in anchors if anchor[0].isdigit()}


def _in_order(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """A longest common run of anchors in order, others between them allowed."""
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(len(theirs) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if ours[i] == theirs[j] else max(below[j], row[j + 1])
    found, i, j = [], 0, 0
    while i < len(ours) and j < len(theirs):
        if ours[i] == theirs[j]:
            found.append(ours[i])
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
