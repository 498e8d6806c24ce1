"""One file held against every promise of reading: documents that are whole, or a skip that says what, where and what to do."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from onrecord.errors import SkipItem
from onrecord.read import Source, documents_in, read_source
from onrecord.vocabulary import Document

LIMIT = 20_000_000
MOST = 300
"""Documents that are read of one file, so that the run comes around."""


class Broken(Exception):
    """A promise was not kept."""


def check_file(name: str, data: bytes, *, beat: Callable[[], None] = lambda: None) -> Counter[str]:
    """What became of everything in the file; raises Broken, or whatever escapes from reading.

    `beat` is called after each document, so that a watch can tell a file of many from one that hangs.
    """
    return look_at_file(name, data, beat=beat)[0]


def look_at_file(
    name: str, data: bytes, *, beat: Callable[[], None] = lambda: None
) -> tuple[Counter[str], tuple[str, ...]]:
    """`check_file`, with the ids of the documents and the reasons of what was skipped."""
    outcome: Counter[str] = Counter()
    told: list[str] = []
    source = Source(name, lambda: data[: LIMIT + 1], open=partial(io.BytesIO, data))
    for found in documents_in(source, limit=LIMIT):
        beat()
        if sum(outcome.values()) >= MOST:
            break
        try:
            document = read_source(found)
        except SkipItem as error:
            _check_skip(error)
            told.append(str(error))
            outcome["skipped"] += 1
        else:
            _check_document(document)
            told.append(document.id)
            outcome["read"] += 1
    if not outcome:
        raise Broken("nothing was read, and nothing was said")
    return outcome, tuple(told)


def _check_skip(error: SkipItem) -> None:
    if not (error.what and error.where and error.remedy) or len(str(error)) > 3_000 or "\n" in error.what:
        raise Broken(f"a skip that does not say what, where and what to do in a line: {error!r}")


def _check_document(document: Document) -> None:
    text = document.text
    spans = [paragraph.span for paragraph in document.paragraphs]
    if not all(char == "\n" or char.isprintable() for char in text):
        raise Broken("text with characters that do not print")
    if not spans or spans[0].start != 0 or spans[-1].end != len(text):
        raise Broken("paragraphs that do not cover the text")
    if any(text[span.end : after.start] != "\n\n" for span, after in pairwise(spans)):
        raise Broken("paragraphs that overlap or leave something out")
    for fact in (document.title, document.author, document.outlet):
        if fact is not None and (not fact.strip() or not fact.isprintable()):
            raise Broken(f"a title, author or outlet that does not print: {fact!r}")
