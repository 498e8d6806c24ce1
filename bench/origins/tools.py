"""Each tool behind one function: texts in, a label for each text out. The peers are used as their documentation shows.

A peer gets the five-word runs of each text, 128 permutations, candidates at a Jaccard likeness of about one half, and
connected components over them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.origins import group_origins
from onrecord.vocabulary import Document, DocumentKind, Paragraph, Provenance, Span

PERMUTATIONS = 128
THRESHOLD = 0.5


def ours(texts: Iterable[str]) -> list[int]:
    """The origins of documents that know nothing of outlet or date."""
    labels: dict[int, int] = {}
    groups = group_origins(as_document(place, text) for place, text in enumerate(texts))
    for number, group in enumerate(groups):
        labels.update((int(document), number) for document in group.documents)
    return [labels[place] for place in range(len(labels))]


def as_document(place: int, text: str) -> Document:
    """A document of which nothing is known but its text."""
    return Document(
        id=f"{place:06d}",
        name="",
        provenance=Provenance(address="", digest="", media_type="text/plain", encoding="utf-8", size=0),
        kind=DocumentKind.REPORT,
        kind_reason="made for a measurement",
        title=None,
        outlet=None,
        credit=None,
        author=None,
        speaker=None,
        speaker_office=None,
        date=None,
        language=None,
        text=text,
        paragraphs=(Paragraph(span=Span(0, len(text))),),
    )


def with_rensa(texts: Iterable[str]) -> list[int]:
    """R-MinHash and its own index, pairs confirmed by their signatures."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    signatures = []
    for place, text in enumerate(texts):
        signature = RMinHash(num_perm=PERMUTATIONS, seed=42)
        signature.update(_runs(text))
        index.insert(place, signature)
        signatures.append(signature)
    return _components(
        (
            [other for other in index.query(signature) if signature.jaccard(signatures[other]) >= THRESHOLD]
            for signature in signatures
        ),
        len(signatures),
    )


def with_datasketch(texts: Iterable[str]) -> list[int]:
    """MinHash and MinHashLSH, pairs confirmed by their signatures."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    signatures = []
    for place, text in enumerate(texts):
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([run.encode() for run in _runs(text)])
        index.insert(place, signature, check_duplication=False)
        signatures.append(signature)
    return _components(
        (
            [other for other in index.query(signature) if signature.jaccard(signatures[other]) >= THRESHOLD]
            for signature in signatures
        ),
        len(signatures),
    )


TOOLS: dict[str, Callable[[Iterable[str]], list[int]]] = {
    "onrecord": ours,
    "rensa": with_rensa,
    "datasketch": with_datasketch,
}


def _runs(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[start : start + 5]) for start in range(max(1, len(words) - 4))]


def _components(near: Iterator[Sequence[int]], count: int) -> list[int]:
    parent = list(range(count))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for place, others in enumerate(near):
        for other in others:
            parent[root(other)] = root(place)
    return [root(place) for place in range(count)]
