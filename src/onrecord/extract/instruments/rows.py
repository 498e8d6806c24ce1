"""Positions that the clauses of an adopted text take: the body or the signatories hold them, nobody else.

A body's position is never given to its members; a joint statement's is all its signatories'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.instruments.acts import Act
from onrecord.extract.instruments.clauses import Clause, clauses
from onrecord.extract.instruments.judging import acts_in, is_threat
from onrecord.extract.instruments.openings import Openings, load_openings
from onrecord.extract.instruments.people import Reading, is_known, known_names
from onrecord.extract.instruments.phrases import Word, words_of
from onrecord.extract.instruments.targets import (
    find_addressees,
    find_doers,
    find_helped,
    find_owners,
)
from onrecord.extract.roles import Scene
from onrecord.extract.signing import signing_parties
from onrecord.vocabulary import Actor, Document, DocumentKind, Party, Span, Stance, Voices

_MOST_WORDS = 40
_LEAST_WORDS = 4
_HEADING_WORDS = 12
"""A paragraph that says no more before its colon is but the head of (a), (b)."""
_LONGEST_ABOUT = 200
_SECOND = re.compile(r"[,;:.](?=\s|$)")
_DANGLING = re.compile(r"\s+(?:which|who|that|and|whose|of|the)$")
_JOINT_TITLE = re.compile(r"\b(?:joint|communiqu[eé]|declaration|outcome)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:\b(?:of|for|to|with|upon|on|by)|^)\s*,?\s*$")
_TAKEN_UP = frozenset({"them", "it", "him", "her"})
_OWNING = frozenset({"their", "his", "its"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentMatch:
    """One stance of an adopted text, with all who hold it and all towards whom it is."""

    clause: Clause
    holders: tuple[Party, ...]
    stance: Stance
    targets: tuple[Party, ...]
    """At most four; empty where a matter alone is meant."""
    trigger: Span
    """The opening that shows the stance."""
    evidence: Span
    """The opening and the first phrase of its object, at most about 40 words."""
    covers: Span
    """The opening and all that belongs to it: other readings of these words as the holder's own are repeats."""
    about: Span | None
    rule: str
    """`instrument/verb/condemn`, `instrument/noun/support`, `instrument/that/stress` ..."""


def instrument_rows(
    document: Document, scenes: Sequence[Scene], voices: Voices, *, openings: Openings | None = None
) -> tuple[InstrumentMatch, ...]:
    """The stances of a document's clauses, in the order of the text."""
    words = openings or load_openings()
    adopting = signing = _adopting(document, voices)
    if not adopting and (
        voices.speaker is not None or voices.turns or not _JOINT_TITLE.search(document.title or "")
    ):
        return ()
    reading = Reading(document, words, known_names(document, scenes), voices.body.id if voices.body else None)
    found: list[InstrumentMatch] = []
    parts = clauses(document, openings=words)
    for place, clause in enumerate(parts):
        if clause.subject is not None and not _is_house(scenes, clause.subject, voices):
            continue
        headed = place + 1 < len(parts) and parts[place + 1].under is not None and clause.under is None
        if headed and _is_heading(document, clause, words):
            continue  # "Requests B:" is read with each of its parts
        parent = _parent(parts, place)
        if clause.subject is not None and voices.signatories and not voices.body:
            adopting = _named_ones(scenes, clause.subject, voices) or signing
        if clause.subject is not None and not voices.body and not voices.signatories:
            adopting = _as_called(document, clause.subject) or adopting
        if adopting:
            found.extend(_of_clause(reading, scenes, clause, parent, adopting))
    return tuple(found)


def _is_heading(document: Document, clause: Clause, openings: Openings) -> bool:
    acts = acts_in(document.text, Span(clause.opening.start, clause.span.end), openings)
    short = bool(acts) and len(acts[-1].zone.of(document.text).split()) <= _HEADING_WORDS
    return short and len(acts) == 1 and acts[-1].rule != "that/decide"


def _adopting(document: Document, voices: Voices) -> tuple[Party, ...]:
    """Who adopted the text; empty where a person speaks or nobody can be told."""
    spoken = voices.speaker is not None or bool(voices.turns)
    if spoken and document.kind is not DocumentKind.RESOLUTION:
        return ()
    if voices.body is not None:
        return (Party(actor=voices.body, mention=None, rule="adopted text"),)
    return signing_parties(document, voices)


def _named_ones(scenes: Sequence[Scene], subject: Span, voices: Voices) -> tuple[Party, ...]:
    """Those of the signatories whom a subject names: "The President of A and the Prime Minister of B"."""
    own = {party.actor.id for party in voices.signatories}
    found: dict[str, Party] = {}
    for word in words_of(scenes, subject):
        if word.party is not None and word.party.actor.id in own:
            found.setdefault(word.party.actor.id, replace(word.party, rule="signatory"))
    return tuple(found.values()) if len(found) > 1 else ()


def _as_called(document: Document, subject: Span) -> tuple[Party, ...]:
    """Those who speak, as the text calls them ("The Ministers"); empty for "We" and "They"."""
    name = " ".join(subject.of(document.text).split())
    if name.split()[0].lower() not in ("the", "our", "their"):
        return ()
    name = name.partition(" ")[2]
    actor = Actor.collective(name)
    return (Party(actor=actor, mention=subject, rule="as the text says"),)


def _is_house(scenes: Sequence[Scene], subject: Span, voices: Voices) -> bool:
    """False where the subject is somebody known who is not the one that adopts ("The Council" of another body)."""
    own = {party.actor.id for party in voices.signatories} | {voices.body.id if voices.body else ""}
    words = words_of(scenes, subject)
    known = [word.party.actor.id for word in words if word.party is not None and is_known(word.party)]
    if any(actor not in own for actor in known):
        return False
    if [word.text for word in words] == ["it"]:
        return bool(known)
    pair = voices.body is None and any(word.text == "and" for word in words)
    return len(set(known)) > 1 or not pair


def _parent(parts: Sequence[Clause], place: int) -> Clause | None:
    if parts[place].under is None:
        return None
    return next((c for c in reversed(parts[:place]) if c.under is None), None)


def _of_clause(
    reading: Reading,
    scenes: Sequence[Scene],
    clause: Clause,
    parent: Clause | None,
    adopting: tuple[Party, ...],
) -> Iterator[InstrumentMatch]:
    spoken, document = parent or clause, reading.document
    acts = acts_in(document.text, Span(spoken.opening.start, spoken.span.end), reading.openings)
    if parent is not None:
        acts = acts[-1:] if len(acts[-1].zone.of(document.text).split()) <= _HEADING_WORDS else ()
    earlier: tuple[Party, ...] = ()
    for place, act in enumerate(acts):
        if place + 1 < len(acts) and _OPEN_END.search(act.zone.of(document.text)):
            # "Commending the efforts of, and reiterating its support for, B": one object for both
            act = replace(act, shared=acts[place + 1].zone)
        if act.stance is None or (parent is not None and act.rule == "that/decide"):
            continue
        words = words_of(scenes, act.shared or act.zone)
        targets = _targets(reading, words, act, earlier)
        if targets is None:
            continue
        if len(adopting) == 1:
            targets = tuple(party for party in targets if party.actor.id != adopting[0].actor.id)
        earlier = targets or earlier
        match = _match(document, clause, act, adopting, targets, words)
        yield match if parent is None else _below(document, match, clause)


def _targets(
    reading: Reading, words: Sequence[Word], act: Act, earlier: tuple[Party, ...]
) -> tuple[Party, ...] | None:
    """Towards whom an act is; None where it needs somebody or something that does not follow."""
    if act.stance is Stance.PLEDGES:
        return find_helped(reading, words)
    if act.towards == "nobody":
        return ()
    if earlier and _takes_up(words, reading.openings):
        return earlier
    if act.towards == "owner":
        words_owned = reading.openings.principles | reading.openings.merits | reading.openings.owned
        return find_owners(
            reading, words, owned=words_owned if act.stance is Stance.SUPPORTS else frozenset()
        )
    if act.towards == "doer":
        return find_doers(reading, words) or (earlier if _refers_back(words, reading.openings) else ())
    found = find_addressees(reading, words)
    kind, _, word = act.rule.partition("/")
    if act.rule == "that/decide" and not found:
        return None  # "Decides that the mandate shall include": nothing is asked of anybody
    shown = (reading.openings.direct if kind == "verb" else reading.openings.nouns).get(word)
    if shown is not None and shown.object is not None and not found:
        return None
    if shown is not None and shown.object == "infinitive" and not any(w.text == "to" for w in words[:25]):
        return None
    return found or find_doers(reading, words) or (earlier if _refers_back(words, reading.openings) else ())


def _takes_up(words: Sequence[Word], openings: Openings) -> bool:
    """Reads "support for them", "tribute to its personnel", "support for their efforts": whom the act before names."""
    for at, word in enumerate(words[:3]):
        if word.text in _TAKEN_UP:
            return True
        if word.text in _OWNING:
            lemmas = {following.token.lemma.lower() for following in words[at + 1 : at + 4]}
            return bool(lemmas & (openings.people | openings.merits | openings.acting))
    return False


def _refers_back(words: Sequence[Word], openings: Openings) -> bool:
    """Reads "the withdrawal of its forces": of whoever the act before is aimed at."""
    return any(
        word.text in _OWNING and words[at + 1].token.lemma.lower() in openings.acting
        for at, word in enumerate(words[:12][: len(words) - 1])
    )


def _match(
    document: Document,
    clause: Clause,
    act: Act,
    adopting: tuple[Party, ...],
    targets: tuple[Party, ...],
    words: Sequence[Word],
) -> InstrumentMatch:
    assert act.stance is not None
    start = (
        clause.subject.start
        if clause.subject is not None and act.opening.start == clause.opening.start
        else act.opening.start
    )
    object_zone = act.shared or act.zone
    named = max((p.mention.end for p in targets if p.mention and object_zone.covers(p.mention)), default=0)
    whole = Span(start, (act.shared or act.zone).end)
    evidence = _evidence(document.text, whole, act, max(named, act.reach))
    return InstrumentMatch(
        clause=clause,
        holders=adopting,
        stance=act.stance,
        targets=targets,
        trigger=act.opening,
        evidence=evidence,
        covers=Span(start, act.zone.end),
        about=_about(document.text, act, evidence, words),
        rule=f"instrument/{act.rule}",
    )


def _evidence(text: str, whole: Span, act: Act, reach: int) -> Span:
    """Up to the first comma or full stop after those named and a few words, or the fortieth word."""
    least = max(_after_words(text, act.shared or act.zone, _LEAST_WORDS), reach)
    most = max(_after_words(text, whole, _MOST_WORDS), min(reach, whole.end))
    mark = _SECOND.search(text, min(least, whole.end), whole.end)
    end = min(mark.start() if mark is not None else whole.end, most)
    return Span(whole.start, _trimmed(text, whole.start, max(end, act.opening.end)))


def _after_words(text: str, span: Span, count: int) -> int:
    for number, word in enumerate(re.finditer(r"\S+", text[span.start : span.end])):
        if number + 1 == count:
            return span.start + word.end()
    return span.end


def _trimmed(text: str, start: int, end: int) -> int:
    kept = text[start:end].rstrip(" \n\t,;:.")
    return start + len(_DANGLING.sub("", kept))


def _about(text: str, act: Act, evidence: Span, words: Sequence[Word]) -> Span | None:
    """The matter: what follows the opening, without the preposition that leads to it."""
    start = next((w.token.start for w in words if w.token.pos not in ("ADP", "SCONJ", "PUNCT", "ADV")), None)
    if start is None or start >= evidence.end:
        return None
    return Span(start, _trimmed(text, start, min(evidence.end, start + _LONGEST_ABOUT)))


def _below(document: Document, match: InstrumentMatch, clause: Clause) -> InstrumentMatch:
    """A sub-paragraph: its own words show what the head of the paragraph asks."""
    end = _trimmed(
        document.text,
        clause.span.start,
        min(clause.span.end, _after_words(document.text, clause.span, _MOST_WORDS)),
    )
    evidence = Span(clause.span.start, max(end, clause.span.start))
    about = Span(evidence.start, min(evidence.end, evidence.start + _LONGEST_ABOUT))
    stance = (
        Stance.THREATENS
        if match.stance is Stance.PLEDGES and is_threat(clause.span.of(document.text))
        else match.stance
    )
    return replace(match, stance=stance, evidence=evidence, covers=clause.span, about=about)
