"""Quotations beside their originals: each quotation of a text that is itself in the ledger, with every change.

Nothing here says that words were never said: what is not found in the documents held may stand in another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from onrecord.across.changes import MARKED, Change, changes, match_words
from onrecord.across.nearby import Hit, candidates, may_quote, window
from onrecord.across.quoted import Cited, Original, Quoted, cited, originals_of, quotations_of
from onrecord.across.whole import Place, Whole, by_date
from onrecord.identity import make_id
from onrecord.vocabulary import DocumentKind, Span

_LONG = 8
"""Words, one after the other, that do not recur by chance: needed where nothing names the original."""
_CHANGED = 6
"""Words of a quotation below which only a word-for-word original is shown."""
_SHARE = 0.8
"""Share of a quotation's words that have to stand in the original."""
_SOON = 60
"""Days within which a speech is quoted in few words; an old one is told by many."""


class Outcome(StrEnum):
    """How a quotation stands beside its original."""

    CHANGED = "changed"
    WORD_FOR_WORD = "word for word"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """One quotation and the place in an original that it gives; no place where none was found."""

    id: str
    outcome: Outcome
    quoted: Quoted
    text: str
    original: Place | None = None
    span: Span | None = None
    """In the original's text."""
    words: str | None = None
    """The original's words."""
    changes: tuple[Change, ...] = ()
    """Those that the quotation shows to its reader (an ellipsis, brackets) included."""
    cited: bool = False
    """True where the words around the quotation name the original."""
    share: float = 0.0
    """Of the quotation's words, those that stand in the original in the same order: 0 to 1."""


def align_quotations(whole: Whole) -> tuple[Aligned, ...]:
    """Every quotation of five words or more whose original is held, or whose speaker, issuer or number leads to one.

    Changed ones first, then word for word, then those not found. An original is never a copy of the report that
    quotes it, and never later than it.
    """
    originals = tuple(originals_of(whole))
    quoted = tuple(quotations_of(whole))
    hits = candidates(originals, quoted)
    found = []
    for number, one in enumerate(quoted):
        best = _best(one, [(originals[at], places) for at, places in hits.get(number, ())])
        if best is not None:
            found.append(best)
        elif any(_leads_to(one, original) for original in originals):
            found.append(_row(one, Outcome.NOT_FOUND))
    return tuple(sorted(found, key=_order))


def _order(one: Aligned) -> tuple[object, ...]:
    return list(Outcome).index(one.outcome), by_date(one.quoted.place.document), one.quoted.span


def _leads_to(quoted: Quoted, original: Original) -> bool:
    """True where the words around a quotation name this original and the dates agree."""
    return (
        cited(original, quoted) is Cited.BY_NAME
        and may_quote(quoted.place, original.place)
        and _is_soon(quoted.place, original.place)
    )


def _best(quoted: Quoted, originals: Sequence[tuple[Original, list[Hit]]]) -> Aligned | None:
    """The original that fits best: one that is named before others, then the most words, then the earliest."""
    aligned = [one for original, hits in originals for one in _align(quoted, original, hits)]
    return min(
        aligned,
        key=lambda one: (not one.cited, -one.share, len(one.changes), _date_of(one)),
        default=None,
    )


def _date_of(one: Aligned) -> tuple[object, ...]:
    assert one.original is not None
    return by_date(one.original.document)


def _row(quoted: Quoted, outcome: Outcome) -> Aligned:
    document = quoted.place.document
    return Aligned(
        id=make_id("quotation", document.id, quoted.span.start),
        outcome=outcome,
        quoted=quoted,
        text=" ".join(quoted.span.of(document.text).split()),
    )


def _align(quoted: Quoted, original: Original, hits: Sequence[Hit]) -> Iterator[Aligned]:
    """The quotation beside the stretch of the original that holds most of its runs, where that is enough."""
    how, within = cited(original, quoted), window(quoted, hits)
    if how is Cited.NO or within is None:
        return
    words = original.words[within[0] : within[1]]
    stretch = original.pieces[words[0] : words[-1] + 1]
    matched = match_words(stretch, quoted.pieces)
    own = sum(original.is_own(stretch[at]) for at, _ in matched)
    share = len(matched) / len(quoted.keys)
    if share < _SHARE or 2 * own <= len(matched):
        return
    stretch = stretch[matched[0][0] : matched[-1][0] + 1]
    ours = original.place.document.text
    found = changes(ours, stretch, quoted.place.document.text, quoted.pieces, part=True)
    exact = all(change.kind in MARKED for change in found)
    named = how is Cited.BY_NAME and _is_soon(quoted.place, original.place)
    if (not exact and len(quoted.keys) < _CHANGED) or (not named and _longest_run(matched) < _LONG):
        return
    at = Span(stretch[0].start, stretch[-1].end)
    yield replace(
        _row(quoted, Outcome.WORD_FOR_WORD if exact else Outcome.CHANGED),
        original=original.place,
        span=at,
        words=" ".join(at.of(ours).split()),
        changes=found,
        cited=how is Cited.BY_NAME,
        share=share,
    )


def _is_soon(quoting: Place, original: Place) -> bool:
    """False for a speech that may be old: its speaker has said many things since."""
    if original.document.kind is not DocumentKind.SPEECH:
        return True
    ours, theirs = quoting.document.date, original.document.date
    return ours is not None and theirs is not None and (ours.first - theirs.last).days <= _SOON


def _longest_run(matched: Sequence[tuple[int, int]]) -> int:
    """Most words matched one after the other, marks between them not counted."""
    best = run = 1
    for (ours, theirs), (next_ours, next_theirs) in pairwise(matched):
        run = run + 1 if next_ours - ours <= 2 and next_theirs - theirs <= 2 else 1
        best = max(best, run)
    return best
