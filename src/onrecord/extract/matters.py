"""What a position is about: the matters of the user's case that its words name, and the principle or demand in question.

The principles are the closed list in `principles.toml`; where words name two that neither give way to the other, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.extract.matters_patterns import Phrase, Slot, plain_words, read_phrase
from onrecord.extract.matters_principles import Principles, load_principles
from onrecord.vocabulary import Case, Matter

_MOST_CHARACTERS = 5000
"""Characters of a text that are searched for a matter's names."""
_BEFORE = 6
"""How many words before a principle may say that it is broken, or that the breach is to end."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words that name a principle, or its breach."""

    start: int
    end: int
    owner: int
    breach: bool


def principle_of(words: str, lemmas: Sequence[str]) -> str | None:
    """Id of the principle or demand that the words name; None where they name none, or two of equal weight.

    `lemmas` are those of the tokens of `words`, punctuation included or not; empty where no parse is at hand.
    """
    return _principle_of(words, tuple(lemmas))


@lru_cache(maxsize=256)
def _principle_of(words: str, lemmas: tuple[str, ...]) -> str | None:
    """The same words are asked for as often as the stance has holders and counterparts."""
    known = load_principles()
    hit = _chosen(read_phrase(words, lemmas), known)
    return None if hit is None else known.all[hit.owner].id


def is_breach(words: str, lemmas: Sequence[str] = ()) -> bool:
    """True where the words name the breach of their principle ("violations of the ceasefire"), not its end."""
    known = load_principles()
    phrase = read_phrase(words, lemmas)
    hit = _chosen(phrase, known)
    if hit is None:
        return False
    broken = hit.start if hit.breach else _broken_at(hit, phrase, known.breach_words)
    return broken is not None and _last_before(broken, phrase, known.ending_words) is None


def matters_of(words: str, case: Case | None) -> tuple[str, ...]:
    """Ids of the case's matters that the words name by any of their names, in the order of the case."""
    return tuple(matter.id for matter in case.matters if names_matter(words, matter)) if case else ()


def names_matter(words: str, matter: Matter) -> bool:
    """True where one of the matter's names stands in the words, as whole words; the first 5,000 characters are searched."""
    names = _names(matter.names)
    return names is not None and names.search(_spaced(words[:_MOST_CHARACTERS])) is not None


# --- Finding ----------------------------------------------------------------------------------


def _chosen(phrase: Phrase, known: Principles) -> _Hit | None:
    """The words that name the one principle of the phrase."""
    hits = _outermost(_hits(phrase, known), known)
    named = {known.all[hit.owner].id for hit in hits}
    less = {id_ for hit in hits for id_ in known.all[hit.owner].over}
    left = [hit for hit in hits if known.all[hit.owner].id in named - less]
    if not left:
        return None
    first: dict[int, _Hit] = {}
    for hit in sorted(left, key=lambda hit: (hit.start, -hit.end, hit.breach, hit.owner)):
        first.setdefault(hit.owner, hit)
    # "A for B" is about A; "A and B" is about both, and neither is the one.
    ordered = list(first.values())
    if any(one.end > two.start or phrase.joined(one.end - 1, two.start) for one, two in pairwise(ordered)):
        return None
    return ordered[0]


def _hits(phrase: Phrase, known: Principles) -> list[_Hit]:
    barred = {owner for _, _, owner in known.barred.find(phrase)}
    found = [_Hit(start, end, owner, False) for start, end, owner in known.named.find(phrase)]
    found += [_Hit(start, end, owner, True) for start, end, owner in known.broken.find(phrase)]
    return [hit for hit in found if hit.owner not in barred]


def _outermost(hits: Sequence[_Hit], known: Principles) -> list[_Hit]:
    """Without those inside the longer words of another, which are more specific unless they give way to these."""
    return [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start
            and hit.end <= other.end
            and other.end - other.start > hit.end - hit.start
            and known.all[other.owner].id not in known.all[hit.owner].over
            for other in hits
        )
    ]


def _broken_at(hit: _Hit, phrase: Phrase, slots: Sequence[Slot]) -> int | None:
    """The word before the principle, or right behind it ("human rights abuses"), that says it is broken."""
    behind = hit.end < len(phrase.words) and not phrase.breaks[hit.end]
    if behind and any(slot.fits(phrase.words[hit.end]) for slot in slots):
        return hit.start
    return _last_before(hit.start, phrase, slots)


def _last_before(place: int, phrase: Phrase, slots: Sequence[Slot]) -> int | None:
    """The nearest word before a place that fits a slot, within the same part of the phrase."""
    for at in range(place - 1, max(-1, place - 1 - _BEFORE), -1):
        if phrase.breaks[at + 1]:
            return None
        if any(slot.fits(phrase.words[at]) for slot in slots):
            return at
    return None


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """A search for any of the names, the longest first; None where there is none."""
    spaced = sorted({_spaced(name) for name in names} - {""}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spaced))})(?!\w)") if spaced else None


def _spaced(text: str) -> str:
    """Compared words with single blanks; a hyphen parts words as a blank does."""
    return " ".join(plain_words(text).replace("-", " ").split())
