"""The language of each paragraph, and of the document by the share of its words.

A line of names belongs to every language and to none, so that only a sure answer counts; the same text always
gets the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from onrecord.read.language_model import Floats, load_model
from onrecord.vocabulary import Paragraph

SURE = 0.9
"""Least probability of a paragraph's language. None of 11,189 paragraphs of English speeches and news is then taken for
another language, and of paragraphs in others nine in ten are told that have more than 160 characters."""
_FEWEST_LETTERS = 20
_FEWEST_SIGNS = 8
"""Letters, and signs of scripts that need fewer of them for a word, below which nothing is told."""
_SIGN = re.compile(r"[\u0e00-\u0eff\u1000-\u10ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2_000
"""Characters of a paragraph that are looked at."""
_HEAD = 80
"""Characters that are counted first: they nearly always hold letters enough."""
_LEAST = 0.001
"""Probability of a label that counts at all."""
_MOST = 0.5
"""Probability that the language itself must have, without its kin."""
_MOST_PARAGRAPHS = 20_000
_PART_OF = {"arz": "ar", "ary": "ar", "wuu": "zh", "yue": "zh", "uzs": "uz", "sdh": "ku"}
"""Varieties that the model tells apart and ISO 639-1 does not."""
_KIN = (("bs", "hr", "sr"), ("cs", "sk"), ("da", "nn", "no"), ("id", "ms"), ("gl", "pt"))
"""Languages that one sentence may belong to alike; it is then sure that it is none but these."""

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "that",
        "with",
        "from",
        "which",
        "this",
        "these",
        "have",
        "has",
        "they",
        "were",
        "their",
        "been",
        "would",
        "should",
        "because",
        "between",
        "his",
        "said",
        "not",
        "you",
        "your",
        "are",
        "by",
        "about",
        "who",
    ]
)
"""Common words of English that are written so in no other language that is read often."""
_ENGLISH_SHARE = 0.1
_ENGLISH_KINDS = 3
"""How many different ones there must be."""


def detect_language(text: str) -> str | None:
    """ISO 639-1 code; None where the text is too short, in no language, or in one of several."""
    return detect_languages([text])[0]


def detect_languages(texts: Sequence[str]) -> list[str | None]:
    """What `detect_language` tells of each text; many at once cost less than each by itself."""
    told: list[str | None] = [None] * len(texts)
    open_ones: list[int] = []
    samples = [text[:_SAMPLE] for text in texts]
    for at, sample in enumerate(samples):
        if _plainly_english(sample):
            told[at] = "en" if _has_letters(sample) else None
        elif _has_letters(sample):
            open_ones.append(at)
    if open_ones:
        likely = load_model().weigh([samples[at] for at in open_ones])
        for at, code in zip(open_ones, _sure(likely), strict=True):
            told[at] = code
    return told


def _has_letters(sample: str) -> bool:
    """True where there are enough letters, or signs that stand for words, to tell a language from."""
    head = sample[:_HEAD]
    if sum(map(str.isalpha, head)) >= _FEWEST_LETTERS:
        return True
    return sum(map(str.isalpha, sample)) >= _FEWEST_LETTERS or len(_SIGN.findall(sample)) >= _FEWEST_SIGNS


def _plainly_english(sample: str) -> bool:
    """True where words that no other language has are as many as in English prose: most texts need no more weighing."""
    words = sample.casefold().split()
    known = [word for word in words if word in _ENGLISH]
    return len(known) >= _ENGLISH_SHARE * len(words) and len(set(known)) >= _ENGLISH_KINDS


class _Codes(NamedTuple):
    """Codes from the last to the first, the model's columns in their order, and the first column of each code."""

    codes: tuple[str, ...]
    columns: tuple[int, ...]
    firsts: tuple[int, ...]
    kin: tuple[tuple[int, ...], ...]
    """For each code its kin and itself."""


@cache
def _codes() -> _Codes:
    meant = [_PART_OF.get(label, label) for label in load_model().labels]
    columns = sorted(range(len(meant)), key=lambda at: (meant[at], at), reverse=True)
    codes = tuple(dict.fromkeys(meant[at] for at in columns))
    ordered = [meant[at] for at in columns]
    kin = (next((kin for kin in _KIN if code in kin), (code,)) for code in codes)
    return _Codes(
        codes=codes,
        columns=tuple(columns),
        firsts=tuple(ordered.index(code) for code in codes),
        kin=tuple(tuple(codes.index(other) for other in group if other in codes) for group in kin),
    )


def _sure(likely: Floats) -> list[str | None]:
    """The likeliest language of each row, where its kin together leave little to any other and it has most among them."""
    known = _codes()
    share = np.add.reduceat(np.where(likely > _LEAST, likely, 0)[:, known.columns], known.firsts, axis=1)
    found: list[str | None] = []
    # The first of equals is taken, which is the last by name.
    for row, best in zip(share, share.argmax(axis=1).tolist(), strict=True):
        sure = row[best] > _MOST and sum(row[other] for other in known.kin[best]) >= SURE
        found.append(known.codes[best] if sure and len(known.codes[best]) == 2 else None)
    return found


def tell_languages(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with its language where it can be told."""
    told = detect_languages([paragraph.span.of(text) for paragraph in paragraphs[:_MOST_PARAGRAPHS]])
    return tuple(
        replace(paragraph, language=language) if language is not None else paragraph
        for paragraph, language in zip_longest(paragraphs, told)
    )


def main_language(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The language of most words of the paragraphs that have one, else of the text as a whole; None where no language has most."""
    told = {paragraph.language for paragraph in paragraphs} - {None}
    if len(told) == 1:
        return told.pop()
    words: Counter[str] = Counter()
    for paragraph in paragraphs:
        if paragraph.language is not None:
            words[paragraph.language] += _size(paragraph.span.of(text))
    if not words:
        return detect_language(text)
    (code, most), *_ = words.most_common(1)
    return code if most * 2 > words.total() else None


def _size(text: str) -> int:
    """Words; where they are not written apart, two signs for one."""
    if _SIGN.search(text) is None:
        return len(_WORD.findall(text))
    return len(_WORD.findall(_SIGN.sub(" ", text))) + (len(_SIGN.findall(text)) + 1) // 2
