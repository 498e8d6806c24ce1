"""Every document that comes out of some bytes, and the errors of the rest, as tests want to see them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial

from onrecord.errors import SkipItem
from onrecord.read import Source, documents_in, read_source
from onrecord.vocabulary import Document

LIMIT = 20_000_000


def open_all(
    name: str, data: bytes, *, columns: Mapping[str, str] | None = None, limit: int = LIMIT
) -> tuple[list[Document], list[SkipItem]]:
    """The documents in a file of that name, and why anything in it was skipped, each in order."""
    documents, errors = [], []
    source = Source(name, lambda: data[: limit + 1], open=partial(io.BytesIO, data))
    for found in documents_in(source, limit=limit, columns=columns):
        try:
            documents.append(read_source(found, limit=limit))
        except SkipItem as error:
            errors.append(error)
    return documents, errors


def read_one(name: str, data: bytes) -> Document:
    """The one document of a file."""
    documents, errors = open_all(name, data)
    assert not errors
    (document,) = documents
    return document
