"""Chains of attribution: the links that hold for the whole document, then those of every saying around a word.

Outermost first; each link keeps its own source and cue.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.sayings import Saying
from onrecord.vocabulary import ActorKind, Document, DocumentKind, Link, Party, Span, Voices

UNKNOWN = "unknown"
"""Name of a link whose source the text does not settle."""


def base_chain(document: Document, voices: Voices) -> tuple[Link, ...]:
    """The links that hold for the whole document: its outlet or credit, or its speaker."""
    if voices.instrument is not None:
        return (Link(name=voices.instrument, actor=voices.body.id if voices.body else None),)
    if document.kind is DocumentKind.SPEECH and voices.speaker is not None:
        name = voices.speaker.person or voices.speaker.actor.name
        return (Link(name=name, actor=voices.speaker.actor.id),)
    outer = document.credit or document.outlet or document.issuer
    links = (
        [Link(name=outer, actor=voices.body.id if voices.body and voices.body.id == outer else None)]
        if outer
        else []
    )
    if voices.speaker is not None:
        name = voices.speaker.person or voices.speaker.actor.name
        if name != outer:
            links.append(Link(name=name, actor=voices.speaker.actor.id))
    return tuple(links)


def chain_at(place: int, base: tuple[Link, ...], sayings: Sequence[Saying]) -> tuple[Link, ...]:
    """The chain for one character: the document's links, then those of every saying around it."""
    chain = list(base)
    around = sorted((s for s in sayings if s.covers(place)), key=lambda s: (-s.size, s.cue))
    for saying in around:
        for party, source in saying.speakers:
            link = Link(
                name=link_name(party, source),
                actor=party.actor.id if party else None,
                source=source,
                cue=saying.cue,
            )
            if not chain or chain[-1].name != link.name:
                chain.append(link)
    return tuple(chain)


def link_name(party: Party | None, source: Span) -> str:
    """The name of a link: a person, an instrument's id, an actor; `UNKNOWN` where nothing is settled."""
    if party is None:
        return UNKNOWN
    if party.actor.kind is ActorKind.INSTRUMENT:
        return party.actor.id
    return party.person or party.actor.name
