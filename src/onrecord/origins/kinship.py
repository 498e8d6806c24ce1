"""How much of one text another keeps and adds, by runs of three words: what makes it a copy, a part or an extension.

Nothing is sampled: every run of both texts is compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.origins.wording import normalise, split_sentences, words_of
from onrecord.vocabulary import RelationKind

_RUN = 3
_MOST = 0.8
"""Share of the parent's words that a copy keeps at least, and an excerpt does not."""
_LITTLE = 0.2
"""Share of a copy's or an excerpt's words that may be its own."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """A text made ready for comparison with others that were read with the same numbering."""

    runs: tuple[int, ...]
    """Number of each run of words, in order."""
    held: frozenset[int]
    sentences: tuple[str, ...]
    """Normalised, in order."""
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """What a child has of its parent. Shares are 0 to 1."""

    kept: float
    """Of the parent's words, those that stand in the child."""
    new: float
    """Of the child's words, those that do not stand in the parent."""
    words: int
    """Words of the child."""
    parent_words: int

    @property
    def distance(self) -> float:
        """0 where both texts are the same words, 1 where they share nothing; the same either way round."""
        return (1 - self.kept + self.new) / 2

    @property
    def kind(self) -> RelationKind:
        """Copy, excerpt, extended or reworked, by these shares alone."""
        if self.new <= _LITTLE:
            return RelationKind.COPY if self.kept >= _MOST else RelationKind.EXCERPT
        return RelationKind.EXTENDED if self.kept >= _MOST else RelationKind.REWORKED

    @property
    def close(self) -> bool:
        """True where half of either text stands in the other: enough to go by dates where no text says more."""
        return self.kept >= _HALF or self.new <= _HALF

    @property
    def identical(self) -> bool:
        """True where both are the same words."""
        return not self.new and self.kept == 1 and self.words == self.parent_words

    def told(self, *, of: str = "the parent's") -> str:
        """The shares in words; `of` says whose words are kept."""
        if self.identical:
            return "the same word for word"
        return f"{_percent(self.kept)} of {of} words stand in it, {_percent(self.new)} of its own {self.words} words are new"


def read_text(text: str, numbers: dict[tuple[str, ...], int]) -> Text:
    """The runs and sentences of a text; `numbers` gives each run its number, and gains those it did not know."""
    words = words_of(text)
    padded = words + [""] * (_RUN - len(words)) if words else []
    runs = tuple(
        numbers.setdefault(tuple(padded[start : start + _RUN]), len(numbers))
        for start in range(len(padded) - _RUN + 1)
    )
    return Text(
        runs=runs,
        held=frozenset(runs),
        sentences=tuple(normalise(span.of(text)).casefold() for span in split_sentences(text)),
        words=len(words),
    )


def kinship(parent: Text, child: Text) -> Kinship:
    """What `child` has of `parent`."""
    return Kinship(
        kept=_covered(parent, child.held),
        new=1 - _covered(child, parent.held),
        words=child.words,
        parent_words=parent.words,
    )


def own_sentences(text: Text, parent: Text) -> frozenset[str]:
    """Sentences of a text that its parent has not: changed or new, of four words or more."""
    return frozenset(
        sentence for sentence in set(text.sentences) - set(parent.sentences) if sentence.count(" ") >= 3
    )


def _covered(text: Text, held: frozenset[int]) -> float:
    """Share of the words that stand in a run that is held; 1 for a text without words."""
    if not text.runs:
        return 1.0
    found = int.from_bytes(bytes(map(held.__contains__, text.runs)), "big")
    covered = 0  # a byte for each word; a run that is held covers its first word and those after it
    for place in range(_RUN):
        covered |= found << 8 * place
    length = len(text.runs) + _RUN - 1
    return covered.to_bytes(length, "big").count(1) / length


def _percent(share: float) -> str:
    """Whole percents; neither none nor all where it is not quite."""
    rounded = round(100 * share)
    if share > 0 and rounded == 0:
        return "under 1%"
    return "over 99%" if share < 1 and rounded == 100 else f"{rounded}%"
