"""The printed label that opens a turn of a transcript ("MS. SILVA:", "Mr. Roe (Chile) (spoke in Spanish):", "Q:").

The words of such labels, and of those that only look like one ("Note:"), lie in `turns.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from onrecord.errors import DataError
from onrecord.vocabulary import Span

_LABEL = re.compile(
    r"(?P<mark>[\"“«']?)(?P<name>[^\W\d_][^\n:()\[\]]{0,90}?)\s?(?P<brackets>(?:\s?[(\[][^()\[\]\n]{1,80}[)\]]){0,3})\s?"
    r"(?P<colon>:)(?=\s|[\"“«(—–-]|$)"
)
_BARE_Q = re.compile(r"(?P<name>Q)(?:\s+(?=[\"“(—–-]{0,3}\s?[A-Z])|(?=[A-Z][a-z’']))")
_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_SPOKEN_IN = re.compile(
    r"\b(?:spoke|speaking|interpret\w*|translat\w*|text provided|in english|in french|on screen|on tape|via)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES = frozenset(
    {"al", "bin", "bint", "ibn", "de", "da", "do", "dos", "das", "del", "della", "der", "den", "di", "du"}
    | {"el", "la", "le", "los", "ter", "ul", "van", "von", "y", "e", "ben", "abu", "af", "zu"}
)
_MOST_NAMES = 5


class Manner(Enum):
    """By what a label is known as a speaker's."""

    QUESTION = "a question without a name"
    ANSWER = "an answer without a name"
    CHAIR = "who leads the talk"
    TITLED = "a title with a name"
    CAPITALS = "a name in capitals"
    NAME = "a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label; spans are of the document, `words` is where the speaker's words begin."""

    start: int
    source: Span
    cue: Span
    words: int
    manner: Manner
    name: str | None
    """Without titles; None where nobody is named."""
    titles: str = ""
    bracket: str | None = None
    """What is said of the speaker in brackets, a language apart: a state, a party."""
    remark: str | None = None
    """What follows the name after a comma."""

    @property
    def key(self) -> str:
        """By which the turns of one speaker are known: the last name, else the label's own word."""
        return self.name.split()[-1].casefold() if self.name else self.manner.value + self.titles.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWords:
    """What may and may not stand before a turn's colon; words in lower case."""

    questions: frozenset[str]
    answers: frozenset[str]
    chairs: frozenset[str]
    courtesies: frozenset[str]
    offices: frozenset[str]
    alone: frozenset[str]
    no_speakers: frozenset[str]
    direction: re.Pattern[str]
    """A stage direction with its brackets."""
    ending: re.Pattern[str]
    """A sentence that ends a record ("The meeting rose at 6 p.m.")."""
    closing: re.Pattern[str]
    """A paragraph that is nobody's words and closes what was said."""


@cache
def load_label_words() -> LabelWords:
    """The bundled lists; DataError where the file lacks a part or holds a bad pattern."""
    where = "resolve/turns.toml"
    raw = tomllib.loads((files("onrecord.resolve") / "turns.toml").read_text("utf-8"))
    try:
        inside = "|".join(raw["directions"]["words"])
        return LabelWords(
            questions=frozenset(raw["unnamed"]["question"]),
            answers=frozenset(raw["unnamed"]["answer"]),
            chairs=frozenset(raw["unnamed"]["chair"]),
            courtesies=frozenset(raw["titles"]["courtesy"]),
            offices=frozenset(raw["titles"]["office"]),
            alone=frozenset(raw["titles"]["alone"]),
            no_speakers=frozenset(raw["no_speakers"]["words"]),
            direction=re.compile(rf"[(\[](?:{inside})(?:[,;. ][^()\[\]\n]{{0,40}})?[)\]]", re.IGNORECASE),
            ending=re.compile("|".join(raw["directions"]["ends"])),
            closing=re.compile("|".join(raw["directions"]["lines"])),
        )
    except KeyError as missing:
        raise DataError(f"no part {missing}", where=where, remedy="install OnRecord again") from missing
    except re.error as error:
        raise DataError(f"bad pattern ({error})", where=where, remedy="correct the entry") from error


def read_label(text: str, within: Span) -> Label | None:
    """The label at the beginning of a paragraph, if it may be a speaker's; None otherwise."""
    words = load_label_words()
    match = _LABEL.match(text, within.start, within.end)
    if match is None:
        return _bare_question(text, within)
    start = within.start
    source = Span(match.start("name"), match.end("brackets"))
    cue = Span(*match.span("colon"))
    said = match.end() + len(text[match.end() : within.end]) - len(text[match.end() : within.end].lstrip())
    name, _, remark = match.group("name").strip().partition(", ")
    manner, titles, bare = _manner(name, words)
    if manner is None or (remark and manner not in (Manner.TITLED, Manner.CAPITALS, Manner.NAME)):
        return None
    if remark and (len(remark.split()) > 8 or (not titles and len(name.split()) < 2)):
        return None
    return Label(
        start=start,
        source=source,
        cue=cue,
        words=said,
        manner=manner,
        name=bare,
        titles=titles,
        bracket=_told_in_brackets(match.group("brackets")),
        remark=remark or None,
    )


def _bare_question(text: str, within: Span) -> Label | None:
    match = _BARE_Q.match(text, within.start, within.end)
    if match is None:
        return None
    name = Span(*match.span("name"))
    return Label(
        start=within.start, source=name, cue=name, words=match.end(), manner=Manner.QUESTION, name=None
    )


def _told_in_brackets(brackets: str) -> str | None:
    """The first bracket that is no remark on the language: "(Chile)", "(D-VT)"."""
    told = [part.strip() for part in _BRACKET.findall(brackets) if not _SPOKEN_IN.search(part)]
    return told[0] if told else None


def _manner(label: str, words: LabelWords) -> tuple[Manner | None, str, str | None]:
    """By what a label is a speaker's, its titles, and the bare name; (None, ...) where it is no speaker's."""
    folded = label.casefold().strip(" .")
    plain = re.sub(r"\s*(?:#?\d{1,2}|one|two|three|four)$", "", folded)
    for manner, known in (
        (Manner.QUESTION, words.questions),
        (Manner.ANSWER, words.answers),
        (Manner.CHAIR, words.chairs),
    ):
        if plain in known and not label[:1].islower():
            return manner, "", None
    if folded in words.alone:
        return Manner.TITLED, label, None
    titles, rest = _cut_titles(label, words)
    parts = rest.split()
    if not 1 <= len(parts) <= _MOST_NAMES or not all(_is_name(part) for part in parts):
        return None, "", None
    if (
        parts[0].casefold() in _PARTICLES - {"al", "de", "el", "van", "von"}
        or parts[-1].casefold() in _PARTICLES
    ):
        return None, "", None
    if titles:
        return Manner.TITLED, titles, rest
    if any(part.casefold().strip(".") in words.no_speakers for part in parts):
        return None, "", None
    capitals = sum(char.isupper() for char in rest) > 0.7 * sum(char.isalpha() for char in rest)
    if capitals and len(rest) > 2:
        return Manner.CAPITALS, "", rest
    return (None, "", None) if capitals else (Manner.NAME, "", rest)


def _is_name(word: str) -> bool:
    """A capitalised word or a particle of names; "Amo’li" and "LaHOOD" are words too."""
    if _WORD.fullmatch(word) is None:
        return False
    return word[:1].isupper() or word.casefold() in _PARTICLES or word.casefold().startswith(("al-", "el-"))


def _cut_titles(label: str, words: LabelWords) -> tuple[str, str]:
    """A label's titles and the name behind them: ("SECRETARY", "BLINKEN"), ("", "Ana Silva")."""
    parts = label.split()
    at = 0
    while at < len(parts) - 1:
        length = next(
            (n for n in (4, 3, 2, 1) if at + n < len(parts) and _is_title(parts[at : at + n], words)), 0
        )
        if length == 0:
            break
        at += length
    return " ".join(parts[:at]), " ".join(parts[at:])


def _is_title(parts: list[str], words: LabelWords) -> bool:
    folded = " ".join(part.casefold().strip(".") for part in parts)
    return parts[0][:1].isupper() and (folded in words.courtesies or folded in words.offices)
