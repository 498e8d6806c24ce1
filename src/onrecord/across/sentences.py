"""The sentences of all documents, and which of them are one sentence printed again, perhaps changed.

Sentences mostly inside quotation marks and the clauses of adopted texts, which are formulas, are shared by unrelated
documents honestly: `sentences` leaves them out, `all_sentences` has them, marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.across.whole import Whole
from onrecord.origins.candidates import propose, runs_of
from onrecord.origins.wording import quotations, split_sentences, words_of
from onrecord.vocabulary import Document, DocumentKind, Span

LEAST_WORDS = 9
"""Words of a sentence below which likeness tells nothing."""
ALIKE = 0.75
"""Share of the words of both (Dice over the longest common run of words in order) that makes them one sentence."""
SHORT_ALIKE = 0.85
"""The same for sentences of `SHORT` words or fewer on average: in them a phrase of custom is soon half of the words."""
SHORT = 20
_WITNESSES = 8
"""Wordings of each group that are compared before two groups become one."""
MOST_WORDS = 120
"""A longer stretch is a list or a table, not a sentence."""
_LINE = re.compile(r"[^\n]+")
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr"})
_CAPITAL = re.compile(r"(?<=\W)[^\W\d_a-z][\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One sentence of one document; `document` is a place among the analyses of the whole."""

    document: int
    span: Span
    words: tuple[str, ...]
    names: frozenset[str]
    """Words with a capital after the first one."""
    quoted: bool = False
    """True where most of it stands inside quotation marks."""


def sentences(whole: Whole) -> tuple[Printed, ...]:
    """Every sentence of narration that is long enough, by document and place."""
    return tuple(
        sentence
        for sentence in all_sentences(whole)
        if not sentence.quoted
        and whole.analyses[sentence.document].document.kind is not DocumentKind.RESOLUTION
    )


def all_sentences(whole: Whole) -> tuple[Printed, ...]:
    """Every sentence that is long enough, quotations and clauses of adopted texts as well, by document and place."""
    return tuple(
        sentence
        for place, analysis in enumerate(whole.analyses)
        for sentence in _of_document(analysis.document, place)
    )


def _of_document(document: Document, place: int) -> Iterator[Printed]:
    for line in _LINE.finditer(document.text):
        quoted = quotations(line.group())
        for span in split_sentences(line.group()):
            words = tuple(words_of(span.of(line.group())))
            if not LEAST_WORDS <= len(words) <= MOST_WORDS:
                continue
            inside = sum(max(0, min(span.end, quote.end) - max(span.start, quote.start)) for quote in quoted)
            names = frozenset(
                name.casefold()
                for name in _CAPITAL.findall(span.of(line.group()))
                if name[0].isupper() and name not in _TITLES
            )
            yield Printed(
                document=place,
                span=Span(line.start() + span.start, line.start() + span.end),
                words=words,
                names=names,
                quoted=2 * inside > span.end - span.start,
            )


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Twice the longest run of common words in order, over the words of both: 0 to 1, the same either way round."""
    total = len(one) + len(other)
    if not total or 2 * min(len(one), len(other)) < ALIKE * total:
        return 0.0
    if 2 * (Counter(one) & Counter(other)).total() < ALIKE * total:
        return 0.0
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for at, theirs in enumerate(other, start=1):
            here = row[at]
            row[at] = before + 1 if word == theirs else max(row[at], row[at - 1])
            before = here
    return 2 * row[-1] / total


def one_sentence(one: Printed, other: Printed) -> bool:
    """True where most words are the same in order, and most names: a form with other names is no travelling sentence."""
    fewest = min(len(one.names), len(other.names))
    if 2 * len(one.names & other.names) <= fewest and fewest:
        return False
    needed = SHORT_ALIKE if len(one.words) + len(other.words) <= 2 * SHORT else ALIKE
    return alike(one.words, other.words) >= needed


def same_sentences(found: Sequence[Printed]) -> tuple[tuple[Printed, ...], ...]:
    """Groups of sentences that are one sentence, each in the order given; only groups of two or more.

    Two groups become one where at least half of the pairs of their wordings are alike, so that a chain of small
    steps does not lead from one sentence to another.
    """
    by_words: dict[tuple[str, ...], list[Printed]] = {}
    for sentence in found:
        by_words.setdefault(sentence.words, []).append(sentence)
    wordings = [by_words[words][0] for words in sorted(by_words)]
    group_of: dict[int, tuple[int, ...]] = {place: (place,) for place in range(len(wordings))}
    for one, other in _pairs(wordings):
        left, right = group_of[one], group_of[other]
        if left != right and _may_join(wordings, left, right):
            joined = tuple(sorted(left + right))
            group_of.update(dict.fromkeys(joined, joined))
    return _in_order(group_of, wordings, by_words, found)


def _pairs(wordings: Sequence[Printed]) -> list[tuple[int, int]]:
    """The pairs of wordings that are one sentence, the most alike first."""
    runs = [sorted(runs_of(wording.words)) for wording in wordings]
    near = [(one, other) for one, other in propose(runs) if one_sentence(wordings[one], wordings[other])]
    return sorted(near, key=lambda pair: (-alike(wordings[pair[0]].words, wordings[pair[1]].words), pair))


def _may_join(wordings: Sequence[Printed], left: Sequence[int], right: Sequence[int]) -> bool:
    pairs = [(wordings[one], wordings[other]) for one in left[:_WITNESSES] for other in right[:_WITNESSES]]
    return 2 * sum(one_sentence(one, other) for one, other in pairs) >= len(pairs)


def _in_order(
    group_of: Mapping[int, tuple[int, ...]],
    wordings: Sequence[Printed],
    by_words: Mapping[tuple[str, ...], list[Printed]],
    found: Sequence[Printed],
) -> tuple[tuple[Printed, ...], ...]:
    place = {sentence: at for at, sentence in enumerate(found)}
    groups = []
    for group in sorted(set(group_of.values())):
        members = [sentence for at in group for sentence in by_words[wordings[at].words]]
        if len(members) > 1:
            groups.append(tuple(sorted(members, key=place.__getitem__)))
    return tuple(groups)
