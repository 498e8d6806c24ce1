"""Documents into origins: exact copies first, then pairs that the comparison finds to be one report.

The order in which documents are given makes no difference to the groups, their ids or their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.origins.candidates import enter, needed, take_samples, tie
from onrecord.origins.describe import describe
from onrecord.origins.digests import Digests, Numbers
from onrecord.origins.matching import Judge, Match, Pair, Source, source_of, tied_by
from onrecord.origins.prints import digest_of, take_prints
from onrecord.origins.uniting import unite
from onrecord.vocabulary import Document, OriginGroup

_AT_ONCE = 64
_CHARACTERS = 1 << 18
"""Documents and characters that are read into prints at once."""


@dataclass(slots=True, kw_only=True)
class Text:
    """One text, however many documents print it in the same words and marks."""

    digest: bytes
    numbers: Numbers
    sample: Digests
    size: int
    """Runs in the sample."""
    sources: list[Source]
    """Of its documents; the first by id speaks for the text once all are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origins of some documents, and the pairs of documents whose comparison made them."""

    groups: tuple[OriginGroup, ...]
    matches: tuple[Match, ...]


def group_origins(documents: Iterable[Document]) -> tuple[OriginGroup, ...]:
    """Every document in exactly one group, the most original first; groups sorted by that document's id.

    A document given twice (equal ids) counts once. Documents are read one after the other, and their texts are not kept.
    """
    return find_origins(documents).groups


def find_origins(documents: Iterable[Document]) -> Origins:
    """`group_origins`, with the matching pairs."""
    collection = Gathering()
    collection.add(documents)
    return collection.origins()


class Gathering:
    """Documents that are to be grouped, taken in as they come; of their texts only the words are kept, as numbers."""

    def __init__(self) -> None:
        self.texts: dict[bytes, Text] = {}
        """By digest, each with the sources that print it. A text without words is like no other."""
        self._seen: set[str] = set()

    def add(self, documents: Iterable[Document]) -> None:
        """Take in more documents; one that was given before (equal ids) is passed over."""
        for batch in _batches(documents):
            prints = take_prints([document.text for document in batch])
            for document, numbers, sample in zip(batch, prints, take_samples(prints), strict=True):
                if document.id not in self._seen:
                    self._seen.add(document.id)
                    self._add(document, numbers, sample)

    def _add(self, document: Document, numbers: Numbers, sample: Digests) -> None:
        digest = digest_of(numbers) if len(numbers) else document.id.encode(errors="surrogatepass")
        text = self.texts.get(digest)
        if text is None:
            text = Text(digest=digest, numbers=numbers, sample=sample, size=len(sample), sources=[])
            self.texts[digest] = text
        text.sources.append(source_of(document))

    def sorted_texts(self) -> list[Text]:
        """The texts in order of size, the sources of each by id."""
        for text in self.texts.values():
            text.sources.sort(key=lambda source: source.document)
        return sorted(self.texts.values(), key=lambda text: (text.size, text.digest))

    def origins(self) -> Origins:
        """The origins of all documents that were taken in."""
        texts = self.sorted_texts()
        judge = Judge(
            lambda places: {place: texts[place].numbers for place in places},
            lambda place: texts[place].sources[0],
        )
        return assemble(texts, propose(texts), judge)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) == _AT_ONCE or size > _CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def propose(texts: Sequence[Text]) -> dict[Pair, float]:
    """Pairs of texts (given in order of size) that share enough runs, with that share, the likeliest first."""
    sizes = np.array([text.size for text in texts], np.int64)
    ties = tie(
        enter([text.sample for text in texts], np.repeat(np.arange(len(texts), dtype=np.uint64), sizes))
    )
    smaller = sizes[ties.one]
    kept = ties.runs >= needed(smaller)
    one, other, runs = ties.one[kept], ties.other[kept], ties.runs[kept]
    shares = runs / smaller[kept]
    order = np.lexsort((other, one, -runs, -shares))
    pairs = zip(one[order].tolist(), other[order].tolist(), strict=True)
    return dict(zip(pairs, shares[order].tolist(), strict=True))


def assemble(texts: Sequence[Text], ties: Mapping[Pair, float], judge: Judge) -> Origins:
    """The origins of texts, given in order of size with their ties."""
    groups: list[OriginGroup] = []
    matches: list[Match] = []
    grouped: set[int] = set()
    for united in unite(ties, judge):
        grouped.update(united.members)
        found = [_match(judge, texts, pair) for pair in united.matches]
        sources = [source for place in united.members for source in texts[place].sources]
        groups.append(describe(sources, found, copies=len(sources) - len(united.members)))
        matches += found
    for place, text in enumerate(texts):
        if place not in grouped:
            groups.append(describe(text.sources, (), copies=len(text.sources) - 1))
    return Origins(
        groups=tuple(sorted(groups, key=lambda group: group.documents[0])),
        matches=tuple(sorted(matches, key=lambda match: (match.one, match.other))),
    )


def _match(judge: Judge, texts: Sequence[Text], pair: Pair) -> Match:
    one, other = sorted((texts[place].sources[0] for place in pair), key=lambda source: source.document)
    return Match(
        one=one.document, other=other.document, likeness=judge.known[pair], credited=tied_by(one, other)
    )
