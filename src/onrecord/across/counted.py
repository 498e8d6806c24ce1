"""What one claim counts: the quantity in our words, the state or place it is about, and the time it speaks of.

Nothing is guessed: where a sentence names several states, or none, the figure is about nothing that we can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.across.whole import Place, Whole
from onrecord.check.figures import SHARE
from onrecord.check.lexicon import any_of
from onrecord.check.quantities import quantities
from onrecord.errors import DataError
from onrecord.origins.wording import split_sentences
from onrecord.registry import Registry
from onrecord.toml_text import parse_toml
from onrecord.vocabulary import ActorKind, Analysis, Claim, ClaimKind, Document, PartialDate, Span

FILE = "across/figures.toml"
_NAMING = frozenset({"official", "short", "adjective", "demonym", "capital", "former", "acronym"})
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])")
_NAME = r"(?:[A-Z][\w’'-]+(?:[ -](?:[A-Z][\w’'-]+|al-\w+))*)"


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
def load_words() -> Mapping[str, Mapping[str, Any]]:
    """The bundled lists; DataError where a list is missing or holds anything but phrases."""
    tables = parse_toml((files(__package__) / "figures.toml").read_text("utf-8"), where=FILE)
    for name in ("measures", "people", "kept", "places"):
        table = tables.get(name)
        if not isinstance(table, dict) or not table:
            raise DataError("the table is missing", where=f"{FILE}: {name}")
        for key, phrases in table.items():
            if not isinstance(phrases, list) or not phrases or not all(isinstance(p, str) for p in phrases):
                raise DataError("must be a list of phrases", where=f"{FILE}: {name}.{key}")
    return tables


@cache
def _any(table: str, key: str) -> re.Pattern[str]:
    return re.compile(any_of(load_words()[table][key]), re.IGNORECASE)


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
    about = terms.get("instrument") if tally else terms.get("body")
    count = terms.get("count")
    return Counted(
        claim=claim,
        place=whole.place(analysis.document, claim.chain),
        quote=_level(claim.span.of(analysis.document.text)),
        measure=(f"votes: {' + '.join(map(str, listed))}" if tally else f"{listed[0] or 'member'}s"),
        about=about if isinstance(about, str) else None,
        sites=frozenset(),
        year=None,
        lasting=True,
        standing=True,
        value=float(count) if isinstance(count, int | float) else None,
        comparison=str(terms.get("comparison") or "exactly"),
        verdict=verdict,
        comparable=isinstance(about, str) and options is not None,
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
    comparable = bool(_any("kept", "held").search(words)) if share else True
    measure = f"{name}, held" if share and comparable else name if share else f"{_people(quote)} {name}"
    standing = name in load_words()["kept"]["standing"]
    lasting = standing or bool(_any("kept", "long").search(words))
    return Counted(
        claim=claim,
        place=whole.place(document, claim.chain),
        quote=quote,
        measure=measure,
        about=_about(registry, document, claim, quote, words, name),
        sites=_sites(registry, document, words),
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
    found = [name for name in table if _any("people", name).search(counted)]
    first = next(iter(table))
    return " and ".join(name for name in found if name != first) or first


def _about(
    registry: Registry, document: Document, claim: Claim, quote: str, words: str, name: str
) -> str | None:
    """The one state whose people or land is counted, else the one that the sentence tells it happened in.

    A title is asked only where it tells of the same: "Dozens killed in Iran unrest".
    """
    on = document.date
    if _any("kept", "own").search(quote) and claim.chain:
        speaker = claim.chain[-1].actor
        return (
            speaker if speaker and _is_state(registry, speaker) else _one(registry, document.issuer or "", on)
        )
    whose = re.split(r"\b(?:by|under)\b", quote)[0] if name == SHARE else quote  # not the holder of the land
    if _states(registry, whose, on):
        return _one(registry, whose, on)
    title = document.title or ""
    told = title if name in load_words()["measures"] and _any("measures", name).search(title) else ""
    if name == SHARE:
        return None
    return next((found for text in (words, told) if (found := _one(registry, text, on, within=True))), None)


def _one(registry: Registry, text: str, on: PartialDate | None, *, within: bool = False) -> str | None:
    """The only state that the text names; `within` counts those alone that something is told to be in."""
    states = _states(registry, text, on, within=within)
    return states.pop() if len(states) == 1 else None


def _states(registry: Registry, text: str, on: PartialDate | None, *, within: bool = False) -> set[str]:
    return {
        hit.actors[0]
        for hit in registry.mentions(text, on)
        if len(hit.actors) == 1
        and hit.names[0].use in _NAMING
        and _is_state(registry, hit.actors[0])
        and (not within or _preposition().search(text[: hit.span.start]))
    }


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_words()['places']['before'])}(?: \w+ern)?(?: the)? \Z", re.IGNORECASE)


def _is_state(registry: Registry, id_: str) -> bool:
    actor = registry.actor(id_)
    return actor is not None and actor.kind is ActorKind.STATE


@cache
def _site_pattern() -> re.Pattern[str]:
    places = load_words()["places"]
    before = "|".join(re.escape(word) for word in places["before"])
    after = "|".join(re.escape(word) for word in places["after"])
    return re.compile(rf"\b(?:{before}) (?:the )?({_NAME})|\b(?:The )?({_NAME}) (?:{after})\b")


def _sites(registry: Registry, document: Document, words: str) -> frozenset[str]:
    """Names after "in", "near" ... or before "attack", "massacre" ... that the registry does not know."""
    never = {word.casefold() for word in load_words()["places"]["never"]}
    found = {match[1] or match[2] for match in _site_pattern().finditer(words)}
    return frozenset(
        name.casefold().removesuffix("’s").removesuffix("'s")
        for name in found
        if not never & set(name.casefold().split()) and not registry.mentions(name, document.date)
    )


def _year(document: Document, words: str) -> int | None:
    told = {int(match.group()) for match in _YEAR.finditer(words)}
    if len(told) == 1:
        return told.pop()
    if not told and document.date and _any("kept", "this_year").search(words):
        return document.date.year
    return None
