"""Many texts at once as numbers: the words of each with what they stand in, ready to be sampled and compared.

A print is one number a word: its digest, and whether it opens a passage or a paragraph, is quoted, is a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from onrecord.origins.digests import Numbers
from onrecord.origins.page import DIGEST_BITS, Page

PASSAGE, PARAGRAPH, QUOTED, FIGURE = 1, 2, 4, 8
"""What is told of a word in the low bits of its number; a word that opens a paragraph opens a passage too."""
FLAGS = 32 - DIGEST_BITS
"""How many bits that are; the rest is the word's digest."""
LONGEST = 1 << 17
"""Words of one text that are compared; what follows them decides nothing."""


def digest_of(numbers: Numbers) -> bytes:
    """Sixteen bytes that are equal for equal prints only."""
    return blake2b(numbers.astype("<u4").tobytes(), digest_size=16).digest()


def take_prints(texts: Sequence[str]) -> list[Numbers]:
    """The print of each text, in order. The result for a text depends on that text alone."""
    if not texts:
        return []
    page = Page(texts)
    passages, paragraphs = page.openings()
    flags = passages * np.uint32(PASSAGE) | paragraphs * np.uint32(PARAGRAPH)
    flags |= page.quoted() * np.uint32(QUOTED) | page.figures() * np.uint32(FIGURE)
    numbers: Numbers = (page.digests() << np.uint32(FLAGS)) | flags
    return [
        numbers[start : min(end, start + LONGEST)]
        for start, end in zip(page.firsts[:-1], page.firsts[1:], strict=True)
    ]
