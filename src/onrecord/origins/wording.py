"""A body as sentences of comparable words, each word marked as narration or as quotation.

Case, accents of punctuation and spacing are dropped; nothing else about the words is changed, in any language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.vocabulary import Document, Span

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_BREAK = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“„«(\[‘']*[^\W_a-zа-яё])|\n+")
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_PUNCTUATION = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'", "`": "'",
    "–": "-", "—": "-", "‒": "-", "―": "-", "‑": "-", "\u00ad": None, "\u200b": None, "…": "...",
})  # fmt: skip
_DASHES = re.compile(r" ?-+ ?")
_MARK = re.compile(r"[\"“”„«»]+")
_OPENS_BEFORE = frozenset(" \t\n([{-–—/")


@dataclass(frozen=True, slots=True)
class Conventions:
    """How quotations, posts and captions are printed; see `wording.toml`."""

    full_text_openers: tuple[str, ...]
    post_marks: tuple[str, ...]
    gallery_marks: tuple[str, ...]
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: its words, which of them are narration, and the paragraph it stands in."""

    words: tuple[str, ...]
    narration: tuple[bool, ...]
    paragraph: int


@lru_cache(maxsize=1)
def conventions() -> Conventions:
    """The bundled conventions; DataError where a list is missing or holds anything but strings."""
    source = files(__package__).joinpath("wording.toml")
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where="origins/wording.toml") from error
    lists = {}
    for key in ("full_text_openers", "post_marks", "gallery_marks", "abbreviations"):
        value = table.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise DataError("must be a list of non-empty strings", where=f"origins/wording.toml: {key}")
        lists[key] = tuple(item.casefold() for item in value)
    return Conventions(
        full_text_openers=lists["full_text_openers"],
        post_marks=lists["post_marks"],
        gallery_marks=lists["gallery_marks"],
        abbreviations=frozenset(lists["abbreviations"]),
    )


def normalise(text: str) -> str:
    """The text with one form of quotation mark, apostrophe, dash and space; letters are untouched."""
    plain = unicodedata.normalize("NFKC", text.translate(_PUNCTUATION))
    return _DASHES.sub(" - ", " ".join(plain.split())).strip()


def words_of(text: str) -> list[str]:
    """Words and numbers in lower case, in order, of any script."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def split_sentences(text: str) -> Iterator[Span]:
    """Half-open spans of sentences: split at line ends and at stops before something that may open a sentence."""
    short = conventions().abbreviations
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end() - len(match.group()) + len(match.group().rstrip())
        before = _LAST_WORD.search(text[max(start, end - 20) : end].rstrip('"”’»)] '))
        if "\n" not in match.group() and before is not None and _is_short(before.group(1), short):
            continue
        if text[start:end].strip():
            yield Span(start, end)
        start = match.end()
    if text[start:].strip():
        yield Span(start, len(text.rstrip()) if text.rstrip() else len(text))


def _is_short(word: str, short: frozenset[str]) -> bool:
    """True for a listed abbreviation and for an initial."""
    return word.casefold() in short or (len(word) == 1 and word.isalpha())


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The sentences of the body, in order; those without a word are left out."""
    found: list[Passage] = []
    paragraphs = list(_paragraphs(document.text))
    given_in_full = False
    for index, span in enumerate(paragraphs):
        text = span.of(document.text)
        whole = given_in_full or (len(paragraphs) > 1 and _is_post(text.casefold()))
        quoted = [Span(0, len(text))] if whole else quotations(text, alone=len(paragraphs) == 1)
        given_in_full = given_in_full or _opens_full_text(text.casefold())
        passages = (_passage(text, sentence, quoted, index) for sentence in split_sentences(text))
        found.extend(passage for passage in passages if passage.words)
    return tuple(found)


def _paragraphs(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield Span(match.start(), match.end())


def _is_post(folded: str) -> bool:
    marks = conventions()
    return any(mark in folded for mark in marks.post_marks + marks.gallery_marks)


def _opens_full_text(folded: str) -> bool:
    ends = folded.rstrip().endswith(":")
    return ends and len(folded) < 300 and any(opener in folded for opener in conventions().full_text_openers)


def quotations(paragraph: str, *, alone: bool = False) -> list[Span]:
    """Spans between quotation marks. An opening mark that meets another before it is closed is dropped.

    A paragraph that opens a quotation and never closes it is quoted to its end (the next paragraph opens it
    anew), unless it is the only paragraph there is (`alone`): then the mark is a slip.
    """
    found: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(paragraph):
        if _may_open(paragraph, match):
            opened = match.end()
        elif opened is not None:
            found.append(Span(opened, match.start()))
            opened = None
    if opened is not None and not alone and not paragraph[:opened].strip('"“”„«» \t'):
        found.append(Span(opened, len(paragraph)))
    return found


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """True for a mark with a gap before it and a word after it."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return before in _OPENS_BEFORE and not after.isspace()


def _passage(text: str, sentence: Span, quoted: list[Span], paragraph: int) -> Passage:
    words: list[str] = []
    narration: list[bool] = []
    quoted = [span for span in quoted if span.overlaps(sentence)]
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        inside = any(span.start <= match.start() < span.end for span in quoted)
        for word in words_of(match.group()):
            words.append(word)
            narration.append(not inside)
    return Passage(tuple(words), tuple(narration), paragraph)
