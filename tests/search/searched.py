"""A ledger that a test of searching fills and opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.vocabulary import Analysis, Comment, Document
from tests.making import make_document


def made(
    text: str, *, title: str | None = None, comments: tuple[str, ...] = (), **fields: object
) -> Document:
    """A document with comments."""
    document = make_document(text, **fields)  # type: ignore[arg-type]
    told = tuple(Comment(order=n, author=None, text=words) for n, words in enumerate(comments, 1))
    return replace(document, title=title, comments=told)


class Shelf:
    """A ledger that a test fills and opens; one of both at a time, as DuckDB wants it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: list[Ledger] = []

    def add(self, *documents: Document, method: str = "rules 1") -> list[Document]:
        """Add documents, as one run of a method reads them."""
        self.close()
        with Ledger.open(self.path) as ledger:
            run = ledger.begin(tool="test", method=method)
            for document in documents:
                ledger.add(Analysis(document=document), run)
            ledger.finish(run)
        return list(documents)

    def opened(self) -> Ledger:
        """The ledger, open for reading."""
        self.close()
        self._held.append(Ledger.open(self.path, read_only=True))
        return self._held[-1]

    def close(self) -> None:
        """Close what is open."""
        while self._held:
            self._held.pop().close()
