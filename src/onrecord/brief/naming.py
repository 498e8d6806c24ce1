"""What the brief calls things: UN names in its own voice, everything that a document prints in quotation marks.

Text from documents is made harmless here, once for all formats: one line, bounded, no sign that a page or terminal obeys.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.brief.content import Evidence, Who
from onrecord.harmless import shortened
from onrecord.plaintext import shown_address, visible
from onrecord.vocabulary import UNKNOWN, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.brief.gathering import Gathered

LONGEST_NAME = 60
"""Characters of a name in a table; a body with a longer one is called by its id."""
_LONGEST_TITLE = 110
_LONGEST_TEXT = 300
_LONGEST_ADDRESS = 120
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Naming:
    """Names and quotations of one brief."""

    gathered: Gathered
    excerpt_chars: int

    def plain(self, text: str, longest: int = _LONGEST_TEXT) -> str:
        """A document's text on one line, bounded and harmless, its reading order kept to itself."""
        return isolated(shortened(" ".join(visible(text).split()), longest))

    def said(self, words: str | None) -> str | None:
        """A word or symbol of a document, where there is one."""
        return None if words is None else self.plain(words, LONGEST_NAME)

    def who(self, id_: str, otherwise: str | None = None) -> Who:
        """An actor by its UN name; by the document's own words, marked as such, where the registry has none."""
        known = self.gathered.names.get(id_)
        if known is None:
            return Who(id=id_, name=self.plain(otherwise or id_, LONGEST_NAME), printed=True)
        name = known.replace("United Nations ", "UN ")
        if len(name) > LONGEST_NAME:
            return Who(id=id_, name=id_, full=known)
        # A body's name that speaks of a party is its own word, and no word of the brief.
        return Who(id=id_, name=name, printed=id_ in self.gathered.own_words)

    def teller(self, name: str | None) -> str | None:
        """Who says so; None for nobody that the text names."""
        return None if name is None or name == UNKNOWN else self.plain(name, LONGEST_NAME)

    def topics(self, matters: Iterable[str], principle: str | None) -> tuple[str, ...]:
        """Labels of the matters that the words name; of the principle in question where they name none."""
        case = self.gathered.case
        labels = {matter.id: matter.label for matter in case.matters} if case else {}
        found = [labels[id_] for id_ in labels if id_ in set(matters)]
        if not found and principle is not None and principle in self.gathered.principles:
            found = [self.gathered.principles[principle]]
        return tuple(self.plain(label) for label in found)

    def evidence(self, id_: str) -> Evidence:
        """The words of a row, at most as many characters as the user wants, and where they stand."""
        quoted = self.gathered.quotes[id_]
        words, before, after = cut(quoted.words, quoted.heart, self.excerpt_chars)
        outlet = quoted.outlet or quoted.issuer
        return Evidence(
            id=id_,
            document=quoted.document,
            words=isolated(" ".join(visible(words).split())),
            cut_before=before,
            cut_after=after or quoted.more,
            title=self.plain(quoted.title, _LONGEST_TITLE) if quoted.title else None,
            outlet=self.plain(outlet, LONGEST_NAME) if outlet else None,
            date=PartialDate.parse(quoted.date) if quoted.date else None,
            address=self.plain(shown_address(quoted.address), _LONGEST_ADDRESS),
        )


def cut(words: str, heart: int, most: int) -> tuple[str, bool, bool]:
    """At most `most` characters around the deciding word, between blanks where there are some; what was cut off."""
    if len(words) <= most:
        return words, False, False
    start = 0 if heart <= most * 2 // 3 else min(heart - most // 3, len(words) - most)
    end = start + most
    if start and (blank := words.find(" ", start, start + most // 4)) >= 0:
        start = blank + 1
    if end < len(words) and (blank := words.rfind(" ", end - most // 4, end)) >= 0:
        end = blank
    return words[start:end], start > 0, end < len(words)


def isolated(text: str) -> str:
    """Text with letters that run from right to left, kept from turning what stands around it."""
    turned = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
    return f"\u2068{text}\u2069" if turned else text
