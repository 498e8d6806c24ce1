"""Holds statements against the expected ones: content by fragment, then every link by name, actor, source and cue.

Lenient in wording, strict in who: sources may differ by half of their words, chains not by a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evals.chains.entries import Entry, ExpectedLink, ExpectedStatement
from onrecord.vocabulary import Link, Span, Statement

LEVELS = ("content", "names", "actors", "sources", "cues")
"""What must be right, each beside all before it; the last is the whole statement."""

_SOURCE_SHARE = 0.5
_ALIKE = 0.8
"""A statement within one whose content is at least so much of the other's says the same words."""
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|miss|dr|h e) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How far an expected statement was met, and what was found in its place."""

    expected: ExpectedStatement
    level: int
    """How many of `LEVELS` are right; all of them for a right statement."""
    reason: str
    found: tuple[Link, ...] | None
    """The chain of the nearest statement; None where no statement covers the fragment."""

    @property
    def right(self) -> bool:
        """True where everything that was asked is right."""
        return self.level == len(LEVELS)


def judge(entry: Entry, text: str, statements: Sequence[Statement]) -> tuple[Judgement, ...]:
    """One judgement for each expected statement, in their order."""
    return tuple(_judge(expected, text, statements) for expected in entry.statements)


def sprung(entry: Entry, text: str, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The fragments that are nobody's words and were taken for content."""
    return tuple(f for f in entry.none if any(_share(s, place_of(f, text), text) > 0.5 for s in statements))


def place_of(fragment: str, text: str) -> Span:
    """Where the fragment stands; ValueError where it stands nowhere or twice."""
    start = text.find(fragment)
    if start < 0 or text.find(fragment, start + 1) >= 0:
        raise ValueError(f"not once in the text: {fragment!r}")
    return Span(start, start + len(fragment))


def _judge(expected: ExpectedStatement, text: str, statements: Sequence[Statement]) -> Judgement:
    place = place_of(expected.content, text)
    around = [s for s in statements if _share(s, place, text) == 1.0]
    if not around:
        return Judgement(expected=expected, level=0, reason="no statement", found=None)
    tried = [(_try(expected, text, s, around), s) for s in around]
    (level, reason), best = max(tried, key=lambda pair: (pair[0][0], -abs(_length(pair[1], expected))))
    return Judgement(expected=expected, level=level, reason=reason, found=best.chain)


def _length(statement: Statement, expected: ExpectedStatement) -> int:
    return len(statement.chain) - len(expected.chain)


def _try(
    expected: ExpectedStatement, text: str, statement: Statement, around: Sequence[Statement]
) -> tuple[int, str]:
    """The level that a statement reaches, and what is wrong above it."""
    for fragment in expected.without:
        if _share(statement, place_of(fragment, text), text) > 0.5:
            return 0, f"content holds {fragment!r}"
    chain = _collapsed(statement.chain)
    fits = [pairs for pairs in _alignments(expected.chain, chain) if all(_named(w, f) for w, f in pairs)]
    if not fits:
        return 1, "names"
    rival = _rival(statement, around, text)
    if rival is not None:
        return 1, f"another statement tells {names(rival.chain)}"
    reached = [_links_level(pairs, text) for pairs in fits]
    return max(reached, key=lambda pair: pair[0])


def _links_level(pairs: Sequence[tuple[ExpectedLink, Link]], text: str) -> tuple[int, str]:
    for level, (aspect, fits) in enumerate((("actor", _acts), ("source", _sourced), ("cue", _cued)), 2):
        for wanted, link in pairs:
            if not fits(wanted, link, text):
                return level, f"{aspect} of {link.name}: {_shown(aspect, link, text)!r}"
    return len(LEVELS), ""


def _shown(aspect: str, link: Link, text: str) -> str | None:
    if aspect == "actor":
        return link.actor
    span = link.source if aspect == "source" else link.cue
    return span.of(text) if span else None


def _alignments(
    expected: Sequence[ExpectedLink], found: Sequence[Link]
) -> Iterator[tuple[tuple[ExpectedLink, Link], ...]]:
    """Every way to pair the links in order when optional ones may be missing."""
    if not expected:
        if not found:
            yield ()
        return
    if expected[0].optional:
        yield from _alignments(expected[1:], found)
    if found:
        for rest in _alignments(expected[1:], found[1:]):
            yield ((expected[0], found[0]), *rest)


def _named(wanted: ExpectedLink, link: Link) -> bool:
    return key(link.name) in {key(name) for name in wanted.names}


def _acts(wanted: ExpectedLink, link: Link, text: str) -> bool:
    return not wanted.actors or (link.actor or "") in wanted.actors


def _sourced(wanted: ExpectedLink, link: Link, text: str) -> bool:
    if not wanted.sources:
        return True
    found = _words(link.source.of(text)) if link.source else set()
    return any(
        len(found & words) >= _SOURCE_SHARE * len(found | words) > 0 for words in map(_words, wanted.sources)
    )


def _cued(wanted: ExpectedLink, link: Link, text: str) -> bool:
    found = _words(link.cue.of(text)) if link.cue else set()
    return not wanted.cues or any(_words(cue) <= found for cue in wanted.cues)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"the", "a", "an", "s"}


def key(name: str) -> str:
    """A name without case, marks, article and honorific."""
    plain = re.sub(r"\W+", " ", name.lower()).strip()
    return _HONORIFIC.sub("", _ARTICLE.sub("", plain)).removesuffix(" s")


def names(chain: Sequence[Link]) -> str:
    """The names of a chain, outermost first."""
    return " > ".join(link.name for link in chain)


def _collapsed(chain: Sequence[Link]) -> tuple[Link, ...]:
    """A speaker who follows himself ("I said" in his own speech) is one link, with the inner evidence."""
    kept = [a for a, b in pairwise(chain) if key(a.name) != key(b.name)]
    return (*kept, *chain[-1:])


def _rival(statement: Statement, around: Sequence[Statement], text: str) -> Statement | None:
    """Another statement round the fragment whose chain is neither outside nor inside this one's."""
    own = [key(link.name) for link in _collapsed(statement.chain)]
    size = _size(statement)
    for other in around:
        theirs = [key(link.name) for link in _collapsed(other.chain)]
        outer = theirs == own[: len(theirs)]
        inner = own == theirs[: len(own)] and _size(other) <= _ALIKE * size
        if not outer and not inner:
            return other
    return None


def _size(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def _share(statement: Statement, place: Span, text: str) -> float:
    """How many of the letters of a stretch lie in the content, from 0 to 1."""
    letters = [i for i in range(place.start, place.end) if text[i].isalnum()]
    held = sum(any(span.start <= i < span.end for span in statement.content) for i in letters)
    return held / len(letters)
