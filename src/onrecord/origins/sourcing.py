"""What a text says itself of where it comes from: translated, printed elsewhere first, a release, corrected.

Only short lines near its head or end count, and the printed byline; the phrases are in `sourcing.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from onrecord.errors import DataError
from onrecord.origins.wording import words_of
from onrecord.toml_text import parse_toml
from onrecord.vocabulary import Document, Span

_FILE = "origins/sourcing.toml"
_LINE = re.compile(r"[^\n]+")
_HEAD, _TAIL = 4, 5
"""Lines at the head and at the end of a text in which it speaks of itself."""
_LONGEST = 280
"""Characters of such a line; a longer one is a paragraph of the story."""
_MOST_FRAMED = 8
"""Words that may stand before the phrase, all of them frame words."""
_GAP = r"(?:[^\W\d_]+\W+){1,4}?"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAKS = re.compile(r"[.|•·]")
"""Marks after which a line of the text begins anew; a comma would let clauses of the story in."""
_BYLINE_BREAKS = re.compile(r"[.,;|•·/–—(\[]")
_QUOTED = ('"', "“", "„", "«", "‘", "'")
_LONGEST_NAME = 5
_OUTSIDE = frozenset({"byline", "credit", "editor's note"})
"""Reasons for which a line is left out of the body and may still name a source."""


class Says(StrEnum):
    """What such a line says of its text."""

    TRANSLATED = "translated"
    PRINTED = "printed"
    """Printed elsewhere first."""
    SOURCED = "sourced"
    """Its source, or that of a chart in it."""
    RELEASED = "released"
    CORRECTED = "corrected"
    """Corrected or brought up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One line in which a text tells of itself."""

    says: Says
    words: str
    span: Span | None
    """Characters of the text; None for a line outside it."""


@dataclass(frozen=True, slots=True)
class _Phrases:
    """All phrases as one pattern, a named group for each kind; frame words; names of languages."""

    pattern: re.Pattern[str]
    frame: frozenset[str]
    languages: Mapping[str, str]
    """Name in any language to code."""
    names: Mapping[str, str]
    """Code to the name in English."""


@lru_cache(maxsize=1)
def phrases() -> _Phrases:
    """The bundled phrases; DataError where a list is missing or holds anything but strings."""
    table = parse_toml(files(__package__).joinpath("sourcing.toml").read_text("utf-8"), where=_FILE)
    languages: dict[str, str] = {}
    for code, names in _lists(table, "languages").items():
        for name in names:
            if languages.setdefault(name.casefold(), code) != code:
                raise DataError(f"{name!r} names two languages", where=f"{_FILE}: languages")
    return _Phrases(
        pattern=re.compile(
            "|".join(f"(?P<{says}>{_pattern(_lists(table, says.value))})" for says in Says), re.IGNORECASE
        ),
        frame=frozenset(word.casefold() for word in _lists(table, "frame")["words"]),
        languages=languages,
        names={code: listed[0].capitalize() for code, listed in _lists(table, "languages").items()},
    )


def _lists(table: Mapping[str, Any], key: str) -> dict[str, list[str]]:
    held = table.get(key)
    if not isinstance(held, dict) or not held:
        raise DataError("must be a table of lists", where=f"{_FILE}: {key}")
    for name, values in held.items():
        if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
            raise DataError("must be a list of non-empty strings", where=f"{_FILE}: {key}.{name}")
    return held


def _pattern(listed: Mapping[str, list[str]]) -> str:
    """One of the phrases; one that ends in a letter ends with its word."""
    forms = []
    for phrase in sorted(
        {phrase for held in listed.values() for phrase in held}, key=lambda held: (-len(held), held)
    ):
        form = re.escape(phrase).replace(r"\*\ ", _GAP).replace(r"\ ", r"\s+")
        forms.append(form + (r"\b" if phrase[-1].isalnum() else ""))
    return "|".join(forms)


def source_lines(document: Document) -> tuple[SourceLine, ...]:
    """The lines of a document that tell of itself, those outside the text first, then in reading order."""
    return tuple(_outside(document)) + tuple(_inside(document.text))


def _outside(document: Document) -> Iterator[SourceLine]:
    held = [document.credit, document.author]
    held += [left.text for left in document.left_out if left.reason in _OUTSIDE]
    for words in filter(None, held):
        for what in _said(words[:_LONGEST], breaks=_BYLINE_BREAKS):
            yield SourceLine(says=what, words=" ".join(words[:_LONGEST].split()), span=None)


def _inside(text: str) -> Iterator[SourceLine]:
    lines = [match for match in _LINE.finditer(text) if match.group().strip()]
    near = lines if len(lines) <= _HEAD + _TAIL else lines[:_HEAD] + lines[-_TAIL:]
    for match in near:
        line = match.group()
        if len(line) <= _LONGEST:
            start = match.start() + len(line) - len(line.lstrip())
            for what in _said(line, breaks=_BREAKS):
                yield SourceLine(says=what, words=line.strip(), span=Span(start, match.end()))


def _said(line: str, *, breaks: re.Pattern[str]) -> tuple[Says, ...]:
    """What a line says of its text: a phrase opens it or a part of it, or follows on words of the frame alone."""
    if line.lstrip().startswith(_QUOTED):
        return ()
    return tuple(dict.fromkeys(filter(None, map(_opens, breaks.split(line)))))


def _opens(part: str) -> Says | None:
    """What the phrase at the beginning says, or the one after words of the frame."""
    table = phrases()
    for number, word in enumerate(_WORD.finditer(part)):
        found = table.pattern.match(part, word.start())
        if found is not None:
            what = Says(found.lastgroup or "")
            named = (
                what is not Says.TRANSLATED or found.group()[-1] not in ":：" or _is_name(part[found.end() :])
            )
            return what if named else None
        if number == _MOST_FRAMED or word.group().casefold() not in table.frame:
            return None
    return None


def _is_name(rest: str) -> bool:
    """True for a few words that open with a capital: who translated; anything else is a sentence after a colon."""
    rest = rest.strip()
    return len(rest.split()) <= _LONGEST_NAME and not rest[:1].islower()


def language_in(words: str, *, but: str | None) -> str | None:
    """The one language that a line names beside its own (`but`); None where it names none or several."""
    known = phrases().languages
    named = {known[word] for word in words_of(words) if word in known} - {but}
    return named.pop() if len(named) == 1 else None


def language_name(code: str) -> str:
    """A language by its name in English; the code itself where we have none."""
    return phrases().names.get(code, code)
