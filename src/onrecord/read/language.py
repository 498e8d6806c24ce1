"""The language of each paragraph, and of the document by the share of its words.

A line of names belongs to every language and to none, so that only a sure answer counts; the same text always
gets the same one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

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


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str | None:
    """ISO 639-1 code; None where the text is too short, in no language, or in one of several."""
    sample = text[:_SAMPLE]
    signs = len(_SIGN.findall(sample))
    letters = sum(1 for char in sample if char.isalpha())
    if letters < _FEWEST_LETTERS and signs < _FEWEST_SIGNS:
        return None
    return "en" if _plainly_english(sample) else _sure(_model().rank(sample))


def _plainly_english(sample: str) -> bool:
    """True where words that no other language has are as many as in English prose: most texts need no more weighing."""
    words = sample.casefold().split()
    known = [word for word in words if word in _ENGLISH]
    return len(known) >= _ENGLISH_SHARE * len(words) and len(set(known)) >= _ENGLISH_KINDS


def _sure(ranking: Sequence[tuple[str, float]]) -> str | None:
    """The likeliest language, where its kin together leave little to any other and it has most among them."""
    likely: defaultdict[str, float] = defaultdict(float)
    for code, probability in ranking:
        if probability > 0.001:
            likely[_PART_OF.get(code, code)] += probability
    if not likely:
        return None
    code, most = max(likely.items(), key=lambda pair: (pair[1], pair[0]))
    kin = next((kin for kin in _KIN if code in kin), (code,))
    sure = sum(likely.get(other, 0) for other in kin) >= SURE and most > 0.5
    return code if sure and len(code) == 2 else None


def tell_languages(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with its language where it can be told."""
    return tuple(
        replace(paragraph, language=detect_language(paragraph.span.of(text)))
        if number < _MOST_PARAGRAPHS
        else paragraph
        for number, paragraph in enumerate(paragraphs)
    )


def main_language(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The language of most words of the paragraphs that have one, else of the text as a whole; None where no language has most."""
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
    return len(_WORD.findall(_SIGN.sub(" ", text))) + (len(_SIGN.findall(text)) + 1) // 2
