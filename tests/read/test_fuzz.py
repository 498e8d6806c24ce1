"""A few hundred damaged files of every format, as `python -m evals.fuzz` makes them by the thousand."""

from __future__ import annotations

import pytest

from evals.fuzz.checking import check_file
from evals.fuzz.hostile import HOSTILE
from evals.fuzz.mutating import make_file

QUICK = (
    "deep.html", "addresses.html", "deep-inline.html", "attributes.html", "unclosed.html", "outside.xml", "nested.zip", "locked.zip", "sizes.zip",
    "matryoshka.gz", "pax.tar", "links.tar", "entities.docx", "outside.docx", "numbers.docx", "cells.docx", "deep.pdf", "circle.pdf",
    "deep.eml", "deep-enough.eml", "header.eml", "addresses.eml", "deep.jsonl", "numbers.jsonl", "columns.csv", "quotes.csv", "length.warc",
    "negative.warc", "no-end.warc.gz", "headers.warc.gz", "chunks.warc", "packed-body.warc", "quotations.md", "lists.md", "table.md", "turned.txt", "nuls.txt",
    "lines.txt", "mixed.tar.gz",
)  # fmt: skip


@pytest.mark.parametrize("start", range(0, 240, 40))
def test_damaged_files_are_read_or_skipped_with_a_reason(start: int) -> None:
    """Whatever happens to a file, it gives whole documents or a reason with a remedy."""
    for number in range(start, start + 40):
        name, data = make_file(7, number, hostile=False)
        assert check_file(name, data), (number, name)


@pytest.mark.parametrize("name", QUICK)
def test_hostile_files_are_read_or_skipped_with_a_reason(name: str) -> None:
    """Bombs, circles, depths and false lengths give whole documents or a reason with a remedy."""
    assert check_file(name, HOSTILE[name]())
