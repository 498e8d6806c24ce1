"""Chains of attribution: the links that hold for the whole document, then those of every saying around a word.

Outermost first; each link keeps its own source and cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.sayings import Saying, Speaker
from onrecord.vocabulary import UNKNOWN, ActorKind, Document, DocumentKind, Link, Party, Voices

_TEXT_NAMES = ("group:", "name:")
"""Ids of parties that bear no name but the text's own: the link is called what the text calls it."""
_FRONT = re.compile(r"^(?:an?|the) (?=[a-z])", re.I)
_OPENING = 500
_MAKERS = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration)\b[^.\n]{0,60}?\b(?:by|from|of) (?:the )?"
    r"(?P<makers>(?:\w+ )?(?:ministers|leaders|heads|presidents|secretaries|representatives|governments|envoys)\b[^.:\n]{3,240}?)"
    r"(?=\s*(?:[.:\n]|$|,? (?:following|on|at|today|after|regarding|concerning)\b))",
    re.I,
)
_TWO = 2
_JOINT_BY = re.compile(
    r"(?P<kind>Joint (?:Statement|Declaration|Communiqué)) (?:by|of|from) (?P<makers>[^—–:]+?)(?=\s*(?:[—–:]|$| - | on | following ))"
)
_LAST_NAME = re.compile(r"\b([A-Z][\w’'-]+)(?: of (?:the )?[A-Z].*)?$")
_YEAR = re.compile(r"\s?\(\d{4}\)$")


def instrument_name(instrument: str) -> str:
    """How a resolution is called as the source of its own words: its symbol without the year."""
    return _YEAR.sub("", instrument)


def base_chain(document: Document, voices: Voices) -> tuple[Link, ...]:
    """The links that hold for the whole document: its outlet or credit, or its speaker."""
    if voices.instrument is not None:
        return (Link(name=instrument_name(voices.instrument), actor=voices.body.id if voices.body else None),)
    links = []
    outer = _publisher(document, voices)
    if outer is not None:
        links.append(Link(name=outer, actor=voices.publisher.id if voices.publisher else None))
    if voices.speaker is not None:
        name = _of_state(document) or voices.speaker.person or voices.speaker.actor.name
        same = voices.publisher is not None and voices.speaker.actor == voices.publisher
        if name != outer and not (same and voices.speaker.person is None and outer is not None):
            links.append(Link(name=name, actor=voices.speaker.actor.id))
    elif (makers := _makers(document, voices)) is not None:
        links.append(Link(name=makers, actor=None))
    return tuple(links)


def _makers(document: Document, voices: Voices) -> str | None:
    """Those who issue a joint statement, as its opening or title calls them ("the Foreign Ministers of A and B")."""
    if document.kind is not DocumentKind.COMMUNIQUE or voices.body is not None:
        return None
    for stretch in (document.text[:_OPENING], document.title or ""):
        found = _MAKERS.search(stretch)
        if found is not None:
            return " ".join(found["makers"].split()).rstrip(" ,")
    return _by_two(document.title or "")


def _by_two(title: str) -> str | None:
    """Reads "Joint Statement by President Silva and Prime Minister Ana Roe of Norway": the text by its makers' last names."""
    found = _JOINT_BY.match(title)
    if found is None:
        return None
    names = [_LAST_NAME.search(part) for part in re.split(r",? and |, ", found["makers"])]
    last = [name.group(1) for name in names if name is not None]
    return f"{found['kind']} by {' and '.join(last)}" if len(last) == len(names) == _TWO else None


def _publisher(document: Document, voices: Voices) -> str | None:
    """Who brings the words: for a speech only an outlet that prints it, else whoever issues the document."""
    if document.kind is DocumentKind.SPEECH and voices.speaker is not None:
        return document.outlet
    return document.credit or document.outlet or document.issuer


def _of_state(document: Document) -> str | None:
    """The state, where the title gives a speech to it by name ("General Debate ...: Norway")."""
    state = (document.title or "").rpartition(": ")[2]
    own = (document.speaker_office or "").rpartition(", ")[2]
    return state if state and state == own and document.kind is DocumentKind.SPEECH else None


def chain_at(
    place: int, base: tuple[Link, ...], sayings: Sequence[Saying], *, named: bool = False
) -> tuple[Link, ...]:
    """The chain for one character: the document's links, then those of every saying around it.

    With `named`, also those of sayings that only name a thing ("pointed to the finding that ..."): whoever is quoted
    in it is told of by them.
    """
    around = sorted(
        (s for s in sayings if s.covers(place) and (s.voiced or (named and s.tells))),
        key=lambda s: (-s.size, s.cue),
    )
    chain = list(base)
    for saying in around:
        for speaker in saying.speakers:
            link = _link(saying, speaker)
            if not chain or not _same(chain[-1], link, speaker):
                chain.append(link)
    return tuple(chain)


def with_links(chain: tuple[Link, ...], saying: Saying) -> tuple[Link, ...]:
    """The chain with a saying's own links at its end; one who follows himself is one link."""
    links = list(chain)
    for speaker in saying.speakers:
        link = _link(saying, speaker)
        if links and _same(links[-1], link, speaker):
            links[-1] = replace(link, name=links[-1].name)
        else:
            links.append(link)
    return tuple(links)


def _link(saying: Saying, speaker: Speaker) -> Link:
    """A speaker's link, with its own source and cue."""
    return Link(
        name=link_name(speaker),
        actor=_actor_id(speaker.party),
        source=speaker.source,
        cue=speaker.cue or saying.cue,
    )


def _same(one: Link, other: Link, speaker: Speaker) -> bool:
    """True where the link before is the same speaker: by name, or a state and the one who says "we" for it."""
    if one.name == other.name:
        return one.name != UNKNOWN
    whole_document = one.cue is None and one.actor is not None and one.actor == other.actor
    himself = speaker.own or (speaker.party is not None and speaker.party.person is None)
    return whole_document and himself


def _actor_id(party: Party | None) -> str | None:
    """The actor's id; None for somebody the text names only by a phrase."""
    if party is None or party.actor.id == UNKNOWN or party.actor.id.startswith("name:"):
        return None
    return party.actor.id


def link_name(speaker: Speaker) -> str:
    """The name of a link: a person, an instrument's id, an actor, else the source's own words; `UNKNOWN` where none."""
    party = speaker.party
    if party is None:
        return speaker.name
    own_words = speaker.name != UNKNOWN and (party.rule != "anaphora" or not speaker.name.islower())
    if own_words and party.person is None and party.actor.id.startswith(_TEXT_NAMES):
        return speaker.name
    if party.actor.kind is ActorKind.INSTRUMENT:
        return party.actor.id
    return _FRONT.sub("", party.person or party.actor.name)
