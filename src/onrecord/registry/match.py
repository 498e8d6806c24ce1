"""Finding many fixed phrases in a text in one pass: longest first, never overlapping, linear in the text.

Typographic apostrophes, dashes, accents and line breaks inside a phrase make no difference. Case does, except
that a phrase is also found in capitals and that small words ("of", "the") may be written either way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeVar

from onrecord.vocabulary import Span

Value = TypeVar("Value")

_SMALL = ("of", "the", "and", "for", "in", "on", "against", "to", "du", "de", "des")
_SMALL_FORMS = {form: word for word in _SMALL for form in (word.capitalize(), word.upper())}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_TOKEN = re.compile(r"\w+|[^\w\s]")
# A phrase may run over one line break, never over a paragraph break.
_NEXT = re.compile(r"[^\S\n]{0,2}\n?[^\S\n]{0,2}(\w+|[^\w\s])")
_WORD_BEFORE = re.compile(r"(\w+)\W{1,2}\Z")
_WORD_AFTER = re.compile(r"\W{1,2}(\w+)")
_ODD = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʻ": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-",
    "ı": "i", "ə": "e", "Ə": "E", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
}  # fmt: skip


@cache
def _fold_table() -> dict[str, str]:
    """Each accented letter of the Latin blocks to its plain letter, one character to one."""
    table = dict(_ODD)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[chr(code)] = base
    return table


def fold(text: str) -> str:
    """The text with plain apostrophes, hyphens and letters; of the same length, so offsets stay."""
    if text.isascii():
        return text
    table = _fold_table()
    return _NOT_ASCII.sub(lambda match: table.get(match.group(), match.group()), text)


def tokens(phrase: str) -> tuple[str, ...]:
    """The words and marks of a phrase as they are compared."""
    return tuple([_SMALL_FORMS.get(token, token) for token in _TOKEN.findall(fold(phrase))])


def _plain(token: str) -> str:
    return _SMALL_FORMS.get(token, token)


@dataclass(slots=True)
class _Node(Generic[Value]):
    following: dict[str, _Node[Value]] = field(default_factory=dict)
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class PhraseMatcher(Generic[Value]):
    """A tree of tokens. Build it with `phrase_matcher`; read it with `find`."""

    root: _Node[Value]
    start: re.Pattern[str]
    shouted: frozenset[str]
    """First words which, in capitals, are ordinary words too (US, WHO)."""

    def find(self, text: str) -> Iterator[tuple[Span, Value]]:
        """Yield the longest phrase at each place, left to right, as spans of `text`."""
        folded, done, first = fold(text), 0, self.root.following
        for match in self.start.finditer(folded):
            word = match.group()
            if match.start() < done or _plain(word) not in first:
                continue
            hit = self._longest(folded, match)
            if hit is None:
                continue
            done = hit[0].end
            if word not in self.shouted or not _in_capitals(folded, hit[0]):
                yield hit

    def _longest(self, text: str, match: re.Match[str]) -> tuple[Span, Value] | None:
        found: tuple[Span, Value] | None = None
        node = self.root.following.get(_plain(match.group()))
        end = match.end()
        while node is not None:
            if node.value is not None and not text[end : end + 1].isalnum():
                found = (Span(match.start(), end), node.value)
            following = _NEXT.match(text, end) if node.following else None
            if following is None:
                break
            node = node.following.get(_plain(following.group(1)))
            end = following.end()
        return found


def _in_capitals(text: str, span: Span) -> bool:
    """True where the words on both sides are in capitals, so that the case tells nothing."""
    before = _WORD_BEFORE.search(text, max(0, span.start - 30), span.start)
    after = _WORD_AFTER.match(text, span.end, span.end + 30)
    return all(word is not None and word.group(1).isupper() for word in (before, after))


def phrase_matcher(phrases: Mapping[str, Value], *, shouted: Iterable[str] = ()) -> PhraseMatcher[Value]:
    """Build the tree. Where two phrases differ only in what `fold` levels, the first in the mapping stays."""
    root: _Node[Value] = _Node()
    for phrase, value in phrases.items():
        _insert(root, tokens(phrase), value)
    for phrase, value in phrases.items():
        if len(phrase) > 3:  # "Usa" in capitals is a country's code, "Chad" is a country
            _insert(root, tokens(phrase.upper()), value)
    lower = sorted(word for word in root.following if word[:1].islower())
    starts = "|".join(map(re.escape, lower))
    pattern = r"\b(?:[^\W_a-z]\w*" + (f"|(?:{starts})\\b" if lower else "") + ")"
    return PhraseMatcher(root, re.compile(pattern), frozenset(shouted))


def _insert(root: _Node[Value], path: tuple[str, ...], value: Value) -> None:
    node = root
    for token in path:
        following = node.following.get(token)
        if following is None:
            following = node.following[token] = _Node()
        node = following
    if path and node.value is None:
        node.value = value
