"""Numbers as texts write them, with the word that compares: "over 150", "Only 39", "some 1.2 million".

A quantity knows what it takes for an actual number to bear it out, and nothing about votes or members.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.check.alternatives import screen
from onrecord.check.lexicon import Lexicon, any_of, every, load_lexicon, term_of
from onrecord.vocabulary import Span

_DIGIT = re.compile(r"\d")
_NEAR = 0.1
"""How far "about" and "nearly" may be off: a tenth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text. `span` includes the comparing word, `number` does not."""

    span: Span
    number: Span
    value: float
    comparison: str
    marked: bool
    """True where a comparing word was written."""


@cache
def _pattern() -> re.Pattern[str]:
    lexicon = load_lexicon()
    tens = [word for word, value in lexicon.numbers.items() if value >= 20]
    words = any_of(lexicon.numbers)
    spelled = (
        rf"(?:{any_of(tens)}-{any_of(word for word, v in lexicon.numbers.items() if 1 <= v <= 9)}|{words})"
    )
    digits = r"(?<![\w./,-])\d{1,3}(?:,\d{3})+(?![\d/])|(?<![\w./,])\d{1,9}(?:\.\d{1,3})?(?![\d/])"
    initials = "".join(sorted({word[0] for word in (*lexicon.numbers, *every(lexicon.comparisons))}))
    return re.compile(
        rf"(?<!\w)(?=[\d{initials}])"  # at most places this tells that nothing stands there
        rf"(?:(?P<comparison>{any_of(every(lexicon.comparisons))})[ \n]{{1,2}})?"
        rf"(?P<number>(?:{digits}|{spelled})(?:[ \n-]{{1,2}}{any_of(lexicon.scales)})*)",
        re.IGNORECASE,
    )


@cache
def _number_word() -> re.Pattern[str]:
    return screen(load_lexicon().numbers, whole=True)


def quantities(text: str, span: Span) -> tuple[Quantity, ...]:
    """Every number in the stretch, left to right; offsets are those of `text`."""
    stretch = span.of(text)
    if not _DIGIT.search(stretch) and not _number_word().search(stretch.casefold()):
        return ()
    lexicon = load_lexicon()
    found = []
    for match in _pattern().finditer(text, span.start, span.end):
        value = read_number(match["number"], lexicon)
        if value is not None:
            comparison = match["comparison"]
            found.append(
                Quantity(
                    span=Span(match.start(), match.end()),
                    number=Span(match.start("number"), match.end("number")),
                    value=value,
                    comparison=(comparison and term_of(lexicon.comparisons, comparison)) or "exactly",
                    marked=comparison is not None,
                )
            )
    return tuple(found)


def read_number(text: str, lexicon: Lexicon) -> float | None:
    """`1,200`, `fifty-seven`, `1.2 million`; None for what is no number."""
    value: float | None = None
    for word in text.replace(",", "").replace("-", " ").casefold().split():
        if word in lexicon.scales:
            value = (1 if value is None else value) * lexicon.scales[word]
        elif word in lexicon.numbers:
            value = (value or 0) + lexicon.numbers[word]
        else:
            try:
                value = float(word)
            except ValueError:
                return None
    return value


def read_ordinal(text: str, lexicon: Lexicon) -> int | None:
    """`38th`, `thirty-eighth`; None for what is no ordinal."""
    digits = re.match(r"\d+", text)
    if digits is not None:
        return int(digits.group())
    *tens, last = text.casefold().replace("-", " ").split()
    known = [lexicon.numbers.get(word) for word in tens]
    if last not in lexicon.ordinals or None in known:
        return None
    return sum(value for value in known if value is not None) + lexicon.ordinals[last]


def holds(comparison: str, said: float, actual: float) -> bool:
    """True where the actual number bears out what was said of it."""
    if comparison == "about":
        return abs(actual - said) <= _NEAR * said
    return {
        "exactly": actual == said,
        "more than": actual > said,
        "at least": actual >= said,
        "fewer than": actual < said,
        "at most": actual <= said,
    }[comparison]


def plain(value: float) -> str:
    """A number without a needless decimal."""
    return str(int(value)) if value == int(value) else str(value)


def worded(comparison: str, value: float) -> str:
    """The comparison as we print it: `over 150`, `39`."""
    return f"{'' if comparison == 'exactly' else comparison + ' '}{plain(value)}"
