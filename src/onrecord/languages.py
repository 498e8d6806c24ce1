"""Which languages are read in full, and what that takes: one entry a language, in one visible mapping.

Of a paragraph in any other language the document, its metadata, origin, comments and the numbers of instruments are
read; the rest is set aside as not covered, and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.extract import Lexicon, load_lexicon
from onrecord.extract.sayings import Cues, load_cues
from onrecord.parse import Parser
from onrecord.vocabulary import Document, SetAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the stages need for one language. `docs/howto/add-a-language.md` tells what each holds."""

    open_parser: Callable[[str], Parser]
    """Opens an installed model by name; what leaves it are plain tokens with ClearNLP dependencies."""
    load_lexicon: Callable[[Path | None], Lexicon]
    """Stance words, with a user's own file beside them."""
    load_cues: Callable[[], Cues]
    """Words that introduce what was said, and how much each weighs."""


ENGLISH = "en"
COVERED: Mapping[str, Coverage] = {
    ENGLISH: Coverage(open_parser=Parser.open, load_lexicon=load_lexicon, load_cues=load_cues),
}
"""By ISO 639-1 code."""


def paragraph_languages(document: Document) -> tuple[str, ...]:
    """The language by which each paragraph is read: its own, else the document's, else English."""
    otherwise = document.language or ENGLISH
    return tuple(paragraph.language or otherwise for paragraph in document.paragraphs)


def covered_paragraphs(document: Document) -> frozenset[int]:
    """Indices of the paragraphs that are read in full."""
    return frozenset(
        number for number, language in enumerate(paragraph_languages(document)) if language in COVERED
    )


def set_aside_uncovered(document: Document) -> tuple[SetAside, ...]:
    """The paragraphs that are not, each with its language."""
    return tuple(
        SetAside(
            stage="parse",
            reason=f"{SetAside.NOT_COVERED}{language}",
            document=document.id,
            span=paragraph.span,
        )
        for paragraph, language in zip(document.paragraphs, paragraph_languages(document), strict=True)
        if language not in COVERED
    )
