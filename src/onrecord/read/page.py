"""The values that readers pass on to one another before a Document exists.

A reader of one format makes a `Page`; everything after it is the same for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.vocabulary import Comment, LeftOut, PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: `text` without outer white space, characters of indent, empty lines before it."""

    text: str
    indent: int = 0
    gap: int = 0
    alone: bool = False
    """A heading, an item of a list or a row: never the rest of the line before, nor begun by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the markup says of the page; None or empty where it says nothing (plain text)."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    credit: str | None = None
    """An agency that stands among the authors."""
    date: PartialDate | None = None
    """The day of publication."""
    date_rule: str | None = None
    """What told it, in words."""
    updated: PartialDate | None = None
    url: str | None = None
    """The address that the page gives as its own."""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Lines of the article and its surroundings, with comments and furniture already told apart."""

    lines: tuple[Line, ...]
    hints: Hints
    comments: tuple[Comment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    whole: bool = False
    """True where each line is a whole paragraph, so that none are joined."""
    properties: Hints = field(default_factory=Hints)
    """What the file's properties say (PDF, DOCX): often a template's, so it counts only where the text prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of some bytes, cleaned of control characters, and how it was read."""

    text: str
    encoding: str
    media_type: str
    warnings: tuple[str, ...] = ()
