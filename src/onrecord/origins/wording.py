"""A text as sentences and as comparable words, and how quotations, posts and captions are printed.

Case, forms of punctuation and spacing are dropped; nothing else about the words is changed, in any language.
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
from onrecord.vocabulary import Span

UNSPACED_BLOCKS = (
    (0x0E01, 0x0E3A), (0x0E40, 0x0E4E), (0x0E81, 0x0ECD), (0x1000, 0x103F), (0x1780, 0x17D3),
    (0x3041, 0x309F), (0x30A1, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
)  # fmt: skip
"""Scripts that set no spaces between words: Thai, Lao, Burmese, Khmer, Japanese syllables, Chinese characters.

Blocks of the Unicode Standard, first and last letter.
"""

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_BREAK = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“„«(\[‘']*[^\W_a-zа-яё])|\n+")
_LETTERS = "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED_BLOCKS)
_UNSPACED = re.compile(f"[{_LETTERS}]")
_UNSPACED_OR_WORD = re.compile(rf"[{_LETTERS}]+|[^\W{_LETTERS}]+(?:[.,]\d+)*")
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
    """How posts, captions and full texts are printed, and which words are abbreviated; see `wording.toml`."""

    full_text_openers: tuple[str, ...]
    post_marks: tuple[str, ...]
    gallery_marks: tuple[str, ...]
    abbreviations: frozenset[str]


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
    """Words and numbers in lower case, in order, of any script.

    Where a script sets no spaces between words, each letter with the one after it counts as a word.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii() or _UNSPACED.search(plain) is None:
        return _WORD.findall(plain)
    return [
        word
        for part in _UNSPACED_OR_WORD.findall(plain)
        for word in (_pairs(part) if _UNSPACED.match(part) else [part])
    ]


def _pairs(letters: str) -> list[str]:
    return [letters[place : place + 2] for place in range(max(1, len(letters) - 1))]


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
