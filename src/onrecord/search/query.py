"""What a person types into a search box, read into words, phrases and exclusions, and written as FTS5 takes it.

Every word goes to FTS5 inside quotation marks, so that nothing typed is ever syntax there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import UsageError

LONGEST = 300
"""Characters of a query."""
MOST_TERMS = 24
SHORTEST_PREFIX = 3
"""Letters before a star: fewer stand for too many words."""
JOINT = "\x03"
"""Parts signs of scripts that are written without spaces; no token holds it, and no text does (see `plain`)."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Han, kana, Thai, Lao, Burmese, Khmer: words run into each other, so that each sign is a token and a word is a phrase.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word, the beginning of one, or a phrase."""

    words: str
    is_prefix: bool = False

    def as_fts(self) -> str:
        """The term as an FTS5 string."""
        quoted = spaced(self.words).replace('"', '""')
        return f'"{quoted}"{" *" if self.is_prefix else ""}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What must occur, and what must not."""

    wanted: tuple[tuple[Term, ...], ...]
    """Of each group one term, of all groups each."""
    unwanted: tuple[Term, ...] = ()

    def as_fts(self) -> str:
        """The query as FTS5 takes it."""
        groups = " AND ".join(f"({' OR '.join(term.as_fts() for term in group)})" for group in self.wanted)
        if not self.unwanted:
            return groups
        return f"({groups}) NOT ({' OR '.join(term.as_fts() for term in self.unwanted)})"


def parse_query(typed: str) -> Query:
    """Read a query: words that must all occur, "a phrase", -word, one OR another, prefix*. Raises UsageError."""
    if len(typed) > LONGEST:
        raise UsageError(f"a search takes at most {LONGEST} characters", remedy="leave words out")
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    joins = False
    for minus, term in _terms(plain(typed).translate(_QUOTES)):
        if term is None:  # OR
            joins = bool(wanted)
        elif minus:
            unwanted.append(term)
        elif joins:
            wanted[-1].append(term)
            joins = False
        else:
            wanted.append([term])
    if not wanted:
        raise UsageError(
            "nothing to search for" if not unwanted else "a search needs a word that must occur",
            remedy='type words, "a phrase", or the beginning of a word and a star',
        )
    if sum(map(len, wanted)) + len(unwanted) > MOST_TERMS:
        raise UsageError(f"a search takes at most {MOST_TERMS} words and phrases", remedy="leave words out")
    return Query(wanted=tuple(map(tuple, wanted)), unwanted=tuple(unwanted))


def plain(text: str) -> str:
    """The text without signs that a document does not show and that SQLite cannot hold."""
    return _CONTROLS.sub(" ", text)


def spaced(text: str) -> str:
    """The text with a joint after every sign of a script without spaces."""
    return text if text.isascii() else _UNSPACED.sub(rf"{JOINT}\1{JOINT}", text)


def _terms(typed: str) -> Iterator[tuple[bool, Term | None]]:
    """Each term with whether it is unwanted; None for OR."""
    for part in _PART.finditer(typed):
        words = part["word"] if part["phrase"] is None else part["phrase"]
        if part["word"] == "OR" and not part["minus"]:
            yield False, None
            continue
        is_prefix = part["word"] is not None and words.endswith("*")
        tokens = _tokens(words)
        if not tokens:
            continue  # nothing but punctuation
        if is_prefix and _UNSPACED.fullmatch(tokens[-1]):
            is_prefix = False  # a sign is a word of its own
        if is_prefix and len(tokens[-1]) < SHORTEST_PREFIX:
            raise UsageError(
                f"{words!r} stands for too many words",
                remedy=f"give at least {SHORTEST_PREFIX} letters before the star",
            )
        yield bool(part["minus"]), Term(words=words.rstrip("*"), is_prefix=is_prefix)


def _tokens(words: str) -> list[str]:
    """The words as the tokenizer parts them: runs of letters, marks, digits and signs of private use."""
    kept = "".join(
        c if unicodedata.category(c)[0] in "LMN" or unicodedata.category(c) == "Co" else " "
        for c in spaced(words)
    )
    return [token for token in kept.split() if any(unicodedata.category(c)[0] != "M" for c in token)]
