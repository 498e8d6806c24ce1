"""Who does it to whom: the pairs of ends that an event has, each with how it was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from onrecord.events.event import How, Root
from onrecord.events.meaning import Meaning
from onrecord.events.phrases import Cast, Phrase, coordinated
from onrecord.events.roles import anchor_of, carrier_of, doer_of_noun, own_subjects, sources_at, subject_of
from onrecord.events.targets import inside, is_other, places_at, targets_anywhere, targets_of
from onrecord.vocabulary import ActorKind, Span

MOST_ENDS = 6
"""Ends on each side of one event: a longer list is an enumeration."""
STANDS = frozenset({Root.SUPPORT, Root.SANCTION, Root.ACCUSE, Root.REJECT, Root.PROTEST})
"""Acts that others can be asked for against, or in favour of, somebody."""
_COOPERATION = (1, 2)
_MATERIAL_CONFLICT = 4
_WHERE = ("in", "at", "near", "outside")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ends of one event."""

    source: Phrase
    target: Phrase
    how: How


def pairs_of(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> Iterator[Pair]:
    """The pairs of an event whose doers are known, or of one that is told without a doer."""
    if not sources and meaning.root is Root.ACCUSE and meaning.frame.kind is None:
        sources = sources_at(cast, teller_of(cast, meaning.index))[:MOST_ENDS]
    if not sources:
        yield from _without_doer(cast, meaning)
        return
    together = _together(cast, meaning, sources)
    if together:
        yield from _each_other(together)
        return
    targets, how = _targets(cast, meaning, sources)
    if not targets or how is How.NEAR:
        received = _receivers(cast, meaning, sources)
        targets, how = (received, How.RECEIVED) if received else (targets, how)
    for source in sources:
        for target in targets[:MOST_ENDS]:
            yield Pair(source, target, how)


def _each_other(phrases: list[Phrase]) -> Iterator[Pair]:
    for one, other in combinations(phrases, 2):
        yield Pair(one, other, How.EACH_OTHER)


def _together(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> list[Phrase]:
    """Those who do to each other what they do together; empty where it is done to a third."""
    inner = meaning.inner
    mutual = meaning.frame.mutual or (
        meaning.frame.kind == "refuse" and inner is not None and inner.frame.mutual
    )
    if not mutual or (inner is not None and inner.root.quad not in _COOPERATION):
        return []
    doers = sources if len(sources) > 1 else _nations(cast, sources[0])
    third = targets_of(cast, meaning.frame, meaning.root, meaning.index, sources) if doers else []
    return [] if third else doers


def _nations(cast: Cast, phrase: Phrase) -> list[Phrase]:
    """The two and more nationalities of one noun: "Kenyan and Chilean officials", "officials from Kenya and Chile"."""
    found: dict[Span, Phrase] = {}
    for index, other in sorted(cast.phrases.items()):
        inside = index != phrase.head and phrase.span.covers(other.span)
        if inside and other.party is not None and other.party.actor.kind is ActorKind.STATE:
            for nation in coordinated(cast, index):
                found.setdefault(nation.span, nation)
    return list(found.values()) if len(found) > 1 else []


def doers_of(cast: Cast, meaning: Meaning) -> list[Phrase]:
    """Who does it, as far as the sentence names somebody."""
    index = meaning.index
    noun = cast.tree.tokens[index].pos in ("NOUN", "PROPN")
    doer = doer_of_noun(cast, index) if noun else subject_of(cast, index)
    if doer is None and (meaning.frame.word_class == "adjective" or meaning.frame.subjects):
        patients = own_subjects(cast.tree, index)  # "is opposed to", "were deployed in"
        doer = patients[0] if patients else None
    if (
        noun
        and doer is not None
        and meaning.frame.word_class == "noun"
        and not _is_told_of(cast, index, doer)
    ):
        return []
    return sources_at(cast, doer)[:MOST_ENDS]


def _is_told_of(cast: Cast, noun: int, doer: int) -> bool:
    """The verb that carries a noun must say that it is done; an owner or author needs no verb."""
    tree = cast.tree
    noun = anchor_of(tree, noun)
    carrier = carrier_of(tree, noun)
    if carrier is None or doer in tree.subtree(noun) or doer in tree.preps(carrier, "by"):
        return True
    return tree.lemma(carrier) in cast.words.carrying


def _targets(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> tuple[list[Phrase], How]:
    frame, index = meaning.frame, meaning.index
    if _is_aimed_at_a_third(cast, meaning, sources):
        return [], How.PLACE_OF_FRAME
    if frame.kind == "tell" and meaning.inner is not None:
        return _doers(cast, meaning.inner, sources), How.PLACE_OF_FRAME
    found = targets_of(cast, frame, meaning.root, index, sources)
    if not found and meaning.root is Root.REJECT:
        found = [p for head in meaning.content for p in _maker(cast, head) if is_other(p, sources)]
    if found:
        return found, How.PLACE_OF_FRAME
    step = meaning.inner
    while step is not None:
        found = targets_of(cast, step.frame, step.root, step.index, sources)
        if not found and not step.frame.strict:
            found = targets_anywhere(cast, step.root, step.index, sources)
        if found:
            return found, How.PLACE_OF_FRAME
        step = step.inner
    for head in meaning.content:
        found = inside(cast, head, meaning.root, sources)
        if found:
            return found, How.PLACE_OF_FRAME
    if frame.strict:
        return [], How.PLACE_OF_FRAME
    return targets_anywhere(cast, meaning.root, index, sources), How.NEAR


def _is_aimed_at_a_third(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> bool:
    """True for "called for sanctions against B": nobody is asked, and B is aimed at (see `third_parties`)."""
    inner = meaning.inner
    if meaning.frame.kind != "demand" or inner is None:
        return False
    punishes = inner.root in STANDS and inner.root.polarity < 0
    return punishes and not targets_of(cast, meaning.frame, meaning.root, meaning.index, sources)


def third_parties(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> list[Phrase]:
    """At whom the act is aimed that somebody else is asked for."""
    inner = meaning.inner
    if meaning.frame.kind != "demand" or inner is None or inner.root not in STANDS:
        return []
    asked = targets_of(cast, meaning.frame, meaning.root, meaning.index, sources)
    return targets_of(cast, inner.frame, inner.root, inner.index, [*sources, *asked])[:MOST_ENDS]


def _receivers(cast: Cast, meaning: Meaning, sources: list[Phrase]) -> list[Phrase]:
    """Reads "B faces pressure from A", "the aid that B got from A": the subject of the verb is the target."""
    tree = cast.tree
    if meaning.frame.word_class != "noun":
        return []
    carrier = carrier_of(tree, anchor_of(tree, meaning.index))
    if carrier is None or tree.lemma(carrier) not in cast.words.receiving:
        return []
    return [p for p in sources_at(cast, subject_of(cast, carrier)) if is_other(p, sources)]


def _doers(cast: Cast, told: Meaning, sources: list[Phrase]) -> list[Phrase]:
    """Who did what is told, or where it came from ("rockets were fired from B")."""
    doers = doers_of(cast, told)
    if not doers:
        doers = [p for i in places_at(cast.tree, told.index, "prep:from") for p in named_at(cast, i)]
    return [p for p in doers if is_other(p, sources)]


def _maker(cast: Cast, noun: int) -> list[Phrase]:
    """Whose proposal it is that is refused: "a Kenyan offer", "the appeal by Norway"."""
    if (
        cast.tree.tokens[noun].pos not in ("NOUN", "PROPN")
        or cast.tree.lemma(noun) not in cast.words.agentive
    ):
        return []
    tree = cast.tree
    for index in (
        *tree.children(noun, "poss"),
        *tree.preps(noun, "by", "from"),
        *tree.children(noun, "amod", "compound", "nmod"),
        *tree.preps(noun, "of"),
    ):
        found = list(coordinated(cast, index))
        if found:
            return found
    return []


def _without_doer(cast: Cast, meaning: Meaning) -> Iterator[Pair]:
    """A deed told without a doer is put down to the place where it was done; of mutual nouns, to those named."""
    tree, index = cast.tree, meaning.index
    if meaning.frame.mutual:
        both = [p for i in tree.preps(index, "between", "among") for p in named_at(cast, i)]
        yield from _each_other(both)
        return
    if meaning.root.quad != _MATERIAL_CONFLICT or tree.tokens[index].pos not in ("VERB", "AUX"):
        return
    targets = targets_of(cast, meaning.frame, meaning.root, index, [])
    subjects = tree.children(index, "nsubj") or tree.preps(index, "by")
    where = [i for at in (index, *subjects) for w in _WHERE for i in places_at(tree, at, f"prep:{w}")]
    for i in where:
        for place in named_at(cast, i):
            for target in targets[:MOST_ENDS]:
                if not place.span.overlaps(target.span):
                    yield Pair(place, target, How.PLACE_OF_DEED)


def named_at(cast: Cast, index: int) -> list[Phrase]:
    """Whoever is named at a token or below it."""
    phrase = cast.at(index)
    return [phrase] if phrase is not None else sources_at(cast, index)


def teller_of(cast: Cast, verb: int) -> int | None:
    """Who says the clause of a verb."""
    tree = cast.tree
    index = verb
    while tree.tokens[index].dep in ("ccomp", "conj", "xcomp", "advcl") and tree.tokens[index].head != index:
        index = tree.tokens[index].head
        if tree.lemma(index) in cast.words.saying:
            return subject_of(cast, index)
    return None
