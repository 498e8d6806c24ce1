"""What documents print between quotation marks, and the documents whose own words can be quoted.

A quotation of fewer than five words is not looked for: so few words recur by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.across.changes import Piece, pieces, words_among
from onrecord.across.whole import Place, Whole
from onrecord.origins.wording import quotations
from onrecord.vocabulary import Document, DocumentKind, Span, Statement

LEAST_WORDS = 5
"""Words of a quotation below which it is not looked for."""
MOST_WORDS = 400
"""Words of a quotation beyond which it is a text of its own, or a mark that was never closed."""
_LINE = re.compile(r"[^\n]+")
_NUMBER = re.compile(r"\d+(?:/\d+)*")
_NUMBERED = re.compile(r"(?:resolutions?|/res/)\s*(?:no\.?\s*)?(?:\([^)]*\)\s*)?(?:[as]/res/)?(\d+(?:/\d+)*)")
_CALLED: Mapping[DocumentKind, tuple[str, ...]] = {
    DocumentKind.RESOLUTION: ("resolution",),
    DocumentKind.COMMUNIQUE: ("communiqu", "joint statement", "declaration"),
}
_OTHER_TEXTS = ("charter", "constitution", "convention", "covenant", "treaty", "agreement")
"""Texts that others repeat word for word, so that their words lead to none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words between quotation marks, or a block of them over several lines of one text."""

    place: Place
    """With the chain of the statement that it belongs to, if there is one."""
    span: Span
    pieces: tuple[Piece, ...]
    around: str
    """The line that it stands in."""
    statement: str | None
    """Id of the statement that it belongs to."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(self.pieces[at].key for at in words_among(self.pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document whose own words can be quoted: an adopted text, a speech, a communique."""

    place: Place
    pieces: tuple[Piece, ...]
    words: tuple[int, ...]
    """Places of the words among the pieces."""
    quoted: tuple[Span, ...]
    """What it quotes itself, which is not its own."""

    def is_own(self, piece: Piece) -> bool:
        """False for words that this document quotes from somebody."""
        return not any(span.start <= piece.start < span.end for span in self.quoted)


def quotations_of(whole: Whole) -> Iterator[Quoted]:
    """Every quotation that is long enough, by document and place."""
    for analysis in whole.analyses:
        document = analysis.document
        for line, span in _marked(document):
            found = pieces(document.text, span.start, span.end)
            if LEAST_WORDS <= len(words_among(found)) <= MOST_WORDS:
                statement = _around(analysis.statements, span)
                yield Quoted(
                    place=whole.place(document, statement.chain if statement else ()),
                    span=span,
                    pieces=found,
                    around=line.of(document.text),
                    statement=statement.id if statement else None,
                )


def originals_of(whole: Whole) -> Iterator[Original]:
    """Every document whose own words can be quoted, the earliest first."""
    for analysis in whole.analyses:
        document = analysis.document
        if document.kind.official:
            found = pieces(document.text)
            yield Original(
                place=whole.place(document),
                pieces=found,
                words=tuple(words_among(found)),
                quoted=tuple(span for _, span in _marked(document)),
            )


class Cited(StrEnum):
    """How the words around a quotation lead to an original."""

    BY_NAME = "by name"
    """They give its number, or its speaker or issuer."""
    BY_KIND = "by kind"
    """They speak of a text of its kind and name no other."""
    NO = "no"


def cited(original: Original, quoted: Quoted) -> Cited:
    """How the line and the chain of a quotation lead to an original."""
    document = original.place.document
    around = quoted.around.casefold()
    said_by = quoted.place.chain[-1] if quoted.place.chain else ""
    if document.kind is DocumentKind.SPEECH:
        return Cited.BY_NAME if same_name(document.speaker or "", said_by) else Cited.NO
    if document.kind is DocumentKind.RESOLUTION:
        numbered = _NUMBERED.findall(around)
        if numbered:
            ours = _NUMBER.findall(document.title or "")[:1]
            return Cited.BY_NAME if ours and ours[0] in numbered else Cited.NO
    elif same_name(document.issuer or "", said_by):
        return Cited.BY_NAME
    if any(word in around for word in _OTHER_TEXTS):
        return Cited.NO
    return Cited.BY_KIND if any(word in around for word in _CALLED[document.kind]) else Cited.NO


def same_name(one: str, other: str) -> bool:
    """True for "Marie Lindqvist" and "Ms. Lindqvist": equal last words, and no other word that differs."""
    ours, theirs = _name_words(one), _name_words(other)
    return (
        bool(ours and theirs)
        and ours[-1] == theirs[-1]
        and (set(ours) <= set(theirs) or set(theirs) <= set(ours))
    )


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    """The words of a name in one case, titles with a stop dropped."""
    return tuple(word for word in name.casefold().split() if not word.endswith("."))


def _marked(document: Document) -> Iterator[tuple[Span, Span]]:
    """Each line and each stretch between quotation marks in it."""
    for line in _LINE.finditer(document.text):
        for span in quotations(line.group()):
            yield (
                Span(line.start(), line.end()),
                Span(line.start() + span.start, line.start() + span.end),
            )


def _around(statements: tuple[Statement, ...], span: Span) -> Statement | None:
    """The statement whose content holds most of the quotation; the innermost of several, then the first."""
    holding = [
        (len(statement.chain), statement)
        for statement in statements
        if any(part.overlaps(span) for part in statement.content)
    ]
    return max(holding, key=lambda pair: pair[0])[1] if holding else None
