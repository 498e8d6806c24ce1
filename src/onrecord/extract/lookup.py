"""Looks up stretches of a text by place, so that the work grows with the text and not with its square.

The functions take spans that are sorted and do not overlap, as `disjoint` makes them; `Around` takes any.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.vocabulary import Span

_BLOCK = 256
"""Characters. A short stretch lies in one or two blocks of this size."""
_CROWDED = 64
"""Groups. Where marks open and never close, every later block lies in all that opened before."""


@dataclass(frozen=True, slots=True)
class Around:
    """Numbered groups of spans, which may overlap, by the blocks of the text that they lie in."""

    blocks: Mapping[int, Sequence[int]]
    """Block to the groups with a span in it, in order."""

    @classmethod
    def of(cls, groups: Iterable[Iterable[Span]]) -> Around:
        """Numbers the groups from 0."""
        blocks: dict[int, list[int]] = {}
        for number, spans in enumerate(groups):
            for block in sorted({b for span in spans for b in _blocks(span)}):
                blocks.setdefault(block, []).append(number)
        return cls(blocks)

    def near(self, *stretches: Span) -> list[int]:
        """The groups that may share a character with a stretch, in order; some of them may only come close.

        Of more than 64 in a block only the last ones are given.
        """
        found = {n for span in stretches for b in _blocks(span) for n in self.blocks.get(b, ())[-_CROWDED:]}
        return sorted(found)


def _blocks(span: Span) -> range:
    return range(span.start // _BLOCK, max(span.start, span.end - 1) // _BLOCK + 1)


def disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches that the spans cover together."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def touching(spans: Sequence[Span], stretch: Span) -> Iterator[Span]:
    """Those of the spans that share a character with a stretch, in order."""
    for number in range(bisect_right(spans, stretch.start, key=_end), len(spans)):
        if spans[number].start >= stretch.end:
            return
        yield spans[number]


def is_taken(spans: Sequence[Span], stretch: Span) -> bool:
    """True where one of the spans shares a character with a stretch."""
    return next(touching(spans, stretch), None) is not None


def is_inside(place: int, spans: Sequence[Span]) -> bool:
    """True where a character stands in one of the spans."""
    number = bisect_right(spans, place, key=_end)
    return number < len(spans) and spans[number].start <= place


def _end(span: Span) -> int:
    return span.end
