"""A capitalised name of a sentence that the registry does not know, with what its own words show of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NameKind(StrEnum):
    """What a capitalised name is the name of, as far as its own words show."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpot:
    """A name in a sentence. Numbers are token indexes."""

    first: int
    last: int
    head: int
    """The word of the name on which the rest of it hangs."""
    lead: int
    """The first word of titles and roles before the name; `first` where there are none."""
    words: tuple[str, ...]
    kind: NameKind
    sex: str
    """`m`, `f` or `either`, by title, role or given name."""
    given: bool = False
    """Its first word is a given name."""
    titled: bool = False
    """A title or role stands before the name."""
    roles: frozenset[str] = frozenset()
    descriptors: frozenset[str] = frozenset()
    article: bool = False
    """It has an article of its own, as persons do not."""
    weak: bool = False
    """Its capital is that of the sentence: a name only where the document has it elsewhere."""

    @property
    def name(self) -> str:
        """The words of the name as the text prints them."""
        return " ".join(self.words)
