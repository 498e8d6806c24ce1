"""What differs between a text and its copy, word by word and mark by mark, in reading order.

Case, forms of quotation marks and apostrophes, hyphens, and British or American spelling make no difference. What
an ellipsis or square brackets show to the reader is told apart from what nothing shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

_PIECE = re.compile(
    r"(?P<ellipsis>\[\s*(?:\.\s?){2,}\]|\[…\]|(?:\.\s?){3}\.?|…)"
    r"|(?P<word>\[\w{1,2}\][\w’'-]*|\w+(?:[.,]\d+)+|\w+(?:[’'-]\w+)*)"
    r"|(?P<bracket>\[[^\]\n]{1,80}\])"
    r"|(?P<mark>[.,;:!?])"
)
_MOVED = 12
"""Words within which the same mark or words, dropped here and added there, have moved."""
_CONTEXT = 3
"""Words before a change that tell where it is."""


class Kind(StrEnum):
    """What was done to the words."""

    DROPPED = "dropped"
    ADDED = "added"
    REPLACED = "replaced"
    MOVED = "moved"
    LEFT_OUT = "left out, marked"
    PUT_IN = "put in, marked"


MARKED = frozenset({Kind.LEFT_OUT, Kind.PUT_IN})
"""Changes that the copy shows to its reader."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a punctuation mark, an ellipsis or a bracketed insertion; offsets are characters of the text read."""

    kind: str
    key: str
    """What is compared."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `before` and `after` are the words of the original and of the copy; either may be empty."""

    kind: Kind
    before: str
    after: str
    at: str
    """The last words that both have before it; empty at the beginning."""

    def told(self) -> str:
        """One line: `dropped "all" after "respect for"`."""
        if self.kind is Kind.REPLACED:
            what = f"“{self.before}” became “{self.after}”"
        elif self.kind is Kind.LEFT_OUT and self.after:
            what = f"“{self.before}” became “{self.after}”, marked"
        else:
            what = f"{self.kind} “{self.before or self.after}”"
        return f"{what} after “{self.at}”" if self.at else what


def pieces(text: str, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The pieces of a stretch of text, in order."""
    return tuple(
        Piece(match.lastgroup or "", _key(match), match.start(), match.end())
        for match in _PIECE.finditer(text, start, len(text) if end is None else end)
    )


def words_among(found: Sequence[Piece]) -> list[int]:
    """Places of the words."""
    return [at for at, piece in enumerate(found) if piece.kind == "word"]


def _key(match: re.Match[str]) -> str:
    text = match.group().casefold()
    return _word_key(text) if match.lastgroup == "word" else text


@lru_cache(maxsize=65_536)
def _word_key(word: str) -> str:
    plain = word.replace("[", "").replace("]", "").replace("’", "'").replace("-", "")
    if len(plain) > 5:
        plain = re.sub(r"our(?=s?$|ed$|ing$|able$)", "or", plain)
        plain = re.sub(r"is(?=(?:e|es|ed|ing|ation|ations)$)", "iz", plain)
    return plain


def match_words(original: Sequence[Piece], copy: Sequence[Piece]) -> list[tuple[int, int]]:
    """Places (original, copy) of the words that both have, in order."""
    ours, theirs = words_among(original), words_among(copy)
    matcher = SequenceMatcher(
        None, [original[at].key for at in ours], [copy[at].key for at in theirs], autojunk=False
    )
    return [
        (ours[block.a + step], theirs[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def changes(
    original: str, ours: Sequence[Piece], copy: str, theirs: Sequence[Piece], *, part: bool
) -> tuple[Change, ...]:
    """Every difference of the copy. `part`: the copy gives a part of the original, whose ends are no omission."""
    matched = match_words(ours, theirs)
    if not matched:
        return ()
    found: list[tuple[int, Change]] = []
    edges = [(-1, -1), *matched, (len(ours), len(theirs))]
    for (left, their_left), (right, their_right) in pairwise(edges):
        gap, their_gap = ours[left + 1 : right], theirs[their_left + 1 : their_right]
        outside = left < 0 or right == len(ours)
        if outside and part:
            gap = ()
        at = _context(original, ours, left)
        found += [(left, change) for change in _in_gap(original, gap, copy, their_gap, at, outside=outside)]
    return tuple(_with_moves(found))


def _in_gap(
    original: str, gap: Sequence[Piece], copy: str, their_gap: Sequence[Piece], at: str, *, outside: bool
) -> Iterator[Change]:
    """What differs between two words that both texts have."""
    before = [piece for piece in gap if piece.kind in ("word", "bracket")]
    after = [piece for piece in their_gap if piece.kind in ("word", "bracket")]
    dotted = any(piece.kind == "ellipsis" for piece in their_gap)
    if before or after:
        if "".join(piece.key for piece in before) == "".join(piece.key for piece in after):
            return
        kind = Kind.REPLACED if before and after else Kind.DROPPED if before else Kind.ADDED
        if after and all(piece.kind == "bracket" for piece in after):
            kind = Kind.LEFT_OUT if before else Kind.PUT_IN
        elif dotted and before and not after:
            kind = Kind.LEFT_OUT
        yield Change(kind=kind, before=_cover(original, before), after=_cover(copy, after), at=at)
    elif not outside and not dotted:
        yield from _marks(gap, their_gap, at)


def _marks(gap: Sequence[Piece], their_gap: Sequence[Piece], at: str) -> Iterator[Change]:
    before = "".join(piece.key for piece in gap if piece.kind == "mark")
    after = "".join(piece.key for piece in their_gap if piece.kind == "mark")
    if before != after:
        kind = Kind.REPLACED if before and after else Kind.DROPPED if before else Kind.ADDED
        yield Change(kind=kind, before=before, after=after, at=at)


def _with_moves(found: Sequence[tuple[int, Change]]) -> Iterator[Change]:
    """The same changes, those that were dropped here and added near by told as one."""
    gone: set[int] = set()
    for here, (place, change) in enumerate(found):
        if here in gone:
            continue
        other = next(
            (
                there
                for there in range(here + 1, len(found))
                if there not in gone
                and found[there][0] - place <= _MOVED
                and _undoes(change, found[there][1])
            ),
            None,
        )
        if other is None:
            yield change
            continue
        gone.add(other)
        words = change.before or change.after
        yield Change(kind=Kind.MOVED, before=words, after=words, at=change.at)


def _undoes(one: Change, other: Change) -> bool:
    pair = {one.kind, other.kind}
    return pair == {Kind.DROPPED, Kind.ADDED} and (one.before or one.after) == (other.before or other.after)


def _cover(text: str, found: Sequence[Piece]) -> str:
    return " ".join(text[found[0].start : found[-1].end].split()) if found else ""


def _context(text: str, found: Sequence[Piece], last: int) -> str:
    """The words up to a place."""
    before = [piece for piece in found[: last + 1] if piece.kind == "word"][-_CONTEXT:]
    return _cover(text, before)
