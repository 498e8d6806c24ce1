"""A stretch of one or more parsed sentences as one run of plain words with heads and children.

A benchmark's "sentence" may be parsed as two; the words of both are then numbered through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from onrecord.extract.scorer.words import plain
from onrecord.syntax import Tree
from onrecord.vocabulary import Span, Token

_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens of all sentences in order; `heads` and `below` count through them. A root is its own head."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    heads: tuple[int, ...]
    below: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, trees: Iterable[Tree]) -> Passage:
        """The sentences joined in the order given."""
        tokens: list[Token] = []
        heads: list[int] = []
        for tree in trees:
            first = len(tokens)
            tokens += tree.tokens
            heads += [token.head + first for token in tree.tokens]
        below: list[list[int]] = [[] for _ in tokens]
        for index, head in enumerate(heads):
            if head != index:
                below[head].append(index)
        words = tuple(plain(token) for token in tokens)
        return cls(tuple(tokens), words, tuple(heads), tuple(tuple(b) for b in below))

    def inside(self, span: Span) -> list[int]:
        """The tokens that a span of the document touches."""
        return [i for i, t in enumerate(self.tokens) if t.start < span.end and t.end > span.start]

    def head_of(self, indexes: Sequence[int]) -> int:
        """The last of the tokens whose head is none of them. Raises ValueError where there is no token."""
        own = set(indexes)
        return max(i for i in indexes if self.heads[i] == i or self.heads[i] not in own)

    def up(self, index: int) -> list[int]:
        """A token and all above it."""
        found = [index]
        while self.heads[index] != index and len(found) < _DEEPEST:
            index = self.heads[index]
            found.append(index)
        return found

    def subtree(self, index: int) -> list[int]:
        """A token and all below it, in order."""
        found, queue = [], [index]
        while queue:
            here = queue.pop()
            found.append(here)
            queue.extend(self.below[here])
        return sorted(found)

    def path(self, start: int, end: int) -> tuple[list[int], int, list[int]] | None:
        """(tokens from `start` up, the token where both meet, tokens down to `end`); None across sentences."""
        rising, falling = self.up(start), self.up(end)
        place = {index: depth for depth, index in enumerate(falling)}
        for depth, index in enumerate(rising):
            if index in place:
                return rising[:depth], index, falling[: place[index]][::-1]
        return None

    def span(self, indexes: Collection[int]) -> Span:
        """From the first to the last of the tokens, in characters of the document."""
        return Span(
            min(self.tokens[i].start for i in indexes),
            max(self.tokens[i].end for i in indexes),
        )
