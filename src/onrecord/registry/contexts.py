"""Places where a name is part of another name: of a text or meeting ("Copenhagen Accord"), or of a person.

A capital before the word for a text or meeting names no state ("Bamako II"), and neither does a country's name,
nor a known family name its bearer, after somebody's given name ("Lisa Monaco", "Francesca Albanese").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.registry.match import fold
from onrecord.vocabulary import ActorName, Span

WORD_KINDS = frozenset({"text or meeting", "modifier", "given name"})

_CAPITALS = frozenset({"capital", "capital-weak"})
_PERSONAL = frozenset({"short", "capital", "capital-weak", "adjective", "demonym"})
_WORD_BEFORE = re.compile(r"(?<!\w)(\w+) {1,2}\Z")
_REACH = 60
"""How many characters before and after a name are read; no word of the lists is longer."""


@dataclass(frozen=True, slots=True)
class Contexts:
    """The words that tell. Build it with `contexts`."""

    title: re.Pattern[str]
    """What follows a capital in the name of a text or meeting."""
    given: frozenset[str]

    def elsewhere(self, text: str, span: Span, names: Iterable[ActorName]) -> bool:
        """True where the name at `span` is part of the name of a text, a meeting or a person."""
        uses = {name.use for name in names}
        if uses <= _CAPITALS and self.title.match(fold(text[span.end : span.end + _REACH])):
            return True
        single = uses <= _PERSONAL and " " not in span.of(text)
        return single and self.given_name(text, span) is not None

    def given_name(self, text: str, span: Span) -> str | None:
        """The given name that stands right before `span`, in small letters."""
        before = _WORD_BEFORE.search(fold(text[max(0, span.start - _REACH) : span.start]))
        word = before.group(1) if before else ""
        known = word[:1].isupper() and word.casefold() in self.given
        return word.casefold() if known else None


def contexts(words: Iterable[tuple[str, str]]) -> Contexts:
    """Build it from pairs of a word and its kind."""
    kinds: dict[str, list[str]] = {kind: [] for kind in sorted(WORD_KINDS)}
    for word, kind in words:
        kinds[kind].append(fold(word))
    titles, modifiers = (_any_of(kinds[kind]) for kind in ("text or meeting", "modifier"))
    number = r"[IVX]{1,4}\b"
    title = rf"\s(?:{number}|(?:{number}\s)?(?:(?:{modifiers})\s){{0,3}}(?:{titles})\b)"
    return Contexts(re.compile(title), frozenset(word.casefold() for word in kinds["given name"]))


def _any_of(words: list[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or r"(?!)"
