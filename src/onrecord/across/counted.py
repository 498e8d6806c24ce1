"""What one claim counts: the quantity in our words, the state or place it is about, and the time it speaks of.

The words that count as the same are in `figures.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.across.about import about, sites
from onrecord.across.lists import any_word, load_words
from onrecord.across.whole import Place, Whole
from onrecord.check.figures import SHARE
from onrecord.check.quantities import quantities
from onrecord.origins.wording import split_sentences
from onrecord.registry import Registry
from onrecord.vocabulary import Analysis, Claim, ClaimKind, Document, Span

_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One figure of one document, read for comparison."""

    claim: Claim
    place: Place
    quote: str
    measure: str
    """What is counted, in our words: "civilians killed or dead", "members"."""
    about: str | None
    """Id of the state, body or text that it is about; None where the sentence names none, or several."""
    sites: frozenset[str]
    """Places named with it that are no states, in one case."""
    year: int | None
    """The year it speaks of, where it names one."""
    lasting: bool
    """True for a state of things and for all of a long time; False for one event."""
    standing: bool
    """True for a state of things alone: a number of displaced people, a share of land, members."""
    value: float | None
    """None for "unanimously"."""
    comparison: str
    verdict: str | None
    comparable: bool
    """False where it is not told well enough what is counted."""


@cache
def _measure_of() -> Mapping[str, str]:
    return {phrase: name for name, phrases in load_words()["measures"].items() for phrase in phrases}


def counted_in(whole: Whole, registry: Registry) -> Iterator[Counted]:
    """Every figure, tally and count of members, by document and place."""
    for analysis in whole.analyses:
        verdicts = {verdict.claim: verdict.value.value for verdict in analysis.verdicts}
        sentences: tuple[Span, ...] | None = None
        for claim in analysis.claims:
            if claim.kind is ClaimKind.FIGURE:
                if sentences is None:
                    sentences = tuple(split_sentences(analysis.document.text))
                yield _figure(whole, registry, analysis, claim, sentences, verdicts.get(claim.id))
            elif claim.kind in (ClaimKind.VOTE_TALLY, ClaimKind.MEMBERSHIP_COUNT):
                yield _of_record(whole, analysis, claim, verdicts.get(claim.id))


def _of_record(whole: Whole, analysis: Analysis, claim: Claim, verdict: str | None) -> Counted:
    """A tally of one vote, or how many members a body has."""
    terms = claim.terms
    tally = claim.kind is ClaimKind.VOTE_TALLY
    options = terms.get("option") if tally else terms.get("role")
    listed = options if isinstance(options, list) else [options]
    asked_of = terms.get("instrument") if tally else terms.get("body")
    count = terms.get("count")
    return Counted(
        claim=claim,
        place=whole.place(analysis.document, claim.chain),
        quote=_level(claim.span.of(analysis.document.text)),
        measure=(f"votes: {' + '.join(map(str, listed))}" if tally else f"{listed[0] or 'member'}s"),
        about=asked_of if isinstance(asked_of, str) else None,
        sites=frozenset(),
        year=None,
        lasting=True,
        standing=True,
        value=float(count) if isinstance(count, int | float) else None,
        comparison=str(terms.get("comparison") or "exactly"),
        verdict=verdict,
        comparable=isinstance(asked_of, str) and options is not None,
    )


def _figure(
    whole: Whole,
    registry: Registry,
    analysis: Analysis,
    claim: Claim,
    sentences: tuple[Span, ...],
    verdict: str | None,
) -> Counted:
    document = analysis.document
    sentence = next((span for span in sentences if span.overlaps(claim.span)), claim.span)
    quote, words = _level(claim.span.of(document.text)), _level(sentence.of(document.text))
    quantity = str(claim.terms.get("quantity") or "")
    share = quantity == SHARE
    name = SHARE if share else _measure_of().get(quantity, quantity)
    comparable = bool(any_word("kept", "held").search(words)) if share else True
    measure = f"{name}, held" if share and comparable else name if share else f"{_people(quote)} {name}"
    standing = name in load_words()["kept"]["standing"]
    lasting = standing or bool(any_word("kept", "long").search(words))
    return Counted(
        claim=claim,
        place=whole.place(document, claim.chain),
        quote=quote,
        measure=measure,
        about=about(registry, document, claim, quote, words, name),
        sites=sites(registry, document, words),
        year=None if lasting else _year(document, words),
        lasting=lasting,
        standing=standing,
        value=_value(claim),
        comparison=str(claim.terms.get("comparison") or "exactly"),
        verdict=verdict,
        comparable=comparable,
    )


def _level(text: str) -> str:
    return " ".join(text.split())


def _value(claim: Claim) -> float | None:
    value = claim.terms.get("value")
    if isinstance(value, str):
        return float(value.rstrip("%"))
    return float(value) if isinstance(value, int | float) else None


def _people(quote: str) -> str:
    """Who is counted: the nouns of the lists between this number and the next; the first list where there is none."""
    table = load_words()["people"]
    numbers = quantities(quote, Span(0, len(quote)))
    counted = quote[: numbers[1].span.start] if len(numbers) > 1 else quote
    found = [name for name in table if any_word("people", name).search(counted)]
    first = next(iter(table))
    return " and ".join(name for name in found if name != first) or first


def _year(document: Document, words: str) -> int | None:
    told = {int(match.group()) for match in _YEAR.finditer(words)}
    if len(told) == 1:
        return told.pop()
    if not told and document.date and any_word("kept", "this_year").search(words):
        return document.date.year
    return None
