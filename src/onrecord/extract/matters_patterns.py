"""Patterns of lemmas with gaps, and finding them in a phrase.

`territorial integrity`, `withdraw|withdrawal ~ troop|force`, `denucleari*`: words one after the other, `|` between
either, `*` for any ending, `~` for up to five words between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.registry.match import fold

_LONGEST_GAP = 5
_MOST_CHARACTERS = 2000
"""Characters of a phrase that are looked at; one is seldom longer than two hundred."""
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[,;:]")
_STEM = 3
"""A stem has at least so many letters."""
_SLOT = re.compile(r"(?:[a-z0-9]+|[a-z0-9]{3,}\*)(?:\|(?:[a-z0-9]+|[a-z0-9]{3,}\*))*")
_JOINS = frozenset({"and", "or", "but", "nor"})
_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
)
"""How a word may be led back to its lemma where no lemma is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place of a pattern."""

    words: frozenset[str]
    stems: tuple[str, ...]
    after_gap: bool

    def fits(self, forms: frozenset[str]) -> bool:
        """True where the word or its lemma is one of the slot's."""
        return not self.words.isdisjoint(forms) or any(form.startswith(self.stems) for form in forms)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it is compared: the forms of each word, and where it falls into parts."""

    words: tuple[frozenset[str], ...]
    """Each word with its lemma, folded."""
    breaks: tuple[bool, ...]
    """True where a comma, semicolon or colon stands before the word."""

    def joined(self, start: int, end: int) -> bool:
        """True where a comma or a conjunction stands between two words, so that what they say is coordinated."""
        return any(self.breaks[start + 1 : end + 1]) or any(
            not _JOINS.isdisjoint(forms) for forms in self.words[start + 1 : end]
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns by the words that they may begin with; `find` gives what each stands for."""

    by_word: Mapping[str, tuple[tuple[tuple[Slot, ...], int], ...]]
    by_stem: Mapping[str, tuple[tuple[str, tuple[Slot, ...], int], ...]]
    """By the first letters of the stem, `_STEM` of them."""

    def find(self, phrase: Phrase) -> Iterable[tuple[int, int, int]]:
        """(first word, one past the last word, number of the pattern's owner); within one word in no fixed order."""
        for start, forms in enumerate(phrase.words):
            begun = [entry for form in forms for entry in self.by_word.get(form, ())]
            begun += [
                (slots, owner)
                for form in forms
                for stem, slots, owner in self.by_stem.get(form[:_STEM], ())
                if form.startswith(stem)
            ]
            for slots, owner in begun:
                end = _end(slots, phrase.words, start)
                if end is not None:
                    yield start, end, owner


def read_pattern(text: str) -> tuple[Slot, ...]:
    """The slots of a pattern; ValueError where it is none."""
    slots: list[Slot] = []
    after_gap = False
    for part in text.split():
        if part == "~" and slots and not after_gap:
            after_gap = True
        elif _SLOT.fullmatch(part):
            choices = part.split("|")
            slots.append(
                Slot(
                    words=frozenset(choice for choice in choices if not choice.endswith("*")),
                    stems=tuple(choice[:-1] for choice in choices if choice.endswith("*")),
                    after_gap=after_gap,
                )
            )
            after_gap = False
        else:
            raise ValueError(f"not part of a pattern: {part!r}")
    if not slots or after_gap:
        raise ValueError(f"not a pattern: {text!r}")
    return tuple(slots)


def index_patterns(owned: Sequence[tuple[int, Iterable[tuple[Slot, ...]]]]) -> Patterns:
    """Patterns of several owners, ready to be found."""
    by_word: dict[str, list[tuple[tuple[Slot, ...], int]]] = {}
    by_stem: dict[str, list[tuple[str, tuple[Slot, ...], int]]] = {}
    for owner, patterns in owned:
        for slots in patterns:
            for word in sorted(slots[0].words):
                by_word.setdefault(word, []).append((slots, owner))
            for stem in slots[0].stems:
                by_stem.setdefault(stem[:_STEM], []).append((stem, slots, owner))
    return Patterns(
        {word: tuple(found) for word, found in by_word.items()},
        {start: tuple(found) for start, found in by_stem.items()},
    )


def read_phrase(words: str, lemmas: Sequence[str]) -> Phrase:
    """A phrase and its lemmas as they are compared; without lemmas that fit, endings are taken off instead."""
    plain = plain_words(words[:_MOST_CHARACTERS])
    found = list(_WORD.finditer(plain))
    breaks = [
        bool(_BREAK.search(plain, before.end() if before else 0, match.start()))
        for before, match in zip((None, *found), found, strict=False)
    ]
    led_back = [part for lemma in lemmas[: len(found) * 3] for part in _WORD.findall(plain_words(lemma))]
    if len(led_back) == len(found):
        forms = [frozenset((match.group(), lemma)) for match, lemma in zip(found, led_back, strict=True)]
    else:
        forms = [frozenset((match.group(), *_led_back(match.group()))) for match in found]
    return Phrase(tuple(forms), tuple(breaks))


def plain_words(text: str) -> str:
    """The text as names and patterns are compared: lower case, without accents, any dash a hyphen."""
    return fold(unicodedata.normalize("NFC", text)).casefold()


def _led_back(word: str) -> list[str]:
    """What the lemma may be: "lifting" lift, "ceasing" cease, "deterring" deter."""
    found = [
        word.removesuffix(end) + new
        for end, new in _ENDINGS
        if word.endswith(end) and len(word) > len(end) + 2
    ]
    return found + [stem[:-1] for stem in found if len(stem) > 3 and stem[-1] == stem[-2]]


def _end(slots: Sequence[Slot], words: Sequence[frozenset[str]], start: int) -> int | None:
    """One past the last word where the slots fit from `start` on; each gap is as short as may be."""
    at = start + 1
    for place, slot in enumerate(slots[1:], start=1):
        last = at + (_LONGEST_GAP if slot.after_gap else 0)
        fitting = (n for n in range(at, min(last + 1, len(words))) if slot.fits(words[n]))
        for n in fitting:
            if place == len(slots) - 1:
                return n + 1
            end = _end(slots[place:], words, n)
            if end is not None:
                return end
        return None
    return at
